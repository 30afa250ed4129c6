"""Pieces of pages that this process has rendered already.

A piece is kept under everything it depends on (see ``{% keep %}``), so it never has to be taken back; what has not been
used for longest makes room.
"""

from collections import OrderedDict
from collections.abc import Hashable
from threading import Lock

MOST = 4000
"""Pieces; at about 1 KB each, 4 MB in every process."""

_KEPT: OrderedDict[Hashable, str] = OrderedDict()
_LOCK = Lock()


def get(key: Hashable) -> str | None:
    """Return a piece, and count it as used."""
    with _LOCK:
        piece = _KEPT.get(key)
        if piece is not None:
            _KEPT.move_to_end(key)
        return piece


def put(key: Hashable, piece: str) -> None:
    """Keep a piece."""
    with _LOCK:
        _KEPT[key] = piece
        while len(_KEPT) > MOST:
            _KEPT.popitem(last=False)


def forget() -> None:
    """Drop everything."""
    with _LOCK:
        _KEPT.clear()
