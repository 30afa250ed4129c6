"""Full-text search over published pages, with the same answers on SQLite (FTS5) and PostgreSQL (tsvector).

One side table, ``publishing_text``, holds the stems of each live page's title, other names, tags, summary and text; it
is written in the same transaction as the card. The database only says which pages hold a word in which column. A
process keeps those answers, per site version, as the same integers that filters use (see ``browse.py``): ranking is
ANDs and ORs of them, so it costs the same for ten hits and for ten thousand. Ready-made layers were tried and failed
(docs/adr/0003). Words from outside never reach a query as syntax: only folded letters and digits do.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, reduce
from math import log
from operator import and_, or_
from threading import Lock
from typing import Any, NamedTuple

from django.db import DatabaseError, connection
from django.db.models import Case, Value, When
from django.db.models.expressions import RawSQL

from . import spelling
from .browse import FacetIndex, facet_index, positions
from .excerpts import Marker, readable
from .language import translated
from .models import KindName, Publication, TagAlias, site_version
from .prepared import PreparedIn
from .stemming import fold, stem, stems, words
from .synonyms import STOP_WORDS, Phrase, Synonyms

logger = logging.getLogger(__name__)

TABLE = "publishing_text"
WEIGHTS = {"title": 10.0, "names": 7.0, "tags": 4.0, "summary": 3.0, "often": 2.0, "body": 1.0}
"""How much a word counts in each column; ``often`` holds the words that the text keeps coming back to."""
COLUMNS = (*WEIGHTS, "spoken")
"""``spoken`` holds the words of title and other names as they are written, for suggestions while typing."""

KIND_FACTORS = {KindName.CONDITION: 1.5, KindName.ARTICLE: 1.15, KindName.SAFETY: 1.15, KindName.EVIDENCE: 1.0}
"""Readers look for a condition first: its page carries everything else about it."""
EXACT_TITLE, EXACT_NAME, TITLE_BEGINS = 1000.0, 900.0, 0.3
"""Added for a title or name that is the query, and the share of the title's weight for a title that begins with it."""

MAX_TEXT, MAX_WORDS = 200, 8
MAX_TELLING = 3
"""How many of a query's words, the rarest first, decide on the order."""
MAX_KEPT = 2000
"""Answers of the database that one process keeps for a site version."""
OFTEN_FROM, OFTEN_MOST = 3, 20

BEGIN, END, SPOKEN = "zqbegin", "zqend", "zq"
"""Around each title and name; before each word of ``spoken``. No language has such words."""

_fts5_columns = ", ".join(COLUMNS)
_vector_columns = ", ".join(f"{column} tsvector NOT NULL" for column in COLUMNS)
CREATE = {
    "sqlite": [f"CREATE VIRTUAL TABLE {TABLE} USING fts5({_fts5_columns}, tokenize='unicode61', columnsize=0)"],
    "postgresql": [
        f"CREATE TABLE {TABLE} (rowid bigint PRIMARY KEY, {_vector_columns})",
        f"CREATE INDEX {TABLE}_gin ON {TABLE} USING gin ({', '.join(COLUMNS)})",
    ],
}


# --- Writing ----------------------------------------------------------------------------------------------------
def index(publication: Publication) -> None:
    """Write a page's entry. Call inside the transaction that changes its card."""
    names = list(publication.tags.values_list("name", flat=True))
    names += TagAlias.objects.filter(tag__publications=publication).values_list("name", flat=True)
    forget(publication)
    write([(publication, names)])


def write(pages: Iterable[tuple[Publication, Sequence[str]]]) -> None:
    """Add the entries of pages that have none, each with the names and other names of its tags."""
    rows: list[tuple[int | str, ...]] = []
    texts: list[str] = []
    for page, tag_names in pages:
        names = page.data.get("other_names", ())
        rows.append((page.pk, *_entry(page, names, tag_names)))
        texts += [page.title, page.summary, readable(page.search_text), *names, *tag_names]
    value = "to_tsvector('simple', %s)" if connection.vendor == "postgresql" else "%s"
    values = ", ".join([value] * len(COLUMNS))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {TABLE} (rowid, {', '.join(COLUMNS)}) VALUES (%s, {values})", rows)
    spelling.learn(texts)


def _entry(page: Publication, names: Iterable[str], tag_names: Iterable[str]) -> tuple[str, ...]:
    """Return the text of each column, in the order of ``COLUMNS``."""
    body = stems(readable(page.search_text))
    counted = Counter(s for s in body if s not in STOP_WORDS and len(s) > 2).most_common(OFTEN_MOST)
    columns = (
        [BEGIN, *stems(page.title), END],
        [s for name in names for s in (BEGIN, *stems(name), END)],
        [s for name in (KindName(page.kind).label, *tag_names) for s in (BEGIN, *stems(name), END)],
        stems(page.summary),
        [s for s, count in counted if count >= OFTEN_FROM],
        body,
        [SPOKEN + word for text in (page.title, *names) for word in words(text)],
    )
    return tuple(" ".join(column) for column in columns)


def forget(publication: Publication) -> None:
    """Take a page out of the index."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE rowid = %s", [publication.pk])


# --- What somebody typed ----------------------------------------------------------------------------------------
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
    printable = "".join(c if c.isprintable() else " " for c in text[: 10 * MAX_TEXT])
    return " ".join(printable.split())[:MAX_TEXT].strip()


def _quoted(typed: tuple[str, ...]) -> Term:
    return Term(typed, ((tuple(stem(word) for word in typed),),), is_plain=False)


def _compound(typed: tuple[str, ...]) -> Term:
    """Return the term for a word; for a hyphenated one side by side or as one: "electro-acupuncture"."""
    phrase = tuple(stem(word) for word in typed)
    if len(phrase) == 1:
        return Term(typed, ((phrase,),), is_plain=True)
    return Term(typed, ((phrase,), ((stem("".join(typed)),),)), is_plain=False)


# --- Asking the database ----------------------------------------------------------------------------------------
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


# --- Ranking ----------------------------------------------------------------------------------------------------
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


class SearchIndex:
    """What one process keeps for searching one version of the site."""

    def __init__(self, facets: FacetIndex) -> None:
        """Read kinds and conditions' names. Two queries."""
        self.facets = facets
        live = Publication.objects.live()
        ids: dict[str, list[int]] = {kind: [] for kind in KindName.values}
        for pk, kind in live.values_list("pk", "kind"):
            ids[kind].append(pk)
        self.kinds: Mapping[str, int] = {kind: self._set_of(found) for kind, found in ids.items()}
        cards = live.of_kind(KindName.CONDITION).values_list("title", "data")
        names = ((title, *data.get("other_names", ())) for title, data in cards)
        self.synonyms = Synonyms.read(names, facets.vocabulary)
        self._kept: dict[Lookup, int] = {}
        self._lock = Lock()

    def _set_of(self, ids: Iterable[int]) -> int:
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
            new = {lookup: self._set_of(ids) for lookup, ids in zip(missing, answers, strict=True)}
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

    def rank(self, query: Query) -> Ranking:
        """Rank the pages that have every term; when none has, those that have any. One query.

        A page's score is the sum over the most telling terms of how rare the term is (``_rarity``) times the weight of
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
        if is_partial:
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
        scored = [(0.0, members & self.kinds[kind], factor) for kind, factor in KIND_FACTORS.items()]
        size = len(self.facets.ids)
        rarity = [_rarity(found.bit_count(), size) for found in anywhere]
        telling = sorted((i for i, found in enumerate(anywhere) if found), key=lambda i: -rarity[i])[:MAX_TELLING]
        for i in telling:
            worth = [(found, rarity[i] * weight) for found, weight in zip(columns[i], WEIGHTS.values(), strict=True)]
            scored = _split(scored, worth)
        for found, bonus in whole:
            scored = _split(scored, [(found, bonus)])
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

    def did_you_mean(self, query: Query, ranking: Ranking) -> str:
        """Return a text with unknown words corrected that does find pages, or "". At most two queries."""
        better = spelling.corrected(query.words, ranking.unknown)
        if better is None:
            return ""
        text = " ".join(better)
        found = self.rank(Query.read(text))
        return text if found.members and not found.unknown else ""


_WITH_TEXT = PreparedIn(lambda ids: Publication.objects.as_cards().defer(None).filter(pk__in=ids).order_by(), int)

Scored = tuple[float, int, float]
"""Score, set of pages, factor of their kind."""


def _rarity(having: int, size: int) -> float:
    """Return the inverse document frequency of a term that ``having`` of ``size`` pages have: near 0 where all have it.

    It is the one of BM25 as Lucene computes it, ln(1 + (N - n + 0.5) / (n + 0.5)), which is never negative.
    """
    return log(1 + (size - having + 0.5) / (having + 0.5))


def _split(scored: Iterable[Scored], worth: Iterable[tuple[int, float]]) -> list[Scored]:
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


# --- One index per process and site version ---------------------------------------------------------------------
_KEPT: list[tuple[int, SearchIndex]] = []


def search_index() -> SearchIndex:
    """Return what this process keeps for the site's version. One query when nothing has moved."""
    version = site_version()
    facets = facet_index(None, version)
    if not _KEPT or _KEPT[0][0] != version or _KEPT[0][1].facets is not facets:
        _KEPT[:] = [(version, SearchIndex(facets))]
    return _KEPT[0][1]


# --- Suggestions while typing -----------------------------------------------------------------------------------
MAX_SUGGESTIONS, CONSIDERED = 8, 300


class Suggestion(NamedTuple):
    """A page whose title or other name goes on from what was typed."""

    text: str
    url: str
    kind: str


def suggestions(text: str) -> list[Suggestion]:
    """Return at most 8 published pages whose title or another name has words that begin like these. One query.

    Conditions come first, and names that begin with what was typed. Nothing for less than two letters.
    """
    typed = words(cleaned(text))[:MAX_WORDS]
    if len("".join(typed)) < 2:
        return []
    order = Case(*(When(kind=kind, then=Value(i)) for i, kind in enumerate(KIND_FACTORS)))
    live = Publication.objects.live().as_cards().filter(pk__in=_beginning(typed))
    found = [_suggestion(page, typed) for page in live.order_by(order, "sort_key", "slug")[: 3 * MAX_SUGGESTIONS]]
    begun = sorted(found, key=lambda s: not fold(s.text).startswith(" ".join(typed)))
    return begun[:MAX_SUGGESTIONS]


def _beginning(typed: Sequence[str]) -> RawSQL:
    """Return the subquery for pages with a word of title or names beginning like each typed one."""
    if connection.vendor == "postgresql":
        condition, query = "spoken @@ %s::tsquery", " & ".join(f"'{SPOKEN}{word}':*" for word in typed)
    else:
        beginnings = " AND ".join(f'"{SPOKEN}{word}"*' for word in typed)
        condition, query = f"{TABLE} MATCH %s", f"spoken : ({beginnings})"
    return RawSQL(f"SELECT rowid FROM {TABLE} WHERE {condition} LIMIT {CONSIDERED}", [query])  # noqa: S611  constants of ours


def _suggestion(page: Publication, typed: Sequence[str]) -> Suggestion:
    """Show the title, with another name in front where only that one begins like this: "Lumbago (Low back pain)"."""
    names = page.data.get("other_names", ())
    other = next((name for name in names if _begins(name, typed)), "") if not _begins(page.title, typed) else ""
    text = f"{other} ({page.title})" if other else page.title
    return Suggestion(text, page.get_absolute_url(), translated(page.kind_label))


def _begins(name: str, typed: Sequence[str]) -> bool:
    held: Sequence[Any] = words(name)
    return all(any(word.startswith(begin) for word in held) for begin in typed)
