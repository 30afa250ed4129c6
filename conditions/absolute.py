"""Effects and harms in absolute terms: people of 1,000, points on a scale, and a picture of 1,000 people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.documents import plain_number

from . import wording
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
    """Return a harm's frequency of 1,000; None when the note has no rate."""
    rate = document.rate
    if rate is None:
        return None
    whole = int(of_1000(rate.count / rate.denominator))
    text = frequency_text(rate)
    return Frequency(text, rate_text(rate), dots(whole, text, slug) if whole else None)


def frequency_text(rate: Rate) -> str:
    """Return "About 9 in 1,000 people (between 5 and 15).", or for a rarer one "About 1 in 10,000 people."."""
    unit = _unit(rate)
    if of_1000(rate.count / rate.denominator) < 1:
        return f"About {_in_one_digit(rate.count)} in {rate.denominator:,} {unit}."
    text = f"About {of_1000(rate.count / rate.denominator)} in {DENOMINATOR:,} {unit}"
    if rate.low is not None and rate.high is not None:
        text += f" (between {of_1000(rate.low / rate.denominator)} and {of_1000(rate.high / rate.denominator)})"
    return f"{text}."


def rate_text(rate: Rate) -> str:
    """Return a rate as the source gives it: "9.31 of 100 people (95% interval 5.1 to 14.62) over a course"."""
    text = f"{_count(rate)} of {rate.denominator:,} {_unit(rate)}"
    if rate.low is not None and rate.high is not None:
        text += f" (95% interval {plain_number(rate.low)} to {plain_number(rate.high)})"
    return f"{text} {rate.period}".strip()


def _in_one_digit(count: Decimal) -> str:
    """Return a count in whole people; one below a half as "0.2", since "0" would say never."""
    whole = count.quantize(Decimal(1), ROUND_HALF_UP)
    return f"{whole:,}" if whole else plain_number(count.quantize(Decimal("0.1"), ROUND_HALF_UP))


def _unit(rate: Rate) -> str:
    return "people" if rate.unit == "people" else "treatments"


def _count(rate: Rate) -> str:
    count = plain_number(rate.count)
    return f"{int(count):,}" if count.isdigit() else count


def dots(marked: int, text: str, slug: str) -> SafeString:
    """Return a picture of 1,000 dots, 40 a row, with the first ones marked and the text as its description."""
    across, step = 40, 8
    return format_html(
        '<svg class="dots" viewBox="0 0 {} {}" role="img" aria-labelledby="dots-{}"><title id="dots-{}">{}</title>'
        '<path class="dot dot-marked" d="{}"/><path class="dot" d="{}"/></svg>',
        across * step,
        DENOMINATOR // across * step,
        slug,
        slug,
        text,
        _circles(range(marked), across, step),
        _circles(range(marked, DENOMINATOR), across, step),
    )


def _circles(places: range, across: int, step: int) -> str:
    """Return one path that draws a circle of radius 3 at each place, counted from the top left."""
    return "".join(f"M{i % across * step + 1} {i // across * step + 4}a3 3 0 1 1 6 0a3 3 0 1 1-6 0" for i in places)
