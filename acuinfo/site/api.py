"""The read-only JSON API: published pages only, at most 100 a page, and the log of changes to follow.

What differs by kind is not named here: ``document`` is the kind's document and ``data`` its card.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from ninja import NinjaAPI, Query, Schema
from ninja.errors import ValidationError
from pydantic import Field

from acuinfo.finding.codes import pages_by_code
from acuinfo.finding.facets import FacetIndex, facet_index, positions
from acuinfo.operations.problems import problem_document
from acuinfo.publishing.documents import Document
from acuinfo.publishing.inserted import Shown, inserts_of, live, told, words_of
from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.models import Change, FormerAddress, Publication, PublicationQuerySet, site_version
from acuinfo.publishing.upgrades import document_of
from acuinfo.sources.models import Source, Standing

LICENCE = {"name": f"{settings.SITE_NAME}, {settings.CONTENT_LICENCE}"}
if settings.CONTENT_LICENCE_URL:
    LICENCE["url"] = settings.CONTENT_LICENCE_URL

api = NinjaAPI(
    title="AcuInfo",
    version="1",
    description="What AcuInfo has published. Read-only. Every answer names the site version in AcuInfo-Version.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
    servers=[{"url": settings.SITE_URL}],
    openapi_extra={"info": {"license": LICENCE}} if settings.CONTENT_LICENCE else {},
)

KindName = StrEnum("KindName", [(spec.name.upper(), spec.name) for spec in kinds()])  # type: ignore[misc]  # kinds register when Django starts

MAX_LIMIT = 100
MOST_CARDS = 80
MOST_FULL_PAGES = 20
"""What one answer holds at most, whatever was asked for: so it stays below 250 KB. ``next`` leads on."""
MOST_PARTS = 2
"""Parts of the longest address: kind and slug."""
START = "/api/v1/"


# --- What is answered -------------------------------------------------------------------------------------------
class CardOut(Schema):
    """A page's card."""

    id: UUID = Field(description="Names the page for ever, also when its address changes.")
    kind: str
    slug: str
    url: str
    title: str
    summary: str
    edition: int
    published_at: str
    changed_at: str = Field(
        description="When its words last changed: by its own edition, by what is put into it, or by what became of a "
        "source it leans on."
    )
    last_reviewed_on: str
    review_due_on: str
    standing: Standing = Field(description="The worst among the sources it leans on.")
    doubts: list[str] = Field(description="What is known against its sources, the gravest first.")
    tags: list[str]
    data: dict[str, Any]


class ShownOut(Schema):
    """A page whose words are put into another."""

    id: UUID
    kind: str
    slug: str
    url: str
    form: str
    words: str
    standing: Standing = Field(description="Of the source it rests on.")


class PageOut(CardOut):
    """A page's card with everything its current edition says."""

    digest: str
    reviewed_by: str
    evidence_as_of: str = Field(
        description="Up to when the sources were read, where nobody here has reviewed the page."
    )
    document: dict[str, Any] = Field(
        description="The edition, with the words of what is put into its texts. Each of its citations says how the "
        "source stands today: standing, standing_on, standing_note, superseded_by (the short name of another source)."
    )
    shown: list[ShownOut] = Field(description="The pages that are put into its texts.")


class ListOut(Schema):
    """A slice of a list."""

    total: int
    limit: int
    offset: int
    next: str | None = Field(description="The address of what follows; null at the end. Also in the header Link.")
    items: list[PageOut | CardOut]


class Slice(Schema):
    """Which part of a list."""

    tag: list[str] = Field([], description="May be repeated: OR inside a group of tags, AND across groups.")
    code: str = Field(
        "",
        max_length=150,
        pattern=r"^(\S+\|.+)?$",
        description="System and code, such as icd-10-cm|M17.11: what carries it, or else the narrowest wider one.",
    )
    limit: int = Field(20, ge=1, le=MAX_LIMIT)
    cursor: UUID | None = Field(None, description="Given by next: begin behind this page.")
    offset: int = Field(0, ge=0, le=1_000_000, description="Use next.", json_schema_extra={"deprecated": True})
    full: bool = Field(False, description="Give each page with all it says.")


class ChangeOut(Schema):
    """One row of the log of changes."""

    version: int = Field(description="The site version that this change made.")
    time: str
    what: Change.What
    kind: str = Field(description="The kind of page; source, tag or site where it is no page.")
    id: str = Field(description="The id of the page, or the short name of the source; empty for others.")
    url: str
    record: str = Field(description="Where the API has the page; empty for others.")
    title: str
    edition: int | None = Field(description="The edition that was published, where one was.")
    reason: str = Field(description="The change note, the reason of a withdrawal, what happened to a source.")
    successor: str = Field(description="The page that takes the place of one that is withdrawn, if any.")


class ChangesOut(Schema):
    """A slice of the log of changes."""

    version: int = Field(description="The site version now.")
    next: str | None = Field(description="The address of what follows; null when there is no more. Also in Link.")
    items: list[ChangeOut]


class After(Schema):
    """From where to read the log of changes."""

    after: int = Field(0, ge=0, le=2**62, description="The site version that is known already; 0 for none.")
    limit: int = Field(MAX_LIMIT, ge=1, le=MAX_LIMIT)


# --- The operations ---------------------------------------------------------------------------------------------
class UnknownParameter(Exception):  # noqa: N818  told as a problem document
    """The address says something that nobody reads, so its answer would not be what was meant."""


def _only(request: HttpRequest, parameters: type[Schema] | None = None) -> None:
    """Refuse what the address says besides what is read of it. Raises UnknownParameter."""
    known = list(parameters.model_fields) if parameters else []
    for name in request.GET:
        if name not in known:
            may_be = f"It may be: {', '.join(known)}." if known else "There is none here."
            raise UnknownParameter(f"There is no parameter {name[:100]}. {may_be}")


@api.get("/", summary="What there is")
def index(request: HttpRequest) -> dict[str, Any]:
    """List the kinds with their addresses, the log of changes, and where the API is described."""
    _only(request)
    start = settings.SITE_URL + START
    return {
        **{spec.name: f"{start}{spec.name}/" for spec in kinds()},
        "changes": f"{start}changes/",
        "openapi": f"{start}openapi.json",
    }


@api.get("/openapi.json", include_in_schema=False)
def openapi(request: HttpRequest) -> dict[str, Any]:
    """Describe the API (OpenAPI 3.1)."""
    _only(request)
    return dict(api.get_openapi_schema())


@api.get("/changes/", response=ChangesOut, summary="What has changed, to follow it")
def changes(request: HttpRequest, response: HttpResponse, part: Query[After]) -> Any:
    """List what changed after a site version, oldest first.

    Read every page of the site once, and keep the AcuInfo-Version of the first answer. From then on ask for what came
    after it: read each page again that a row names, and drop it where its record answers 410. Rows come in the order
    in which they became public, so nothing is missed by going on from the version of the last row.
    """
    _only(request, After)
    version = site_version()
    if part.after > version:
        return problem_document(
            400, "The site has never had this version: it was restored from a copy. Read everything anew."
        )
    log = Change.objects.select_related("publication__successor", "source", "edition").filter(pk__gt=part.after)
    rows = list(log.defer("publication__search_text").order_by("pk")[: part.limit + 1])
    items = [_change(row) for row in rows[: part.limit]]
    more = {"after": items[-1]["version"], "limit": part.limit} if len(rows) > part.limit else None
    return {"version": version, "next": _next(request, response, more), "items": items}


@api.get("/{kind}/", response=ListOut, summary="Cards of a kind, filtered by tag")
def cards_of(request: HttpRequest, response: HttpResponse, kind: KindName, part: Query[Slice]) -> Any:
    """List cards; ``tag`` may be repeated: OR inside a group, AND across groups."""
    _only(request, Slice)
    facets = facet_index(kind.value)
    tags = [facets.vocabulary.resolve(slug[:100]) for slug in part.tag[:20]]
    if None in tags:
        raise Http404("There is no such tag.")
    coded = None
    if part.code:
        system, _, code = part.code.partition("|")
        coded = facets.set_of(page.pk for page in pages_by_code(system, code))
    selection = facets.choose([tag for tag in tags if tag], coded)
    begin = _place_behind(part.cursor, facets, kind.value) if part.cursor else 0
    members = selection.members >> begin << begin
    length = min(part.limit, MOST_FULL_PAGES if part.full else MOST_CARDS)
    places = positions(members, part.offset, part.offset + length + 1)
    ids = [facets.ids[place] for place in places]
    found = {page.pk: page for page in _pages(is_full=part.full).live().filter(pk__in=ids[:length])}
    pages = [found[pk] for pk in ids[:length] if pk in found]
    more = None
    if len(ids) > length and pages:
        said = {
            "tag": part.tag,
            "code": part.code,
            "limit": part.limit,
            "full": "true" if part.full else None,
            "cursor": pages[-1].uuid,
        }
        more = {name: value for name, value in said.items() if value}
    return {
        "total": selection.total,
        "limit": part.limit,
        "offset": part.offset,
        "next": _next(request, response, more),
        "items": _with_all_they_say(pages) if part.full else [_card(page) for page in pages],
    }


@api.get("/{kind}/{slug}/", response=PageOut, summary="One page with all it says")
def page(request: HttpRequest, kind: KindName, slug: str) -> Any:
    """Return the current edition of a live page; 301 to where it moved, 410 with the reason when it is withdrawn."""
    _only(request)
    address = {"kind": kind.value, "slug": slug[:80]}
    found = _pages(is_full=True).filter(**address).first()
    if found is None:
        former = FormerAddress.objects.select_related("publication").filter(**address).first()
        if former is None:
            raise Http404("There is no such page.")
        return HttpResponsePermanentRedirect(_record(former.publication).removeprefix(settings.SITE_URL))
    return _gone(found) if found.withdrawn_at else _with_all_they_say([found])[0]


def _pages(*, is_full: bool) -> PublicationQuerySet:
    """Return published pages, those that are withdrawn too, with their sources' standing and their tags."""
    pages = Publication.objects.filter(current__isnull=False).with_doubts().select_related("current", "successor")
    return pages.prefetch_related("tags") if is_full else pages.prefetch_related("tags").defer("current__body")


def _place_behind(cursor: UUID, facets: FacetIndex, kind: str) -> int:
    """Return where a list goes on behind a page, which may have left it. Raises Http404 for a page of no such list."""
    mark = Publication.objects.filter(uuid=cursor, kind=kind, current__isnull=False).first()
    if mark is None:
        raise Http404("There is no such place in this list.")
    if mark.pk in facets.place:
        return facets.place[mark.pk] + 1
    before = Q(sort_key__lt=mark.sort_key) | Q(sort_key=mark.sort_key, slug__lt=mark.slug)
    return Publication.objects.live().of_kind(kind).filter(before).count()


def _next(request: HttpRequest, response: HttpResponse, more: Mapping[str, Any] | None) -> str | None:
    """Return the address of what follows, which the header tells too (RFC 8288)."""
    if more is None:
        return None
    address = f"{settings.SITE_URL}{request.path}?{urlencode(more, doseq=True)}"
    response.headers["Link"] = f'<{address}>; rel="next"'
    return address


# --- Records as data --------------------------------------------------------------------------------------------
def _record(page: Publication) -> str:
    """Return where the API has a page."""
    return f"{settings.SITE_URL}{START}{page.kind}/{page.slug}/"


def _card(page: Publication) -> dict[str, Any]:
    assert page.current is not None  # noqa: S101  live pages have one
    assert page.published_at is not None  # noqa: S101  and the other
    return {
        "id": page.uuid,
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
        "standing": page.standing,
        "doubts": page.doubts,
        "tags": sorted(tag.slug for tag in page.tags.all()),
        "data": page.data,
    }


def _with_all_they_say(pages: Sequence[Publication]) -> list[dict[str, Any]]:
    """Return the records of pages. One query for all that is put into them, one more where some of that has moved."""
    documents: list[Document] = []
    for page in pages:
        assert page.current is not None  # noqa: S101  they are published
        page.current.publication = page
        documents.append(document_of(page.current))
    inserts = {insert: None for document in documents for insert in inserts_of(document)}
    shown = live(inserts)
    return [_whole(page, document, shown) for page, document in zip(pages, documents, strict=True)]


def _whole(page: Publication, document: Document, shown: Shown) -> dict[str, Any]:
    assert page.current is not None  # noqa: S101  it is published
    said = _told(document.model_dump(mode="json"), shown)
    doubted = {source.slug: source for source in page.doubted}
    for slug, citation in said["citations"].items():
        citation.update(_standing(doubted.get(slug)))
    return {
        **_card(page),
        "digest": page.current.digest,
        "reviewed_by": page.current.reviewed_by,
        "evidence_as_of": str(page.current.evidence_as_of or ""),
        "document": said,
        "shown": [
            {
                "id": shown[insert].uuid,
                "kind": shown[insert].kind,
                "slug": shown[insert].slug,
                "url": settings.SITE_URL + shown[insert].get_absolute_url(),
                "form": insert.form,
                "words": words_of(insert, shown[insert]),
                "standing": shown[insert].source_standing or Standing.CURRENT,
            }
            for insert in inserts_of(document)
            if insert in shown
        ],
    }


def _standing(doubted: Source | None) -> dict[str, str]:
    """Return how a source stands today; None for one that nothing is known against."""
    if doubted is None:
        return {"standing": Standing.CURRENT.value, "standing_on": "", "standing_note": "", "superseded_by": ""}
    return {
        "standing": doubted.standing,
        "standing_on": str(doubted.standing_on or ""),
        "standing_note": doubted.standing_note,
        "superseded_by": doubted.superseded_by.slug if doubted.superseded_by else "",
    }


def _told(value: Any, shown: Shown) -> Any:
    """Return plain data with the words of what is put into its texts."""
    if isinstance(value, str):
        return told(value, shown)
    if isinstance(value, dict):
        return {name: _told(item, shown) for name, item in value.items()}
    return [_told(item, shown) for item in value] if isinstance(value, list) else value


def _change(change: Change) -> dict[str, Any]:
    page, source = change.publication, change.source
    kind = page.kind if page else "source" if source else "tag" if change.what.startswith("tag-") else "site"
    return {
        "version": change.pk,
        "time": change.at.isoformat(),
        "what": change.what,
        "kind": kind,
        "id": str(page.uuid) if page else source.slug if source else "",
        "url": settings.SITE_URL + change.url if change.url else "",
        "record": _record(page) if page else "",
        "title": change.subject,
        "edition": change.edition.number if change.edition else None,
        "reason": change.note,
        "successor": _successor(page) if page and change.what == Change.What.WITHDRAWN else "",
    }


def _successor(page: Publication) -> str:
    successor = page.successor
    return settings.SITE_URL + successor.get_absolute_url() if successor is not None and successor.is_live else ""


# --- Problems ---------------------------------------------------------------------------------------------------
def _gone(page: Publication) -> HttpResponse:
    """410 for a page that was withdrawn, with the reason, since when, and what takes its place."""
    assert page.withdrawn_at is not None  # noqa: S101  it is withdrawn
    return problem_document(
        410,
        "This page was withdrawn.",
        id=str(page.uuid),
        reason=page.withdrawn_reason,
        withdrawn_at=page.withdrawn_at.isoformat(),
        successor=_successor(page),
    )


@api.exception_handler(UnknownParameter)
def unknown_parameter(request: HttpRequest, error: UnknownParameter) -> HttpResponse:
    """400 for what nobody reads."""
    return problem_document(400, str(error))


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """404."""
    return problem_document(404, str(error) or "Not found.")


@api.exception_handler(ValidationError)
def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """422 for a parameter out of range; 301 from the folder of a kind to its name, 404 for neither.

    So whoever knows a page's address finds its record below /api/v1.
    """
    if any(found["loc"][0] == "path" for found in error.errors):
        folder, _, rest = request.get_full_path().removeprefix(START).partition("/")
        for spec in kinds():
            if spec.folder == folder and spec.name != folder:
                return HttpResponsePermanentRedirect(f"{START}{spec.name}/{rest}")
        return not_found(request, Http404("There is no such kind of page."))
    told = [{"parameter": str(found["loc"][-1]), "detail": found["msg"]} for found in error.errors]
    return problem_document(422, " ".join(f"{row['parameter']}: {row['detail']}." for row in told), errors=told)


@api.api_operation(["GET"], "/{path:rest}", include_in_schema=False)
def anything_else(request: HttpRequest, rest: str) -> HttpResponse:
    """Lead on to the address with a slash at its end, as for pages; 404 for what the API does not have."""
    if not rest.endswith("/") and rest.count("/") < MOST_PARTS:
        return HttpResponsePermanentRedirect(request.get_full_path(force_append_slash=True))
    return problem_document(404, "There is no such address.")
