"""The evidence map, and findings as tables."""

from collections.abc import Container, Iterable
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from acuinfo.publishing.language import in_sentence
from acuinfo.publishing.models import Publication
from acuinfo.reading.spreadsheets import CONTENT_TYPE, csv_lines
from acuinfo.reading.views import find, one_address

from .map_picture import picture
from .models import Condition, EvidenceSummary
from .pages import evidence_map
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
    evidence = Publication.objects.live().of_kind(EvidenceSummary.KIND).with_doubts().in_list_order()
    return csv_of_evidence(evidence, "evidence-map.csv")


@one_address
def findings_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the summary of findings of one condition as CSV: a line for each finding that readers see. Two queries."""
    condition = find(request, Condition.KIND, slug, "findings.csv")
    findings = Publication.objects.live().covering(condition).of_kind(EvidenceSummary.KIND)
    findings = findings.with_doubts().in_list_order()
    return csv_of_evidence(findings, f"{slug}-findings.csv")


COLUMNS = (
    "condition", "outcome_label", "comparator_label", "verdict", "certainty_label", "rated_by_label", "size_label",
    "effect", "interval_words", "studies", "participants", "follow_up", "source",
)  # fmt: skip

LAST_COLUMNS = ("source_standing", "last_reviewed_on", "standing", "doubts")
"""How the source of its numbers stands; then the worst standing among all its sources, and what is known."""


def csv_of_evidence(cards: Iterable[Publication], filename: str) -> HttpResponse:
    """Return findings as CSV."""
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
    table = csv_lines([("title", "address", *COLUMNS, *LAST_COLUMNS), *rows])
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse("".join(table), content_type=CONTENT_TYPE, headers=headers)
