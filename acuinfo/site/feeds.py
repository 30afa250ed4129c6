"""Atom feeds: the change log, and one beside every list with the same query string."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse

from acuinfo.finding.change_list import change_list
from acuinfo.finding.facets import facet_index
from acuinfo.finding.listing import Listing, listing
from acuinfo.finding.pagination import page_number
from acuinfo.finding.source_list import SourceList, source_list
from acuinfo.publishing.kinds import kind as kind_of
from acuinfo.publishing.language import in_english
from acuinfo.publishing.models import Change, Publication
from acuinfo.reading.views import one_address, tagged_listing
from acuinfo.sources.citations import vancouver
from acuinfo.sources.models import Standing

from .atom import LENGTH, Entry, Feed, FeedPage, Gone


@one_address
def changes(request: HttpRequest) -> HttpResponse:
    """What altered the public site, newest first, with the filters of the list of changes."""
    found = change_list(_filters(request), request.path)
    number = page_number(request.GET)
    page = FeedPage(request.path, number, found.parameters, found.total).asked_for_by(request.GET)
    feed = Feed(found.title, page, found.at(reverse("publishing:changes")).first_url)
    tag = f"tag:{settings.SITE_URL.split('//')[1].split(':')[0]},2026:change"
    for change in found.all_rows.select_related("publication", "source", "edition")[page.span]:
        address = change.url or reverse("publishing:changes")
        what = {change.what: in_english(Change.What(change.what).label)}
        said = change.note or change.sentence
        feed.add(Entry(f"{tag}:{change.pk}", change.sentence, address, said, change.at, change.at, categories=what))
    return feed.answer()


@one_address
def listed(request: HttpRequest, kind: str) -> HttpResponse:
    """The pages of a filtered list, newest first."""
    title, index = str(kind_of(kind).plural), facet_index(kind)
    return _feed_of(listing(query=_filters(request), path=request.path, index=index, title=title, kind=kind), request)


@one_address
def tagged(request: HttpRequest, slug: str) -> HttpResponse:
    """The pages that carry a tag, newest first, with the filters of the tag's page."""
    return _feed_of(tagged_listing(_filters(request), slug, lambda tag: reverse("tag-feed", args=[tag])), request)


NOT_OF_FEEDS = "sort"
"""What a list may be asked for and its feed may not: a feed is newest first."""


def _filters(request: HttpRequest) -> QueryDict:
    """Return what remains for the list beside a feed to be asked for."""
    query = request.GET.copy()
    for name in ("page", NOT_OF_FEEDS):
        query.pop(name, None)
    return query


def _page(found: Listing | SourceList, request: HttpRequest) -> FeedPage:
    """Return the page of a list's feed that was asked for.

    Raises Elsewhere when it has another address, Http404 when nothing fits or beyond the end.
    """
    if found.is_narrowed and not found.total:
        raise Http404("Nothing fits all of these filters.")
    number = page_number(request.GET)
    return FeedPage(found.path, number, found.parameters, found.total).asked_for_by(request.GET)


def _feed(found: Listing | SourceList, page: FeedPage, gone: Sequence[Gone] = ()) -> Feed:
    beside = replace(found, path=found.path.removesuffix(".atom") + "/").canonical_url
    return Feed(found.full_title, page, beside, gone)


def _feed_of(found: Listing, request: HttpRequest) -> HttpResponse:
    """Answer with the feed of a list of pages."""
    page = _page(found, request)
    feed = _feed(found, page, _gone_from(found) if page.number == 1 else ())
    for card in newest(found.selection.newest(page.span)):
        feed.add(entry(card))
    return feed.answer()


def newest(ids: Sequence[int]) -> list[Publication]:
    """Return the cards with these ids, those whose words changed last first."""
    cards = Publication.objects.live().filter(pk__in=ids).order_by("-changed_at", "-pk")
    return list(cards.with_doubts().prefetch_related("tags").select_related("current").defer("current__body"))


def entry(card: Publication) -> Entry:
    """Return the entry of a page. It says how its sources stand, and is new again when that changes."""
    assert card.first_published_at is not None  # noqa: S101  live pages have one
    assert card.changed_at is not None  # noqa: S101  and the other
    assert card.current is not None  # noqa: S101  and an edition
    edition = f"Edition {card.current.number}, {card.current.published_at.date().isoformat()}."
    doubt = in_english(Standing(card.source_standing).label).lower() if card.source_doubt else ""
    return Entry(
        id=card.urn,
        title=f"[Source {doubt}] {card.title}" if doubt else card.title,
        address=card.get_absolute_url(),
        summary=" ".join([card.summary, *card.doubts]),
        published=card.first_published_at,
        updated=card.changed_at,
        paragraphs=[text for text in (card.summary, *card.doubts, edition) if text],
        categories={card.kind: in_english(card.spec.label), **{tag.slug: tag.name for tag in card.tags.all()}},
    )


def _gone_from(found: Listing) -> list[Gone]:
    """Return what was withdrawn of a list, the latest first. One query."""
    gone = Publication.objects.exclude(withdrawn_at=None).order_by("-withdrawn_at")
    kind = found.kind or found.only_kind
    gone = gone.of_kind(kind) if kind else gone
    groups = defaultdict(list)
    for tag in (*found.selection.selected, *([found.about] if found.about else [])):
        groups[tag.group if tag != found.about else ""].append(tag.slug)
    for slugs in groups.values():
        gone = gone.tagged(*slugs)
    said = gone.only("uuid", "withdrawn_at", "withdrawn_reason")[:LENGTH]
    return [Gone(page.urn, page.withdrawn_at, page.withdrawn_reason) for page in said if page.withdrawn_at]


@one_address
def sources(request: HttpRequest) -> HttpResponse:
    """The sources whose standing changed last or that came last, with the filters of their list."""
    found = source_list(_filters(request), request.path)
    page = _page(found, request)
    feed = _feed(found, page)
    for source in found.newest(page.span):
        standing = in_english(Standing(source.standing).label)
        said = [f"{standing}.", source.standing_note, vancouver(source)]
        title = source.title if source.is_current else f"[{standing}] {source.title}"
        address = source.get_absolute_url()
        summary = " ".join(filter(None, said))
        filed = {source.standing: standing}
        told = Entry(settings.SITE_URL + address, title, address, summary, source.came_at, source.moved_at)
        feed.add(replace(told, categories=filed))
    return feed.answer()
