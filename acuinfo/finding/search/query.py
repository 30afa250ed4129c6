"""What somebody typed, taken apart.

Words from outside never reach a query as syntax: only folded letters and digits do.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from acuinfo.publishing.stemming import INVISIBLE, STOP_WORDS, fold, stem, words

from .synonyms import Phrase

MAX_TEXT, MAX_WORDS = 200, 8

Alternatives = tuple[tuple[Phrase, ...], ...]
"""Any of these will do; each is one or more phrases that must all be there."""

QUOTES = str.maketrans("“”„«»", '"""""')
TYPED = re.compile(r'"([^"]*)"?|([^\W_]+(?:[-‐‑–.][^\W_]+)*)')


class Term(NamedTuple):
    """One thing to look for."""

    typed: tuple[str, ...]
    """Its folded words."""
    alternatives: Alternatives
    is_plain: bool
    """One plain word, which may be part of a name."""


class Query(NamedTuple):
    """A text taken apart: at most 8 terms, and every word in its order, "the" and "of" included."""

    terms: tuple[Term, ...]
    words: tuple[str, ...]

    @classmethod
    def read(cls, text: str) -> Query:
        """Read a text. Operators and other signs mean nothing; quotation marks and hyphens hold words together."""
        text = fold(cleaned(text).translate(QUOTES))
        found = []
        for match in TYPED.finditer(text):
            quoted, typed = match.group(1), tuple(words(match.group(0)))
            if typed and (quoted is not None or not STOP_WORDS.issuperset(typed)):
                found.append(_quoted(typed) if quoted is not None else _compound(typed))
        return cls(tuple(found[:MAX_WORDS]), tuple(words(text)))


def cleaned(text: str) -> str:
    """Return a text in one line, with single spaces, without control characters, at most 200 characters long."""
    printable = "".join(c if c.isprintable() else " " for c in INVISIBLE.sub("", text[: 10 * MAX_TEXT]))
    return " ".join(printable.split())[:MAX_TEXT].strip()


def _quoted(typed: tuple[str, ...]) -> Term:
    return Term(typed, ((tuple(stem(word) for word in typed),),), is_plain=False)


def _compound(typed: tuple[str, ...]) -> Term:
    """Return the term for a word; for a hyphenated one side by side or as one: "electro-acupuncture"."""
    phrase = tuple(stem(word) for word in typed)
    if len(phrase) == 1:
        return Term(typed, ((phrase,),), is_plain=True)
    return Term(typed, ((phrase,), ((stem("".join(typed)),),)), is_plain=False)
