"""The evidence map: conditions with their findings on one axis, and two of them side by side."""

import csv
import io
import re

import pytest

from acuinfo.publishing import actions
from acuinfo.publishing.models import Publication

from . import cast as people, markup


@pytest.fixture
def findings(cast, knee):
    """Two conditions; the second, first by number of people, has the surer finding."""
    people.published(cast, "neck-pain", people.condition_document(title="Neck pain"))
    people.published(cast, "knee-pain-sham", people.evidence_document())
    people.published(
        cast,
        "neck-pain-sham",
        people.evidence_document(
            condition="neck-pain", participants=9000, certainty="moderate", comparator_detail="=Formula, a sham"
        ),
    )


def _order(page):
    return re.findall(r'<h3><a href="/conditions/([a-z-]+)/">', page.content.decode())


@pytest.mark.parametrize(
    ("address", "order"),
    [
        ("/evidence-map/", ["knee-osteoarthritis", "neck-pain"]),
        ("/evidence-map/?sort=people", ["neck-pain", "knee-osteoarthritis"]),
        ("/evidence-map/?sort=certainty", ["neck-pain", "knee-osteoarthritis"]),
    ],
)
def test_conditions_stand_in_the_order_asked_for_when_the_map_is_sorted(client, findings, address, order):
    assert _order(client.get(address)) == order


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("?sort=name", "/evidence-map/"),
        ("?comparator=sham&sort=people", "/evidence-map/?sort=people"),
        ("?sort=people&comparator=usual-care", "/evidence-map/?comparator=usual-care&sort=people"),
        ("?comparator=sham&x=1", "/evidence-map/"),
    ],
)
def test_one_state_has_one_address_when_the_map_is_asked_for_in_another_way(client, findings, asked, address):
    answer = client.get("/evidence-map/" + asked)

    assert (answer.status_code, answer["Location"]) == (301, address)


def test_nothing_is_found_when_the_map_is_asked_for_what_it_does_not_have(client, findings):
    asked = ("?sort=nonsense", "?comparator=x", "?comparator=usual-care&comparator=sham", "?page=2", "?tag=nothing")

    assert [client.get(f"/evidence-map/{query}").status_code for query in asked] == [404] * 5


def _rows(client, address="/evidence-map/"):
    page = markup.page(client.get(address))
    return [(markup.text(row), row) for row in markup.elements(page, "li", class_="map-finding")]


SVG = "{http://www.w3.org/2000/svg}"


def _shapes(row, name):
    """Return the shapes of the finding's mark; there are none where it has no place."""
    return [shape for mark in markup.elements(row, f"{SVG}svg", class_="map-mark") for shape in mark.iter(SVG + name)]


def test_each_finding_has_its_place_certainty_and_people_when_it_is_on_the_map(client, findings):
    (few_words, few), (_words, many) = _rows(client)

    assert few_words == "May reduce pain slightly Low certainty 9 studies, 1,835 people"
    [disc], [band] = _shapes(few, "circle"), _shapes(few, "rect")
    assert (disc.get("cx"), disc.get("cy")) == ("172.1", "22")  # −0.28: the mark at 0.2 and a quarter of the way to 0.5
    assert (band.get("x"), band.get("width")) == ("123.4", "87.8")
    assert [use.get("href") for use in _shapes(few, "use")] == ["#certainty-low"]
    assert [use.get("href") for use in _shapes(many, "use")] == ["#certainty-moderate"]
    radii = [float(disc.get("r")) for row in (few, many) for disc in _shapes(row, "circle")]
    assert radii == [12.5, 13]
    assert radii[0] ** 2 / 13**2 == pytest.approx(1835 / 2000, rel=0.02)  # 9,000 are more than the disc grows to


def test_the_finding_is_a_square_when_nobody_knows_how_many_people_there_were(client, cast, knee):
    people.published(cast, "knee-pain-sham", people.evidence_document(participants=None))

    [(words, row)] = _rows(client)

    assert "9 studies" in words
    assert [e.get("class") for e in _shapes(row, "rect")] == ["soft", "dot"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"certainty": "very-low"}, "We do not know Very uncertain Very low certainty"),
        (
            {"measure": "MD", "scale": {"name": "Points"}},
            "Better with acupuncture; size not judged May reduce pain, size not judged",
        ),
        ({**people.NO_TRIALS, "searched": "2024-05"}, "We looked: no trials found , searched May 2024"),
    ],
)
def test_the_finding_has_no_place_but_says_why_when_it_has_none(client, cast, knee, fields, words):
    people.published(cast, "knee-pain-sham", people.evidence_document(**fields))

    [(found, row)] = _rows(client)

    assert found.startswith(words)
    assert _shapes(row, "use") == []


def test_what_nobody_looked_at_is_told_apart_from_what_was_looked_for_in_vain(client, cast, findings):
    people.published(cast, "hip-pain", people.condition_document(title="Hip pain"))
    for condition in ("knee-osteoarthritis", "hip-pain"):
        people.published(
            cast,
            f"{condition}-sleep",
            people.evidence_document(condition=condition, outcome="sleep", **people.NO_TRIALS),
        )

    main = markup.main(client.get("/evidence-map/"))
    usual = markup.main(client.get("/evidence-map/?comparator=usual-care"))

    assert "Hip pain Sleep We looked: no trials found" in main
    assert "Not looked yet: pain" in main
    assert "We have not looked yet: Hip pain , Knee osteoarthritis , Neck pain" in usual


def test_the_map_says_what_is_surest_when_there_are_findings(client, findings):
    main = markup.main(client.get("/evidence-map/"))

    assert "we are surest of this: Moderate certainty Neck pain : pain: Probably reduces pain slightly" in main
    assert "How sure we are of all 2 findings: 0 high 1 moderate 1 low 0 very low 0 not rated" in main


def test_both_findings_are_marked_when_they_disagree(client, cast, findings):
    little = people.evidence_document(estimate="-0.05", ci_low="-0.2", ci_high="0.1")
    people.published(cast, "knee-pain-sham-again", little)

    parts = markup.elements(markup.page(client.get("/evidence-map/")), "div", class_="map-measured--disagree")

    assert [markup.text(part)[:45] for part in parts] == ["Pain Reviews disagree May reduce pain slightly"[:45]]


def test_the_map_says_so_when_nobody_compared_it(client, findings):
    page = client.get("/evidence-map/?comparator=usual-care").content.decode()

    assert 'class="map-mark"' not in page
    assert "No findings have been published yet." in page


def test_every_finding_is_a_row_when_the_map_is_downloaded(client, findings):
    answer = client.get("/evidence-map.csv")

    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))
    assert [row["address"] for row in rows] == ["/evidence/knee-pain-sham/", "/evidence/neck-pain-sham/"]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Evidence map: Sham acupuncture"),
        ("?sort=people", "Evidence map: Sham acupuncture, largest number of people first"),
        ("?comparator=usual-care&sort=certainty", "Evidence map: Usual care, most certain first"),
    ],
)
def test_each_order_has_a_title_of_its_own_when_the_map_is_sorted(client, findings, query, title):
    page = markup.page(client.get(f"/evidence-map/{query}"))

    assert markup.text(page.find("head/title")) == f"{title} | AcuInfo"


def test_two_conditions_stand_side_by_side_when_they_are_compared(client, findings):
    page = markup.page(client.get("/compare/?conditions=knee-osteoarthritis&conditions=neck-pain"))

    [table] = markup.elements(page, "table", class_="compared")
    assert [markup.text(e) for e in table.iter("th")] == ["Measured", "Knee osteoarthritis", "Neck pain", "Pain"]
    assert [markup.text(e)[:24] for e in table.iter("td")] == ["May reduce pain slightly", "Probably reduces pain sl"]
    assert "this is no contest" in markup.text(page)


def test_two_comparators_stand_side_by_side_when_they_are_compared(client, cast, findings):
    people.published(cast, "knee-pain-usual-care", people.evidence_document(comparator="usual-care", certainty="high"))

    page = markup.page(client.get("/compare/?comparators=sham&comparators=usual-care"))

    cells = [[markup.text(cell)[:14] for cell in table.iter("td")] for table in page.iter("table")]
    assert cells == [["May reduce pai", "Reduces pain s"], ["Probably reduc", "Not looked yet"]]


def test_what_can_be_compared_is_offered_when_less_than_two_are_chosen(client, findings):
    first, second = (markup.page(client.get(f"/compare/{query}")) for query in ("", "?conditions=neck-pain"))

    links = [markup.hrefs(page.find(".//main")) for page in (first, second)]
    assert "/compare/?conditions=neck-pain" in links[0]
    assert "/compare/?comparators=sham&comparators=usual-care" in links[0]
    assert "/compare/?conditions=knee-osteoarthritis&conditions=neck-pain" in links[1]


def test_one_comparison_has_one_address_when_it_is_written_in_another_way(client, cast, findings):
    actions.move(publication=Publication.objects.get(slug="neck-pain"), slug="sore-neck", by=cast.pia)
    asked = {
        "?conditions=sore-neck&conditions=knee-osteoarthritis": "?conditions=knee-osteoarthritis&conditions=sore-neck",
        "?conditions=knee-osteoarthritis&conditions=neck-pain": "?conditions=knee-osteoarthritis&conditions=sore-neck",
        "?comparators=usual-care&comparators=sham": "?comparators=sham&comparators=usual-care",
    }

    found = {query: client.get(f"/compare/{query}") for query in asked}

    assert {query: answer.get("Location") for query, answer in found.items()} == {
        q: f"/compare/{a}" for q, a in asked.items()
    }


def test_nothing_is_found_when_it_cannot_be_compared(client, cast, findings):
    people.reserve_draft(cast, "secret", people.condition_document(title="Secret"))
    asked = (
        "?conditions=secret",
        "?conditions=neck-pain&conditions=nothing",
        "?conditions=neck-pain&comparators=sham",
        "?comparators=sham",
        "?comparators=sham&comparators=sham",
        "?comparators=sham&comparators=x",
        "?conditions=a&conditions=b&conditions=c",
        "?comparators=sham&comparators=usual-care&page=2",
        "?conditions=" + "a" * 300,
    )

    assert {query: client.get(f"/compare/{query}").status_code for query in asked} == dict.fromkeys(asked, 404)
