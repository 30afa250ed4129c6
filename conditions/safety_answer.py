"""Whether it is safe, told from the rates of safety notes: in one sentence, then what is common, then what is rare.

Pure functions of the cards of safety notes. Sentences are English, as all that is composed of content.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from acuinfo.publishing.models import Publication

from .absolute import about
from .documents import Rate
from .terms import RateUnit, SafetyKind

COMMON, RARE = 1000, 10_000
"""The one denominator of what is common, and that of what is rare and serious."""


@dataclass(frozen=True)
class Harm:
    """One line of a list of harms."""

    card: Publication
    figure: str
    """How many of the list's denominator, such as "93" or "fewer than 1"."""
    share: float
    unit: str
    """People or treatments, as a value of ``RateUnit``."""
    period: str
    is_whole: bool


@dataclass(frozen=True)
class SafetyAnswer:
    """What a page answers to "Is it safe?"."""

    sentence: str
    of_100: int
    """Of 100 people, how many notice something; 0 where nobody counted."""
    common: Sequence[Harm]
    rare: Sequence[Harm]
    uncounted: Sequence[Publication]
    """Side effects and serious harms that nobody counted: they can happen, but nobody knows how often."""
    parts_exceed: bool
    """A part is told larger than the whole it belongs to, because studies counted differently."""
    concerning: Sequence[Publication]
    """The notes for people who should talk to somebody first or should not have it, most urgent first."""
    practical: Sequence[Publication]
    """How to choose a practitioner."""


def safety_answer(notes: Iterable[Publication]) -> SafetyAnswer:
    """Answer from live notes."""
    by_kind: dict[str, list[Publication]] = {kind: [] for kind in SafetyKind.values}
    for note in notes:
        by_kind[note.data["safety_kind"]].append(note)
    common, rare = by_kind[SafetyKind.SIDE_EFFECT], by_kind[SafetyKind.SERIOUS_HARM]
    whole = _whole(common)
    return SafetyAnswer(
        sentence=_sentence(whole, _whole(rare)),
        of_100=int((_share(whole) * 100).quantize(Decimal(1), ROUND_HALF_UP)) if whole else 0,
        common=_harms(common, COMMON),
        rare=_harms(rare, RARE),
        uncounted=[note for note in (*rare, *common) if not note.data["rate"]],
        parts_exceed=any(_exceeds(notes) for notes in (common, rare)),
        concerning=[*by_kind[SafetyKind.WHO_SHOULD_NOT], *by_kind[SafetyKind.CAUTION]],
        practical=by_kind[SafetyKind.PRACTITIONER],
    )


def _sentence(common: Rate | None, rare: Rate | None) -> str:
    """Return "Unwanted effects in about 9 of 100 people; serious harm in about 1 of 10,000."."""
    told = [f"unwanted effects in {about(common)}"] if common else []
    if rare:
        unit = f" {rare.unit}" if common and common.unit == rare.unit else ""  # not "of 100 people; of 10,000 people"
        told.append(f"serious harm in {about(rare).removesuffix(unit)}")
    said = "; ".join(told)
    return f"{said[0].upper()}{said[1:]}." if said else ""


def rate_of(note: Publication) -> Rate | None:
    """Return the rate a note's card holds."""
    return Rate.model_validate(note.data["rate"]) if note.data["rate"] else None


def _share(rate: Rate) -> Decimal:
    return rate.count / rate.denominator


def _whole(notes: Iterable[Publication]) -> Rate | None:
    return next((rate for note in notes if note.data["is_whole"] and (rate := rate_of(note))), None)


def _exceeds(notes: Sequence[Publication]) -> bool:
    whole = _whole(notes)
    parts = [rate for note in notes if not note.data["is_whole"] and (rate := rate_of(note))]
    return whole is not None and any(_share(part) > _share(whole) for part in parts)


def _harms(notes: Iterable[Publication], denominator: int) -> list[Harm]:
    """Return the lines of a list, the whole first, then the most frequent."""
    harms = [_harm(note, rate, denominator) for note in notes if (rate := rate_of(note))]
    return sorted(harms, key=lambda harm: (not harm.is_whole, -harm.share, harm.card.sort_key))


def _harm(note: Publication, rate: Rate, denominator: int) -> Harm:
    number = (_share(rate) * denominator).quantize(Decimal(1), ROUND_HALF_UP)
    figure = f"{number:,}" if number >= 1 else "fewer than 1"
    return Harm(note, figure, float(_share(rate)), RateUnit(rate.unit).value, rate.period, note.data["is_whole"])
