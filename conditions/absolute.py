"""Effects and harms in absolute terms: people of 1,000, points on a scale, and a picture of 1,000 people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.safestring import SafeString

from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.documents import plain_number

from . import pictures, wording
from .documents import EvidenceDocument, Rate, SafetyDocument
from .risks import DENOMINATOR, of_1000, risk_with
from .terms import Direction, Measure, Outcome
from .wording.sentences import OUTCOMES

EVENTS = {Outcome.RESPONDER: "clearly improved"}
"""What happened to the people who are counted."""


def absolute_effects(document: EvidenceDocument) -> list[str]:
    """Return sentences that tell the effect in people of 1,000 or in points; none where that needs a guess."""
    if document.estimate is None:
        return []
    if document.measure in (Measure.RR, Measure.OR, Measure.RD):
        sentence = _people(document, document.estimate)
    elif document.measure == Measure.MD:
        sentence = _points(document, document.estimate)
    else:
        sentence = _reexpressed(document, document.estimate)
    if not sentence:
        return []
    return ["This is very uncertain:", sentence] if document.certainty == Certainty.VERY_LOW else [sentence]


def _people(document: EvidenceDocument, estimate: Decimal) -> str:
    """Return "About 473 of 1,000 people clearly improved with sham; about 603 did with acupuncture (491 to 716)."."""
    base, share = document.baseline_risk, risk_with(document, estimate)
    if base is None or share is None or not 0 <= share <= 1:
        return ""
    event = EVENTS.get(document.outcome, f"had what was counted ({OUTCOMES[document.outcome].noun})")
    text = (
        f"About {of_1000(base):,} of {DENOMINATOR:,} people {event} with {wording.against_words(document)}; "
        f"about {of_1000(share):,} did with {wording.tested_words(document)}"
    )
    if document.ci_low is not None and document.ci_high is not None:
        ends = (risk_with(document, end) for end in (document.ci_low, document.ci_high))
        low, high = (of_1000(min(max(end, Decimal(0)), Decimal(1))) for end in ends if end is not None)
        text += f" ({low:,} to {high:,})"
    return f"{text}."


def _scale(name: str, minimum: Decimal | None, maximum: Decimal | None) -> str:
    if minimum is None or maximum is None:
        return name or "the scale used"
    return f"{name or 'a scale'} from {plain_number(minimum)} to {plain_number(maximum)}"


def _points_in_words(value: Decimal) -> str:
    return f"{plain_number(value)} {'point' if value == 1 else 'points'}"


def _which_way(document: EvidenceDocument, value: Decimal) -> str:
    """Return "lower, which is better", or what it is."""
    meaning = "better" if wording.direction_of(document) == Direction.BENEFIT else "worse"
    return f"{'lower' if value < 0 else 'higher'}, which is {meaning},"


def _points(document: EvidenceDocument, estimate: Decimal) -> str:
    """Return "The average pain score was 5 points lower, which is better, with acupuncture than with ...: ..."."""
    if not document.scale.name:
        return ""
    score = f"The average score for {OUTCOMES[document.outcome].noun}"
    scale = _scale(document.scale.name, document.scale.minimum, document.scale.maximum)
    tested, against = wording.tested_words(document), wording.against_words(document)
    if estimate == 0:
        return f"{score} was the same with {tested} as with {against}, on {scale}."
    interval = wording.interval_in_words(document)
    points = _points_in_words(abs(wording.in_whole_points(document, estimate)))
    difference = f"{points} {_which_way(document, estimate)}"
    text = f"{score} was {difference} with {tested} than with {against}, on {scale}"
    return f"{text}: {interval}." if interval else f"{text}."


def _reexpressed(document: EvidenceDocument, estimate: Decimal) -> str:
    """Tell an SMD again in points: SMD x SD of the familiar scale (Cochrane Handbook, section 15.5.3.2)."""
    scale = document.reexpression
    if scale is None:
        return ""

    def points(value: Decimal) -> str:
        return plain_number((value * scale.sd).quantize(Decimal("0.1"), ROUND_HALF_UP))

    interval = wording.interval_in_words(document, has_scale=True)
    tested, against = wording.tested_words(document), wording.against_words(document)
    return (
        f"On {_scale(scale.scale, scale.minimum, scale.maximum)} this is about {points(abs(estimate))} points "
        f"{_which_way(document, estimate)} with {tested} than with {against}{f': {interval}' if interval else ''}. "
        f"This takes it that scores spread by {plain_number(scale.sd)} points."
    )


# --- Harms ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Frequency:
    """How often a harm happens, as a text and a picture that say the same."""

    text: str
    as_printed: str
    """The rate with the source's own denominator, so that it can be found there."""
    svg: SafeString | None


def frequency(document: SafetyDocument, slug: str) -> Frequency | None:
    """Return how often a harm happens; None when the note has no rate, no picture where it is rarer than 1 of 100."""
    rate = document.rate
    if rate is None:
        return None
    text, of_100 = frequency_text(rate), int((_share(rate) * 100).quantize(Decimal(1), ROUND_HALF_UP))
    return Frequency(text, rate_text(rate), pictures.dots(of_100, slug, text) if of_100 else None)


def frequency_text(rate: Rate) -> str:
    """Return "About 9 of 100 people (between 5 and 15)."; with what was counted where the note's title does not say."""
    of, counted = _denominator(rate), f": {rate.counted}" if rate.counted else ""
    text = about(rate)
    if rate.low is not None and rate.high is not None and rate.low * of >= rate.denominator:
        low, high = (_rounded(end / rate.denominator * of) for end in (rate.low, rate.high))
        text += f" (between {low:,} and {high:,})"
    return f"{text[0].upper()}{text[1:]}{counted}."


def about(rate: Rate) -> str:
    """Return a rate as one says it: "about 9 of 100 people", "about 1 of 10,000 people"."""
    of = _denominator(rate)
    return f"about {_rounded(_share(rate) * of):,} of {of:,} {_unit(rate)}"


ROUND_NUMBERS = (100, 1000, 10_000, 100_000, 1_000_000, 10_000_000)
TOLERANCE = Decimal("0.15")
"""How far rounding to whole people may move a rate, as a share of it: 1.7 of 100 is told as 17 of 1,000, not as 2."""


def _denominator(rate: Rate) -> int:
    """Return the smallest round number of which the rate is a whole number, or nearly."""
    for of in ROUND_NUMBERS:
        number = _share(rate) * of
        if _rounded(number) >= 1 and abs(_rounded(number) - number) <= TOLERANCE * number:
            return of
    return ROUND_NUMBERS[0] if not rate.count else ROUND_NUMBERS[-1]


def _share(rate: Rate) -> Decimal:
    return rate.count / rate.denominator


def _rounded(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1), ROUND_HALF_UP)


def rate_text(rate: Rate) -> str:
    """Return a rate as the source gives it: "9.31 of 100 people (95% interval 5.1 to 14.62) over a course"."""
    text = f"{_count(rate)} of {rate.denominator:,} {_unit(rate)}"
    if rate.low is not None and rate.high is not None:
        text += f" (95% interval {plain_number(rate.low)} to {plain_number(rate.high)})"
    return f"{text} {rate.period}".strip()


def _unit(rate: Rate) -> str:
    return "people" if rate.unit == "people" else "treatments"


def _count(rate: Rate) -> str:
    count = plain_number(rate.count)
    return f"{int(count):,}" if count.isdigit() else count
