"""Review dates: set by finishing a review, suggested by kind, and people reminded when they come."""

import datetime as dt
import io

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from acuinfo.publishing import actions
from acuinfo.publishing.models import AppendOnlyError, Publication, Reminder

from . import cast as people

TODAY = timezone.localdate()


@pytest.fixture
def colleagues(cast, knee):
    """Olive keeps the knee page, and Sam steps in."""
    olive, sam = (
        people.User.objects.create_user(name, f"{name}@example.org", people.PASSWORD) for name in ("olive", "sam")
    )
    people.keep(knee, olive, sam)
    return olive, sam


def due_in(days):
    """Say that the review of every page is due in so many days."""
    Publication.objects.update(review_due_on=timezone.localdate() + dt.timedelta(days=days))


def run(**options):
    """Run the command; return who was reminded by this run, and what it said."""
    mail.outbox.clear()
    said = io.StringIO()
    call_command("send_reminders", stdout=said, **options)
    return [message.to[0].split("@")[0] for message in mail.outbox], said.getvalue()


def go_on(monkeypatch, days):
    """Let days pass."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY + dt.timedelta(days=days))


@pytest.mark.parametrize(
    ("days", "reminded"),
    [(31, []), (30, ["olive"]), (0, ["olive"]), (-13, ["olive"]), (-14, ["olive", "sam"]), (-400, ["olive", "sam"])],
)
def test_the_owner_then_the_substitute_are_reminded_when_a_review_comes_and_goes(colleagues, days, reminded):
    due_in(days)

    assert run()[0] == reminded


def test_the_mail_names_the_pages_with_their_dates_and_links_when_several_are_due(
    cast, knee, colleagues, client, settings
):
    note = people.published(cast, "bruising", people.safety_document())
    people.keep(note, colleagues[0])
    due_in(10)
    Publication.objects.filter(pk=note.pk).update(review_due_on=dt.date(2020, 2, 29))

    run()

    message = mail.outbox[0]
    assert message.subject == "[AcuInfo] 2 pages are due for review"
    assert message.body.index("Late (1)") < message.body.index(
        "Bruising where the needle went in (safety note), due 29 February 2020"
    )
    assert message.body.index("Due within 30 days (1)") < message.body.index("Knee osteoarthritis (condition)")
    client.force_login(cast.ruth)
    links = [line.strip() for line in message.body.splitlines() if line.startswith("  http")]
    assert [client.get(link.removeprefix(settings.SITE_URL)).status_code for link in links] == [200, 200]


def test_nobody_is_reminded_twice_when_it_runs_again_on_the_same_day(colleagues):
    due_in(-20)
    run()

    again = run()[0]

    assert again == []
    assert Reminder.objects.count() == 2


def test_a_person_is_reminded_again_when_a_week_has_passed(colleagues, monkeypatch):
    due_in(10)
    run()

    reminded = []
    for days in range(1, 16):
        go_on(monkeypatch, days)
        reminded += [days] * len(run()[0])

    assert reminded == [7, 14]


def test_a_new_page_is_told_at_once_when_another_was_told_yesterday(cast, knee, colleagues, monkeypatch):
    due_in(10)
    run()
    note = people.published(cast, "bruising", people.safety_document())
    people.keep(note, colleagues[0])
    due_in(10)
    go_on(monkeypatch, 1)

    assert run()[0] == ["olive"]
    assert "Bruising" in mail.outbox[0].body
    assert "Knee" not in mail.outbox[0].body


def test_nobody_is_reminded_when_the_review_was_finished(cast, knee, colleagues):
    due_in(-1)
    people.publish(cast, knee, "Reviewed.", weight="reviewed")

    assert run()[0] == []


def test_nobody_is_reminded_of_a_page_that_is_withdrawn_or_was_never_published(cast, knee, colleagues):
    due_in(-1)
    actions.withdraw(publication=knee, by=cast.pia, reason="Wrong.")
    people.keep(people.reserve_draft(cast, "bruising", people.safety_document()), colleagues[0])

    assert run()[0] == []


def test_the_substitute_is_reminded_when_the_owner_has_left(knee, colleagues):
    people.User.objects.filter(username="olive").update(is_active=False)
    due_in(10)

    assert run()[0] == ["sam"]


def test_the_page_is_named_when_there_is_nobody_to_remind(knee):
    due_in(10)

    reminded, said = run()

    assert reminded == []
    assert said == "Nobody to remind of Knee osteoarthritis: give it an owner with an e-mail address.\n"


def test_nothing_is_sent_or_kept_when_it_is_a_dry_run(colleagues):
    due_in(-20)

    reminded, said = run(dry_run=True)

    assert (reminded, Reminder.objects.count()) == ([], 0)
    assert said == "olive: Knee osteoarthritis\nsam: Knee osteoarthritis\n"
    assert run()[0] == ["olive", "sam"]


def test_it_says_so_and_tries_again_when_the_mail_server_is_down(colleagues, settings):
    due_in(10)
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, f"{people.__name__}.BrokenBackend"

    with pytest.raises(CommandError, match="1 of 1 mails could not be sent"):
        run()
    settings.EMAIL_BACKEND = working

    assert run()[0] == ["olive"]


def test_a_reminder_is_refused_any_change_when_it_is_kept(colleagues):
    due_in(10)
    run()

    with pytest.raises(AppendOnlyError):
        Reminder.objects.get().delete()
    with pytest.raises(AppendOnlyError):
        Reminder.objects.update(sent_on=TODAY)


def test_as_many_queries_are_asked_for_one_page_as_for_many(cast, knee, colleagues, django_assert_num_queries):
    due_in(10)
    with django_assert_num_queries(2):
        call_command("send_reminders", dry_run=True, stdout=io.StringIO())
    for n in range(5):
        people.keep(people.published(cast, f"note-{n}", people.safety_document()), colleagues[0])
    due_in(10)

    with django_assert_num_queries(2):
        call_command("send_reminders", dry_run=True, stdout=io.StringIO())


# --- Review dates -----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("address", "months"),
    [
        ("conditions/condition", 24),
        ("conditions/evidencesummary", 24),
        ("conditions/safetynote", 12),
        ("articles/article", 36),
    ],
)
def test_the_months_that_fit_the_kind_are_suggested_when_a_draft_is_new(cast, client, address, months):
    client.force_login(cast.ada)

    form = client.get(f"/admin/{address}/add/").context["adminform"].form

    assert form["review_cycle_months"].value() == months


def test_the_last_review_stays_when_the_draft_is_edited_and_moves_when_a_review_is_finished(cast, knee):
    Publication.objects.update(last_reviewed_on=dt.date(2020, 1, 1), review_due_on=dt.date(2022, 1, 1))
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>Other words.</p>"))
    knee.refresh_from_db()
    edited = (knee.last_reviewed_on, knee.review_due_on)

    people.publish(cast, knee)
    knee.refresh_from_db()

    assert edited == (dt.date(2020, 1, 1), dt.date(2022, 1, 1))
    assert knee.last_reviewed_on == TODAY
    assert knee.review_due_on.year == TODAY.year + 2
