"""A finding's place on the ruler as a picture: small in a cell, and on the evidence map with certainty and people.

Place is size and direction, the soft band what it could also be, the ring certainty, the area of the disc people.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from .ruler import LEFT, RIGHT

UNIT, LINE = 20, 7
"""Of the small ruler: units of the drawing a step, and how far down its middle is (``_marks.html`` draws the zones)."""
MAP_WIDTH, MAP_HEIGHT = 360, 44
LARGEST, SMALLEST, MANY = 13.0, 4.0, 2000
"""Radius of the disc for so many people or more, and of the smallest that can be seen. The scale is the same on every
page, so that discs of two pages can be compared."""


def small(place: Mapping[str, Any]) -> SafeString:
    """Return a ruler with the place of a finding."""
    zones = "ruler" if place["marks"] == 3 else "ruler-mark"
    x = _number((place["at"] - LEFT) * UNIT)
    dot = "" if place["in_words"] else format_html('<circle class="dot" cx="{}" cy="{}" r="4"/>', x, LINE)
    return format_html(
        '<svg class="ruler" viewBox="0 0 {} 14" aria-hidden="true" focusable="false"><use href="#{}"/>{}{}</svg>',
        _number((RIGHT - LEFT) * UNIT),
        zones,
        _band(place, UNIT, 3.5, 7),
        dot,
    )  # fmt: skip


def on_map(data: Mapping[str, Any]) -> SafeString:
    """Return the mark of a finding whose card has a place on the ruler; the ground of the row draws the zones."""
    place, step, middle = data["on_ruler"], MAP_WIDTH / (RIGHT - LEFT), MAP_HEIGHT / 2
    x = (place["at"] - LEFT) * step
    kind = "dot dot--in-words" if place["in_words"] else "dot"
    return format_html(
        '<svg class="map-mark" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}{}'
        '<use href="#certainty-{}" x="{}" y="{}" width="40" height="40"/></svg>',
        MAP_WIDTH,
        MAP_HEIGHT,
        _band(place, step, middle - 5, 10),
        _people(data["participants"], x, middle, kind),
        data["certainty"],
        _number(x - 20),
        _number(middle - 20),
    )


def radius(people: int) -> float:
    """Return the radius of a disc whose area grows with the number of people, up to ``MANY``."""
    return min(max(SMALLEST, LARGEST * sqrt(people / MANY)), LARGEST)


def _people(people: int | None, x: float, y: float, kind: str) -> SafeString:
    """Return a disc, or a small square where nobody says how many people there were."""
    if not people:
        return format_html(
            '<rect class="{}" x="{}" y="{}" width="10" height="10"/>', kind, _number(x - 5), _number(y - 5)
        )
    return format_html(
        '<circle class="{}" cx="{}" cy="{}" r="{}"/>', kind, _number(x), _number(y), _number(radius(people))
    )


def _band(place: Mapping[str, Any], step: float, top: float, height: float) -> SafeString:
    """Return what the effect could also be; open where the source gives the size in words."""
    if place["low"] is None:
        return SafeString("")
    start, end = ((place[name] - LEFT) * step for name in ("low", "high"))
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="{}"/>',
        "soft soft--in-words" if place["in_words"] else "soft",
        _number(start),
        _number(top),
        _number(max(end - start, 2)),
        _number(height),
        _number(height / 2),
    )


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
