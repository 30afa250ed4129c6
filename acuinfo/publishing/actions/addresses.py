"""Reserving an address for a new draft, and moving a page to another."""

import re
from collections.abc import Sequence
from uuid import UUID, uuid4

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from .. import edit_log
from ..documents import SLUG_PATTERN
from ..inserted import hosts_of
from ..kinds import kind
from ..models import Change, FormerAddress, Publication, Tag, TagAlias
from .cards import free_tag_slug, rebuild_card
from .changes import record, record_each
from .drafts import draft_edited, draft_of
from .guards import Refused, draft_permission, locked, must, named


def must_be_an_address(slug: str) -> None:
    """Refuse what cannot stand in an address."""
    if not re.fullmatch(SLUG_PATTERN, slug) or len(slug) > 80:
        raise Refused(gettext("An address is made of small letters, digits and single hyphens, at most 80 in all."))


@transaction.atomic
def reserve(
    *, kind_name: str, slug: str, by: User, uuid: UUID | None = None, formerly: Sequence[str] = ()
) -> Publication:
    """Reserve the address of a new draft, with the permanent id that comes with its file, or else a new one.

    ``formerly`` are addresses that lead to it, first the one by which documents name it (``name_in_documents``).
    Raises Refused when one is taken or not an address.
    """
    spec = kind(kind_name)
    must(by, draft_permission(spec, "add"), gettext("make a new %(kind)s") % named(spec))
    for address in {slug, *formerly}:
        must_be_free(kind_name=kind_name, slug=address)
    first = formerly[0] if formerly else ""
    try:
        with transaction.atomic():
            new = Publication.objects.create(kind=kind_name, slug=slug, uuid=uuid or uuid4(), first_slug=first)
            rows = [FormerAddress(kind=kind_name, slug=old, publication=new) for old in formerly if old != slug]
            FormerAddress.objects.bulk_create(rows)
    except IntegrityError:  # somebody else was quicker
        raise _taken(slug) from None
    return new


def must_be_free(*, kind_name: str, slug: str) -> None:
    """Refuse what a new draft cannot have as its address."""
    must_be_an_address(slug)
    if FormerAddress.objects.filter(kind=kind_name, slug=slug).exists():
        told = gettext("The address %(slug)s led to another page before and still redirects there. Choose another.")
        raise Refused(told % {"slug": slug})
    if Publication.objects.filter(kind=kind_name, slug=slug).exists():
        raise _taken(slug)


def _taken(slug: str) -> Refused:
    return Refused(gettext("The address %(slug)s is in use. Choose another.") % {"slug": slug})


@transaction.atomic
def move(*, publication: Publication, slug: str, by: User) -> Publication:
    """Give a page another address; what was published before leaves a redirect for ever."""
    must(by, "publishing.publish_publication", gettext("change addresses"))
    publication = locked(publication)
    must_be_an_address(slug)
    if slug == publication.slug:
        raise Refused(gettext("That is the address already."))
    taken = FormerAddress.objects.filter(kind=publication.kind, slug=slug).exclude(publication=publication)
    if taken.exists() or Publication.objects.filter(kind=publication.kind, slug=slug).exists():
        raise _taken(slug)
    former = publication.slug
    FormerAddress.objects.filter(kind=publication.kind, slug=slug, publication=publication).delete()
    publication.slug = slug
    if publication.current is not None:
        publication.first_slug = publication.first_slug or former
    publication.save(update_fields=["slug", "first_slug"])
    if publication.current is None:
        edit_log.record(draft_of(publication), by, f"Moved from {former} to {slug}.")
        for page in Publication.objects.filter(draft_card__about=publication):
            draft_edited(publication=page)  # until it is published, drafts name what they are about by its address
    else:
        FormerAddress.objects.create(kind=publication.kind, slug=former, publication=publication)
        following = hosts_of(publication)
        if publication.spec.tag_group:
            _lead_to_moved_subject(publication, former)
            following += publication.covered_by.all()
        note = f"{publication.title} moved from {former} to {slug}."
        others = sorted({*following} - {publication}, key=lambda page: page.pk)
        record_each(Change.What.RECORD_CHANGED, others, by=by, note=note)
        record(Change.What.MOVED, by=by, publication=publication, note=f"{former} to {slug}", is_minor=True)
    return publication


def tag_of_subject(subject: Publication, slug: str) -> Tag | None:
    """Return the tag of the pages that are about this one, which stands at ``slug``; None where there is none."""
    group = subject.spec.tag_group
    return Tag.objects.filter(group=group, slug__in=[slug, f"{group}-{slug}"]).first() if group else None


def _lead_to_moved_subject(subject: Publication, former: str) -> None:
    """Let the tag of a page that others are about follow it, and the cards of every page about it."""
    tag = tag_of_subject(subject, former)
    if tag is not None:
        old = tag.slug
        tag.aliases.filter(slug=subject.slug).delete()
        tag.slug = free_tag_slug(tag.group, subject.slug)
        tag.save(update_fields=["slug"])
        TagAlias.objects.create(tag=tag, slug=old, name=tag.name)
    for page in subject.covered_by.all():
        rebuild_card(publication=page)
