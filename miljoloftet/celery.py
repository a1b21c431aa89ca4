"""The Celery application; what runs when stands in ``settings.CELERY_BEAT_SCHEDULE``."""

import os
from typing import Any

from celery import Celery
from celery.signals import beat_init, celeryd_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "miljoloftet.settings")

app = Celery("miljoloftet")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
@beat_init.connect
def refuse_unsafe_settings(**kwargs: Any) -> None:
    from miljoloftet.checks import refuse_unsafe

    refuse_unsafe()
