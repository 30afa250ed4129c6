"""Writing the log of changes, and telling those who keep things that the site moved on."""

from collections.abc import Callable, Iterable
from logging import Logger
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, transaction

from ..models import Change, Publication


def _take_turn() -> None:
    """Let changes become public in the order of their numbers, because the highest number is the site version.

    Without it a later number could be committed first on PostgreSQL, and what comes after it would never be noticed.
    SQLite has one writer at a time anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('site version'))")


def record(what: str, *, by: User | None, subject: str = "", **fields: Any) -> Change:
    """Write a row of the log; once it is committed, whoever keeps something of the site is told."""
    _take_turn()
    publication = fields.get("publication")
    change = Change.objects.create(what=what, by=by, subject=(subject or str(publication or ""))[:600], **fields)
    version = change.pk  # a lambda, not a partial: Django logs a failure by the function's name, and a partial has none
    transaction.on_commit(lambda: _after_commit(version), robust=True)
    return change


def record_each(what: str, pages: Iterable[Publication], *, by: User | None, note: str, **fields: Any) -> None:
    """Write a row for each live page whose record moved because something else did; call before ``record`` of that.

    Whoever follows the log by program learns so which pages to read again. Readers are told by the other row.
    """
    _take_turn()
    rows = (
        Change(what=what, by=by, publication=page, subject=str(page)[:600], note=note, is_minor=True, **fields)
        for page in pages
        if page.is_live
    )
    Change.objects.bulk_create(rows, batch_size=500)


def log_after_commit(logger: Logger, what: str, **data: Any) -> None:
    """Write into the log what happened, once it has: never of what was rolled back."""
    transaction.on_commit(lambda: logger.info(what, extra={"data": data}), robust=True)


_LISTENERS: list[Callable[[int], None]] = []


def after_commit(listener: Callable[[int], None]) -> None:
    """Call a function with the new site version after each commit; its failure harms nothing."""
    _LISTENERS.append(listener)


def _after_commit(version: int) -> None:
    for listener in _LISTENERS:
        listener(version)
