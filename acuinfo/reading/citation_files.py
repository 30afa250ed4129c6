"""Sources to take along: those of a page, one alone, or all, as files for reference managers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from acuinfo.finding.source_list import cited_sources
from acuinfo.publishing.models import Publication
from acuinfo.sources.citations import bibtex, csl_json, ris
from acuinfo.sources.models import Source

from .pages import page_of
from .views import find, one_address


class FileFormat(NamedTuple):
    """One format of citations that can be downloaded."""

    media_type: str
    write: Callable[[Sequence[Source]], str]


FILE_FORMATS = {
    "ris": FileFormat("application/x-research-info-systems; charset=utf-8", ris.write),
    "bib": FileFormat("application/x-bibtex; charset=utf-8", bibtex.write),
    "json": FileFormat("application/vnd.citationstyles.csl+json", csl_json.write),
}
"""By the ending of the address."""


def _file(sources: Sequence[Source], name: str, ending: str) -> HttpResponse:
    """Answer with the sources as a file. Raises Http404 for an ending nobody writes, and when there are no sources."""
    if ending not in FILE_FORMATS or not sources:
        raise Http404("There is no such file.")
    media_type, write = FILE_FORMATS[ending]
    response = HttpResponse(write(sources), content_type=media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    return response


@one_address
def page_sources(request: HttpRequest, slug: str, ending: str, kind: str) -> HttpResponse:
    """Give the sources of a live page, in the order of its references. Two queries."""
    publication = find(request, kind, slug, f"sources.{ending}")
    references = page_of(publication.current).references  # type: ignore[arg-type]  # find() returns published pages
    return _file([reference.source for reference in references if reference.source], f"{slug}-sources", ending)


def source_file(request: HttpRequest, slug: str, ending: str) -> HttpResponse:
    """Give one source that a live page cites. Two queries."""
    source = get_object_or_404(Source, slug=slug)
    if not Publication.objects.live().citing(source).exists():
        raise Http404("No page cites this source.")
    return _file([source], slug, ending)


def all_sources(request: HttpRequest, ending: str) -> HttpResponse:
    """Give every source that a live page cites. One query."""
    return _file(cited_sources().order_by("slug"), "acuinfo-sources", ending)
