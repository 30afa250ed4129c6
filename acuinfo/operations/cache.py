"""A Redis cache that the site can do without."""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)


def _count_error() -> None:
    from .metrics import CACHE_ERRORS  # noqa: PLC0415  metrics need models, which may not be loaded when caches are

    CACHE_ERRORS.inc()


class ForgivingRedisCache(RedisCache):
    """Answer as an empty cache while Redis is away, and say so in the log."""

    def _try(self, method: str, default: Any, *args: Any, **kwargs: Any) -> Any:
        try:
            return getattr(super(), method)(*args, **kwargs)
        except (RedisError, OSError) as error:
            logger.warning("cache is away: %s", error)
            _count_error()
            return default

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        """Return the value, or the default while Redis is away."""
        return self._try("get", default, key, default, version)

    def set(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> None:
        """Store the value if Redis is there."""
        self._try("set", None, key, value, timeout, version)

    def add(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> bool:
        """Store the value if Redis is there and has none."""
        return bool(self._try("add", False, key, value, timeout, version))

    def delete(self, key: Any, version: int | None = None) -> bool:
        """Forget the value if Redis is there."""
        return bool(self._try("delete", False, key, version))

    def clear(self) -> None:
        """Forget everything if Redis is there."""
        self._try("clear", None)
