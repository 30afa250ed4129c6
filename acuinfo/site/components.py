"""Every component of public pages in all its states, for whoever changes one; on the development server alone.

Findings are made up of numbers that no trial found, but their words, marks and pictures are composed as everywhere.
"""

from dataclasses import dataclass
from itertools import chain, repeat
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from acuinfo.publishing.models import Publication
from acuinfo.reading.pages import Notice, Page
from acuinfo.sources.models import Standing
from conditions import pictures
from conditions.compiling import evidence_card, with_wording
from conditions.documents import ConditionDocument, EvidenceDocument
from conditions.models import Condition, EvidenceSummary
from conditions.pages import help_cards
from conditions.panel import AnswerLine, picture_of, sureness
from conditions.terms import HowSoon

PAIN = {"name": "Pain", "better": "lower", "small": 0.2, "moderate": 0.5, "large": 0.8}
POINTS = {"name": "VAS", "better": "lower", "minimum": 0, "maximum": 100, "noticeable_difference": 10}
MADE_UP: dict[str, Any] = {
    "authors": ("Made up",),
    "condition": "made-up",
    "outcome": "pain",
    "comparator": "sham",
    "measure": "SMD",
    "scale": PAIN,
    "studies": 9,
    "participants": 1835,
    "certainty": "low",
}
STATES: dict[str, dict[str, Any]] = {
    "little": {"certainty": "high", "estimate": -0.05, "ci_low": -0.15, "ci_high": 0.05},
    "small": {"certainty": "moderate", "estimate": -0.28, "ci_low": -0.45, "ci_high": -0.11},
    "moderate": {"estimate": -0.6, "ci_low": -0.7, "ci_high": -0.5, "comparator": "usual-care"},
    "large": {"estimate": -1.2, "ci_low": -1.7, "ci_high": -0.7, "participants": None},
    "worse": {"estimate": 0.3, "ci_low": 0.1, "ci_high": 0.5, "participants": 60},
    "no-interval": {"estimate": -0.28},
    "very-low": {"certainty": "very-low", "estimate": -0.6, "ci_low": -1.5, "ci_high": 0.3},
    "not-rated": {"certainty": "not-rated", "estimate": -0.6, "ci_low": -0.7, "ci_high": -0.5},
    "points": {"measure": "MD", "scale": POINTS, "estimate": -6, "ci_low": -9, "ci_high": -3},
    "no-trials": {
        "certainty": "not-rated", "no_trials": True, "measure": "none", "searched": "2026-01", "studies": None,
        "participants": None,
    },
}  # fmt: skip


def components(request: HttpRequest) -> HttpResponse:
    """Show all components in all states. No query."""
    findings = {state: _finding(state, fields) for state, fields in STATES.items()}
    for card, standing in zip(findings.values(), chain(Standing.values, repeat("")), strict=False):
        card.source_standing = standing
    flags = [{"text": f"Made-up warning sign {n}", "how_soon": how_soon} for n in (1, 2) for how_soon in HowSoon.values]
    document = ConditionDocument.model_validate({"title": "Made-up pain", "red_flags": flags, "authors": ("Made up",)})
    agreeing = [_line(findings[state]) for state in ("small", "moderate")]
    disagreeing = [_line(findings["points"], findings["large"]), _line(findings["very-low"])]
    context = {
        "page": Page(Publication(kind=Condition.KIND, slug="made-up"), document, None),
        "findings": findings,
        "panels": [_Panel(lines, sureness(lines)) for lines in (agreeing, disagreeing, [])],
        "safety": SimpleNamespace(sentence="Made-up effects in about 9 of 100 people."),
        "dots": pictures.dots(9, "made-up-dots", "9 of 100"),
        "people": pictures.people(473, "made-up-people", "473 of 1,000 people"),
        "pictures": [picture for card in findings.values() if (picture := picture_of(card, "alone-"))],
        "help_cards": help_cards(document),
        "notices": [
            Notice(level, "A made-up notice.", "Made-up source (2026).") for level in ("urgent", "caution", "info")
        ],
        "standings": Standing.choices,
        "options": [SimpleNamespace(url="#chips", name=name, selected=name == "B", count=3) for name in "ABC"],
        "listing": SimpleNamespace(
            pages=9, number=5, first_url="#first", previous_url="#before", next_url="#next", last_url="#last"
        ),
    }
    return render(request, "components.html", context)


@dataclass(frozen=True)
class _Panel:
    lines: list[AnswerLine]
    sureness: list[tuple[str, list[str]]]


def _finding(state: str, fields: dict[str, Any]) -> Publication:
    document = with_wording(EvidenceDocument.model_validate({**MADE_UP, **fields}), "Made-up pain", "")
    return Publication(
        kind=EvidenceSummary.KIND, slug=f"made-up-{state}", title=document.title, data=evidence_card(document)
    )


def _line(card: Publication, *others: Publication) -> AnswerLine:
    return AnswerLine(card, others, picture_of(card, "line-"))
