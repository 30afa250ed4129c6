"""The sitemap: every page readers can see, and nothing else."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse

from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.models import Publication

LISTS = ("evidence-map", "publishing:tags", "sources:list")
"""Besides the home page and the list of each kind."""


def sitemap(request: HttpRequest) -> StreamingHttpResponse:
    """Return sitemap.xml; addresses come from SITE_URL, never from the request."""
    return StreamingHttpResponse(_lines(), content_type="application/xml; charset=utf-8")


def _lines() -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    for name in ("home", *(f"{spec.folder}:list" for spec in kinds()), *LISTS):
        yield f"<url><loc>{escape(settings.SITE_URL + reverse(name))}</loc></url>\n"
    live = Publication.objects.live().only("kind", "slug", "data", "changed_at").in_list_order()
    for page in live.iterator(chunk_size=500):
        when = page.changed_at.date().isoformat() if page.changed_at else ""
        yield f"<url><loc>{escape(settings.SITE_URL + page.get_absolute_url())}</loc><lastmod>{when}</lastmod></url>\n"
    yield "</urlset>\n"
