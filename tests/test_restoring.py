"""Loading an old edition into the draft and publishing it again."""

import pytest

from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, Edition

from . import cast as people

OLD = people.condition_document(
    without_treatment="<p>Old words.</p>",
    key_messages=("First.", "Second.", "Third."),
    guidelines=(
        {"body": "NICE", "year": 2022, "position": "against", "statement": "Do not offer it.", "source": "ng226"},
        {"body": "ACR", "year": 2019, "position": "consider", "statement": "It may be tried.", "source": "acr2019"},
    ),
    why_guidelines_differ="<p>They weigh sham trials differently [[ng226]].</p>",
    codes=({"system": "icd-10", "code": "M17", "label": "Knee"},),
    cautions_not_applicable=({"caution": "lymphoedema", "reason": "Arms only."},),
)


@pytest.fixture
def rewritten(cast):
    """Knee osteoarthritis with an old edition and a new one."""
    knee = people.published(cast, "knee-osteoarthritis", OLD)
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>New words.</p>"))
    people.publish(cast, knee)
    return knee


def first(publication) -> Edition:
    """Return the first edition."""
    return publication.editions.get(number=1)


def test_the_old_words_are_in_the_draft_when_an_edition_is_restored(cast, rewritten):
    draft = actions.restore(edition=first(rewritten), by=cast.ada)

    assert actions.compile_draft(rewritten).digest == first(rewritten).digest
    assert (draft.without_treatment, draft.updated_by) == ("<p>Old words.</p>", cast.ada)
    assert [row.body for row in draft.guidelines.all()] == ["NICE", "ACR"]


def test_readers_see_nothing_of_it_when_an_edition_is_restored(cast, rewritten, client):
    before = client.get("/conditions/knee-osteoarthritis/").content
    changes = Change.objects.count()

    actions.restore(edition=first(rewritten), by=cast.ada)

    assert client.get("/conditions/knee-osteoarthritis/").content == before
    assert Change.objects.count() == changes


def test_the_restored_words_are_the_next_edition_when_they_are_published(cast, rewritten):
    actions.restore(edition=first(rewritten), by=cast.ada)

    edition = people.publish(cast, rewritten, "Back to the first edition.")

    assert edition.number == 3
    assert edition.digest == first(rewritten).digest
    assert [e.number for e in rewritten.editions.all()] == [3, 2, 1]


def test_restoring_needs_an_approval_again_when_it_is_to_be_published(cast, rewritten):
    other = people.condition_document(without_treatment="<p>Third words.</p>")
    people.rewrite(cast, rewritten, other)
    people.publish(cast, rewritten)
    actions.restore(edition=rewritten.editions.get(number=2), by=cast.ruth)
    digest = actions.compile_draft(rewritten).digest

    with pytest.raises(actions.Refused, match="Somebody else has to approve it"):
        actions.publish(publication=rewritten, by=cast.pia, digest=digest, change_note="Back.")


def test_an_old_finding_can_be_restored_when_its_condition_has_moved(cast, knee):
    finding = people.published(cast, "knee-pain-sham", people.evidence_document())
    actions.move(publication=knee, slug="knee-oa", by=cast.pia)

    actions.restore(edition=first(finding), by=cast.ada)

    assert actions.draft_of(finding).condition.publication == knee
    assert actions.compile_draft(finding).digest == first(finding).digest


def test_restoring_is_refused_and_the_draft_is_kept_when_a_tag_is_gone(cast):
    tag = actions.save_tag(slug="knee", name="Knee", group="body-area", scope_note="", aliases=(), by=cast.pia)
    knee = people.knee(cast, tags=("knee",))
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>New words.</p>"))
    people.publish(cast, knee)
    tag.delete()

    with pytest.raises(actions.Refused, match="There is no tag knee"):
        actions.restore(edition=first(knee), by=cast.ada)

    assert actions.compile_draft(knee).document.without_treatment == "<p>New words.</p>"
