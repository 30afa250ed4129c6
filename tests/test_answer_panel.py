"""Max opens the page about his knee on a telephone and wants the answer."""

import re
from itertools import product

import pytest

from acuinfo.publishing import actions
from acuinfo.sources.models import Source
from conditions import figures, pictures, terms, wording
from conditions.compiling import with_wording
from conditions.ruler import place_on_ruler

from . import cast as people, markup

KNEE = "/conditions/knee-osteoarthritis/"
FAMILIAR = {"scale": "WOMAC pain", "minimum": 0, "maximum": 20, "sd": 3.2, "source": "manheimer2010"}
MARKED = {"name": "Pain", "small": 0.2, "moderate": 0.5, "large": 0.8, "noticeable_difference": 1.3}
IN_POINTS = {"measure": "MD", "scale": {"name": "VAS", "minimum": 0, "maximum": 100, "noticeable_difference": 10}}
LARGE = {"estimate": -0.9, "ci_low": -1, "ci_high": -0.8}
MUCH = {"estimate": -21.7, "ci_low": -30, "ci_high": -13}
SHARES = {
    "outcome": "responder",
    "measure": "RD",
    "estimate": 0.13,
    "ci_low": 0.018,
    "ci_high": 0.243,
    "baseline_risk": 0.473,
    "scale": {"name": "Improved", "better": "higher"},
}


def _finding(**fields):
    return with_wording(people.evidence_document(**fields), "Knee", "")


# --- Words ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("fields", "line", "note"),
    [
        ({}, "Acupuncture may reduce pain slightly.", ""),
        ({"certainty": "moderate"}, "Acupuncture probably reduces pain slightly.", ""),
        ({"certainty": "high", **LARGE}, "Acupuncture results in a large reduction in pain.", ""),
        ({"certainty": "very-low"}, "The evidence is very uncertain about the effect of acupuncture on pain.", ""),
        ({"certainty": "not-rated"}, "How sure we can be about the effect on pain has not been rated.", ""),
        (people.NO_TRIALS, "We looked and found no trials.", ""),
        (
            {"scale": MARKED, "reexpression": FAMILIAR},
            "Acupuncture may result in little to no difference in pain.",
            "0.9 points of 20",
        ),
        (
            {**IN_POINTS, "estimate": -9.93, "ci_low": -12, "ci_high": -6},
            "Acupuncture may result in little to no difference in pain.",
            "9.93 points of 100",
        ),
        ({**IN_POINTS, **MUCH}, "Acupuncture may reduce pain.", "22 points of 100"),
        (
            {**SHARES, "tested": "electroacupuncture"},
            "Electroacupuncture may increase the chance of a clear improvement.",
            "603 of 1,000 people, instead of 473",
        ),
    ],
)  # fmt: skip
def test_the_line_of_a_panel_is_as_strong_as_the_evidence(fields, line, note):
    document = _finding(**fields)

    assert (wording.answer_line(document), wording.answer_note(document)) == (line, note)


def test_plain_words_are_few_and_need_no_statistics_whatever_the_finding():
    forms = (
        {"scale": MARKED, "reexpression": FAMILIAR},
        {**IN_POINTS, **MUCH},
        SHARES,
        {"scale": {"name": "Points"}, "measure": "MD"},
        people.NO_TRIALS,
    )
    sureness = ("high", "moderate", "low", "very-low", "not-rated")
    against = {
        "comparator": "usual-care",
        "comparator_detail": "doctor visits, physiotherapy and anti-inflammatory medicine",
    }

    for form, certainty, outcome, tested in product(forms, sureness, terms.Outcome.values, terms.Tested.values):
        fields = {"certainty": certainty, "outcome": outcome, "tested": tested, **against, **form}
        said = " ".join(wording.plain_words(_finding(**fields)))
        assert len(said.split()) <= 80, said
        assert not re.search(r"SMD|I²|interval|standard|deviation|\bMD\b", said), said


# --- Pictures ---------------------------------------------------------------------------------------------------
def test_better_is_to_the_right_whatever_the_sign_of_the_measure():
    pain = place_on_ruler(_finding())
    function = place_on_ruler(
        _finding(estimate=0.28, ci_low=0.11, ci_high=0.45, scale={**MARKED, "better": "higher"}, reexpression=FAMILIAR)
    )

    assert pain == {"at": 1.26, "low": 0.55, "high": 1.83, "marks": 3, "in_words": False}
    assert function is not None
    # 1.3 points of a scale that spreads by 3.2 are 0.41: small begins where it is worthwhile
    assert (function["at"], function["low"], function["high"]) == (0.68, 0.27, 1.46)


@pytest.mark.parametrize("certainty", ["very-low", "not-rated"])
def test_nothing_has_a_place_in_a_picture_when_nobody_knows(certainty):
    for fields in ({"scale": MARKED, "reexpression": FAMILIAR}, SHARES):
        document = _finding(certainty=certainty, **fields)

        assert (place_on_ruler(document), figures.points_of(document), figures.people_of(document)) == (None,) * 3


def test_pictures_say_in_words_what_they_show():
    document = _finding(scale=MARKED, reexpression=FAMILIAR)
    ruler, points = place_on_ruler(document), figures.points_of(document)
    shares = figures.people_of(_finding(**SHARES))

    assert pictures.ruler_in_words(ruler) == (
        "Best estimate: little or none. It could also be anything from little or none to small."
    )
    assert pictures.points_in_words(points) == (
        "0.9 of 20 points better. It could also be anything from 0.4 better to 1.4 better. "
        "1.3 points were set as worthwhile."
    )
    assert shares == {"kind": "people", "base": 473, "at": 603, "likely": [491, 716]}
    drawn = pictures.people(473, "x", "473 of 1,000 people")
    assert (drawn.count('class="p-on"'), drawn.count('class="p-off"')) == (47 + 1, 53)  # the last figure in part
    assert 'class="h-on" d="M6.4 6.5h307.3M6.4 19.5h0.1"' in pictures.dots(26, "x", "")  # a row of 25, and one more


# --- The page ---------------------------------------------------------------------------------------------------
@pytest.fixture
def answered(knee, cast):
    """The page on the knee with two leading findings and one that disagrees."""
    people.published(cast, "knee-pain-sham", people.evidence_document())
    people.published(
        cast, "knee-pain-usual-care", people.evidence_document(comparator="usual-care", estimate=-0.6, ci_low=-0.7)
    )
    people.rewrite(cast, knee, people.condition_document(leading=("knee-pain-sham", "knee-pain-usual-care")))
    people.publish(cast, knee)
    people.published(cast, "knee-pain-sham-too", people.evidence_document(estimate=-0.1, ci_high=0, participants=9))
    return knee


def _panel(client, address=KNEE):
    return markup.elements(markup.page(client.get(address)), "section", class_="answer-panel")[0]


def test_four_lines_answer_and_lead_to_their_grounds_when_findings_lead(answered, client):
    panel = _panel(client)

    assert [markup.text(e) for e in panel.iter("dt")] == [
        "Compared with sham (pretend) acupuncture Reviews disagree",
        "Compared with usual care",
        "How sure are we?",
        "Is it safe?",
    ]
    words = markup.text(panel)
    assert "Acupuncture may reduce pain slightly. Another finding: May make little or no difference" in words
    assert "How sure are we? Low certainty in both comparisons" in words
    assert "We have not counted how often harm happens yet." in words
    assert "When to get help: 1 warning sign" in words
    assert markup.hrefs(panel)[2:3] + markup.hrefs(panel)[4:] == ["/evidence/knee-pain-sham-too/", "#safety", "#urgent"]
    assert client.get(KNEE).content.count(b'<svg class="pic"') == 4  # two lines, and two findings that disagree


def test_both_findings_stand_side_by_side_when_reviews_disagree(answered, client):
    [disagreement] = markup.elements(markup.page(client.get(KNEE)), "section", class_="disagreement")

    assert markup.text(disagreement).startswith("Reviews disagree Pain, compared with: Sham acupuncture")
    assert markup.hrefs(disagreement) == ["/evidence/knee-pain-sham/", "/evidence/knee-pain-sham-too/"]


def test_lists_show_the_first_two_lines_when_findings_lead(answered, cast, client):
    people.rewrite(
        cast,
        answered,
        people.condition_document(leading=("knee-pain-sham", "knee-pain-sham-too", "knee-pain-usual-care")),
    )
    people.publish(cast, answered)

    for address in ("/", "/conditions/"):
        [lines] = markup.elements(markup.page(client.get(address)), "ul", class_="card__answer")
        assert markup.text(lines) == (
            "Compared with sham (pretend) acupuncture Acupuncture may reduce pain slightly. Low certainty "
            "Reviews disagree Another finding: May make little or no difference "
            "Compared with usual care Acupuncture may reduce pain. Low certainty"
        )


def test_only_a_retraction_stands_above_the_panel(answered, cast, client):
    source = Source.objects.get(slug="vickers2018")
    people.rewrite(
        cast,
        answered,
        people.condition_document(
            unknowns="<p>Much [[vickers2018]].</p>",
            leading=("knee-pain-sham", "knee-pain-sham-too", "knee-pain-usual-care"),
        ),
    )
    people.publish(cast, answered)

    above = {}
    for standing in ("superseded", "retracted"):
        actions.change_standing(source=source, standing=standing, note="A note.", by=cast.pia)
        before = client.get(KNEE).content.decode().partition("answer-panel")[0]
        above[standing] = "A note." in before

    assert above == {"superseded": False, "retracted": True}


def test_the_panel_tells_what_was_typed_when_an_edition_has_no_leading_findings(knee, client):
    assert "Does it help? We have not published any finding on acupuncture for this yet" in markup.text(_panel(client))
