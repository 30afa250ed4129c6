"""The evidence map, and findings as tables."""

from collections.abc import Container, Iterable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from acuinfo.publishing.language import in_sentence
from acuinfo.publishing.models import Publication
from acuinfo.reading.qr_code import qr_code
from acuinfo.reading.spreadsheets import CONTENT_TYPE, csv_lines
from acuinfo.reading.views import find, live_page, one_address

from .documents import ConditionDocument
from .map_picture import picture
from .models import Condition, EvidenceSummary
from .pages import condition_context, evidence_map, positions_taken
from .terms import Comparator


def _map_cards() -> tuple[list[Publication], list[Publication]]:
    """Return the live evidence and condition cards. One query."""
    found = (
        Publication.objects.live().filter(kind__in=[Condition.KIND, EvidenceSummary.KIND]).as_cards().in_list_order()
    )
    cards = list(found)
    return (
        [card for card in cards if card.kind == EvidenceSummary.KIND],
        [card for card in cards if card.kind == Condition.KIND],
    )


SORTS = {
    "name": gettext_lazy("By name"),
    "people": gettext_lazy("Most people first"),
    "certainty": gettext_lazy("Most certain first"),
}


def map_page(request: HttpRequest) -> HttpResponse:
    """Show conditions x outcomes for one comparator, in the order asked for."""
    chosen = _choice(request, "comparator", Comparator.values, Comparator.SHAM.value)
    order = _choice(request, "sort", SORTS, "name")
    address = _map_url(chosen, order)
    if request.get_full_path() != address:
        return HttpResponsePermanentRedirect(address)
    evidence, conditions = _map_cards()
    grid = evidence_map(evidence, conditions, chosen, order)
    comparators = [
        {"label": c.label, "url": _map_url(c.value, order), "selected": c.value == chosen} for c in Comparator
    ]
    label = Comparator(chosen).label
    context = {
        "map": grid,
        "picture": picture(grid, _("Findings compared with %(comparator)s") % {"comparator": in_sentence(label)}),
        "comparators": comparators,
        "comparator_label": label,
        "sorts": [
            {"label": words, "url": _map_url(chosen, key), "selected": key == order} for key, words in SORTS.items()
        ],
        "csv_url": reverse("evidence-map-csv"),
    }
    return render(request, "conditions/evidence_map.html", context)


def _choice(request: HttpRequest, name: str, allowed: Container[str], default: str) -> str:
    """Return what was asked for if it is allowed and asked for once, else the default."""
    asked = request.GET.getlist(name)
    return asked[0] if len(asked) == 1 and asked[0] in allowed else default


def _map_url(comparator: str, order: str) -> str:
    said = {"comparator": comparator, "sort": order}
    defaults = {"comparator": Comparator.SHAM.value, "sort": "name"}
    query = urlencode({key: value for key, value in said.items() if value != defaults[key]})
    return reverse("evidence-map") + (f"?{query}" if query else "")


def map_csv(request: HttpRequest) -> HttpResponse:
    """Give the evidence map of every comparator as CSV."""
    evidence, _conditions = _map_cards()
    return csv_of_evidence(evidence, "evidence-map.csv")


@one_address
def findings_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the summary of findings of one condition as CSV: a line for each finding that readers see. Two queries."""
    condition = find(request, Condition.KIND, slug, "findings.csv")
    findings = Publication.objects.live().covering(condition).of_kind(EvidenceSummary.KIND).as_cards().in_list_order()
    return csv_of_evidence(findings, f"{slug}-findings.csv")


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


def csv_of_evidence(cards: Iterable[Publication], filename: str) -> HttpResponse:
    """Return findings as CSV."""
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
    table = csv_lines([("title", "address", *COLUMNS, "source_standing", "last_reviewed_on"), *rows])
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse("".join(table), content_type=CONTENT_TYPE, headers=headers)
