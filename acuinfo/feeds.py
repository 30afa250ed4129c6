"""Atom feeds: the change log, and one beside every list with the same query string."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from acuinfo.publishing.browse import facet_index
from acuinfo.publishing.kinds import kind as kind_of
from acuinfo.publishing.listing import Elsewhere, Listing, listing
from acuinfo.publishing.models import Change, Publication
from acuinfo.publishing.views import tagged_listing

LENGTH = 50


def _feed(title: str, path: str) -> Atom1Feed:
    return Atom1Feed(
        title=f"{settings.SITE_NAME}: {title}",
        link=settings.SITE_URL + "/",
        description=title,
        feed_url=settings.SITE_URL + path,
        language="en",
    )


def _answer(feed: Atom1Feed) -> HttpResponse:
    return HttpResponse(feed.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def changes(request: HttpRequest) -> HttpResponse:
    """Everything that altered the public site, newest first."""
    feed = _feed("What has changed", request.path)
    for change in (
        Change.objects.filter(is_minor=False)
        .select_related("publication", "source", "edition")
        .order_by("-pk")[:LENGTH]
    ):
        feed.add_item(
            title=change.sentence,
            link=settings.SITE_URL + (change.url or "/changes/"),
            description=escape(change.note or change.sentence),  # Atom1Feed declares summaries to be HTML
            unique_id=f"tag:{settings.SITE_URL.split('//')[1].split(':')[0]},2026:change:{change.pk}",
            pubdate=change.at,
            updateddate=change.at,
        )
    return _answer(feed)


def listed(request: HttpRequest, kind: str) -> HttpResponse:
    """The newest pages of a filtered list."""
    spec = kind_of(kind)
    try:
        found = listing(query=request.GET, path=request.path, index=facet_index(kind), title=spec.plural, kind=kind)
    except Elsewhere as elsewhere:
        return HttpResponsePermanentRedirect(elsewhere.url)
    return _feed_of(found)


def tagged(request: HttpRequest, slug: str) -> HttpResponse:
    """The newest pages that carry a tag, with the filters of the tag's page."""
    try:
        found = tagged_listing(request.GET, slug, lambda tag: reverse("tag-feed", args=[tag]))
    except Elsewhere as elsewhere:
        return HttpResponsePermanentRedirect(elsewhere.url)
    return _feed_of(found)


def _feed_of(found: Listing) -> HttpResponse:
    feed = _feed(found.title, found.canonical_url)
    for card in _newest(found.selection.ids):
        feed.add_item(
            title=card.title,
            link=settings.SITE_URL + card.get_absolute_url(),
            description=escape(card.summary),  # Atom1Feed declares summaries to be HTML
            unique_id=settings.SITE_URL + card.get_absolute_url(),
            pubdate=card.first_published_at,
            updateddate=card.published_at,
        )
    return _answer(feed)


def _newest(ids: Any) -> list[Publication]:
    newest = Publication.objects.live().order_by("-published_at", "-pk").defer("search_text")
    found: list[Publication] = []
    for start in range(0, len(ids), 500):
        found += newest.filter(pk__in=ids[start : start + 500])[:LENGTH]
    return sorted(found, key=lambda card: (card.published_at, card.pk), reverse=True)[:LENGTH]
