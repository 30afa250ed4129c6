"""Findings that point to different bands of size: on one outcome, against one comparator.

Pure functions of cards of findings, so that a cell of the answer grid, a row of the evidence map and the answer panel
all say the same. Very uncertain findings, and those whose size nobody judged, point nowhere: they disagree with none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.models import Publication

from .terms import Comparator, Direction, Outcome, Size

TELLING = frozenset({Certainty.HIGH, Certainty.MODERATE, Certainty.LOW})
"""How sure a finding has to be before it points anywhere."""


class Band(NamedTuple):
    """Where a finding points: how big, and to which side; little or none has no side."""

    size: Size
    direction: Direction


def band_of(finding: Publication) -> Band | None:
    """Return the band a finding's card points to, or None where it points nowhere."""
    data = finding.data
    size = Size(data["size"])
    if data["no_trials"] or Certainty(data["certainty"]) not in TELLING or size == Size.UNKNOWN:
        return None
    return Band(size, Direction.NONE if size == Size.LITTLE else Direction(data["direction"]))


def disagree(findings: Iterable[Publication]) -> bool:
    """Tell whether findings on one outcome and comparator point to more than one band."""
    return len({band for finding in findings if (band := band_of(finding))}) > 1


@dataclass(frozen=True)
class Disagreement:
    """The findings on one outcome and comparator that do not agree, the strongest of each band first."""

    condition: str
    outcome: Outcome
    comparator: Comparator
    findings: Sequence[Publication]


def disagreements(findings: Iterable[Publication]) -> list[Disagreement]:
    """Return every disagreement among findings of any conditions, in the order of conditions, outcomes, comparators."""
    by_place = sorted(findings, key=_place)
    return [
        Disagreement(condition, list(Outcome)[outcome], list(Comparator)[comparator], _one_a_band(members))
        for (condition, outcome, comparator), group in groupby(by_place, key=_place)
        if disagree(members := list(group))
    ]


def _place(card: Publication) -> tuple[str, int, int]:
    data = card.data
    return (data["condition"], Outcome.values.index(data["outcome"]), Comparator.values.index(data["comparator"]))


def _one_a_band(findings: Iterable[Publication]) -> list[Publication]:
    told: dict[Band, Publication] = {}
    for finding in sorted(findings, key=strongest_first):
        if band := band_of(finding):
            told.setdefault(band, finding)
    return list(told.values())


def strongest_first(card: Publication) -> tuple[int, int, str]:
    """Return the place of a finding among others: the surest first, then the one with most people."""
    return (Certainty(card.data["certainty"]).rank, -(card.data["participants"] or 0), card.slug)
