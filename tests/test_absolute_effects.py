"""An effect in people of 1,000 or in points, with its outcome, its comparison and its interval."""

import pytest

from conditions.absolute import absolute_effects
from conditions.documents import EvidenceDocument
from tests.test_wording import FAMILIAR, finding

SCALE = {"name": "the VAS", "minimum": 0, "maximum": 100}


def responder(**fields: object) -> EvidenceDocument:
    """Return a finding on people who clearly improved."""
    return finding(outcome="responder", scale={"better": "higher"}, **fields)


@pytest.mark.parametrize(
    ("document", "sentences"),
    [
        (
            responder(measure="RD", estimate="0.13", ci_low="0.018", ci_high="0.243", baseline_risk="0.473"),
            [
                "About 473 of 1,000 people clearly improved with sham (pretend) acupuncture; "
                "about 603 did with acupuncture (491 to 716)."
            ],
        ),
        (
            responder(
                measure="RR", estimate="1.5", ci_low="1.1", ci_high="3", baseline_risk="0.4", comparator="usual-care"
            ),
            [
                "About 400 of 1,000 people clearly improved with usual care; "
                "about 600 did with acupuncture (440 to 1,000)."
            ],
        ),
        (
            finding(measure="RR", outcome="medicine-use", estimate="0.5", baseline_risk="0.4"),
            [
                "About 400 of 1,000 people had what was counted (the use of pain medicine) with sham (pretend) "
                "acupuncture; about 200 did with acupuncture."
            ],
        ),
        (responder(measure="RR", estimate="3", baseline_risk="0.4"), []),
        (responder(measure="RD", estimate="-0.5", baseline_risk="0.4"), []),
        (responder(measure="RR", estimate="1.5"), []),
        (
            finding(measure="MD", estimate="-10.26", ci_low="-17.11", ci_high="-3.4", scale=SCALE),
            [
                "The average score for pain was 10 points lower, which is better, with acupuncture than with sham "
                "(pretend) acupuncture, on the VAS from 0 to 100: between 3 and 17 points less."
            ],
        ),
        (
            finding(measure="MD", estimate="1", scale=SCALE),
            [
                "The average score for pain was 1 point higher, which is worse, with acupuncture than with sham "
                "(pretend) acupuncture, on the VAS from 0 to 100."
            ],
        ),
        (
            finding(measure="MD", estimate="0", scale=SCALE),
            [
                "The average score for pain was the same with acupuncture as with sham (pretend) acupuncture, "
                "on the VAS from 0 to 100."
            ],
        ),
        (
            finding(estimate="-0.28", ci_low="-0.45", ci_high="-0.11", reexpression=FAMILIAR),
            [
                "On WOMAC pain from 0 to 20 this is about 0.9 points lower, which is better, with acupuncture than "
                "with sham (pretend) acupuncture: between 0.4 and 1.4 points less. "
                "This takes it that scores spread by 3.2 points."
            ],
        ),
        (finding(estimate="-0.28"), []),
    ],
)
def test_the_effect_is_told_with_its_outcome_and_comparison(document: EvidenceDocument, sentences: list[str]) -> None:
    assert absolute_effects(document) == sentences


def test_an_effect_that_is_very_uncertain_says_so_first() -> None:
    document = finding(measure="MD", estimate="-10", scale=SCALE, certainty="very-low")

    assert absolute_effects(document)[0] == "This is very uncertain:"
