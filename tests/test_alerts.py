"""Max asks to be told by e-mail what changed: once for each change, never twice, and nothing by opening a link."""

import datetime as dt
import re
import smtplib

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from acuinfo.correspondence import alerts, door, sealed
from acuinfo.correspondence.models import Alert
from acuinfo.correspondence.post import Post

from . import cast as people, markup

ADDRESS = "Max@Example.org"
ASK = "/alerts/?condition=knee-osteoarthritis"


@pytest.fixture
def reader(knee, monkeypatch):
    """Max, in a browser that takes no token for forms and is as quick as a test."""
    monkeypatch.setattr(door, "QUICKEST", dt.timedelta(seconds=-1))
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def ask(reader, django_capture_on_commit_callbacks):
    def asked(address=ADDRESS, page=ASK):
        opened = re.search('name="opened" value="([^"]+)"', reader.get(page).content.decode())[1]
        with django_capture_on_commit_callbacks(execute=True):
            return reader.post(page, {"address": address, "opened": opened})

    return asked


def link_in(message):
    """Return the link of a mail that confirms or ends."""
    return re.search(r"http://127\.0\.0\.1:8000(/alerts/\S+)", message.body)[1]


@pytest.fixture
def told(ask, reader):
    """Max has asked and confirmed; return the link that he has."""
    ask()
    link = link_in(mail.outbox.pop())
    reader.post(link)
    return link


def change(cast, page, words):
    people.rewrite(cast, page, people.condition_document(without_treatment=f"<p>{words}</p>"))
    people.publish(cast, page, note=words)


# --- Asking and leaving -----------------------------------------------------------------------------------------
def test_max_is_told_only_after_he_pressed_the_button_behind_the_link(ask, reader, cast, knee):
    answer = ask()
    link = link_in(mail.outbox[0])
    for _scanner in range(2):
        assert "Yes, tell me of these changes" in reader.get(link).content.decode()
        reader.get(f"{link}leave/")
        reader.head(link)
    before = Alert.objects.get().confirmed_at
    change(cast, knee, "Before he confirmed.")
    call_command("send_letters")

    reader.post(link)
    change(cast, knee, "After he confirmed.")
    call_command("send_letters")

    assert (answer.status_code, answer.cookies, before) == (200, {}, None)
    assert mail.outbox[0].to == ["Max@example.org"]
    (_question, told) = mail.outbox
    assert (told.to, told.subject) == (["Max@example.org"], "[AcuInfo] What has changed: Knee osteoarthritis")
    assert "After he confirmed." in told.body
    assert "Before he confirmed." not in told.body
    assert "http://127.0.0.1:8000/conditions/knee-osteoarthritis/" in told.body


def test_one_click_in_a_mail_program_ends_it_and_deletes_the_address(told, cast, knee, client):
    change(cast, knee, "New words.")
    call_command("send_letters")
    headers = mail.outbox[0].extra_headers
    link = headers["List-Unsubscribe"].removeprefix("<http://127.0.0.1:8000").removesuffix(">")

    opened = client.get(link)
    still_there = Alert.objects.count()
    left = Client(enforce_csrf_checks=True).post(link, {"List-Unsubscribe": "One-Click"}, headers={"origin": "null"})
    again = client.post(link)

    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert (opened.status_code, still_there, left.status_code, again.status_code) == (200, 1, 200, 200)
    assert not Alert.objects.exists()
    assert client.get(told).status_code == 404


def test_the_address_is_kept_so_that_only_this_site_reads_it(told, settings):
    alert = Alert.objects.get()
    row = str(Alert.objects.values_list().get())
    secret = settings.SECRET_KEY

    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a" * 60, [secret]
    with_the_former_key = sealed.unseal(alert.sealed_address)
    settings.SECRET_KEY_FALLBACKS = []

    assert "example" not in row.casefold()
    assert "max" not in row.casefold()
    assert with_the_former_key == "Max@example.org"
    for broken in (alert.sealed_address, "", "é", "AAAA", alert.sealed_address[:-8] + "AAAAAAA="):
        with pytest.raises(sealed.Unreadable):
            sealed.unseal(broken)


def test_two_seals_of_one_address_differ_and_a_bent_one_is_not_opened():
    one, other = sealed.seal(ADDRESS), sealed.seal(ADDRESS)
    bent = ("B" if one[0] == "A" else "A") + one[1:]

    assert one != other
    assert sealed.unseal(one) == sealed.unseal(other) == ADDRESS
    with pytest.raises(sealed.Unreadable):
        sealed.unseal(bent)


def test_nobody_can_fill_a_strangers_mailbox(ask, reader, monkeypatch):
    monkeypatch.setitem(door.AN_HOUR, "alerts", 100)  # as many addresses of the net would
    answers = {markup.main(ask(address)) for address in (ADDRESS, "max@example.ORG", ADDRESS)}
    again = len(mail.outbox)
    asked_at = timezone.now() - dt.timedelta(days=2, hours=23)
    Alert.objects.update(asked_at=asked_at)
    ask()
    kept_until_then = Alert.objects.get().asked_at == asked_at
    Alert.objects.update(asked_at=timezone.now() - dt.timedelta(days=3, minutes=1))
    ask()
    monkeypatch.setattr(alerts, "MOST_ASKED", 1)
    answers.add(markup.main(ask(page="/alerts/?news=safety")))
    reader.post(link_in(mail.outbox[1]))
    Alert.objects.update(asked_at=timezone.now() - dt.timedelta(days=4))
    ask()
    monkeypatch.setattr(alerts, "MOST_FOR_ONE", 1)
    answers.add(markup.main(ask(page="/alerts/?news=safety")))

    assert len({re.sub("What has changed: [A-Z][a-z ]*", "", told) for told in answers}) == 1  # who asks learns nothing
    assert (again, kept_until_then, len(mail.outbox), Alert.objects.count()) == (1, True, 2, 1)


def test_who_never_confirmed_is_forgotten_after_three_days(ask):
    ask()
    Alert.objects.update(asked_at=timezone.now() - dt.timedelta(days=3, minutes=1))

    call_command("forget_letters")

    assert not Alert.objects.exists()


def test_nobody_is_asked_for_an_address_when_no_mail_is_set_up(knee, client, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    pages = [
        client.get(f"/{page}").content.decode() for page in ("changes/", "conditions/knee-osteoarthritis/feedback/")
    ]

    assert client.get(ASK).status_code == 404
    assert ["mail" in page.partition("<main")[2] for page in pages] == [False, False]


# --- Telling ----------------------------------------------------------------------------------------------------
def test_a_change_is_told_once_however_often_the_scheduler_calls(told, cast, knee, django_assert_num_queries):
    change(cast, knee, "First words.")
    call_command("send_letters")
    with django_assert_num_queries(3):  # answers that wait, the site version, alerts that are behind it
        call_command("send_letters")
    change(cast, knee, "Second words.")
    change(cast, knee, "Third words.")
    call_command("send_letters")
    on_the_first_day = len(mail.outbox)
    Alert.objects.update(told_at=timezone.now() - dt.timedelta(days=1))
    for _ in range(2):
        call_command("send_letters")

    assert on_the_first_day == 1
    assert [[w for w in ("First", "Second", "Third") if f"{w} words." in m.body] for m in mail.outbox] == [
        ["First"],
        ["Second", "Third"],
    ]


def test_nothing_is_told_that_is_not_what_the_reader_asked_for(told, cast):
    people.published(cast, "neck-pain", people.condition_document(title="Neck pain"))
    call_command("send_letters")

    people.published(cast, "bruising", people.safety_document())  # for everyone, so for knees
    call_command("send_letters")

    (sent,) = mail.outbox
    assert "Bruising" in sent.body
    assert "Neck pain" not in sent.body


def test_it_waits_when_the_mail_server_is_down(told, cast, knee, settings):
    change(cast, knee, "New words.")
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.cast.BrokenBackend"
    for _ in range(2):
        with pytest.raises(CommandError):
            call_command("send_letters")

    settings.EMAIL_BACKEND = works
    call_command("send_letters")
    call_command("send_letters")

    (sent,) = mail.outbox
    assert "New words." in sent.body
    assert "may not have reached you" not in sent.body


def refused(code, said=b"<Max@example.org>: no"):
    """Return a way to send that is refused as mail servers refuse one address."""

    def send(message, fail_silently=False):
        if "max@example.org" in message.to[0].casefold():
            raise smtplib.SMTPRecipientsRefused({message.to[0]: (code, said)})
        return mail.get_connection().send_messages([message])

    return send


def test_an_address_that_is_refused_holds_up_nobody_and_is_in_no_log(
    told, ask, reader, cast, knee, monkeypatch, caplog
):
    ask("ruth@example.org")
    reader.post(link_in(mail.outbox.pop()))
    change(cast, knee, "New words.")
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refused(450))
    with pytest.raises(CommandError, match="1 mails"):
        call_command("send_letters")
    call_command("send_letters")  # not tried again every minute
    Alert.objects.update(told_at=timezone.now() - dt.timedelta(days=1))
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refused(550, b"5.7.1 Relay access denied"))
    with pytest.raises(CommandError, match="1 mails"):  # it means us, not the address
        call_command("send_letters")
    for_now = len(mail.outbox), Alert.objects.count()
    Alert.objects.update(told_at=timezone.now() - dt.timedelta(days=1))
    monkeypatch.setattr("django.core.mail.EmailMessage.send", refused(550))
    call_command("send_letters")

    assert (*for_now, Alert.objects.count()) == (1, 2, 1)
    assert [(r.data["error"], r.data["code"]) for r in caplog.records if hasattr(r, "data")] == [
        ("SMTPRecipientsRefused", 450),
        ("SMTPRecipientsRefused", 550),
        ("SMTPRecipientsRefused", 550),
    ]
    assert not [r for r in caplog.records if r.exc_info]
    assert "max@" not in caplog.text.casefold()


def test_a_turn_ends_when_the_mail_server_is_down(told, ask, reader, cast, knee, monkeypatch):
    ask("ruth@example.org")
    reader.post(link_in(mail.outbox.pop()))
    change(cast, knee, "New words.")
    tried = []

    def hangs(message, fail_silently=False):
        tried.append(message)
        raise TimeoutError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", hangs)
    with pytest.raises(CommandError, match="1 mails"):
        call_command("send_letters")

    assert len(tried) == 1


def test_who_could_not_be_asked_can_ask_again(ask, settings, caplog):
    works, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.cast.BrokenBackend"
    ask()
    settings.EMAIL_BACKEND = works
    ask()

    assert len(mail.outbox) == 1
    assert not [r for r in caplog.records if r.exc_info]


def test_an_alert_outlives_a_wrong_key(told, cast, knee, monkeypatch):
    change(cast, knee, "New words.")
    sealed_address = Alert.objects.get().sealed_address
    with monkeypatch.context() as wrong:
        wrong.setattr(alerts, "unseal", unreadable)
        with pytest.raises(CommandError, match="1 mails"):
            call_command("send_letters")
    Alert.objects.update(told_at=timezone.now() - dt.timedelta(days=1))
    call_command("send_letters")

    assert Alert.objects.get().sealed_address == sealed_address
    assert "New words." in mail.outbox[0].body


def unreadable(_sealed):
    raise sealed.Unreadable


@pytest.mark.parametrize("has_left", [True, False], ids=["after it left", "before it left"])
def test_no_change_is_told_twice_when_the_process_dies_over_a_mail(told, cast, knee, monkeypatch, has_left):
    change(cast, knee, "New words.")

    def dies(message, fail_silently=False):
        if has_left:
            mail.get_connection().send_messages([message])
        raise KeyboardInterrupt

    monkeypatch.setattr("django.core.mail.EmailMessage.send", dies)
    with pytest.raises(KeyboardInterrupt):
        call_command("send_letters")
    monkeypatch.undo()
    call_command("send_letters")
    after_the_crash = [m.body.count("New words.") for m in mail.outbox]
    change(cast, knee, "Later words.")
    Alert.objects.update(told_at=timezone.now() - dt.timedelta(days=1))
    call_command("send_letters")

    assert after_the_crash == ([1] if has_left else [])
    assert "may not have reached you" in mail.outbox[-1].body
    assert mail.outbox[-1].body.count("New words.") == 0
    assert not Alert.objects.get().is_being_told


def test_one_of_two_schedulers_sends_when_both_find_the_same_change(told, cast, knee, monkeypatch):
    change(cast, knee, "New words.")
    claimed, asked = alerts._claimed, []

    def both(alert, version, now):
        if not asked:
            asked.append(alert)
            alerts.tell(Post())
        return claimed(alert, version, now)

    monkeypatch.setattr(alerts, "_claimed", both)
    call_command("send_letters")

    assert len(mail.outbox) == 1


def test_a_reader_is_told_that_the_page_was_withdrawn(told, cast, knee):
    people.actions.withdraw(publication=knee, by=cast.pia, reason="A doubt.")
    call_command("send_letters")

    assert "Withdrawn: Knee osteoarthritis" in mail.outbox[0].body
