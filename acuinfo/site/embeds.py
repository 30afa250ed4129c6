"""Pages as cards on other sites, and oEmbed 1.0, by which their editors find them (https://oembed.com)."""

from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

from csp.decorators import csp_replace
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html

from acuinfo.publishing.inserted import as_told_by
from acuinfo.publishing.kinds import Kind, kind as kind_of, kinds
from acuinfo.publishing.models import Edition, FormerAddress, Publication
from acuinfo.reading.pages import page_of
from acuinfo.reading.views import detail, edition as edition_view

WIDTH, HEIGHT, LEAST = 480, 360, 300
"""Pixels of the frame that is offered, and how narrow a card may be."""


def _address(page: Publication, number: int | None) -> str:
    parts: list[Any] = [page.spec.folder, page.slug]
    return reverse("embed-edition", args=[*parts, number]) if number else reverse("embed", args=parts)


def _find(spec: Kind, slug: str) -> Publication:
    """Return a published page by its address of today or of former days. Raises Http404 when there is none."""
    published = Publication.objects.select_related("current").defer("search_text").filter(current__isnull=False)
    found = published.filter(kind=spec.name, slug=slug).first()
    if found is None:
        former = FormerAddress.objects.filter(kind=spec.name, slug=slug).first()
        found = published.filter(pk=former.publication_id).first() if former else None
    if found is None:
        raise Http404("There is no such page.")
    return found


@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # its stubs know no view with more than a request
def embed(request: HttpRequest, folder: str, slug: str, number: int | None = None) -> HttpResponse:
    """Show a page as a card: as it is now, or as one of its editions has it. Only here may others frame us."""
    spec = next((spec for spec in kinds() if spec.folder == folder), None)
    if spec is None:
        raise Http404("There is no such kind of page.")
    found = _find(spec, slug)
    if found.slug != slug:
        return HttpResponsePermanentRedirect(_address(found, number))
    response = _gone(request, found) if found.withdrawn_at else _card(request, found, number)
    response.xframe_options_exempt = True  # read by security_headers
    return response


def _gone(request: HttpRequest, publication: Publication) -> HttpResponse:
    said = {"gone": publication, "title": publication.title, "url": publication.get_absolute_url()}
    return render(request, "embed.html", said, status=410)


def _card(request: HttpRequest, publication: Publication, number: int | None) -> HttpResponse:
    shown = publication.current
    if number is not None:
        shown = Edition.objects.filter(publication=publication, number=number).first()
    if shown is None:
        raise Http404("There is no such edition.")
    shown.publication = publication
    page = page_of(shown)
    card = as_told_by(publication, page.document)
    said = {"page": page, "card": card, "title": page.title_prefix + page.title, "url": page.url}
    return render(request, "embed.html", said)


def oembed(request: HttpRequest) -> HttpResponse:
    """Say how a page of ours is shown on another site. 404 for anything but a page, 501 for a format nobody knows."""
    wanted = request.GET.get("format", "json")
    if wanted not in ("json", "xml"):
        return HttpResponse("The formats are json and xml.", status=501, content_type="text/plain; charset=utf-8")
    page, number = _asked_for(request.GET.get("url", ""))
    width, height = _at_most(request, "maxwidth", WIDTH), _at_most(request, "maxheight", HEIGHT)
    frame = format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
        settings.SITE_URL + _address(page, number), page.title, width, height,
    )  # fmt: skip
    said = {
        "version": "1.0",
        "type": "rich",
        "title": page.title,
        "provider_name": settings.SITE_NAME,
        "provider_url": settings.SITE_URL + "/",
        "cache_age": 3600,
        "html": frame,
        "width": width,
        "height": height,
    }
    return JsonResponse(said) if wanted == "json" else _as_xml(said)


def _asked_for(address: str) -> tuple[Publication, int | None]:
    """Return the live page, and the number of its edition, that stand at an address. Raises Http404 for any other."""
    try:
        asked = urlsplit(address)
        match = resolve(asked.path) if asked.netloc == urlsplit(settings.SITE_URL).netloc else None
    except (ValueError, Resolver404):
        match = None
    if match is None or match.func not in (detail, edition_view):
        raise Http404("There is no page of this site at the address.")
    page = _find(kind_of(match.kwargs["kind"]), match.kwargs["slug"])
    if not page.is_live:
        raise Http404("The page was withdrawn.")
    return page, match.kwargs.get("number")


def _at_most(request: HttpRequest, name: str, size: int) -> int:
    """Return a size within what the other site has room for, but never less than a card needs."""
    asked = request.GET.get(name, "")
    return max(min(size, int(asked)), LEAST) if asked.isascii() and asked.isdigit() and len(asked) < 9 else size


def _as_xml(said: dict[str, Any]) -> HttpResponse:
    root = ElementTree.Element("oembed")
    for name, value in said.items():
        ElementTree.SubElement(root, name).text = str(value)
    text = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return HttpResponse(text, content_type="text/xml; charset=utf-8")
