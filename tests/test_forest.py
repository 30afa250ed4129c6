"""The forest plot: what is drawn where, what is said beside it, and that hostile words stay words."""

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from typing import Any

import pytest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from conditions.documents import EvidenceDocument
from conditions.forest import LARGEST_SQUARE, LEFT, RIGHT, WIDTH, Forest, forest_svg

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "</svg><script>alert(1)</script>\"'&<style>\x00\x0b"


def finding(*trials: dict[str, Any], **values: Any) -> EvidenceDocument:
    base = {"title": "Acupuncture for knee pain", "summary": "S", "condition": "knee", "outcome": "pain"}
    return EvidenceDocument.model_validate(
        {**base, "comparator": "sham", "measure": "SMD", "trials": trials or THREE, **values}
    )


def row(label: str, effect: str, low: str, high: str, subgroup: str = "") -> dict[str, Any]:
    return {"label": label, "effect": effect, "ci_low": low, "ci_high": high, "subgroup": subgroup}


THREE = (
    row("Berman 2004", "-0.30", "-0.45", "-0.15"),
    row("Foster 2007", "0.05", "-0.35", "0.45"),
    row("Witt 2005", "-0.45", "-0.75", "-0.15"),
)


def drawn(*trials: dict[str, Any], slug: str = "knee-pain", **values: Any) -> Forest:
    forest = forest_svg(finding(*trials, **values), slug)
    assert forest is not None
    return forest


def parsed(forest: Forest) -> ET.Element:
    return ET.fromstring(forest.svg)


def shapes(forest: Forest, css: str) -> list[dict[str, str]]:
    return [part.attrib for part in parsed(forest).iter() if css in part.get("class", "").split()]


def texts(forest: Forest, css: str) -> list[str]:
    return [part.text or "" for part in parsed(forest).iter(f"{SVG}text") if css in part.get("class", "").split()]


def numbers(attributes: dict[str, str], *names: str) -> tuple[float, ...]:
    return tuple(float(attributes[name]) for name in names)


def corners(attributes: dict[str, str]) -> list[tuple[float, float]]:
    pairs = (point.split(",") for point in attributes["points"].split())
    return [(float(x), float(y)) for x, y in pairs]


def centres(forest: Forest) -> list[float]:
    """Return the horizontal middle of each trial's square."""
    boxes = (numbers(square, "x", "width") for square in shapes(forest, "forest-square"))
    return [x + width / 2 for x, width in boxes]


def every_number(svg: str) -> Iterator[float]:
    for name in ("x", "x1", "x2", "y", "y1", "y2", "width", "height"):
        yield from map(float, re.findall(rf' {name}="([^"]*)"', svg))


def test_trials_a_diamond_and_an_axis_are_drawn_when_trials_are_pooled() -> None:
    forest = drawn()

    assert isinstance(forest.svg, SafeString)
    assert texts(forest, "forest-label") == [
        "Berman 2004",
        "Foster 2007",
        "Witt 2005",
        "All trials",
        "Expected in a new trial",
    ]
    assert texts(forest, "forest-numbers")[0] == "−0.30 (−0.45 to −0.15)"
    assert [len(shapes(forest, css)) for css in ("forest-square", "forest-interval", "forest-diamond")] == [3, 3, 1]
    assert len(shapes(forest, "forest-prediction")) == 1
    assert "0" in texts(forest, "forest-tick")


def test_nothing_is_drawn_when_no_row_can_be_used() -> None:
    assert forest_svg(finding({"label": "Empty 2001"}), "x") is None
    assert forest_svg(finding(measure="none"), "x") is None


def test_further_right_means_a_larger_effect() -> None:
    forest = drawn()

    third, first, second = (centres(forest)[i] for i in (2, 0, 1))
    null = {numbers(line, "x1", "x2") for line in shapes(forest, "forest-null")}

    assert LEFT < third < first < second < RIGHT
    assert len(null) == 1
    ((x1, x2),) = null
    assert first < x1 == x2 < second


def test_equal_differences_have_equal_distances_when_the_axis_is_linear() -> None:
    forest = drawn(row("A", "0", "-1", "1"), row("B", "1", "0", "2"), row("C", "2", "1", "3"))

    a, b, c = centres(forest)

    assert b - a == pytest.approx(c - b, abs=0.05)


def test_equal_ratios_have_equal_distances_when_the_measure_is_a_ratio() -> None:
    forest = drawn(row("A", "0.5", "0.25", "1"), row("B", "1", "0.5", "2"), row("C", "2", "1", "4"), measure="RR")

    a, b, c = centres(forest)

    assert b - a == pytest.approx(c - b, abs=0.05)
    assert texts(forest, "forest-tick") == ["0.5", "1", "2"]


def test_area_of_a_square_is_in_proportion_to_the_weight() -> None:
    forest = drawn(pooling="common")

    sides = [numbers(square, "width")[0] for square in shapes(forest, "forest-square")]
    weights = [float(r.weight.rstrip("%")) for r in forest.rows if r.kind == "trial"]

    assert max(sides) == LARGEST_SQUARE
    assert [side**2 / max(sides) ** 2 for side in sides] == pytest.approx(
        [weight / max(weights) for weight in weights], abs=0.01
    )


def test_interval_reaches_from_its_low_to_its_high_end() -> None:
    forest = drawn(row("A", "0", "-1", "1"), row("B", "1", "0", "2"))

    first, second = (numbers(line, "x1", "x2") for line in shapes(forest, "forest-interval"))
    a, b = centres(forest)

    assert (first[0] + first[1]) / 2 == pytest.approx(a, abs=0.02)
    assert first[1] == pytest.approx(b, abs=0.02)
    assert second[0] == pytest.approx(a, abs=0.02)


def test_arrows_point_out_of_the_axis_when_an_interval_is_cut() -> None:
    forest = drawn(*THREE, row("Tiny 2001", "0", "-9", "9"), pooling="common")

    arrows = [corners(arrow) for arrow in shapes(forest, "forest-arrow")]
    cut = numbers(shapes(forest, "forest-interval")[3], "x1", "x2")

    assert cut == (LEFT, RIGHT)
    assert [points[0][0] for points in arrows] == [LEFT - 2, RIGHT + 2]
    assert all(points[0][0] < points[1][0] for points in arrows[:1])
    assert all(points[0][0] > points[1][0] for points in arrows[1:])
    assert "An arrow means that the interval runs on beyond the picture." in forest.notes


def test_there_is_no_arrow_when_every_interval_fits() -> None:
    forest = drawn(pooling="common")

    assert shapes(forest, "forest-arrow") == []
    assert not any("arrow" in note for note in forest.notes)


def test_diamond_spans_the_pooled_interval() -> None:
    forest = drawn(row("A", "-1", "-2", "0"), row("B", "-1", "-2", "0"), pooling="common")

    left, top, right, bottom = corners(shapes(forest, "forest-diamond")[0])
    one = centres(forest)[0]
    low, high = numbers(shapes(forest, "forest-interval")[0], "x1", "x2")

    assert top[0] == bottom[0] == pytest.approx(one, abs=0.02)
    assert top[1] < left[1] == right[1] < bottom[1]
    assert (right[0] - left[0]) / (high - low) == pytest.approx(1 / math.sqrt(2), abs=0.001)


def test_one_trial_has_no_diamond() -> None:
    forest = drawn(THREE[0])

    assert shapes(forest, "forest-diamond") == []
    assert [r.kind for r in forest.rows] == ["trial"]


@pytest.mark.parametrize(
    ("better", "comparator", "left", "right"),
    [
        ("lower", "sham", "← Favours acupuncture", "Favours sham acupuncture →"),
        ("higher", "sham", "← Favours sham acupuncture", "Favours acupuncture →"),
        ("lower", "no-treatment", "← Favours acupuncture", "Favours no treatment or waiting list →"),
    ],
)
def test_each_side_says_what_it_favours(better: str, comparator: str, left: str, right: str) -> None:
    forest = drawn(scale={"better": better}, comparator=comparator)

    words = [p for p in parsed(forest).iter(f"{SVG}text") if p.get("class") == "forest-direction"]
    sides = {
        anchor: " ".join(p.text or "" for p in words if p.get("text-anchor") == anchor) for anchor in ("start", "end")
    }

    assert sides == {"start": left, "end": right}


@pytest.mark.parametrize("better", ["lower", "higher"])
def test_shade_lies_on_the_side_that_favours_acupuncture(better: str) -> None:
    forest = drawn(scale={"better": better})

    x, width = numbers(shapes(forest, "forest-benefit")[0], "x", "width")
    (null,) = {numbers(line, "x1")[0] for line in shapes(forest, "forest-null")}

    edges = (LEFT, null) if better == "lower" else (null, RIGHT)
    assert (x, x + width) == pytest.approx(edges, abs=0.02)


def test_subgroups_have_headings_and_subtotals_when_rows_name_them() -> None:
    forest = drawn(
        row("A 2001", "-0.3", "-0.6", "0", "Manual"),
        row("B 2002", "-0.2", "-0.6", "0.2", "Manual"),
        row("C 2003", "-0.5", "-0.9", "-0.1", "Electro"),
    )

    assert texts(forest, "forest-heading") == ["Manual", "Electro"]
    assert [(r.kind, r.label) for r in forest.rows] == [
        ("heading", "Manual"),
        ("trial", "A 2001"),
        ("trial", "B 2002"),
        ("subtotal", "Subtotal"),
        ("heading", "Electro"),
        ("trial", "C 2003"),
        ("total", "All trials"),
        ("prediction", "Expected in a new trial"),
    ]
    assert len(shapes(forest, "forest-subtotal")) == 3  # diamond, label, numbers
    assert any(note.startswith("Test for a difference between the groups: p = ") for note in forest.notes)


def test_table_has_the_same_numbers_as_the_picture() -> None:
    forest = drawn(pooling="common")

    in_table = [f"{r.effect} ({r.interval})" for r in forest.rows]

    assert in_table == texts(forest, "forest-numbers")
    assert sum(float(r.weight.rstrip("%")) for r in forest.rows if r.kind == "trial") == pytest.approx(100, abs=0.2)
    assert (forest.rows[-1].label, forest.rows[-1].weight) == ("All trials", "100.0%")


def test_notes_say_how_the_trials_were_pooled_and_what_was_left_out() -> None:
    arms = {"n_treatment": 20, "n_control": 22}
    forest = drawn(
        {"label": "A 2001", **arms, "events_treatment": 4, "events_control": 9},
        {"label": "B 2002", **arms, "events_treatment": 0, "events_control": 3},
        {"label": "C 2003", **arms, "events_treatment": 0, "events_control": 0},
        measure="RR",
        pooling="random-reml",
        hartung_knapp=True,
    )

    notes = " ".join(forest.notes)

    assert "random effects (REML), with Hartung and Knapp's adjustment" in notes
    assert "I² 0%" in notes
    assert "B 2002: 0.5 was added to each count" in notes
    assert "C 2003: left out. Nobody in either group had the event" in notes


def test_words_stay_words_when_they_are_hostile() -> None:
    forest = drawn(row(HOSTILE, "-0.3", "-0.6", "0", HOSTILE), title=HOSTILE)

    tags = {part.tag.removeprefix(SVG) for part in parsed(forest).iter()}

    assert tags == {"svg", "title", "desc", "rect", "line", "text"}
    assert texts(forest, "forest-label")[0].startswith("</svg><script>alert(1)</script>")
    assert "<script" not in forest.svg


def test_svg_obeys_a_strict_content_security_policy() -> None:
    names = {name for part in parsed(drawn()).iter() for name in part.attrib}

    assert "style" not in names
    assert not any(name.startswith("on") or "href" in name for name in names)


def test_picture_is_named_and_described_by_ids_of_its_own() -> None:
    roots = [parsed(drawn(slug=slug)) for slug in ("knee-pain", "back-pain")]

    ids = [part.get("id") for root in roots for part in root.iter() if part.get("id")]
    named = [root.get("aria-labelledby", "").split() for root in roots]

    assert len(ids) == len(set(ids)) == 4
    assert named == [ids[:2], ids[2:]]
    assert [root.get("role") for root in roots] == ["img", "img"]
    assert [root.findtext(f"{SVG}title") for root in roots] == ["Forest plot: Acupuncture for knee pain"] * 2
    assert "3 trials, together: SMD −0.2" in str(roots[0].findtext(f"{SVG}desc"))
    assert "Values below 0: favours acupuncture." in str(roots[0].findtext(f"{SVG}desc"))


@pytest.mark.parametrize("measure", ["SMD", "MD", "RD", "RR", "OR"])
@pytest.mark.parametrize(
    "limits",
    [
        ("1", "0.999", "1.001"),
        ("1", "1e-25", "1e25"),
        ("0.0000012", "0.000001", "0.0000015"),
        ("1000000", "500000", "2000000"),
        ("12.5", "0.3", "520"),
    ],
)
def test_everything_stays_inside_the_picture_when_numbers_are_extreme(
    measure: str, limits: tuple[str, str, str]
) -> None:
    forest = drawn(row("A", *limits), row("B", "1.1", "1.05", "1.15"), measure=measure)

    root = parsed(forest)
    width, height = map(float, root.get("viewBox", "").split()[2:])
    at = list(every_number(forest.svg))

    assert width == WIDTH
    assert all(math.isfinite(n) and 0 <= n <= max(width, height) for n in at)
    assert all(LEFT <= x <= RIGHT for x in centres(forest))
    assert 2 <= len(shapes(forest, "forest-tick")) <= 8
    ticks = [numbers(tick, "x")[0] for tick in shapes(forest, "forest-tick")]
    assert ticks == sorted(ticks)


def test_long_labels_take_more_lines_and_push_the_rest_down() -> None:
    short, long = (
        drawn(),
        drawn(row("A trial with a label that nobody could call short at all", "0", "-1", "1"), *THREE[1:]),
    )

    heights = [float(parsed(forest).get("viewBox", "").split()[3]) for forest in (short, long)]

    assert len(texts(long, "forest-label")) == len(texts(short, "forest-label")) + 1
    assert heights[1] > heights[0]
    assert long.rows[0].label == "A trial with a label that nobody could call short at all"


def test_page_shows_the_picture_and_the_numbers_behind_it() -> None:
    forest = drawn(row("A & B", "-0.3", "-0.6", "0", "<i>Manual</i>"))

    html = render_to_string("conditions/_forest.html", {"forest": forest})

    assert forest.svg in html
    assert "<summary>The numbers behind the picture</summary>" in html
    assert '<th scope="row">A &amp; B</th>' in html
    assert "&lt;i&gt;Manual&lt;/i&gt;" in html
    assert "<td>−0.60 to 0.00</td>" in html
