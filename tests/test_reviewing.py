"""Asking for a review, approving exactly what was shown, sending it back."""

import pytest

from acuinfo.publishing import actions
from acuinfo.publishing.models import Review

from . import cast as people


@pytest.fixture
def draft(cast):
    """Knee osteoarthritis, written by Ada, not published."""
    return people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())


def digest_of(publication):
    """Return the digest of the draft as it is now."""
    return actions.compile_draft(publication).digest


def test_an_approval_stands_when_somebody_else_approves_what_was_shown(cast, draft):
    actions.request_review(publication=draft, by=cast.ada, comment="Please look at the red flags.")
    review = actions.approve(
        publication=draft,
        by=cast.ruth,
        digest=digest_of(draft),
        comment="Good.",
        answers=people.harmless(draft),
        read_every_sentence=True,
    )

    assert actions.approval_of(draft, digest_of(draft)) == review
    assert [(r.verdict, r.name, r.comment) for r in Review.objects.all()] == [
        ("approved", "Ruth", "Good."),
        ("requested", "Ada", "Please look at the red flags."),
    ]


def test_asking_twice_asks_once_until_there_is_more_to_say(cast, draft, mailoutbox):
    first = actions.request_review(publication=draft, by=cast.ada, comment="Please.")
    mails = len(mailoutbox)

    again = [actions.request_review(publication=draft, by=cast.ada, comment=said) for said in ("Please. ", "")]

    assert (again, Review.objects.count(), len(mailoutbox)) == ([first, first], 1, mails)
    actions.request_review(publication=draft, by=cast.ada, comment="The red flags above all.")
    assert (Review.objects.count(), len(mailoutbox)) == (2, 2 * mails)


def test_an_approval_no_longer_stands_when_the_draft_changes_and_again_when_it_changes_back(cast, draft):
    people.approve(cast, draft)

    people.rewrite(cast, draft, people.condition_document(without_treatment="<p>Other words.</p>"))
    changed = actions.approval_of(draft, digest_of(draft))
    people.rewrite(cast, draft, people.condition_document())
    back = actions.approval_of(draft, digest_of(draft))

    assert changed is None
    assert back is not None


def test_an_approval_no_longer_stands_when_changes_are_asked_for_after_it(cast, draft):
    digest = people.approve(cast, draft)

    actions.request_changes(publication=draft, by=cast.pia, digest=digest, comment="The summary is unclear.")

    assert actions.approval_of(draft, digest) is None


def test_an_approval_still_stands_when_another_review_is_asked_for(cast, draft):
    digest = people.approve(cast, draft)

    actions.request_review(publication=draft, by=cast.ada)

    assert actions.approval_of(draft, digest).by == cast.ruth


def test_an_approval_of_another_page_counts_for_nothing(cast, draft):
    digest = people.approve(cast, draft)
    other = people.reserve_draft(cast, "knee-pain", people.condition_document())

    assert digest_of(other) == digest
    assert actions.approval_of(other, digest) is None


def test_approving_is_refused_when_the_draft_changed_after_it_was_shown(cast, draft):
    shown = digest_of(draft)
    people.rewrite(cast, draft, people.condition_document(without_treatment="<p>Other words.</p>"))

    with pytest.raises(actions.Refused, match="changed after this page was shown"):
        actions.approve(
            publication=draft, by=cast.ruth, digest=shown, answers=people.harmless(draft), read_every_sentence=True
        )

    assert Review.objects.count() == 0


def test_approving_is_refused_when_the_reviewer_wrote_the_draft(cast, draft):
    actions.write_draft(draft=actions.draft_of(draft), document=people.condition_document(), by=cast.ruth)

    with pytest.raises(actions.Refused, match="You wrote this draft"):
        actions.approve(
            publication=draft,
            by=cast.ruth,
            digest=digest_of(draft),
            answers=people.harmless(draft),
            read_every_sentence=True,
        )


def test_approving_is_refused_when_the_reviewer_asked_for_this_review(cast, draft):
    actions.request_review(publication=draft, by=cast.ruth)

    with pytest.raises(actions.Refused, match="somebody else has to approve it"):
        actions.approve(
            publication=draft,
            by=cast.ruth,
            digest=digest_of(draft),
            answers=people.harmless(draft),
            read_every_sentence=True,
        )


def test_approving_ones_own_work_is_allowed_when_the_team_is_one_person(cast, draft, settings):
    settings.SELF_APPROVAL = True
    actions.write_draft(draft=actions.draft_of(draft), document=people.condition_document(), by=cast.ruth)

    review = actions.approve(
        publication=draft,
        by=cast.ruth,
        digest=digest_of(draft),
        answers=people.harmless(draft),
        read_every_sentence=True,
    )

    assert review.verdict == Review.Verdict.APPROVED


def test_an_approval_does_not_open_the_way_when_a_check_stands_in_it(cast, draft):
    people.rewrite(cast, draft, people.condition_document(questions=("Is it safe?",)))
    digest = people.approve(cast, draft)

    with pytest.raises(actions.Refused, match="at least three questions"):
        actions.publish(publication=draft, by=cast.pia, digest=digest, change_note="New.")


def test_asking_for_changes_is_refused_when_nothing_is_said(cast, draft):
    with pytest.raises(actions.Refused, match="Say what should change"):
        actions.request_changes(publication=draft, by=cast.ruth, digest=digest_of(draft), comment="  ")

    assert Review.objects.count() == 0


def test_asking_for_changes_is_refused_when_the_draft_changed_after_it_was_shown(cast, draft):
    shown = digest_of(draft)
    people.rewrite(cast, draft, people.condition_document(without_treatment="<p>Other words.</p>"))

    with pytest.raises(actions.Refused, match="changed after this page was shown"):
        actions.request_changes(publication=draft, by=cast.ruth, digest=shown, comment="Shorter, please.")


def test_readers_see_nothing_when_a_draft_is_reviewed(cast, draft, client):
    people.approve(cast, draft)

    assert client.get("/conditions/knee-osteoarthritis/").status_code == 404
