"""The search page, and suggestions while typing."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from acuinfo.finding import missed_words
from acuinfo.finding.listing import chosen_kind, listing
from acuinfo.finding.pagination import span
from acuinfo.finding.search.answering import answer
from acuinfo.finding.search.index import search_index
from acuinfo.finding.search.query import Query, cleaned
from acuinfo.finding.search.signposts import signposts
from acuinfo.finding.search.suggestions import Suggestion, suggestions
from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.models import site_version
from acuinfo.reading.views import one_address

FEW = 3
"""With fewer suggested pages than this, words are completed too."""


@one_address
def search(request: HttpRequest) -> HttpResponse:
    """Search every live page; the same filters as on lists, and the kind of page."""
    text = cleaned(request.GET.get("q", ""))
    chosen_kind(request.GET, [spec.name for spec in kinds()])  # nonsense is no page, whatever else is asked
    if not text:
        return render(request, "search.html")
    if not Query.read(text).terms:
        return render(request, "search.html", {"query": text, "is_without_words": True})
    exactly = request.GET.get("exactly") == "1"
    version = site_version()
    index = search_index(version)
    given = answer(text, index, signposts(version), exactly=exactly)
    ranking = given.ranking
    found = listing(
        query=request.GET,
        path=request.path,
        index=index.facets,
        title=text,
        extra={"q": text, **({"exactly": "1"} if exactly else {})},
        within=ranking.members,
        kinds=index.kinds,
    )
    shown = span(found.number)
    found.cards = index.cards(given.query, index.page(ranking, found.selection.members, shown.start, shown.stop))
    missed_words.count(given.missed)
    context = {
        "query": text,
        "listing": found,
        "is_partial": ranking.is_partial,
        "unknown": tuple(dict.fromkeys(ranking.unknown)) if ranking.is_partial else (),
        "corrected": given.corrected,
        "as_typed_url": f"{request.path}?{urlencode({'q': text, 'exactly': '1'})}",
        "looked_for": given.looked_for,
        "not_covered": given.not_covered,
        "kinds": found.kind_options,
    }
    return render(request, "search.html", context, status=404 if ranking.members and not found.total else 200)


def suggest(request: HttpRequest) -> HttpResponse:
    """Suggest published pages for the beginning of a word, and words that go on from it where few pages do."""
    text = request.GET.get("q", "")
    found = suggestions(text)
    if len(found) < FEW:
        names = signposts(site_version()).beginning(cleaned(text))
        search_for = reverse("search")
        found += [Suggestion(name, f"{search_for}?{urlencode({'q': name})}", _("Search")) for name in names]
    return JsonResponse({"suggestions": [suggestion._asdict() for suggestion in found]})
