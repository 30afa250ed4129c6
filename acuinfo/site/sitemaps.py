"""The sitemap: every page readers can see and nothing else. It is an index of files: no answer grows with the site."""

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from acuinfo.finding.facets import facet_index
from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.models import Publication

LISTS = ("evidence-map", "compare", "publishing:tags", "sources:list")
"""Besides the home page and the list of each kind."""
PAGES_EACH = 1000
"""Pages in a file. The protocol allows 50,000 addresses, but a file of so many takes seconds and megabytes."""
HEAD, SPACE = '<?xml version="1.0" encoding="UTF-8"?>', "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(request: HttpRequest) -> HttpResponse:
    """Return the index of the files; addresses come from SITE_URL, never from the request."""
    last = _files_for(len(facet_index(None).ids))
    return _answer("sitemapindex", (_entry("sitemap", reverse("sitemap-file", args=[n])) for n in range(1, last + 1)))


def sitemap_file(request: HttpRequest, number: int) -> HttpResponse:
    """Return one of the files. At most two queries."""
    ids = facet_index(None).ids
    if not 1 <= number <= _files_for(len(ids)):
        raise Http404("There is no such part of the sitemap.")
    return _answer("urlset", _addresses(number, ids[(number - 1) * PAGES_EACH : number * PAGES_EACH]))


def _files_for(pages: int) -> int:
    return max(1, -(-pages // PAGES_EACH))


def _addresses(number: int, ids: Sequence[int]) -> Iterator[str]:
    """Yield the lists, in the first file, and pages with the day of their last change."""
    for name in ("home", *(f"{spec.folder}:list" for spec in kinds()), *LISTS) if number == 1 else ():
        yield _entry("url", reverse(name))
    for page in Publication.objects.filter(pk__in=ids).only("kind", "slug", "data", "changed_at").in_list_order():
        yield _entry("url", page.get_absolute_url(), page.changed_at.date().isoformat() if page.changed_at else "")


def _entry(name: str, path: str, changed_on: str = "") -> str:
    when = f"<lastmod>{changed_on}</lastmod>" if changed_on else ""
    return f"<{name}><loc>{escape(settings.SITE_URL + path)}</loc>{when}</{name}>\n"


def _answer(root: str, entries: Iterator[str]) -> HttpResponse:
    text = f'{HEAD}\n<{root} xmlns="{SPACE}">\n{"".join(entries)}</{root}>\n'
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
