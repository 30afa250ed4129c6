"""The database as the night sees it: which one a command works on, and whether it takes what is written."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import dj_database_url
from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, connections

KEEPERS = {"publishing_publication": "pages", "auth_user": "accounts"}
"""A database with a row in one of these tables holds somebody's work."""

ONLY_READS = ("25006", "SQLITE_READONLY")
"""How PostgreSQL and SQLite call a write to what can only be read; Django takes the first for an error of ours."""


def only_reads(error: BaseException) -> bool:
    """Tell whether a write was refused because this is a standby, or a file or disk that was made read-only."""
    said = error.__cause__
    code = getattr(said, "pgcode", None) or getattr(said, "sqlite_errorname", None) or ""
    return str(code).startswith(ONLY_READS)


def is_away(error: BaseException | None) -> bool:
    """Tell whether an error means that the database is away, its disk is full, or it can only be read."""
    return isinstance(error, OperationalError | InterfaceError) or (error is not None and only_reads(error))


def try_writing() -> None:
    """Write nothing, so that a database that takes no writes says so. Raises DatabaseError."""
    with connection.cursor() as cursor:
        cursor.execute("UPDATE django_migrations SET app = app WHERE id < 0")


def add_argument(parser: ArgumentParser) -> None:
    """Take the address of another database."""
    parser.add_argument("--database", metavar="URL", help="Another database than DATABASE_URL names.")


def use(url: str | None) -> None:
    """Let the rest of this process work on the database at an address; on the site's own without one.

    Raises ValueError for what is no address of a database.
    """
    if not url:
        return
    named: dict[str, Any] = dict(dj_database_url.parse(url))
    is_sqlite = named["ENGINE"].endswith("sqlite3")
    named["OPTIONS"] = {
        **(settings.SQLITE_OPTIONS if is_sqlite else settings.POSTGRES_OPTIONS),
        **named.get("OPTIONS", {}),
    }
    connections["default"].close()
    connections.settings["default"] = connections.configure_settings({"default": named})["default"]
    del connections["default"]


def name() -> str:
    """Return the name of the database in use: its file, or its name on the server."""
    named = str(connection.settings_dict["NAME"])
    return str(Path(named).resolve()) if connection.vendor == "sqlite" else named


def holdings() -> dict[str, int]:
    """Return how many pages and accounts the database in use holds; nothing for an empty one."""
    there = set(connection.introspection.table_names())
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(there.intersection(KEEPERS)):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            if rows := cursor.fetchone()[0]:
                found[KEEPERS[table]] = int(rows)
    return found
