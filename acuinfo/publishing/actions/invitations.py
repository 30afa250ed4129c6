"""Reviewers without an account: their links, and their word."""

import datetime as dt
import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from .. import edit_log
from ..documents import digest
from ..models import Publication, Review, ReviewInvitation
from .drafts import as_shown, compile_draft, draft_of
from .guards import Refused, draft_permission, locked, must, named
from .reviews import must_have_read, record_review

MOST_AN_HOUR = 6
"""Links, and so mails to strangers, that one person can make within an hour."""


@transaction.atomic
def invite_reviewer(
    *,
    publication: Publication,
    by: User,
    name: str,
    email: str = "",
    note: str = "",
    days: int = 14,
    follows: bool = False,
) -> tuple[ReviewInvitation, str]:
    """Make a link with which somebody without an account can read and review one draft, once.

    It opens the draft as it is now, or with ``follows`` whatever the draft becomes. Return the invitation and the token
    of its link; only a hash of the token is kept.
    """
    spec = publication.spec
    must(by, draft_permission(spec, "change"), gettext("invite reviewers of this %(kind)s") % named(spec))
    hour = ReviewInvitation.objects.filter(created_by=by, created_at__gt=timezone.now() - dt.timedelta(hours=1))
    if hour.count() >= MOST_AN_HOUR:
        told = gettext("You have made %(count)d links within an hour. Wait a little before you make the next.")
        raise Refused(told % {"count": MOST_AN_HOUR})
    token = secrets.token_urlsafe(32)
    invitation = ReviewInvitation.objects.create(
        publication=publication,
        token_hash=digest(token),
        name=name.strip(),
        email=email,
        note=note.strip(),
        created_by=by,
        digest="" if follows else compile_draft(publication).digest,
        expires_at=timezone.now() + dt.timedelta(days=days),
    )
    edit_log.record(draft_of(publication), by, f"Invited {invitation.name} to review it.")
    return invitation, token


@transaction.atomic
def revoke_invitation(*, invitation: ReviewInvitation, by: User) -> None:
    """Make a link stop working."""
    spec = invitation.publication.spec
    must(by, draft_permission(spec, "change"), gettext("revoke this link"))
    ReviewInvitation.objects.filter(pk=invitation.pk, revoked_at=None).update(revoked_at=timezone.now())
    edit_log.record(draft_of(invitation.publication), by, f"Took back the link of {invitation.name}.")


@transaction.atomic
def reopen_invitation(*, invitation: ReviewInvitation, by: User) -> None:
    """Let a reviewer without an account say something again, about the draft as it is now."""
    publication = locked(invitation.publication)
    must(by, draft_permission(publication.spec, "change"), gettext("open this link again"))
    if by.pk != invitation.created_by_id:
        raise Refused(gettext("Only whoever made the link can open it again."))
    now = "" if not invitation.digest else compile_draft(publication).digest
    ReviewInvitation.objects.filter(pk=invitation.pk).update(used_at=None, digest=now)
    edit_log.record(draft_of(publication), by, f"Opened the link of {invitation.name} again.")


def invitation_for(token: str) -> ReviewInvitation | None:
    """Return the invitation a link opens, or None when it expired, was revoked or never was."""
    found = (
        ReviewInvitation.objects.select_related("publication", "created_by").filter(token_hash=digest(token)).first()
    )
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
    read_every_sentence: bool = False,
) -> Review:
    """Record the word of somebody without an account on exactly the draft that was shown."""
    publication = locked(invitation.publication)
    invitation = ReviewInvitation.objects.select_related("created_by").get(pk=invitation.pk)
    if not invitation.is_open:
        raise Refused(gettext("This link no longer works. Ask for a new one."))
    if not invitation.takes_a_word:
        raise Refused(gettext("You have said what you think of this draft. Whoever invited you can ask you again."))
    if verdict not in (Review.Verdict.APPROVED, Review.Verdict.CHANGES_REQUESTED):
        raise Refused(gettext("Choose whether you approve the page or ask for changes."))
    if not name.strip() or not role.strip():
        raise Refused(gettext("Sign with your name and your role."))
    if verdict == Review.Verdict.APPROVED:
        must_have_read(read_every_sentence)
    compiled = as_shown(publication, digest)
    if invitation.digest not in ("", compiled.digest):
        raise Refused(gettext("The draft has changed since you were asked. Ask for a new link."))
    ReviewInvitation.objects.filter(pk=invitation.pk).update(used_at=timezone.now())
    return record_review(
        publication,
        compiled.digest,
        verdict,
        by=None,
        invited_by=invitation.created_by,
        read_every_sentence=read_every_sentence,
        name=name,
        role=role,
        comment=comment,
        is_clinician=is_clinician,
    )
