"""The evidence map, two things side by side, and findings as tables."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy

from acuinfo.publishing.models import Publication
from acuinfo.reading.qr_code import qr_code
from acuinfo.reading.spreadsheets import CONTENT_TYPE, csv_lines
from acuinfo.reading.views import find, live_page, one_address

from .comparison import WhatToCompare, comparison
from .documents import ConditionDocument
from .evidence_map import evidence_map
from .models import Condition, EvidenceSummary
from .pages import condition_context, positions_taken
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
    """Give the findings of every condition against every comparator as CSV, row by row. A query for each 500 rows."""
    findings = Publication.objects.live().of_kind(EvidenceSummary.KIND).with_doubts().in_list_order()
    lines = _as_csv(findings.iterator(chunk_size=500))
    return StreamingHttpResponse(lines, content_type=CONTENT_TYPE, headers=_download("evidence-map.csv"))


@one_address
def findings_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the summary of findings of one condition as CSV: a line for each finding that readers see. Two queries."""
    condition = find(request, Condition.KIND, slug, "findings.csv")
    findings = Publication.objects.live().covering(condition).of_kind(EvidenceSummary.KIND)
    text = "".join(_as_csv(findings.with_doubts().in_list_order()))
    return HttpResponse(text, content_type=CONTENT_TYPE, headers=_download(f"{slug}-findings.csv"))


VALUES = (
    gettext_lazy("Having less pain"),
    gettext_lazy("Moving and doing more"),
    gettext_lazy("Being sure that it works"),
    gettext_lazy("Few unwanted effects"),
    gettext_lazy("Not having needles"),
    gettext_lazy("Time, travel and cost"),
)
"""What readers weigh on their sheet, as aids for decisions let them (IPDAS, "clarifying values")."""


QUESTIONS = 4
"""How many there is room for on a sheet; each caution after the first takes the place of one."""


@one_address
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Show what a reader takes to an appointment: one page of paper, for what they said of themselves."""
    page = live_page(request, Condition.KIND, slug, "sheet/")
    document, me = page.document, page.about_me
    assert isinstance(document, ConditionDocument)  # noqa: S101  the engine compiled it
    assert me is not None  # noqa: S101  every condition asks who reads it
    found = condition_context(page)
    cautions = me.first_of_each(found["for_me"])
    address = f"{settings.SITE_URL}{request.path}{me.query}"
    context = {
        **found,
        "page": page,
        "address": address,
        "qr": qr_code(address),
        "cautions": cautions,
        "positions": positions_taken(document),
        "values": VALUES,
        "questions": document.questions[: QUESTIONS - len(cautions[1:QUESTIONS])],
    }
    return render(request, "conditions/sheet.html", context)


COLUMNS = (
    "condition", "outcome_label", "comparator_label", "verdict", "certainty_label", "rated_by_label", "size_label",
    "effect", "interval_words", "studies", "participants", "follow_up", "source",
)  # fmt: skip

LAST_COLUMNS = ("source_standing", "last_reviewed_on", "standing", "doubts")
"""How the source of its numbers stands; then the worst standing among all its sources, and what is known."""


def _as_csv(cards: Iterable[Publication]) -> Iterator[str]:
    """Yield findings as lines of CSV, each card read when its line is asked for."""
    rows = (
        [
            card.title,
            card.get_absolute_url(),
            *(card.data[name] for name in COLUMNS),
            card.source_standing,
            card.last_reviewed_on or "",
            card.standing,
            " ".join(card.doubts),
        ]
        for card in cards
    )
    return csv_lines(chain([("title", "address", *COLUMNS, *LAST_COLUMNS)], rows))


def _download(filename: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{filename}"'}
