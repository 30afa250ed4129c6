"""The read-only JSON API: published pages only, at most 100 a page.

What differs by kind is not named here: ``document`` is the kind's document and ``data`` its card.
"""

from enum import StrEnum
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from pydantic import Field

from acuinfo.finding.facets import facet_index
from acuinfo.publishing.inserted import Shown, inserts_of, live, told, words_of
from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.models import Publication
from acuinfo.publishing.upgrades import document_of

api = NinjaAPI(
    title="AcuInfo",
    version="1",
    description="What AcuInfo has published. Read-only.",
    docs_url=None,
    urls_namespace="api",
)

KindName = StrEnum("KindName", [(spec.name.upper(), spec.name) for spec in kinds()])  # type: ignore[misc]  # kinds register when Django starts

MAX_LIMIT = 100
MOST_PARTS = 2
"""Parts of the longest address: kind and slug."""


class CardOut(Schema):
    """A page's card."""

    kind: str
    slug: str
    url: str
    title: str
    summary: str
    edition: int
    published_at: str
    changed_at: str = Field(description="When its words last changed: by its own edition or by what is put into it.")
    last_reviewed_on: str
    review_due_on: str
    data: dict[str, Any]


class ShownOut(Schema):
    """A page whose words are put into another."""

    kind: str
    slug: str
    url: str
    form: str
    words: str


class PageOut(CardOut):
    """A page's card with everything its current edition says."""

    digest: str
    reviewed_by: str
    evidence_as_of: str = Field(
        description="Up to when the sources were read, where nobody here has reviewed the page."
    )
    document: dict[str, Any] = Field(description="The edition, with the words of what is put into its texts.")
    shown: list[ShownOut] = Field(description="The pages that are put into its texts.")


class ListOut(Schema):
    """A slice of a list."""

    total: int
    limit: int
    offset: int
    items: list[CardOut]


class Slice(Schema):
    """Which part of a list."""

    tag: list[str] = Field([], description="May be repeated: OR inside a group of tags, AND across groups.")
    limit: int = Field(20, ge=1, le=MAX_LIMIT)
    offset: int = Field(0, ge=0, le=1_000_000)


def _card(page: Publication) -> dict[str, Any]:
    assert page.current is not None  # noqa: S101  live pages have one
    assert page.published_at is not None  # noqa: S101  and the other
    return {
        "kind": page.kind,
        "slug": page.slug,
        "url": settings.SITE_URL + page.get_absolute_url(),
        "title": page.title,
        "summary": page.summary,
        "edition": page.current.number,
        "published_at": page.published_at.isoformat(),
        "changed_at": (page.changed_at or page.published_at).isoformat(),
        "last_reviewed_on": str(page.last_reviewed_on or ""),
        "review_due_on": str(page.review_due_on or ""),
        "data": page.data,
    }


@api.get("/", summary="What there is")
def index(request: HttpRequest) -> dict[str, Any]:
    """List the kinds with their addresses, and where the API is described."""
    start = f"{settings.SITE_URL}/api/v1/"
    return {**{spec.name: f"{start}{spec.name}/" for spec in kinds()}, "openapi": f"{start}openapi.json"}


@api.get("/{kind}/", response=ListOut, summary="Cards of a kind, filtered by tag")
def cards_of(request: HttpRequest, kind: KindName, part: Query[Slice]) -> dict[str, Any]:
    """List cards; ``tag`` may be repeated: OR inside a group, AND across groups."""
    facets = facet_index(kind.value)
    tags = [facets.vocabulary.resolve(slug[:100]) for slug in part.tag[:20]]
    if None in tags:
        raise Http404("There is no such tag.")
    selection = facets.choose([tag for tag in tags if tag])
    ids = selection.ids[part.offset : part.offset + part.limit]
    found = {
        p.pk: p
        for p in Publication.objects.live()
        .select_related("current")
        .defer("search_text", "current__body")
        .filter(pk__in=ids)
    }
    return {
        "total": selection.total,
        "limit": part.limit,
        "offset": part.offset,
        "items": [_card(found[pk]) for pk in ids if pk in found],
    }


@api.get("/{kind}/{slug}/", response=PageOut, summary="One page with all it says")
def page(request: HttpRequest, kind: KindName, slug: str) -> dict[str, Any]:
    """Return the current edition of a live page."""
    found = Publication.objects.live().select_related("current").filter(kind=kind.value, slug=slug[:80]).first()
    if found is None or found.current is None:
        raise Http404("There is no such page.")
    found.current.publication = found
    document = document_of(found.current)
    shown = live(inserts_of(document))
    said = {
        "digest": found.current.digest,
        "reviewed_by": found.current.reviewed_by,
        "document": _told(document.model_dump(mode="json"), shown),
        "shown": [
            {
                "kind": card.kind,
                "slug": card.slug,
                "url": settings.SITE_URL + card.get_absolute_url(),
                "form": insert.form,
                "words": words_of(insert, card),
            }
            for insert, card in shown.items()
        ],
    }
    return {**_card(found), **said, "evidence_as_of": str(found.current.evidence_as_of or "")}


def _told(value: Any, shown: Shown) -> Any:
    """Return plain data with the words of what is put into its texts."""
    if isinstance(value, str):
        return told(value, shown)
    if isinstance(value, dict):
        return {name: _told(item, shown) for name, item in value.items()}
    return [_told(item, shown) for item in value] if isinstance(value, list) else value


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """404 as JSON."""
    return api.create_response(request, {"detail": str(error) or "Not found."}, status=404)


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """404 for an address with a kind that does not exist, 422 for a parameter out of range."""
    if any(problem["loc"][0] == "path" for problem in error.errors):
        return not_found(request, Http404("There is no such kind of page."))
    return api.create_response(request, {"detail": error.errors}, status=422)


@api.api_operation(["GET"], "/{path:rest}", include_in_schema=False)
def anything_else(request: HttpRequest, rest: str) -> HttpResponse:
    """Lead on to the address with a slash at its end, as for pages; 404 as JSON for what the API does not have."""
    if not rest.endswith("/") and rest.count("/") < MOST_PARTS:
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    return api.create_response(request, {"detail": "There is no such address."}, status=404)
