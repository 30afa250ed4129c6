"""An editor's session ends while they write: signing in leads back with everything typed."""

import pytest
from django.test import Client

from conditions.models import Condition

from . import cast as people
from .admin_forms import fields_of


@pytest.fixture
def browser():
    """A browser that is asked for its CSRF token, as real ones are."""
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def form(cast, knee, browser):
    """The draft's form with new words in it, and the session over."""
    browser.force_login(cast.ada)
    address = f"/admin/conditions/condition/{Condition.objects.get().pk}/change/"
    fields = fields_of(browser.get(address).content.decode(), "condition_form")
    del browser.cookies["session"]
    return address, {**fields, "other_names": ["Words <typed> before the session ended & not saved."]}


def test_everything_typed_is_saved_when_the_editor_signs_in_again(form, browser):
    address, fields = form

    asked = browser.post(address, fields)
    sign_in = fields_of(asked.content.decode(), "login-form")
    again = browser.post("/admin/login/", {**sign_in, "username": ["ada"], "password": [people.PASSWORD]})
    saved = browser.post(address, fields_of(again.content.decode()))

    assert (asked.status_code, again.status_code, saved.status_code) == (200, 200, 302)
    assert "what you typed is kept" in asked.content.decode()
    assert Condition.objects.get().other_names == "Words <typed> before the session ended & not saved."


def test_everything_typed_is_saved_when_every_cookie_went(form, browser):
    address, fields = form
    here = {"Origin": "http://testserver"}
    browser.cookies.clear()

    asked = browser.post(address, fields, headers=here)
    browser.cookies.clear()
    sign_in = {**fields_of(asked.content.decode(), "login-form"), "username": ["ada"], "password": [people.PASSWORD]}
    asked_again = browser.post("/admin/login/", sign_in, headers=here)
    sign_in |= {k: v for k, v in fields_of(asked_again.content.decode(), "login-form").items() if any(v)}
    again = browser.post("/admin/login/", sign_in, headers=here)
    del browser.cookies["csrf"]
    still = browser.post(address, fields_of(again.content.decode()), headers=here)
    saved = browser.post(address, fields_of(still.content.decode()), headers=here)

    assert (asked.status_code, again.status_code, saved.status_code) == (200, 200, 302)
    assert Condition.objects.get().other_names == "Words <typed> before the session ended & not saved."


@pytest.mark.parametrize("headers", [{}, {"Origin": "null"}, {"Origin": "https://elsewhere.example"}])
def test_nothing_is_kept_without_cookies_unless_the_browser_says_that_the_form_is_ours(form, browser, headers):
    address, fields = form
    browser.cookies.clear()

    answer = browser.post(address, fields, headers=headers)

    assert (answer.status_code, b"typed_work" in answer.content) == (403, False)


def test_what_was_typed_is_still_there_when_the_password_was_wrong(form, browser):
    address, fields = form
    sign_in = fields_of(browser.post(address, fields).content.decode(), "login-form")

    wrong = browser.post("/admin/login/", {**sign_in, "username": ["ada"], "password": ["wrong"]})

    assert fields_of(wrong.content.decode(), "login-form")["typed_work"] == sign_in["typed_work"]


def test_nothing_is_kept_when_the_form_comes_from_somewhere_else(form, browser):
    address, fields = form

    answer = browser.post(address, {**fields, "csrfmiddlewaretoken": ["x" * 64]})

    assert answer.status_code == 403


def test_a_forged_text_is_ignored_when_somebody_signs_in(cast, browser):
    sign_in = fields_of(browser.get("/admin/login/").content.decode(), "login-form")
    said = {**sign_in, "username": ["ada"], "password": [people.PASSWORD], "typed_work": ["[1, 2"]}

    answer = browser.post("/admin/login/", said)

    assert answer.status_code == 200
    assert "Go on where I was" in answer.content.decode()
