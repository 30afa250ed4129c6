"""The answers that several machines share."""

import hashlib
import logging
import time
from collections.abc import Callable
from typing import Any, Protocol

from redis import Redis
from redis.exceptions import RedisError

from .answer import Answer, packed, unpacked

logger = logging.getLogger(__name__)


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
        self._build, self._clock, self._rest_until = build, clock, float("-inf")

    def get(self, key: str) -> Answer | None:
        """Return an answer; None also for what cannot be read."""
        stored = self._try(lambda: self._redis.get(self._name(key)))
        try:
            return unpacked(stored) if isinstance(stored, bytes) else None
        except (ValueError, KeyError, TypeError):
            logger.warning("an answer in the shared store cannot be read")
            return None

    def put(self, key: str, answer: Answer) -> None:
        """Leave an answer."""
        self._try(lambda: self._redis.set(self._name(key), packed(answer), ex=3600))

    def _name(self, key: str) -> str:
        return f"acuinfo:page:{hashlib.sha256(f'{self._build} {key}'.encode()).hexdigest()}"

    def _try(self, ask: Callable[[], Any]) -> Any:
        if self._clock() < self._rest_until:
            return None
        try:
            return ask()
        except (RedisError, OSError) as error:
            logger.warning("the shared page store is away: %s", error)
            self._rest_until = self._clock() + 5
            return None
