"""Shares of people, and how many of 1,000 they are."""

from decimal import ROUND_HALF_UP, Decimal

from .documents import EvidenceDocument
from .terms import Measure

DENOMINATOR = 1000
"""The one denominator of every page."""


def of_1000(share: Decimal) -> Decimal:
    """Return how many of 1,000 a share is, rounded to whole people."""
    return (share * DENOMINATOR).quantize(Decimal(1), ROUND_HALF_UP)


def risk_with(document: EvidenceDocument, effect: Decimal) -> Decimal | None:
    """Return the share of people with the outcome with acupuncture, from the baseline risk and an effect.

    Source: Cochrane Handbook, section 15.4.4 (RR, OR and RD to absolute risks). None without a baseline risk; below 0
    or above 1 where baseline and effect cannot both be right.
    """
    base = document.baseline_risk
    if base is None:
        return None
    if document.measure == Measure.RR:
        return base * effect
    if document.measure == Measure.OR:
        return effect * base / (1 - base + effect * base) if base < 1 else Decimal(1)
    return base + effect if document.measure == Measure.RD else None


def people_more(document: EvidenceDocument, effect: Decimal) -> Decimal | None:
    """Return how many more of 1,000 people have the outcome with acupuncture, negative for fewer.

    Never more than there are: the end of an interval may lie beyond. None without a baseline risk for a ratio, and for
    what is no share of people.
    """
    share = risk_with(document, effect)
    if share is None or document.baseline_risk is None:
        return effect * DENOMINATOR if document.measure == Measure.RD else None
    return (min(max(share, Decimal(0)), Decimal(1)) - document.baseline_risk) * DENOMINATOR
