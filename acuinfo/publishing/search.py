"""Full-text search over published pages, the same on SQLite (FTS5) and PostgreSQL (tsvector).

One side table, ``publishing_text``, holds title, other words, summary and text of each live page; it is written in the
same transaction as the card. Ready-made layers were tried and failed (docs/adr/0003). Words from outside never reach
a query as syntax: only letters and digits survive ``terms``.
"""

import logging
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import DatabaseError, connection, models, transaction
from django.db.models import F, FloatField, Func, Lookup, QuerySet, TextField
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from .models import Publication

logger = logging.getLogger(__name__)

TABLE = "publishing_text"
MAX_WORDS = 8
MARK, UNMARK = "\ue000", "\ue001"
"""Private-use characters around a hit; they become <mark> only after everything else is escaped."""

STOP_WORDS = frozenset(
    "a about an and are as at be but by can did do does for from had has have how i if in into is it its me my no not of "
    "on or so than that the their them then there these they this to was we were what when where which who will with you your".split()
)

CREATE = {
    "sqlite": [
        f"CREATE VIRTUAL TABLE {TABLE} USING fts5(title, words, summary, body, "
        "tokenize=\"porter unicode61 remove_diacritics 2\", prefix='2 3')",
    ],
    "postgresql": [
        f"""CREATE TABLE {TABLE} (
            rowid bigint PRIMARY KEY, title text NOT NULL, words text NOT NULL, summary text NOT NULL, body text NOT NULL,
            {TABLE} tsvector GENERATED ALWAYS AS (
                setweight(to_tsvector('english', title), 'A') || setweight(to_tsvector('english', words), 'B') ||
                setweight(to_tsvector('english', summary), 'C') || setweight(to_tsvector('english', body), 'D')) STORED)""",
        f"CREATE INDEX {TABLE}_gin ON {TABLE} USING gin ({TABLE})",
    ],
}


class Term(NamedTuple):
    """Words that belong together; several only in a phrase or a hyphenated word."""

    words: tuple[str, ...]
    is_phrase: bool


def terms(text: str) -> list[Term]:
    """Split what somebody typed into at most 8 terms of letters and digits; words like "the" drop out."""
    text = "".join(c if c.isprintable() and not "\ud800" <= c <= "\udfff" else " " for c in text)[:200]
    found = []
    for match in re.finditer(r'"([^"]*)"?|(\S+)', text):
        phrase = match.group(1)
        words = tuple(re.findall(r"[^\W_]+", phrase if phrase is not None else match.group(2)))
        if words:
            found.append(Term(words, phrase is not None))
    telling = [t for t in found if t.is_phrase or not all(w.lower() in STOP_WORDS for w in t.words)]
    return telling[:MAX_WORDS]


def _fts5(query: list[Term]) -> str:
    parts = []
    for term in query:
        parts += [f'"{" ".join(term.words)}"'] if term.is_phrase else [f'"{word}"' for word in term.words]
    return " AND ".join(parts)


def _tsquery(query: list[Term]) -> str:
    return " & ".join(
        "(" + (" <-> " if term.is_phrase else " & ").join(f"'{word}'" for word in term.words) + ")" for term in query
    )


class DocumentField(TextField):  # type: ignore[type-arg]  # takes no parameters at run time
    """FTS5's hidden column named like its table, or the tsvector column of the same name."""


@DocumentField.register_lookup
class Match(Lookup):  # type: ignore[type-arg]  # takes no parameters at run time
    """``text__document__match=terms``."""

    lookup_name = "match"

    def get_prep_lookup(self) -> Any:
        """Keep the terms as they are."""
        return self.rhs

    def as_sqlite(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """FTS5."""
        left, params = self.process_lhs(compiler, connection)
        return f"{left} MATCH %s", [*params, _fts5(self.rhs)]

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        """tsvector."""
        left, params = self.process_lhs(compiler, connection)
        return f"{left} @@ to_tsquery('english', %s)", [*params, _tsquery(self.rhs)]


class Rank(Func):
    """How well a page fits; higher is better on both databases."""

    output_field = FloatField()

    def __init__(self, document: Any, query: list[Term]) -> None:
        self.query = query
        super().__init__(document)

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[Any, ...]]:
        """FTS5's bm25 with weights for title, words, summary, body."""
        sql, params = compiler.compile(self.get_source_expressions()[0])
        return f"-bm25({sql}, 10.0, 5.0, 3.0, 1.0)", tuple(params)

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[Any, ...]]:
        """ts_rank with the same weights."""
        sql, params = compiler.compile(self.get_source_expressions()[0])
        return f"ts_rank('{{0.1,0.3,0.5,1.0}}', {sql}, to_tsquery('english', %s))", (*params, _tsquery(self.query))


class Excerpt(Func):
    """The words around a hit, marked; only for the one page of results that is shown."""

    output_field = TextField()

    def __init__(self, document: Any, body: Any, query: list[Term]) -> None:
        self.query = query
        super().__init__(document, body)

    def as_sqlite(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[Any, ...]]:
        """FTS5's snippet of the fourth column."""
        sql, params = compiler.compile(self.get_source_expressions()[0])
        return f"snippet({sql}, 3, '{MARK}', '{UNMARK}', '…', 24)", tuple(params)

    def as_postgresql(self, compiler: Any, connection: Any, **_: Any) -> tuple[str, tuple[Any, ...]]:
        """ts_headline of the body."""
        sql, params = compiler.compile(self.get_source_expressions()[1])
        options = f"StartSel={MARK}, StopSel={UNMARK}, MaxWords=24, MinWords=10, MaxFragments=1"
        return f"ts_headline('english', {sql}, to_tsquery('english', %s), '{options}')", (*params, _tsquery(self.query))


class PublicationText(models.Model):
    """The side table, so that the ORM can join it."""

    publication = models.OneToOneField(
        Publication, primary_key=True, db_column="rowid", on_delete=models.DO_NOTHING, related_name="text"
    )
    title = models.TextField()
    words = models.TextField()
    summary = models.TextField()
    body = models.TextField()
    document = DocumentField(db_column=TABLE)

    class Meta:
        managed = False
        db_table = TABLE
        default_permissions = ()

    def __str__(self) -> str:
        return self.title


def index(publication: Publication) -> None:
    """Write a page's entry. Call inside the transaction that changes its card."""
    names = list(publication.tags.values_list("name", flat=True))
    names += publication.tags.filter(aliases__isnull=False).values_list("aliases__name", flat=True)
    forget(publication)
    write([(publication, names)])


def write(pages: Iterable[tuple[Publication, Iterable[str]]]) -> None:
    """Add the entries of pages that have none, each with the names and other names of its tags."""
    rows = []
    for page, names in pages:
        words = "\n".join([*page.data.get("other_names", ()), *names])
        texts = (page.title, words, page.summary, page.search_text)
        rows.append((page.pk, *(text.replace("\x00", " ") for text in texts)))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {TABLE} (rowid, title, words, summary, body) VALUES (%s, %s, %s, %s, %s)", rows
        )


def forget(publication: Publication) -> None:
    """Take a page out of the index."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE rowid = %s", [publication.pk])


def matching(query: list[Term]) -> QuerySet[Publication]:
    """Return live pages that hold every term, best first. No terms, no pages."""
    if not query:
        return Publication.objects.none()
    return (
        Publication.objects.live()
        .filter(text__document__match=query)
        .annotate(rank=Rank(F("text__document"), query))
        .order_by("-rank", "kind", "sort_key", "slug")
    )


def ranked_ids(query: list[Term]) -> list[int]:
    """Return the ids of matching pages, best first. One query; a database that chokes gives none and a log line."""
    try:
        with transaction.atomic():
            return list(matching(query).values_list("pk", flat=True)[:1000])
    except DatabaseError as error:
        logger.warning("search failed: %s", error)
        return []


def excerpts(query: list[Term], ids: list[int]) -> dict[int, SafeString]:
    """Return marked excerpts of these pages. One query."""
    if not query or not ids:
        return {}
    rows = (
        PublicationText.objects.filter(publication__in=ids, document__match=query)
        .annotate(excerpt=Excerpt(F("document"), F("body"), query))
        .values_list("publication_id", "excerpt")
    )
    return {pk: marked(text) for pk, text in rows}


def marked(text: str) -> SafeString:
    """Return an excerpt as safe HTML: everything escaped, hits in <mark>."""
    return mark_safe(escape(text or "").replace(MARK, "<mark>").replace(UNMARK, "</mark>"))  # noqa: S308  escaped here
