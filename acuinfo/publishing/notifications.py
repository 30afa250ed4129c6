"""Telling people by e-mail what happened to a draft they have to do with.

Called by ``actions``. A mail leaves after the commit, so nobody hears of what did not happen, and a mail server that
fails never undoes what did. Each person gets a mail of their own; nobody is told what they did themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeGuard

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage, get_connection
from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_lazy as _

from .language import in_sentence
from .models import Draft, Edition, Review, ReviewInvitation, Schedule
from .people import name_of

_is_quiet: ContextVar[bool] = ContextVar("is_quiet", default=False)

APPROVERS = "publishing.approve_publication"
PUBLISHERS = "publishing.publish_publication"

NEXT_STEP = {
    Review.Verdict.REQUESTED: _("Read it, then approve it or ask for changes:"),
    Review.Verdict.APPROVED: _("It can be published as long as nobody changes it:"),
    Review.Verdict.CHANGES_REQUESTED: _("Read what should change:"),
}


@contextmanager
def quietly() -> Iterator[None]:
    """Tell nobody about what is done inside: for commands that load many pages at once."""
    token = _is_quiet.set(True)
    try:
        yield
    finally:
        _is_quiet.reset(token)


def of_review(review: Review, draft: Draft) -> None:
    """Tell everybody concerned what a reviewer or an author said; approvers hear when a review is wanted."""
    people = concerned(draft, review.digest)
    if review.verdict == Review.Verdict.REQUESTED:
        people |= holders(APPROVERS) - _writers(draft)
    elif review.verdict == Review.Verdict.APPROVED:
        people |= holders(PUBLISHERS)
    verdict = review.get_verdict_display()
    said = {
        "name": review.name,
        "verdict": in_sentence(verdict),
        "title": draft.title,
        "kind": in_sentence(review.publication.kind_label),
    }
    body = [
        gettext("%(name)s: %(verdict)s for “%(title)s” (%(kind)s).") % said,
        _quoted(review.comment),
        f"{NEXT_STEP[Review.Verdict(review.verdict)]}\n{desk_address(draft, 'review')}",
    ]
    _tell(people, f"{verdict}: {draft.title}", body, but=review.by)


def of_edition(edition: Edition, draft: Draft) -> None:
    """Tell everybody concerned that an edition went live."""
    page = edition.publication
    live = gettext("Edition %(number)d of “%(title)s” (%(kind)s) is live since now.")
    people = gettext("Published by %(publisher)s, approved by %(reviewer)s.")
    body = [
        live % {"number": edition.number, "title": page.title, "kind": in_sentence(page.kind_label)}
        + " "
        + people % {"publisher": name_of(edition.published_by), "reviewer": edition.reviewed_by},
        _quoted(edition.change_note),
        gettext("Readers see it here:") + f"\n{settings.SITE_URL}{page.get_absolute_url()}",
        gettext("The draft:") + f"\n{desk_address(draft)}",
    ]
    subject = gettext("Published: %(title)s") % {"title": page.title}
    _tell(concerned(draft, edition.digest), subject, body, but=edition.published_by)


def of_stopped_schedule(schedule: Schedule, draft: Draft, problem: str) -> None:
    """Tell everybody concerned, and who scheduled and approved it, why something did not go live when it was due."""
    people = concerned(draft, schedule.digest) | {schedule.by}
    people |= {schedule.approval.by} if schedule.approval.by is not None else set()
    body = [
        gettext("“%(title)s” was to go live by itself, and did not.") % {"title": draft.title},
        problem,
        gettext("The draft:") + f"\n{desk_address(draft)}",
    ]
    _tell(people, gettext("Not published: %(title)s") % {"title": draft.title}, body, but=None)


# --- Who is told ------------------------------------------------------------------------------------------------
def of_invitation(invitation: ReviewInvitation, title: str, link: str) -> None:
    """Send a reviewer without an account the link to one draft, where an address was given."""
    if not invitation.email:
        return
    asks = gettext("%(name)s asks you to review the draft “%(title)s”.")
    until = gettext("Read it, comment and sign here, until %(date)s:")
    paragraphs = [
        gettext("Dear %(name)s,") % {"name": invitation.name},
        asks % {"name": name_of(invitation.created_by), "title": title},
        _quoted(invitation.note),
        until % {"date": date_format(invitation.expires_at, gettext("d F Y"))} + f"\n{link}",
        gettext("The link opens this one draft and nothing else. Please do not pass it on."),
        f"{settings.SITE_NAME}\n{settings.SITE_URL}",
    ]
    please = gettext("Please review: %(title)s") % {"title": title}
    subject = f"[{settings.SITE_NAME}] " + " ".join(please.split())
    body = "\n\n".join(text for text in paragraphs if text) + "\n"
    message = EmailMessage(subject, body, to=[invitation.email])
    transaction.on_commit(lambda: _send([message]), robust=True)


def concerned(draft: Draft, digest: str) -> set[User]:
    """Return owner, substitute, whoever last wrote the draft, and whoever asked for a review of exactly this draft."""
    asked = Review.objects.filter(publication=draft.publication_id, digest=digest, verdict=Review.Verdict.REQUESTED)
    requesters = {review.by for review in asked.select_related("by")}
    return {person for person in (draft.owner, draft.substitute, *_writers(draft), *requesters) if person is not None}


def _writers(draft: Draft) -> set[User]:
    return {draft.updated_by} if draft.updated_by is not None else set()


def holders(permission: str) -> set[User]:
    """Return everybody on the desk who has a right. One query."""
    backend = "django.contrib.auth.backends.ModelBackend"
    return set(User.objects.with_perm(permission, backend=backend).filter(is_staff=True))


# --- The mail ---------------------------------------------------------------------------------------------------
def desk_address(draft: Draft, name: str = "change") -> str:
    """Return the full address of one of a draft's pages on the desk."""
    meta = draft._meta
    return f"{settings.SITE_URL}{reverse(f'admin:{meta.app_label}_{meta.model_name}_{name}', args=[draft.pk])}"


def mail(to: User, subject: str, body: Iterable[str]) -> EmailMessage:
    """Return a mail in plain text: paragraphs, empty ones left out, and where it comes from."""
    paragraphs = [gettext("Hello %(name)s,") % {"name": name_of(to)}, *(text for text in body if text)]
    sender = gettext("%(site)s, the editors’ desk") % {"site": settings.SITE_NAME}
    paragraphs.append(f"{sender}\n{settings.SITE_URL}{reverse('admin:index')}")
    one_line = " ".join(subject.split())  # a title may hold line breaks, a mail header may not
    return EmailMessage(f"[{settings.SITE_NAME}] {one_line}", "\n\n".join(paragraphs) + "\n", to=[to.email])


def can_be_told(person: User | None) -> TypeGuard[User]:
    """Tell whether this is an account in use that has an e-mail address."""
    return person is not None and person.is_active and bool(person.email)


def _tell(people: set[User], subject: str, body: list[str], *, but: User | None) -> None:
    told = sorted((p for p in people if p != but and can_be_told(p)), key=lambda person: person.pk)
    if told and not _is_quiet.get():
        mails = [mail(to, subject, body) for to in told]
        transaction.on_commit(
            lambda: _send(mails), robust=True
        )  # no partial: Django logs a failure by the function's name


def _send(mails: list[EmailMessage]) -> None:
    """Send over one connection. What it raises is logged by Django, for it runs robustly."""
    get_connection().send_messages(mails)


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}" for line in text.splitlines())
