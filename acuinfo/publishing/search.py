"""The search entry of each live page, written in the same transaction as its card.

One side table, ``publishing_text``, holds the stems of a page's title, other names, tags, summary and text; the words
that pages have used are remembered for correcting slips. ``acuinfo.finding.search`` asks both.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db import connection, models
from django.db.models import Q

from .documents import CITATION_MARK
from .kinds import kind
from .language import in_english
from .models import Publication, Tag, TagAlias
from .stemming import INVISIBLE, STOP_WORDS, stems, words

TABLE = "publishing_text"
WEIGHTS = {"title": 10.0, "names": 7.0, "tags": 4.0, "summary": 3.0, "often": 2.0, "body": 1.0}
"""How much a word counts in each column; ``often`` holds the words that the text keeps coming back to."""
COLUMNS = (*WEIGHTS, "spoken")
"""``spoken`` holds the words of title and other names as they are written, for suggestions while typing."""

OFTEN_FROM, OFTEN_MOST = 3, 20
"""How often a text comes back to a word of ``often``, and how many of them count."""
SHORTEST, LONGEST = 3, 30
"""Letters of a word worth remembering or correcting."""

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


CITED = re.compile(r"[ \u00a0]?" + CITATION_MARK.pattern)


def readable(text: str) -> str:
    """Return a page's text without its citation marks and without what nobody can see."""
    return INVISIBLE.sub("", CITED.sub("", text))


def index(publication: Publication) -> None:
    """Write a page's entry, with all words that lead to its tags. Call inside the transaction that changes its card."""
    tags = Tag.objects.filter(Q(publications=publication) | Q(merged_into__publications=publication)).distinct()
    names = list(tags.values_list("name", flat=True))
    names += TagAlias.objects.filter(tag__in=tags).values_list("name", flat=True)
    forget(publication)
    write([(publication, names)])


def write(pages: Iterable[tuple[Publication, Sequence[str]]]) -> None:
    """Add the entries of pages that have none, each with the names and other names of its tags.

    A migration calls it too, with pages that have fields only.
    """
    rows: list[tuple[int | str, ...]] = []
    texts: list[str] = []
    for page, tag_names in pages:
        names = [*page.data.get("other_names", ()), *(code for _system, code in page.data.get("codes", ()))]
        rows.append((page.pk, *_entry(page, names, tag_names)))
        texts += [page.title, page.summary, readable(page.search_text), *names, *tag_names]
    value = "to_tsvector('simple', %s)" if connection.vendor == "postgresql" else "%s"
    values = ", ".join([value] * len(COLUMNS))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {TABLE} (rowid, {', '.join(COLUMNS)}) VALUES (%s, {values})", rows)
    learn(texts)


def _entry(page: Publication, names: Iterable[str], tag_names: Iterable[str]) -> tuple[str, ...]:
    """Return the text of each column, in the order of ``COLUMNS``."""
    body = stems(readable(page.search_text))
    counted = Counter(s for s in body if s not in STOP_WORDS and len(s) > 2).most_common(OFTEN_MOST)
    columns = (
        [BEGIN, *stems(page.title), END],
        [s for name in names for s in (BEGIN, *stems(name), END)],
        [s for name in (in_english(kind(page.kind).label), *tag_names) for s in (BEGIN, *stems(name), END)],
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


class Word(models.Model):
    """A word that a published page has used, as it was written there, in lower case without accents."""

    word = models.CharField(max_length=LONGEST, primary_key=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.word


def learn(texts: Iterable[str]) -> None:
    """Remember the words of texts. Call inside the transaction that publishes them."""
    found = {word for text in texts for word in words(text) if SHORTEST <= len(word) <= LONGEST and word.isalpha()}
    with connection.cursor() as cursor:  # in order, so that two who publish at once never wait for each other in a ring
        cursor.executemany(
            f"INSERT INTO {Word._meta.db_table} (word) VALUES (%s) ON CONFLICT DO NOTHING",
            [(word,) for word in sorted(found)],
        )
