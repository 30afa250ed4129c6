"""Atom feeds: the change log, and one beside every list with the same query string."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from acuinfo.finding.change_list import change_list
from acuinfo.finding.facets import facet_index
from acuinfo.finding.listing import Listing, listing
from acuinfo.finding.pagination import Elsewhere, page_number
from acuinfo.finding.source_list import SourceList, source_list
from acuinfo.publishing.kinds import kind as kind_of
from acuinfo.publishing.language import in_english
from acuinfo.publishing.models import Publication
from acuinfo.reading.views import one_address, tagged_listing
from acuinfo.sources.citations import vancouver
from acuinfo.sources.models import Standing

LENGTH = 50


def _feed(title: str, path: str, page: str) -> Atom1Feed:
    """Return an empty feed. ``path`` is its own address, ``page`` that of the page it stands beside."""
    return Atom1Feed(
        title=f"{settings.SITE_NAME}: {title}",
        link=settings.SITE_URL + page,
        description=title,
        feed_url=settings.SITE_URL + path,
        feed_guid=settings.SITE_URL + path,
        language="en",
        author_name=settings.SITE_NAME,
    )


def _add(feed: Atom1Feed, title: str, address: str, summary: str, dates: tuple[Any, Any], unique_id: str = "") -> None:
    """Add an entry. ``dates`` are those of its publication and of its last change; it is known by its address."""
    link = settings.SITE_URL + address
    feed.add_item(
        title=title,
        link=link,
        description=escape(summary),  # Atom1Feed declares summaries to be HTML
        unique_id=unique_id or link,
        pubdate=dates[0],
        updateddate=dates[1],
    )


def _answer(feed: Atom1Feed) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


@one_address
def changes(request: HttpRequest) -> HttpResponse:
    """What altered the public site, newest first, with the filters of the list of changes."""
    found = change_list(_filters(request), request.path)
    if any(name in request.GET for name in NOT_OF_FEEDS):
        raise Elsewhere(found.canonical_url)
    feed = _feed(found.title, found.canonical_url, found.at(reverse("publishing:changes")).first_url)
    for change in found.all_rows.select_related("publication", "source", "edition")[:LENGTH]:
        unique_id = f"tag:{settings.SITE_URL.split('//')[1].split(':')[0]},2026:change:{change.pk}"
        summary = change.note or change.sentence
        _add(feed, change.sentence, change.url or "/changes/", summary, (change.at, change.at), unique_id)
    return _answer(feed)


@one_address
def listed(request: HttpRequest, kind: str) -> HttpResponse:
    """The newest pages of a filtered list."""
    title, index = str(kind_of(kind).plural), facet_index(kind)
    return _feed_of(listing(query=_filters(request), path=request.path, index=index, title=title, kind=kind), request)


@one_address
def tagged(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest pages that carry a tag, with the filters of the tag's page."""
    return _feed_of(tagged_listing(_filters(request), slug, lambda tag: reverse("tag-feed", args=[tag])), request)


NOT_OF_FEEDS = ("page", "sort")
"""What a list may be asked for and its feed may not: a feed is one piece, newest first."""


def _filters(request: HttpRequest) -> QueryDict:
    """Return what remains for a feed to be asked for. Raises Http404 for a page that no list could have."""
    page_number(request.GET)
    query = request.GET.copy()
    for name in NOT_OF_FEEDS:
        query.pop(name, None)
    return query


def _beside(found: Listing | SourceList, request: HttpRequest) -> Atom1Feed:
    """Return the empty feed of a list. Raises Elsewhere for what feeds do not have, Http404 when nothing fits."""
    if any(name in request.GET for name in NOT_OF_FEEDS):
        raise Elsewhere(found.canonical_url)
    if found.is_narrowed and not found.total:
        raise Http404("Nothing fits all of these filters.")
    page = replace(found, path=found.path.removesuffix(".atom") + "/").canonical_url
    return _feed(found.full_title, found.canonical_url, page)


def _feed_of(found: Listing, request: HttpRequest) -> HttpResponse:
    """Answer with the feed of a list of pages."""
    feed = _beside(found, request)
    for card in _newest(found.selection.ids):
        dates = (card.first_published_at, card.changed_at)
        _add(feed, card.title, card.get_absolute_url(), card.summary, dates)
    return _answer(feed)


@one_address
def sources(request: HttpRequest) -> HttpResponse:
    """The sources whose standing changed last or that came last, with the filters of their list."""
    found = source_list(_filters(request), request.path)
    feed = _beside(found, request)
    for source in found.newest(LENGTH):
        standing = in_english(Standing(source.standing).label)
        said = [f"{standing}.", source.standing_note, vancouver(source)]
        title = source.title if source.is_current else f"[{standing}] {source.title}"
        dates = (source.came_at, source.moved_at)
        _add(feed, title, source.get_absolute_url(), " ".join(filter(None, said)), dates)
    return _answer(feed)


def _newest(ids: Any) -> list[Publication]:
    newest = Publication.objects.live().order_by("-changed_at", "-pk").defer("search_text")
    found: list[Publication] = []
    for start in range(0, len(ids), 500):
        found += newest.filter(pk__in=ids[start : start + 500])[:LENGTH]
    return sorted(found, key=lambda card: (card.changed_at, card.pk), reverse=True)[:LENGTH]
