"""Max looks up how sure we are, and on what grounds."""

import pytest

from acuinfo.publishing import actions
from acuinfo.sources.models import Source

from . import cast as people, markup

FINDING = "/evidence/knee-pain-sham/"


def _publish(cast, **fields):
    return people.published(cast, "knee-pain-sham", people.evidence_document(**fields))


def test_readers_get_the_sentence_and_the_numbers_when_a_finding_is_published(knee, cast, client):
    _publish(cast, locator="Table 2")

    main = markup.main(client.get(FINDING))

    for words in (
        people.FINDING,
        people.FINDING_STATEMENT,
        "What we are this sure of: that there is an effect large enough to count.",
        "What was tested Acupuncture",
        "Small difference",
        "large enough to count. Trials differ. Rated by: The authors of the review",
        "−0.28 (−0.45 to −0.11), SMD",
        "Studies 9",
        "People 1,835",
        "Adults with knee osteoarthritis",
        "Three months",
        "March 2018",
        "People had a little less pain.",
        "Vickers AJ. Title of vickers2018. 2018.",
        "Table 2",
    ):
        assert words in main


def test_numbers_below_zero_have_a_minus_that_is_heard_when_an_editor_typed_a_hyphen(knee, cast, client):
    _publish(cast, explanation="<p>Pain was -0.52 (-0.66 to -0.39) over 2-4 weeks, ICD-10 M17.</p>")

    assert "Pain was −0.52 (−0.66 to −0.39) over 2-4 weeks, ICD-10 M17." in markup.main(client.get(FINDING))


def test_the_comparison_is_named_once_when_its_detail_says_the_same(knee, cast, client):
    _publish(cast, comparator="usual-care", comparator_detail="usual care")

    assert "Compared with Usual care Who was studied" in markup.main(client.get(FINDING))


@pytest.mark.parametrize(("better", "said"), [("lower", "Pain. Lower is better"), ("higher", "Pain. Higher is better")])
def test_the_scale_says_which_way_it_runs_without_the_examples_for_editors(cast, knee, client, better, said):
    _publish(cast, scale={"name": "Pain", "better": better, "small": 0.2, "moderate": 0.5, "large": 0.8})

    numbers = markup.by_id(markup.page(client.get(FINDING)), "numbers")

    assert said in [markup.text(e) for e in markup.elements(numbers, "dd")]


def test_the_finding_leads_to_its_condition_and_source_when_both_are_public(knee, cast, client):
    _publish(cast)

    links = markup.hrefs(markup.elements(markup.page(client.get(FINDING)), "main")[0])

    assert "/conditions/knee-osteoarthritis/" in links
    assert "/sources/vickers2018/" in links


def test_the_condition_is_no_longer_linked_when_it_is_withdrawn(knee, cast, client):
    _publish(cast)

    actions.withdraw(publication=knee, by=cast.pia, reason="A doubt.")

    response = client.get(FINDING)
    assert response.status_code == 200
    assert "/conditions/knee-osteoarthritis/" not in markup.hrefs(markup.page(response))


def test_the_forest_plot_has_a_table_with_the_same_numbers_when_there_are_trials(knee, cast, client):
    trials = (
        {"label": "Berman", "year": 2004, "effect": -0.2, "ci_low": -0.4, "ci_high": 0.0},
        {"label": "Witt", "year": 2005, "effect": -0.4, "ci_low": -0.6, "ci_high": -0.2},
    )
    _publish(cast, studies=2, trials=trials)

    page = markup.page(client.get(FINDING))

    rows = [markup.text(row) for table in page.iter("table") for row in table.iter("tr")]
    assert "Berman 2004 −0.20 −0.40 to 0.00 50.0%" in rows
    assert "Witt 2005 −0.40 −0.60 to −0.20 50.0%" in rows
    assert "All trials −0.30 −0.50 to −0.10 100.0%" in rows


def test_the_page_says_that_we_looked_when_there_are_no_trials(knee, cast, client):
    _publish(cast, **people.NO_TRIALS, searched="2024-05-17")

    main = markup.main(client.get(FINDING))

    assert "We looked and found none." in main
    assert "17 May 2024" in main


def test_a_difference_nobody_notices_is_named_as_such_when_it_is_below_the_threshold(knee, cast, client):
    _publish(cast, scale={"name": "Pain", "noticeable_difference": 0.37})

    main = markup.main(client.get(FINDING))

    assert "The difference, 0.28 on the common scale, is less than the 0.37 on the common scale set as worth" in main
    assert "Smallest difference set as worthwhile 0.37" in main
    assert "What we are this sure of: that there is little to no effect: too small to count." in main


def test_the_reader_is_told_when_the_rating_is_our_own(knee, cast, client):
    downgrades = (
        {"domain": "risk-of-bias", "levels": 1, "reason": "Nobody was blinded."},
        {"domain": "imprecision", "levels": 1, "reason": "Few people."},
    )
    _publish(cast, rated_by="acuinfo", downgrades=downgrades)

    main = markup.main(client.get(FINDING))

    assert main.count("Rated by") == 1
    assert "Rated by AcuInfo's editors, not by the source." in main
    assert "Nobody was blinded." in main


def test_the_retraction_stands_above_the_finding_when_its_source_is_lost(knee, cast, client):
    _publish(cast)
    source = Source.objects.get(slug="vickers2018")

    actions.change_standing(source=source, standing="retracted", note="Made-up data.", by=cast.pia)

    main = markup.main(client.get(FINDING))
    assert 0 <= main.index("marked as retracted") < main.index("Acupuncture may reduce pain slightly")


def test_the_map_shows_the_finding_beside_its_condition_when_the_comparison_is_chosen(knee, cast, client):
    _publish(cast, comparator="usual-care")

    sham = markup.hrefs(markup.page(client.get("/evidence-map/")))
    usual = markup.page(client.get("/evidence-map/?comparator=usual-care"))

    assert FINDING not in sham
    assert FINDING in markup.hrefs(usual)
    assert [markup.text(e) for e in usual.iter("h3")] == ["Knee osteoarthritis"]
