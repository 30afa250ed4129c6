"""Questions as people speak them: which of their words say what is wanted. It knows nothing of any engine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from acuinfo.publishing.stemming import STOP_WORDS, stem, words

AROUND = frozenset(
    "actually also always anybody anyone anything away being bit come ever everyone fine found get getting give given "
    "go going good got gotten having he hello help helped helps her hers hey hi him his im ive just know let like "
    "looking making maybe mean myself need okay ok people person please pls possible proof proven question really "
    "recommended right said say saying says she someone something sorry still tell thank thanks thing think try trying "
    "want wanted whether whose wondering yes yet".split()
)
"""Words around a question that say nothing of what is asked."""
SPEAKING = frozenset("can could do does hello hey hi i is am are im ive may me my our please should we would".split())
"""Words of somebody who speaks."""
EVERYWHERE = frozenset(words("acupuncture acupuncturist akupunktur needles needling"))
"""What every page here is about."""
LONG = 5
"""Telling words from which on a question is spoken rather than typed."""


def telling(typed: Iterable[str]) -> list[str]:
    """Return the folded words that tell questions about acupuncture apart; all words where none does."""
    typed = list(typed)
    return [w for w in typed if w not in STOP_WORDS and w not in AROUND and w not in EVERYWHERE] or typed


def without_small(typed: Iterable[str]) -> list[str]:
    """Return the folded words without "the" and "of"; all words where nothing else is there."""
    typed = list(typed)
    return [word for word in typed if word not in STOP_WORDS] or typed


def is_spoken(typed: Sequence[str]) -> bool:
    """Tell whether this is a spoken sentence: then pages answer that have its weightiest words, not all of them.

    The long title of a page, typed or pasted, is none.
    """
    return sum(word not in STOP_WORDS for word in typed) > LONG and not SPEAKING.isdisjoint(typed)


def heart_of(typed: Sequence[str], names: Collection[str]) -> list[str]:
    """Return the words to look for: without those around a question; of a long one only what has a name here.

    ``names`` are stems. Nothing is dropped where nothing would be left.
    """
    asked = without_small(typed)
    plain = [word for word in asked if word not in AROUND]
    if is_spoken(typed):
        named = [word for word in plain if stem(word) in names and word not in EVERYWHERE]
        plain = list(dict.fromkeys(named)) or plain
    if len(plain) == len(asked):
        return list(typed)
    return plain or list(typed)
