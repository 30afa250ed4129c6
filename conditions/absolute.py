"""Effects and harms in absolute terms: people of 1,000, points on a scale, and a picture of 1,000 people."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.html import format_html
from django.utils.safestring import SafeString

from acuinfo.publishing.documents import plain_number

from .documents import EvidenceDocument, Rate, SafetyDocument
from .terms import Measure

DENOMINATOR = 1000
"""The one denominator of every page."""


def of_1000(share: Decimal) -> Decimal:
    """Return how many of 1,000 a share is, rounded to whole people."""
    return (share * DENOMINATOR).quantize(Decimal(1), ROUND_HALF_UP)


def risk_with(document: EvidenceDocument, effect: Decimal) -> Decimal | None:
    """Return the share of people with the outcome with acupuncture, from the baseline risk and an effect.

    Source: Cochrane Handbook, section 15.4.4 (RR, OR and RD to absolute risks). None without a baseline risk.
    """
    base = document.baseline_risk
    if base is None:
        return None
    if document.measure == Measure.RR:
        share = base * effect
    elif document.measure == Measure.OR:
        share = effect * base / (1 - base + effect * base) if base < 1 else Decimal(1)
    elif document.measure == Measure.RD:
        share = base + effect
    else:
        return None
    return min(max(share, Decimal(0)), Decimal(1))


def absolute_effects(document: EvidenceDocument) -> list[str]:
    """Return sentences that tell the effect in people of 1,000 or in points; none where that needs a guess."""
    if document.estimate is None:
        return []
    if document.measure in (Measure.RR, Measure.OR, Measure.RD):
        return _people(document)
    if document.measure == Measure.MD:
        return _points(document)
    return _reexpressed(document)


def _people(document: EvidenceDocument) -> list[str]:
    base, estimate = document.baseline_risk, document.estimate
    if base is None or estimate is None:
        return []
    share = risk_with(document, estimate)
    if share is None:
        return []
    text = (
        f"With the comparison, about {of_1000(base):,} of {DENOMINATOR:,} people; "
        f"with acupuncture, about {of_1000(share):,} of {DENOMINATOR:,} people"
    )
    if document.ci_low is not None and document.ci_high is not None:
        ends = [risk_with(document, end) for end in (document.ci_low, document.ci_high)]
        low, high = (of_1000(end) for end in ends if end is not None)
        text += f" (between {low:,} and {high:,})"
    return [text + "."]


def _scale(name: str, minimum: Decimal | None, maximum: Decimal | None) -> str:
    if minimum is None or maximum is None:
        return name or "the scale used"
    return f"{name or 'a scale'} from {plain_number(minimum)} to {plain_number(maximum)}"


def _points_in_words(value: Decimal) -> str:
    return f"{plain_number(value)} {'point' if value == 1 else 'points'}"


def _more_or_less(value: Decimal) -> str:
    return "lower" if value < 0 else "higher"


def _points(document: EvidenceDocument) -> list[str]:
    estimate = document.estimate
    if estimate is None or not document.scale.name:
        return []
    if estimate == 0:
        return [
            "The scores were the same on "
            f"{_scale(document.scale.name, document.scale.minimum, document.scale.maximum)}."
        ]
    return [
        f"The average score with acupuncture was {_points_in_words(abs(estimate))} {_more_or_less(estimate)} "
        f"on {_scale(document.scale.name, document.scale.minimum, document.scale.maximum)}."
    ]


def _reexpressed(document: EvidenceDocument) -> list[str]:
    """Tell an SMD again in points: SMD x SD of the familiar scale (Cochrane Handbook, section 15.5.3.2)."""
    scale, estimate = document.reexpression, document.estimate
    if scale is None or estimate is None:
        return []

    def points(value: Decimal) -> str:
        return plain_number((value * scale.sd).quantize(Decimal("0.1"), ROUND_HALF_UP))

    text = (
        f"On {_scale(scale.scale, scale.minimum, scale.maximum)} this is about {points(abs(estimate))} points "
        f"{_more_or_less(estimate)}, if scores spread by {plain_number(scale.sd)} points (one standard deviation)"
    )
    return [text + "."]


# --- Harms ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Frequency:
    """How often a harm happens, as a text and a picture that say the same."""

    text: str
    as_printed: str
    """The rate with the source's own denominator, so that it can be found there."""
    per_1000: int | None
    """Whole people or treatments of 1,000; None when fewer than one in 1,000."""
    svg: SafeString | None


def frequency(document: SafetyDocument, slug: str) -> Frequency | None:
    """Return a harm's frequency of 1,000; None when the note has no rate."""
    rate = document.rate
    if rate is None:
        return None
    whole = int(of_1000(rate.count / rate.denominator))
    text = frequency_text(rate)
    return Frequency(text, rate_text(rate), whole or None, dots(whole, text, slug) if whole else None)


def frequency_text(rate: Rate) -> str:
    """Return a rate of 1,000 people or treatments, whole; a rarer one also as the source gives it."""
    unit = _unit(rate)
    if of_1000(rate.count / rate.denominator) < 1:
        return f"Fewer than 1 of {DENOMINATOR:,} {unit} (about {_count(rate)} of {rate.denominator:,})."
    text = f"About {of_1000(rate.count / rate.denominator)} of {DENOMINATOR:,} {unit}"
    if rate.low is not None and rate.high is not None:
        text += f" (between {of_1000(rate.low / rate.denominator)} and {of_1000(rate.high / rate.denominator)})"
    return f"{text}."


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
