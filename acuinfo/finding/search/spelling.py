"""Slips: words like the one that was typed, from the words published pages have used.

The words stand in a table of their own that only grows; whether a word still leads anywhere is for the search to say.
Likeness is Ratcliff and Obershelp's (Python's ``difflib``), so no database needs an extension for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from django.db.models import Q
from django.db.models.functions import Length, Substr

from acuinfo.publishing.search import LONGEST, SHORTEST, Word

LIKE_ENOUGH, SHORT, SHORT_LIKE_ENOUGH = 0.8, 6, 0.85
"""How alike a reading must be; more so for a word of at most six letters, or "tear" would be read as "team"."""
MAX_CORRECTED = 4
"""Words of one query that are looked up; more than that is not a slip of the finger."""


def corrected(typed: Sequence[str], unknown: Iterable[str]) -> list[str] | None:
    """Return the typed words with each unknown one replaced by its likeliest reading; None without any idea.

    One query. A reading is a like word, or the two words that were run together.
    """
    wrong = [word for word in dict.fromkeys(unknown) if SHORTEST <= len(word) <= LONGEST][:MAX_CORRECTED]
    if not wrong:
        return None
    candidates = _candidates(wrong)
    readings = {word: _reading(word, candidates) for word in wrong}
    replaced = [readings.get(word) or word for word in typed]
    return replaced if replaced != list(typed) else None


def _candidates(wrong: Sequence[str]) -> set[str]:
    """Return known words that begin alike or have the same second letter, at most two letters shorter or longer."""
    wanted = Q(pk__in=wrong)
    for word in wrong:
        lengths = Q(length__range=(len(word) - 2, len(word) + 2))
        wanted |= lengths & (Q(first__in=word[:2]) | Q(second=word[1]))
        wanted |= Q(pk__in=[part for halves in _halves(word) for part in halves])
    letters = Word.objects.annotate(length=Length("word"), first=Substr("word", 1, 1), second=Substr("word", 2, 1))
    return set(letters.filter(wanted).values_list("word", flat=True))


def _halves(word: str) -> list[tuple[str, str]]:
    return [(word[:i], word[i:]) for i in range(SHORTEST, len(word) - SHORTEST + 1)]


def _reading(word: str, candidates: set[str]) -> str:
    """Return the likeliest reading of a word, or "": itself, two known words run together, or the one most alike."""
    if word in candidates:
        return word
    for first, second in _halves(word):
        if first in candidates and second in candidates:
            return f"{first} {second}"
    likeness = {other: _likeness(word, other) for other in candidates}
    best = max(sorted(likeness), key=lambda other: likeness[other], default="")
    enough = SHORT_LIKE_ENOUGH if len(word) <= SHORT else LIKE_ENOUGH
    return best if best and likeness[best] >= enough else ""


def _likeness(word: str, other: str) -> float:
    """Return 0 to 1; 0 as soon as it is plain that the words are not alike. The first letter counts a little more."""
    matcher = SequenceMatcher(None, word, other, autojunk=False)
    if (
        abs(len(word) - len(other)) > 2
        or matcher.real_quick_ratio() < LIKE_ENOUGH
        or matcher.quick_ratio() < LIKE_ENOUGH
    ):
        return 0.0
    return matcher.ratio() + (0.02 if word[0] == other[0] else 0.0)
