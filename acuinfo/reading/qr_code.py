"""QR codes as drawings: for addresses on paper, and for the second factor of editors."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

import segno

QUIET_ZONE = 4
"""Modules of white around a QR code (ISO/IEC 18004, section 9.1)."""


@dataclass(frozen=True)
class QRCode:
    """A QR code as an SVG needs it, one unit a module, the quiet zone included."""

    size: int
    path: str
    """The data of a path around the dark modules."""


def qr_code(text: str) -> QRCode:
    """Return the QR code of a text; a seventh of it may be dirty or torn (level M)."""
    matrix = segno.make(text, error="m", micro=False)
    rows = enumerate(matrix.matrix_iter(border=QUIET_ZONE))
    path = "".join(f"M{x} {y}h{width}v1h-{width}z" for y, row in rows for x, width in _dark(row))
    return QRCode(int(matrix.symbol_size(border=QUIET_ZONE)[0]), path)


def _dark(row: Iterable[int]) -> list[tuple[int, int]]:
    """Return where each run of dark modules begins and how long it is."""
    runs = [(bool(is_dark), len(list(modules))) for is_dark, modules in groupby(row)]
    starts = [sum(width for _is_dark, width in runs[:i]) for i in range(len(runs))]
    return [(x, width) for x, (is_dark, width) in zip(starts, runs, strict=True) if is_dark]
