"""Public pages that span kinds: home, search, machine addresses and errors."""

import datetime as dt
import logging
from contextlib import suppress
from urllib.parse import urlencode

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    JsonResponse,
    UnreadablePostError,
)
from django.http.request import RawPostDataException
from django.shortcuts import render
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.cache import never_cache

from acuinfo.accounts.visitors import DESK
from acuinfo.finding.facets import facet_index
from acuinfo.finding.listing import chosen_kind, listing
from acuinfo.finding.pagination import NoSuchPage, span
from acuinfo.finding.search.index import search_index
from acuinfo.finding.search.query import Query, cleaned
from acuinfo.finding.search.suggestions import suggestions
from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.models import Change, Publication, PublicationQuerySet, TagGroup, site_version
from acuinfo.publishing.prepared import Prepared, PreparedIn
from acuinfo.reading.views import one_address
from conditions.models import Condition, EvidenceSummary, SafetyNote
from conditions.pages import evidence_map
from conditions.terms import Comparator, Urgency

logger = logging.getLogger(__name__)


# --- Home -------------------------------------------------------------------------------------------------------
MOST_ON_HOME = 24
"""Conditions on the home page; the list of conditions has them all."""


def home(request: HttpRequest) -> HttpResponse:
    """Show where it hurts, what is known, what is new and what to be careful about."""
    version = site_version()
    conditions = _CONDITIONS()
    evidence = _AGAINST_SHAM([condition.pk for condition in conditions])
    context = {
        "conditions": conditions,
        "body_areas": _body_areas(version),
        "urgent_safety": _URGENT(),
        "evidence_map": evidence_map(evidence, conditions, Comparator.SHAM.value) if conditions else None,
        "changes": [
            {"at": c.at, "what": c.get_what_display(), "subject": c.subject, "url": c.url} for c in _LATEST_CHANGES()
        ],
        "counts": {
            "conditions": len(facet_index(Condition.KIND, version).ids),
            "evidence": len(facet_index(EvidenceSummary.KIND, version).ids),
            "safety": len(facet_index(SafetyNote.KIND, version).ids),
        },
    }
    return render(request, "home.html", context)


def _cards(kind: str) -> PublicationQuerySet:
    return Publication.objects.live().as_cards().in_list_order().of_kind(kind)


_CONDITIONS = Prepared(lambda: _cards(Condition.KIND)[:MOST_ON_HOME])
_AGAINST_SHAM = PreparedIn(
    lambda ids: _cards(EvidenceSummary.KIND).about(ids).filter(data__comparator=Comparator.SHAM.value), int
)
_URGENT = Prepared(lambda: _cards(SafetyNote.KIND).filter(data__urgency=Urgency.GET_HELP_NOW.value)[:4])
_LATEST_CHANGES = Prepared(
    lambda: Change.objects.filter(is_minor=False).select_related("publication", "source").order_by("-pk")[:5]
)


def _body_areas(version: int) -> list[dict[str, object]]:
    index = facet_index(Condition.KIND, version)
    tags = [index.vocabulary.tags[slug] for slug in index.carried(TagGroup.BODY_AREA)]
    return [
        {
            "name": t.name,
            "slug": t.slug,
            "get_absolute_url": f"/conditions/?tag={t.slug}",
            "count": index.bits[t.slug].bit_count(),
        }
        for t in sorted(tags, key=lambda t: t.order)
    ]


# --- Search -----------------------------------------------------------------------------------------------------
@one_address
def search(request: HttpRequest) -> HttpResponse:
    """Search every live page; the same filters as on lists, and the kind of page."""
    text = cleaned(request.GET.get("q", ""))
    chosen_kind(request.GET, [spec.name for spec in kinds()])  # nonsense is no page, whatever else is asked
    if not text:
        return render(request, "search.html")
    query = Query.read(text)
    if not query.terms:
        return render(request, "search.html", {"query": text, "is_without_words": True})
    index = search_index()
    ranking = index.rank(query)
    found = listing(
        query=request.GET,
        path=request.path,
        index=index.facets,
        title=text,
        extra={"q": text},
        within=ranking.members,
        kinds=index.kinds,
    )
    shown = span(found.number)
    found.cards = index.cards(query, index.page(ranking, found.selection.members, shown.start, shown.stop))
    better = index.did_you_mean(query, ranking) if ranking.unknown else ""
    context = {
        "query": text,
        "listing": found,
        "is_partial": ranking.is_partial,
        "unknown": tuple(dict.fromkeys(ranking.unknown)) if ranking.is_partial else (),
        "suggestion": {"text": better, "url": f"{request.path}?{urlencode({'q': better})}"} if better else None,
        "kinds": found.kind_options,
    }
    return render(request, "search.html", context, status=404 if ranking.members and not found.total else 200)


def suggest(request: HttpRequest) -> HttpResponse:
    """Suggest published pages for the beginning of a word, for the search field."""
    found = suggestions(request.GET.get("q", ""))
    return JsonResponse({"suggestions": [suggestion._asdict() for suggestion in found]})


# --- For machines -----------------------------------------------------------------------------------------------
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process lives."""
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether the database answers and every migration is applied."""
    try:
        executor = MigrationExecutor(connection)
        pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except DatabaseError as error:
        logger.error("database is away: %s", error)
        return JsonResponse({"ready": False, "reason": "The database does not answer."}, status=503)
    if pending:
        return JsonResponse({"ready": False, "reason": f"{len(pending)} migrations are missing."}, status=503)
    return JsonResponse({"ready": True})


def favicon(request: HttpRequest) -> HttpResponse:
    """Lead browsers that ask without looking to the icon."""
    return HttpResponsePermanentRedirect(static("acuinfo/favicon.svg"))


def robots(request: HttpRequest) -> HttpResponse:
    """Say what search engines may read."""
    lines = [
        "User-agent: *",
        f"Disallow: {DESK}",
        "Disallow: /search/",
        "Disallow: /*?*tag=*&tag=",
        "",
        f"Sitemap: {settings.SITE_URL}/sitemap.xml",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def security_txt(request: HttpRequest) -> HttpResponse:
    """Say whom to tell about a hole."""
    expires = (timezone.now() + dt.timedelta(days=180)).replace(hour=0, minute=0, second=0, microsecond=0)
    contact = settings.CONTACT or f"{settings.SITE_URL}/about/"
    lines = (
        f"Contact: {contact}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: en",
        f"Canonical: {settings.SITE_URL}/.well-known/security.txt",
        "",
    )
    text = "\n".join(lines)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


# --- Errors -----------------------------------------------------------------------------------------------------
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return render(request, "403.html", status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without its token, such as one that waited too long.

    What was sent is read to its end first: a connection closed in the middle of it looks to nginx like a dead origin.
    """
    with suppress(UnreadablePostError, RawPostDataException):
        while request.read(1 << 16):
            pass
    return render(request, "403.html", {"is_form": True}, status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404; beyond the end of a list it leads back into that list."""
    beyond = exception if isinstance(exception, NoSuchPage) else None
    return render(request, "404.html", {"beyond": beyond}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500, without the database and without the request."""
    return HttpResponse(get_template("500.html").render(), status=500)
