"""What the pages of conditions, evidence summaries and safety notes show besides their own edition.

A page is composed when it is read: the condition's edition plus the live cards about it, in one query.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.conf import settings
from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.language import in_english
from acuinfo.publishing.models import Publication
from acuinfo.publishing.prepared import Prepared
from acuinfo.reading.pages import Page

from . import wording
from .absolute import absolute_effects, frequency
from .compiling import effect_text
from .documents import ConditionDocument, EvidenceDocument, Guideline, SafetyDocument
from .forest import forest_svg
from .grade import target_of
from .models import Condition, EvidenceSummary, SafetyNote
from .terms import Caution, Comparator, HowSoon, Outcome, Position, RatedBy, SafetyKind, Urgency


# --- The answer grid --------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Cell:
    """What is known about one outcome against one comparator."""

    column: str
    entries: Sequence[Publication]

    @property
    def empty_text(self) -> str:
        """What an empty cell says."""
        return "" if self.entries else gettext("Not assessed")


@dataclass(frozen=True)
class GridRow:
    """One outcome of the answer grid, or one condition of the evidence map."""

    label: str
    cells: Sequence[Cell]
    url: str = ""


@dataclass(frozen=True)
class Column:
    """One comparator of the answer grid, or one outcome of the evidence map."""

    value: str
    label: str


@dataclass(frozen=True)
class Grid:
    """A real table of findings."""

    columns: Sequence[Column]
    rows: Sequence[GridRow]

    @property
    def is_empty(self) -> bool:
        """True when there is nothing to show."""
        return not self.rows


def answer_grid(evidence: Iterable[Publication]) -> Grid:
    """Return outcomes x comparators of one condition; rows without any finding are left out."""
    by_cell = _by_cell(evidence, "outcome", "comparator")
    columns = [Column(c.value, str(c.label)) for c in Comparator]
    rows = [
        GridRow(str(outcome.label), [Cell(str(c.label), by_cell.get((outcome.value, c.value), ())) for c in columns])
        for outcome in Outcome
        if any((outcome.value, c.value) in by_cell for c in columns)
    ]
    return Grid(columns, rows)


def evidence_map(
    evidence: Iterable[Publication], conditions: Sequence[Publication], comparator: str, order: str = "name"
) -> Grid:
    """Return conditions x outcomes for one comparator; outcomes nobody measured are left out."""
    shown = [card for card in evidence if card.data["comparator"] == comparator]
    by_cell = _by_cell(shown, "condition", "outcome")
    outcomes = [o for o in Outcome if any(card.data["outcome"] == o.value for card in shown)]
    columns = [Column(o.value, str(o.label)) for o in outcomes]
    rows = [
        GridRow(
            condition.title,
            [Cell(str(c.label), by_cell.get((condition.slug, c.value), ())) for c in columns],
            condition.get_absolute_url(),
        )
        for condition in conditions
    ]
    return Grid(columns, sorted(rows, key=MAP_ORDERS[order]) if columns else [])


def _entries(row: GridRow) -> list[Publication]:
    return [entry for cell in row.cells for entry in cell.entries]


MAP_ORDERS: dict[str, Callable[[GridRow], Any]] = {
    "name": lambda row: row.label.casefold(),
    "people": lambda row: -sum(entry.data["participants"] or 0 for entry in _entries(row)),
    "certainty": lambda row: min((_certainty_rank(entry) for entry in _entries(row)), default=len(Certainty)),
}
"""How the conditions of the evidence map can be ordered."""


def _by_cell(evidence: Iterable[Publication], row: str, column: str) -> dict[tuple[str, str], list[Publication]]:
    cells: dict[tuple[str, str], list[Publication]] = {}
    for card in evidence:
        cells.setdefault((card.data[row], card.data[column]), []).append(card)
    for entries in cells.values():
        entries.sort(key=_strongest_first)
    return cells


def _certainty_rank(card: Publication) -> int:
    return Certainty(card.data["certainty"]).rank


def _strongest_first(card: Publication) -> tuple[int, int, str]:
    return (_certainty_rank(card), -(card.data["participants"] or 0), card.slug)


# --- Conditions -------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class SafetyGroup:
    """The safety notes of one kind."""

    label: str
    slug: str
    cards: Sequence[Publication]


@dataclass(frozen=True)
class CautionLine:
    """One caution of the checklist: covered by a note, marked as not applicable, or open."""

    label: str
    card: Publication | None
    not_applicable_reason: str

    @property
    def is_named_alike(self) -> bool:
        """True when the note's title only repeats the caution's name."""
        if self.card is None:
            return False
        return self.card.title.casefold() == in_english(Caution(self.card.data["covers"]).label).casefold()


@dataclass(frozen=True)
class PositionCount:
    """How many current guideline statements take a position."""

    label: str
    count: int


def condition_context(page: Page) -> Mapping[str, Any]:
    """Return what surrounds a condition: answers, safety, guidelines, related articles. One query."""
    document = page.document
    assert isinstance(document, ConditionDocument)  # noqa: S101  the engine compiled it
    cards = [card for card in _COVERING(page.publication.pk) if card.pk != page.publication.pk]
    page.surrounding = cards
    evidence = [card for card in cards if card.kind == EvidenceSummary.KIND]
    safety = [card for card in cards if card.kind == SafetyNote.KIND]
    return {
        "answers": answer_grid(evidence),
        "evidence": evidence,
        "help_cards": help_cards(document),
        "safety": safety_groups(safety),
        "cautions": caution_lines(safety, document),
        "guideline_counts": guideline_counts(document),
        "replaced_guidelines": sum(1 for guideline in document.guidelines if guideline.superseded_by),
        "related": [card for card in cards if card.kind not in (EvidenceSummary.KIND, SafetyNote.KIND)],
        "surroundings": tuple(card.as_shown for card in cards),
        **said_here(page, safety),
    }


def said_here(page: Page, notes: Sequence[Publication] | None, cards: Iterable[Publication] = ()) -> Mapping[str, Any]:
    """Return what readers can say of themselves, and the notes for what they said.

    ``notes`` are those that the page shows; None where it shows none, and the matching ones are among ``cards``.
    """
    if page.about_me is None:
        return {}
    return {
        "choices": page.about_me.choices(notes),
        "for_me": page.about_me.matching(sorted(cards if notes is None else notes, key=_advice_first)),
    }


def _advice_first(card: Publication) -> int:
    return ADVICE_FIRST.index(SafetyKind(card.data["safety_kind"])) if card.kind == SafetyNote.KIND else -1


ADVICE_FIRST = (
    SafetyKind.WHO_SHOULD_NOT, SafetyKind.CAUTION, SafetyKind.SERIOUS_HARM, SafetyKind.SIDE_EFFECT,
    SafetyKind.PRACTITIONER,
)  # fmt: skip
"""The order of the notes for what readers said: first what to do before a treatment."""


@dataclass(frozen=True)
class HelpCard:
    """The warning signs that need help equally soon."""

    how_soon: str
    heading: str
    """What to do, up to and including "if:"."""
    flags: Sequence[str]


def help_cards(document: ConditionDocument) -> list[HelpCard]:
    """Return the warning signs as cards, the worst first; signs that nobody sorted ask for help "now", as they did."""
    wanted: dict[HowSoon | None, str] = {how_soon: help_words(how_soon) for how_soon in HowSoon}
    wanted[None] = gettext("Get medical help now if:")
    by_card = {how_soon: [f.text for f in document.red_flags if f.how_soon == how_soon] for how_soon in wanted}
    return [
        HelpCard(how_soon.value if how_soon else "unsorted", heading, by_card[how_soon])
        for how_soon, heading in wanted.items()
        if by_card[how_soon]
    ]


def help_words(how_soon: HowSoon) -> str:
    """Return whom to turn to, with the numbers of the site's country: "Call 999 or go to hospital now if:"."""
    *others, last = settings.EMERGENCY_NUMBERS
    numbers = gettext("%(numbers)s or %(last)s") % {"numbers": ", ".join(others), "last": last} if others else last
    if how_soon == HowSoon.EMERGENCY and others:
        return gettext("Call your emergency number (%(numbers)s) or go to hospital now if:") % {"numbers": numbers}
    if how_soon == HowSoon.EMERGENCY:
        return gettext("Call %(number)s or go to hospital now if:") % {"number": numbers}
    if how_soon == HowSoon.SOON:
        return gettext("See a doctor in the next days if:")
    if settings.ADVICE_NUMBER:
        return gettext("Call %(number)s or see a doctor today if:") % {"number": settings.ADVICE_NUMBER}
    return gettext("See a doctor today if:")


SEVERAL = {SafetyKind.SIDE_EFFECT: _("Side effects"), SafetyKind.CAUTION: _("Cautions")}
"""What a group of notes is called where the name of one would sound odd."""

_COVERING = Prepared(lambda pk: Publication.objects.live().covering(pk).as_cards().in_list_order(), int)


def safety_groups(cards: Iterable[Publication]) -> list[SafetyGroup]:
    """Group safety notes by kind, most serious first; inside, most urgent first."""
    kinds, urgencies = SafetyKind.values, Urgency.values
    ordered = sorted(
        cards, key=lambda c: (kinds.index(c.data["safety_kind"]), urgencies.index(c.data["urgency"]), c.sort_key)
    )
    return [
        SafetyGroup(str(SEVERAL.get(kind, SafetyKind(kind).label)), kind, list(members))
        for kind, members in groupby(ordered, key=lambda c: c.data["safety_kind"])
    ]


def caution_lines(safety: Iterable[Publication], document: ConditionDocument) -> list[CautionLine]:
    """Go through the checklist of cautions."""
    covering = {card.data["covers"]: card for card in safety if card.data["covers"]}
    excepted = {row.caution: row.reason for row in document.cautions_not_applicable}
    return [CautionLine(str(c.label), covering.get(c.value), excepted.get(c, "")) for c in Caution]


def guideline_counts(document: ConditionDocument) -> list[PositionCount]:
    """Count the current guideline statements by position."""
    current = [g.position for g in document.guidelines if not g.superseded_by]
    return [PositionCount(str(p.label), current.count(p)) for p in Position if p in current]


def positions_taken(document: ConditionDocument) -> list[tuple[str, Sequence[Guideline]]]:
    """Return each position that a current guideline statement takes, with the statements that take it."""
    current = [g for g in document.guidelines if not g.superseded_by]
    return [(str(p.label), found) for p in Position if (found := [g for g in current if g.position == p])]


# --- Evidence and safety ----------------------------------------------------------------------------------------
def evidence_context(page: Page) -> Mapping[str, Any]:
    """Return a finding in words, numbers and pictures, and the card of its condition. One query."""
    document = page.document
    assert isinstance(document, EvidenceDocument)  # noqa: S101  the engine compiled it
    return {
        "condition": Publication.objects.live().of_kind(Condition.KIND).once_at(document.about).first(),
        "verdict": wording.short_verdict(document),
        "statement": document.statement,
        "effect": effect_text(document),
        "interval_words": wording.interval_in_words(document) if document.ci_low is not None else "",
        "below_noticeable": wording.is_below_noticeable(document),
        "below_noticeable_words": wording.below_noticeable_in_words(document),
        "absolute": absolute_effects(document),
        "forest": forest_svg(document, page.publication.slug) if document.trials else None,
        "tested": wording.tested_words(document),
        "target": target_of(document),
        "own_rating": document.rated_by == RatedBy.ACUINFO,
    }


def safety_context(page: Page) -> Mapping[str, Any]:
    """Return a safety note's frequency, the conditions it is limited to, and the notes for what readers said.

    One query; none for a note for everyone, where nothing was said.
    """
    document = page.document
    assert isinstance(document, SafetyDocument)  # noqa: S101  the engine compiled it
    warnings = page.about_me.warnings if page.about_me else ()
    cards: Iterable[Publication] = ()
    if document.conditions or warnings:
        conditions = Publication.objects.of_kind(Condition.KIND).once_at(document.conditions).order_by().values("pk")
        wanted = conditions.union(Publication.objects.filter(pk__in=warnings).order_by().values("pk"))
        cards = list(Publication.objects.live().filter(pk__in=wanted).as_cards().in_list_order())
    return {
        "conditions": [card for card in cards if card.kind == Condition.KIND],
        "frequency": frequency(document, page.publication.slug),
        **said_here(page, None, [card for card in cards if card.pk != page.publication.pk]),
        "is_for_me": page.publication.pk in warnings,
    }
