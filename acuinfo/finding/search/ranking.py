"""Pages in order of how well they match: ANDs and ORs of sets, so it costs the same for ten hits and ten thousand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from math import log
from operator import or_

from ..facets import positions


@dataclass(frozen=True)
class Ranking:
    """The pages that match a query, in sets of equal rank, best first."""

    ranks: Sequence[int]
    unknown: tuple[str, ...] = ()
    """Typed words that no page has."""
    is_partial: bool = False
    """No page has all words; these have some."""

    @cached_property
    def members(self) -> int:
        """The set of all that match."""
        return reduce(or_, self.ranks, 0)

    def led_by(self, answer: int) -> Ranking:
        """Return these pages with others before them that answer all that was asked, whether they match or not."""
        rest = tuple(rank & ~answer for rank in self.ranks)
        return Ranking((answer, *rest)) if answer else self

    def places(self, within: int, start: int, stop: int) -> Iterator[int]:
        """Yield the places of results number ``start`` to ``stop`` among those inside a set."""
        for rank in self.ranks:
            left = rank & within
            count = left.bit_count()
            if start < count:
                yield from positions(left, start, min(stop, count))
            start, stop = max(0, start - count), stop - count
            if stop <= 0:
                return


Scored = tuple[float, int, float]
"""Score, set of pages, factor of their kind."""


def rarity(having: int, size: int) -> float:
    """Return the inverse document frequency of a term that ``having`` of ``size`` pages have: near 0 where all have it.

    It is the one of BM25 as Lucene computes it, ln(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.
    """
    return log(1 + (size - having + 0.5) / (having + 0.5))


def split(scored: Iterable[Scored], worth: Iterable[tuple[int, float]]) -> list[Scored]:
    """Split each set by the first of these sets that holds a page, and add that one's worth. Empty sets drop out."""
    result = []
    worth = list(worth)
    for score, members, factor in scored:
        left = members
        for found, value in worth:
            if hit := left & found:
                result.append((score + value, hit, factor))
                left &= ~found
        if left:
            result.append((score, left, factor))
    return result
