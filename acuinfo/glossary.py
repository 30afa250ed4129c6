"""Terms explained: the first use of a glossary term on a page links to its plain explanation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.html import escape

from acuinfo.publishing import keeping
from acuinfo.publishing.models import KindName, Publication, site_version
from articles.documents import Section
from articles.kinds import section_key

CLOSED = frozenset({"a", "h2", "h3", "h4", "sup"})
"""Elements in which nothing is linked."""


@dataclass(frozen=True)
class Term:
    """A word or phrase with its explanation's address."""

    words: str
    url: str


def published_terms() -> Sequence[Term]:
    """Return every live glossary entry, longest first, so that "sham acupuncture" wins over "sham".

    One query; a second one for the first reader after the site has moved.
    """
    version = site_version()
    known: Sequence[Term] | None = keeping.get(("glossary", version))
    if known is None:
        known = _read_terms()
        keeping.put(("glossary", version), known)
    return known


def _read_terms() -> Sequence[Term]:
    entries = (
        Publication.objects.live()
        .filter(kind=KindName.ARTICLE, sort_key__startswith=section_key(Section.GLOSSARY))
        .only("kind", "slug", "title", "data")
    )
    terms = [Term(entry.title, entry.get_absolute_url()) for entry in entries]
    return tuple(sorted(terms, key=lambda term: (-len(term.words), term.words)))


@dataclass
class Glossary:
    """The terms still to be linked on one page."""

    terms: Iterable[Term]
    own_url: str = ""
    _left: dict[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self._left = {term.words.casefold(): term.url for term in self.terms if term.url != self.own_url}

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
        words = "|".join(re.escape(escape(term)) for term in self._left)
        return re.sub(rf"\b({words})(s?)\b", self._once, text, flags=re.IGNORECASE)

    def _once(self, match: re.Match[str]) -> str:
        url = self._left.pop(match.group(1).casefold(), None)
        return f'<a class="term" href="{escape(url)}">{match.group()}</a>' if url else match.group()
