"""The evidence map: one table and one picture of who found what."""

import csv
import io
import re

import pytest

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
    return re.findall(r'<th scope="row"><a href="/conditions/([a-z-]+)/">', page.content.decode())


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
        ("?sort=nonsense", "/evidence-map/"),
        ("?comparator=sham&sort=people", "/evidence-map/?sort=people"),
        ("?sort=people&comparator=usual-care", "/evidence-map/?comparator=usual-care&sort=people"),
        ("?comparator=usual-care&comparator=sham", "/evidence-map/"),
        ("?x=1", "/evidence-map/"),
    ],
)
def test_one_state_has_one_address_when_the_map_is_asked_for_in_another_way(client, findings, asked, address):
    answer = client.get("/evidence-map/" + asked)

    assert (answer.status_code, answer["Location"]) == (301, address)


def test_the_picture_has_a_linked_disc_for_each_finding_when_there_are_findings(client, findings):
    page = client.get("/evidence-map/").content.decode()

    discs = re.findall(
        r'<a href="([^"]+)" aria-label="([^"]+)"><circle class="map-disc map-disc--(\w+)"[^>]* r="([\d.]+)"', page
    )
    assert [(d[0], d[2]) for d in discs] == [
        ("/evidence/knee-pain-sham/", "unsure"),
        ("/evidence/neck-pain-sham/", "sure"),
    ]
    assert float(discs[0][3]) < float(discs[1][3])


def test_the_area_of_a_disc_grows_with_the_people_when_the_disc_is_not_the_smallest(client, findings):
    page = client.get("/evidence-map/").content.decode()

    few, most = (float(r) for r in re.findall(r'<circle class="map-disc[^>]* r="([\d.]+)"', page))
    assert most == 22
    assert few**2 / most**2 == pytest.approx(1835 / 9000, rel=0.02)
    assert "The more people, the larger the area of its disc" in page


def test_the_finding_is_a_square_when_nobody_knows_how_many_people_there_were(client, cast, knee):
    people.published(cast, "knee-pain-sham", people.evidence_document(participants=None))

    page = client.get("/evidence-map/").content.decode()

    assert re.findall(
        r"<(circle|rect) ([^>]+)", page.partition('class="evidence-picture"')[2].partition("</svg>")[0]
    ) == [("rect", 'class="map-disc map-disc--unsure" x="187.0" y="93.0" width="10" height="10"/')]
    assert "Where no number of people is known, the mark is a small square." in page


def test_the_legend_explains_every_mark_when_it_is_read(client, findings):
    legend = markup.elements(markup.page(client.get("/evidence-map/")), "div", class_="mark-legend")[0]

    words = markup.text(legend)
    for mark in (
        "Size not judged",
        "Small difference: too uncertain to rely on",
        "Certainty not rated: we do not know",
    ):
        assert mark in words


def test_the_map_says_so_when_nobody_compared_it(client, findings):
    page = client.get("/evidence-map/?comparator=usual-care").content.decode()

    assert "map-disc--" not in page
    assert "No findings have been published yet." in page


def test_every_finding_is_a_row_when_the_map_is_downloaded(client, findings):
    answer = client.get("/evidence-map.csv")

    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["address"] for row in rows] == ["/evidence/knee-pain-sham/", "/evidence/neck-pain-sham/"]


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("", "Evidence map: Sham acupuncture"),
        ("?sort=people", "Evidence map: Sham acupuncture, most people first"),
        ("?comparator=usual-care&sort=certainty", "Evidence map: Usual care, most certain first"),
    ],
)
def test_each_order_has_a_title_of_its_own_when_the_map_is_sorted(client, findings, query, title):
    page = markup.page(client.get(f"/evidence-map/{query}"))

    assert markup.text(page.find("head/title")) == f"{title} | AcuInfo"
