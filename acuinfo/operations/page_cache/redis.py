"""The answers that several machines share, in Redis."""

import hashlib
import logging
import time
from collections.abc import Callable
from itertools import islice
from typing import Any, Protocol

from redis import Redis
from redis.exceptions import RedisError

from ..metrics import CACHE_ERRORS
from .answer import Answer, packed, unpacked

logger = logging.getLogger(__name__)

PREFIX = "acuinfo:page:"
"""What the names of our keys begin with; others may use the same Redis."""


class SharedStore(Protocol):
    """Where the workers of several machines leave answers for each other."""

    def get(self, key: str) -> Answer | None:
        """Return an answer, or None; never raises."""

    def put(self, key: str, answer: Answer) -> None:
        """Leave an answer if that is possible; never raises."""


class RedisStore:
    """Answers in Redis, for an hour. The site can do without: after an error it is left alone for five seconds."""

    def __init__(self, url: str, build: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._redis = Redis.from_url(url, socket_timeout=0.1, socket_connect_timeout=0.1)
        self._build, self._clock = build, clock
        self._failed, self._rest_until = "", float("-inf")

    def get(self, key: str) -> Answer | None:
        """Return an answer; None also for what cannot be read."""
        stored = self._try("reading", lambda: self._redis.get(self._name(key)))
        try:
            return unpacked(stored) if isinstance(stored, bytes) else None
        except (ValueError, KeyError, TypeError):
            logger.warning("an answer in the shared store cannot be read")
            return None

    def put(self, key: str, answer: Answer) -> None:
        """Leave an answer."""
        self._try("writing", lambda: self._redis.set(self._name(key), packed(answer), ex=3600))

    def clear(self) -> int | None:
        """Delete the pages of every build and nothing else; return how many, None while Redis is away."""
        return self._try("deleting", self._delete)  # type: ignore[no-any-return]  # a number or None

    def _delete(self) -> int:
        names, number = iter(self._redis.scan_iter(f"{PREFIX}*", count=500)), 0
        while some := list(islice(names, 500)):
            self._redis.unlink(*some)
            number += len(some)
        return number

    def _name(self, key: str) -> str:
        return f"{PREFIX}{hashlib.sha256(f'{self._build} {key}'.encode()).hexdigest()}"

    def _try(self, what: str, ask: Callable[[], Any]) -> Any:
        if self._clock() < self._rest_until:
            return None
        try:
            answer = ask()
        except (RedisError, OSError) as error:
            CACHE_ERRORS.inc()
            if not self._failed:  # said once, not every five seconds of a long night
                logger.warning("the shared page store is away: %s", error)
                self._failed = what
            self._rest_until = self._clock() + 5
            return None
        if self._failed == what:  # a full one can still be read
            logger.info("the shared page store is back")
            self._failed = ""
        return answer
