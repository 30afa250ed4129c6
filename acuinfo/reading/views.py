"""Pages that every kind shares: the live page, its editions and their differences, tags, sources and changes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import wraps
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.conf import settings
from django.db.models import Case, When
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from acuinfo.finding.change_list import ChangeList, change_list
from acuinfo.finding.facets import facet_index
from acuinfo.finding.listing import Listing, listing
from acuinfo.finding.pagination import Elsewhere, RowPage, page_number
from acuinfo.finding.search.index import search_index
from acuinfo.finding.source_list import source_list
from acuinfo.finding.tag_list import tag_list
from acuinfo.publishing import differences
from acuinfo.publishing.kinds import kind as kind_of, kinds, subject_kinds
from acuinfo.publishing.models import Change, Correction, Edition, FormerAddress, Publication, Tag
from acuinfo.publishing.people import name_of
from acuinfo.publishing.prepared import Prepared
from acuinfo.publishing.upgrades import document_of
from acuinfo.sources.citations import vancouver
from acuinfo.sources.models import Source

from .about_me import about_me
from .pages import Page, page_of


# --- One page ---------------------------------------------------------------------------------------------------
class Withdrawn(Exception):  # noqa: N818  no error: readers are told why
    """The page was withdrawn."""

    def __init__(self, publication: Publication) -> None:
        super().__init__(str(publication))
        self.publication = publication


def find(request: HttpRequest, kind: str, slug: str, below: str = "") -> Publication:
    """Return a live publication with its current edition. One query.

    ``below`` is what follows the page's own address, such as "editions/". Raises Http404 for what was never
    published, Elsewhere when the page has left this address or never stood here, Withdrawn when it has gone.
    """
    publication = next(iter(_PUBLISHED(kind, slug)), None)
    if publication is None or publication.current is None:
        former = FormerAddress.objects.select_related("publication").filter(kind=kind, slug=slug).first()
        if former is None:
            raise Http404("There is no such page.")
        raise Elsewhere(former.publication.get_absolute_url() + below)
    publication.current.publication = publication
    return _to_be_shown(publication, below, request)


_PUBLISHED = Prepared(
    lambda kind, slug: (
        Publication.objects.select_related("current")
        .defer("search_text")
        .filter(kind=kind, slug=slug, current__isnull=False)
        .order_by()
    ),
    str,
    str,
)


def _to_be_shown(publication: Publication, below: str, request: HttpRequest) -> Publication:
    address = publication.get_absolute_url() + below
    if request.path != address:
        raise Elsewhere(address)
    if publication.withdrawn_at is not None:
        raise Withdrawn(publication)
    return publication


View = Callable[..., HttpResponse]


def one_address(view: View) -> View:
    """Redirect for ever when what a view would show has another address; say so when it was withdrawn."""

    @wraps(view)
    def redirecting(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Elsewhere as elsewhere:
            return HttpResponsePermanentRedirect(elsewhere.url)
        except Withdrawn as withdrawn:
            return gone(request, withdrawn.publication)

    return redirecting


@one_address
def detail(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """Show the current edition, or say where the page went."""
    return show(request, live_page(request, kind, slug))


def live_page(request: HttpRequest, kind: str, slug: str, below: str = "") -> Page:
    """Return what readers get at an address, with what they can say of themselves there. Two queries.

    ``below`` and what it raises are those of ``find``; Elsewhere and Http404 besides, for what was said of oneself.
    """
    page = page_of(find(request, kind, slug, below).current)  # type: ignore[arg-type]  # find() returns published pages
    if kind_of(kind).asks_about_me:
        page.about_me = about_me(request.GET, request.path, page.site_version)
    return page


def gone(request: HttpRequest, publication: Publication) -> HttpResponse:
    """Answer for a withdrawn page: its successor, or why and when it went."""
    if publication.successor is not None and publication.successor.is_live:
        return HttpResponseRedirect(publication.successor.get_absolute_url())
    context = {
        "title": publication.title,
        "reason": publication.withdrawn_reason,
        "withdrawn_on": publication.withdrawn_at,
        "successor": None,
    }
    return render(request, "publishing/withdrawn.html", context, status=410)


def show(request: HttpRequest, page: Page) -> HttpResponse:
    """Render a page: live, old or preview, always the same template."""
    spec = page.publication.spec
    return render(request, spec.template, {"page": page, "document": page.document, **spec.context(page)})


ORDERS = {
    "reviewed": gettext_lazy("Newest review first"),
    "certainty": gettext_lazy("Most certain first"),
}
"""The orders of lists besides the usual one; the last only where findings are listed."""


def _orders(usual: str, *names: str) -> dict[str, str]:
    return {"name": usual, **{name: str(ORDERS[name]) for name in names}}


@one_address
def listed(request: HttpRequest, kind: str) -> HttpResponse:
    """Show the list of a kind with its filters."""
    spec = kind_of(kind)
    found = listing(
        query=request.GET,
        path=request.path,
        index=facet_index(kind),
        title=str(spec.plural),
        intro=str(spec.intro),
        kind=kind,
        orders=_orders(str(spec.order), "reviewed", *spec.orders),
        has_letters=spec.has_letters,
    )
    if not found.total and found.selection.selected:
        return render(request, "publishing/empty_listing.html", {"listing": found}, status=404)
    return render(request, "publishing/listing.html", {"listing": found})


# --- Editions ---------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Crumb:
    """A page between the front page and this one."""

    name: str
    url: str
    is_content: bool = False


def trail(publication: Publication, *below: str) -> list[Crumb]:
    """Return the way to what stands below a page: its list, itself, and with "editions" their list."""
    spec, url = publication.spec, publication.get_absolute_url()
    listed = [] if url.count("/") == 2 else [Crumb(str(spec.plural), reverse(f"{spec.folder}:list"))]
    page = Crumb(publication.title, url, is_content=True)
    return [*listed, page, *([Crumb(_("Editions"), f"{url}editions/")] if "editions" in below else [])]


@one_address
def editions(request: HttpRequest, slug: str, kind: str) -> HttpResponse:
    """List every edition of a page."""
    publication = find(request, kind, slug, "editions/")
    rows = [
        {
            "number": edition.number,
            "published_at": edition.published_at,
            "change_note": edition.change_note,
            "is_minor": edition.is_minor,
            "url": f"{publication.get_absolute_url()}editions/{edition.number}/",
            "changes_url": f"{publication.get_absolute_url()}editions/{edition.number}/changes/",
            "published_by_name": name_of(edition.published_by),
            "reviewed_by_name": edition.reviewed_by,
            "is_current": edition.pk == publication.current_id,
        }
        for edition in publication.editions.select_related("published_by").defer("body", "checks")
    ]
    of_what_it_shows = publication.changes.filter(what=Change.What.SHOWN_CHANGED)
    rows += [{"published_at": change.at, "change_note": change.note} for change in of_what_it_shows]
    rows.sort(key=itemgetter("published_at"), reverse=True)
    context = {"page_title": publication.title, "editions": rows, "above": trail(publication)}
    return render(request, "publishing/edition_list.html", context)


def find_edition(request: HttpRequest, kind: str, slug: str, number: int, below: str = "") -> Edition:
    """Return an edition of a live page, with that page. One query.

    ``below`` is what follows the edition's own address. Raises what ``find`` raises.
    """
    below = f"editions/{number}/{below}"
    edition: Edition | None = (
        Edition.objects.select_related("publication__current")
        .defer("publication__search_text", "publication__current__body")
        .filter(publication__kind=kind, publication__slug=slug, number=number)
        .first()
    )
    if edition is None:
        with suppress(Withdrawn):
            find(request, kind, slug, below)
        raise Http404("There is no such edition.")
    _to_be_shown(edition.publication, below, request)
    return edition


@one_address
def edition(request: HttpRequest, slug: str, number: int, kind: str) -> HttpResponse:
    """Show what a page said in one of its editions."""
    return show(request, page_of(find_edition(request, kind, slug, number), is_by_number=True))


@one_address
def edition_changes(request: HttpRequest, slug: str, number: int, kind: str) -> HttpResponse:
    """Show what an edition changed against the one before."""
    new = find_edition(request, kind, slug, number, "changes/")
    publication = new.publication
    old = Edition.objects.filter(publication=publication, number=number - 1).first()
    if old is not None:
        old.publication = publication
    context = {
        "page_title": publication.title,
        "page_url": publication.get_absolute_url(),
        "above": trail(publication, "editions"),
        "edition": new,
        "previous": old,
        "differences": differences.between(document_of(old) if old else None, document_of(new)),
    }
    return render(request, "publishing/edition_changes.html", context)


# --- Tags -------------------------------------------------------------------------------------------------------
@one_address
def tags(request: HttpRequest) -> HttpResponse:
    """List every tag in use, by group."""
    return render(request, "publishing/tag_list.html", {"listing": tag_list(request.GET, request.path)})


@one_address
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """List what carries a tag, of every kind, with the same filters as on lists."""
    found = tagged_listing(request.GET, slug, lambda tag: reverse("publishing:tag", args=[tag]))
    context = {"listing": found, "tag": get_object_or_404(Tag, slug=found.about.slug)}  # type: ignore[union-attr]  # a tag's list is about it
    if not found.total:
        return render(request, "publishing/empty_listing.html", context, status=404)
    return render(request, "publishing/tag_detail.html", context)


def tagged_listing(query: QueryDict, slug: str, address: Callable[[str], str]) -> Listing:
    """Return the list of what carries a tag. ``address`` gives where the list of a tag stands.

    Raises Http404 for an unknown or unused tag, Elsewhere for an alias and whenever the state has another address.
    """
    index = search_index()
    entry = index.facets.vocabulary.resolve(slug)
    if entry is None:
        raise Http404("There is no such tag.")
    members = index.facets.bits.get(entry.slug, 0)
    if not members and entry.slug == slug:
        raise Http404("Nothing carries this tag.")
    found = listing(
        query=query,
        path=address(entry.slug),
        index=index.facets,
        title=entry.name,
        within=members,
        about=entry,
        kinds=index.kinds,
        orders=_orders(_("Usual order"), "reviewed"),
    )
    if entry.slug != slug:
        raise Elsewhere(found.canonical_url)
    return found


# --- Changes and sources ----------------------------------------------------------------------------------------
@one_address
def changes(request: HttpRequest) -> HttpResponse:
    """List what altered the public site, newest first: everything, or what somebody chose."""
    found = change_list(request.GET, request.path)
    feed = found.at(reverse("changes-feed"))
    context = {
        "listing": found,
        "changes": [_told(change) for change in found.rows],
        "conditions": _CONDITIONS(),
        "feed_url": feed.first_url,
        "alerts_url": found.at(reverse("alerts")).first_url,
    }
    return render(request, "publishing/change_list.html", context, status=200 if found.total else _if_empty(found))


def _if_empty(found: ChangeList) -> int:
    return 404 if found.is_narrowed else 200


_CONDITIONS = Prepared(
    lambda: Publication.objects.live().filter(kind__in=subject_kinds()).defer("search_text").in_list_order()[:200]
)
"""What can be chosen among; a larger site has each condition's own link."""


def _told(change: Change) -> dict[str, Any]:
    kind_label = change.publication.kind_label if change.publication else _("Source") if change.source else _("Site")
    return {
        "at": change.at,
        "what": change.get_what_display(),
        "news": change.news,
        "news_label": change.get_news_display(),
        "subject": change.subject,
        "url": change.url,
        "kind_label": kind_label,
        "note": change.note,
    }


@one_address
def corrections(request: HttpRequest) -> HttpResponse:
    """List our mistakes, the latest first."""
    entries = Correction.objects.exclude(approved_at=None).select_related("edition__publication")
    entries = entries.defer("edition__body", "edition__publication__search_text").order_by("-approved_at", "-pk")
    listing = RowPage(request.path, page_number(request.GET), entries).asked_for_by(request.GET)
    context = {"listing": listing, "by_two": not settings.SELF_APPROVAL}
    return render(request, "publishing/correction_list.html", context)


@one_address
def sources(request: HttpRequest) -> HttpResponse:
    """List the sources that live pages lean on, by standing, kind and words."""
    found = source_list(request.GET, request.path)
    is_empty = found.is_narrowed and not found.total
    template = "sources/empty_source_list.html" if is_empty else "sources/source_list.html"
    return render(request, template, {"listing": found}, status=404 if is_empty else 200)


@one_address
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one source, its standing, and every live page that cites it, by kind."""
    source = get_object_or_404(Source.objects.select_related("superseded_by"), slug=slug)
    order = Case(*(When(kind=spec.name, then=place) for place, spec in enumerate(kinds())), default=len(kinds()))
    citing = Publication.objects.live().citing(source).as_cards().order_by(order, "sort_key", "slug")
    found = RowPage(request.path, page_number(request.GET), citing)
    if not found.total:
        raise Http404("No page cites this source.")
    groups = [
        {"label": kind_of(name).plural, "cards": list(members)}
        for name, members in groupby(found.asked_for_by(request.GET).rows, key=lambda card: card.kind)
    ]
    context = {"source": source, "citation": vancouver(source), "cited_by": groups, "listing": found}
    return render(request, "sources/source_detail.html", context)
