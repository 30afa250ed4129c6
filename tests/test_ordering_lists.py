"""Lists in another order, and conditions by their first letter."""

import datetime as dt
import re

import pytest

from acuinfo.finding.facets import FacetIndex, TagSets, Vocabulary
from acuinfo.publishing.models import Change, Publication

from . import cast as people, markup
from .published_site import add_tag


@pytest.fixture
def findings(cast, knee):
    """Three findings of different certainty; the middle one was reviewed last."""
    days = {
        "a": (dt.date(2026, 1, 1), "low"),
        "b": (dt.date(2026, 3, 1), "high"),
        "c": (dt.date(2026, 2, 1), "moderate"),
    }
    for name, (day, certainty) in days.items():
        people.published(cast, name, people.evidence_document(certainty=certainty))
        Publication.objects.filter(slug=name).update(last_reviewed_on=day)
    Change.objects.create(what="cards-rebuilt", subject="x")


def _shown(client, address):
    page = client.get(address)
    assert page.status_code == 200, address
    return re.findall(r'href="/(?:evidence|conditions)/([a-z-]+)/"', page.content.decode().split("results-heading")[-1])


@pytest.mark.parametrize(
    ("query", "order"),
    [("", "abc"), ("?sort=reviewed", "bca"), ("?sort=certainty", "bca"), ("?sort=reviewed&tag=sham", "bca")],
)
def test_findings_stand_in_the_order_asked_for_when_the_list_is_sorted(client, findings, query, order):
    assert [slug for slug in _shown(client, "/evidence/" + query) if slug in "abc"] == list(order)


@pytest.mark.parametrize(
    "query",
    ["?sort=nonsense", "?sort=reviewed&sort=name", "?sort=certainty", "?letter=z", "?letter=k&letter=n", "?letter=%00"],
)
def test_the_page_is_not_found_when_the_order_or_letter_does_not_exist(client, knee, query):
    assert client.get("/conditions/" + query).status_code in (400, 404)


@pytest.mark.parametrize(("query", "address"), [("?sort=name", "/conditions/"), ("?letter=K", "/conditions/?letter=k")])
def test_one_state_has_one_address_when_it_is_written_in_another_way(client, knee, query, address):
    answer = client.get("/conditions/" + query)

    assert (answer.status_code, answer["Location"]) == (301, address)


def test_only_conditions_with_the_letter_are_listed_when_one_is_chosen(cast, client, knee):
    people.published(cast, "neck-pain", people.condition_document(title="Neck pain"))

    page = client.get("/conditions/?letter=n")

    assert [card.slug for card in page.context["listing"].cards] == ["neck-pain"]
    assert [(o.name, o.count, o.selected) for o in page.context["listing"].letters] == [("K", 1, False), ("N", 1, True)]


def test_pages_follow_each_other_without_gaps_when_a_list_is_sorted(cast, client, knee):
    for number in range(23):
        people.published(cast, f"f-{number}", people.evidence_document())

    pages = [client.get(address) for address in ("/evidence/?sort=reviewed", "/evidence/?sort=reviewed&page=2")]

    slugs = [card.slug for page in pages for card in page.context["listing"].cards]
    assert len(slugs) == len(set(slugs)) == 23


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("/conditions/", "Conditions"),
        ("/conditions/?letter=k", "Conditions beginning with K"),
        ("/conditions/?sort=reviewed", "Conditions, newest review first"),
        ("/conditions/?letter=k&sort=reviewed", "Conditions beginning with K, newest review first"),
        ("/conditions/?tag=knee", "Conditions: Knee"),
        ("/conditions/?sort=reviewed&tag=knee", "Conditions: Knee, newest review first"),
        ("/tags/knee/", "Knee: everything on it"),
        ("/tags/knee/?sort=reviewed", "Knee: everything on it, newest review first"),
    ],
)
def test_each_state_has_a_title_of_its_own_when_it_is_sorted_or_narrowed(cast, client, address, title):
    add_tag(cast, "knee", "body-area")
    people.knee(cast, tags=("knee",))

    page = markup.page(client.get(address))

    assert markup.text(page.find("head/title")) == f"{title} | AcuInfo"


def test_a_page_is_full_when_every_publication_was_reviewed_on_another_day():
    index = FacetIndex(ids=list(range(30)), bits=TagSets({}, {}), vocabulary=Vocabulary({}, {}))
    vars(index)["by_review"] = [1 << place for place in reversed(range(30))]

    pages = [index.choose(()).page(number, "reviewed") for number in (1, 2)]

    assert pages == [list(range(29, 9, -1)), list(range(9, -1, -1))]
