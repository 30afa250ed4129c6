"""The only writers of publications, editions, reviews and changes.

Every action is keyword-only, runs in one transaction, locks the publication, checks the right of the person who
acts, and refuses with a sentence that an editor understands (``Refused``). What follows a success for readers is
already committed when the action returns; only caches are cleared and mails sent after the commit.
"""

import datetime as dt
import logging
import re
import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext, override
from pydantic import ValidationError as DocumentError

from acuinfo.sources.models import Source, Standing

from . import checks, edit_log, notifications, search
from .compiling import CompileError, sources_by_slug
from .documents import SLUG_PATTERN, Document, canonical, digest, problem_in_words
from .kinds import Kind, kind, kinds
from .language import field_in_words, in_sentence, translated
from .links import dead_links
from .models import (
    EDITORIAL_GROUPS,
    Change,
    Draft,
    DraftCard,
    Edition,
    FormerAddress,
    KindName,
    Publication,
    Review,
    ReviewInvitation,
    Schedule,
    Tag,
    TagAlias,
    TagGroup,
    months_after,
)
from .richtext import lines
from .upgrades import document_of, load

logger = logging.getLogger(__name__)


class Refused(Exception):  # noqa: N818  the word editors and code use for it
    """An action that was not done, and why, in the editor's words."""


class NotAllowed(Refused):
    """The person may not do this."""


# --- What is on the desk ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Compiled:
    """A draft as the document it would publish now."""

    document: Document
    body: str
    digest: str
    results: tuple[checks.Result, ...]

    @property
    def blocking(self) -> tuple[checks.Result, ...]:
        """The checks that stand in the way."""
        return tuple(result for result in self.results if result.blocks)


def draft_of(publication: Publication) -> Draft:
    """Return the working copy of a publication. Raises Refused when there is none."""
    model = publication.spec.draft
    try:
        return model._default_manager.get(publication=publication)
    except model.DoesNotExist:
        raise Refused(gettext("This page has no draft.")) from None


def compile_draft(publication: Publication) -> Compiled:
    """Compile the draft and run the checks; nothing is stored. Raises Refused when it makes no valid page."""
    spec = publication.spec
    try:
        document = spec.compile(draft_of(publication))
    except DocumentError as error:
        raise Refused(_in_words(error)) from error
    except CompileError as error:
        raise Refused(str(error)) from error
    return _checked(spec, document, canonical(document))


def _checked(spec: Kind, document: Document, body: str) -> Compiled:
    facts = checks.Facts(sources_by_slug(document.cited_slugs()), dead_links(document))
    return Compiled(document, body, digest(body), checks.run(spec, document, facts))


def _in_words(error: DocumentError) -> str:
    first = error.errors()[0]
    where = " › ".join(field_in_words(str(part)) for part in first["loc"])
    told = gettext("The draft is not complete yet. %(where)s: %(problem)s.")
    return told % {"where": where, "problem": problem_in_words(first)}


def _person(user: User) -> str:
    return user.get_full_name() or user.get_username()


def _named(spec: Kind) -> dict[str, str]:
    """Return a kind's name as it stands within a sentence, for the sentence."""
    return {"kind": in_sentence(spec.label)}


def _must(user: User, permission: str, doing: str) -> None:
    if not user.has_perm(permission):
        raise NotAllowed(gettext("You do not have the right to %(doing)s.") % {"doing": doing})


def _locked(publication: Publication) -> Publication:
    """Return the publication as it is once it is ours alone.

    Never joins the edition: after waiting for a lock PostgreSQL pairs the new row with the edition of before.
    """
    return Publication.objects.select_for_update().get(pk=publication.pk)


def _draft_permission(spec: Kind, verb: str) -> str:
    meta = spec.draft._meta
    return f"{meta.app_label}.{verb}_{meta.model_name}"


# --- Addresses --------------------------------------------------------------------------------------------------
def _must_be_an_address(slug: str) -> None:
    if not re.fullmatch(SLUG_PATTERN, slug) or len(slug) > 80:
        raise Refused(gettext("An address is made of small letters, digits and single hyphens, at most 80 in all."))


@transaction.atomic
def reserve(*, kind_name: str, slug: str, by: User) -> Publication:
    """Reserve the address of a new draft. Raises Refused when it is taken or not an address."""
    spec = kind(kind_name)
    _must(by, _draft_permission(spec, "add"), gettext("make a new %(kind)s") % _named(spec))
    _must_be_an_address(slug)
    if FormerAddress.objects.filter(kind=kind_name, slug=slug).exists():
        told = gettext("The address %(slug)s led to another page before and still redirects there. Choose another.")
        raise Refused(told % {"slug": slug})
    try:
        with transaction.atomic():
            return Publication.objects.create(kind=kind_name, slug=slug)
    except IntegrityError:
        told = gettext("There is already a %(kind)s at the address %(slug)s. Choose another.")
        raise Refused(told % {**_named(spec), "slug": slug}) from None


@transaction.atomic
def move(*, publication: Publication, slug: str, by: User) -> Publication:
    """Give a page another address; what was published before leaves a redirect for ever."""
    _must(by, "publishing.publish_publication", gettext("change addresses"))
    publication = _locked(publication)
    _must_be_an_address(slug)
    if slug == publication.slug:
        raise Refused(gettext("That is the address already."))
    taken = FormerAddress.objects.filter(kind=publication.kind, slug=slug).exclude(publication=publication)
    if taken.exists() or Publication.objects.filter(kind=publication.kind, slug=slug).exists():
        raise Refused(gettext("The address %(slug)s is in use. Choose another.") % {"slug": slug})
    former = publication.slug
    FormerAddress.objects.filter(kind=publication.kind, slug=slug, publication=publication).delete()
    publication.slug = slug
    publication.save(update_fields=["slug"])
    if publication.current is None:
        edit_log.record(draft_of(publication), by, f"Moved from {former} to {slug}.")
    else:
        FormerAddress.objects.create(kind=publication.kind, slug=former, publication=publication)
        _record(Change.What.MOVED, by=by, publication=publication, note=f"{former} to {slug}", is_minor=True)
        if publication.kind == KindName.CONDITION:
            _lead_to_moved_condition(publication, former)
    for page in Publication.objects.filter(draft_card__about=publication):
        draft_edited(publication=page)  # drafts name the conditions they are about by their addresses
    return publication


def _lead_to_moved_condition(condition: Publication, former: str) -> None:
    """Let the tag of a condition follow it, and the cards of every page about it."""
    tag = Tag.objects.filter(group=TagGroup.CONDITION, slug__in=[former, f"{TagGroup.CONDITION}-{former}"]).first()
    if tag is not None:
        old = tag.slug
        tag.aliases.filter(slug=condition.slug).delete()
        tag.slug = _free_tag_slug(tag.group, condition.slug)
        tag.save(update_fields=["slug"])
        TagAlias.objects.create(tag=tag, slug=old, name=tag.name)
    for page in condition.covered_by.all():
        rebuild_card(publication=page)


# --- Review -----------------------------------------------------------------------------------------------------
@transaction.atomic
def request_review(*, publication: Publication, by: User, comment: str = "") -> Review:
    """Ask for a review of the draft as it is now."""
    publication = _locked(publication)
    spec = publication.spec
    _must(by, _draft_permission(spec, "change"), gettext("ask for a review of this %(kind)s") % _named(spec))
    compiled = compile_draft(publication)
    _write_draft_card(draft_of(publication), compiled)
    return _review(publication, compiled.digest, Review.Verdict.REQUESTED, by, comment)


@transaction.atomic
def approve(
    *,
    publication: Publication,
    by: User,
    digest: str,
    comment: str = "",
    role: str = "",
    is_clinician: bool = False,
) -> Review:
    """Approve exactly the draft that was shown, named by its digest."""
    publication = _locked(publication)
    _must(by, "publishing.approve_publication", gettext("approve drafts"))
    compiled = _as_shown(publication, digest)
    if not settings.SELF_APPROVAL and by.pk in _writers(publication, compiled.digest):
        raise Refused(gettext("You wrote this draft, so somebody else has to approve it."))
    return _review(
        publication, compiled.digest, Review.Verdict.APPROVED, by, comment, role=role, is_clinician=is_clinician
    )


@transaction.atomic
def request_changes(*, publication: Publication, by: User, digest: str, comment: str) -> Review:
    """Send the draft that was shown back with a comment."""
    publication = _locked(publication)
    _must(by, "publishing.approve_publication", gettext("ask for changes"))
    if not comment.strip():
        raise Refused(gettext("Say what should change."))
    compiled = _as_shown(publication, digest)
    return _review(publication, compiled.digest, Review.Verdict.CHANGES_REQUESTED, by, comment)


def approval_of(publication: Publication, digest: str) -> Review | None:
    """Return the approval that stands for exactly this digest: the last verdict on it must be an approval."""
    last = (
        Review.objects.filter(publication=publication, digest=digest)
        .exclude(verdict=Review.Verdict.REQUESTED)
        .order_by("-pk")
        .first()
    )
    return last if last is not None and last.verdict == Review.Verdict.APPROVED else None


def _writers(publication: Publication, digest: str) -> set[int]:
    """Ids of the people who last shaped this draft or asked for this review."""
    draft = draft_of(publication)
    asked = Review.objects.filter(publication=publication, digest=digest, verdict=Review.Verdict.REQUESTED)
    return {pk for pk in [draft.updated_by_id, *asked.values_list("by_id", flat=True)] if pk is not None}


def _as_shown(publication: Publication, shown: str) -> Compiled:
    compiled = compile_draft(publication)
    if compiled.digest != shown:
        raise Refused(gettext("The draft was changed after this page was shown. Look at it again, then decide."))
    return compiled


def _review(
    publication: Publication,
    digest: str,
    verdict: str,
    by: User,
    comment: str,
    role: str = "",
    is_clinician: bool = False,
) -> Review:
    review = Review.objects.create(
        publication=publication,
        digest=digest,
        verdict=verdict,
        by=by,
        name=_person(by),
        role=role,
        is_clinician=is_clinician,
        comment=comment.strip(),
    )
    notifications.of_review(review, draft_of(publication))
    return review


# --- Reviewers without an account -------------------------------------------------------------------------------
@transaction.atomic
def invite_reviewer(
    *, publication: Publication, by: User, name: str, email: str = "", note: str = "", days: int = 14
) -> tuple[ReviewInvitation, str]:
    """Make a link with which somebody without an account can read and review one draft.

    Return the invitation and the token of its link; only a hash of the token is kept.
    """
    spec = publication.spec
    _must(by, _draft_permission(spec, "change"), gettext("invite reviewers of this %(kind)s") % _named(spec))
    token = secrets.token_urlsafe(32)
    invitation = ReviewInvitation.objects.create(
        publication=publication,
        token_hash=digest(token),
        name=name.strip(),
        email=email,
        note=note.strip(),
        created_by=by,
        expires_at=timezone.now() + dt.timedelta(days=days),
    )
    edit_log.record(draft_of(publication), by, f"Invited {invitation.name} to review it.")
    return invitation, token


@transaction.atomic
def revoke_invitation(*, invitation: ReviewInvitation, by: User) -> None:
    """Make a link stop working."""
    spec = invitation.publication.spec
    _must(by, _draft_permission(spec, "change"), gettext("revoke this link"))
    ReviewInvitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=timezone.now())
    edit_log.record(draft_of(invitation.publication), by, f"Took back the link of {invitation.name}.")


def invitation_for(token: str) -> ReviewInvitation | None:
    """Return the invitation a link opens, or None when it expired, was revoked or never was."""
    found = ReviewInvitation.objects.select_related("publication").filter(token_hash=digest(token)).first()
    return found if found is not None and found.is_open else None


@transaction.atomic
def review_from_outside(
    *,
    invitation: ReviewInvitation,
    digest: str,
    verdict: str,
    name: str,
    role: str,
    comment: str = "",
    is_clinician: bool = False,
) -> Review:
    """Record the word of somebody without an account on exactly the draft that was shown."""
    publication = _locked(invitation.publication)
    if not ReviewInvitation.objects.get(pk=invitation.pk).is_open:
        raise Refused(gettext("This link no longer works. Ask for a new one."))
    if verdict not in (Review.Verdict.APPROVED, Review.Verdict.CHANGES_REQUESTED):
        raise Refused(gettext("Choose whether you approve the page or ask for changes."))
    if not name.strip() or not role.strip():
        raise Refused(gettext("Sign with your name and your role."))
    if verdict == Review.Verdict.CHANGES_REQUESTED and not comment.strip():
        raise Refused(gettext("Say what should change."))
    compiled = _as_shown(publication, digest)
    review = Review.objects.create(
        publication=publication,
        digest=compiled.digest,
        verdict=verdict,
        by=None,
        name=name.strip(),
        role=role.strip(),
        is_clinician=is_clinician,
        comment=comment.strip(),
    )
    notifications.of_review(review, draft_of(publication))
    return review


# --- Publishing -------------------------------------------------------------------------------------------------
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
    publication = _locked(publication)
    compiled, approval = _ready(publication, by, digest, change_note, weight, overrides or {})
    return _publish(publication, compiled, approval, by, change_note.strip(), weight)


def _ready(
    publication: Publication, by: User, digest: str, change_note: str, weight: str, overrides: Mapping[str, str]
) -> tuple[Compiled, Review]:
    """Return what is to be published and who approved it. Raises Refused when it may not be."""
    _must(by, "publishing.publish_publication", gettext("publish"))
    if publication.withdrawn_at is not None:
        raise Refused(gettext("This page is withdrawn. Reinstate it first."))
    if not change_note.strip():
        raise Refused(gettext("Write a change note: what is new for readers, in one sentence."))
    if len(change_note.strip()) > 500:
        raise Refused(gettext("A change note has at most 500 characters. Say it in one sentence."))
    compiled = _overridden(_as_shown(publication, digest), overrides)
    if compiled.blocking:
        raise Refused(_blocking_in_words(compiled))
    approval = approval_of(publication, compiled.digest)
    if approval is None:
        raise Refused(gettext("Nobody has approved exactly this draft yet. Ask for a review first."))
    if not settings.SELF_APPROVAL and approval.by_id in _writers(publication, compiled.digest):
        raise Refused(gettext("The approval is by the person who wrote the draft. Somebody else has to approve it."))
    _must_fit(publication, compiled.digest, weight)
    return compiled, approval


def _must_fit(publication: Publication, digest: str, weight: str) -> None:
    """Refuse an edition that says nothing new, and a mere review that does."""
    before = publication.current
    is_new = before is None or before.digest != digest
    if not is_new and weight != Edition.Weight.REVIEWED:
        raise Refused(gettext("Nothing has changed since the current edition. Choose “Reviewed” to record a review."))
    if is_new and weight == Edition.Weight.REVIEWED:
        raise Refused(
            gettext("The draft says something new, so “reviewed, nothing needed changing” would not be true.")
        )


MIN_REASON = 20


def _overridden(compiled: Compiled, overrides: Mapping[str, str]) -> Compiled:
    """Note the reasons for publishing against a check; each must be a sentence, and its check must stand in the way."""
    standing = {result.rule.id for result in compiled.blocking}
    for rule_id, reason in overrides.items():
        if rule_id not in standing:
            told = gettext("The check “%(check)s” does not stand in the way, so there is nothing to override.")
            raise Refused(told % {"check": rule_id})
        if len(reason.strip()) < MIN_REASON:
            raise Refused(
                gettext("Give the reason for publishing against a check in a full sentence. Readers will see it.")
            )
    results = tuple(replace(r, override=overrides.get(r.rule.id, "").strip()) for r in compiled.results)
    return replace(compiled, results=results)


def _publish(
    publication: Publication, compiled: Compiled, approval: Review, by: User, change_note: str, weight: str
) -> Edition:
    before = publication.current
    edition = _append(publication, compiled, approval, by, change_note, weight)
    _point_to(publication, edition, compiled.document)
    draft_edited(publication=publication)
    notifications.of_edition(edition, draft_of(publication))
    _record(
        _what(before, weight),
        by=by,
        publication=publication,
        edition=edition,
        note=edition.change_note,
        is_minor=edition.is_minor,
    )
    logger.info(
        "published", extra={"data": {"page": str(publication), "edition": edition.number, "by": by.get_username()}}
    )
    return edition


def _blocking_in_words(compiled: Compiled) -> str:
    found = (f"{f.message} ({field_in_words(f.field)})" for r in compiled.blocking for f in r.findings)
    return gettext("Some checks stand in the way: %(findings)s") % {"findings": " ".join(found)}


def _what(before: Edition | None, weight: str) -> str:
    if before is None:
        return Change.What.PUBLISHED
    return Change.What.REVIEWED if weight == Edition.Weight.REVIEWED else Change.What.UPDATED


def _append(
    publication: Publication, compiled: Compiled, approval: Review, by: User, change_note: str, weight: str
) -> Edition:
    last = publication.editions.order_by("-number").first()
    return Edition.objects.create(
        publication=publication,
        number=last.number + 1 if last else 1,
        body=compiled.body,
        schema_version=compiled.document.SCHEMA,
        digest=compiled.digest,
        weight=weight,
        change_note=change_note,
        reviewed_on=timezone.localtime(approval.at).date(),
        reviewed_by=(f"{approval.name}, {approval.role}" if approval.role else approval.name)[:200],
        reviewed_by_clinician=approval.is_clinician,
        checks=[result.as_data() for result in compiled.results],
        published_by=by,
    )


def _point_to(publication: Publication, edition: Edition, document: Document) -> None:
    """Move the pointer to an edition and make the card and the search index say what it says."""
    publication.current = edition
    publication.first_published_at = publication.first_published_at or edition.published_at
    publication.published_at = edition.published_at
    publication.last_reviewed_on = edition.reviewed_on
    publication.review_due_on = months_after(edition.reviewed_on, document.review_cycle_months)
    _refresh_card(publication, document)


def _refresh_card(publication: Publication, document: Document) -> None:
    spec = publication.spec
    about = _conditions(document.about)
    for name, value in card_values(spec, document).items():
        setattr(publication, name, value)
    if "condition" in publication.data and about:
        publication.data["condition"] = about[0].slug  # where it stands today, should it have moved
    publication.save()
    if publication.kind == KindName.CONDITION:
        _rename_derived_tag(publication)
    publication.tags.set(_tags(spec, document))
    publication.about.set(about)
    publication.cites.set(Source.objects.filter(slug__in=document.cited_slugs()))
    search.index(publication)


def card_values(spec: Kind, document: Document) -> dict[str, Any]:
    """Return the columns of a card that follow from the document alone."""
    return {
        "title": document.title,
        "summary": document.summary,
        "sort_key": spec.sort_key(document)[:200],
        "data": spec.card(document),
        "search_text": "\n".join(line for _path, text in document.texts() for line in lines(text))[:200_000],
        "is_for_everyone": not document.about,
    }


def _conditions(slugs: Iterable[str]) -> list[Publication]:
    """Return conditions by their addresses of today or of former days."""
    return list(Publication.objects.of_kind(KindName.CONDITION).once_at(slugs))


def _tags(spec: Kind, document: Document) -> list[Tag]:
    named = Q(slug__in=document.tags) | Q(aliases__slug__in=document.tags)
    chosen = Tag.objects.editorial().filter(named).select_related("merged_into").distinct()
    derived = [derived_tag(tag.group, tag.slug, tag.name) for tag in spec.derived_tags(document)]
    return [*{tag.pk: tag for tag in (*(tag.merged_into or tag for tag in chosen), *derived)}.values()]


def derived_tag(group: str, slug: str, name: str) -> Tag:
    """Return a tag the software fills; a slug that another group has already gets the group in front."""
    ours = Tag.objects.filter(group=group, slug__in=[slug, f"{group}-{slug}"])
    known: Tag | None = ours.first()
    if known is not None:
        return known
    new: Tag
    try:
        with transaction.atomic():
            free = _free_tag_slug(group, slug)
            new = Tag.objects.create(group=group, slug=free, name=_free_tag_name(group, name, slug))
    except IntegrityError:  # another publish made it at the same moment
        new = ours.get()
    return new


def _rename_derived_tag(condition: Publication) -> None:
    """Let the tag of a condition follow its title."""
    group, slug = TagGroup.CONDITION, condition.slug
    tag = (
        Tag.objects.filter(group=group, slug__in=[slug, f"{group}-{slug}"]).exclude(name=condition.title[:100]).first()
    )
    if tag is not None:
        tag.name = _free_tag_name(group, condition.title, slug)
        tag.save(update_fields=["name"])


def _free_tag_name(group: str, name: str, slug: str) -> str:
    is_taken = Tag.objects.filter(group=group, name=name[:100]).exists()
    return f"{name[:50]} ({slug[:45]})" if is_taken else name[:100]


def _free_tag_slug(group: str, slug: str) -> str:
    is_taken = Tag.objects.filter(slug=slug).exists() or TagAlias.objects.filter(slug=slug).exists()
    return f"{group}-{slug}" if is_taken else slug


def _take_turn() -> None:
    """Let changes become public in the order of their numbers, because the highest number is the site version.

    Without it a later number could be committed first on PostgreSQL, and what comes after it would never be noticed.
    SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('site version'))")


def _record(what: str, *, by: User | None, subject: str = "", **fields: Any) -> Change:
    _take_turn()
    publication = fields.get("publication")
    change = Change.objects.create(what=what, by=by, subject=(subject or str(publication or ""))[:600], **fields)
    version = change.pk  # a lambda, not a partial: Django logs a failure by the function's name, and a partial has none
    transaction.on_commit(lambda: _after_commit(version), robust=True)
    return change


_LISTENERS: list[Callable[[int], None]] = []


def after_commit(listener: Callable[[int], None]) -> None:
    """Call a function with the new site version after each commit; its failure harms nothing."""
    _LISTENERS.append(listener)


def _after_commit(version: int) -> None:
    for listener in _LISTENERS:
        listener(version)


# --- Scheduling -------------------------------------------------------------------------------------------------
@transaction.atomic
def schedule(
    *,
    publication: Publication,
    by: User,
    digest: str,
    change_note: str,
    due_at: dt.datetime,
    weight: str = Edition.Weight.MAJOR,
    overrides: Mapping[str, str] | None = None,
) -> Schedule:
    """Set exactly the approved draft that was shown to go live at a time. Later edits of the draft do not change it."""
    publication = _locked(publication)
    if due_at <= timezone.now():
        raise Refused(gettext("That time is over. Choose a time to come, or publish now."))
    if Schedule.objects.filter(publication=publication).exists():
        raise Refused(gettext("Something is scheduled for this page already. Cancel that first."))
    compiled, approval = _ready(publication, by, digest, change_note, weight, overrides or {})
    with override(None):  # the log is in English
        due = date_format(due_at, "j F Y, H:i")
    edit_log.record(draft_of(publication), by, f"Set to go live on {due}.")
    return Schedule.objects.create(
        publication=publication,
        due_at=due_at,
        body=compiled.body,
        schema_version=compiled.document.SCHEMA,
        digest=compiled.digest,
        weight=weight,
        change_note=change_note.strip(),
        overrides=dict(overrides or {}),
        approval=approval,
        by=by,
    )


@transaction.atomic
def cancel_schedule(*, publication: Publication, by: User) -> None:
    """Call off what was scheduled."""
    publication = _locked(publication)
    _must(by, "publishing.publish_publication", gettext("cancel what is scheduled"))
    deleted, _rows = Schedule.objects.filter(publication=publication).delete()
    if not deleted:
        raise Refused(gettext("Nothing is scheduled for this page."))
    edit_log.record(draft_of(publication), by, "Called off what was set to go live.")


@transaction.atomic
def publish_scheduled(*, publication: Publication) -> Edition | None:
    """Publish what is due for a page. The checks run again; when one stands in the way now, it waits and says why."""
    publication = _locked(publication)
    due = (
        Schedule.objects.filter(publication=publication, due_at__lte=timezone.now())
        .select_related("approval", "by")
        .first()
    )
    if due is None:
        return None
    document = load(publication.spec, due.body, due.schema_version)
    try:
        compiled = _overridden(_checked(publication.spec, document, due.body), due.overrides)
        if publication.withdrawn_at is not None:
            raise Refused(gettext("The page was withdrawn in the meantime."))
        if compiled.blocking:
            raise Refused(_blocking_in_words(compiled))
        _must_fit(publication, compiled.digest, due.weight)
    except Refused as refused:
        Schedule.objects.filter(pk=due.pk).update(problem=str(refused))
        logger.error("scheduled page not published", extra={"data": {"page": str(publication), "why": str(refused)}})
        return None
    edition = _publish(publication, compiled, due.approval, due.by, due.change_note, due.weight)
    due.delete()
    return edition


# --- Withdrawing and coming back --------------------------------------------------------------------------------
@transaction.atomic
def withdraw(*, publication: Publication, by: User, reason: str, successor: Publication | None = None) -> Publication:
    """Take a page away from readers. Its address says why and since when, or leads to its successor."""
    publication = _locked(publication)
    _must(by, "publishing.publish_publication", gettext("withdraw pages"))
    if not publication.is_live:
        raise Refused(gettext("Only a page that readers can see can be withdrawn."))
    if not reason.strip():
        raise Refused(gettext("Write the reason. Readers who follow a link to this page will see it."))
    if successor is not None and (successor.pk == publication.pk or not successor.is_live):
        raise Refused(gettext("The successor must be another page that readers can see."))
    publication.withdrawn_at = timezone.now()
    publication.withdrawn_reason = reason.strip()
    publication.withdrawn_by = by
    publication.successor = successor
    publication.save()
    search.forget(publication)
    _record(Change.What.WITHDRAWN, by=by, publication=publication, note=reason.strip())
    logger.info("withdrawn", extra={"data": {"page": str(publication), "by": by.get_username()}})
    return publication


@transaction.atomic
def reinstate(*, publication: Publication, by: User, note: str = "") -> Publication:
    """Bring a withdrawn page back as it was."""
    publication = _locked(publication)
    _must(by, "publishing.publish_publication", gettext("reinstate pages"))
    if publication.withdrawn_at is None:
        raise Refused(gettext("This page is not withdrawn."))
    publication.withdrawn_at = None
    publication.withdrawn_reason = ""
    publication.withdrawn_by = None
    publication.successor = None
    publication.save()
    search.index(publication)
    _record(Change.What.REINSTATED, by=by, publication=publication, note=note.strip())
    return publication


@transaction.atomic
def restore(*, edition: Edition, by: User) -> Draft:
    """Load an old edition into the draft. Nothing public changes until the draft is published."""
    publication = _locked(edition.publication)
    spec = publication.spec
    _must(by, _draft_permission(spec, "change"), gettext("change this %(kind)s") % _named(spec))
    draft = draft_of(publication)
    write_draft(draft=draft, document=document_of(edition), by=by)
    edit_log.record(draft, by, f"Brought edition {edition.number} back into the draft.")
    return draft


def write_draft(*, draft: Draft, document: Document, by: User) -> None:
    """Overwrite a saved draft and its rows with what a document says."""
    draft.revision += 1
    draft.updated_by = by
    try:
        with transaction.atomic():
            draft.publication.spec.apply(document, draft)
    except CompileError as error:
        raise Refused(str(error)) from error
    draft_edited(publication=draft.publication)


@transaction.atomic
def draft_edited(*, publication: Publication) -> None:
    """Write the desk's card of a draft anew. Whatever changes what a draft compiles to ends with this.

    That is: every way of editing the draft, a corrected source that it cites, and a condition it is about that moved.
    """
    draft = draft_of(publication)
    try:
        _write_draft_card(draft, compile_draft(publication))
    except Refused as refused:
        _write_draft_card(draft, None, problem=str(refused))


def _write_draft_card(draft: Draft, compiled: Compiled | None, problem: str = "") -> None:
    values = {
        "draft_pk": draft.pk,
        "title": draft.title,
        "digest": compiled.digest if compiled else "",
        "problem": problem,
        "reading_age": checks.reading_age(compiled.document) if compiled else None,
        **{name: getattr(draft, name) for name in ("owner", "substitute", "updated_by", "updated_at")},
    }
    card, _made = DraftCard.objects.update_or_create(publication=draft.publication, defaults=values)
    cited = compiled.document.cited_slugs() if compiled else ()
    card.cites.set(Source.objects.filter(slug__in=cited))
    card.about.set(_conditions(compiled.document.about) if compiled else ())


# --- Sources and tags -------------------------------------------------------------------------------------------
@transaction.atomic
def change_standing(
    *, source: Source, standing: str, note: str, by: User | None, superseded_by: Source | None = None
) -> Source:
    """Say whether a source can still be leaned on. Shows at once on every page that cites it."""
    if by is not None:
        _must(
            by, "publishing.publish_publication", gettext("change the standing of sources, which readers see at once")
        )
    source = Source.objects.select_for_update().get(pk=source.pk)
    if standing not in Standing.values:
        raise Refused(gettext("%(standing)s is not a standing a source can have.") % {"standing": standing})
    if standing != Standing.CURRENT and not note.strip():
        raise Refused(gettext("Say what happened and where it is announced."))
    if superseded_by is not None and (standing != Standing.SUPERSEDED or superseded_by.pk == source.pk):
        raise Refused(gettext("Only a superseded source has a successor, and it is another source."))
    same = (source.standing, source.standing_note, source.superseded_by_id)
    if same == (standing, note.strip(), superseded_by.pk if superseded_by else None):
        return source
    source.standing = standing
    source.standing_note = note.strip()
    source.standing_on = None if standing == Standing.CURRENT else timezone.localdate()
    source.superseded_by = superseded_by
    source.save()
    if Publication.objects.live().citing(source).exists():
        _record(
            Change.What.STANDING,
            by=by,
            source=source,
            subject=f"{source.title} ({source.get_standing_display().lower()})",
            note=note.strip(),
        )
    return source


@transaction.atomic
def source_edited(*, source: Source, by: User) -> None:
    """Record that the public record of a cited source was corrected."""
    _must(by, "sources.change_source", gettext("correct sources"))
    if Publication.objects.live().citing(source).exists():
        _record(Change.What.SOURCE_EDITED, by=by, source=source, subject=source.title, is_minor=True)
    for page in Publication.objects.filter(draft_card__cites=source):
        draft_edited(publication=page)  # drafts hold the citation as it is now


def _must_be_a_tag(slug: str, name: str, groups: set[str]) -> None:
    _must_be_an_address(slug)
    if not name.strip():
        raise Refused(gettext("Give the tag a name."))
    if not groups <= set(EDITORIAL_GROUPS):
        raise Refused(gettext("The software fills this group by itself."))
    others = Tag.objects.editorial().in_use().exclude(slug=slug).prefetch_related("aliases")
    for other in others:
        words = {other.name, other.slug, *(alias.name for alias in other.aliases.all())}
        if _same_word(name) in map(_same_word, words):
            told = gettext("There is already the tag “%(name)s” (%(group)s). Use that one.")
            raise Refused(told % {"name": other.name, "group": translated(other.get_group_display())})


def _same_word(text: str) -> str:
    """Return a word without case, spaces, punctuation and a plural ending, to notice near-duplicates."""
    letters = "".join(c for c in text.casefold() if c.isalnum())
    return letters.removesuffix("s").removesuffix("e")


def _must_be_free(slug: str, aliases: Iterable[str]) -> None:
    is_tag = Tag.objects.filter(slug__in=aliases)
    leads_elsewhere = TagAlias.objects.filter(slug__in=[slug, *aliases]).exclude(tag__slug=slug)
    if is_tag.exists() or leads_elsewhere.exists():
        raise Refused(gettext("One of these words is a tag already or leads to another tag."))


def check_tag(*, slug: str, name: str, group: str, aliases: Iterable[str]) -> dict[str, str]:
    """Return a tag's other names by their addresses. Raises Refused when the vocabulary cannot take it."""
    wanted = {slugify(alias): alias.strip() for alias in aliases if slugify(alias)}
    before = Tag.objects.filter(slug=slug).first()
    _must_be_a_tag(slug, name, {group, before.group if before else group})
    _must_be_free(slug, wanted)
    return wanted


@transaction.atomic
def save_tag(*, slug: str, name: str, group: str, scope_note: str, aliases: Iterable[str], by: User) -> Tag:
    """Add a tag to the vocabulary or change its name, scope note and aliases."""
    _must(by, "publishing.change_tag", gettext("change the vocabulary"))
    wanted = check_tag(slug=slug, name=name, group=group, aliases=aliases)
    before = Tag.objects.filter(slug=slug).first()
    tag = before or Tag(slug=slug)
    known = dict(tag.aliases.values_list("slug", "name")) if before else None
    if before and (tag.name, tag.group, tag.scope_note, known) == (name, group, scope_note, wanted):
        return tag
    tag.name, tag.group, tag.scope_note = name, group, scope_note
    tag.save()
    tag.aliases.all().delete()
    TagAlias.objects.bulk_create(TagAlias(tag=tag, slug=s, name=n) for s, n in wanted.items())
    carrying = list(Publication.objects.live().filter(tags=tag)) if before else []
    for publication in carrying:
        search.index(publication)
    if carrying:
        _record(Change.What.TAG_EDITED, by=by, subject=tag.name, is_minor=True)
    return tag


@transaction.atomic
def merge_tags(*, tag: Tag, into: Tag, by: User) -> Change:
    """Let one tag stand for two. Pages move over, and the old address leads to the tag that stays.

    Drafts and editions keep the old word; it is understood as the new one wherever it is read.
    """
    _must(by, "publishing.publish_publication", gettext("merge tags"))
    tag, into = (Tag.objects.select_for_update().get(pk=t.pk) for t in (tag, into))
    if tag.pk == into.pk or tag.group != into.group or tag.group not in EDITORIAL_GROUPS:
        raise Refused(gettext("Choose another tag of the same group."))
    if tag.merged_into_id or into.merged_into_id:
        raise Refused(gettext("One of the two was merged into another tag before."))
    moved = _become(tag, into)
    note = f"{tag.name} is now {into.name}."
    payload = {"tag": tag.slug, "into": into.slug, "publications": moved}
    return _record(Change.What.TAG_MERGED, by=by, subject=into.name, note=note, payload=payload)


def _become(tag: Tag, into: Tag) -> list[int]:
    """Make every page that carries a tag carry another; return the ids of those that did not before."""
    Tag.objects.filter(merged_into=tag).update(merged_into=into)
    tag.merged_into = into
    tag.save()
    carrying = list(Publication.objects.filter(tags=tag))
    had = set(Publication.objects.filter(tags=into).values_list("pk", flat=True))
    for publication in carrying:
        publication.tags.remove(tag)
        publication.tags.add(into)
        if publication.is_live:
            search.index(publication)
    return [publication.pk for publication in carrying if publication.pk not in had]


@transaction.atomic
def rename_tag(*, tag: Tag, slug: str, name: str, by: User) -> Tag:
    """Give a tag another name and address. The old address leads to the new one."""
    _must(by, "publishing.publish_publication", gettext("rename tags"))
    tag = Tag.objects.select_for_update().get(pk=tag.pk)
    if slug == tag.slug:
        raise Refused(gettext("That is the address already. Change only the name in the tag's own form."))
    _must_be_a_tag(slug, name, {tag.group})
    _must_be_free(slug, {})
    if Tag.objects.filter(slug=slug).exists():
        told = gettext("There is a tag at the address %(slug)s already. Merge the two instead.")
        raise Refused(told % {"slug": slug})
    old_name, tag.name = tag.name, f"{tag.name} (now {name})"[:100]
    tag.save(update_fields=["name"])
    new: Tag = Tag.objects.create(slug=slug, name=name, group=tag.group, scope_note=tag.scope_note)
    TagAlias.objects.filter(tag=tag).update(tag=new)
    moved = _become(tag, new)
    payload = {"tag": tag.slug, "into": slug, "publications": moved, "name": old_name}
    _record(Change.What.TAG_RENAMED, by=by, subject=name, note=f"{old_name} is now {name}.", payload=payload)
    return new


@transaction.atomic
def undo_tag_change(*, change: Change, by: User) -> Tag:
    """Undo a merge or a renaming: pages that name the old tag carry it again."""
    _must(by, "publishing.publish_publication", gettext("undo this"))
    if change.what not in (Change.What.TAG_MERGED, Change.What.TAG_RENAMED):
        raise Refused(gettext("Only merging and renaming of tags can be undone here."))
    tag = Tag.objects.select_for_update().filter(slug=change.payload["tag"]).first()
    if tag is None or tag.merged_into is None or tag.merged_into.slug != change.payload["into"]:
        raise Refused(gettext("This was undone already, or the tag has moved on since."))
    into = tag.merged_into
    tag.merged_into = None
    tag.name = change.payload.get("name", tag.name)
    tag.save()
    for publication in Publication.objects.filter(tags=into, current__isnull=False):
        rebuild_card(publication=publication)
    if change.what == Change.What.TAG_RENAMED:
        TagAlias.objects.filter(tag=into).update(tag=tag)
        _must_be_unused(into)
    _record(Change.What.TAG_EDITED, by=by, subject=tag.name, note="Undone.", is_minor=True)
    return tag


def _must_be_unused(tag: Tag) -> None:
    """Delete the tag a renaming made, unless editors have chosen it since."""
    if Publication.objects.filter(tags=tag).exists() or any(
        kind_.draft._default_manager.filter(**{"tags": tag}).exists() for kind_ in kinds()
    ):
        raise Refused(gettext("Pages carry the new tag by their own choice now. Merge the two instead."))
    tag.delete()


# --- Repair -----------------------------------------------------------------------------------------------------
@transaction.atomic
def rebuild_card(*, publication: Publication) -> None:
    """Write the card and the search entry of a published page anew from its current edition."""
    publication = _locked(publication)
    if publication.current is None:
        return
    document = document_of(publication.current)
    _point_to(publication, publication.current, document)
    if not publication.is_live:
        search.forget(publication)


@transaction.atomic
def cards_rebuilt() -> None:
    """Record that the cards were rebuilt, so that every process reads them anew."""
    _record(Change.What.CARDS_REBUILT, by=None, subject="Index of all pages", is_minor=True)
