"""Other words for the same thing, read from what editors wrote: other names of conditions, other words for tags.

Nothing here is a list of its own: who adds "lumbago" to a condition's other names has made it a synonym.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from acuinfo.publishing.stemming import STOP_WORDS, WORD, stems

from ..facets import Vocabulary

Phrase = tuple[str, ...]
"""Stems that stand side by side."""

STOP_STEMS = frozenset(stem for word in STOP_WORDS for stem in stems(word))

LONGEST_ABBREVIATION = 4
LONGEST_NAME = 6
"""Telling words in a name that still counts as one."""
SHORTEST_HALF = 4
"""Letters in each half of a word that people write as two: back ache, osteo arthritis."""


def key_of(phrase: Iterable[str]) -> frozenset[str]:
    """Return what names have in common however their words are ordered: "OA knee" and "knee OA"."""
    return frozenset(stem for stem in phrase if stem not in STOP_STEMS)


class Synonyms:
    """For each known name, the other names of the same thing."""

    def __init__(self) -> None:
        self._others: defaultdict[frozenset[str], dict[Phrase, None]] = defaultdict(dict)

    @classmethod
    def read(cls, conditions: Iterable[Sequence[str]], vocabulary: Vocabulary) -> Synonyms:
        """Collect them from the conditions, each as title and other names, and from the vocabulary."""
        found = cls()
        for names in conditions:
            found._add_names(names)
        for alias, slug in vocabulary.aliases.items():
            if slug in vocabulary.tags:
                found._lead(tuple(stems(alias)), tuple(stems(vocabulary.tags[slug].name)))
        return found

    def of(self, phrase: Iterable[str]) -> tuple[Phrase, ...]:
        """Return the other names of what these words name; none when they name nothing."""
        return tuple(self._others.get(key_of(phrase), ()))

    def _add_names(self, names: Sequence[str]) -> None:
        phrases = [tuple(stems(name)) for name in names]
        for phrase in phrases:
            for other in phrases:
                if other != phrase:
                    self._lead(phrase, other)
        for abbreviation, word in _abbreviations(names):
            self._lead(tuple(stems(abbreviation)), tuple(stems(word)))
        for word in {word for name in names for word in WORD.findall(name)}:
            for i in range(SHORTEST_HALF, len(word) - SHORTEST_HALF + 1):
                halves = tuple(stems(f"{word[:i]} {word[i:]}"))
                if len(key_of(halves)) > 1:
                    self._lead(halves, tuple(stems(word)))

    def _lead(self, name: Phrase, other: Phrase) -> None:
        key = key_of(name)
        if other and key and len(key) <= LONGEST_NAME:
            self._others[key].setdefault(other)


def _abbreviations(names: Sequence[str]) -> Iterable[tuple[str, str]]:
    """Yield ("OA", "osteoarthritis") where two names differ in just these: "Knee OA" and "Knee osteoarthritis"."""
    split = [WORD.findall(name) for name in names]
    for short in split:
        for long in split:
            if len(short) == len(long) > 1:
                pairs = [(a, b) for a, b in zip(short, long, strict=True) if a.casefold() != b.casefold()]
                if len(pairs) == 1 and _abbreviates(*pairs[0]):
                    yield pairs[0]


def _abbreviates(short: str, long: str) -> bool:
    """Tell whether a word in capitals stands for a longer one: same first letter, the others in order."""
    if not (short.isupper() and 1 < len(short) <= LONGEST_ABBREVIATION < len(long)):
        return False
    letters = iter(long.upper())
    return long[0].upper() == short[0] and all(letter in letters for letter in short)
