"""A second factor: setting it up, signing in with it, losing it."""

import io
import re
import time
from xml.etree import ElementTree

import pytest
import segno
from django.core import signing
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from acuinfo.accounts import two_factor

from .cast import PASSWORD

LOGIN, SET_UP = "/admin/login/", "/admin/two-factor/"
KEY = "31" * 20


def code_of(key, steps=0):
    """Return the code that an app shows for a key in hexadecimal; steps are half minutes from now."""
    totp = TOTP(bytes.fromhex(key))
    totp.time = time.time() + 30 * steps
    return f"{totp.token():06d}"


def sign_in(client, code="", name="pia"):
    return client.post(LOGIN, {"username": name, "password": PASSWORD, "otp_token": code})


def secret_on(page):
    return re.search(r'name="secret" value="([^"]+)"', page.content.decode())[1]


def key_in(secret):
    return signing.loads(secret, salt=two_factor.SALT)["key"]


def set_up(client):
    """Set up a second factor as a person with an app does; return the key and the backup codes."""
    secret = secret_on(client.get(SET_UP))
    done = client.post(SET_UP, {"secret": secret, "code": code_of(key_in(secret))})
    return key_in(secret), re.findall(r"<li>(\w{8})</li>", done.content.decode())


@pytest.fixture
def pia_with_app(cast):
    """Pia, with an app that has the key KEY; its last code was used a minute ago."""
    device = two_factor.add_device(user=cast.pia, key=KEY, code=code_of(KEY))
    TOTPDevice.objects.filter(pk=device.pk).update(last_t=device.last_t - 2)
    return cast.pia


def test_the_second_factor_is_asked_for_when_it_has_been_set_up(cast, client):
    sign_in(client)
    key, codes = set_up(client)
    elsewhere = Client()

    without = sign_in(elsewhere)
    wrong = sign_in(elsewhere, "000000")
    TOTPDevice.objects.update(throttling_failure_count=0)
    right = sign_in(elsewhere, code_of(key, steps=1))

    assert "This account has a second factor" in without.content.decode()
    assert "The code is not right" in wrong.content.decode()
    assert right.headers["Location"] == "/admin/"
    assert len(set(codes)) == 10


def test_the_password_is_enough_in_development_when_there_is_no_second_factor(cast, client):
    sign_in(client)

    assert client.get("/admin/").status_code == 200


# --- Where it is required -------------------------------------------------------------------------------------------
@pytest.fixture
def required(settings):
    settings.ADMIN_REQUIRE_OTP = True


def test_only_setting_up_is_open_in_production_when_there_is_no_second_factor(required, cast, client):
    sign_in(client)

    assert client.get("/admin/").headers["Location"] == "/admin/login/?next=/admin/"
    assert client.get(LOGIN).headers["Location"] == SET_UP
    assert client.get("/admin/conditions/condition/").status_code == 302
    assert client.get(SET_UP).status_code == 200


def test_the_desk_opens_in_production_when_the_second_factor_has_just_been_set_up(required, cast, client):
    sign_in(client)
    set_up(client)

    assert client.get("/admin/").status_code == 200


def test_somebody_can_sign_out_in_production_when_there_is_no_second_factor_yet(required, cast, client):
    sign_in(client)

    answer = client.post("/admin/logout/")

    assert "You have signed out" in answer.content.decode()
    assert client.get(SET_UP).status_code == 302


def test_a_session_without_code_sees_nothing_in_production_when_there_is_a_second_factor(
    required, client, pia_with_app
):
    client.force_login(pia_with_app)

    assert client.get("/admin/").status_code == 302
    assert client.get(LOGIN).status_code == 200
    assert "10 backup codes left" in client.get(SET_UP).content.decode()


@pytest.mark.parametrize("name", [None, "nobody"])
def test_setting_up_asks_to_sign_in_when_it_is_not_for_that_person(cast, client, name):
    if name:
        client.force_login(cast.nobody)

    assert client.get(SET_UP).headers["Location"] == "/admin/login/?next=/admin/two-factor/"
    assert client.post(SET_UP, {"secret": "x", "code": "000000"}).status_code == 302


# --- Setting up -----------------------------------------------------------------------------------------------------
def test_the_picture_is_the_qr_code_of_the_secret_when_the_page_is_shown(cast, client):
    sign_in(client)
    page = client.get(SET_UP)
    device = TOTPDevice(user=cast.pia, key=key_in(secret_on(page)))

    svg = ElementTree.fromstring(re.search(r'<svg class="qr".*?</svg>', page.content.decode(), re.DOTALL)[0])
    runs = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", svg.find("path").get("d"))
    dark = {(int(x) + step, int(y)) for x, y, width in runs for step in range(int(width))}
    rows = segno.make(device.config_url, error="m").matrix_iter(border=4)
    assert dark == {(x, y) for y, row in enumerate(rows) for x, bit in enumerate(row) if bit}
    assert device.config_url.endswith("&issuer=AcuInfo")


def test_nothing_is_stored_when_the_page_is_only_looked_at_or_the_code_is_wrong(cast, client):
    sign_in(client)
    secret = secret_on(client.get(SET_UP))

    again = client.post(SET_UP, {"secret": secret, "code": "12345x"})

    assert "The code does not fit" in again.content.decode()
    assert key_in(secret_on(again)) == key_in(secret)
    assert not TOTPDevice.objects.exists()


@pytest.mark.parametrize("secret", ["", "made-up", signing.dumps({"user": 0, "key": KEY}, salt=two_factor.SALT)])
def test_a_secret_is_refused_when_it_was_not_shown_to_this_person(cast, client, secret):
    sign_in(client)

    answer = client.post(SET_UP, {"secret": secret, "code": code_of(KEY)})

    assert "This field is required" in answer.content.decode() or "grown too old" in answer.content.decode()
    assert not TOTPDevice.objects.exists()


def test_a_secret_is_refused_when_it_was_shown_more_than_an_hour_ago(cast, client, monkeypatch):
    sign_in(client)
    secret = secret_on(client.get(SET_UP))
    monkeypatch.setattr(two_factor, "SETUP_TIME", -1)

    answer = client.post(SET_UP, {"secret": secret, "code": code_of(key_in(secret))})

    assert "grown too old" in answer.content.decode()
    assert not TOTPDevice.objects.exists()


def test_a_second_factor_stays_as_it_is_when_somebody_sets_up_another(client, pia_with_app):
    client.force_login(pia_with_app)
    secret = signing.dumps({"user": pia_with_app.pk, "key": "32" * 20}, salt=two_factor.SALT)

    client.post(SET_UP, {"secret": secret, "code": code_of("32" * 20)})

    assert TOTPDevice.objects.get().key == KEY
    assert two_factor.add_device(user=pia_with_app, key="32" * 20, code=code_of("32" * 20)) is None


def test_other_sessions_end_when_a_second_factor_is_set_up(cast, client):
    other = Client()
    sign_in(other)
    sign_in(client)

    set_up(client)

    assert other.get("/admin/").status_code == 302
    assert client.get("/admin/").status_code == 200


def test_backup_codes_are_shown_once_when_the_second_factor_is_set_up(cast, client):
    sign_in(client)
    _key, codes = set_up(client)

    again = client.get(SET_UP).content.decode()

    assert sorted(codes) == sorted(StaticToken.objects.values_list("token", flat=True))
    assert not any(code in again for code in codes)


# --- Signing in -----------------------------------------------------------------------------------------------------
def test_a_code_is_refused_when_it_was_used_before(client, pia_with_app):
    code = code_of(KEY)

    first, second = sign_in(client, code), sign_in(Client(), code)

    assert first.status_code == 302
    assert "The code is not right, or was used already" in second.content.decode()


def test_a_code_is_accepted_when_it_is_typed_in_two_halves(client, pia_with_app):
    code = code_of(KEY)

    assert sign_in(client, f" {code[:3]} {code[3:]} ").status_code == 302


def test_a_backup_code_works_once_when_the_phone_is_lost(client, pia_with_app):
    code = StaticToken.objects.first().token

    first, second = sign_in(client, code.upper()), sign_in(Client(), code)

    assert first.status_code == 302
    assert second.status_code == 200


def test_the_right_code_must_wait_when_a_wrong_one_came_just_before(client, pia_with_app):
    sign_in(client, "000000")

    at_once = sign_in(client, code_of(KEY))
    TOTPDevice.objects.update(throttling_failure_timestamp="2020-01-01T00:00Z")
    later = sign_in(client, code_of(KEY))

    assert "too soon after a wrong code" in at_once.content.decode()
    assert later.status_code == 302


def test_the_wait_doubles_when_wrong_codes_go_on(client, pia_with_app):
    waits = []
    for _time in range(4):
        sign_in(client, "000000")
        device = TOTPDevice.objects.get()
        waits.append((device.verify_is_allowed()[1]["locked_until"] - device.throttling_failure_timestamp).seconds)
        TOTPDevice.objects.update(throttling_failure_timestamp="2020-01-01T00:00Z")

    assert waits == [1, 2, 4, 8]


def test_a_backup_code_still_works_when_wrong_app_codes_slow_the_app_down(client, pia_with_app):
    sign_in(client, "000000")

    assert sign_in(client, StaticToken.objects.first().token).status_code == 302


def test_somebody_elses_code_is_refused_when_it_is_right_for_them(client, cast, pia_with_app):
    two_factor.add_device(user=cast.ruth, key="32" * 20, code=code_of("32" * 20))

    assert sign_in(client, code_of("32" * 20, steps=1)).status_code == 200


# --- A lost phone ---------------------------------------------------------------------------------------------------
def test_a_person_starts_anew_when_their_second_factor_is_reset(client, pia_with_app, capsys):
    signed_in = Client()
    sign_in(signed_in, code_of(KEY))

    call_command("reset_two_factor", "pia")

    assert "pia was signed out everywhere" in capsys.readouterr().out
    assert signed_in.get("/admin/").status_code == 302
    assert not StaticToken.objects.exists()
    assert sign_in(client).status_code == 302


def test_others_keep_their_second_factor_and_session_when_one_is_reset(client, cast, pia_with_app):
    two_factor.add_device(user=cast.ruth, key=KEY, code=code_of(KEY))
    client.force_login(cast.ruth)

    call_command("reset_two_factor", "pia", stdout=io.StringIO())

    assert TOTPDevice.objects.get().user == cast.ruth
    assert client.get("/admin/").status_code == 200


def test_the_command_says_so_when_there_is_no_such_account_or_no_second_factor(cast, capsys):
    call_command("reset_two_factor", "ada")

    assert "ada had no second factor" in capsys.readouterr().out
    with pytest.raises(CommandError, match="There is no account stranger"):
        call_command("reset_two_factor", "stranger")
