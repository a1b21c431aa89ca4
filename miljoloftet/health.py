"""Is it alive, and is it ready for work? For the load balancer and the one on duty.

``/healthz`` says that the process answers. ``/readyz`` tries each thing the site leans on and
answers 503 naming the first that fails. Neither needs a session, and neither tells a visitor
more than a name and a word.
"""

import uuid
from collections.abc import Callable

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from miljoloftet.celery import app
from miljoloftet.http import public


def database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def migrations() -> None:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        raise RuntimeError(f"{len(waiting)} not applied")


def broker() -> None:
    with app.connection_for_write(connect_timeout=2) as link:
        link.ensure_connection(max_retries=1)


def storage() -> None:
    name = default_storage.save(f"health/{uuid.uuid4()}", ContentFile(b"ok"))
    default_storage.delete(name)


PARTS: dict[str, Callable[[], None]] = {
    "database": database,
    "migrations": migrations,
    "broker": broker,
    "storage": storage,
}


@public
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    return JsonResponse({"status": "ok"})


@public
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    found = {name: _works(part) for name, part in PARTS.items()}
    ready = all(found.values())
    words = {name: "ok" if works else "failed" for name, works in found.items()}
    return JsonResponse(
        {"status": "ok" if ready else "failed", "parts": words}, status=200 if ready else 503
    )


def _works(part: Callable[[], None]) -> bool:
    try:
        part()
    except Exception:  # whatever a part throws, the answer is the same: not ready
        return False
    return True
