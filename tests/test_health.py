"""What watches the site asks whether it lives and whether it is ready."""

from datetime import UTC, datetime

import pytest
from django.core.checks import run_checks
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder

from acuinfo.operations import static_storage, system_checks


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


@pytest.fixture
def read_only(transactional_db):
    """Make the database one that takes no writes, as a standby or a disk that was mounted read-only."""
    name = "query_only" if connection.vendor == "sqlite" else "default_transaction_read_only"
    verb = "PRAGMA" if connection.vendor == "sqlite" else "SET"
    with connection.cursor() as cursor:
        cursor.execute(f"{verb} {name} = on")
        yield
        cursor.execute(f"{verb} {name} = off")


def test_whoever_watches_and_whoever_writes_is_told_when_the_database_can_only_be_read(read_only, client):
    client.raise_request_exception = False

    asked, page = client.get("/readyz"), client.get("/conditions/")
    written = client.post("/admin/login/", {"username": "ada", "password": "x"})

    assert (asked.status_code, asked.json()["reason"]) == (503, "The database can only be read.")
    assert page.status_code == 200
    assert written.status_code == 503
    assert "it can only be read. Nothing was saved." in written.content.decode()


def test_pages_keep_their_words_and_the_operator_is_told_when_static_files_were_not_collected(knee, client, settings):
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": f"{static_storage.__name__}.HashedStaticStorage"},
    }
    settings.STATIC_ROOT = settings.BASE_DIR / "nowhere"

    page, asked = client.get(knee.get_absolute_url()), client.get("/readyz")

    assert "Knee osteoarthritis" in page.content.decode()
    assert (asked.status_code, "Run collectstatic and restart." in asked.json()["reason"]) == (503, True)


def test_the_operator_is_told_when_the_clock_is_behind_what_was_published(knee, monkeypatch):
    def said():
        return [found.msg for found in run_checks(databases=["default"]) if found.id == "acuinfo.W003"]

    before = said()
    monkeypatch.setattr(system_checks.timezone, "now", lambda: datetime(2020, 2, 2, 3, 4, tzinfo=UTC))

    assert before == []
    assert said()[0].startswith("This machine's clock says 2020-02-02 03:04 UTC, but somebody published on")


@pytest.mark.parametrize("address", ["/healthz", "/readyz"])
def test_nobody_keeps_the_answer_when_health_is_asked(db, client, address):
    assert "no-store" in client.get(address)["Cache-Control"]
