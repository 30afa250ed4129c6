"""Draw a forest plot on the server: an SVG for the eye and table rows with the same numbers.

The drawing is stacked for narrow screens: each trial has its words on one line and its interval on the next,
so it fits 320 pixels. Colours come from forest.css by class; the SVG itself has no style and no script.
Lengths are in units of the viewBox. Positions come from the *analysis scale* of ``meta_analysis``.
"""

import math
import re
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Literal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from acuinfo.publishing.language import in_english

from .documents import EvidenceDocument
from .meta_analysis import Analysis, Pooled, Row, Shown, Summary, analyse, number_text, shown_text
from .terms import Better, Measure

WIDTH = 320
LEFT, RIGHT = 14, 306
"""Ends of the axis. The margin holds half a tick label."""

LINE, BAND, GAP = 18, 22, 7
"""Heights of a line of text, of the band an interval is drawn in, and of the space before the next row."""

LARGEST_SQUARE = 16
"""Side of the heaviest trial's square. The others' areas are in proportion to their weights."""

LINE_CHARACTERS = 40
"""What fits on one line in the widest usual fonts."""

LETTER, DIGIT, BOLD = 8.0, 7.0, 1.15
"""Width of an average letter and of a figure, and how much wider both are in bold. The server cannot measure text."""

SMALLEST_SQUARE = 3

RATIO_TICKS: tuple[tuple[float, tuple[float, ...]], ...] = (8, (1, 1.5, 2, 3, 5, 7)), (60, (1, 2, 5)), (1000, (1, 3))
"""For ratios: below which span of the axis (highest over lowest) which numbers are ticks, times powers of ten."""

NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML document may hold, even escaped."""

RowKind = Literal["heading", "trial", "subtotal", "total", "prediction"]


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the table behind the picture. A heading has a label only."""

    kind: RowKind
    label: str
    effect: str = ""
    interval: str = ""
    weight: str = ""


@dataclass(frozen=True, slots=True)
class Forest:
    """A forest plot ready for a page. ``notes`` say how to read it, how it was pooled and what is special."""

    svg: SafeString
    rows: tuple[TableRow, ...]
    measure: str
    level: int
    notes: tuple[str, ...]


def forest_svg(document: EvidenceDocument, slug: str) -> Forest | None:
    """Draw the trial rows of a finding, or return None when no row can be used.

    ``slug`` makes the ids unique on a page that shows several plots.
    """
    analysis = analyse(document)
    if analysis.overall is None:
        return None
    axis = _axis_for(analysis, analysis.overall)
    return Forest(
        svg=_svg(document, analysis, analysis.overall, axis, slug),
        rows=tuple(_table_rows(analysis, analysis.overall)),
        measure=_measure_text(document),
        level=analysis.level,
        notes=tuple(_notes(document, analysis, analysis.overall, axis)),
    )


# The axis


@dataclass(frozen=True, slots=True)
class Axis:
    """A stretch of the analysis scale, drawn from LEFT to RIGHT; logarithmic for ratios by its nature."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]

    def x(self, value: float) -> float:
        """Return the horizontal position of a value; one beyond the axis is put at its end."""
        share = (value - self.low) / (self.high - self.low)
        return LEFT + min(max(share, 0.0), 1.0) * (RIGHT - LEFT)

    def cuts(self, low: float, high: float) -> tuple[bool, bool]:
        """Tell whether an interval runs on beyond the left and the right end."""
        return low < self.low, high > self.high


def _axis_for(analysis: Analysis, overall: Summary) -> Axis:
    """Choose the stretch: every estimate, no effect, and the intervals of the heavier trials lie inside.

    Wider intervals get as much again on either side; beyond that they are cut, with an arrow. A prediction
    interval makes no room for itself: from three trials it may be ten times as wide as everything else.
    """
    effects = [row.effect for row in analysis.rows]
    pools = [overall.pooled, *(subgroup.summary.pooled for subgroup in analysis.subgroups)]
    typical = median(row.weight for row in analysis.rows)
    inside = [0.0, *(e.value for e in effects), *(p.value for p in pools)]
    for row in analysis.rows:
        if row.weight >= typical:
            inside += [row.effect.low, row.effect.high]
    wished = [*inside, *(e.low for e in effects), *(e.high for e in effects)]
    wished += [limit for p in pools for limit in (p.low, p.high)]
    reach = max(inside) - min(inside)
    low = max(min(wished), min(inside) - reach)
    high = min(max(wished), max(inside) + reach)
    padding = (high - low) / 25
    return _axis(low - padding, high + padding, analysis.measure)


def _axis(low: float, high: float, measure: Measure) -> Axis:
    values = _ratio_ticks(low, high) if measure.is_ratio else [(t, t) for t in _even_ticks(low, high)]
    step = min((b - a for (_, a), (_, b) in pairwise(values)), default=1.0)
    return Axis(low, high, tuple((position, _tick_text(value, step, measure)) for position, value in values))


def _even_ticks(low: float, high: float) -> list[float]:
    """Return at most seven multiples of 1, 2 or 5 times a power of ten."""
    raw = (high - low) / 6
    power = math.pow(10, math.floor(math.log10(raw)))
    step = next(m * power for m in (1, 2, 5, 10) if m * power >= raw * (1 - 1e-9))
    return [i * step for i in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _ratio_ticks(low: float, high: float) -> list[tuple[float, float]]:
    """Return (logarithm, ratio) pairs: even steps for a narrow range, then RATIO_TICKS, then powers of ten."""
    span = math.exp(min(high - low, 700))
    if span < 4:
        ratios = [r for r in _even_ticks(math.exp(low), math.exp(high)) if r > 0]
        return [(math.log(r), r) for r in ratios]
    exponents = range(math.floor(low / math.log(10)), math.ceil(high / math.log(10)) + 1)
    multiples: tuple[float, ...] = next((m for limit, m in RATIO_TICKS if span < limit), (1,))
    every = math.ceil(len(exponents) / 6) if multiples == (1,) else 1
    ratios = [m * math.pow(10, e) for e in exponents if e % every == 0 for m in multiples]
    return [(math.log(r), r) for r in ratios if low <= math.log(r) <= high]


def _tick_text(value: float, step: float, measure: Measure) -> str:
    if measure.is_ratio or not 1e-4 <= step < 1e6:
        text = f"{value:.6g}"
    else:
        text = f"{value:.{max(0, -math.floor(math.log10(step) + 1e-9))}f}"
    return text.replace("-", "\N{MINUS SIGN}") if float(text) else "0"


# The drawing


@dataclass(slots=True)
class _Sheet:
    """What is drawn so far. ``y`` is the upper edge of what comes next."""

    axis: Axis
    y: float = 0.0
    parts: list[SafeString] = field(default_factory=list)

    def text(self, x: float, words: str, css: str, anchor: str = "start") -> None:
        """Write one line of text in the line that starts at y, without moving on."""
        self.parts.append(
            format_html(
                '<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>',
                css,
                _n(x),
                _n(self.y + LINE - 5),
                anchor,
                NOT_XML.sub("", words),
            )
        )

    def words(self, label: str, numbers: str, css: str) -> None:
        """Write a label at the left and its numbers at the right, on as many lines as they need."""
        lines = textwrap.wrap(label, LINE_CHARACTERS, max_lines=3, placeholder=" …") or [""]
        for line in lines[:-1]:
            self.text(0, line, f"forest-label {css}")
            self.y += LINE
        self.text(0, lines[-1], f"forest-label {css}")
        width = len(lines[-1]) * LETTER + len(numbers) * DIGIT
        if width * (BOLD if css == "forest-total" else 1) + DIGIT > WIDTH:
            self.y += LINE
        self.text(WIDTH, numbers, f"forest-numbers {css}", "end")
        self.y += LINE

    def line(self, css: str, x1: float, y1: float, x2: float, y2: float) -> None:
        """Draw a straight line."""
        self.parts.append(
            format_html(
                '<line class="{}" x1="{}" y1="{}" x2="{}" y2="{}" stroke="currentColor"/>',
                css,
                *map(_n, (x1, y1, x2, y2)),
            )
        )

    def rectangle(self, css: str, x: float, y: float, width: float, height: float) -> None:
        """Draw a filled rectangle."""
        self.parts.append(
            format_html(
                '<rect class="{}" x="{}" y="{}" width="{}" height="{}" fill="currentColor"/>',
                css,
                *map(_n, (x, y, width, height)),
            )
        )

    def polygon(self, css: str, *points: tuple[float, float]) -> None:
        """Draw a filled polygon."""
        at = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        self.parts.append(format_html('<polygon class="{}" points="{}" fill="currentColor"/>', css, at))

    def arrows(self, low: float, high: float, middle: float) -> None:
        """Draw an arrowhead at each end of the axis where an interval is cut."""
        for is_cut, tip, back in zip(self.axis.cuts(low, high), (LEFT - 2, RIGHT + 2), (7, -7), strict=True):
            if is_cut:
                self.polygon("forest-arrow", (tip, middle), (tip + back, middle - 5), (tip + back, middle + 5))

    def band(self) -> float:
        """Draw the piece of the no-effect line in the next band; return the band's middle."""
        zero = self.axis.x(0)
        self.line("forest-null", zero, self.y, zero, self.y + BAND)
        return self.y + BAND / 2


def _svg(document: EvidenceDocument, analysis: Analysis, overall: Summary, axis: Axis, slug: str) -> SafeString:
    sheet = _Sheet(axis)
    _draw_directions(sheet, document)
    top = sheet.y
    heaviest = max(row.weight for row in analysis.rows)
    if not analysis.subgroups:
        _draw_rows(sheet, analysis.rows, heaviest, analysis.measure)
    for subgroup in analysis.subgroups:
        sheet.text(0, textwrap.shorten(subgroup.name, LINE_CHARACTERS, placeholder=" …"), "forest-heading")
        sheet.y += LINE + 4
        _draw_rows(sheet, subgroup.rows, heaviest, analysis.measure)
        if len(subgroup.rows) > 1:
            _draw_pooled(sheet, "Subtotal", subgroup.summary, analysis.measure, "forest-subtotal")
    if len(analysis.rows) > 1:
        sheet.line("forest-rule", 0, sheet.y, WIDTH, sheet.y)
        sheet.y += GAP
        _draw_pooled(sheet, "All trials", overall, analysis.measure, "forest-total")
    if overall.prediction:
        _draw_prediction(sheet, overall, analysis.measure)
    shade = _shade(axis, document, top, sheet.y)
    _draw_axis(sheet, document)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="forest-svg" viewBox="0 0 {} {}" role="img"'
        ' aria-labelledby="forest-{}-title forest-{}-description" font-size="14">'
        '<title id="forest-{}-title">{}</title>\n<desc id="forest-{}-description">{}</desc>\n{}{}</svg>',
        WIDTH,
        _n(sheet.y),
        *(slug,) * 3,
        NOT_XML.sub("", f"Forest plot: {document.title}"),
        slug,
        _description(document, analysis, overall),
        shade,
        format_html_join("\n", "{}", ((part,) for part in sheet.parts)),  # browsers of text put no space themselves
    )


def _draw_directions(sheet: _Sheet, document: EvidenceDocument) -> None:
    """Write above each half which side it favours."""
    left, right = (textwrap.wrap(words, 18) for words in _directions(document))
    left[0], right[-1] = f"← {left[0]}", f"{right[-1]} →"
    for i in range(max(len(left), len(right))):
        if i < len(left):
            sheet.text(0, left[i], "forest-direction")
        if i < len(right):
            sheet.text(WIDTH, right[i], "forest-direction", "end")
        sheet.y += LINE - 1
    sheet.y += GAP


def _directions(document: EvidenceDocument) -> tuple[str, str]:
    """Return what the left and the right side favour. Effects are acupuncture minus, or over, the comparator."""
    comparator = in_english(document.comparator.label)
    sides = ("Favours acupuncture", f"Favours {comparator[0].lower()}{comparator[1:]}")
    return sides if document.scale.better is Better.LOWER else (sides[1], sides[0])


def _shade(axis: Axis, document: EvidenceDocument, top: float, bottom: float) -> SafeString:
    """Tint the side that favours acupuncture, behind everything else."""
    start, end = (LEFT, axis.x(0)) if document.scale.better is Better.LOWER else (axis.x(0), RIGHT)
    return format_html(
        '<rect class="forest-benefit" x="{}" y="{}" width="{}" height="{}" fill="currentColor" fill-opacity="0.06"/>',
        *map(_n, (start, top, end - start, bottom - top)),
    )


def _draw_rows(sheet: _Sheet, rows: Sequence[Row], heaviest: float, measure: Measure) -> None:
    for row in rows:
        effect = row.effect
        sheet.words(effect.label, shown_text(row.shown, measure), "")
        middle = sheet.band()
        side = max(LARGEST_SQUARE * math.sqrt(row.weight / heaviest), SMALLEST_SQUARE)
        sheet.rectangle("forest-square", sheet.axis.x(effect.value) - side / 2, middle - side / 2, side, side)
        # Above the square, or a precise trial's interval would be hidden by it.
        sheet.line("forest-interval", sheet.axis.x(effect.low), middle, sheet.axis.x(effect.high), middle)
        sheet.arrows(effect.low, effect.high, middle)
        sheet.y += BAND + GAP


def _draw_pooled(sheet: _Sheet, label: str, summary: Summary, measure: Measure, css: str) -> None:
    pooled = summary.pooled
    sheet.words(label, shown_text(summary.shown, measure), css)
    middle = sheet.band()
    x = sheet.axis.x
    corners = ((pooled.low, 0), (pooled.value, -9), (pooled.high, 0), (pooled.value, 9))
    sheet.polygon(f"forest-diamond {css}", *((x(value), middle + rise) for value, rise in corners))
    sheet.arrows(pooled.low, pooled.high, middle)
    sheet.y += BAND + GAP


def _draw_prediction(sheet: _Sheet, overall: Summary, measure: Measure) -> None:
    if overall.prediction is None or overall.pooled.prediction is None:
        return
    low, high = overall.pooled.prediction
    sheet.words("Expected in a new trial", _interval_text(overall.prediction, measure), "forest-expected")
    middle = sheet.band()
    start, end = sheet.axis.x(low), sheet.axis.x(high)
    sheet.rectangle("forest-prediction", start, middle - 2.5, end - start, 5)
    sheet.arrows(low, high, middle)
    sheet.y += BAND + GAP


def _draw_axis(sheet: _Sheet, document: EvidenceDocument) -> None:
    sheet.line("forest-axis", LEFT, sheet.y, RIGHT, sheet.y)
    for position, _words in sheet.axis.ticks:
        sheet.line("forest-axis", sheet.axis.x(position), sheet.y, sheet.axis.x(position), sheet.y + 5)
    sheet.y += 6
    for position, words in sheet.axis.ticks:
        sheet.text(sheet.axis.x(position), words, "forest-tick", "middle")
    sheet.y += LINE + 2
    for line in textwrap.wrap(_measure_text(document), LINE_CHARACTERS):
        sheet.text(WIDTH / 2, line, "forest-measure", "middle")
        sheet.y += LINE


def _n(number: float) -> str:
    """Write a coordinate with two decimals at most."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


# The words around it


def _measure_text(document: EvidenceDocument) -> str:
    if document.measure is Measure.MD and document.scale.name:
        return f"Mean difference (MD), {document.scale.name}"
    return in_english(document.measure.label)


def _description(document: EvidenceDocument, analysis: Analysis, overall: Summary) -> str:
    count = len(analysis.rows)
    lower, _higher = _directions(document)
    return (
        f"{count} trial{'s' if count > 1 else ''}{', together' if count > 1 else ''}: "
        f"{document.measure.value} {shown_text(overall.shown, analysis.measure)}, {analysis.level}% interval. "
        f"Values below {document.measure.null_value}: {lower[0].lower()}{lower[1:]}. "
        "The table after the picture has all the numbers."
    )


def _table_rows(analysis: Analysis, overall: Summary) -> Iterator[TableRow]:
    """Yield the rows in the order of the picture."""
    measure = analysis.measure
    if not analysis.subgroups:
        yield from (_trial_row(row, measure) for row in analysis.rows)
    for subgroup in analysis.subgroups:
        yield TableRow("heading", subgroup.name)
        yield from (_trial_row(row, measure) for row in subgroup.rows)
        if len(subgroup.rows) > 1:
            yield _pooled_row("subtotal", "Subtotal", subgroup.summary, sum(r.weight for r in subgroup.rows), measure)
    if len(analysis.rows) > 1:
        yield _pooled_row("total", "All trials", overall, 100.0, measure)
    if overall.prediction:
        yield TableRow("prediction", "Expected in a new trial", "", _interval_text(overall.prediction, measure))


def _trial_row(row: Row, measure: Measure) -> TableRow:
    return _numbers_row("trial", row.effect.label, row.shown, row.weight, measure)


def _pooled_row(kind: RowKind, label: str, summary: Summary, weight: float, measure: Measure) -> TableRow:
    return _numbers_row(kind, label, summary.shown, weight, measure)


def _numbers_row(kind: RowKind, label: str, shown: Shown, weight: float, measure: Measure) -> TableRow:
    interval = _interval_text((shown.low, shown.high), measure)
    return TableRow(kind, label, number_text(shown.estimate, measure), interval, f"{weight:.1f}%")


def _interval_text(interval: tuple[float, float], measure: Measure) -> str:
    low, high = interval
    return f"{number_text(low, measure)} to {number_text(high, measure)}"


def _notes(document: EvidenceDocument, analysis: Analysis, overall: Summary, axis: Axis) -> Iterator[str]:
    pooled = overall.pooled
    yield (
        f"Each square is one trial: the larger it is, the more the trial counts. The line is its {analysis.level}% "
        "interval" + (", and the diamond is all trials together." if pooled.k > 1 else ".")
    )
    drawn = [(row.effect.low, row.effect.high) for row in analysis.rows]
    drawn += [(pooled.low, pooled.high), pooled.prediction or (pooled.low, pooled.high)]
    if any(any(axis.cuts(*interval)) for interval in drawn):
        yield "An arrow means that the interval runs on beyond the picture."
    if pooled.k > 1:
        yield _method(document)
        yield _heterogeneity(pooled)
    if pooled.prediction:
        yield "The thin bar shows where the true effect of a new, similar trial would be expected to lie."
    if analysis.subgroup_difference_p is not None:
        yield f"Test for a difference between the groups: {_p_text(analysis.subgroup_difference_p)}."
    yield from analysis.notes
    yield from (excluded.reason for excluded in analysis.excluded)


def _method(document: EvidenceDocument) -> str:
    model = in_english(document.pooling.label)
    adjusted = ", with Hartung and Knapp's adjustment" if document.hartung_knapp else ""
    return f"We pooled the trials ourselves: {model[0].lower()}{model[1:]}{adjusted}."


def _heterogeneity(pooled: Pooled) -> str:
    return (
        f"How much the trials differ beyond chance: I² {pooled.i_squared:.0f}%, "
        f"τ² {pooled.tau_squared:.2g} (Q {pooled.q:.2f}, {pooled.df} df, {_p_text(pooled.q_p)})."
    )


def _p_text(p: float) -> str:
    return "p < 0.001" if p < 0.001 else f"p = {p:.3f}" if p < 0.1 else f"p = {p:.2f}"
