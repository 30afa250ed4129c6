"""A finding in words: no sentence is stronger than its evidence, because the software writes all of them."""

import re
from itertools import product
from typing import Any

import pytest

from acuinfo.publishing.certainty import Certainty
from conditions.documents import EvidenceDocument
from conditions.terms import Better, Comparator, Direction, Measure, Outcome, Size
from conditions.wording import (
    crosses_null,
    direction_of,
    interval_in_words,
    is_below_noticeable,
    noticeable_note,
    short_verdict,
    size_of,
    statement,
)
from conditions.wording.sentences import COMPARATORS, OUTCOMES


def finding(**fields: Any) -> EvidenceDocument:
    """Return knee pain against sham with moderate certainty, changed as asked."""
    given: dict[str, Any] = {
        "title": "Knee pain",
        "summary": "Pain.",
        "condition": "knee-osteoarthritis",
        "outcome": Outcome.PAIN,
        "comparator": Comparator.SHAM,
        "measure": Measure.SMD,
        "certainty": Certainty.MODERATE,
    }
    return EvidenceDocument.model_validate(given | fields)


def in_words(size: Size, direction: Direction, **fields: Any) -> EvidenceDocument:
    """Return a finding whose source reports size and direction in words only."""
    return finding(measure=Measure.NONE, size_in_words=size, direction_in_words=direction, **fields)


def test_the_statement_names_size_certainty_and_comparator_when_a_finding_is_complete() -> None:
    document = finding(estimate="-0.28")

    assert statement(document) == "Acupuncture probably reduces pain slightly compared with sham (pretend) acupuncture."


@pytest.mark.parametrize(
    ("measure", "estimate", "scale", "size"),
    [
        ("SMD", "0.19", {}, Size.LITTLE),
        ("SMD", "-0.2", {}, Size.SMALL),
        ("SMD", "0.5", {}, Size.MODERATE),
        ("SMD", "-0.8", {}, Size.LARGE),
        ("SMD", "-0.3", {"small": "0.4"}, Size.LITTLE),
        ("MD", "0", {"small": "0"}, Size.LITTLE),
        ("MD", "-40", {"small": "5"}, Size.SMALL),
        ("RR", "0.8", {"small": "0.25", "moderate": "0.5"}, Size.SMALL),
        ("RR", "0.81", {"small": "0.25", "moderate": "0.5"}, Size.LITTLE),
        ("OR", "1.5", {"small": "0.25", "moderate": "0.5"}, Size.MODERATE),
        ("OR", "0", {"small": "0.25"}, Size.UNKNOWN),
        ("RD", "0.07", {"small": "0.05", "moderate": "0.1"}, Size.SMALL),
        ("MD", "-10", {}, Size.UNKNOWN),
        ("none", None, {}, Size.UNKNOWN),
    ],
)
def test_size_follows_the_thresholds_when_there_is_an_estimate(
    measure: str, estimate: str | None, scale: dict[str, str], size: Size
) -> None:
    document = finding(measure=measure, estimate=estimate, scale=scale)

    assert size_of(document) == size


@pytest.mark.parametrize(("estimate", "size"), [("-9.9", Size.LITTLE), ("-10", Size.SMALL), ("-90", Size.SMALL)])
def test_size_is_small_at_most_when_only_a_noticeable_difference_is_known(estimate: str, size: Size) -> None:
    document = finding(measure="MD", estimate=estimate, noticeable_difference="10")

    assert size_of(document) == size


@pytest.mark.parametrize(("said", "size"), [("little", Size.LITTLE), ("small", Size.SMALL), ("large", Size.SMALL)])
def test_size_in_words_is_small_at_most_when_nobody_would_notice_the_difference(said: str, size: Size) -> None:
    document = finding(measure="MD", estimate="-9.9", noticeable_difference="10", size_in_words=said)

    assert size_of(document) == size


def test_size_in_words_decides_when_nothing_tells_how_big_a_point_is() -> None:
    document = finding(measure="MD", estimate="-4", size_in_words="moderate")

    assert size_of(document) == Size.MODERATE


@pytest.mark.parametrize(
    ("measure", "estimate", "better", "direction"),
    [
        ("MD", "-3", Better.LOWER, Direction.BENEFIT),
        ("MD", "-3", Better.HIGHER, Direction.HARM),
        ("RR", "1.3", Better.HIGHER, Direction.BENEFIT),
        ("RR", "1.3", Better.LOWER, Direction.HARM),
        ("OR", "0.7", Better.HIGHER, Direction.HARM),
        ("RR", "1", Better.HIGHER, Direction.NONE),
        ("RD", "0", Better.LOWER, Direction.NONE),
    ],
)
def test_direction_follows_the_scale_when_there_is_an_estimate(
    measure: str, estimate: str, better: Better, direction: Direction
) -> None:
    document = finding(measure=measure, estimate=estimate, scale={"better": better}, direction_in_words="none")

    assert direction_of(document) == direction


def test_function_improves_when_its_scale_counts_problems() -> None:
    document = finding(outcome="function", estimate="-0.6", scale={"better": "lower"})

    assert statement(document).startswith("Acupuncture probably improves function compared with")


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"certainty": "high", "size_in_words": "large"}, "Acupuncture results in a large reduction in pain"),
        ({"certainty": "low", "size_in_words": "large"}, "Acupuncture may result in a large reduction in pain"),
        ({"certainty": "high", "size_in_words": "little"}, "Acupuncture results in little to no difference in pain"),
        (
            {"certainty": "low", "direction_in_words": "harm", "size_in_words": "small"},
            "Acupuncture may increase pain slightly",
        ),
        ({"certainty": "very-low"}, "The evidence is very uncertain about the effect of acupuncture on pain"),
        ({"certainty": "not-rated"}, "How sure we can be about the effect of acupuncture on pain"),
        ({"direction_in_words": "none"}, "It is not clear whether acupuncture makes a difference to pain"),
        ({"no_trials": True, "searched": "2018-03"}, "We looked and found no trials of acupuncture"),
    ],
)
def test_the_statement_follows_the_grade_table_when_the_source_reports_in_words(
    fields: dict[str, Any], expected: str
) -> None:
    document = finding(**({"measure": "none", "direction_in_words": "benefit"} | fields))

    assert statement(document).startswith(f"{expected} compared with sham" if "trials" not in expected else expected)


@pytest.mark.parametrize(
    ("searched", "ending"),
    [
        ("2018-03", " (searched March 2018)."),
        ("2020-11-09", " (searched 9 November 2020)."),
        ("2019", " (searched 2019)."),
        ("", " for pain."),
    ],
)
def test_the_statement_tells_when_we_searched_when_there_are_no_trials(searched: str, ending: str) -> None:
    assert statement(finding(measure="none", no_trials=True, searched=searched)).endswith(ending)


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        (
            {
                "estimate": "-0.28",
                "noticeable_difference": "1.3",
                "reexpression": {
                    "scale": "WOMAC pain",
                    "minimum": 0,
                    "maximum": 20,
                    "sd": "3.2",
                    "source": "manheimer2010",
                },
            },
            "The difference, 0.9 points, is less than the 1.3 points set as worthwhile.",
        ),
        (
            {"measure": "MD", "estimate": "-10.26", "noticeable_difference": "15"},
            "The difference, 10.26 points, is less than the 15 points set as worthwhile.",
        ),
        (
            {"measure": "RD", "estimate": "0.03", "noticeable_difference": "0.1"},
            "The difference, 3 in every 100 people, is less than the 10 in every 100 people set as worthwhile.",
        ),
        (
            {"measure": "RR", "estimate": "0.9", "noticeable_difference": "0.25"},
            "The ratio, 0.9, is less than 0.25 away from 1, the distance set as worthwhile.",
        ),
        (
            {
                "measure": "MD",
                "estimate": "-10.26",
                "noticeable_difference": "15",
                "noticeable_source": "mu2020",
                "source": "mu2020",
            },
            "The difference, 10.26 points, is less than the 15 points that the reviewers set as worthwhile.",
        ),
        ({"estimate": "-0.28"}, ""),
        ({"measure": "MD", "estimate": "-15", "noticeable_difference": "15"}, ""),
    ],
)
def test_the_statement_says_so_when_the_difference_is_below_the_noticeable_one(
    fields: dict[str, Any], note: str
) -> None:
    document = finding(**fields)

    assert noticeable_note(document) == note
    assert statement(document).endswith(note)


def test_below_noticeable_is_unknown_when_no_noticeable_difference_is_given() -> None:
    assert is_below_noticeable(finding(estimate="-0.28")) is None


@pytest.mark.parametrize(
    ("measure", "low", "high", "crosses", "words"),
    [
        ("MD", "-17.1", "-3.40", False, "between 17.1 and 3.4 points less"),
        ("MD", "-17", "2", True, "anything from 17 points less to 2 points more"),
        ("MD", "-1", "0", True, "anything from 1 point less to no difference"),
        ("SMD", "0.1", "0.4", False, "between 0.1 and 0.4 standard deviations more"),
        ("RR", "1.1", "1.9", False, "between 1.1 and 1.9 times the chance"),
        ("OR", "0.8", "1.2", True, "anything from 0.8 to 1.2 times the odds"),
        ("RD", "-0.03", "0.08", True, "anything from 3 fewer in every 100 people to 8 more in every 100 people"),
        ("RD", "0.03", "0.08", False, "between 3 and 8 more in every 100 people"),
        ("MD", None, None, None, ""),
    ],
)
def test_the_interval_is_told_in_words_when_there_is_one(
    measure: str, low: str | None, high: str | None, crosses: bool | None, words: str
) -> None:
    document = finding(measure=measure, estimate="1", ci_low=low, ci_high=high)

    assert crosses_null(document) == crosses
    assert interval_in_words(document) == words


@pytest.mark.parametrize(
    ("outcome", "better", "low", "high", "words"),
    [
        ("pain", "lower", "-0.8", "-0.2", "between 0.8 and 0.2 standard deviations less"),
        ("sleep", "lower", "-0.8", "-0.2", "between 0.8 and 0.2 standard deviations better"),
        ("function", "higher", "0.2", "0.8", "between 0.2 and 0.8 standard deviations better"),
        ("wellbeing", "higher", "-3", "0", "anything from 3 standard deviations worse to no difference"),
        ("pain", "higher", "0.2", "0.8", "between 0.2 and 0.8 standard deviations better"),
    ],
)
def test_the_interval_never_says_less_when_the_verdict_says_improved(
    outcome: str, better: str, low: str, high: str, words: str
) -> None:
    scale = {"name": "A score", "better": better}
    document = finding(outcome=outcome, scale=scale, measure="SMD", estimate=high, ci_low=low, ci_high=high)

    assert interval_in_words(document) == words


@pytest.mark.parametrize(
    ("fields", "verdict"),
    [
        ({"size_in_words": "little"}, "Probably little or no difference"),
        ({"size_in_words": "little", "certainty": "low"}, "May make little or no difference"),
        ({"size_in_words": "small", "certainty": "low"}, "May reduce pain slightly"),
        ({"size_in_words": "large", "certainty": "high"}, "Reduces pain a lot"),
        ({"outcome": "responder"}, "Probably increases chance of clear improvement, size unknown"),
        ({"certainty": "very-low"}, "Very uncertain"),
        ({"certainty": "not-rated"}, "Certainty not rated"),
        ({"no_trials": True}, "No trials found"),
    ],
)
def test_the_short_verdict_fits_a_cell_when_the_grid_is_drawn(fields: dict[str, Any], verdict: str) -> None:
    document = finding(**({"measure": "none", "direction_in_words": "benefit"} | fields))

    assert short_verdict(document) == verdict


SAYS = {
    Certainty.HIGH: set(),
    Certainty.MODERATE: {"probably"},
    Certainty.LOW: {"may"},
    Certainty.VERY_LOW: {"very uncertain"},
    Certainty.NOT_RATED: {"has not been rated"},
}
"""The words by which a sentence says how sure we are, and by which no other does."""


def test_every_sentence_says_how_sure_we_are_and_compared_with_what() -> None:
    for certainty, size, direction, outcome, comparator in product(Certainty, Size, Direction, Outcome, Comparator):
        sentence = statement(in_words(size, direction, certainty=certainty, outcome=outcome, comparator=comparator))

        said = {words for all_words in SAYS.values() for words in all_words if words in sentence}
        is_unclear = sentence.startswith("It is not clear whether")
        assert said == (set() if is_unclear else SAYS[certainty]), sentence
        assert f"compared with {COMPARATORS[comparator]}" in sentence
        assert OUTCOMES[outcome].noun in sentence


def test_very_uncertain_findings_tell_no_size_and_no_direction() -> None:
    for certainty, size, direction in product((Certainty.VERY_LOW, Certainty.NOT_RATED), Size, Direction):
        sentence = statement(in_words(size, direction, certainty=certainty))

        assert not {"reduce", "increase", "slightly", "large", "little"} & set(re.findall("[a-z]+", sentence)), sentence


@pytest.mark.parametrize(
    "detail",
    [
        "exercise advice",
        "NSAIDs",
        "TENS",
        "physiotherapy",
        "counselling",
        "Alexander technique lessons",
        "massage",
        "pain medicine",
        "advice and not needles",
    ],
)
def test_an_active_treatment_is_called_by_its_name_when_it_has_one(detail: str) -> None:
    document = finding(comparator=Comparator.ACTIVE, comparator_detail=detail, estimate="-0.6")

    assert statement(document) == f"Acupuncture probably reduces pain compared with {detail}."
