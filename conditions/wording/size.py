"""How big an effect is and which way it points: numbers against the thresholds of their scale.

Pure functions of an ``EvidenceDocument``.
"""

from decimal import Decimal

from ..documents import EvidenceDocument
from ..terms import Better, Direction, Measure, Size

COHEN = (Decimal("0.2"), Decimal("0.5"), Decimal("0.8"))
"""Small, moderate and large SMD (Cohen 1988; Cochrane Handbook, section 15.5.3.1)."""


def size_of(document: EvidenceDocument) -> Size:
    """Return how big the effect is, from the scale's thresholds.

    Where a scale has none, the source's own words decide, but what people would not notice is small at most. Without
    words, the noticeable difference can tell little from small, never more.
    """
    distance = _distance(document)
    if distance is None:
        return document.size_in_words or Size.UNKNOWN
    if distance == 0:
        return Size.LITTLE
    thresholds = _thresholds(document)
    if thresholds:
        reached = [size for size, from_here in thresholds if distance >= from_here]
        return reached[-1] if reached else Size.LITTLE
    below = is_below_noticeable(document)
    said = document.size_in_words
    if said:
        return Size.SMALL if below and said in (Size.MODERATE, Size.LARGE) else said
    if below is None:
        return Size.UNKNOWN
    return Size.LITTLE if below else Size.SMALL


def direction_of(document: EvidenceDocument) -> Direction:
    """Return which side the point estimate favours; without a number, what the source says in words."""
    estimate = estimate_of(document)
    if estimate is None:
        return document.direction_in_words or Direction.NONE
    null = document.measure.null_value
    if estimate == null:
        return Direction.NONE
    is_lower = estimate < null
    return Direction.BENEFIT if is_lower == (document.scale.better == Better.LOWER) else Direction.HARM


def crosses_null(document: EvidenceDocument) -> bool | None:
    """Tell whether the interval contains, or touches, no difference; None when there is no interval."""
    if document.measure == Measure.NONE or document.ci_low is None or document.ci_high is None:
        return None
    return document.ci_low <= document.measure.null_value <= document.ci_high


def is_below_noticeable(document: EvidenceDocument) -> bool | None:
    """Tell whether the difference is smaller than the noticeable one; None when either is unknown.

    The noticeable difference is in the unit of the effect (for a ratio a distance from 1, for a risk difference
    a share of 1). For an SMD with a re-expression it is in points of that familiar scale.
    """
    difference = told_difference(document)
    if difference is None or document.noticeable_difference is None:
        return None
    return difference < abs(document.noticeable_difference)


def estimate_of(document: EvidenceDocument) -> Decimal | None:
    """Return the estimate, or None where the finding has no number."""
    return None if document.measure == Measure.NONE or document.no_trials else document.estimate


def _distance(document: EvidenceDocument) -> Decimal | None:
    """Return how far the estimate lies from no difference, in the unit of the thresholds.

    A ratio at or below 0 is no ratio, so it has no distance.
    """
    estimate = estimate_of(document)
    if estimate is None:
        return None
    if document.measure.is_ratio:
        return max(estimate, 1 / estimate) - 1 if estimate > 0 else None
    return abs(estimate)


def told_difference(document: EvidenceDocument) -> Decimal | None:
    """Return the difference in the unit of the noticeable difference."""
    distance = _distance(document)
    if distance is not None and document.measure == Measure.SMD and document.reexpression:
        return distance * abs(document.reexpression.sd)
    return distance


def _thresholds(document: EvidenceDocument) -> list[tuple[Size, Decimal]]:
    scale = document.scale
    values: tuple[Decimal | None, ...] = (scale.small, scale.moderate, scale.large)
    if document.measure == Measure.SMD and values == (None, None, None):
        values = COHEN
    if values[0] is None:  # without the lowest step nothing tells little from small
        return []
    steps = zip((Size.SMALL, Size.MODERATE, Size.LARGE), values, strict=True)
    return [(size, value) for size, value in steps if value is not None]
