"""From draft to edition: what Ada, Ruth and Pia do every day."""

import datetime as dt
import re

import pytest
from django.utils import timezone

from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, Edition, Publication, site_version

from . import cast as people

PUBLIC = (
    "/",
    "/conditions/",
    "/conditions/knee-osteoarthritis/",
    "/conditions/knee-osteoarthritis/editions/",
    "/conditions/knee-osteoarthritis/editions/1/",
    "/search/?q=knee",
    "/tags/",
    "/changes/",
    "/feeds/changes.atom",
    "/conditions.atom",
    "/sitemap.xml",
    "/api/v1/condition/knee-osteoarthritis/",
)


def publish(cast, publication, **fields):
    """Have Pia publish the draft as it is, without asking for an approval first."""
    digest = actions.compile_draft(publication).digest
    values = {"by": cast.pia, "digest": digest, "change_note": "What is new.", **fields}
    return actions.publish(publication=publication, **values)


def test_readers_get_the_page_when_the_approved_draft_is_published(cast, client):
    publication = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())

    before = client.get("/conditions/knee-osteoarthritis/").status_code
    people.publish(cast, publication)
    after = client.get("/conditions/knee-osteoarthritis/")

    assert before == 404
    assert after.status_code == 200
    assert "Wear and pain in the knee joint." in after.content.decode()


def test_the_site_version_moves_by_one_change_when_a_page_is_published(cast):
    before = site_version()

    publication = people.knee(cast)

    change = Change.objects.get(publication=publication)
    assert site_version() == change.pk > before
    assert change.what == Change.What.PUBLISHED
    assert (change.by, change.note, change.is_minor) == (cast.pia, "A change readers should know.", False)


def test_the_edition_keeps_who_answered_for_it_when_it_is_published(cast):
    publication = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())
    digest = actions.compile_draft(publication).digest
    actions.approve(
        publication=publication,
        by=cast.ruth,
        digest=digest,
        role="rheumatologist",
        is_clinician=True,
        answers=people.harmless(publication),
        read_every_sentence=True,
    )

    edition = publish(cast, publication)

    assert (edition.number, edition.digest, edition.published_by) == (1, digest, cast.pia)
    assert (edition.reviewed_by, edition.reviewed_by_clinician) == ("Ruth, rheumatologist", True)
    assert edition.reviewed_on == timezone.localdate()
    assert {check["id"] for check in edition.checks} >= {"summary", "overclaiming", "condition-complete"}


def test_the_card_says_what_the_edition_says_when_evidence_is_published(cast):
    knee = people.knee(cast)
    actions.save_tag(slug="knee", name="Knee", group="body-area", scope_note="", aliases=(), by=cast.pia)

    page = people.published(cast, "knee-pain-sham", people.evidence_document(tags=("knee",)))

    assert (page.title, page.summary) == (people.FINDING, people.FINDING_SUMMARY)
    assert {(tag.group, tag.slug) for tag in page.tags.all()} == {
        ("body-area", "knee"),
        ("condition", "knee-osteoarthritis"),
        ("outcome", "pain"),
        ("comparator", "sham"),
        ("certainty", "low-certainty"),
    }
    assert list(page.about.all()) == [knee]
    assert [source.slug for source in page.cites.all()] == ["vickers2018"]
    assert page.last_reviewed_on == timezone.localdate()
    assert (
        page.review_due_on.year * 12 + page.review_due_on.month
        == dt.date.today().year * 12 + dt.date.today().month + 24
    )
    assert (page.data["certainty"], page.data["size"], page.data["participants"]) == ("low", "small", 1835)


def test_no_public_byte_changes_when_a_draft_is_saved(cast, knee, client):
    before = {address: _bytes(client, address) for address in PUBLIC}

    people.rewrite(
        cast,
        knee,
        people.condition_document(title="Zebra joint", without_treatment="<p>Zebra words.</p>", other_names=("Zebra",)),
    )
    people.reserve_draft(cast, "zebra-pain", people.condition_document(title="Zebra pain"))
    during = {address: _bytes(client, address) for address in PUBLIC}
    people.publish(cast, knee)
    after = _bytes(client, "/conditions/knee-osteoarthritis/")

    assert during == before
    assert b"Zebra words." in after


def _bytes(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return re.sub(rb'nonce="[^"]*"', b"", response.getvalue())


def test_search_finds_the_new_words_and_not_the_old_when_a_page_is_updated(cast, knee, client):
    people.rewrite(cast, knee, people.condition_document(what_it_is="<p>A zebra in the joint.</p>"))
    before = [_is_found(client, word) for word in ("zebra", "moves")]
    people.publish(cast, knee)

    assert before == [False, True]
    assert [_is_found(client, word) for word in ("zebra", "moves")] == [True, False]


def _is_found(client, word):
    return b"/conditions/knee-osteoarthritis/" in client.get("/search/", {"q": word}).content


def test_the_next_edition_has_the_next_number_when_an_update_is_published(cast, knee):
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>New words.</p>"))

    edition = people.publish(cast, knee, "Says it more simply.", Edition.Weight.MINOR)

    knee.refresh_from_db()
    assert [e.number for e in knee.editions.all()] == [2, 1]
    assert knee.current == edition
    assert "New words." in knee.search_text
    change = Change.objects.first()
    assert (change.what, change.edition, change.is_minor) == (Change.What.UPDATED, edition, True)


def test_the_first_publication_day_stays_when_an_update_is_published(cast, knee):
    first = knee.first_published_at
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>New words.</p>"))

    edition = people.publish(cast, knee)

    knee.refresh_from_db()
    assert (knee.first_published_at, knee.published_at) == (first, edition.published_at)
    assert edition.published_at > first


# --- Refusals ---------------------------------------------------------------------------------------------------
def test_publishing_is_refused_when_nobody_approved_exactly_this_draft(cast):
    publication = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())
    people.approve(cast, publication)
    people.rewrite(cast, publication, people.condition_document(without_treatment="<p>Another sentence.</p>"))

    with pytest.raises(actions.Refused, match="Nobody has approved exactly this draft"):
        publish(cast, publication)

    assert Edition.objects.count() == 0


def test_publishing_is_refused_when_the_draft_changed_after_it_was_shown(cast):
    publication = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())
    shown = people.approve(cast, publication)
    people.rewrite(cast, publication, people.condition_document(without_treatment="<p>Another sentence.</p>"))

    with pytest.raises(actions.Refused, match="changed after this page was shown"):
        publish(cast, publication, digest=shown)

    assert Edition.objects.count() == 0


def test_publishing_is_refused_when_nothing_changed(cast, knee):
    with pytest.raises(actions.Refused, match="Nothing has changed since the current edition"):
        people.publish(cast, knee)

    assert knee.editions.count() == 1


def test_a_review_is_recorded_as_an_edition_when_nothing_needed_changing(cast, knee):
    edition = people.publish(cast, knee, "Checked again; nothing is new.", Edition.Weight.REVIEWED)

    assert (edition.number, edition.digest) == (2, knee.current.digest)
    change = Change.objects.first()
    assert (change.what, change.is_minor) == (Change.What.REVIEWED, True)


def test_one_review_is_recorded_once(cast, knee):
    digest = people.approve(cast, knee)
    people.publish(cast, knee, weight=Edition.Weight.REVIEWED)

    with pytest.raises(actions.Refused, match="Nobody has approved exactly this draft yet"):
        publish(cast, knee, digest=digest, weight=Edition.Weight.REVIEWED)

    assert knee.editions.count() == 2


def test_publishing_as_reviewed_is_refused_when_the_review_is_of_another_day(cast, knee, monkeypatch):
    digest = people.approve(cast, knee)
    tomorrow = timezone.now() + dt.timedelta(days=1)
    said = {"digest": digest, "change_note": "Read again.", "weight": "reviewed", "by": cast.pia}

    with monkeypatch.context() as patched:
        patched.setattr(timezone, "now", lambda: tomorrow)
        with pytest.raises(actions.Refused, match="of a review of today"):
            actions.publish(publication=knee, **said)

    assert actions.publish(publication=knee, **said).number == 2


@pytest.mark.parametrize("is_first", [True, False])
def test_publishing_as_reviewed_is_refused_when_the_draft_says_something_new(cast, is_first):
    publication = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())
    if not is_first:
        people.publish(cast, publication)
        people.rewrite(cast, publication, people.condition_document(without_treatment="<p>New words.</p>"))

    with pytest.raises(actions.Refused, match="says something new"):
        people.publish(cast, publication, weight=Edition.Weight.REVIEWED)

    assert Change.objects.filter(what=Change.What.REVIEWED).count() == 0


@pytest.mark.parametrize(("note", "message"), [(" \n", "Write a change note"), ("x" * 501, "at most 500 characters")])
def test_publishing_is_refused_when_the_change_note_is_missing_or_too_long(cast, note, message):
    publication = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())

    with pytest.raises(actions.Refused, match=message):
        people.publish(cast, publication, note)

    assert Edition.objects.count() == 0


def test_publishing_is_refused_and_names_the_field_when_a_check_stands_in_the_way(cast):
    publication = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document(red_flags=()))

    with pytest.raises(actions.Refused, match=r"Say when to get medical help now\. \(red flags\)"):
        publish(cast, publication)


def test_publishing_is_refused_when_a_check_fails_after_the_approval(cast):
    people.knee(cast)
    publication = people.reserve_draft(cast, "knee-pain-sham", people.evidence_document())
    digest = people.approve(cast, publication)
    actions.change_standing(
        source=people.source(), standing="retracted", note="Retraction notice of 2026.", by=cast.pia
    )

    with pytest.raises(actions.Refused, match="retracted or withdrawn"):
        publish(cast, publication, digest=digest)


def test_publishing_is_refused_when_the_page_is_withdrawn(cast, knee):
    actions.withdraw(publication=knee, by=cast.pia, reason="Out of date.")

    with pytest.raises(actions.Refused, match="Reinstate it first"):
        publish(cast, knee)


def test_publishing_is_refused_when_the_approver_became_the_writer(cast):
    publication = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())
    people.approve(cast, publication)
    actions.write_draft(draft=actions.draft_of(publication), document=people.condition_document(), by=cast.ruth)

    with pytest.raises(actions.Refused, match="Somebody else has to approve it"):
        publish(cast, publication)


def test_publishing_is_refused_when_the_address_has_no_draft(cast):
    publication = actions.reserve(kind_name="condition", slug="knee-osteoarthritis", by=cast.ada)

    with pytest.raises(actions.Refused, match="This page has no draft"):
        actions.publish(publication=publication, by=cast.pia, digest="0" * 64, change_note="x")


def test_a_draft_that_makes_no_valid_page_is_told_in_the_editors_words(cast, knee):
    draft = actions.draft_of(knee)
    draft.review_cycle_months = 0
    draft.save()

    with pytest.raises(actions.Refused, match=r"The draft is not complete yet\. review cycle months: "):
        actions.compile_draft(knee)


def test_one_person_can_do_it_all_when_the_team_allows_it(cast, settings):
    settings.SELF_APPROVAL = True
    publication = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())
    actions.write_draft(draft=actions.draft_of(publication), document=people.condition_document(), by=cast.pia)
    digest = actions.compile_draft(publication).digest

    actions.request_review(publication=publication, by=cast.pia)
    actions.approve(
        publication=publication,
        by=cast.pia,
        digest=digest,
        answers=people.harmless(publication),
        read_every_sentence=True,
    )
    edition = publish(cast, publication)

    assert Publication.objects.live().get().current == edition
    assert edition.reviewed_by == "Pia"


# --- Addresses --------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("slug", ["", "Knee", "knee osteoarthritis", "knee--pain", "-knee", "knee/", "knié", "k" * 81])
def test_reserving_is_refused_when_the_address_is_not_one(cast, slug):
    with pytest.raises(actions.Refused, match="small letters, digits and single hyphens"):
        actions.reserve(kind_name="condition", slug=slug, by=cast.ada)

    assert Publication.objects.count() == 0


def test_reserving_is_refused_when_the_address_is_taken_by_the_same_kind_only(cast):
    actions.reserve(kind_name="condition", slug="knee-pain", by=cast.ada)

    with pytest.raises(actions.Refused, match="The address knee-pain is in use"):
        actions.reserve(kind_name="condition", slug="knee-pain", by=cast.ada)
    actions.reserve(kind_name="article", slug="knee-pain", by=cast.ada)

    assert Publication.objects.count() == 2
