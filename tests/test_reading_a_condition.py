"""Max reads about his knee."""

import datetime as dt

import pytest

from acuinfo.publishing import actions
from acuinfo.sources.models import Source

from . import cast as people, markup
from .published_site import ANATOMY

KNEE = "/conditions/knee-osteoarthritis/"
GUIDELINE = {
    "body": "American College",
    "year": 2021,
    "position": "consider",
    "statement": "Offer it.",
    "url": "https://example.org/guideline",
}


def _section(client, name):
    return markup.by_id(markup.page(client.get(KNEE)), name)


def test_readers_get_every_part_when_the_page_is_published(cast, client):
    guideline = {
        "body": "NICE",
        "country": "England",
        "year": 2022,
        "position": "against",
        "statement": "Do not offer it.",
        "url": "https://www.nice.org.uk/guidance/ng226",
    }
    people.knee(cast, guidelines=(guideline,), codes=({"system": "icd-10", "code": "M17", "label": "Knee arthrosis"},))

    main = markup.main(client.get(KNEE))

    for words in (
        "Knee osteoarthritis",
        "Wear and pain in the knee joint.",
        "Also called: OA of the knee",
        "It may ease pain a little.",
        "Exercise comes first.",
        "the knee is hot and you have a fever",
        "A joint that hurts when it moves.",
        "Wear and pain in the knee joint.",
        "Weekly sessions with thin needles.",
        "How long it lasts.",
        "Exercise Regular movement.",
        "Is it safe for me?",
        "NICE: Recommends against it",
        "Do not offer it.",
        "0 recommend it 0 say it may be considered 1 recommends against it",
        "ICD-10 M17: Knee arthrosis",
        "Reviewed by Ruth",
        "Written by: Ada Lovelace, editor",
    ):
        assert words in main


def test_every_part_stands_in_the_agreed_order_when_a_condition_is_read(knee, client):
    page = markup.page(client.get(KNEE))

    found = [e.get("id") for e in page.iter("section") if e.get("id") in ANATOMY]
    names = [e.get("aria-labelledby") for e in page.iter("section") if e.get("id") in ANATOMY]

    assert found == ANATOMY
    assert names == [f"{name}-heading" for name in ANATOMY]


def test_the_answer_tells_size_certainty_studies_and_people_when_a_finding_is_published(knee, cast, client):
    people.published(cast, "knee-pain-sham", people.evidence_document())

    answers = _section(client, "answers")

    words = markup.text(answers)
    assert "May reduce pain slightly Low certainty 9 studies, 1,835 people" in words
    assert "Between 0.11 and 0.45 less on the common scale" in words
    assert "Three months" in words
    assert "/evidence/knee-pain-sham/" in markup.hrefs(answers)
    [grid] = markup.elements(answers, "table", class_="answer-grid")
    assert [markup.text(e) for e in markup.elements(grid, "th", scope="row")] == ["Pain"]
    assert [markup.text(e) for e in markup.elements(grid, "th", scope="col")][1:] == [
        "Compared with: Sham acupuncture",
        "Compared with: No treatment or waiting list",
        "Compared with: Usual care",
        "Compared with: Another treatment",
    ]


def test_an_empty_cell_says_so_when_nobody_assessed_the_comparison(knee, cast, client):
    people.published(cast, "knee-pain-sham", people.evidence_document())

    answers = _section(client, "answers")

    [grid] = markup.elements(answers, "table", class_="answer-grid")
    empty = markup.elements(grid, "p", class_="not-looked")
    assert [markup.text(e) for e in empty] == ["Not looked yet"] * 3
    assert [markup.text(e) for e in markup.elements(answers, "span", class_="answer-grid__comparator")] == [
        "Compared with: Sham acupuncture",
        "No treatment or waiting list",
        "Usual care",
        "Another treatment",
    ]
    assert "We have not looked yet: compared with no treatment or waiting list" in markup.text(answers)


def test_the_cell_says_when_we_looked_when_there_are_no_trials(knee, cast, client):
    people.published(cast, "knee-pain-sham", people.evidence_document(**people.NO_TRIALS, searched="2024-05"))

    words = markup.text(_section(client, "answers"))

    assert "We looked: no trials found , searched May 2024" in words


def test_a_warning_is_on_every_condition_at_once_when_it_is_published_for_everyone(knee, cast, client):
    people.published(cast, "neck-pain", people.condition_document(title="Neck pain"))

    before = [client.get(url).content for url in (KNEE, "/conditions/neck-pain/")]
    people.published(cast, "collapsed-lung", people.safety_document(title="Collapsed lung", safety_kind="serious-harm"))
    after = [client.get(url).content for url in (KNEE, "/conditions/neck-pain/")]

    assert all(b"Collapsed lung" not in content for content in before)
    assert all(b"Collapsed lung" in content for content in after)


def test_a_warning_stays_off_other_conditions_when_it_is_limited_to_one(knee, cast, client):
    people.published(cast, "neck-pain", people.condition_document(title="Neck pain"))
    people.published(cast, "dizzy", people.safety_document(title="Dizziness", conditions=("neck-pain",)))

    assert b"Dizziness" in client.get("/conditions/neck-pain/").content
    assert b"Dizziness" not in client.get(KNEE).content


def _publish_notes(cast):
    def note(slug, title, kind, rate=None, **fields):
        source = "vickers2018" if rate else ""
        document = people.safety_document(title=title, safety_kind=kind, rate=rate, source=source, **fields)
        people.published(cast, slug, document)

    of_100 = {"denominator": 100, "unit": "people"}
    note("any", "Any unwanted effect", "side-effect", {**of_100, "count": 9.31}, is_whole=True)
    note("tired", "Tiredness", "side-effect", {**of_100, "count": 24.4, "period": "after one session"})
    note("flare", "A flare", "side-effect")
    serious = {"count": 1.01, "denominator": 10000, "unit": "people"}
    note("serious", "Any serious harm", "serious-harm", serious, is_whole=True)
    lung = {"count": 0.87, "denominator": 1000000, "unit": "treatments"}
    note("lung", "Collapsed lung", "serious-harm", lung)
    note("epilepsy", "Epilepsy", "caution", who="People with epilepsy")


def test_safety_is_answered_in_one_sentence_before_its_figures_when_notes_are_live(knee, cast, client):
    _publish_notes(cast)

    safety = _section(client, "safety")

    assert [markup.text(e) for e in safety.iter("h3")][:4] == [
        "What is common",
        "What is rare and serious",
        "Possible, but nobody knows how often",
        "If this is you",
    ]
    words = markup.text(safety)
    assert "Unwanted effects in about 9 of 100 people; serious harm in about 1 of 10,000." in words
    assert "Any unwanted effect 93 of 1,000 people Tiredness 244 of 1,000 people , after one session" in words
    assert "So one effect can be counted more often than all effects together." in words
    assert "Any serious harm 1 of 10,000 people Collapsed lung fewer than 1 of 10,000 treatments" in words


def test_the_caution_names_its_note_when_one_covers_it(cast, client):
    people.knee(cast, cautions_not_applicable=({"caution": "lymphoedema", "reason": "No needles go near it."},))
    people.published(cast, "pregnant", people.safety_document(title="If you are pregnant", covers="pregnancy"))

    words = markup.text(_section(client, "safety"))

    assert "Pregnancy If you are pregnant" in words
    assert "Lymphoedema Does not apply here: No needles go near it." in words
    assert "Metal allergy We have not assessed this." in words


def test_the_caution_is_named_once_when_the_note_is_called_the_same(knee, cast, client):
    note = people.safety_document(title="Pregnancy", summary="Say that you are pregnant.", covers="pregnancy")
    people.published(cast, "pregnancy", note)

    words = markup.text(_section(client, "safety"))

    assert "Pregnancy Say that you are pregnant. Infection" in words


def test_a_guideline_is_marked_and_not_counted_when_it_has_been_replaced(cast, client):
    before = {**GUIDELINE, "year": 2013, "position": "against", "superseded_by": "The 2021 edition"}
    people.knee(cast, guidelines=(GUIDELINE, before))

    guidelines = _section(client, "guidelines")

    [tally] = markup.elements(guidelines, "ul", class_="guideline-counts")
    assert markup.text(tally) == "0 recommend it 1 says it may be considered 0 recommend against it"
    assert [markup.text(e) for e in markup.elements(guidelines, "summary")] == [
        "American College: Says it may be considered (2021)",
        "Not counted: payment decisions, evidence reports, and guidelines that are replaced or about other people (1)",
        "American College: Recommends against it (2013) Superseded",
    ]


def test_only_guidelines_on_these_people_are_counted_and_each_body_once(cast, client):
    backed = {**GUIDELINE, "position": "for"}
    people.knee(
        cast,
        guidelines=(
            {**backed, "body": "American College, NG1", "year": 2017},
            {**GUIDELINE, "body": "American College (NG2)", "year": 2021},
            {**backed, "body": "Medicare", "form": "payment-decision"},
            {**backed, "body": "AHRQ", "form": "evidence-report"},
            {**backed, "body": "WHO", "is_for_others": True},
            {**backed, "body": "EULAR"},
        ),
        key_messages=("[[guidelines:knee-osteoarthritis]]", "Exercise comes first."),
        why_guidelines_differ="<p>They ask different questions.</p>",
    )

    [tally] = markup.elements(_section(client, "guidelines"), "ul", class_="guideline-counts")

    assert markup.text(tally) == "1 recommends it 1 says it may be considered 0 recommend against it"
    assert "Of 2 guidelines, 1 recommends acupuncture and 1 says that it may be considered." in markup.text(
        _section(client, "key-messages")
    )


@pytest.mark.parametrize(
    ("population", "said"),
    [
        ("People over 16 with pain", "2021, for people over 16 with pain"),
        ("Rheumatoid arthritis, late", "2021, for rheumatoid arthritis, late"),
        ("Medicare members", "2021, for Medicare members"),
        ("", "2021"),
    ],
)
def test_the_guideline_says_in_running_text_whom_it_is_for_and_where_it_is(cast, client, population, said):
    people.knee(cast, guidelines=({**GUIDELINE, "population": population},))

    guidelines = _section(client, "guidelines")

    assert [markup.text(e) for e in markup.elements(guidelines, "p")] == [
        "Counted: current guidelines on this condition, each body once.",
        "Offer it.",
        said,
        "Read the guideline: American College, 2021",
    ]


def test_there_is_something_to_read_on_when_no_article_is_about_the_condition(knee, client):
    assert markup.hrefs(_section(client, "related")) == ["/evidence-map/", "/safety/", "/articles/"]


def test_the_finding_drops_out_when_it_is_withdrawn(knee, cast, client):
    finding = people.published(cast, "knee-pain-sham", people.evidence_document())

    actions.withdraw(publication=finding, by=cast.pia, reason="The numbers were wrong.")

    assert "/evidence/knee-pain-sham/" not in markup.hrefs(markup.page(client.get(KNEE)))


def test_the_page_says_it_is_overdue_when_the_review_is_late(knee, client, monkeypatch):
    assert "overdue" not in markup.text(_section(client, "dates"))

    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: dt.date(2060, 1, 1))
    late = markup.text(_section(client, "dates"))

    assert "(overdue)" in late
    assert "This page is overdue for review." in late


def test_the_page_says_so_when_no_clinician_has_reviewed_it(knee, cast, client):
    before = markup.text(_section(client, "dates"))
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>A sore knee joint.</p>"))
    digest = actions.compile_draft(knee).digest
    actions.approve(
        publication=knee,
        by=cast.ruth,
        digest=digest,
        role="rheumatologist",
        is_clinician=True,
        answers=people.harmless(knee),
        read_every_sentence=True,
    )
    actions.publish(publication=knee, by=cast.pia, digest=digest, change_note="Read by a clinician.")
    after = markup.text(_section(client, "dates"))

    assert "No clinician has reviewed this page yet." in before
    assert "No clinician" not in after
    assert "Reviewed by Ruth, rheumatologist" in after


def test_a_retraction_shows_at_once_when_the_page_cites_the_source(cast, client):
    people.knee(cast, unknowns="<p>How long it lasts [[vickers2018]].</p>")

    before = markup.main(client.get(KNEE))
    actions.change_standing(
        source=Source.objects.get(slug="vickers2018"),
        standing="retracted",
        note="The journal took it back.",
        by=cast.pia,
    )
    after = markup.main(client.get(KNEE))

    assert "marked as retracted" not in before
    assert "A source of this page is marked as retracted" in after
    assert "The journal took it back." in after


def test_citations_become_numbered_links_when_the_text_cites_a_source(cast, client):
    people.knee(cast, unknowns="<p>How long it lasts [[vickers2018]] [[witt2005]] [[vickers2018]].</p>")

    page = markup.page(client.get(KNEE))

    unknowns = markup.by_id(page, "unknowns")
    assert markup.hrefs(unknowns) == ["#ref-1", "#ref-2", "#ref-1"]
    assert "Title of witt2005" in markup.text(markup.by_id(page, "ref-2"))


@pytest.mark.parametrize("below", ["", "editions/", "editions/1/", "editions/1/changes/"])
def test_the_old_address_leads_to_the_new_one_when_the_page_has_moved(knee, cast, client, below):
    actions.move(publication=knee, slug="knee-arthrosis", by=cast.pia)

    response = client.get(KNEE + below)

    assert (response.status_code, response["Location"]) == (301, f"/conditions/knee-arthrosis/{below}")
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("below", ["", "editions/", "editions/1/", "editions/1/changes/"])
def test_the_page_says_why_and_when_it_went_when_it_is_withdrawn(knee, cast, client, below):
    actions.withdraw(publication=knee, by=cast.pia, reason="It mixed up two joints.")

    response = client.get(KNEE + below)

    assert response.status_code == 410
    assert "“Knee osteoarthritis” was withdrawn It mixed up two joints." in markup.main(response)
    assert f'datetime="{knee.changes.first().at:%Y-%m-%d}"' in response.content.decode()
    assert "A joint that hurts" not in response.content.decode()


def test_readers_are_led_on_when_the_withdrawn_page_has_a_successor(knee, cast, client):
    better = people.published(cast, "osteoarthritis", people.condition_document(title="Osteoarthritis"))
    actions.withdraw(publication=knee, by=cast.pia, reason="Merged.", successor=better)

    response = client.get(KNEE)

    assert (response.status_code, response["Location"]) == (302, "/conditions/osteoarthritis/")


def test_nothing_is_found_when_the_condition_was_never_published(cast, client):
    people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())

    assert client.get(KNEE).status_code == 404
    assert client.get(KNEE + "editions/").status_code == 404
    assert client.get("/conditions/nothing-here/").status_code == 404


def test_readers_are_led_to_the_page_when_the_slash_is_missing(knee, client):
    response = client.get(KNEE.rstrip("/"))

    assert (response.status_code, response["Location"]) == (301, KNEE)


def test_the_list_and_the_front_page_show_the_condition_when_it_is_published(knee, client):
    for address in ("/", "/conditions/"):
        assert KNEE in markup.hrefs(markup.elements(markup.page(client.get(address)), "main")[0])
