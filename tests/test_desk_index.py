"""The desk's first page: what waits for whom, what is late, and cards of drafts that tell the truth."""

import datetime as dt
import re

import pytest
from django.contrib.auth.models import Permission
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from acuinfo.desk import front_page
from acuinfo.publishing import actions
from acuinfo.publishing.models import DraftCard, Publication
from acuinfo.site import content_files
from acuinfo.sources.models import Source
from conditions.models import Condition

from . import cast as people


@pytest.fixture
def draft(cast):
    """Knee osteoarthritis, written by Ada, not published."""
    return people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())


def lines(client, user, section, query=""):
    """Return what a section of the desk says to a person: (action, title, address)."""
    client.force_login(user)
    context = client.get(f"/admin/{query}").context
    found = {one.id: one for one in (*context["waiting"], *context["sections"])}
    return [(line.action, line.title, line.url) for line in found[section].lines] if section in found else None


def desk(publication, name="change"):
    """Return the address of a page on the desk."""
    return DraftCard.objects.get(publication=publication).url(name)


def form_of(client, url):
    """Return the fields of a change form as a browser would send them back."""
    form = client.get(url).context["adminform"].form
    data = {name: form[name].value() for name in form.fields}
    for inline in client.get(url).context["inline_admin_formsets"]:
        for one in (inline.formset.management_form, *inline.formset.forms):
            data |= {one.add_prefix(name): one[name].value() for name in one.fields}
    return {name: "" if value is None else value for name, value in data.items()}


def is_true(publication):
    """Tell whether the card of a draft says what the draft compiles to."""
    return DraftCard.objects.get(publication=publication).digest == actions.compile_draft(publication).digest


# --- What waits for whom ----------------------------------------------------------------------------------------
def test_a_reviewer_is_led_to_the_review_when_one_is_asked_for(cast, draft, client):
    actions.request_review(publication=draft, by=cast.ada)

    assert lines(client, cast.ruth, "to-review") == [("Review", "Knee osteoarthritis", desk(draft, "review"))]
    assert client.get(desk(draft, "review")).status_code == 200


def test_nothing_waits_for_the_author_or_who_may_not_approve_when_a_review_is_asked_for(cast, draft, client):
    actions.request_review(publication=draft, by=cast.pia)

    assert lines(client, cast.ada, "to-review") is None
    assert lines(client, cast.pia, "to-review") == []


def test_a_writer_who_may_approve_is_not_asked_to_review_their_own_work(cast, draft, client, settings):
    actions.write_draft(draft=actions.draft_of(draft), document=people.condition_document(), by=cast.ruth)
    actions.request_review(publication=draft, by=cast.ada)

    assert lines(client, cast.ruth, "to-review") == []
    settings.SELF_APPROVAL = True
    assert len(lines(client, cast.ruth, "to-review")) == 1


def test_the_review_no_longer_waits_when_the_draft_changed_after_it_was_asked_for(cast, draft, client):
    actions.request_review(publication=draft, by=cast.ada)
    people.rewrite(cast, draft, people.condition_document(without_treatment="<p>Other words.</p>"))

    assert lines(client, cast.ruth, "to-review") == []


def test_the_author_is_told_when_changes_are_asked_for_and_until_the_draft_changes(cast, draft, client):
    digest = actions.compile_draft(draft).digest
    actions.request_review(publication=draft, by=cast.ada)
    actions.request_changes(publication=draft, by=cast.ruth, digest=digest, comment="Shorter.")

    before = lines(client, cast.ada, "sent-back")
    people.rewrite(cast, draft, people.condition_document(without_treatment="<p>Short.</p>"))

    assert before == [("Read and change", "Knee osteoarthritis", desk(draft, "review"))]
    assert lines(client, cast.ada, "sent-back") == []


def test_a_publisher_is_led_to_publishing_when_a_draft_is_approved_and_until_it_is_published(cast, draft, client):
    digest = people.approve(cast, draft)

    before = lines(client, cast.pia, "to-publish")
    actions.publish(publication=draft, by=cast.pia, digest=digest, change_note="First edition.")

    assert before == [("Publish", "Knee osteoarthritis", desk(draft, "publish"))]
    assert lines(client, cast.pia, "to-publish") == []
    assert lines(client, cast.ruth, "to-publish") is None


def test_a_periodic_review_waits_and_can_be_recorded_when_the_draft_is_unchanged(cast, knee, client):
    actions.request_review(publication=knee, by=cast.ada)
    asked = lines(client, cast.ruth, "to-review")
    actions.approve(
        publication=knee,
        by=cast.ruth,
        digest=actions.compile_draft(knee).digest,
        answers=people.harmless(knee),
        read_every_sentence=True,
    )

    assert asked == [("Review", "Knee osteoarthritis", desk(knee, "review"))]
    assert lines(client, cast.pia, "to-publish") == [("Publish", "Knee osteoarthritis", desk(knee, "publish"))]
    assert lines(client, cast.pia, "differing") == []


# --- What keeps the site true -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("days", "group"),
    [
        (-1, "Late"),
        (0, "Due in 30 days"),
        (30, "Due in 30 days"),
        (31, "Due in 60 days"),
        (90, "Due in 90 days"),
        (91, None),
    ],
)
def test_a_page_stands_in_its_group_when_its_review_comes_near(cast, knee, client, days, group):
    Publication.objects.update(review_due_on=timezone.localdate() + dt.timedelta(days=days))
    client.force_login(cast.ada)

    due = next(s for s in client.get("/admin/").context["sections"] if s.id == "reviews-due")

    assert [line.group for line in due.lines] == ([group] if group else [])


def test_a_page_is_listed_when_a_source_it_cites_is_retracted(cast, knee, client):
    finding = people.published(cast, "knee-pain-sham", people.evidence_document())
    actions.change_standing(source=people.source(), standing="retracted", note="See the journal.", by=cast.pia)

    assert lines(client, cast.ada, "doubtful") == [("Change", finding.title, desk(finding))]
    assert "vickers2018: retracted" in client.get("/admin/").content.decode()


def test_a_draft_is_listed_when_it_differs_and_not_when_it_is_published(cast, knee, client):
    before = lines(client, cast.ada, "differing")
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>Other words.</p>"))

    assert before == []
    assert lines(client, cast.ada, "differing") == [("Open", "Knee osteoarthritis", desk(knee))]


def test_only_my_pages_are_listed_when_mine_is_chosen(cast, draft, client):
    assert len(lines(client, cast.ada, "differing", "?whose=mine")) == 1
    assert lines(client, cast.ruth, "differing", "?whose=mine") == []
    assert len(lines(client, cast.ruth, "differing")) == 1


def test_the_last_changes_lead_to_the_drafts_when_something_was_published(cast, knee, client):
    call_command("rebuild_cards", verbosity=0)  # which readers do not notice

    assert lines(client, cast.ada, "recent") == [("Published", "Knee osteoarthritis", desk(knee))]


def test_friendly_words_stand_there_when_nothing_waits(cast, client):
    client.force_login(cast.pia)

    text = client.get("/admin/").content.decode()

    for words in (
        "Nobody is waiting for your review.",
        "Nobody asked you for changes.",
        "Nothing is waiting to be published.",
    ):
        assert words in text


def test_no_draft_is_named_when_somebody_may_see_none(cast, draft, client):
    cast.nobody.is_staff = True
    cast.nobody.save()
    cast.nobody.user_permissions.add(Permission.objects.get(codename="approve_publication"))
    actions.request_review(publication=draft, by=cast.ada)
    client.force_login(cast.nobody)

    text = client.get("/admin/").content.decode()

    assert "Waiting for your review" in text
    assert "Knee osteoarthritis" not in text


def test_the_list_of_records_stays_below_the_desk(cast, client):
    client.force_login(cast.ada)

    text = client.get("/admin/").content.decode()

    assert text.index('id="desk-differing"') < text.index('id="records"') < text.index('class="model-condition')


def test_more_lines_are_shown_when_they_are_asked_for(cast, client):
    for n in range(front_page.SHOWN + 2):
        people.reserve_draft(cast, f"page-{n}", people.article_document(title=f"Page {n}"))

    few, everything = (lines(client, cast.ada, "differing", query) for query in ("", "?all=differing"))

    assert (len(few), len(everything)) == (front_page.SHOWN, front_page.SHOWN + 2)
    assert re.search(r'href="\?all=differing#desk-differing">Show 2 more', client.get("/admin/").content.decode())


# --- How dear it is ---------------------------------------------------------------------------------------------
def queries_of_the_desk(client):
    """Return how many queries one view of the desk takes."""
    client.get("/admin/")
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get("/admin/").status_code == 200
    return len(queries)


def fill(cast, numbers):
    """Make pages for every section: live, late, citing a retracted source, with a draft in review or approved."""
    for n in numbers:
        page = people.published(cast, f"finding-{n}", people.evidence_document())
        people.rewrite(cast, page, people.evidence_document(population=f"Adults, {n}"))
        if n % 2:
            people.approve(cast, page)
        else:
            actions.request_review(publication=page, by=cast.ada)
    Publication.objects.update(review_due_on=timezone.localdate())
    Source.objects.filter(slug="vickers2018").update(standing="retracted", standing_note="See the journal.")


def test_the_desk_takes_as_many_queries_for_one_page_as_for_thirty(cast, knee, client):
    client.force_login(cast.pia)
    fill(cast, [1])
    one = queries_of_the_desk(client)
    Source.objects.update(standing="current", standing_note="")
    fill(cast, range(2, 31))

    assert (one, queries_of_the_desk(client)) == (QUERIES, QUERIES)


QUERIES = 17
"""Session, account, two for rights, three lists that wait, five lists and the sources in doubt, the missing cards,
mistakes to let out, words of readers and those that found nothing."""


# --- Cards of drafts tell the truth -----------------------------------------------------------------------------
def test_the_card_is_true_when_a_draft_is_saved_with_rows_and_tags(cast, knee, client):
    tag = actions.save_tag(slug="knee", name="Knee", group="body-area", scope_note="", aliases=(), by=cast.pia)
    before = DraftCard.objects.get(publication=knee).digest
    client.force_login(cast.ada)
    data = form_of(client, desk(knee))

    response = client.post(desk(knee), {**data, "questions-0-text": "Is it safe?", "tags": [tag.pk], "title": "Knee"})

    assert response.status_code == 302
    card = DraftCard.objects.get(publication=knee)
    assert is_true(knee)
    assert (card.digest != before, card.title, card.updated_by) == (True, "Knee", cast.ada)


@pytest.mark.parametrize(
    "edit",
    [
        lambda form, tag: {"questions-1-DELETE": "on"},
        lambda form, tag: {"questions-0-order": "9"},
        lambda form, tag: {"tags": [tag.pk]},
        lambda form, tag: {"what_it_is": "<p>Other <strong>words</strong>.</p>"},
    ],
    ids=["a row is deleted", "rows change places", "a tag is added", "rich text changes"],
)
def test_the_card_is_true_when_only_one_thing_changes(cast, knee, client, edit):
    people.rewrite(cast, knee, people.condition_document(questions=("One?", "Two?", "Three?", "Four?")))
    tag = actions.save_tag(slug="knee", name="Knee", group="body-area", scope_note="", aliases=(), by=cast.pia)
    before = DraftCard.objects.get(publication=knee).digest
    client.force_login(cast.ada)
    form = form_of(client, desk(knee))

    client.post(desk(knee), {**form, **edit(form, tag)})

    assert is_true(knee)
    assert DraftCard.objects.get(publication=knee).digest != before


def test_the_card_is_true_when_an_edition_is_restored(cast, knee):
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>New words.</p>"))
    people.publish(cast, knee)

    actions.restore(edition=knee.editions.get(number=1), by=cast.ada)

    assert is_true(knee)
    assert DraftCard.objects.get(publication=knee).digest == knee.editions.get(number=1).digest


def test_the_card_is_true_when_a_page_is_loaded_from_a_file(cast, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "needles.yaml").write_text(content_files.as_text(people.article_document(), people.AS_OF), "utf-8")
    file = content_files.files(tmp_path)[0]

    content_files.load_page(file, cast.pia)

    page = Publication.objects.get(slug="needles")
    assert is_true(page)
    assert DraftCard.objects.get(publication=page).digest == page.current.digest


def test_the_card_is_true_when_a_cited_source_is_corrected(cast, knee, client):
    finding = people.reserve_draft(cast, "knee-pain-sham", people.evidence_document())
    before = DraftCard.objects.get(publication=finding).digest
    source = Source.objects.get(slug="vickers2018")
    client.force_login(cast.ada)
    url = f"/admin/sources/source/{source.pk}/change/"
    data = {k: v for k, v in form_of(client, url).items() if k != "slug"}

    assert client.post(url, {**data, "title": "A corrected title"}).status_code == 302

    assert is_true(finding)
    assert DraftCard.objects.get(publication=finding).digest != before


@pytest.mark.parametrize("is_live", [True, False], ids=["live", "a draft"])
def test_the_card_is_true_when_the_condition_moves(cast, is_live):
    condition = (
        people.knee(cast) if is_live else people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())
    )
    finding = people.reserve_draft(cast, "knee-pain-sham", people.evidence_document())

    actions.move(publication=condition, slug="knee-oa", by=cast.pia)

    named = "knee-osteoarthritis" if is_live else "knee-oa"  # once published it keeps its name
    assert actions.compile_draft(finding).document.condition == named
    assert is_true(finding)


def test_the_card_says_why_when_a_draft_makes_no_page(cast, knee, client):
    Condition.objects.update(what_it_is="<p>See [[nobody2020]].</p>")
    actions.draft_edited(publication=knee)

    card = DraftCard.objects.get(publication=knee)

    assert (card.digest, "nobody2020" in card.problem) == ("", True)
    assert lines(client, cast.ada, "differing") == [("Open", "Knee osteoarthritis", desk(knee))]
    assert "Not complete yet." in client.get("/admin/").content.decode()


def test_the_card_is_true_again_when_cards_are_rebuilt_after_an_edit_behind_its_back(cast, knee, client, capsys):
    Condition.objects.update(other_names="Written in SQL.")
    DraftCard.objects.filter(publication__slug="nowhere").delete()
    assert not is_true(knee)

    call_command("rebuild_cards", drafts_only=True, verbosity=0)

    assert is_true(knee)


def test_the_desk_says_so_when_drafts_have_no_card(cast, knee, client):
    DraftCard.objects.all().delete()
    client.force_login(cast.ada)

    assert "1 draft is missing from these lists" in client.get("/admin/").content.decode()
