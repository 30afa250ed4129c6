"""Drop everything that is kept between the database and the reader, wherever this site keeps it."""

from django.conf import settings

from acuinfo.publishing import process_caches

from .redis import RedisStore
from .version import Bell, bell_file


def clear_everywhere() -> list[str]:
    """Drop what this process, the workers of this machine and Redis keep; return sentences that say what was done.

    Nothing in Redis is touched but our own pages. The workers of another machine are not told: clear there as well.
    """
    process_caches.clear()
    return [_told_to_workers(), *([_deleted_in_redis()] if settings.CACHE_URL else [])]


def _told_to_workers() -> str:
    if not bell_file().exists():
        return f"No web worker has put its bell at {bell_file()}: restart the workers to clear what they keep."
    Bell(bell_file()).ring_to_clear()
    return "Every web worker of this machine drops what it keeps before its next answer."


def _deleted_in_redis() -> str:
    number = RedisStore(settings.CACHE_URL, build="").clear()
    if number is None:
        return "Redis does not answer: what it has goes within the hour."
    return f"Pages deleted in Redis: {number}."
