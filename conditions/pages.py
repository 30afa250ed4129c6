"""What the pages of conditions, evidence summaries and safety notes show besides their own edition.

A page is composed when it is read: the condition's edition plus the live cards about it, in one query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext

from acuinfo.publishing.language import in_english, in_sentence
from acuinfo.publishing.models import Publication
from acuinfo.publishing.prepared import Prepared
from acuinfo.reading.pages import Page

from . import pictures, wording
from .absolute import absolute_effects, frequency
from .compiling import counted_guidelines, effect_text
from .disagreement import Disagreement, disagree, disagreements, strongest_first
from .documents import ConditionDocument, EvidenceDocument, Guideline, SafetyDocument
from .figures import people_of, points_of
from .forest import forest_svg
from .grade import target_of
from .models import Condition, EvidenceSummary, SafetyNote
from .panel import answer_lines, leading_cards, picture_of, sureness
from .ruler import place_on_ruler
from .safety_answer import safety_answer
from .terms import Caution, Comparator, HowSoon, Outcome, Position, RatedBy, SafetyKind


# --- The answer grid --------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Cell:
    """What is known about one outcome against one comparator, the strongest finding first."""

    column: str
    entries: Sequence[Publication]
    is_of_empty_column: bool = False

    @property
    def disagree(self) -> bool:
        """True when the findings point to different bands of size."""
        return disagree(self.entries)


@dataclass(frozen=True)
class GridRow:
    """One outcome of the answer grid."""

    label: str
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Column:
    """One comparator of the answer grid."""

    value: str
    label: str
    is_empty: bool
    """Nobody has looked at this comparison yet, whatever was measured."""


@dataclass(frozen=True)
class Grid:
    """Outcomes x comparators of one condition."""

    columns: Sequence[Column]
    rows: Sequence[GridRow]
    not_looked: Sequence[str]
    """The comparators and the outcomes without any finding, in the interface's words."""

    @property
    def is_empty(self) -> bool:
        """True when there is nothing to show."""
        return not self.rows

    @property
    def findings(self) -> Iterator[Publication]:
        """Yield every finding that has numbers, in the order of the grid."""
        return (e for row in self.rows for cell in row.cells for e in cell.entries if not e.data["no_trials"])


def answer_grid(evidence: Iterable[Publication]) -> Grid:
    """Return outcomes x comparators of one condition; rows without any finding are left out."""
    by_cell = _by_cell(evidence)
    seen = {place: {key[place] for key in by_cell} for place in (0, 1)}
    columns = [Column(c.value, str(c.label), c.value not in seen[1]) for c in Comparator]
    rows = [
        GridRow(
            str(outcome.label),
            [Cell(c.label, by_cell.get((outcome.value, c.value), ()), c.is_empty) for c in columns],
        )
        for outcome in Outcome
        if outcome.value in seen[0]
    ]
    compared = gettext("compared with %(comparator)s")
    not_looked = [compared % {"comparator": in_sentence(c.label)} for c in columns if c.is_empty]
    not_looked += [in_sentence(o.label) for o in Outcome if o.value not in seen[0]]
    return Grid(columns, rows, not_looked if rows else ())


def _by_cell(evidence: Iterable[Publication]) -> dict[tuple[str, str], list[Publication]]:
    cells: dict[tuple[str, str], list[Publication]] = {}
    for card in sorted(evidence, key=strongest_first):
        cells.setdefault((card.data["outcome"], card.data["comparator"]), []).append(card)
    return cells


@dataclass(frozen=True)
class SmallMap:
    """Conditions x the three outcomes that come first, against one comparator."""

    columns: Sequence[str]
    rows: Sequence[tuple[Publication, Sequence[Cell]]]


def map_in_small(evidence: Iterable[Publication], conditions: Sequence[Publication]) -> SmallMap:
    """Return what the home page shows of findings against one comparator; no outcome without any finding.

    First stands what the condition's answer is made of, so that both say the same.
    """
    said = {(c.name_in_documents, line["words"]) for c in conditions for line in c.data.get("answer_lines", ())}
    cells: dict[tuple[str, str], list[Publication]] = {}
    for card in sorted(evidence, key=lambda c: (_answer_of(c) not in said, strongest_first(c))):
        cells.setdefault((card.data["condition"], card.data["outcome"]), []).append(card)
    seen = {outcome for _condition, outcome in cells}
    outcomes = [outcome for outcome in Outcome if outcome.value in seen][:3]
    rows = [
        (c, [Cell(str(o.label), cells.get((c.name_in_documents, o.value), ())) for o in outcomes]) for c in conditions
    ]
    return SmallMap([str(outcome.label) for outcome in outcomes], rows if outcomes else [])


def _answer_of(card: Publication) -> tuple[str, str]:
    return (card.data["condition"], card.data["answer"]["line"])


# --- Conditions -------------------------------------------------------------------------------------------------
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
    """How many guidelines take a position, with the words for so many."""

    words: str
    count: int


def condition_context(page: Page) -> Mapping[str, Any]:
    """Return what surrounds a condition: answers, safety, guidelines, related articles. One query."""
    document = page.document
    assert isinstance(document, ConditionDocument)  # noqa: S101  the engine compiled it
    cards = [card for card in _COVERING(page.publication.pk) if card.pk != page.publication.pk]
    page.surrounding = cards
    evidence = [card for card in cards if card.kind == EvidenceSummary.KIND]
    safety = [card for card in cards if card.kind == SafetyNote.KIND]
    differing = disagreements(evidence)
    lines = answer_lines(leading_cards(document, page.shown), differing)
    is_it_safe = safety_answer(safety)
    return {
        "answers": answer_grid(evidence),
        "panel": lines,
        "sureness": sureness(lines),
        "disagreements": [_told(disagreement) for disagreement in differing],
        "evidence": evidence,
        "help_cards": help_cards(document),
        "safety": is_it_safe,
        "safety_dots": pictures.dots(is_it_safe.of_100, "harms", is_it_safe.sentence) if is_it_safe.of_100 else None,
        "has_notes": bool(safety),
        "cautions": caution_lines(safety, document),
        "guideline_counts": guideline_counts(document),
        "guidelines": guideline_lists(document),
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


_COVERING = Prepared(lambda pk: Publication.objects.live().covering(pk).as_cards().in_list_order(), int)


def caution_lines(safety: Iterable[Publication], document: ConditionDocument) -> list[CautionLine]:
    """Go through the checklist of cautions."""
    covering = {card.data["covers"]: card for card in safety if card.data["covers"]}
    excepted = {row.caution: row.reason for row in document.cautions_not_applicable}
    return [CautionLine(str(c.label), covering.get(c.value), excepted.get(c, "")) for c in Caution]


def guideline_counts(document: ConditionDocument) -> list[PositionCount]:
    """Count the guidelines by position; a position that none takes is counted too, but not a missing silence."""
    positions = [g.position for g in counted_guidelines(document)]
    shown = [p for p in Position if p in positions or p != Position.NONE]
    return [PositionCount(_position_words(p, positions.count(p)), positions.count(p)) for p in shown if positions]


def _position_words(position: Position, n: int) -> str:
    if position == Position.FOR:
        return ngettext("recommends it", "recommend it", n)
    if position == Position.CONSIDER:
        return ngettext("says it may be considered", "say it may be considered", n)
    if position == Position.AGAINST:
        return ngettext("recommends against it", "recommend against it", n)
    return ngettext("makes no recommendation", "make no recommendation", n)


@dataclass(frozen=True)
class GuidelineLists:
    """The statements of official bodies: those that are counted, and those that are not."""

    counted: Sequence[Guideline]
    not_counted: Sequence[Guideline]


def guideline_lists(document: ConditionDocument) -> GuidelineLists:
    """Part the statements into those that are counted and all others, in their order."""
    counted = counted_guidelines(document)
    return GuidelineLists(counted, [g for g in document.guidelines if g not in counted])


# --- Findings that disagree -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class ToldDisagreement:
    """Findings that point to different bands, with their pictures."""

    outcome: str
    comparator: str
    findings: Sequence[tuple[Publication, SafeString | None]]


def _told(disagreement: Disagreement) -> ToldDisagreement:
    findings = [(card, picture_of(card, "disagree-")) for card in disagreement.findings]
    return ToldDisagreement(str(disagreement.outcome.label), str(disagreement.comparator.label), findings)


def positions_taken(document: ConditionDocument) -> list[tuple[str, Sequence[Guideline]]]:
    """Return each position that a counted guideline takes, with the guidelines that take it."""
    counted = counted_guidelines(document)
    return [(str(p.label), found) for p in Position if (found := [g for g in counted if g.position == p])]


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
        "plain_words": wording.plain_words(document),
        "picture": finding_picture(document, page.publication.slug),
        "tested": wording.tested_words(document),
        "target": target_of(document),
        "own_rating": document.rated_by == RatedBy.ACUINFO,
    }


@dataclass(frozen=True)
class FindingPicture:
    """A finding in one kind of picture: each with its number and label, where it has one."""

    kind: str
    pictures: Sequence[tuple[str, str, SafeString]]
    words: str = ""
    """What a reader sees in it, where no sentence of the finding says so."""


def finding_picture(document: EvidenceDocument, slug: str) -> FindingPicture | None:
    """Return what leads the page of a finding: people, else points of a scale, else its place on the ruler."""
    if figure := people_of(document):
        sides = ((figure["base"], wording.against_words(document)), (figure["at"], wording.tested_words(document)))
        drawn = [
            (
                f"{n:,}",
                label,
                pictures.people(n, f"{slug}-{i}", gettext("%(n)s of 1,000 people") % {"n": f"{n:,}"} + f": {label}"),
            )
            for i, (n, label) in enumerate(sides)
        ]
        return FindingPicture("people", drawn)
    if figure := points_of(document):
        return FindingPicture("points", [("", "", pictures.points_bar(figure, slug))], pictures.points_in_words(figure))
    if (place := place_on_ruler(document)) and place["marks"] == 3:
        return FindingPicture("ruler", [("", "", pictures.ruler(place, slug))], pictures.ruler_in_words(place))
    return None


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
