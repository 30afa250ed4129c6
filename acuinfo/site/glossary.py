"""Terms explained: the first use of a glossary term on a page links to its plain explanation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.html import escape

from acuinfo.publishing import fragments, process_caches
from acuinfo.publishing.models import Publication
from articles.documents import ArticleDocument, Section

CLOSED = frozenset({"a", "h2", "h3", "h4", "sup"})
"""Elements in which nothing is linked."""

OTHER_NAMES: Mapping[str, tuple[str, ...]] = {
    "glossary-blinding": ("blinded",),
    "glossary-certainty-of-evidence": ("certainty",),
    "glossary-confidence-interval": ("95% confidence interval", "95% interval", "likely range"),
    "glossary-heterogeneity": ("I²",),
    "glossary-meta-analysis": ("meta-analyses", "pooled", "pooling"),
    "glossary-noticeable-difference": ("noticeable",),
    "glossary-placebo-effect": ("placebo",),
    "glossary-randomised-trial": ("randomised controlled trial",),
    "glossary-retraction": ("retracted",),
    "glossary-sham-acupuncture": (
        "pretend (sham) acupuncture",
        "sham (pretend) acupuncture",
        "pretend acupuncture",
        "pretend needling",
        "placebo acupuncture",
        "sham",
    ),
    "glossary-standardised-mean-difference": ("common scale",),
}
"""What texts call the entries that ship, besides their titles. Plurals in -s need no mention."""


@dataclass(frozen=True)
class GlossaryTerm:
    """A word or phrase with its explanation's address."""

    words: str
    url: str


def published_terms(version: int) -> Sequence[GlossaryTerm]:
    """Return every name of every live glossary entry, longest first, so that "sham acupuncture" wins over "sham".

    One query for the first reader after the site has moved to this version, none for others.
    """
    known: Sequence[GlossaryTerm] | None = fragments.get(("glossary", version))
    if known is None:
        known = _read_terms()
        fragments.put(("glossary", version), known)
    return known


def _read_terms() -> Sequence[GlossaryTerm]:
    entries = (
        Publication.objects.live()
        .filter(kind=ArticleDocument.KIND, data__section=Section.GLOSSARY.value)
        .only("kind", "slug", "title", "data")
    )
    terms = {
        GlossaryTerm(name, entry.get_absolute_url()) for entry in entries for name in names(entry.title, entry.slug)
    }
    return tuple(sorted(terms, key=lambda term: (-len(term.words), term.words, term.url)))


def names(title: str, slug: str) -> Iterator[str]:
    """Yield what an entry is found by: its title, also without its bracket, an abbreviation in it, and other names."""
    yield title
    if bracket := re.fullmatch(r"(.+?) \((.+)\)", title):
        yield bracket[1]
        if bracket[2].isupper():
            yield bracket[2]
    yield from OTHER_NAMES.get(slug, ())


@lru_cache(maxsize=4)
def _finder(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of the words or its plural in escaped text; abbreviations keep their capitals."""
    choices = "|".join(f"(?-i:{re.escape(w)})" if w.isupper() else re.escape(w) for w in map(escape, words))
    return re.compile(rf"(?<![\w\[-])({choices})s?(?![\w-])", re.IGNORECASE)


process_caches.add(_finder.cache_clear)


_CAPITALISED_BEFORE, _CAPITALISED_AFTER = re.compile(r"\b[A-Z][\w-]*\s$"), re.compile(r"\s[A-Z]")


def _is_within_a_name(match: re.Match[str]) -> bool:
    """True for the last word of "Web Content Accessibility Guidelines", and for the first of "Retraction Watch"."""
    term = match.group(1)
    if not term[0].isupper() or term.isupper():
        return False
    before = _CAPITALISED_BEFORE.search(match.string, max(0, match.start() - 40), match.start())
    return bool(before or _CAPITALISED_AFTER.match(match.string, match.end()))


@dataclass
class Glossary:
    """The terms still to be linked on one page."""

    terms: Iterable[GlossaryTerm]
    own_url: str = ""
    _urls: dict[str, str] = field(init=False)
    _left: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._urls = {escape(term.words).casefold(): term.url for term in self.terms}
        self._left = set(self._urls.values()) - {self.own_url}

    def link(self, html: str) -> str:
        """Return clean HTML with the first use of each term linked; text inside links and headings is left alone."""
        if not self._left or not html:
            return html
        pieces, inside = re.split(r"(<[^>]+>)", html), 0
        for i, piece in enumerate(pieces):
            if piece.startswith("<"):
                name = re.match(r"</?([a-z0-9]+)", piece)
                if name and name.group(1) in CLOSED:
                    inside += -1 if piece.startswith("</") else 1
            elif not inside:
                pieces[i] = self._link_text(piece)
        return "".join(pieces)

    def _link_text(self, text: str) -> str:
        if not self._left:
            return text
        return _finder(tuple(term.words for term in self.terms)).sub(self._once, text)

    def _once(self, match: re.Match[str]) -> str:
        url = self._urls[match.group(1).casefold()]
        if url not in self._left or _is_within_a_name(match):
            return match.group()
        self._left.remove(url)
        return f'<a class="term" href="{escape(url)}">{match.group()}</a>'
