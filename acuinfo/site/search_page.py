"""The search page, and suggestions while typing."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from acuinfo.finding.listing import chosen_kind, listing
from acuinfo.finding.pagination import span
from acuinfo.finding.search.index import search_index
from acuinfo.finding.search.query import Query, cleaned
from acuinfo.finding.search.suggestions import suggestions
from acuinfo.publishing.kinds import kinds
from acuinfo.reading.views import one_address


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
