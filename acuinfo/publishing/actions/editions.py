"""Publishing exactly the approved draft that was shown as the next edition."""

import datetime as dt
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override

from .. import notifications
from ..checks import ANSWERED
from ..documents import Document
from ..language import content_stands_out
from ..models import Change, Edition, Publication, Review, SentenceAnswer
from ..people import name_of
from ..upgrades import document_of
from .cards import point_to, refresh_hosts, written_by_this_build
from .changes import log_after_commit, record
from .drafts import Compiled, as_shown, draft_edited, draft_of, with_checks
from .four_eyes import why_not
from .guards import Refused, locked, must
from .reviews import approval_of, writers

logger = logging.getLogger(__name__)


@transaction.atomic
def publish(
    *,
    publication: Publication,
    by: User,
    digest: str,
    change_note: str,
    weight: str = Edition.Weight.MAJOR,
    overrides: Mapping[str, str] | None = None,
) -> Edition:
    """Publish exactly the approved draft that was shown as the next edition.

    ``overrides`` gives, for the ids of checks that stand in the way, the reason to publish all the same. It is kept
    with the edition and shown to readers.
    """
    publication = locked(publication)
    compiled, approval = ready(publication, by, digest, change_note, weight, overrides or {})
    return publish_compiled(publication, compiled, as_reviewed(approval), by, change_note.strip(), weight)


@transaction.atomic
def publish_from_file(
    *,
    publication: Publication,
    by: User,
    digest: str,
    change_note: str,
    evidence_as_of: dt.date,
    overrides: Mapping[str, str] | None = None,
) -> Edition:
    """Publish a draft that came with the software. Nobody has approved it, and the edition says so.

    ``evidence_as_of`` is up to when its sources were read. A page that people here have reviewed is theirs to change.
    """
    publication = locked(publication)
    compiled = _may_go_out(publication, by, digest, change_note, overrides or {}, came_with_the_software=True)
    if publication.current is not None and publication.current.reviewed_on is not None:
        raise Refused(gettext("People here have reviewed this page. Change it on the desk."))
    _must_fit(publication, compiled.digest, Edition.Weight.MAJOR)
    said = {"evidence_as_of": evidence_as_of}
    return publish_compiled(publication, compiled, said, by, change_note.strip(), Edition.Weight.MAJOR)


def ready(
    publication: Publication, by: User, digest: str, change_note: str, weight: str, overrides: Mapping[str, str]
) -> tuple[Compiled, Review]:
    """Return what is to be published and who approved it. Raises Refused when it may not be."""
    compiled = _may_go_out(publication, by, digest, change_note, overrides)
    _must_fit(publication, compiled.digest, weight)
    approval = approval_of(publication, compiled.digest)
    if approval is None:
        raise Refused(gettext("Nobody has approved exactly this draft yet. Ask for a review first."))
    if weight == Edition.Weight.REVIEWED and timezone.localdate(approval.at) != timezone.localdate():
        raise Refused(gettext("“Reviewed” tells readers of a review of today. Look at the page again and approve it."))
    if problem := why_not(approval, writers(publication, compiled.digest), by):
        raise Refused(problem)
    return compiled, approval


def _may_go_out(
    publication: Publication,
    by: User,
    digest: str,
    change_note: str,
    overrides: Mapping[str, str],
    *,
    came_with_the_software: bool = False,
) -> Compiled:
    """Return the draft that was shown, with what the checks say. Raises Refused when no check or right lets it out."""
    must(by, "publishing.publish_publication", gettext("publish"))
    if publication.withdrawn_at is not None:
        raise Refused(gettext("This page is withdrawn. Reinstate it first."))
    if not change_note.strip():
        raise Refused(gettext("Write a change note: what is new for readers, in one sentence."))
    if len(change_note.strip()) > 500:
        raise Refused(gettext("A change note has at most 500 characters. Say it in one sentence."))
    if ANSWERED in overrides:
        raise Refused(gettext("No reason stands in for an answer about a sentence. Ask a second person for it."))
    compiled = as_shown(publication, digest)
    if came_with_the_software and any(result.check.id == ANSWERED for result in compiled.blocking):
        overrides = {**overrides, ANSWERED: NOBODY_ANSWERED}
    compiled = _overridden(compiled, overrides)
    if compiled.blocking:
        raise Refused(_blocking_in_words(compiled))
    return compiled


def _must_fit(publication: Publication, digest: str, weight: str) -> None:
    """Refuse an edition that says nothing new, and a mere review that does."""
    is_new = publication.current is None or publication.digest != digest
    if not is_new and weight != Edition.Weight.REVIEWED:
        raise Refused(gettext("Nothing has changed since the current edition. Choose “Reviewed” to record a review."))
    if is_new and weight == Edition.Weight.REVIEWED:
        raise Refused(
            gettext("The draft says something new, so “reviewed, nothing needed changing” would not be true.")
        )


MIN_REASON = 20
NOBODY_ANSWERED = "It came with the software, and nobody at this site has answered for these sentences yet."


def _overridden(compiled: Compiled, overrides: Mapping[str, str]) -> Compiled:
    """Note the reasons for publishing against a check; each must be a sentence, and its check must stand in the way."""
    blocking = {result.check.id for result in compiled.blocking}
    for check_id, reason in overrides.items():
        if check_id not in blocking:
            told = gettext("The check “%(check)s” does not stand in the way, so there is nothing to override.")
            raise Refused(told % {"check": check_id})
        if len(reason.strip()) < MIN_REASON:
            raise Refused(
                gettext("Give the reason for publishing against a check in a full sentence. Readers will see it.")
            )
    results = tuple(replace(r, override=overrides.get(r.check.id, "").strip()) for r in compiled.results)
    return replace(compiled, results=results)


def publish_compiled(
    publication: Publication, compiled: Compiled, review: Mapping[str, Any], by: User, change_note: str, weight: str
) -> Edition:
    """Append the edition, point the card at it, and tell people and the log.

    ``review`` is what the edition tells of its review.
    """
    before, title = publication.current, publication.title
    news = news_of(publication, compiled.document)
    edition = _append(publication, compiled, review, by, change_note, weight)
    point_to(publication, edition, compiled.document)
    if publication.title != title:
        for page in Publication.objects.filter(draft_card__about=publication):
            draft_edited(publication=page)  # drafts may name what they are about
    notifications.of_edition(edition, draft_of(publication))
    record(
        _what(before, weight),
        by=by,
        publication=publication,
        edition=edition,
        note=edition.change_note,
        news=news,
        is_minor=edition.is_minor,
        payload=written_by_this_build(),
    )
    is_quiet = edition.is_minor or before is None
    refresh_hosts(publication, by=by, note=edition.change_note, news=news, is_minor=is_quiet)
    log_after_commit(logger, "published", page=str(publication), edition=edition.number, by=by.get_username())
    return edition


def news_of(publication: Publication, document: Document) -> str:
    """Return what sort of news a document would be for readers of the page as it is now."""
    before = publication.current
    if before is not None:
        before.publication = publication
    return publication.spec.news(document_of(before) if before else None, document)


def as_reviewed(approval: Review) -> dict[str, Any]:
    """Return what an edition tells of the review that it rests on."""
    name = f"{approval.name}, {approval.role}" if approval.role else approval.name
    outside = f" (outside reviewer, invited by {name_of(approval.invited_by)})" if approval.invited_by else ""
    return {
        "reviewed_on": timezone.localtime(approval.at).date(),
        "reviewed_by": f"{name[: 200 - len(outside)]}{outside}",
        "reviewed_by_clinician": approval.is_clinician,
    }


def _blocking_in_words(compiled: Compiled) -> str:
    found = (f"{o.message} ({o.place})" for r in compiled.blocking for o in r.objections)
    return gettext("Some checks stand in the way: %(findings)s") % {"findings": " ".join(found)}


def _what(before: Edition | None, weight: str) -> str:
    if before is None:
        return Change.What.PUBLISHED
    return Change.What.REVIEWED if weight == Edition.Weight.REVIEWED else Change.What.UPDATED


def _as_data(sentence: str, answer: SentenceAnswer) -> dict[str, str]:
    return {"sentence": sentence, "by": answer.name, "on": timezone.localtime(answer.at).date().isoformat()}


def _append(
    publication: Publication, compiled: Compiled, review: Mapping[str, Any], by: User, change_note: str, weight: str
) -> Edition:
    last = publication.editions.order_by("-number").first()
    return Edition.objects.create(
        publication=publication,
        number=last.number + 1 if last else 1,
        body=compiled.body,
        schema_version=compiled.schema_version,
        digest=compiled.digest,
        weight=weight,
        change_note=change_note,
        **review,
        checks=_checks_as_data(publication, compiled),
        published_by=by,
    )


def _checks_as_data(publication: Publication, compiled: Compiled) -> list[dict[str, Any]]:
    """Return what the checks say, in English, as an edition keeps it."""
    results = compiled.results
    overrides = {result.check.id: result.override for result in results}
    is_told_in_english = not content_stands_out()
    with override(None):
        if not is_told_in_english:
            results = with_checks(publication, compiled.document, compiled.body, compiled.schema_version).results
        checks = [replace(result, override=overrides[result.check.id]).as_data() for result in results]
    for check in checks:
        if check["id"] == ANSWERED:
            check["answers"] = [_as_data(s.text, s.answer) for s in compiled.sentences if s.answer]
    return checks
