"""The evidence map as a picture: one disc for each finding, the more people the larger, the surer the fuller."""

from __future__ import annotations

from math import log10

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_noop

from .pages import Grid

LEFT, RIGHT, TOP, STEP, HIGH = 150, 30, 70, 86, 56
MAGNIFIED = 1.15
"""CSS pixels a unit of the drawing, so that its letters are as large as those of a table."""

DESCRIPTION = gettext_noop(
    "Each disc is one finding. A larger disc means more people. "
    "A filled disc means we are fairly sure, a ring that we are not."
)


def radius(people: int | None) -> float:
    """Return a disc's radius: 5 for an unknown number of people, growing with its logarithm to 22 for 20,000."""
    return round(min(22.0, 5 + 4 * max(0.0, log10(max(people or 1, 1)))), 1)


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
    discs = format_html_join(
        "",
        '<a href="{}" aria-label="{}"><circle class="map-disc map-disc--{}" cx="{}" cy="{}" r="{}"/></a>',
        (
            (
                entry.get_absolute_url(),
                f"{row.label}, {cell.column}: {entry.data['verdict']}",
                "sure" if entry.data["certainty"] in ("high", "moderate") else "unsure",
                LEFT + STEP * c + STEP // 2 + _shift(n, len(cell.entries)),
                TOP + HIGH * r + HIGH // 2,
                radius(entry.data["participants"]),
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
        gettext(DESCRIPTION),
        columns,
        rows,
        discs,
    )


def _shift(number: int, count: int) -> float:
    """Keep several findings of one cell beside each other."""
    return 0 if count == 1 else round((number - (count - 1) / 2) * min(30, 60 / count), 1)
