"""Asking for a review, approving exactly what was shown, and asking for changes."""

import datetime as dt
from collections.abc import Mapping

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext

from .. import edit_log, notifications
from ..models import Publication, Review, SentenceAnswer
from ..people import name_of
from .drafts import Compiled, as_shown, compile_draft, draft_of, write_draft_card
from .guards import Refused, draft_permission, locked, must, named


@transaction.atomic
def request_review(*, publication: Publication, by: User, comment: str = "") -> Review:
    """Ask for a review of the draft as it is now. While one waits already, asking without another word asks nothing."""
    publication = locked(publication)
    spec = publication.spec
    must(by, draft_permission(spec, "change"), gettext("ask for a review of this %(kind)s") % named(spec))
    compiled = compile_draft(publication)
    write_draft_card(draft_of(publication), compiled)
    last: Review | None = Review.objects.filter(publication=publication, digest=compiled.digest).order_by("-pk").first()
    if last is not None and last.verdict == Review.Verdict.REQUESTED and comment.strip() in ("", last.comment):
        return last
    return record_review(publication, compiled.digest, Review.Verdict.REQUESTED, by=by, comment=comment)


@transaction.atomic
def approve(
    *,
    publication: Publication,
    by: User,
    digest: str,
    comment: str = "",
    role: str = "",
    is_clinician: bool = False,
    answers: Mapping[str, bool] | None = None,
    read_every_sentence: bool,
) -> Review:
    """Approve exactly the draft that was shown, named by its digest.

    ``answers`` tells for free sentences, by their text, whether each claims something. The guard misses some, so who
    approves also says of all others that none claims more than what is put in or cited.
    """
    publication = locked(publication)
    must(by, "publishing.approve_publication", gettext("approve drafts"))
    must_have_read(read_every_sentence)
    compiled = as_shown(publication, digest)
    if not settings.SELF_APPROVAL and by.pk in writers(publication, compiled.digest):
        raise Refused(gettext("You wrote this draft, so somebody else has to approve it."))
    settled = _keep_answers(publication, compiled, by, answers or {})
    if open_sentences := [sentence.text for sentence in compiled.sentences if sentence.text not in settled]:
        told = gettext("Answer for each sentence first. This one is open, or claims something: “%(text)s”.")
        raise Refused(told % {"text": open_sentences[0]})
    return record_review(
        publication,
        compiled.digest,
        Review.Verdict.APPROVED,
        by=by,
        comment=comment,
        role=role,
        is_clinician=is_clinician,
        read_every_sentence=True,
    )


def must_have_read(read_every_sentence: bool) -> None:
    """Refuse the approval of somebody who does not answer for the whole page."""
    if not read_every_sentence:
        raise Refused(gettext("Read every sentence, then say that none claims more than what is put in or cited."))


@transaction.atomic
def answer_for_sentences(*, publication: Publication, by: User, digest: str, answers: Mapping[str, bool]) -> None:
    """Write down whether free sentences of the draft that was shown claim something. Nobody answers for their own.

    Any edit of a sentence makes another one of it, which is asked about again.
    """
    publication = locked(publication)
    must(by, "publishing.approve_publication", gettext("answer for sentences"))
    compiled = as_shown(publication, digest)
    if not settings.SELF_APPROVAL and by.pk in writers(publication, compiled.digest):
        raise Refused(gettext("You wrote this draft, so somebody else has to answer for its sentences."))
    _keep_answers(publication, compiled, by, answers)


def _keep_answers(publication: Publication, compiled: Compiled, by: User, answers: Mapping[str, bool]) -> set[str]:
    """Write down the answers that are new; return the sentences whose last answer is that they claim nothing."""
    known = {sentence.text: sentence.answer for sentence in compiled.sentences}
    settled = {sentence.text for sentence in compiled.sentences if sentence.is_settled}
    for text, claims in answers.items():
        if text not in known:
            raise Refused(gettext("The draft does not hold this sentence: “%(text)s”.") % {"text": text})
        before = known[text]
        if before is None or before.claims != claims:
            said = {"sentence": text, "claims": claims, "by": by, "name": name_of(by)}
            SentenceAnswer.objects.create(publication=publication, **said)
        settled = settled - {text} if claims else settled | {text}
    return settled


@transaction.atomic
def request_changes(*, publication: Publication, by: User, digest: str, comment: str) -> Review:
    """Send the draft that was shown back with a comment."""
    publication = locked(publication)
    must(by, "publishing.approve_publication", gettext("ask for changes"))
    compiled = as_shown(publication, digest)
    return record_review(publication, compiled.digest, Review.Verdict.CHANGES_REQUESTED, by=by, comment=comment)


def approval_of(publication: Publication, digest: str) -> Review | None:
    """Return the approval that stands for exactly this digest: the last verdict on it must be one.

    An approval that the current edition rests on already says nothing of the next.
    """
    last: Review | None = (
        Review.objects.filter(publication=publication, digest=digest)
        .exclude(verdict=Review.Verdict.REQUESTED)
        .order_by("-pk")
        .first()
    )
    if last is None or last.verdict != Review.Verdict.APPROVED or is_spent(publication, last):
        return None
    return last


def is_spent(publication: Publication, approval: Review) -> bool:
    """Tell whether the current edition rests on an approval already: it says what was approved, and came later."""
    published_at = publication.published_at
    return published_at is not None and publication.digest == approval.digest and approval.at <= published_at


def writers(publication: Publication, digest: str) -> set[int]:
    """Ids of everybody who changed words of the draft since the current edition, or asked for this review.

    Saving without a change makes nobody a writer.
    """
    draft = draft_of(publication)
    asked = Review.objects.filter(publication=publication, digest=digest, verdict=Review.Verdict.REQUESTED)
    changed = edit_log.writers_of(draft, _approved_at(publication))
    return {pk for pk in [draft.updated_by_id, *asked.values_list("by_id", flat=True), *changed] if pk is not None}


def _approved_at(publication: Publication) -> dt.datetime | None:
    """Return when what readers see was approved: a scheduled edition went live later, and the draft had moved on."""
    current, published_at = publication.current, publication.published_at
    if current is None or published_at is None:
        return None
    approvals = Review.objects.filter(publication=publication, digest=current.digest, at__lte=published_at)
    approval = approvals.filter(verdict=Review.Verdict.APPROVED).order_by("-pk").first()
    return approval.at if approval else published_at


def record_review(
    publication: Publication,
    digest: str,
    verdict: str,
    *,
    by: User | None,
    name: str = "",
    role: str = "",
    comment: str = "",
    is_clinician: bool = False,
    invited_by: User | None = None,
    read_every_sentence: bool = False,
) -> Review:
    """Write down what somebody said of a digest and tell whom it concerns; ``name`` is for who has no account."""
    if verdict == Review.Verdict.CHANGES_REQUESTED and not comment.strip():
        raise Refused(gettext("Say what should change."))
    review = Review.objects.create(
        publication=publication,
        digest=digest,
        verdict=verdict,
        by=by,
        name=name_of(by) if by else name.strip(),
        role=role.strip(),
        is_clinician=is_clinician,
        comment=comment.strip(),
        invited_by=invited_by,
        read_every_sentence=read_every_sentence,
    )
    notifications.of_review(review, draft_of(publication))
    return review
