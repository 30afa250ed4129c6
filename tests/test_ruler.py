"""Where a finding lies on the ruler: the same story as its words, whatever it was measured with."""

from itertools import product

import pytest

from conditions.ruler import LEFT, RIGHT, place_on_ruler
from conditions.terms import Direction, Size
from conditions.wording.size import direction_of, size_of

from . import cast as people

BANDS = {Size.LITTLE: (0, 1), Size.SMALL: (1, 2), Size.MODERATE: (2, 3), Size.LARGE: (3, RIGHT)}
SCALES = (
    {"measure": "SMD", "scale": {}},
    {"measure": "SMD", "scale": {"noticeable_difference": "0.37"}},
    {"measure": "SMD", "scale": {"noticeable_difference": "0.6"}},  # small is not reached: little ends in moderate
    {"measure": "MD", "scale": {"name": "Points", "better": "higher", "small": 5, "moderate": 10, "large": 20}},
    {"measure": "MD", "scale": {"name": "Points", "noticeable_difference": 10}},
    {"measure": "RR", "baseline_risk": "0.3", "scale": {"better": "higher", "small": 20, "moderate": 50, "large": 100}},
)
EFFECTS = (
    "-24",
    "-12",
    "-7",
    "-0.9",
    "-0.55",
    "-0.3",
    "-0.1",
    "0",
    "0.1",
    "0.3",
    "0.7",
    "1",
    "1.1",
    "1.2",
    "1.5",
    "7",
    "12",
)


def _finding(scale, effect):
    return people.evidence_document(**{**scale, "estimate": effect, "ci_low": effect, "ci_high": effect})


def test_the_place_says_what_the_words_say_when_a_finding_has_a_size():
    for scale, effect in product(SCALES, EFFECTS):
        if scale["measure"] == "RR" and float(effect) <= 0:
            continue
        finding = _finding(scale, effect)

        place, size = place_on_ruler(finding), size_of(finding)

        if size == Size.UNKNOWN:
            assert place is None, (scale, effect)
            continue
        low, high = BANDS[size]
        assert low <= abs(place["at"]) <= high or place["at"] == LEFT, (scale, effect, place, size)
        assert (direction_of(finding) == Direction.HARM) == (place["at"] < 0), (scale, effect, place)


@pytest.mark.parametrize(
    ("size", "direction", "band"),
    [
        ("little", "none", (-1, 0, 1)),
        ("small", "benefit", (1, 1.5, 2)),
        ("large", "benefit", (3, 3.5, 4)),
        ("moderate", "harm", (LEFT, LEFT, LEFT)),
    ],
)
def test_a_size_in_words_takes_its_whole_band_when_there_is_no_number(size, direction, band):
    without = dict.fromkeys(("estimate", "ci_low", "ci_high"))
    finding = people.evidence_document(measure="none", size_in_words=size, direction_in_words=direction, **without)

    place = place_on_ruler(finding)

    assert (place["low"], place["at"], place["high"]) == band
    assert place["in_words"]


def test_there_is_no_place_when_nobody_can_lean_on_the_finding():
    unsure = [people.evidence_document(certainty=certainty) for certainty in ("very-low", "not-rated")]

    assert [place_on_ruler(finding) for finding in (*unsure, people.evidence_document(**people.NO_TRIALS))] == [
        None
    ] * 3
