"""The words around a hit, with the hit marked: cut from the page's own text, so that every database shows the same."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from acuinfo.publishing.search import readable
from acuinfo.publishing.stemming import STOP_WORDS, stems

from .synonyms import Phrase

WIDTH, BEFORE, NARROWEST = 200, 60, 40
"""Letters of an excerpt; of those at most how many before the first hit; shorter lines say too little."""
MAX_SCANNED, MAX_HITS = 40_000, 20
KEPT_LETTERS = 4
"""By so many first letters a word is taken as possibly the same; its stem decides."""


class Hit(NamedTuple):
    """Where a phrase stands in a text."""

    start: int
    end: int
    phrase: Phrase


class Marker:
    """Finds a query's phrases in texts."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """Prepare for these phrases, the longest first; single words like "the" are never marked."""
        telling = {p for p in phrases if len(p) > 1 or not STOP_WORDS.issuperset(p)}
        self.phrases = frozenset(telling)
        patterns = [_pattern(phrase) for phrase in sorted(telling, key=lambda p: (-len(p), p))]
        self.pattern = re.compile(rf"\b(?:{'|'.join(patterns)})", re.IGNORECASE) if telling else None

    def hits(self, text: str) -> list[Hit]:
        """Return where the phrases stand, from the beginning, at most 20."""
        hits: list[Hit] = []
        for match in self.pattern.finditer(text, 0, MAX_SCANNED) if self.pattern else ():
            phrase = tuple(stems(match.group()))
            if phrase in self.phrases:
                hits.append(Hit(match.start(), match.end(), phrase))
                if len(hits) == MAX_HITS:
                    break
        return hits

    def excerpt(self, text: str) -> SafeString:
        """Return the part of a text that has the most different phrases, as safe HTML; "" where none says enough.

        Lines of the text are never joined; the first one, the title, is left out.
        """
        body = readable(text).partition("\n")[2]
        hits = self.hits(body)
        spans = {(_start(body, hit), _stop(body, hit)) for hit in hits}
        spans = {span for span in spans if span[1] - span[0] >= NARROWEST}
        inside = {span: [h for h in hits if span[0] <= h.start and h.end <= span[1]] for span in spans}
        if not spans:
            return SafeString("")
        best = max(sorted(spans), key=lambda span: len({hit.phrase for hit in inside[span]}))
        return _marked(body, *best, inside[best])


def _pattern(phrase: Phrase) -> str:
    """Return a pattern for words that begin like these stems; a stem writes a final y as i."""
    return r"[\W_]+".join(re.sub("i$", "[iy]", stem[:KEPT_LETTERS]) + r"\w*" for stem in phrase)


def _start(text: str, hit: Hit) -> int:
    """Return where an excerpt begins: its line, or the next word at most 60 letters before the hit."""
    line = text.rfind("\n", 0, hit.start) + 1
    if hit.start - line <= BEFORE:
        return line
    space = text.find(" ", hit.start - BEFORE, hit.start)
    return space + 1 if space >= 0 else hit.start


def _stop(text: str, hit: Hit) -> int:
    """Return where an excerpt ends: its line, or the last word that fits."""
    line = text.find("\n", hit.end)
    line = len(text) if line < 0 else line
    limit = _start(text, hit) + WIDTH
    if line <= limit:
        return line
    return max(text.rfind(" ", hit.end, limit), hit.end)


def _marked(text: str, start: int, stop: int, hits: Iterable[Hit]) -> SafeString:
    """Return a part of a text as safe HTML: everything escaped, hits in <mark>, … where it was cut."""
    parts = ["…" if start and text[start - 1] != "\n" else ""]
    at = start
    for hit in hits:
        parts += [escape(text[at : hit.start]), "<mark>", escape(text[hit.start : hit.end]), "</mark>"]
        at = hit.end
    parts += [escape(text[at:stop]), "…" if stop < len(text) and text[stop] != "\n" else ""]
    return mark_safe("".join(parts))  # noqa: S308  every piece of text was escaped above
