"""The index card of a page: what lists, filters and search know of its current edition."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Max, Q
from django.utils import timezone

from acuinfo.sources.models import Source, Standing

from .. import search
from ..documents import Document, canonical, digest
from ..inserted import Insert, Shown, hosts_of, inserts_of, live, lost_in, of_itself, told
from ..kinds import Kind, subject_kinds
from ..models import Change, Edition, Insertion, PageCode, Publication, Tag, TagAlias
from ..models.publications import plain_code
from ..richtext import lines
from ..upgrades import document_of
from .changes import record
from .guards import locked

CARDS_BUILD = 6
"""Raise it with any change to what a card or search entry is made of: ``card_values``, ``search``, and of each kind
``card``, ``sort_key`` and ``derived_tags``. The log tells with which build the cards of a database were written."""


def point_to(publication: Publication, edition: Edition, document: Document) -> None:
    """Move the pointer to an edition and make the card and the search index say what it says."""
    publication.current = edition
    publication.first_published_at = publication.first_published_at or edition.published_at
    publication.published_at = edition.published_at
    publication.changed_at = max(publication.changed_at or edition.published_at, edition.published_at)
    publication.last_reviewed_on = edition.reviewed_on
    _refresh_card(publication, edition, document)


def _refresh_card(publication: Publication, edition: Edition, document: Document) -> None:
    spec = publication.spec
    about = subjects_at(document.about)
    inserts = inserts_of(document)
    shown = live(inserts, of_itself(publication, document))
    publication.review_due_on = review_due_on(edition, document, lost_in(document, shown))
    for name, value in card_values(spec, document, shown).items():
        setattr(publication, name, value)
    if spec.subject_field and about:
        publication.data[spec.subject_field] = about[0].slug  # where it stands today, should it have moved
    publication.save()
    if spec.tag_group:
        _rename_derived_tag(publication, spec.tag_group)
    publication.tags.set(_tags(spec, document))
    publication.about.set(about)
    cited = document.cited_slugs()
    publication.cites.set(Source.objects.filter(slug__in=cited))
    publication.leans_on.set(Source.objects.filter(slug__in={*cited, *map(main_source, shown.values())}))
    publication.insertions.all().delete()
    addresses = dict.fromkeys(insert.address for insert in inserts)
    Insertion.objects.bulk_create(Insertion(publication=publication, kind=k, slug=slug) for k, slug in addresses)
    publication.codes.all().delete()
    codes = {(system, plain_code(code)[:40]) for system, code in publication.data.get("codes", ())}
    PageCode.objects.bulk_create(PageCode(publication=publication, system=s, code=code) for s, code in sorted(codes))
    search.index(publication)


def review_due_on(edition: Edition, document: Document, lost: Iterable[Insert]) -> dt.date:
    """Return the day the next review is due: the day before what the page puts in was withdrawn, if that is earlier."""
    due = edition.review_due_on(document.review_cycle_months)
    for insert in lost:
        gone = Publication.objects.of_kind(insert.address[0]).once_at([insert.slug]).exclude(withdrawn_at=None).first()
        if gone is not None and gone.withdrawn_at is not None:
            due = min(due, timezone.localdate(gone.withdrawn_at) - dt.timedelta(days=1))
    return due


def refresh_hosts(publication: Publication, *, by: User | None, note: str, news: str, is_minor: bool) -> None:
    """Let every live page into which this one is put tell what it says now, and say so in the log.

    Nothing is said of a page whose words stay the same.
    """
    for found in hosts_of(publication):
        host = locked(found)
        assert host.current is not None  # noqa: S101  hosts are live
        before = _told_by(host)
        document = document_of(host.current)
        point_to(host, host.current, document)
        if before == _told_by(host):
            continue
        host.changed_at = timezone.now()
        host.save(update_fields=["changed_at"])
        said = f"{publication.title}: {note}" if note else publication.title
        record(
            Change.What.SHOWN_CHANGED,
            by=by,
            publication=host,
            note=said,
            news=news,
            is_minor=is_minor,
            payload={"shown": publication.pk, **written_by_this_build()},
        )


def _told_by(host: Publication) -> tuple[object, ...]:
    """Return what readers notice of a page when what is put into it moves: its words, and doubts about its sources."""
    doubted = host.leans_on.exclude(standing=Standing.CURRENT).values_list("pk", flat=True)
    return (host.summary, host.search_text, host.review_due_on, host.data, frozenset(doubted))


def main_source(card: Publication) -> str:
    """Return the short name of the one source that a page rests on; "" where there is none."""
    return str(card.data.get("source", ""))


def card_values(spec: Kind, document: Document, shown: Shown) -> dict[str, Any]:
    """Return the columns of a card that follow from the document and from the pages that are put into it."""
    texts = (told(text, shown) for _path, text in document.texts())
    return {
        "title": document.title,
        "summary": told(document.summary, shown),
        "sort_key": spec.sort_key(document)[:200],
        "data": {**spec.card(document), **spec.card_of_shown(document, shown)},
        "search_text": "\n".join(line for text in texts for line in lines(text))[:200_000],
        "is_for_everyone": not document.about,
        "digest": digest(canonical(document)),
    }


def subjects_at(slugs: Iterable[str]) -> list[Publication]:
    """Return what pages are about by its addresses of today or of former days."""
    return list(Publication.objects.filter(kind__in=subject_kinds()).once_at(slugs))


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
            free = free_tag_slug(group, slug)
            new = Tag.objects.create(group=group, slug=free, name=_free_tag_name(group, name, slug))
    except IntegrityError:  # another publish made it at the same moment
        new = ours.get()
    return new


def _rename_derived_tag(subject: Publication, group: str) -> None:
    """Let the tag of a page that others are about follow its title."""
    slug = subject.slug
    tag = Tag.objects.filter(group=group, slug__in=[slug, f"{group}-{slug}"]).exclude(name=subject.title[:100]).first()
    if tag is not None:
        tag.name = _free_tag_name(group, subject.title, slug)
        tag.save(update_fields=["name"])


def _free_tag_name(group: str, name: str, slug: str) -> str:
    is_taken = Tag.objects.filter(group=group, name=name[:100]).exists()
    return f"{name[:50]} ({slug[:45]})" if is_taken else name[:100]


def free_tag_slug(group: str, slug: str) -> str:
    """Return a slug for a tag of a group; the group stands in front where a tag or another word has it already."""
    is_taken = Tag.objects.filter(slug=slug).exists() or TagAlias.objects.filter(slug=slug).exists()
    return f"{group}-{slug}" if is_taken else slug


@transaction.atomic
def rebuild_card(*, publication: Publication) -> None:
    """Write the card and the search entry of a published page anew from its current edition."""
    publication = locked(publication)
    if publication.current is None:
        return
    document = document_of(publication.current)
    point_to(publication, publication.current, document)
    if not publication.is_live:
        search.forget(publication)


@transaction.atomic
def cards_rebuilt() -> None:
    """Record that the cards were rebuilt, so that every process reads them anew."""
    record(
        Change.What.CARDS_REBUILT, by=None, subject="Index of all pages", is_minor=True, payload=written_by_this_build()
    )


def written_by_this_build() -> dict[str, int]:
    """Return the payload of a change that wrote cards."""
    return {"cards_build": CARDS_BUILD}


def has_cards_of_another_build() -> bool:
    """Tell whether any card was last written by other software than this, so that ``rebuild_cards`` is needed.

    The log knows: the last rebuilding and every publishing since then name their build, before the first build nothing.
    """
    rebuilt = Change.objects.filter(what=Change.What.CARDS_REBUILT).aggregate(last=Max("pk"))["last"] or 0
    written = Change.objects.filter(what__in=Change.WRITES_CARDS, pk__gte=rebuilt)
    return written.count() != written.filter(payload__cards_build=CARDS_BUILD).count()
