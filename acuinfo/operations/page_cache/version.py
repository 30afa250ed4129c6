"""What every answer depends on besides its address, and how a worker learns of it."""

from __future__ import annotations

import hashlib
import logging
import mmap
import os
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connections
from django.utils import timezone

from acuinfo.publishing.models import Change

logger = logging.getLogger(__name__)

READ_EVERY = 1.0
"""Seconds between two looks at the site version."""
LAST_RESORT = 86_400.0
"""Seconds for which the last known version stands while the database is away (as stale-if-error says)."""
PATIENCE = 0.25
"""Seconds a request waits for another thread that is looking at the version."""


@dataclass(frozen=True)
class State:
    """What the whole public site is a function of, besides the address."""

    version: int
    day: str

    def __str__(self) -> str:
        return f"{self.version}:{self.day}"


class Bell:
    """Two counters in memory that all workers of this machine share, through a small file; without the file, our own.

    Two workers that move a counter at one moment may count once: that it moved is what matters.
    """

    def __init__(self, path: Path | None) -> None:
        self._counts = memoryview(bytearray(16)).cast("Q")
        with suppress(OSError):
            if path is not None:
                self._counts = memoryview(_shared(path)).cast("Q")

    @property
    def count(self) -> int:
        """How often it was rung."""
        return self._counts[0]

    def ring(self, _version: int = 0) -> None:
        """Tell every worker to look at the version before its next answer."""
        self._move(0)

    @property
    def clears(self) -> int:
        """How often the workers were told to drop everything."""
        return self._counts[1]

    def ring_to_clear(self) -> None:
        """Tell every worker to drop everything that it keeps before its next answer."""
        self._move(1)

    def _move(self, which: int) -> None:
        self._counts[which] = (self._counts[which] + 1) & 0xFFFFFFFF


def _shared(path: Path) -> mmap.mmap:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        os.truncate(descriptor, 16)
        return mmap.mmap(descriptor, 16)
    finally:
        os.close(descriptor)


def bell_file() -> Path:
    """Return where the workers of this machine find their bell."""
    return Path(settings.VAR_DIR) / "site.bell"


class VersionReader:
    """Reads the site version through a connection of its own, which survives restarts of the database."""

    def __init__(self, alias: str = "default") -> None:
        self._connection = connections.create_connection(alias)
        self._connection.inc_thread_sharing()
        self._sql = f"SELECT max(id) FROM {Change._meta.db_table}"

    def __call__(self) -> int:
        """Return the site version. Raises DatabaseError when the database does not answer a second attempt either."""
        try:
            return self._read()
        except (DatabaseError, InterfaceError):
            self._connection.close()
            return self._read()

    def _read(self) -> int:
        with self._connection.cursor() as cursor:
            cursor.execute(self._sql)
            return cursor.fetchone()[0] or 0


class Watch:
    """The state of the site as this process knows it: at most a second old, and never going back."""

    def __init__(
        self,
        read: Callable[[], int],
        bell: Bell,
        clock: Callable[[], float] = time.monotonic,
        today: Callable[[], str] = lambda: timezone.localdate().isoformat(),
    ) -> None:
        self.bell, self._read, self._clock, self._today = bell, read, clock, today
        self._lock = Lock()
        self._state: State | None = None
        self._heard = -1
        self._look_at = self._good_until = float("-inf")

    def state(self) -> State | None:
        """Return what the answers depend on now; None while nobody can know."""
        if self._clock() < self._look_at and self.bell.count == self._heard:
            return self._state
        if not self._lock.acquire(timeout=PATIENCE):
            self._look_at = self._clock() + READ_EVERY  # the database hangs: let the others go on
            return self._state
        try:
            if self._clock() >= self._look_at or self.bell.count != self._heard:
                self._look()
            return self._state
        finally:
            self._lock.release()

    def forget(self) -> None:
        """Know nothing, so that the next look may find an older version, as after a restore."""
        with self._lock:
            self._state, self._look_at = None, float("-inf")

    def _look(self) -> None:
        heard, now = self.bell.count, self._clock()
        try:
            version = self._read()
        except (DatabaseError, InterfaceError) as error:
            logger.warning("the site version cannot be read: %s", error)
            if now >= self._good_until:
                self._state = None
        else:
            heard = self._learn(version, heard)
            self._good_until = now + LAST_RESORT
        self._heard, self._look_at = heard, now + READ_EVERY

    def _learn(self, version: int, heard: int) -> int:
        """Take in a version; a new one is told to the other workers before anybody is answered from it."""
        before = self._state
        state = State(max(version, before.version if before else 0), self._today())
        if state == before:
            return heard
        self._state = state
        if before is None or self.bell.count != heard:
            return heard
        self.bell.ring()
        return heard + 1  # not the count of now: somebody else's ring must not be taken for ours


SHOWN_SETTINGS = (
    "SITE_URL", "SITE_NAME", "CONTACT", "LANGUAGE_CODE", "EMERGENCY_NUMBERS", "ADVICE_NUMBER", "CONTENT_LICENCE",
    "CONTENT_LICENCE_URL", "SELF_APPROVAL", "EMAIL_BACKEND",
)  # fmt: skip
"""The settings that readers notice."""


def build_of(root: Path) -> str:
    """Return a digest of everything besides the database that an answer depends on: code, templates, settings."""
    state = hashlib.sha256(repr([getattr(settings, name) for name in SHOWN_SETTINGS]).encode())
    for folder in ("acuinfo", "conditions", "articles", "locale", "templates"):
        for path in sorted((root / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".css", ".js", ".svg", ".mo"):
                state.update(str(path.relative_to(root)).encode() + path.read_bytes())
    return state.hexdigest()[:16]
