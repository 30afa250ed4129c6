"""Everything that this process keeps in memory, and the one way to drop all of it.

Each cache says beside its definition how it is dropped; ``tests/test_clearing_caches.py`` finds one that does not.
What is kept, where, and until when stands in docs/architecture.md.
"""

from collections.abc import Callable

_CLEARERS: list[Callable[[], object]] = []


def add(clear: Callable[[], object]) -> None:
    """Have ``clear`` called whenever everything is dropped. It must do no harm while other threads read."""
    _CLEARERS.append(clear)


def clear() -> None:
    """Drop everything that this process keeps; what is asked for next is read and made anew."""
    for drop in _CLEARERS:
        drop()
