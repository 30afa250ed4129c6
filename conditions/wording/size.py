"""How big an effect is and which way it points: numbers against the thresholds of their scale.

Pure functions of an ``EvidenceDocument``.
"""

from decimal import Decimal

from ..documents import EvidenceDocument
from ..risks import people_more
from ..terms import Better, Direction, Measure, Size

COHEN = (Decimal("0.2"), Decimal("0.5"), Decimal("0.8"))
"""Small, moderate and large SMD (Cohen 1988; Cochrane Handbook, section 15.5.3.1)."""


def size_of(document: EvidenceDocument) -> Size:
    """Return how big the effect is: one rule for every finding.

    Below the noticeable difference or the small threshold it is little or none; above, a step of the scale that has
    both its ends (the top one needs only its lower). Where the scale has no such step, the size is not judged. Only a
    finding without a number takes the source's own word.
    """
    if estimate_of(document) is None:
        return document.size_in_words or Size.UNKNOWN
    distance = distance_of(document)
    if distance is None:
        return Size.UNKNOWN
    small, moderate, large = thresholds_of(document)
    if distance == 0 or is_below_noticeable(document) or (small is not None and distance < small):
        return Size.LITTLE
    if large is not None and distance >= large:
        return Size.LARGE
    steps = ((Size.SMALL, small, moderate), (Size.MODERATE, moderate, large))
    reached = (s for s, low, high in steps if low is not None and high is not None and low <= distance < high)
    return next(reached, Size.UNKNOWN)


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


def is_unclear(document: EvidenceDocument) -> bool:
    """Tell whether no side can be named: none is favoured, or the interval has both and no mark tells which counts."""
    size = size_of(document)
    if direction_of(document) == Direction.NONE:
        return size != Size.LITTLE
    return size == Size.UNKNOWN and crosses_null(document) is True


def crosses_null(document: EvidenceDocument) -> bool | None:
    """Tell whether the interval contains, or touches, no difference; None when there is no interval."""
    if document.measure == Measure.NONE or document.ci_low is None or document.ci_high is None:
        return None
    return document.ci_low <= document.measure.null_value <= document.ci_high


def is_below_noticeable(document: EvidenceDocument) -> bool | None:
    """Tell whether the difference is smaller than the noticeable one; None when either is unknown.

    The noticeable difference is in the unit of the effect (for ratios and risk differences people of 1,000). For an
    SMD with a re-expression it is in points of that familiar scale.
    """
    difference = told_difference(document)
    if difference is None or document.scale.noticeable_difference is None:
        return None
    return difference < abs(document.scale.noticeable_difference)


def estimate_of(document: EvidenceDocument) -> Decimal | None:
    """Return the estimate, or None where the finding has no number."""
    return None if document.measure == Measure.NONE or document.no_trials else document.estimate


def in_units(document: EvidenceDocument, effect: Decimal) -> Decimal | None:
    """Return an effect, with its sign, in the unit of the thresholds: people of 1,000 for ratios and risk differences.

    None for a ratio without a baseline risk.
    """
    if document.measure.is_ratio or document.measure == Measure.RD:
        return people_more(document, effect)
    return effect


def distance_of(document: EvidenceDocument) -> Decimal | None:
    """Return how far the estimate lies from no difference, in the unit of the thresholds."""
    estimate = estimate_of(document)
    effect = None if estimate is None else in_units(document, estimate)
    return None if effect is None else abs(effect)


def interval_of(document: EvidenceDocument) -> tuple[Decimal, Decimal] | None:
    """Return the ends of the interval, lower first, in the unit of the thresholds; None where they are not known."""
    if document.ci_low is None or document.ci_high is None or estimate_of(document) is None:
        return None
    ends = (in_units(document, document.ci_low), in_units(document, document.ci_high))
    return None if ends[0] is None or ends[1] is None else (min(ends[0], ends[1]), max(ends[0], ends[1]))


def told_difference(document: EvidenceDocument) -> Decimal | None:
    """Return the difference in the unit of the noticeable difference."""
    distance = distance_of(document)
    if distance is not None and document.measure == Measure.SMD and document.reexpression:
        return distance * abs(document.reexpression.sd)
    return distance


def thresholds_of(document: EvidenceDocument) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Return from where an effect is small, moderate and large; for an SMD without any, Cohen's."""
    scale = document.scale
    given = (scale.small, scale.moderate, scale.large)
    return COHEN if document.measure == Measure.SMD and given == (None, None, None) else given
