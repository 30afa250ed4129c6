"""What watches the site asks whether it lives and whether it is ready."""

import pytest
from django.db import OperationalError
from django.db.migrations.recorder import MigrationRecorder


def test_the_process_lives_without_asking_the_database(client):
    response = client.get("/healthz")

    assert (response.status_code, response.content) == (200, b"ok\n")


def test_the_site_is_ready_when_the_database_answers_and_is_up_to_date(db, client):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {"ready": True})


def test_the_site_is_not_ready_when_a_migration_is_missing(db, client):
    MigrationRecorder.Migration.objects.filter(app="publishing").latest("id").delete()

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["ready"] is False
    assert "missing" in response.json()["reason"]


def test_the_site_is_not_ready_when_the_database_is_away(db, client, monkeypatch):
    def away(*_):
        raise OperationalError("no route to host 10.0.0.7")

    monkeypatch.setattr("django.db.migrations.executor.MigrationExecutor.__init__", away)

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (503, {"ready": False, "reason": "The database does not answer."})


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_nobody_keeps_the_answer_when_health_is_asked(db, client, address):
    assert "no-store" in client.get(address)["Cache-Control"]
