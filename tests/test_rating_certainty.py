"""What a rating of certainty is about, and what the numbers of a finding say of its precision."""

from decimal import Decimal
from typing import Any

import pytest

from conditions.grade import Target, bands_reached, mark_of, marks_crossed, target_of

from .test_wording import FAMILIAR, PEOPLE, STEPS, finding


@pytest.mark.parametrize(
    ("fields", "mark", "target"),
    [
        # the mark is the greater of the noticeable difference and the small threshold
        ({"estimate": "-0.28"}, "0.2", Target.IMPORTANT),
        ({"estimate": "-0.1"}, "0.2", Target.LITTLE),
        ({"measure": "MD", "estimate": "-7", "scale": STEPS}, "5", Target.IMPORTANT),
        ({"measure": "MD", "estimate": "-7", "scale": {**STEPS, "noticeable_difference": "8"}}, "8", Target.LITTLE),
        ({"measure": "MD", "estimate": "-8", "scale": {**STEPS, "noticeable_difference": "8"}}, "8", Target.IMPORTANT),
        ({"measure": "MD", "estimate": "-7", "scale": {**STEPS, "noticeable_difference": "3"}}, "5", Target.IMPORTANT),
        ({"measure": "MD", "estimate": "-7", "scale": {"noticeable_difference": "-8"}}, "8", Target.LITTLE),
        # without any, it is about an effect of any size
        ({"measure": "MD", "estimate": "-7"}, None, Target.ANY),
        ({"measure": "MD", "estimate": "0"}, None, Target.ANY),
        # people of 1,000 for shares
        ({"measure": "RD", "estimate": "0.07", "scale": PEOPLE}, "50", Target.IMPORTANT),
        ({"measure": "RR", "estimate": "1.1", "baseline_risk": "0.4", "scale": PEOPLE}, "50", Target.LITTLE),
        ({"measure": "RR", "estimate": "1.1", "scale": PEOPLE}, "50", None),
        # points of a familiar scale become standard deviations
        (
            {"estimate": "-0.28", "scale": {"noticeable_difference": "1.6"}, "reexpression": FAMILIAR},
            "0.5",
            Target.LITTLE,
        ),
        ({"measure": "none"}, None, None),
    ],
)
def test_the_target_of_a_rating_follows_where_the_estimate_lies(
    fields: dict[str, Any], mark: str | None, target: Target | None
) -> None:
    document = finding(**fields)

    assert (mark_of(document), target_of(document)) == (None if mark is None else Decimal(mark), target)


def test_a_spread_of_nothing_makes_no_mark_instead_of_an_error() -> None:
    familiar = {**FAMILIAR, "sd": "0"}
    document = finding(estimate="-0.28", scale={"noticeable_difference": "1.6"}, reexpression=familiar)

    assert mark_of(document) == Decimal("1.6")


@pytest.mark.parametrize(
    ("low", "high", "scale", "crossed"),
    [
        ("-9", "-6", STEPS, []),
        ("-9", "-5", STEPS, []),
        ("-9", "-4", STEPS, ["-5"]),
        ("-9", "9", STEPS, ["-5", "5"]),
        ("-4", "4", STEPS, []),
        ("-4", "4", {}, ["0"]),
        ("-4", "0", {}, []),
        ("4", "9", {}, []),
    ],
)
def test_precision_is_lost_when_the_interval_lies_on_both_sides_of_a_mark(
    low: str, high: str, scale: dict[str, str], crossed: list[str]
) -> None:
    document = finding(measure="MD", estimate=low, ci_low=low, ci_high=high, scale=scale)

    assert marks_crossed(document) == [Decimal(mark) for mark in crossed]


@pytest.mark.parametrize(
    ("low", "high", "bands"),
    [("-4", "4", 1), ("5", "9", 1), ("4", "9", 2), ("5", "10", 2), ("3", "25", 4), ("-6", "6", 3), ("-30", "30", 7)],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_an_interval_reaches_as_many_words_of_size_on_either_side(low: str, high: str, bands: int, sign: int) -> None:
    ends = sorted((sign * Decimal(low), sign * Decimal(high)))
    document = finding(measure="MD", estimate=ends[0], ci_low=ends[0], ci_high=ends[1], scale=STEPS)

    assert bands_reached(document) == bands


@pytest.mark.parametrize("fields", [{"estimate": "-7"}, {"estimate": "-7", "ci_low": "-9", "ci_high": "-4"}])
def test_one_word_is_reached_when_no_interval_or_no_step_is_known(fields: dict[str, Any]) -> None:
    assert bands_reached(finding(measure="MD", **fields)) == 1
