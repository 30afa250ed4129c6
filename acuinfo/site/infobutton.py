"""Look-up by code from a patient's record, as HL7 Infobutton asks (Context-Aware Knowledge Retrieval, by address).

The answers have the form that MedlinePlus Connect gives them, so that its clients can ask here too. What a request says
of the patient is not read, not echoed, and kept nowhere: no cache may keep an answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse

from acuinfo.finding.codes import pages_by_code
from acuinfo.operations.middleware import PRIVATE
from acuinfo.publishing.models import Publication

from .atom import Feed, FeedPage
from .feeds import entry

CODE, SYSTEM, NAME = (f"mainSearchCriteria.v.{part}" for part in ("c", "cs", "dn"))
TYPE = "knowledgeResponseType"
TITLE = "What the evidence says"


def infobutton(request: HttpRequest) -> HttpResponse:
    """Answer with the pages that carry a code: Atom, JSON for ``application/json``, or for HTML the page itself.

    A code that nobody carries, and a request that makes no sense, get an empty feed: programs show what comes.
    """
    pages = pages_by_code(request.GET.get(SYSTEM, ""), request.GET.get(CODE, ""))
    wanted = request.GET.get(TYPE, "").lower()
    if "html" in wanted:
        response: HttpResponse = HttpResponseRedirect(_page_for(pages, request))
    elif "json" in wanted or "javascript" in wanted:
        response = JsonResponse({"feed": _as_medlineplus(pages, request)})
    else:
        response = _as_atom(pages, request)
    response.headers["Cache-Control"] = PRIVATE
    return response


def _asked(request: HttpRequest) -> list[tuple[str, str]]:
    """Return what a request says of the problem, and nothing of what it says of anybody."""
    return [(name, request.GET[name][:200]) for name in (SYSTEM, CODE, NAME, TYPE) if name in request.GET]


def _page_for(pages: Sequence[Publication], request: HttpRequest) -> str:
    """Return where a person is led: to the page, or to the search for the name that came with the code."""
    if pages:
        return pages[0].get_absolute_url()
    name = request.GET.get(NAME, "").strip()[:200]
    return f"{reverse('search')}?{urlencode({'q': name})}" if name else reverse("conditions:list")


def _as_atom(pages: Sequence[Publication], request: HttpRequest) -> HttpResponse:
    feed = Feed(TITLE, FeedPage(reverse("infobutton"), 1, _asked(request), len(pages)), reverse("conditions:list"))
    for page in pages:
        feed.add(entry(page))
    return feed.answer()


def _as_medlineplus(pages: Sequence[Publication], request: HttpRequest) -> dict[str, Any]:
    """Return a feed as MedlinePlus Connect writes it in JSON: texts under ``_value``, entries always a list."""
    entries = [entry(page) for page in pages]
    updated = max((one.updated.isoformat() for one in entries), default="2026-01-01T00:00:00+00:00")
    address = f"{settings.SITE_URL}{reverse('infobutton')}"
    asked = _asked(request)
    return {
        "xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "base": settings.SITE_URL + "/",
        "lang": "en",
        "title": _text(f"{settings.SITE_NAME}: {TITLE}"),
        "subtitle": _text(TITLE),
        "author": {"name": {"_value": settings.SITE_NAME}, "uri": {"_value": settings.SITE_URL + "/"}},
        "rights": _text(", ".join(filter(None, (settings.SITE_NAME, settings.CONTENT_LICENCE)))),
        "updated": {"_value": updated},
        "category": [{"scheme": name, "term": value} for name, value in asked],
        "id": {"_value": f"{address}?{urlencode(asked)}"},
        "entry": [
            {
                "lang": "en",
                "title": _text(one.title),
                "link": [{"title": one.title, "rel": "alternate", "href": settings.SITE_URL + one.address}],
                "id": {"_value": one.id},
                "updated": {"_value": one.updated.isoformat()},
                "summary": {"type": "text", "_value": one.summary},
            }
            for one in entries
        ],
    }


def _text(value: str) -> dict[str, str]:
    return {"type": "text", "_value": value}
