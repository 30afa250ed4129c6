"""The evidence map, two things side by side, and findings as tables."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse

from acuinfo.publishing.models import Publication
from acuinfo.reading.spreadsheets import CONTENT_TYPE, csv_lines
from acuinfo.reading.views import find, one_address

from .comparison import WhatToCompare, comparison
from .evidence_map import evidence_map
from .models import Condition, EvidenceSummary
from .terms import Comparator


@one_address
def map_page(request: HttpRequest) -> HttpResponse:
    """Show a page of conditions with their findings against one comparator."""
    shown = evidence_map(request.GET, request.path)
    if not shown.rows and shown.listing.selection.selected:
        return render(request, "publishing/empty_listing.html", {"listing": shown.listing}, status=404)
    # a filter may fit no condition of another comparator, so none is carried on
    comparators = [{"name": c.label, "url": _map_of(c), "selected": c == shown.comparator} for c in Comparator]
    return render(request, "conditions/evidence_map.html", {"map": shown, "comparators": comparators})


def _map_of(comparator: Comparator) -> str:
    return reverse("evidence-map") + ("" if comparator == Comparator.SHAM else f"?comparator={comparator.value}")


@one_address
def compare(request: HttpRequest) -> HttpResponse:
    """Show two conditions or two comparators side by side, or what there is to choose from."""
    found = comparison(request.GET, request.path)
    if isinstance(found, WhatToCompare):
        return render(request, "conditions/compare_choice.html", {"choice": found})
    return render(request, "conditions/compare.html", {"comparison": found})


def map_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Give the findings of every condition against every comparator as CSV, row by row. One query."""
    findings = Publication.objects.live().of_kind(EvidenceSummary.KIND).as_cards().in_list_order()
    lines = _as_csv(findings.iterator(chunk_size=500))
    return StreamingHttpResponse(lines, content_type=CONTENT_TYPE, headers=_download("evidence-map.csv"))


@one_address
def findings_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the summary of findings of one condition as CSV: a line for each finding that readers see. Two queries."""
    condition = find(request, Condition.KIND, slug, "findings.csv")
    findings = Publication.objects.live().covering(condition).of_kind(EvidenceSummary.KIND).as_cards().in_list_order()
    text = "".join(_as_csv(findings))
    return HttpResponse(text, content_type=CONTENT_TYPE, headers=_download(f"{slug}-findings.csv"))


COLUMNS = (
    "condition", "outcome_label", "comparator_label", "verdict", "certainty_label", "rated_by_label", "size_label",
    "effect", "interval_words", "studies", "participants", "follow_up", "source",
)  # fmt: skip


def _as_csv(cards: Iterable[Publication]) -> Iterator[str]:
    """Yield findings as lines of CSV, each card read when its line is asked for."""
    rows = (
        [
            card.title,
            card.get_absolute_url(),
            *(card.data[name] for name in COLUMNS),
            card.source_standing,
            card.last_reviewed_on or "",
        ]
        for card in cards
    )
    return csv_lines(chain([("title", "address", *COLUMNS, "source_standing", "last_reviewed_on")], rows))


def _download(filename: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{filename}"'}
