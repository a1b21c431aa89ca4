"""The site says whether it is alive and whether it is ready."""

import pytest
from django.test import Client

from miljoloftet import health

pytestmark = pytest.mark.django_db


def test_alive_needs_no_sign_in_and_no_database(client: Client, django_assert_num_queries) -> None:
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert response.json() == {"status": "ok"}


def test_ready_when_every_part_works(client: Client, monkeypatch) -> None:
    monkeypatch.setitem(health.PARTS, "broker", lambda: None)
    response = client.get("/readyz")
    assert response.status_code == 200
    assert set(response.json()["parts"]) == {"database", "migrations", "broker", "storage"}


@pytest.mark.parametrize("part", ["database", "migrations", "broker", "storage"])
def test_not_ready_names_the_part_that_fails(client: Client, monkeypatch, part: str) -> None:
    def breaks() -> None:
        raise OSError("secret detail")

    monkeypatch.setitem(health.PARTS, part, breaks)
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["parts"][part] == "failed"
    assert b"secret detail" not in response.content


def test_an_unapplied_migration_is_found(monkeypatch) -> None:
    monkeypatch.setattr(
        "miljoloftet.health.MigrationExecutor.migration_plan", lambda self, targets: [object()]
    )
    with pytest.raises(RuntimeError, match="1 not applied"):
        health.migrations()
