"""Max writes to the editors, without a cookie; they answer, and forget where he lives."""

import datetime as dt
import smtplib

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from acuinfo.correspondence import door, remarks
from acuinfo.correspondence.models import Clarity, Knock, Remark
from acuinfo.publishing import actions

from . import cast as people, markup

PAGE = "/conditions/knee-osteoarthritis/"
DOOR = f"{PAGE}feedback/"
ADDRESS = "max@example.org"


@pytest.fixture
def reader(knee, monkeypatch):
    """Max, in a browser that takes no token for forms and is as quick as a test."""
    monkeypatch.setattr(door, "QUICKEST", dt.timedelta(seconds=-1))
    return Client(enforce_csrf_checks=True)


def letter(reader, **fields):
    """Return a form as it is after it was opened and filled in."""
    hidden = {i.get("name"): i.get("value") for i in markup.page(reader.get(DOOR)).iter("input") if i.get("value")}
    said = {"opened": hidden["opened"], "edition": hidden["edition"], "about": "wrong", "text": "There are 9 trials."}
    return said | fields


def send(reader, **fields):
    return reader.post(DOOR, letter(reader, **fields), headers={"origin": "http://testserver"})


# --- At the door ------------------------------------------------------------------------------------------------
def test_the_editors_get_the_words_with_the_edition_that_was_read_and_no_cookie_is_set(reader, cast, knee):
    said = letter(reader, address=ADDRESS)
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>New words.</p>"))
    people.publish(cast, knee)

    answer = reader.post(DOOR, said)

    assert (answer.status_code, answer["Location"], answer.cookies) == (303, f"{DOOR}?said=sent", {})
    assert "An editor will read what you wrote." in reader.get(answer["Location"]).content.decode()
    remark = Remark.objects.get()
    assert (remark.about, remark.text, remark.edition.number) == ("wrong", "There are 9 trials.", 1)
    assert (remark.wants_answer, ADDRESS in remark.sealed_address) == (True, False)
    visitor = Knock.objects.get().visitor
    assert "127.0.0.1" not in visitor
    assert len(visitor) == 32


def test_a_reader_says_with_one_press_whether_a_page_was_clear(reader):
    (form,) = [f for f in markup.page(reader.get(PAGE)).iter("form") if f.get("method") == "post"]
    sent = {i.get("name"): i.get("value") for i in form.iter("input")}

    answers = [reader.post(form.get("action"), sent | {"clear": said}) for said in ("yes", "no", "no")]

    assert [a["Location"].rpartition("=")[2] for a in answers] == ["clear", "unclear", "unclear"]
    counted = Clarity.objects.get()
    assert (counted.edition.number, counted.clear, counted.unclear) == (1, 1, 2)


REFUSED = {
    "from elsewhere": ({}, {"origin": "https://evil.example"}, 403),
    "from elsewhere, says the browser": ({}, {"sec-fetch-site": "cross-site"}, 403),
    "too large": ({"text": "x" * 70_000}, {}, 413),
    "too long": ({"text": "x" * 2001}, {}, 200),
    "empty": ({"text": " "}, {}, 200),
    "no letters": ({"text": "a\0b"}, {}, 200),
    "not opened here": ({"opened": "form:1:forged"}, {}, 200),
    "about nothing": ({"about": "love"}, {}, 200),
    "no address": ({"address": "max at home"}, {}, 200),
    "two addresses": ({"address": "max@example.org\nBcc: all@example.org"}, {}, 200),
    "filled in by a machine": ({"website": "https://buy.example"}, {}, 303),
}


def test_nothing_is_kept_when_a_form_is_not_as_a_reader_sends_it(reader, monkeypatch):
    found = {
        name: reader.post(DOOR, letter(reader, **fields), headers=headers).status_code
        for name, (fields, headers, _status) in REFUSED.items()
    }
    said = letter(reader)
    monkeypatch.setattr(door, "QUICKEST", dt.timedelta(seconds=5))
    too_quick = reader.post(DOOR, said).content.decode()

    assert found == {name: status for name, (*_sent, status) in REFUSED.items()}
    assert "send it again" in too_quick
    assert not Remark.objects.exists()


def test_the_door_closes_for_an_hour_when_one_address_sends_too_much_and_stays_open_for_others(reader):
    answers = [send(reader).status_code for _ in range(7)]
    household = [Client(REMOTE_ADDR=f"2001:db8::{i}").post(DOOR, letter(reader)).status_code for i in range(1, 8)]
    mapped = [Client(REMOTE_ADDR=f"::ffff:192.0.2.{i}").post(DOOR, letter(reader)).status_code for i in range(1, 8)]

    assert answers == [303] * 6 + [429]
    assert mapped == [303] * 7  # seven IPv4 addresses, written as a server of both kinds writes them
    assert household == [303] * 6 + [429]
    Knock.objects.update(at=timezone.now() - dt.timedelta(hours=1))
    assert send(reader).status_code == 303


def test_the_queue_of_a_page_has_an_end(reader, knee, monkeypatch):
    monkeypatch.setattr(remarks, "MOST_OPEN", 1)

    assert [send(reader).status_code for _ in range(2)] == [303, 429]
    assert Remark.objects.count() == 1


def test_the_page_of_words_moves_and_goes_with_its_page_and_is_kept_nowhere(reader, knee, cast):
    shown = reader.get(DOOR)
    actions.move(publication=knee, slug="knees", by=cast.pia)

    assert (shown["Cache-Control"], shown["X-Robots-Tag"]) == ("private, no-store", "noindex")
    assert reader.get(DOOR)["Location"] == reader.post(DOOR)["Location"] == "/conditions/knees/feedback/"
    assert [reader.get(a).status_code for a in ("/conditions/nope/feedback/", "/safety/knees/feedback/")] == [404, 404]
    actions.withdraw(publication=knee, by=cast.pia, reason="A doubt.")
    assert reader.post("/conditions/knees/feedback/").status_code == 410
    assert reader.put("/conditions/knees/feedback/").status_code == 405


# --- At the desk ------------------------------------------------------------------------------------------------
@pytest.fixture
def remark(knee):
    return remarks.take(knee.current, "wrong", "There are 9 trials.\nCount them.", ADDRESS)


def test_the_desk_counts_what_waits_and_an_editor_answers_it(remark, cast, client):
    client.force_login(cast.ada, backend="django.contrib.auth.backends.ModelBackend")
    change = reverse("admin:correspondence_remark_change", args=[remark.pk])
    front = client.get(reverse("admin:index")).content.decode()
    shown = client.get(change).content.decode()

    client.post(change, {"answer": "You are right: 9.", "note": ""})
    unclosed = Remark.objects.get().status
    client.post(change, {"answer": "You are right: 9.", "note": "Edition 2."})
    call_command("send_letters")
    call_command("send_letters")

    assert "1 reader wrote to you and waits" in " ".join(front.split())
    assert ADDRESS not in shown
    assert "There are 9 trials." in shown
    assert unclosed == "open"
    told = Remark.objects.get()
    assert (told.status, told.closed_by, told.sealed_address) == ("answered", cast.ada, "")
    (sent,) = mail.outbox
    assert (sent.to, sent.subject) == ([ADDRESS], "[AcuInfo] Your words about “Knee osteoarthritis”")
    assert "> There are 9 trials.\n> Count them.\n\nYou are right: 9.\n" in sent.body
    assert client.post(change, {"note": "Again."}).status_code == 403


def test_the_address_goes_at_once_when_it_is_closed_without_an_answer(remark, cast):
    remarks.close(remark=remark, by=cast.ada, note="Nothing to do.")

    assert Remark.objects.values_list("status", "sealed_address").get() == ("closed", "")
    with pytest.raises(actions.Refused, match="closed this already"):
        remarks.close(remark=remark, by=cast.ada, note="Again.")
    with pytest.raises(actions.NotAllowed):
        remarks.close(remark=remark, by=cast.nobody, note="Not mine.")


def test_an_answer_waits_when_the_mail_server_is_down_and_is_never_sent_twice_when_the_process_dies(
    remark, cast, settings, monkeypatch
):
    remarks.close(remark=remark, by=cast.ada, note="Done.", answer="Thank you.")
    works = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "tests.cast.BrokenBackend"
    with pytest.raises(CommandError, match="1 mails could not be sent"):
        call_command("send_letters")
    assert Remark.objects.get().wants_answer

    settings.EMAIL_BACKEND = works
    monkeypatch.setattr("django.core.mail.EmailMessage.send", _sends_and_dies)
    with pytest.raises(KeyboardInterrupt):
        call_command("send_letters")
    monkeypatch.undo()
    call_command("send_letters")

    assert len(mail.outbox) == 1
    assert not Remark.objects.get().wants_answer


def test_the_desk_sees_that_an_answer_was_refused_and_a_wrong_key_loses_none(remark, cast, settings, monkeypatch):
    remarks.close(remark=remark, by=cast.ada, note="Done.", answer="Thank you.")
    secret, settings.SECRET_KEY = settings.SECRET_KEY, "a" * 60
    with pytest.raises(CommandError, match="1 mails"):
        call_command("send_letters")
    settings.SECRET_KEY = secret
    monkeypatch.setattr("django.core.mail.EmailMessage.send", _refuses(450))
    with pytest.raises(CommandError, match="1 mails"):
        call_command("send_letters")
    waits = Remark.objects.get().wants_answer
    monkeypatch.setattr("django.core.mail.EmailMessage.send", _refuses(550))
    call_command("send_letters")

    told = Remark.objects.get()
    assert (waits, told.wants_answer) == (True, False)
    assert told.note.startswith("Done.\n\nThe reader did not get the answer")


def _refuses(code):
    def send(message, fail_silently=False):
        raise smtplib.SMTPRecipientsRefused({ADDRESS: (code, b"no")})

    return send


def _sends_and_dies(message, fail_silently=False):
    mail.get_connection().send_messages([message])
    raise KeyboardInterrupt


def test_words_are_deleted_a_year_after_they_were_closed_and_knocks_after_a_day(remark, cast):
    remarks.close(remark=remark, by=cast.ada, note="Done.")
    for days in (364, 1):
        Remark.objects.update(closed_at=timezone.now() - dt.timedelta(days=days))
    kept = remarks.take(remark.edition, "other", "Hello.")
    Remark.objects.filter(pk=remark.pk).update(closed_at=timezone.now() - dt.timedelta(days=366))
    Knock.objects.create(visitor="x", door="words", at=timezone.now() - dt.timedelta(days=2))

    call_command("forget_letters")

    assert list(Remark.objects.all()) == [kept]
    assert not Knock.objects.exists()


@pytest.mark.parametrize(
    "broken",
    [{"status": "closed"}, {"status": "closed", "note": "Done."}, {"closed_at": timezone.now()}],
    ids=["closed by nobody", "closed on no day", "open and closed"],
)
def test_the_database_refuses_words_that_break_a_rule(remark, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        Remark.objects.update(**broken)


def test_the_database_refuses_a_closed_remark_that_keeps_an_address(remark, cast):
    with pytest.raises(IntegrityError, match="closed_remark_keeps_no_address"), transaction.atomic():
        Remark.objects.update(status="closed", note="Done.", closed_by=cast.ada, closed_at=timezone.now())
