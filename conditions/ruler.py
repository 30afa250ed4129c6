"""Where a finding lies on the one ruler that all findings share, whatever they were measured with.

0 is no difference, 1 the mark from which a difference counts, 2 and 3 are where moderate and large begin; better is
positive, so that better is always to the right. Between two marks the ruler is even. It compares sizes by the marks of
their own scales, so it says nothing about points or people, and a finding that nobody can lean on has no place on it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise
from typing import Any

from acuinfo.publishing.certainty import Certainty

from .documents import EvidenceDocument
from .grade import mark_of
from .terms import Better, Direction, Size
from .wording.size import direction_of, estimate_of, in_units, interval_of, size_of, thresholds_of

LEFT, RIGHT = -1.25, 4.0
"""The ends of the ruler. What reaches beyond is drawn up to the end."""

Place = Mapping[str, Any]
"""What ``place_on_ruler`` returns, as a card keeps it."""

Marks = Sequence[tuple[Decimal, int]]
"""The marks of a scale in the unit of its thresholds, each with its place on the ruler, from 0 on."""


def place_on_ruler(document: EvidenceDocument) -> dict[str, Any] | None:
    """Return ``at``, ``low`` and ``high`` on the ruler, ``marks`` (how far it is known) and ``in_words``.

    ``low`` and ``high`` are None without an interval. A size that the source gives in words takes its whole band.
    None where no place can be told: no size was judged, or the certainty is very low or not rated.
    """
    if document.no_trials or document.certainty in (Certainty.VERY_LOW, Certainty.NOT_RATED):
        return None
    size = size_of(document)
    if size == Size.UNKNOWN:
        return None
    estimate = estimate_of(document)
    if estimate is None:
        return _band(size, direction_of(document))
    effect, marks = in_units(document, estimate), _marks(document)
    if effect is None or len(marks) < 2:
        return None
    side = -1 if document.scale.better == Better.LOWER else 1
    interval = interval_of(document)
    ends = sorted(side * end for end in interval) if interval else [None, None]
    return {
        "at": _place(side * effect, marks),
        "low": None if ends[0] is None else _place(ends[0], marks),
        "high": None if ends[1] is None else _place(ends[1], marks),
        "marks": marks[-1][1],
        "in_words": False,
    }


def _band(size: Size, direction: Direction) -> dict[str, Any] | None:
    """Return the whole band of a size that is told in words; None where its side is not told."""
    if size == Size.LITTLE:
        return {"at": 0.0, "low": -1.0, "high": 1.0, "marks": 3, "in_words": True}
    if direction == Direction.NONE:
        return None
    side = 1 if direction == Direction.BENEFIT else -1
    near = {Size.SMALL: 1.0, Size.MODERATE: 2.0, Size.LARGE: 3.0}[size]
    low, high = sorted((side * near, side * (near + 1)))
    at, low, high = (min(max(end, LEFT), RIGHT) for end in ((low + high) / 2, low, high))
    return {"at": at, "low": low, "high": high, "marks": 3, "in_words": True}


def _marks(document: EvidenceDocument) -> Marks:
    """Return the marks of the finding's scale; none is nearer than the one before."""
    mark = mark_of(document)
    if not mark:
        return [(Decimal(0), 0)]
    marks = [(Decimal(0), 0), (mark, 1)]
    for value, place in zip(thresholds_of(document)[1:], (2, 3), strict=True):
        if value is not None:
            marks.append((max(abs(value), marks[-1][0]), place))
    return marks


def _place(effect: Decimal, marks: Marks) -> float:
    """Return where an effect lies; beyond the last mark the ruler goes on as between the last two."""
    distance = abs(effect)
    for (value, before), (end, after) in pairwise(marks):
        if distance < end:
            place = before + (after - before) * (distance - value) / (end - value)
            break
    else:
        (value, before), (last, after) = marks[-2:]
        step = (last - value) / (after - before) or marks[1][0]
        place = after + (distance - last) / step
    signed = place if effect > 0 else -place
    # Rounded down, so that nothing just below a mark is drawn on it and told to be more
    return min(max(float(signed.quantize(Decimal("0.01"), ROUND_FLOOR)), LEFT), RIGHT)
