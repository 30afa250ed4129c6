"""Full-text search over published pages, with the same answers on SQLite (FTS5) and PostgreSQL (tsvector).

The database only says which pages hold a word in which column (``acuinfo.publishing.search`` writes them). A process
keeps those answers, per site version, as the same integers that filters use (see ``facets.py``). Ready-made layers
were tried and failed (docs/adr/0003).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from threading import Lock
from typing import NamedTuple

from django.db import DatabaseError, connection

from acuinfo.publishing import process_caches
from acuinfo.publishing.kinds import kinds, subject_kinds
from acuinfo.publishing.models import Publication, site_version
from acuinfo.publishing.prepared import PreparedIn
from acuinfo.publishing.search import BEGIN, END, TABLE, WEIGHTS
from acuinfo.publishing.stemming import stem

from ..facets import FacetIndex, facet_index
from .excerpts import Marker
from .query import Alternatives, Query, Term
from .ranking import Ranking, rarity, split
from .synonyms import Phrase, Synonyms

logger = logging.getLogger(__name__)

EXACT_TITLE, EXACT_NAME, TITLE_BEGINS = 1000.0, 900.0, 0.3
"""Added for a title or name that is the query, and the share of the title's weight for a title that begins with it."""
MAX_TELLING = 3
"""How many of a query's words, the rarest first, decide on the order."""
MAX_KEPT = 2000
"""Answers of the database that one process keeps for a site version."""


class Lookup(NamedTuple):
    """A question to the database: which pages have this in that column."""

    column: str
    alternatives: Alternatives


def _fts5(lookup: Lookup) -> str:
    parts = [" AND ".join(f'"{" ".join(phrase)}"' for phrase in phrases) for phrases in lookup.alternatives]
    return f"{lookup.column} : ({' OR '.join(f'({part})' for part in parts)})"


def _tsquery(lookup: Lookup) -> str:
    return " | ".join(f"({' & '.join(_side_by_side(phrase) for phrase in phrases)})" for phrases in lookup.alternatives)


def _side_by_side(phrase: Phrase) -> str:
    return " <-> ".join(f"'{stem}'" for stem in phrase)


def _holders(lookups: Sequence[Lookup]) -> Iterator[str]:
    """Yield for each lookup the primary keys of the pages, with commas between. One query."""
    if connection.vendor == "postgresql":
        select = f"string_agg(rowid::text, ',') FROM {TABLE} WHERE"
        selects = [f"SELECT {i}, {select} {x.column} @@ %s::tsquery" for i, x in enumerate(lookups)]
        params = [_tsquery(lookup) for lookup in lookups]
    else:
        selects = [f"SELECT {i}, group_concat(rowid) FROM {TABLE} WHERE {TABLE} MATCH %s" for i in range(len(lookups))]
        params = [_fts5(lookup) for lookup in lookups]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(selects), params)
        found = dict(cursor.fetchall())
    return (found[i] or "" for i in range(len(lookups)))


class SearchIndex:
    """What one process keeps for searching one version of the site."""

    def __init__(self, facets: FacetIndex) -> None:
        """Read kinds and conditions' names. Two queries."""
        self.facets = facets
        live = Publication.objects.live()
        ids: dict[str, list[int]] = {spec.name: [] for spec in kinds()}
        for pk, kind in live.values_list("pk", "kind"):
            ids[kind].append(pk)
        self.kinds: Mapping[str, int] = {kind: self.set_of(found) for kind, found in ids.items()}
        cards = live.filter(kind__in=subject_kinds()).values_list("title", "data")
        names = ((title, *data.get("other_names", ())) for title, data in cards)
        self.synonyms = Synonyms.read(names, facets.vocabulary)
        self._kept: dict[Lookup, int] = {}
        self._lock = Lock()

    def set_of(self, ids: Iterable[int]) -> int:
        """Return the set of these pages; those that are not live drop out. A tenth of a microsecond a page."""
        size = len(self.facets.ids)
        digits = bytearray(b"0") * (size + 1)
        place = self.facets.place
        for pk in ids:
            digits[size - place.get(pk, -1) - 1] = 49  # "1"; what is not in the list lands on the spare last digit
        return int(digits[:size] or b"0", 2)

    def _sets(self, lookups: Sequence[Lookup]) -> Mapping[Lookup, int]:
        """Return which pages answer each lookup. One query, none when all are known."""
        known = {lookup: self._kept[lookup] for lookup in lookups if lookup in self._kept}
        missing = [lookup for lookup in dict.fromkeys(lookups) if lookup not in known]
        if missing:
            answers = (map(int, ids.split(",") if ids else ()) for ids in _holders(missing))
            new = {lookup: self.set_of(ids) for lookup, ids in zip(missing, answers, strict=True)}
            known.update(new)
            self._keep(new)
        return known

    def _keep(self, new: Mapping[Lookup, int]) -> None:
        with self._lock:
            self._kept.update(new)
            for lookup in list(self._kept)[: max(0, len(self._kept) - MAX_KEPT)]:
                del self._kept[lookup]

    def widened(self, query: Query) -> tuple[Term, ...]:
        """Return the terms with synonyms: words that together name something also find its other names."""
        terms, widened = list(query.terms), []
        while terms:
            length = next((n for n in range(len(terms), 0, -1) if self._others(terms[:n])), 0)
            if length:
                plain = tuple(phrase for term in terms[:length] for phrase in term.alternatives[0])
                others = tuple((other,) for other in self._others(terms[:length]))
                typed = tuple(word for term in terms[:length] for word in term.typed)
                widened.append(Term(typed, (plain, *others), is_plain=False))
            else:
                widened.append(terms[0])
            del terms[: length or 1]
        return tuple(widened)

    def _others(self, terms: Sequence[Term]) -> tuple[Phrase, ...]:
        if not all(term.is_plain for term in terms) and len(terms) > 1:
            return ()
        return self.synonyms.of(s for term in terms for phrase in term.alternatives[0] for s in phrase)

    def rank(self, query: Query, *, any_word: bool = False) -> Ranking:
        """Rank the pages that have every term; when none has, or with ``any_word``, those that have any. One query.

        A page's score is the sum over the most telling terms of how rare the term is (``rarity``) times the weight of
        the best column that has it, times a factor for its kind.
        """
        terms = self.widened(query)
        if not terms:
            return Ranking(())
        by_term = [[Lookup(column, term.alternatives) for column in WEIGHTS] for term in terms]
        whole = self._whole(query, terms)
        try:
            sets = self._sets([*(lookup for lookups in by_term for lookup in lookups), *whole])
        except DatabaseError as error:
            logger.warning("search failed: %s", error)
            return Ranking(())
        columns = [[sets[lookup] for lookup in lookups] for lookups in by_term]
        anywhere = [reduce(or_, found) for found in columns]
        members = reduce(and_, anywhere)
        unknown = tuple(w for term, found in zip(terms, anywhere, strict=True) if not found for w in term.typed)
        is_partial = not members and len(terms) > 1
        if is_partial or any_word:
            members = reduce(or_, anywhere)
        ranks = self._ranks(members, columns, anywhere, [(sets[lookup], bonus) for lookup, bonus in whole.items()])
        return Ranking(ranks, unknown, is_partial and bool(members))

    def _whole(self, query: Query, terms: Sequence[Term]) -> dict[Lookup, float]:
        """Return what to look up for the query as a whole, with what it adds to the score."""
        typed = tuple(stem(word) for word in query.words)
        exact = [typed]
        if len(terms) == 1:
            exact += [phrases[0] for phrases in terms[0].alternatives if len(phrases) == 1]
        framed: Alternatives = tuple(((BEGIN, *phrase, END),) for phrase in dict.fromkeys(exact))
        return {
            Lookup("title", framed): EXACT_TITLE,
            Lookup("names", framed): EXACT_NAME,
            Lookup("title", (((BEGIN, *typed),),)): TITLE_BEGINS * WEIGHTS["title"],
        }

    def _ranks(
        self,
        members: int,
        columns: Sequence[Sequence[int]],
        anywhere: Sequence[int],
        whole: Sequence[tuple[int, float]],
    ) -> list[int]:
        """Split the set of matching pages into sets of equal score, best first."""
        scored = [(0.0, members & self.kinds[spec.name], spec.search_weight) for spec in kinds()]
        size = len(self.facets.ids)
        rare = [rarity(found.bit_count(), size) for found in anywhere]
        telling = sorted((i for i, found in enumerate(anywhere) if found), key=lambda i: -rare[i])[:MAX_TELLING]
        for i in telling:
            worth = [(found, rare[i] * weight) for found, weight in zip(columns[i], WEIGHTS.values(), strict=True)]
            scored = split(scored, worth)
        for found, bonus in whole:
            scored = split(scored, [(found, bonus)])
        return [found for _score, found, _factor in sorted(scored, key=lambda s: -round(s[0] * s[2], 6))]

    def page(self, ranking: Ranking, within: int, start: int, stop: int) -> list[int]:
        """Return the ids of results number ``start`` to ``stop`` among those inside a set, best first."""
        return [self.facets.ids[place] for place in ranking.places(within, start, stop)]

    def cards(self, query: Query, ids: Sequence[int]) -> list[Publication]:
        """Return publications in the order of these ids, each with its ``excerpt``. One query."""
        found = {card.pk: card for card in _WITH_TEXT(ids)}
        marker = Marker(p for term in self.widened(query) for phrases in term.alternatives for p in phrases)
        for card in found.values():
            card.excerpt = marker.excerpt(card.search_text)  # type: ignore[attr-defined]  # for the template
        return [found[pk] for pk in ids if pk in found]


_WITH_TEXT = PreparedIn(lambda ids: Publication.objects.as_cards().defer(None).filter(pk__in=ids).order_by(), int)

_KEPT: dict[int, SearchIndex] = {}
"""At most one, under the version of the site."""
process_caches.add(_KEPT.clear)


def search_index(version: int | None = None) -> SearchIndex:
    """Return what this process keeps for the site's version. One query when nothing has moved, none if it is given."""
    version = site_version() if version is None else version
    facets = facet_index(None, version)
    index = _KEPT.get(version)
    if index is None or index.facets is not facets:
        index = SearchIndex(facets)
        _KEPT.clear()
        _KEPT[version] = index
    return index
