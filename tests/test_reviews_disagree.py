"""Two reviews of one question come to different answers, and Max is told so."""

import pytest

from acuinfo.publishing.models import Publication
from conditions.compiling import evidence_card, with_wording
from conditions.disagreement import disagree, disagreements

from . import cast as people


def _card(slug, **fields):
    document = with_wording(people.evidence_document(**fields), "Knee", "")
    return Publication(kind="evidence", slug=slug, data=evidence_card(document))


SMALL = _card("small", participants=100)
SMALL_TOO = _card("small-too", estimate=-0.3)
LITTLE = _card("little", estimate=-0.1, participants=50)
MODERATE = _card("moderate", estimate=-0.6, certainty="moderate")
WORSE = _card("worse", estimate=0.28, ci_low=0.11, ci_high=0.45)


@pytest.mark.parametrize(
    ("cards", "expected"),
    [
        ((SMALL, LITTLE), True),
        ((SMALL, MODERATE), True),
        ((SMALL, WORSE), True),
        ((SMALL, SMALL_TOO), False),
        ((SMALL,), False),
        ((), False),
        ((SMALL, _card("unsure", estimate=-0.1, certainty="very-low")), False),
        ((SMALL, _card("unrated", estimate=-0.1, certainty="not-rated")), False),
        ((SMALL, _card("no-mark", measure="MD", scale={"name": "Points"})), False),
        ((SMALL, _card("no-trials", **people.NO_TRIALS)), False),
        ((LITTLE, _card("little-worse", estimate=0.1, ci_low=-0.1, ci_high=0.2)), False),
    ],
)
def test_findings_disagree_only_when_they_point_to_different_bands(cards, expected):
    assert disagree(cards) is expected


def test_one_finding_of_each_band_is_told_when_they_disagree():
    usual = _card("usual", comparator="usual-care", estimate=-0.1)
    function = _card("function", outcome="function", estimate=-0.9)

    [found] = disagreements([LITTLE, SMALL, usual, SMALL_TOO, function, MODERATE])

    assert (found.condition, found.outcome, found.comparator) == ("knee-osteoarthritis", "pain", "sham")
    assert [card.slug for card in found.findings] == ["moderate", "small-too", "little"]
