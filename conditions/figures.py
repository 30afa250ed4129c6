"""The numbers of a finding as a picture needs them, kept on its card.

Better is always to the right: whatever the sign of the measure, what is better is positive here. Nothing that is very
uncertain gets a place in a picture, so that "we do not know" never looks like "we know it does little".
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from acuinfo.publishing.documents import plain_number

from . import wording
from .disagreement import TELLING
from .documents import EvidenceDocument
from .risks import of_1000, risk_with
from .terms import Better, Measure
from .wording.size import estimate_of, in_units

Figure = Mapping[str, Any]
"""``kind`` and numbers: points and shares as texts, people as whole numbers."""


def points_of(document: EvidenceDocument) -> Figure | None:
    """Return an effect in points of its whole scale, or of a familiar one; None where it has no such scale."""
    whole = wording.familiar_range(document)
    if not _is_told(document) or whole is None or estimate_of(document) is None:
        return None
    mark = document.scale.noticeable_difference
    factor = abs(document.reexpression.sd) if document.reexpression and document.measure == Measure.SMD else Decimal(1)
    told = {
        "range": plain_number(whole),
        "mark": plain_number(abs(mark)) if mark is not None else "",
        "said": plain_number(wording.difference_in_points(document)),
    }
    return {"kind": "points", **told, **_places(document, factor)}


def people_of(document: EvidenceDocument) -> Figure | None:
    """Return how many of 1,000 people with and without; None where the finding counts no people."""
    estimate, base = estimate_of(document), document.baseline_risk
    share = None if estimate is None else risk_with(document, estimate)
    if not _is_told(document) or base is None or share is None or not 0 <= share <= 1:
        return None
    ends = [risk_with(document, end) for end in (document.ci_low, document.ci_high) if end is not None]
    likely = [int(of_1000(min(max(end, Decimal(0)), Decimal(1)))) for end in ends if end is not None]
    return {"kind": "people", "base": int(of_1000(base)), "at": int(of_1000(share)), "likely": sorted(likely)}


def _is_told(document: EvidenceDocument) -> bool:
    return document.certainty in TELLING and not document.no_trials


def _places(document: EvidenceDocument, factor: Decimal = Decimal(1)) -> dict[str, str]:
    """Return the estimate and both ends of its interval, better positive, the lower end first."""
    sign = -1 if document.scale.better == Better.LOWER else 1

    def place(effect: Decimal | None) -> Decimal | None:
        inner = None if effect is None else in_units(document, effect)
        return None if inner is None else inner * sign * factor

    at, ends = place(document.estimate), [place(document.ci_low), place(document.ci_high)]
    known = sorted(end for end in ends if end is not None)
    low, high = (known[0], known[1]) if len(known) == 2 else (None, None)
    return {name: "" if n is None else plain_number(n) for name, n in (("at", at), ("low", low), ("high", high))}
