"""Who did what and when: on one page, for the whole site, and as a table."""

import csv
import datetime as dt
import io

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.core.management import call_command
from django.utils import timezone

from acuinfo.desk import history
from acuinfo.publishing import actions, edit_log
from acuinfo.publishing.models import DraftCard

from . import cast as people
from .test_desk_index import form_of

STORY = "/admin/who-did-what/"
TABLE = "/admin/who-did-what.csv"


def desk(publication, name="change"):
    """Return the address of a page on the desk."""
    return DraftCard.objects.get(publication=publication).url(name)


def edit(client, user, publication, **changes):
    """Change a draft in its form, as somebody does in the browser."""
    client.force_login(user)
    data = form_of(client, desk(publication)) | {name.replace("__", "-"): value for name, value in changes.items()}
    response = client.post(desk(publication), data)
    assert response.status_code == 302, response.context["adminform"].form.errors


def story(publication):
    """Return (who, what) of everything that was done to a page, newest first."""
    return [(one.who, one.what) for one in history.of_draft(actions.draft_of(publication))]


def told(publication):
    """Return the details of the last edit."""
    return next(history.of_draft(actions.draft_of(publication))).details


def rows(client, user, query=""):
    """Return the table as a spreadsheet would read it, without its head."""
    client.force_login(user)
    text = b"".join(client.get(TABLE + query).streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))[1:]


@pytest.fixture
def boss(db):
    """A superuser."""
    return User.objects.create_superuser("boss", "boss@example.org", people.PASSWORD)


# --- What an edit said ------------------------------------------------------------------------------------------
def test_old_and_new_words_are_told_when_fields_are_edited(cast, knee, client):
    edit(client, cast.ruth, knee, title="Knee arthritis", owner=cast.ada.pk, what_it_is="<p>It <b>hurts</b>.</p>")

    assert told(knee) == (
        "Title: “Knee osteoarthritis” → “Knee arthritis”",
        "What it is: “A joint that hurts when it moves.” → “It hurts.”",
        "Owner: empty → “ada”",
    )


def test_rows_are_named_when_they_are_added_changed_and_removed(cast, knee, client):
    edit(
        client,
        cast.ada,
        knee,
        red_flags__TOTAL_FORMS="2",
        red_flags__1__text="your leg is numb",
        red_flags__1__order="2",
        key_messages__1__text="Exercise is better.",
        questions__0__DELETE="on",
    )

    assert told(knee) == (
        "Key message “Exercise is better.”, Message: “Exercise comes first.” → “Exercise is better.”",
        "Added red flag “your leg is numb”",
        "Deleted question “Is it safe for me?”",
    )


def test_tags_are_named_when_they_are_added_and_removed(cast, knee, client):
    knee_tag, hip = (
        actions.save_tag(slug=slug, name=slug.title(), group="body-area", scope_note="", aliases=(), by=cast.pia)
        for slug in ("knee", "hip")
    )
    edit(client, cast.ada, knee, tags=[knee_tag.pk])
    added = told(knee)

    edit(client, cast.ada, knee, tags=[hip.pk])

    assert added == ("Tags: added Knee",)
    assert told(knee) == ("Tags: added Hip; removed Knee",)


def test_a_choice_is_told_in_its_words_when_it_changes(cast, knee, client):
    finding = people.published(cast, "knee-pain-sham", people.evidence_document())

    edit(client, cast.ada, finding, certainty="moderate")

    assert told(finding) == ("Certainty: “Low certainty” → “Moderate certainty”",)


def test_a_long_text_is_cut_to_what_changed():
    words = [f"word{n}" for n in range(200)]
    changed = [*words[:100], "new", *words[101:]]

    old, new = edit_log.in_words(" ".join(words), " ".join(changed)).split(" → ")

    assert old == "“… word97 word98 word99 word100 word101 word102 word103 …”"
    assert new == "“… word97 word98 word99 new word101 word102 word103 …”"


def test_nothing_is_told_when_nothing_was_changed(cast, knee, client):
    edit(client, cast.ada, knee)

    assert LogEntry.objects.get().get_change_message() == "No fields changed."


def test_django_s_own_pages_can_read_the_log_when_it_holds_our_words(cast, knee, client):
    edit(client, cast.ada, knee, title="Knee", key_messages__1__text="Exercise is better.")

    assert LogEntry.objects.get().get_change_message() == (
        "Changed Title: “Knee osteoarthritis” → “Knee”. "
        "Changed Message: “Exercise comes first.” → “Exercise is better.” for key message “Exercise is better.”."
    )


@pytest.mark.parametrize(
    ("message", "details"),
    [("", ()), ("Imported.", ("Imported.",)), ("[not json", ("[not json",)), ("[]", ()), ('[{"added": {}}]', ())],
)
def test_a_message_is_read_whoever_wrote_it(message, details):
    assert history.details(message) == details


# --- The story of a page ----------------------------------------------------------------------------------------
def test_everything_is_told_in_order_when_a_page_has_lived(cast, knee, client):
    edit(client, cast.ada, knee, other_names="Other words.")
    digest = actions.compile_draft(knee).digest
    actions.request_review(publication=knee, by=cast.ada, comment="Please.")
    actions.request_changes(publication=knee, by=cast.ruth, digest=digest, comment="Shorter.")
    actions.approve(
        publication=knee,
        by=cast.ruth,
        digest=digest,
        role="editor",
        answers=people.harmless(knee),
        read_every_sentence=True,
    )
    actions.publish(publication=knee, by=cast.pia, digest=digest, change_note="Other words.")
    actions.restore(edition=knee.editions.get(number=1), by=cast.ada)
    actions.move(publication=knee, slug="knee-oa", by=cast.pia)
    actions.withdraw(publication=knee, by=cast.pia, reason="Wrong.")
    actions.reinstate(publication=knee, by=cast.pia)

    assert story(knee) == [
        ("Pia", "Reinstated"),
        ("Pia", "Withdrawn"),
        ("Pia", "Moved"),
        ("Ada", "Edited the condition"),
        ("Pia", "Updated, edition 2"),
        ("Ruth (editor)", "Approved"),
        ("Ruth", "Changes requested"),
        ("Ada", "Review requested"),
        ("Ada", "Edited the condition"),
        ("Pia", "Published, edition 1"),
        ("Ruth", "Approved"),
        ("Ada", "Review requested"),
    ]


def test_actions_outside_the_form_are_told_when_nothing_public_changed(cast):
    draft = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())
    actions.move(publication=draft, slug="knee-oa", by=cast.pia)
    moved = told(draft)
    digest = people.approve(cast, draft)
    due = timezone.now() + dt.timedelta(days=1)
    actions.schedule(publication=draft, by=cast.pia, digest=digest, change_note="First.", due_at=due)
    scheduled = told(draft)
    actions.cancel_schedule(publication=draft, by=cast.pia)

    assert moved == ("Moved from knee-osteoarthritis to knee-oa.",)
    assert scheduled[0].startswith("Set to go live on ")
    assert told(draft) == ("Called off what was set to go live.",)


def test_the_history_page_shows_it_when_an_editor_opens_it(cast, knee, client):
    edit(client, cast.ada, knee, title="<script>alert(1)</script>")

    text = client.get(desk(knee, "history")).content.decode()

    assert "Title: “Knee osteoarthritis” → “&lt;script&gt;alert(1)&lt;/script&gt;”" in text
    assert "Published, edition 1" in text
    assert "<script>alert" not in text


def test_the_history_of_another_page_is_not_mixed_in(cast, knee):
    people.published(cast, "bruising", people.safety_document())

    assert len(story(knee)) == 3


def test_the_history_is_closed_when_somebody_may_not_see_the_draft(cast, knee, client):
    client.force_login(cast.nobody)
    signed_in = client.get(desk(knee, "history")).status_code
    User.objects.filter(pk=cast.nobody.pk).update(is_staff=True)

    assert (signed_in, client.get(desk(knee, "history")).status_code) == (302, 403)


def test_a_page_of_history_takes_the_same_queries_however_much_happened(cast, knee, client, django_assert_num_queries):
    draft = actions.draft_of(knee)
    list(history.of_draft(draft))  # content types are kept after the first time
    with django_assert_num_queries(3):
        list(history.of_draft(draft))
    for n in range(5):
        people.rewrite(cast, knee, people.condition_document(without_treatment=f"<p>Words {n}.</p>"))
        people.publish(cast, knee)
        actions.restore(edition=knee.editions.get(number=1), by=cast.ada)

    with django_assert_num_queries(3):
        assert len(list(history.of_draft(draft))) == 23


def test_older_pages_follow_when_there_is_more_than_one(cast, knee):
    for n in range(history.HAPPENINGS_A_PAGE + 1):
        edit_log.record(actions.draft_of(knee), cast.ada, f"Edit {n}.")
    draft = actions.draft_of(knee)

    first, second = (history.page_of(history.of_draft(draft), number) for number in ("", "2"))

    assert (len(first.happenings), first.newer, first.older) == (50, 0, 2)
    assert (len(second.happenings), second.newer, second.older) == (4, 1, 0)
    assert second.happenings[0].details == ("Edit 0.",)


@pytest.mark.parametrize("number", ["-1", "0", "x", "²", "9" * 30, "1.5"])
def test_the_first_page_is_shown_when_the_number_is_none(cast, knee, number):
    assert history.page_of(history.of_draft(actions.draft_of(knee)), number).number == 1


# --- Who did what -----------------------------------------------------------------------------------------------
def test_the_whole_site_is_told_when_an_editor_asks(cast, knee, client):
    people.published(cast, "bruising", people.safety_document())
    client.force_login(cast.ada)

    page = client.get(STORY).context["page"]

    assert [(one.who, one.what, one.subject) for one in page.happenings[:3]] == [
        ("Pia", "Published, edition 1", "Bruising where the needle went in"),
        ("Ruth", "Approved", "Bruising where the needle went in"),
        ("Ada", "Review requested", "Bruising where the needle went in"),
    ]
    assert len(page.happenings) == 6


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?person={pia}", 1),
        ("?person={ada}&kind=reviews", 1),
        ("?person={ada}&kind=publishing", 0),
        ("?kind=publishing", 1),
        ("?kind=drafts", 1),
        ("?since={today}&until={today}", 4),
        ("?since={tomorrow}", 0),
        ("?until={yesterday}", 0),
    ],
)
def test_only_what_was_asked_for_is_told_when_there_are_filters(cast, knee, client, query, count):
    edit_log.record(actions.draft_of(knee), cast.nobody, "Looked at it.")
    today = timezone.localdate()
    day = dt.timedelta(days=1)
    query = query.format(pia=cast.pia.pk, ada=cast.ada.pk, today=today, tomorrow=today + day, yesterday=today - day)
    client.force_login(cast.ruth)

    page = client.get(STORY + query).context["page"]

    assert len(page.happenings) == count
    assert len(rows(client, cast.ruth, query)) == count


@pytest.mark.parametrize(
    "query",
    ["?person=x", "?person=999999", "?since=yesterday", "?kind=secrets", "?kind=sign-ins", "?page=-1&since=2026-02-30"],
)
def test_nothing_breaks_and_nothing_is_told_when_the_filters_cannot_be_read(cast, knee, client, query):
    client.force_login(cast.ada)

    response = client.get(STORY + query)

    assert (response.status_code, response.context["page"].happenings) == (200, [])
    assert client.get(TABLE + query).status_code == 400


def test_it_is_closed_when_somebody_may_not_see_the_log(cast, knee, client):
    User.objects.filter(pk=cast.nobody.pk).update(is_staff=True)
    client.force_login(cast.nobody)

    assert [client.get(url).status_code for url in (STORY, TABLE)] == [403, 403]


def test_no_draft_is_named_when_somebody_may_see_the_log_alone(cast, knee, client):
    User.objects.filter(pk=cast.nobody.pk).update(is_staff=True)
    cast.nobody.user_permissions.add(Permission.objects.get(codename="view_change"))
    edit_log.record(actions.draft_of(knee), cast.ada, "A secret plan.")
    actions.request_review(publication=knee, by=cast.ada, comment="A secret question.")

    found = rows(client, cast.nobody)

    assert [(row[1], row[2]) for row in found] == [("Pia", "Published, edition 1")]


# --- Sign-ins ---------------------------------------------------------------------------------------------------
def sign_in(client, name, password=people.PASSWORD):
    """Sign in by the form."""
    return client.post("/admin/login/", {"username": name, "password": password, "next": "/admin/"})


def test_a_superuser_reads_who_came_in_and_left_and_was_refused(cast, boss, client):
    sign_in(client, "ada", "wrong")
    sign_in(client, "ada")
    client.post("/admin/logout/")
    sign_in(client, "ruth", "wrong again")

    found = rows(client, boss, "?kind=sign-ins")

    assert [row[1:3] for row in found] == [["ruth", "Sign-in refused"], ["Ada", "Signed out"], ["Ada", "Signed in"]]
    assert found[0][4] == "1 tries from 127.0.0.1"
    assert found[2][4] == "From 127.0.0.1, with a password alone."
    assert "wrong" not in str(found)


def test_editors_read_nothing_of_sign_ins_and_accounts(cast, boss, client):
    sign_in(client, "ada")
    client.force_login(boss)
    client.post(f"/admin/auth/user/{cast.ruth.pk}/password/", {"password1": "x" * 20, "password2": "x" * 20})

    assert rows(client, cast.pia) == []
    assert len(rows(client, boss)) >= 1
    client.force_login(cast.pia)
    assert "Sign-ins" not in client.get(STORY).content.decode()


def test_old_sign_ins_are_forgotten_and_edits_kept(cast, knee, client, capsys):
    sign_in(client, "ada")
    edit_log.record(actions.draft_of(knee), cast.ada, "An old edit.")
    LogEntry.objects.update(action_time=timezone.now() - dt.timedelta(days=366))
    sign_in(client, "ruth")

    call_command("forget_sign_ins")

    assert sorted(LogEntry.objects.values_list("change_message", flat=True)) == [
        "An old edit.",
        "From 127.0.0.1, with a password alone.",
    ]


# --- As a table -------------------------------------------------------------------------------------------------
def test_the_table_says_the_same_as_the_page_when_it_is_saved(cast, knee, client):
    found = rows(client, cast.ada)

    assert [row[1:] for row in found] == [
        ["Pia", "Published, edition 1", "Knee osteoarthritis", "A change readers should know."],
        ["Ruth", "Approved", "Knee osteoarthritis", ""],
        ["Ada", "Review requested", "Knee osteoarthritis", ""],
    ]
    assert dt.datetime.fromisoformat(found[0][0]).date() == timezone.now().date()


def test_the_table_is_sent_as_a_file_line_by_line(cast, knee, client):
    client.force_login(cast.ada)

    response = client.get(TABLE)

    assert response.streaming
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert response.headers["Content-Disposition"] == f'attachment; filename="who-did-what-{timezone.localdate()}.csv"'
    assert len(list(response.streaming_content)) == 4
