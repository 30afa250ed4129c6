"""How long a sign-in lasts, and what ends it."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from acuinfo.accounts import sessions

from .cast import PASSWORD

HOUR = 3600


@pytest.fixture
def clock(monkeypatch):
    """A clock that moves only when told to: ``clock.now += HOUR``."""

    class Clock:
        now = 1_800_000_000.0

        def time(self):
            return self.now

    clock = Clock()
    monkeypatch.setattr(sessions, "time", clock)
    return clock


@pytest.fixture
def pia(cast, client, clock):
    """A client on which Pia has just signed in."""
    client.post("/admin/login/", {"username": "pia", "password": PASSWORD})
    return client


def key(client):
    return client.cookies["session"].value


def test_the_session_stays_when_pia_keeps_working_for_most_of_a_day(pia, clock):
    for _visit in range(11):
        clock.now += HOUR
        assert pia.get("/admin/").status_code == 200


def test_the_session_ends_on_the_server_when_two_hours_pass_without_a_request(pia, clock):
    clock.now += 2 * HOUR

    answer = pia.get("/admin/")

    assert answer.headers["Location"] == "/admin/login/?next=/admin/"
    assert not Session.objects.exists()


def test_the_session_ends_when_twelve_hours_pass_whatever_happens(pia, clock):
    for _visit in range(12):
        clock.now += HOUR
        answer = pia.get("/admin/")

    assert answer.status_code == 302
    assert not Session.objects.exists()


def test_looking_at_public_pages_does_not_keep_a_session_alive_when_the_desk_is_not_used(pia, clock):
    clock.now += 1.5 * HOUR
    public = pia.get("/conditions/")
    clock.now += 0.5 * HOUR

    assert "Set-Cookie" not in public.headers
    assert "Cookie" not in public.headers.get("Vary", "")
    assert pia.get("/admin/").status_code == 302


def test_the_session_is_written_at_most_once_a_minute_when_pages_follow_quickly(pia, clock):
    written = []
    for seconds in (30, 31, 10):
        clock.now += seconds
        with CaptureQueriesContext(connection) as queries:
            pia.get("/admin/")
        written.append(any('UPDATE "django_session"' in query["sql"] for query in queries))

    assert written == [False, True, False]


def test_the_clocks_start_at_the_first_look_when_a_session_has_none(cast, client, clock):
    client.force_login(cast.pia)
    client.get("/admin/")
    clock.now += 2 * HOUR

    assert client.get("/admin/").status_code == 302


# --- Signing in anew -------------------------------------------------------------------------------------------
def test_the_session_has_a_new_id_when_somebody_signs_in(cast, client):
    client.force_login(cast.ada)
    session = client.session
    session["kept"] = "from before"
    session.save()
    before = key(client)

    client.post("/admin/login/", {"username": "pia", "password": PASSWORD})

    assert key(client) != before
    assert "kept" not in client.session
    assert not Session.objects.filter(session_key=before).exists()


def test_the_session_has_a_new_id_and_new_clocks_when_the_same_person_signs_in_again(pia, clock):
    before = key(pia)
    clock.now += 11 * HOUR

    pia.post("/admin/login/", {"username": "pia", "password": PASSWORD})
    clock.now += 1.5 * HOUR

    assert key(pia) != before
    assert pia.get("/admin/").status_code == 200


# --- Leaving ---------------------------------------------------------------------------------------------------
def test_the_session_is_gone_from_the_server_when_pia_signs_out(pia):
    thief = Client()
    thief.cookies["session"] = key(pia)

    page = pia.post("/admin/logout/")

    assert "You have signed out" in page.content.decode()
    assert page.cookies["session"].value == ""
    assert not Session.objects.exists()
    assert thief.get("/admin/").status_code == 302


def test_nobody_is_signed_out_when_the_address_is_only_opened(pia):
    assert pia.get("/admin/logout/").status_code == 405
    assert pia.get("/admin/").status_code == 200


def test_nobody_is_signed_out_when_another_site_sends_the_form(cast):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.pia)

    assert strict.post("/admin/logout/").status_code == 403
    assert strict.get("/admin/").status_code == 200


@pytest.mark.parametrize("change", ["password", "closed", "staff"])
def test_the_session_is_worth_nothing_when_the_account_changes(cast, client, change):
    client.force_login(cast.pia)
    if change == "password":
        cast.pia.set_password("another-long-password")
    elif change == "closed":
        cast.pia.is_active = False
    else:
        cast.pia.is_staff = False
    cast.pia.save()

    assert client.get("/admin/").status_code == 302


def test_every_session_of_one_person_ends_when_asked(cast):
    clients = {name: Client() for name in ("desktop", "laptop", "ruth")}
    for name, client in clients.items():
        client.force_login(cast.ruth if name == "ruth" else cast.pia)

    ended = sessions.end_all_of(cast.pia, but=key(clients["laptop"]))

    assert ended == 1
    assert {name: client.get("/admin/").status_code for name, client in clients.items()} == {
        "desktop": 302,
        "laptop": 200,
        "ruth": 200,
    }
