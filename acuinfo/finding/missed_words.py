"""Words that are on no page, counted for the editors without learning who asked.

What could a rare query tell about a person? A name, an address, a number, or a pair of words ("Smith HIV") that only
one person would type. So a query is never kept, only **single words**, and of these only such as are 3 to 20 letters
long without digit or sign. Nothing says when (but for the month), from where, or together with what. And a word is not
legible before it was asked for at least ``LEGIBLE_FROM`` times in a month: until then the row holds a keyed digest of
it, from which nobody reads a word, and it is deleted when the month is over (``forget``).

What remains: whoever holds the database and the secret key can try a word and learn that somebody asked for it in this
month. And a reader who asks for one word five times makes it legible, alone and without a trace to anybody; telling
readers apart would need more data than this is worth. Answers that a cache gives are not counted, so a count is a
lower bound. At most ``MOST`` different words are begun in a month, so a flood costs bounded room.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from acuinfo.publishing.models import MissedWord

logger = logging.getLogger(__name__)

LEGIBLE_FROM = 5
SHORTEST, LONGEST = 3, 20
A_QUERY = 3
"""Words of one query that are counted at most."""
MOST = 5_000
MONTHS_KEPT = 12

_COUNT = """
INSERT INTO {table} (key, month, times, word)
SELECT given.key, given.month, 1, '' FROM ({rows}) AS given
WHERE (SELECT count(*) FROM {table} WHERE month = {month}) < {most} OR given.key IN (SELECT key FROM {table})
ON CONFLICT (key) DO UPDATE SET times = {table}.times + 1, word = CASE {cases} ELSE {table}.word END
"""


def count(words: Iterable[str]) -> None:
    """Count folded words that found nothing. One query, none where no word may be kept. It never fails a page."""
    told = [w for w in dict.fromkeys(words) if w.isalpha() and SHORTEST <= len(w) <= LONGEST][:A_QUERY]
    if not told:
        return
    month = timezone.localdate().replace(day=1)
    keys = {_key(month, word): word for word in told}
    try:
        _count(month, keys)
    except DatabaseError as error:  # of a database that is only read, or locked: the count is not worth a page
        logger.warning("a word that found nothing was not counted: %s", error.__class__.__name__)


def _key(month: dt.date, word: str) -> str:
    return salted_hmac("acuinfo.finding.missed_words", f"{month:%Y-%m} {word}", algorithm="sha256").hexdigest()


def _count(month: dt.date, keys: dict[str, str]) -> None:
    table, is_postgresql = MissedWord._meta.db_table, connection.vendor == "postgresql"
    day = "%s::date" if is_postgresql else "%s"
    sql = _COUNT.format(
        table=table,
        rows=" UNION ALL ".join([f"SELECT %s AS key, {day} AS month"] * len(keys)),
        month=day,
        most=MOST,
        cases=" ".join([f"WHEN {table}.key = %s AND {table}.times + 1 >= {LEGIBLE_FROM} THEN %s"] * len(keys)),
    )
    given = [value for key in keys for value in (key, month.isoformat())]
    legible = [value for pair in keys.items() for value in pair]
    with _without_waiting(), connection.cursor() as cursor:
        cursor.execute(sql, [*given, month.isoformat(), *legible])


@contextmanager
def _without_waiting() -> Iterator[None]:
    """Give up at once where somebody else writes to SQLite: a page must not wait for a count."""
    if connection.vendor != "sqlite":
        yield
        return
    connection.ensure_connection()
    raw = connection.connection  # nobody else has to see a setting of the connection among the queries
    (usual,) = raw.execute("PRAGMA busy_timeout").fetchone()
    raw.execute("PRAGMA busy_timeout = 20")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout = {int(usual)}")


def forget() -> int:
    """Delete what was asked too rarely once its month is over, and all after a year. Return how many rows went."""
    month = timezone.localdate().replace(day=1)
    rare, _of = MissedWord.objects.filter(month__lt=month, times__lt=LEGIBLE_FROM).delete()
    old, _of = MissedWord.objects.filter(month__lt=month - dt.timedelta(days=31 * MONTHS_KEPT)).delete()
    return rare + old
