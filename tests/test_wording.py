"""A finding in words: no sentence is stronger than its evidence, because the software writes all of them."""

import re
from itertools import product
from typing import Any

import pytest

from acuinfo.publishing.certainty import Certainty
from conditions import terms, wording
from conditions.documents import EvidenceDocument
from conditions.terms import Better, Comparator, Direction, Measure, Outcome, Phrasing, ShamKind, Size
from conditions.wording import (
    against_words,
    clause,
    crosses_null,
    direction_of,
    interval_in_words,
    is_below_noticeable,
    sentence,
    short_verdict,
    size_note,
    size_of,
    statement,
    summary,
    title,
)
from conditions.wording.sentences import COMPARATORS, HEDGES, OUTCOMES, SHAMS


def finding(**fields: Any) -> EvidenceDocument:
    """Return knee pain against sham with moderate certainty, changed as asked."""
    given: dict[str, Any] = {
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


# --- How big ----------------------------------------------------------------------------------------------------
STEPS = {"small": "5", "moderate": "10", "large": "20"}
PEOPLE = {"small": "50", "moderate": "100", "large": "200"}
FAMILIAR = {"scale": "WOMAC pain", "minimum": 0, "maximum": 20, "sd": "3.2", "source": "manheimer2010"}


@pytest.mark.parametrize(
    ("measure", "estimate", "scale", "size"),
    [
        # steps of the scale; for an SMD without any, Cohen's
        ("SMD", "0.19", {}, Size.LITTLE),
        ("SMD", "-0.2", {}, Size.SMALL),
        ("SMD", "0.5", {}, Size.MODERATE),
        ("SMD", "-0.8", {}, Size.LARGE),
        ("SMD", "-0.3", {"small": "0.4"}, Size.LITTLE),
        ("MD", "-4.99", STEPS, Size.LITTLE),
        ("MD", "5", STEPS, Size.SMALL),
        ("MD", "-10", STEPS, Size.MODERATE),
        ("MD", "20", STEPS, Size.LARGE),
        # each step needs both its ends, the top one only its lower
        ("MD", "-40", {"small": "5"}, Size.UNKNOWN),
        ("MD", "-7", {"small": "5"}, Size.UNKNOWN),
        ("MD", "-4", {"small": "5"}, Size.LITTLE),
        ("MD", "-7", {"small": "5", "moderate": "10"}, Size.SMALL),
        ("MD", "-12", {"small": "5", "moderate": "10"}, Size.UNKNOWN),
        ("MD", "-12", {"moderate": "10", "large": "20"}, Size.MODERATE),
        ("MD", "-7", {"moderate": "10", "large": "20"}, Size.UNKNOWN),
        ("MD", "-30", {"large": "20"}, Size.LARGE),
        ("MD", "-12", {"small": "5", "large": "20"}, Size.UNKNOWN),
        # little is what lies below the greater of the noticeable difference and the small threshold
        ("MD", "-9.9", {"noticeable_difference": "10"}, Size.LITTLE),
        ("MD", "-10", {"noticeable_difference": "10"}, Size.UNKNOWN),
        ("MD", "-90", {"noticeable_difference": "10"}, Size.UNKNOWN),
        ("MD", "-7", {**STEPS, "noticeable_difference": "8"}, Size.LITTLE),
        ("MD", "-8", {**STEPS, "noticeable_difference": "8"}, Size.SMALL),
        ("MD", "-4", {**STEPS, "noticeable_difference": "3"}, Size.LITTLE),
        ("MD", "-15", {**STEPS, "noticeable_difference": "16"}, Size.LITTLE),
        ("MD", "-9.9", {"noticeable_difference": "-10"}, Size.LITTLE),
        # without thresholds, and without a number
        ("MD", "0", {}, Size.LITTLE),
        ("MD", "-10", {}, Size.UNKNOWN),
        ("RD", "0.3", {}, Size.UNKNOWN),
        ("none", None, STEPS, Size.UNKNOWN),
        # risk differences in people of 1,000
        ("RD", "0.049", PEOPLE, Size.LITTLE),
        ("RD", "0.07", PEOPLE, Size.SMALL),
        ("RD", "-0.1", PEOPLE, Size.MODERATE),
        ("RD", "0.2", PEOPLE, Size.LARGE),
        ("RD", "0.07", {**PEOPLE, "noticeable_difference": "80"}, Size.LITTLE),
        # ratios tell nothing of people without the risk they start from
        ("RR", "1.5", PEOPLE, Size.UNKNOWN),
        ("OR", "9", {**PEOPLE, "noticeable_difference": "80"}, Size.UNKNOWN),
    ],
)
def test_size_follows_the_steps_of_the_scale_when_there_is_an_estimate(
    measure: str, estimate: str | None, scale: dict[str, str], size: Size
) -> None:
    assert size_of(finding(measure=measure, estimate=estimate, scale=scale)) == size


@pytest.mark.parametrize(
    ("measure", "ratio", "baseline", "people", "size"),
    [
        ("RR", "1.25", "0.4", 100, Size.MODERATE),
        ("RR", "1.24", "0.4", 96, Size.SMALL),
        ("RR", "0.5", "0.4", 200, Size.LARGE),
        ("RR", "1.25", "0.04", 10, Size.LITTLE),
        ("OR", "3", "0.5", 250, Size.LARGE),
        ("OR", "1.5", "0.5", 100, Size.MODERATE),
        ("OR", "1.5", "0.05", 23, Size.LITTLE),
    ],
)
def test_a_ratio_is_as_big_as_the_people_it_means_when_the_baseline_is_known(
    measure: str, ratio: str, baseline: str, people: int, size: Size
) -> None:
    fields = {"measure": measure, "estimate": ratio, "baseline_risk": baseline}

    assert size_of(finding(**fields, scale=PEOPLE)) == size
    assert f"The difference was {people} of 1,000 people. Its" in size_note(finding(**fields))


@pytest.mark.parametrize(
    ("noticeable", "size"), [("0.9", Size.LITTLE), ("0.89", Size.SMALL), ("1.3", Size.LITTLE), (None, Size.SMALL)]
)
def test_the_noticeable_difference_is_in_points_when_a_difference_is_told_again_in_them(
    noticeable: str | None, size: Size
) -> None:
    scale = {"noticeable_difference": noticeable}

    assert size_of(finding(estimate="-0.28", scale=scale, reexpression=FAMILIAR)) == size


@pytest.mark.parametrize("said", Size)
@pytest.mark.parametrize(
    ("measure", "estimate", "size"), [("MD", "-12", Size.MODERATE), ("RR", "1.2", Size.UNKNOWN), ("none", None, None)]
)
def test_size_in_words_is_taken_only_when_there_is_no_number(
    measure: str, estimate: str | None, size: Size | None, said: Size
) -> None:
    document = finding(measure=measure, estimate=estimate, scale=STEPS, size_in_words=said)

    assert size_of(document) == (size or said)


def said_sizes(text: str) -> list[str]:
    """Return the words of size in a text; "Moderate certainty" and "how much is not known" are none."""
    told = text.replace("Moderate certainty", "").replace("how much is not known", "")
    return re.findall(r"(?i)\b(slightly|large|a lot|much|a little|little|moderate)\b", told)


@pytest.mark.parametrize("phrasing", Phrasing)
@pytest.mark.parametrize("certainty", HEDGES)
@pytest.mark.parametrize(
    "fields",
    [
        {"measure": "MD", "estimate": "-30", "scale": {"name": "VAS", "minimum": 0, "maximum": 100}},
        {"measure": "MD", "estimate": "-30", "ci_low": "-50", "ci_high": "10"},
        {"measure": "RD", "estimate": "0.3"},
        {"measure": "RR", "estimate": "2", "baseline_risk": "0.3", "outcome": "responder"},
        {"measure": "OR", "estimate": "0.4", "baseline_risk": "0.3", "comparator": "usual-care"},
    ],
)
def test_no_word_of_size_is_said_anywhere_when_no_threshold_tells_what_is_big(
    fields: dict[str, Any], certainty: Certainty, phrasing: Phrasing
) -> None:
    document = finding(**fields, certainty=certainty, phrasing=phrasing, studies=3)

    for text in (statement(document), summary(document), short_verdict(document), clause(document)):
        assert said_sizes(text) == []
    assert statement(document).count("Its size has not been judged") == 1
    assert summary(document).count("Its size has not been judged") == 1


def test_a_difference_gets_another_word_when_it_passes_the_mark() -> None:
    scale = {"name": "VAS", "minimum": 0, "maximum": 100, "noticeable_difference": "15"}
    below, above = (finding(measure="MD", estimate=estimate, scale=scale) for estimate in ("-10.26", "-21.7"))

    assert statement(below) == (
        "Acupuncture probably results in little to no difference in pain compared with sham (pretend) acupuncture. "
        "The difference, 10 points, is less than the 15 points set as worthwhile."
    )
    assert statement(above) == (
        "Acupuncture probably reduces pain compared with sham (pretend) acupuncture. "
        "The difference, 22 points, is at least the 15 points set as worthwhile."
    )
    assert short_verdict(below) == "Probably little or no difference"
    assert short_verdict(above) == "Probably reduces pain, size not judged"


@pytest.mark.parametrize("phrasing", Phrasing)
def test_a_big_difference_is_not_slight_when_only_the_mark_is_known_and_the_certainty_is_high(
    phrasing: Phrasing,
) -> None:
    scale = {"noticeable_difference": "15"}
    document = finding(measure="MD", estimate="-30", scale=scale, certainty="high", phrasing=phrasing)

    assert said_sizes(f"{statement(document)} {summary(document)} {short_verdict(document)}") == []


# --- Which way --------------------------------------------------------------------------------------------------
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
        ({"certainty": "not-rated"}, "Nobody has rated how sure we can be about the effect of acupuncture on pain"),
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


UNJUDGED = "Its size has not been judged."


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        (
            {"estimate": "-0.28", "scale": {"noticeable_difference": "1.3"}, "reexpression": FAMILIAR},
            "The difference, 0.9 points, is less than the 1.3 points set as worthwhile.",
        ),
        (
            {"estimate": "-0.4", "scale": {"noticeable_difference": "1.3"}, "reexpression": FAMILIAR},
            "The difference, 1.28 points, is less than the 1.3 points set as worthwhile.",
        ),
        (
            {"measure": "MD", "estimate": "-10.26", "scale": {"noticeable_difference": "15"}},
            "The difference, 10.26 points, is less than the 15 points set as worthwhile.",
        ),
        (
            {"measure": "RD", "estimate": "0.03", "scale": {"noticeable_difference": "100"}},
            "The difference, 30 of 1,000 people, is less than the 100 of 1,000 people set as worthwhile.",
        ),
        (
            {"measure": "RD", "estimate": "0.0997", "scale": {"noticeable_difference": "100"}},
            "The difference, 99 of 1,000 people, is less than the 100 of 1,000 people set as worthwhile.",
        ),
        (
            {"measure": "RR", "estimate": "0.9", "baseline_risk": "0.5", "scale": {"noticeable_difference": "100"}},
            "The difference, 50 of 1,000 people, is less than the 100 of 1,000 people set as worthwhile.",
        ),
        ({"measure": "RR", "estimate": "0.9", "scale": {"noticeable_difference": "100"}}, ""),
        (
            {
                "measure": "MD",
                "estimate": "-10.26",
                "scale": {"noticeable_difference": "15", "noticeable_source": "mu2020"},
                "source": "mu2020",
            },
            "The difference, 10.26 points, is less than the 15 points that the reviewers set as worthwhile.",
        ),
        (
            {
                "measure": "MD",
                "estimate": "-10.26",
                "scale": {"noticeable_difference": "15", "noticeable_source": "nice2021"},
                "source": "mu2020",
            },
            "The difference, 10.26 points, is less than the 15 points set as worthwhile.",
        ),
        ({"estimate": "-0.28"}, ""),
        (
            {"measure": "MD", "estimate": "-15", "scale": {"noticeable_difference": "15"}},
            "The difference, 15 points, is at least the 15 points set as worthwhile.",
        ),
        ({"measure": "MD", "estimate": "-15", "scale": STEPS | {"noticeable_difference": "9"}}, ""),
        ({"measure": "MD", "estimate": "-1"}, f"The difference was 1 point. {UNJUDGED}"),
        (
            {"measure": "MD", "estimate": "-9", "ci_low": "-20", "ci_high": "2"},
            f"The difference was 9 points (anything from 20 points less to 2 points more). {UNJUDGED}",
        ),
        (
            {"measure": "RD", "estimate": "0.05", "ci_low": "0.03", "ci_high": "0.08"},
            f"The difference was 50 of 1,000 people (between 30 and 80 more of 1,000 people). {UNJUDGED}",
        ),
        ({"measure": "MD", "estimate": "-9", "certainty": "very-low"}, ""),
        ({"measure": "MD", "estimate": "-9", "certainty": "not-rated"}, ""),
        ({"measure": "none"}, ""),
    ],
)
def test_the_statement_ends_with_what_is_known_of_the_size(fields: dict[str, Any], note: str) -> None:
    document = finding(**fields)

    assert size_note(document) == note
    assert statement(document) == " ".join(filter(None, (sentence(document, Phrasing.SUBJECT), note)))


def test_below_noticeable_is_unknown_when_no_noticeable_difference_is_given() -> None:
    assert is_below_noticeable(finding(estimate="-0.28")) is None


@pytest.mark.parametrize(
    ("measure", "low", "high", "crosses", "words"),
    [
        ("MD", "-17.1", "-3.40", False, "between 3.4 and 17.1 points less"),
        ("MD", "-17", "2", True, "anything from 17 points less to 2 points more"),
        ("MD", "-1", "0", True, "anything from 1 point less to no difference"),
        ("SMD", "0.1", "0.4", False, "between 0.1 and 0.4 more on the common scale"),
        ("RR", "1.1", "1.9", False, "between 1.1 and 1.9 times the chance"),
        ("OR", "0.8", "1.2", True, "anything from 0.8 to 1.2 times the odds"),
        ("RD", "-0.03", "0.08", True, "anything from 30 fewer to 80 more of 1,000 people"),
        ("RD", "0.03", "0.08", False, "between 30 and 80 more of 1,000 people"),
        ("RD", "-0.08", "-0.03", False, "between 30 and 80 fewer of 1,000 people"),
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
    ("measure", "low", "high", "baseline", "words"),
    [
        ("RR", "1.1", "1.9", "0.4", "between 40 and 360 more of 1,000 people"),
        ("RR", "0.5", "1.2", "0.4", "anything from 200 fewer to 80 more of 1,000 people"),
        ("RR", "1.1", "3", "0.4", "between 40 and 600 more of 1,000 people"),
        ("OR", "0.25", "1", "0.5", "anything from 300 fewer of 1,000 people to no difference"),
        ("RD", "-0.5", "-0.1", "0.4", "between 100 and 400 fewer of 1,000 people"),
    ],
)
def test_the_interval_is_told_in_people_that_there_can_be_when_the_baseline_is_known(
    measure: str, low: str, high: str, baseline: str, words: str
) -> None:
    document = finding(measure=measure, estimate=low, ci_low=low, ci_high=high, baseline_risk=baseline)

    assert interval_in_words(document) == words


@pytest.mark.parametrize(
    ("outcome", "better", "low", "high", "words"),
    [
        ("pain", "lower", "-0.8", "-0.2", "between 0.2 and 0.8 less on the common scale"),
        ("sleep", "lower", "-0.8", "-0.2", "between 0.2 and 0.8 better on the common scale"),
        ("function", "higher", "0.2", "0.8", "between 0.2 and 0.8 better on the common scale"),
        ("wellbeing", "higher", "-3", "0", "anything from 3 worse to no difference on the common scale"),
        ("pain", "higher", "0.2", "0.8", "between 0.2 and 0.8 better on the common scale"),
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


# --- Every form says the same, as strongly ----------------------------------------------------------------------
HOW_SURE = {
    Certainty.HIGH: set(),
    Certainty.MODERATE: {"probably"},
    Certainty.LOW: {"may"},
    Certainty.VERY_LOW: {"very uncertain", "we do not know"},
    Certainty.NOT_RATED: {"nobody has rated", "nobody has said yet"},
}
"""The words by which a sentence says how sure we are, one for a form, and by which no other does."""
UNCLEAR = {"not clear whether", "no clear difference", "do not say clearly"}
BIG = {
    Size.LITTLE: {"little to no difference", "about the same"},
    Size.SMALL: {"slightly", "a little"},
    Size.LARGE: {"large", "much"},
    Size.MODERATE: set(),
    Size.UNKNOWN: set(),
}
"""The words by which a sentence says how big an effect is, one for a form."""


def found(words: set[str], text: str) -> set[str]:
    """Return which of these words stand in a text."""
    return {w for w in words if re.search(rf"\b{w}\b", text)}


@pytest.mark.parametrize("phrasing", Phrasing)
@pytest.mark.parametrize("certainty", Certainty)
def test_every_form_is_as_strong_as_the_evidence(certainty: Certainty, phrasing: Phrasing) -> None:
    every_hedge, every_size = set().union(*HOW_SURE.values()), set().union(*BIG.values())
    for size, direction, outcome, comparator in product(Size, Direction, Outcome, Comparator):
        document = in_words(size, direction, certainty=certainty, outcome=outcome, comparator=comparator)
        words = sentence(document, phrasing)
        told = words.lower().replace(", but how much is not known", "")

        is_rated = certainty in HEDGES
        is_unclear = is_rated and direction == Direction.NONE and size != Size.LITTLE
        hedge, sizes = found(every_hedge, told), found(every_size, told)
        assert hedge <= HOW_SURE[certainty], words
        assert len(hedge) == (0 if is_unclear or certainty == Certainty.HIGH else 1), words
        assert len(found(UNCLEAR, told)) == is_unclear, words
        assert sizes <= BIG[size], words
        assert len(sizes) == (is_rated and not is_unclear and bool(BIG[size])), words
        for named in ("acupuncture", COMPARATORS[comparator]):
            assert named in told, words
        assert (words.count("."), words[-1], "  " in words) == (1, ".", False), words
        first = sentence(document, Phrasing.SUBJECT)
        assert clause(document) == f"{first[0].lower()}{first[1:-1]}"


@pytest.mark.parametrize("phrasing", Phrasing)
def test_findings_that_nobody_can_be_sure_of_tell_no_size_and_no_direction(phrasing: Phrasing) -> None:
    directions = {verb for o in OUTCOMES.values() for verb in (o.benefit, o.harm)} | {"less", "more", "better", "worse"}
    for certainty, size, direction in product((Certainty.VERY_LOW, Certainty.NOT_RATED), Size, Direction):
        words = sentence(in_words(size, direction, certainty=certainty), phrasing)

        assert not re.search(rf"\b({'|'.join(directions)})s?\b", words), words
        assert said_sizes(words) == []


@pytest.mark.parametrize(
    ("phrasing", "size", "told"),
    [
        ("comparator-first", "small", "Compared with usual care, acupuncture may improve sleep slightly."),
        ("short", "large", "Acupuncture against usual care: may result in a large improvement in sleep."),
        ("for-a-child", "small", "People may have a little better sleep with acupuncture than with usual care."),
        ("for-a-child", "little", "People may have about the same sleep with acupuncture as with usual care."),
        (
            "for-a-child",
            "unknown",
            "People may have better sleep with acupuncture than with usual care, but how much is not known.",
        ),
    ],
)
def test_the_statement_has_the_form_that_the_editor_chose(phrasing: str, size: str, told: str) -> None:
    fields = {"outcome": "sleep", "comparator": "usual-care", "certainty": "low", "phrasing": phrasing}

    assert statement(in_words(Size(size), Direction.BENEFIT, **fields)) == told


@pytest.mark.parametrize(
    ("size", "told"),
    [("small", "a little better chance"), ("large", "a much worse chance"), ("moderate", "a better chance")],
)
def test_a_chance_is_counted_when_it_is_told_for_a_child(size: str, told: str) -> None:
    direction = Direction.HARM if "worse" in told else Direction.BENEFIT
    document = in_words(Size(size), direction, outcome="responder", phrasing="for-a-child")

    assert statement(document).startswith(f"People probably have {told} of clearly getting better with acupuncture")


# --- When the sides are not told apart --------------------------------------------------------------------------
@pytest.mark.parametrize("phrasing", Phrasing)
@pytest.mark.parametrize(
    "fields",
    [
        {"measure": "MD", "estimate": "-9", "ci_low": "-20", "ci_high": "2"},
        {"measure": "MD", "estimate": "-9", "ci_low": "-20", "ci_high": "0"},
        {"measure": "RR", "estimate": "1.2", "ci_low": "0.9", "ci_high": "1.5"},
        {"measure": "RR", "estimate": "1.2", "ci_low": "0.9", "ci_high": "1.5", "baseline_risk": "0.3"},
        {"measure": "RD", "estimate": "-0.02", "ci_low": "-0.1", "ci_high": "0.1"},
        {"measure": "MD", "estimate": "-9", "ci_low": "-20", "ci_high": "2", "scale": {"small": "5"}},
    ],
)
def test_no_side_is_named_when_the_interval_has_both_and_no_step_tells_which_counts(
    fields: dict[str, Any], phrasing: Phrasing
) -> None:
    document = finding(**fields, phrasing=phrasing)
    told = sentence(document, phrasing)

    assert "t is not clear whether acupuncture makes a difference" in sentence(document, Phrasing.SUBJECT)
    assert len(found(UNCLEAR, told)) == 1
    assert not re.search(r"reduc|increas|improv|wors|better|\bless\b|\bmore\b", told)
    assert short_verdict(document) == "No clear difference"


@pytest.mark.parametrize(
    "fields",
    [
        {"measure": "MD", "estimate": "-9", "ci_low": "-20", "ci_high": "-1"},
        {"measure": "MD", "estimate": "-9"},
        {"estimate": "-0.3", "ci_low": "-0.7", "ci_high": "0.1"},
    ],
)
def test_a_side_is_named_when_the_interval_has_one_or_a_step_is_reached(fields: dict[str, Any]) -> None:
    assert statement(finding(**fields)).startswith("Acupuncture probably reduces pain")


# --- What was tested, and against what --------------------------------------------------------------------------
@pytest.mark.parametrize("tested", terms.Tested)
@pytest.mark.parametrize("phrasing", Phrasing)
@pytest.mark.parametrize("certainty", Certainty)
@pytest.mark.parametrize(
    ("fields", "care"),
    [
        ({"comparator": "usual-care"}, "usual care"),
        ({"comparator": "active-treatment", "comparator_detail": "exercise"}, "exercise"),
    ],
)
def test_acupuncture_added_to_care_is_never_told_as_against_it(
    fields: dict[str, Any], care: str, certainty: Certainty, phrasing: Phrasing, tested: terms.Tested
) -> None:
    said = {**fields, "tested": tested, "certainty": certainty, "estimate": "-0.6"}
    added, against = finding(**said, added_to_comparator=True), finding(**said)

    assert (wording.tested_words(added), against_words(added)) == (f"{tested.label} added to {care}", f"{care} alone")
    assert (wording.tested_words(against), against_words(against)) == (tested.label, care)
    told = sentence(added, phrasing)
    assert f"{tested.label} added to {care}" in told.replace(told[0], told[0].lower(), 1)
    assert told.count(care) == (1 if phrasing == Phrasing.SUBJECT else 2)
    assert ("compared with that alone" if phrasing == Phrasing.SUBJECT else f"{care} alone") in told
    assert f"Knee: {tested.label} added to {care} compared with that alone, for" in title(added, "Knee", "")
    assert "added to" not in sentence(against, phrasing)
    assert "alone" not in sentence(against, phrasing)


@pytest.mark.parametrize("kind", ShamKind)
@pytest.mark.parametrize("phrasing", Phrasing)
def test_the_kind_of_sham_is_told_in_the_sentence(kind: ShamKind, phrasing: Phrasing) -> None:
    document = finding(estimate="-0.28", sham_kind=kind)

    assert against_words(document) == SHAMS[kind]
    assert SHAMS[kind] in sentence(document, phrasing).replace("Compared", "compared")


@pytest.mark.parametrize(
    ("detail", "told"),
    [
        ("sham laser", "sham laser"),
        ("pretend needles", "pretend needles"),
        ("an inactive TENS device", "an inactive TENS device as a sham (pretend treatment)"),
    ],
)
def test_a_sham_is_called_a_sham_when_it_has_its_own_name(detail: str, told: str) -> None:
    document = finding(estimate="-0.28", sham_kind="device", comparator_detail=detail)

    assert statement(document) == f"Acupuncture probably reduces pain slightly compared with {told}."


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


# --- Title and summary ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "source", "told"),
    [
        ({"comparator_detail": "a waiting list", "comparator": "no-treatment"}, "Zhao 2024",
         "Neck pain: acupuncture compared with a waiting list, for pain (Zhao 2024)"),
        ({"outcome": "sleep", "tested": "electroacupuncture"}, "",
         "Neck pain: electroacupuncture compared with sham (pretend) acupuncture, for sleep"),
    ],
)  # fmt: skip
def test_the_title_names_condition_test_comparator_outcome_and_source(
    fields: dict[str, Any], source: str, told: str
) -> None:
    assert title(finding(**fields), "Neck pain", source) == told


@pytest.mark.parametrize(
    ("fields", "ending"),
    [
        ({"studies": 9, "participants": 1835}, "acupuncture. Moderate certainty (9 studies, 1,835 people)."),
        ({"studies": 1, "participants": 1}, "acupuncture. Moderate certainty (1 study, 1 person)."),
        ({"participants": 40}, "acupuncture. Moderate certainty (40 people)."),
        ({}, "acupuncture. Moderate certainty."),
        ({"measure": "none", "no_trials": True, "searched": "2018"}, "for pain (searched 2018)."),
    ],
)
def test_the_summary_is_the_statement_with_how_sure_it_is_and_what_it_rests_on(
    fields: dict[str, Any], ending: str
) -> None:
    document = finding(**({"estimate": "-0.28"} | fields | ({"estimate": None} if "measure" in fields else {})))

    assert summary(document).startswith(statement(document))
    assert summary(document).endswith(ending)
