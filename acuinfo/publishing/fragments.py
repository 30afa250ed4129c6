"""Pieces of pages that this process has rendered already, and small things that hold for one site version.

A piece is kept under everything it depends on (see ``{% keep %}``), so it never has to be taken back; what has not been
used for longest makes room.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock
from typing import Any

from . import process_caches

MOST_CHARACTERS = 16_000_000
"""Of all pieces in one process. Anything but a piece of text counts as a thousand."""

_KEPT: OrderedDict[Hashable, Any] = OrderedDict()
_LOCK = Lock()
_size = 0


def get(key: Hashable) -> Any:
    """Return a piece or None, and count it as used."""
    with _LOCK:
        piece = _KEPT.get(key)
        if piece is not None:
            _KEPT.move_to_end(key)
        return piece


def put(key: Hashable, piece: Any) -> None:
    """Keep a piece."""
    global _size  # noqa: PLW0603  one number beside one dictionary, both behind the lock
    with _LOCK:
        _size += _characters(piece) - _characters(_KEPT.pop(key, ""))
        _KEPT[key] = piece
        while _size > MOST_CHARACTERS:
            _size -= _characters(_KEPT.popitem(last=False)[1])


def _characters(piece: Any) -> int:
    return len(piece) if isinstance(piece, str) else 1000


def forget() -> None:
    """Drop everything."""
    global _size  # noqa: PLW0603  as above
    with _LOCK:
        _KEPT.clear()
        _size = 0


process_caches.add(forget)
