"""Numbers as pictures: a place on a ruler, points of a whole scale, people and dots of 100.

Each picture has a text that says the same, in the interface's language, and needs no colour: a dot, a band with an
edge, a dashed line. Its styles are in ``components.css``.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import floor, sqrt
from typing import Any

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from .figures import Figure
from .ruler import LEFT, RIGHT, Place

WIDTH = 320
"""Units across; letters are 13 units, so that they are 13 CSS pixels on the narrowest telephone."""


def _svg(key: str, height: int, says: str, shapes: SafeString) -> SafeString:
    return format_html(
        '<svg class="pic" viewBox="0 0 {} {}" role="img" aria-labelledby="pic-{}">'
        '<title id="pic-{}">{}</title>{}</svg>',
        WIDTH, height, key, key, says, shapes,
    )  # fmt: skip


def _join(parts: list[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


def _rect(kind: str, start: float, end: float, top: int, height: int) -> SafeString:
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>',
        kind, round(start, 1), top, round(max(end - start, 1), 1), height,
    )  # fmt: skip


def _text(x: float, y: int, words: str, kind: str = "mid") -> SafeString:
    return format_html('<text class="{}" x="{}" y="{}">{}</text>', kind, round(x, 1), y, words)


def _line(kind: str, x: float, top: int, bottom: int) -> SafeString:
    return format_html('<path class="{}" d="M{} {}V{}"/>', kind, round(x, 1), top, bottom)


# --- The ruler --------------------------------------------------------------------------------------------------
SMALL_STEP = 20
"""Units a step of the small ruler; ``_marks.html`` draws its zones, ``evidence_map.css`` those below a row."""
MAP_WIDTH, MAP_HEIGHT = 360, 44
LARGEST, SMALLEST, MANY = 13.0, 4.0, 2000
"""Radius of the disc for so many people or more, and of the smallest that can be seen. The scale is the same on every
page, so that discs of two pages can be compared."""


def ruler(place: Place, key: str) -> SafeString:
    """Draw where a finding lies among little or none, small, moderate and large, with their names."""
    step = WIDTH / (RIGHT - LEFT)
    names = [_text((middle - LEFT) * step, 40, name) for middle, name in zip((0, 1.5, 2.5, 3.5), _names(), strict=True)]
    ground = format_html('<use href="#ruler" width="{}" height="30"/>', WIDTH)
    return _svg(
        key, 44, ruler_in_words(place), _join([ground, _likely(place, step, 9, 12), _dot(place, step, 15, 8), *names])
    )


def small_ruler(place: Place) -> SafeString:
    """Draw the same without names, for a cell whose words say it."""
    return format_html(
        '<svg class="ruler" viewBox="0 0 {} 14" aria-hidden="true" focusable="false"><use href="#{}"/>{}{}</svg>',
        _short((RIGHT - LEFT) * SMALL_STEP),
        "ruler" if place["marks"] == 3 else "ruler-mark",
        _likely(place, SMALL_STEP, 3.5, 7),
        _dot(place, SMALL_STEP, 7, 4),
    )


def on_map(data: Mapping[str, Any]) -> SafeString:
    """Draw the mark of a finding whose card has a place: the area of its disc is people, the ring certainty."""
    place, step, middle = data["on_ruler"], MAP_WIDTH / (RIGHT - LEFT), MAP_HEIGHT / 2
    x = (place["at"] - LEFT) * step
    return format_html(
        '<svg class="map-mark" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}{}'
        '<use href="#certainty-{}" x="{}" y="{}" width="40" height="40"/></svg>',
        MAP_WIDTH,
        MAP_HEIGHT,
        _likely(place, step, middle - 5, 10),
        _people_of(data["participants"], x, middle, "dot dot--in-words" if place["in_words"] else "dot"),
        data["certainty"],
        _short(x - 20),
        _short(middle - 20),
    )


def radius(people: int) -> float:
    """Return the radius of a disc whose area grows with the number of people, up to ``MANY``."""
    return min(max(SMALLEST, LARGEST * sqrt(people / MANY)), LARGEST)


def _people_of(people: int | None, x: float, y: float, kind: str) -> SafeString:
    """Return a disc, or a small square where nobody says how many people there were."""
    if not people:
        return format_html(
            '<rect class="{}" x="{}" y="{}" width="10" height="10"/>', kind, _short(x - 5), _short(y - 5)
        )
    return format_html(
        '<circle class="{}" cx="{}" cy="{}" r="{}"/>', kind, _short(x), _short(y), _short(radius(people))
    )


def _dot(place: Place, step: float, y: float, r: int) -> SafeString:
    """Return the best estimate; nothing where the source gives a size in words."""
    if place["in_words"]:
        return SafeString("")
    return format_html('<circle class="dot" cx="{}" cy="{}" r="{}"/>', _short((place["at"] - LEFT) * step), y, r)


def _likely(place: Place, step: float, top: float, height: float) -> SafeString:
    """Return what the effect could also be; open where the source gives the size in words."""
    if place["low"] is None:
        return SafeString("")
    start, end = ((place[name] - LEFT) * step for name in ("low", "high"))
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>',
        "soft soft--in-words" if place["in_words"] else "soft",
        _short(start),
        _short(top),
        _short(max(end - start, 2)),
        _short(height),
        _short(height / 2),
    )


def _short(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _names() -> list[str]:
    return [_("little or none"), _("small"), _("moderate"), _("large")]


def _zone(place: float) -> str:
    return _("worse") if place < -1 else _names()[min(max(floor(place), 0), 3)]


def ruler_in_words(place: Place) -> str:
    """Return what a ruler shows."""
    at = _zone(place["at"])
    if place["in_words"]:
        return _("The source gives the size in words: %(at)s.") % {"at": at}
    if place["low"] is None:
        return _("Best estimate: %(at)s.") % {"at": at}
    low, high = _zone(place["low"]), _zone(place["high"])
    if low == high:
        return _("Best estimate: %(at)s, and so is all of its likely range.") % {"at": at}
    said = _("Best estimate: %(at)s. It could also be anything from %(low)s to %(high)s.")
    return said % {"at": at, "low": low, "high": high}


# --- Points of a scale ------------------------------------------------------------------------------------------
def points_bar(figure: Figure, key: str) -> SafeString:
    """Draw the whole scale as a bar: how far people got, what that could also be, and the mark that was set."""
    whole, at = float(figure["range"]), float(figure["at"])
    low, high = (float(figure[end]) if figure[end] else at for end in ("low", "high"))
    worse = max(0.0, -min(low, at))
    room = 6 + worse / (whole + worse) * (WIDTH - 12)

    def place(points: float) -> float:
        return min(room + points / (whole + worse) * (WIDTH - 12), WIDTH - 4.0)

    zero = place(0)
    top = 6
    shapes = [_rect("track", 2, WIDTH - 2, top, 14), _rect("fill", min(zero, place(at)), max(zero, place(at)), top, 14)]
    if figure["low"]:
        shapes.append(_rect("soft", place(low), place(high), top + 3, 8))
    shapes.append(_line("zero", zero, top - 6, top + 20))
    shapes.append(_text(zero, top + 34, "0", "mid" if zero > 12 else "start"))
    shapes.append(_text(WIDTH - 2, top + 34, _number(figure["range"]), "end"))
    if figure["mark"]:
        mark = place(float(figure["mark"]))
        words = _("%(mark)s set as worthwhile") % {"mark": _number(figure["mark"])}
        kind, x = ("end", WIDTH - 40.0) if mark > WIDTH - 200 else ("start", max(mark + 4, zero + 16))
        shapes += [_line("worth", mark, top - 6, top + 26), _text(x, top + 34, words, kind)]
    return _svg(key, top + 40, points_in_words(figure), _join(shapes))


def _number(stored: str) -> str:
    """Return a stored number as the interface's language writes it."""
    return number_format(stored)


def _points_words(figure: Figure, at: float) -> str:
    values = {"points": _number(figure["said"]), "range": _number(figure["range"])}
    if at < 0:
        return _("%(points)s of %(range)s points worse") % values
    return _("%(points)s of %(range)s points better") % values


def points_in_words(figure: Figure) -> str:
    """Return what a bar of points shows."""
    said = [_points_words(figure, float(figure["at"])) + "."]
    if figure["low"]:
        ends = [_points_end(Decimal(figure[end])) for end in ("low", "high")]
        said.append(_("It could also be anything from %(low)s to %(high)s.") % {"low": ends[0], "high": ends[1]})
    if figure["mark"]:
        said.append(_("%(mark)s points were set as worthwhile.") % {"mark": _number(figure["mark"])})
    return " ".join(said)


def _points_end(end: Decimal) -> str:
    number = _number(f"{abs(end):.1f}".removesuffix(".0"))
    if not end:
        return _("no difference")
    return (_("%(points)s worse") if end < 0 else _("%(points)s better")) % {"points": number}


# --- People and dots --------------------------------------------------------------------------------------------
ACROSS = 20
"""Figures a row; they are filled row by row, never scattered, and every array of a page has the same number."""


def people(of_1000: int, key: str, says: str) -> SafeString:
    """Draw 100 people, one for 10 of 1,000, with the first ones marked; the last one in part where it takes that."""
    step, row = WIDTH / ACROSS, 18
    shape = "M5 5.5a3 3 0 1 1 6 0a3 3 0 1 1 -6 0M3 16v-2.6a5 4 0 0 1 10 0V16z"
    marked, part = divmod(of_1000, 10)
    pieces = [
        format_html('<path class="{}" transform="translate({} {})" d="{}"/>',
                    "p-on" if i < marked else "p-off", i % ACROSS * step, i // ACROSS * row, shape)
        for i in range(100)
    ]  # fmt: skip
    if part:
        x, y = marked % ACROSS * step, marked // ACROSS * row
        clip = format_html('<clipPath id="cut-{}"><rect x="{}" y="{}" width="{}" height="{}"/></clipPath>',
                           key, x, y, 3 + part, row)  # fmt: skip
        cut = format_html('<g clip-path="url(#cut-{})"><path class="p-on" transform="translate({} {})" d="{}"/></g>',
                          key, x, y, shape)  # fmt: skip
        pieces += [clip, cut]
    return _svg(key, 5 * row, says, _join(pieces))


def dots(of_100: int, key: str, says: str) -> SafeString:
    """Draw 100 dots, 25 a row, with the first ones marked: how often a harm happens. Each row is one dotted line."""
    shapes = format_html('<path class="h-off" d="{}"/><path class="h-on" d="{}"/>', _rows(100), _rows(of_100))
    return _svg(key, 52, says, shapes)


DOT = 12.8
"""From one dot to the next; the pattern of the line, with as long a gap, is in ``components.css``."""


def _rows(dots: int) -> str:
    """Return the lines of so many dots, 25 a row; a line begins and ends in the middle of a dot."""
    in_rows = (min(25, dots - start) for start in range(0, dots, 25))
    return "".join(f"M6.4 {row * 13 + 6.5:g}h{(n - 1) * DOT + 0.1:g}" for row, n in enumerate(in_rows))
