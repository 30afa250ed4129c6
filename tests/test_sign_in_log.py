"""The log of who came in, who was refused and who left."""

import json
import logging

import pytest

from acuinfo.accounts import two_factor
from acuinfo.operations.logs import JsonFormatter

from .cast import PASSWORD
from .test_two_factor import KEY, code_of


@pytest.fixture
def lines(caplog):
    """Return what was logged about accounts: the lines as they are written, parsed."""
    caplog.set_level(logging.INFO, logger="acuinfo.accounts")

    def read():
        written = [JsonFormatter().format(record) for record in caplog.records if record.name == "acuinfo.accounts"]
        assert all("\n" not in line and line.isascii() for line in written)
        return [json.loads(line) for line in written]

    return read


def sign_in(client, name="pia", password=PASSWORD, **fields):
    return client.post("/admin/login/", {"username": name, "password": password, **fields}, REMOTE_ADDR="192.0.2.7")


def short(lines):
    return [(line["message"], line["name"], line.get("reason", "")) for line in lines]


def test_a_line_tells_who_and_from_where_when_somebody_signs_in(cast, client, lines):
    sign_in(client)

    (line,) = lines()
    assert {key: value for key, value in line.items() if key != "at"} == {
        "level": "info",
        "logger": "acuinfo.accounts",
        "message": "signed in",
        "name": "pia",
        "address": "192.0.2.7",
        "second_factor": False,
    }


def test_the_reason_is_written_when_a_sign_in_is_refused(cast, client, lines):
    two_factor.add_device(user=cast.ruth, key=KEY, code=code_of(KEY))

    sign_in(client, password="wrong")
    sign_in(client, name="stranger")
    sign_in(client, name="nobody")
    sign_in(client, password="x" * 200)
    sign_in(client, name="ruth")
    sign_in(client, name="ruth", otp_token="000000")
    sign_in(client, name="ruth", otp_token="000000")

    assert short(lines()) == [
        ("sign-in refused", "pia", "wrong name or password"),
        ("sign-in refused", "stranger", "wrong name or password"),
        ("sign-in refused", "nobody", "wrong name or password"),
        ("sign-in refused", "pia", "malformed"),
        ("sign-in refused", "ruth", "code missing"),
        ("sign-in refused", "ruth", "wrong code"),
        ("sign-in refused", "ruth", "code too soon after a wrong one"),
    ]
    assert {line["level"] for line in lines()} == {"warning"}


def test_one_line_a_try_is_written_when_there_were_too_many(cast, client, lines):
    for _time in range(9):
        sign_in(client, password="wrong")

    reasons = [line["reason"] for line in lines()]
    assert reasons == ["wrong name or password"] * 7 + ["locked after too many tries"] * 2


def test_the_second_factor_is_noted_when_it_is_used(cast, client, lines):
    device = two_factor.add_device(user=cast.pia, key=KEY, code=code_of(KEY))
    device.last_t -= 2
    device.save()

    sign_in(client, otp_token=code_of(KEY))

    assert lines()[-1]["second_factor"] is True


def test_a_line_is_written_when_somebody_leaves(cast, client, lines):
    sign_in(client)

    client.post("/admin/logout/")
    client.post("/admin/logout/")

    assert short(lines()[1:]) == [("signed out", "pia", "asked to")]


def test_a_line_is_written_when_a_session_ends_by_itself(cast, client, lines, settings):
    sign_in(client)
    settings.SESSION_IDLE_AGE = 0

    client.get("/admin/")

    assert short(lines()[1:]) == [("signed out", "pia", "idle for too long")]


def test_a_line_stays_one_line_when_the_name_is_hostile(cast, client, lines):
    hostile = 'pia\r\n{"message": "signed in"}\x1b[2J\u2028\u202e'

    sign_in(client, name=hostile)

    (line,) = lines()
    assert line["message"] == "sign-in refused"
    assert line["name"] == hostile


def test_no_password_or_code_is_written_when_anything_happens(cast, client, caplog):
    caplog.set_level(logging.DEBUG)

    sign_in(client, password="wrong-secret", otp_token="424242")
    sign_in(client)

    written = "\n".join(
        JsonFormatter().format(record) for record in caplog.records if record.name != "django.db.backends"
    )
    assert "wrong-secret" not in written
    assert "424242" not in written
    assert PASSWORD not in written


def test_long_names_are_cut_when_they_are_written(cast, client, lines):
    sign_in(client, name="x" * 100_000)

    assert lines()[0]["name"] == "x" * 150
