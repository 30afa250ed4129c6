"""System checks: what must be so before the site serves anybody."""

import datetime as dt
import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import connection
from django.utils import timezone

from acuinfo.publishing.actions.cards import has_cards_of_another_build
from acuinfo.publishing.models import Change


@register(Tags.database)
def sqlite_has_full_text_search(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Search on SQLite needs FTS5."""
    if connection.vendor != "sqlite":
        return []
    try:
        with sqlite3.connect(":memory:") as memory:
            memory.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    except sqlite3.OperationalError:
        return [
            Error(
                "This Python's SQLite has no full-text search (FTS5).",
                hint="Use PostgreSQL or another Python.",
                id="acuinfo.E001",
            )
        ]
    return []


@register(Tags.database)
def sqlite_keeps_its_promises(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Read back the settings that make a publish survive a power cut."""
    if not databases or connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        found = {name: cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in ("synchronous", "foreign_keys")}
    if found != {"synchronous": 2, "foreign_keys": 1}:
        return [
            Error(
                f"SQLite was opened with {found}.", hint="Keep synchronous=FULL and foreign_keys=ON.", id="acuinfo.E002"
            )
        ]
    return []


@register(Tags.database)
def postgresql_keeps_its_promises(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Read back the settings that make a publish survive a crash of the database."""
    if not databases or connection.vendor != "postgresql":
        return []
    wrong = []
    with connection.cursor() as cursor:
        for name in ("fsync", "full_page_writes", "synchronous_commit"):
            cursor.execute(f"SHOW {name}")
            if cursor.fetchone()[0] == "off":
                wrong.append(name)
    if wrong:
        return [
            Error(
                f"PostgreSQL has {', '.join(wrong)} off.",
                hint="Switch it on; published pages can be lost otherwise.",
                id="acuinfo.E003",
            )
        ]
    return []


@register(Tags.database)
def cards_are_of_this_build(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Lists and search show cards, whose form changes with the software."""
    if not databases or Change._meta.db_table not in connection.introspection.table_names():  # before the first migrate
        return []
    if not has_cards_of_another_build():
        return []
    return [
        Warning(
            "The cards of some pages were written by another version of the software.",
            hint="./run manage rebuild_cards",
            id="acuinfo.W002",
        )
    ]


AHEAD = dt.timedelta(minutes=5)


@register(Tags.database)
def clock_is_not_behind(databases: Any = None, **_: Any) -> list[CheckMessage]:
    """Editions carry the day on which they were published for ever, so a clock that was set back is told."""
    if not databases or Change._meta.db_table not in connection.introspection.table_names():
        return []
    newest = Change.objects.order_by("-at").values_list("at", flat=True).first()
    if newest is None or newest < timezone.now() + AHEAD:
        return []
    return [
        Warning(
            f"This machine's clock says {timezone.now():%Y-%m-%d %H:%M} UTC, but somebody published on "
            f"{newest:%Y-%m-%d %H:%M} UTC: the clock is wrong, or was wrong then.",
            hint="timedatectl; do not publish until the clock is right.",
            id="acuinfo.W003",
        )
    ]


@register(Tags.security, deploy=True)
def somebody_can_be_reached(app_configs: Any = None, **_: Any) -> list[CheckMessage]:
    """security.txt needs a contact."""
    if settings.CONTACT:
        return []
    return [
        Warning(
            "CONTACT is not set.", hint="Set it to mailto:... or https://...; security.txt shows it.", id="acuinfo.W001"
        )
    ]
