"""The evidence map as a picture: one mark for each finding, the more people the larger, the surer the fuller."""

from __future__ import annotations

from math import sqrt

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from acuinfo.publishing.models import Publication

from .pages import Grid

LEFT, RIGHT, TOP, STEP, HIGH = 150, 24, 70, 84, 56
SQUARE = 10
"""The side of the mark for an unknown number of people."""
MAGNIFIED = 1.15
"""CSS pixels a unit of the drawing, so that its letters are as large as those of a table."""

DESCRIPTION = _(
    "Each mark is one finding. The more people, the larger the area of its disc, "
    "but no disc is too small to be seen. Where no number of people is known, the mark is a small square. "
    "A filled mark means we are fairly sure, an empty one that we are not."
)


def radius(people: int, most: int) -> float:
    """Return the radius of a disc whose area grows with the number of people: 22 for the most, and never below 4."""
    return round(max(4.0, 22 * sqrt(people / most)), 1)


def picture(grid: Grid, title: str) -> SafeString | None:
    """Return the map as SVG, or None without findings. The table beside it says the same in words."""
    if grid.is_empty:
        return None
    width, height = LEFT + STEP * len(grid.columns) + RIGHT, TOP + HIGH * len(grid.rows)
    columns = format_html_join(
        "",
        '<text class="map-column" x="{}" y="{}" text-anchor="middle">{}</text>',
        ((LEFT + STEP * i + STEP // 2, 40 + i % 2 * 18, column.label) for i, column in enumerate(grid.columns)),
    )
    rows = format_html_join(
        "",
        '<text class="map-row" x="0" y="{}">{}</text><path class="map-line" d="M{} {}H{}"/>',
        (
            (TOP + HIGH * i + HIGH // 2 + 4, row.label, LEFT, TOP + HIGH * i + HIGH // 2, width)
            for i, row in enumerate(grid.rows)
        ),
    )
    most = max(entry.data["participants"] or 0 for row in grid.rows for cell in row.cells for entry in cell.entries)
    marks = format_html_join(
        "",
        '<a href="{}" aria-label="{}">{}</a>',
        (
            (
                entry.get_absolute_url(),
                f"{row.label}, {cell.column}: {entry.data['verdict']}",
                _mark(
                    entry,
                    LEFT + STEP * c + STEP // 2 + _shift(n, len(cell.entries)),
                    TOP + HIGH * r + HIGH // 2,
                    most,
                ),
            )
            for r, row in enumerate(grid.rows)
            for c, cell in enumerate(row.cells)
            for n, entry in enumerate(cell.entries)
        ),
    )
    return format_html(
        '<svg class="evidence-picture" width="{}" viewBox="0 0 {} {}" role="group"'
        ' aria-labelledby="map-title map-description">'
        '<title id="map-title">{}</title><desc id="map-description">{}</desc>{}{}{}</svg>',
        round(width * MAGNIFIED),
        width,
        height,
        title,
        DESCRIPTION,
        columns,
        rows,
        marks,
    )


def _mark(entry: Publication, x: float, y: float, most: int) -> SafeString:
    """Return the disc of a finding, or a square where the number of people is not known."""
    sure = "sure" if entry.data["certainty"] in ("high", "moderate") else "unsure"
    if not (people := entry.data["participants"]):
        return format_html(
            '<rect class="map-disc map-disc--{}" x="{}" y="{}" width="{}" height="{}"/>',
            sure,
            x - SQUARE / 2,
            y - SQUARE / 2,
            SQUARE,
            SQUARE,
        )
    return format_html(
        '<circle class="map-disc map-disc--{}" cx="{}" cy="{}" r="{}"/>', sure, x, y, radius(people, most)
    )


def _shift(number: int, count: int) -> float:
    """Keep several findings of one cell beside each other."""
    return 0 if count == 1 else round((number - (count - 1) / 2) * min(30, 60 / count), 1)
