"""Getting into the desk with a name and a password, and not getting in."""

import re

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import get_user
from django.contrib.auth.hashers import MD5PasswordHasher
from django.test import Client

from .cast import PASSWORD

LOGIN = "/admin/login/"
MISMATCH = "Name and password do not match"


def sign_in(client, name="pia", password=PASSWORD, address="192.0.2.1", **fields):
    return client.post(LOGIN, {"username": name, "password": password, **fields}, REMOTE_ADDR=address)


def fail(client, times, name="pia", address="192.0.2.1", **headers):
    for _time in range(times):
        response = client.post(LOGIN, {"username": name, "password": "wrong"}, REMOTE_ADDR=address, **headers)
    return response


def test_the_desk_opens_when_name_and_password_are_right(cast, client):
    answer = sign_in(client)

    assert answer.headers["Location"] == "/admin/"
    assert get_user(client) == cast.pia
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("address", ["/admin/conditions/condition/?q=knee", "/conditions/"])
def test_the_way_goes_on_to_the_page_that_was_wanted_when_it_is_ours(cast, client, address):
    assert sign_in(client, next=address).headers["Location"] == address


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "http:///evil.example",
    ],
)
def test_the_way_goes_to_the_desk_when_the_wanted_page_is_elsewhere(cast, client, address):
    page = client.get(LOGIN, {"next": address})

    assert sign_in(client, next=address).headers["Location"] == "/admin/"
    assert 'name="next" value=""' in page.content.decode()


# --- The same words and the same work -----------------------------------------------------------------------------
def without_tokens(response):
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return re.sub(r'value="(pia|ada|nobody|stranger)"', 'value="NAME"', text)


@pytest.fixture
def hashed(monkeypatch):
    """Passwords hashed, in order."""
    seen = []
    encode = MD5PasswordHasher.encode

    def remember(self, password, salt):
        seen.append(password)
        return encode(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", remember)
    return seen


def test_the_answer_is_the_same_when_the_name_is_unknown_or_the_account_closed_or_not_for_the_desk(cast):
    cast.ada.is_active = False
    cast.ada.save()

    wrong = sign_in(Client(), "pia", "wrong-password")
    others = [sign_in(Client(), "stranger"), sign_in(Client(), "ada"), sign_in(Client(), "nobody")]

    assert MISMATCH in wrong.content.decode()
    assert {(answer.status_code, without_tokens(answer)) for answer in others} == {(200, without_tokens(wrong))}


@pytest.mark.parametrize("name", ["pia", "stranger", "ada", "nobody"])
def test_one_password_is_hashed_when_the_name_is_known_unknown_closed_or_not_for_the_desk(cast, client, hashed, name):
    cast.ada.is_active = False
    cast.ada.save()

    sign_in(client, name, "some-password")

    assert hashed == ["some-password"]


# --- Lengths ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("length", [64, 128])
def test_a_long_password_is_accepted_when_it_is_right(cast, client, length):
    password = "correct horse battery staple "[:length].ljust(length, "ü")
    cast.pia.set_password(password)
    cast.pia.save()

    assert sign_in(client, password=password).status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("password", "x" * 129, "A password has at most 128 characters."),
        ("password", "x" * 1_000_000, "A password has at most 128 characters."),
        ("username", "x" * 151, "A name has at most 150 characters."),
        ("username", "pia\0", "Null characters are not allowed."),
        ("otp_token", "1" * 5000, "Ensure this value has at most 20 characters"),
    ],
)
def test_the_form_says_so_when_something_is_too_long_or_odd(cast, client, field, value, words):
    answer = client.post(LOGIN, {"username": "pia", "password": "some-password", field: value})

    assert answer.status_code == 200
    assert words in answer.content.decode()


@pytest.mark.parametrize(("name", "password"), [("pia", "x" * 129), ("x" * 151, "some-password")])
def test_nothing_is_hashed_when_name_or_password_is_too_long(cast, client, hashed, name, password):
    sign_in(client, name, password)

    assert hashed == []


def test_a_new_password_is_refused_when_it_is_too_long_to_sign_in_with(cast, client):
    sign_in(client)
    new = "a very long phrase " * 10

    answer = client.post(
        "/admin/password_change/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )

    assert "Your password must contain at most 128 characters." in answer.content.decode()


# --- Too many tries -------------------------------------------------------------------------------------------------
def test_even_the_right_password_is_refused_when_there_were_eight_wrong_ones(cast, client):
    before = fail(client, 7)
    eighth = fail(client, 1)

    right = sign_in(Client())

    assert before.status_code == 200
    assert eighth.status_code == right.status_code == 429
    assert right.headers["Retry-After"] == "900"
    assert right.headers["Cache-Control"] == "private, no-store"
    assert "For 15 minutes no password is looked at" in right.content.decode()
    assert "Access-Control-Allow-Origin" not in right.headers


def test_the_lock_holds_when_the_browser_or_a_made_up_address_changes(cast, client):
    for number in range(8):
        fail(client, 1, HTTP_USER_AGENT=f"Browser {number}", HTTP_X_FORWARDED_FOR=f"198.51.100.{number}")

    assert sign_in(Client()).status_code == 429


def test_an_unknown_name_is_locked_just_the_same_when_it_was_tried_eight_times(cast, client):
    assert fail(client, 8, name="stranger").status_code == 429


def test_colleagues_get_in_when_only_one_name_or_one_address_is_locked(cast, client):
    fail(client, 8)

    assert sign_in(Client(), "ruth").status_code == 302
    assert sign_in(Client(), "pia", address="192.0.2.2").status_code == 302


def test_an_address_is_locked_when_it_tried_many_names(cast, client):
    for number in range(16):
        fail(client, 2, name=f"stranger{number}")

    assert sign_in(Client(), "ruth").status_code == 429
    assert sign_in(Client(), "ruth", address="192.0.2.2").status_code == 302


def test_a_name_is_locked_when_many_addresses_tried_it(cast, client):
    for number in range(16):
        fail(client, 6, address=f"198.51.100.{number}")

    assert sign_in(Client(), "pia", address="192.0.2.2").status_code == 429


def test_an_address_stays_counted_when_somebody_signs_in_from_it(cast, client):
    for number in range(16):
        sign_in(Client(), "ruth")
        fail(client, 2, name=f"stranger{number}")

    assert sign_in(Client(), "ruth").status_code == 429


def test_earlier_mistakes_are_forgotten_when_the_right_password_comes(cast, client):
    fail(client, 7)
    sign_in(Client())

    assert fail(client, 7).status_code == 200


def test_the_lock_ends_when_fifteen_minutes_have_passed(cast, client, settings):
    fail(client, 8)
    settings.AXES_COOLOFF_TIME = 0.0

    assert sign_in(Client()).status_code == 302


def test_trying_on_does_not_lengthen_the_lock_when_it_is_on(cast, client):
    fail(client, 8)
    before = AccessAttempt.objects.get().attempt_time
    fail(client, 5)

    assert AccessAttempt.objects.get().attempt_time == before


def test_no_password_or_code_is_kept_when_a_try_fails(cast, client):
    client.post(LOGIN, {"username": "pia", "password": "wrong-secret", "otp_token": "424242"})

    kept = AccessAttempt.objects.values().get()
    assert "wrong-secret" not in str(kept)
    assert "424242" not in str(kept)


# --- The page -------------------------------------------------------------------------------------------------------
def test_the_page_has_one_heading_labels_and_nothing_inline_when_shown(client, db):
    text = client.get(LOGIN).content.decode()

    assert re.findall(r"<h1>(.*?)</h1>", text) == ["Sign in"]
    assert set(re.findall(r'<label for="(\w+)"', text)) == {"id_username", "id_password", "id_otp_token"}
    assert not re.search(r"<style|\bstyle=|\bon\w+=|<script(?![^>]*\bsrc=)", text)
    assert 'autocomplete="current-password"' in text
    assert 'autocomplete="one-time-code"' in text


def test_the_password_is_not_sent_back_when_the_form_is_shown_again(cast, client):
    assert "wrong-password" not in sign_in(client, password="wrong-password").content.decode()
