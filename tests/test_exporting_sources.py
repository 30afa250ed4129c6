"""Max takes sources along into his reference manager, and findings into a spreadsheet."""

import csv
import io
import json

import pytest

from acuinfo.publishing import actions
from acuinfo.sources.citations import Format, read

from . import cast as people

MEDIA_TYPES = {
    "ris": "application/x-research-info-systems; charset=utf-8",
    "bib": "application/x-bibtex; charset=utf-8",
    "json": "application/vnd.citationstyles.csl+json",
}
FORMATS = {"ris": Format.RIS, "bib": Format.BIBTEX, "json": Format.CSL_JSON}


def titles(answer, ending: str) -> list[str]:
    reading = read(answer.content, FORMATS[ending])
    assert not reading.problems
    return [record.title for record in reading.records]


@pytest.fixture
def site(cast):
    """One page of each kind that cites two sources, and one of the site's own pages."""
    marks = "[[zebra2001]] and [[alpha1999]]"
    people.source("zebra2001", title="Zebras & needles", doi="10.5555/zebra", year=2001)
    people.source("alpha1999", title="Étude of pain", year=1999)
    people.source("secret2030", title="Not public yet")
    people.knee(cast, unknowns=f"<p>{marks}</p>")
    people.published(
        cast, "pain-sham", people.evidence_document(source="zebra2001", explanation="<p>x [[alpha1999]]</p>")
    )
    people.published(cast, "bruising", people.safety_document(what_it_is=f"<p>{marks}</p>"))
    people.published(cast, "needles", people.article_document(body=f"<p>{marks}</p>"))
    people.published(cast, "about", people.article_document(body=f"<p>{marks}</p>", section="about", title="About"))
    people.reserve_draft(cast, "neck-pain", people.condition_document(unknowns="<p>[[secret2030]]</p>"))
    return cast


PAGES = ["conditions/knee-osteoarthritis", "evidence/pain-sham", "safety/bruising", "articles/needles", "about"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("ending", FORMATS)
def test_the_file_holds_the_pages_sources_when_it_is_downloaded(site, client, page, ending):
    shown = client.get(f"/{page}/").content.decode()
    answer = client.get(f"/{page}/sources.{ending}")

    assert f'href="/{page}/sources.{ending}"' in shown
    assert sorted(titles(answer, ending)) == ["Zebras & needles", "Étude of pain"]
    assert answer["Content-Type"] == MEDIA_TYPES[ending]
    assert answer["Content-Disposition"] == f'attachment; filename="{page.split("/")[-1]}-sources.{ending}"'


def test_the_sources_keep_their_numbers_order_when_they_are_downloaded(site, client):
    answer = client.get("/conditions/knee-osteoarthritis/sources.json")

    assert [item["id"] for item in json.loads(answer.content)] == ["zebra2001", "alpha1999"]


@pytest.mark.parametrize("ending", FORMATS)
def test_one_source_can_be_taken_along_when_a_live_page_cites_it(site, client, ending):
    answer = client.get(f"/sources/zebra2001.{ending}")

    assert f'href="/sources/zebra2001.{ending}"' in client.get("/sources/zebra2001/").content.decode()
    assert titles(answer, ending) == ["Zebras & needles"]
    assert answer["Content-Disposition"] == f'attachment; filename="zebra2001.{ending}"'
    assert answer["Content-Type"] == MEDIA_TYPES[ending]


@pytest.mark.parametrize("ending", FORMATS)
def test_all_cited_sources_are_in_the_file_and_no_other_when_it_is_downloaded(site, client, ending):
    answer = client.get(f"/sources.{ending}")

    assert f'href="/sources.{ending}"' in client.get("/sources/").content.decode()
    assert titles(answer, ending) == ["Étude of pain", "Zebras & needles"]
    assert answer["Content-Disposition"] == f'attachment; filename="acuinfo-sources.{ending}"'


@pytest.mark.parametrize(
    "address",
    [
        "/sources.docx",
        "/sources.RIS",
        "/sources/zebra2001.docx",
        "/sources/secret2030.ris",
        "/sources/nobody.ris",
        "/conditions/knee-osteoarthritis/sources.docx",
        "/conditions/neck-pain/sources.ris",
        "/conditions/nothing/sources.ris",
        "/nothing/sources.ris",
        "/conditions/neck-pain/findings.csv",
    ],
)
def test_there_is_no_file_when_nothing_public_has_that_address(site, client, address):
    assert client.get(address).status_code == 404


def test_there_is_no_file_when_a_page_cites_nothing(cast, client):
    people.knee(cast)

    assert "/sources.ris" not in client.get("/conditions/knee-osteoarthritis/").content.decode()
    assert client.get("/conditions/knee-osteoarthritis/sources.ris").status_code == 404
    assert client.get("/sources.ris").status_code == 404


@pytest.mark.parametrize("name", ["sources.ris", "findings.csv"])
def test_the_file_is_gone_when_the_page_is_withdrawn(site, client, name):
    knee = people.Publication.objects.get(slug="knee-osteoarthritis")

    actions.withdraw(publication=knee, by=site.pia, reason="A doubt.")

    answer = client.get(f"/conditions/knee-osteoarthritis/{name}")
    assert answer.status_code == 410
    assert "A doubt." in answer.content.decode()


@pytest.mark.parametrize("name", ["sources.ris", "findings.csv"])
def test_the_file_moves_along_when_the_page_gets_another_address(site, client, name):
    knee = people.Publication.objects.get(slug="knee-osteoarthritis")

    actions.move(publication=knee, slug="knee-pain", by=site.pia)

    answer = client.get(f"/conditions/knee-osteoarthritis/{name}")
    assert (answer.status_code, answer["Location"]) == (301, f"/conditions/knee-pain/{name}")
    assert client.get(answer["Location"]).status_code == 200


def test_the_own_page_has_one_address_when_its_sources_are_asked_for_below_articles(site, client):
    answer = client.get("/articles/about/sources.ris")

    assert (answer.status_code, answer["Location"]) == (301, "/about/sources.ris")


@pytest.mark.parametrize(
    "address", ["/sources.ris", "/sources/zebra2001.ris", "/conditions/knee-osteoarthritis/sources.ris"]
)
def test_only_reading_is_answered_when_a_file_is_asked_for(site, client, address):
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize(
    ("address", "queries"),
    [
        ("/sources.ris", 1),
        ("/sources/s0.ris", 2),
        ("/conditions/knee-osteoarthritis/sources.ris", 2),
        ("/conditions/knee-osteoarthritis/findings.csv", 3),
    ],
)
def test_a_file_takes_the_same_queries_when_there_is_more_in_it(
    cast, client, count, address, queries, django_assert_num_queries
):
    marks = " ".join(f"[[s{number}]]" for number in range(count))
    people.knee(cast, unknowns=f"<p>{marks}</p>")
    for number in range(count):
        people.published(cast, f"finding-{number}", people.evidence_document(source="s0"))

    with django_assert_num_queries(queries):
        answer = client.get(address)

    expected = count if address.endswith("csv") or "source" in address.split("/")[-1] else 1
    assert answer.status_code == 200
    assert answer.content.decode().count("finding-" if address.endswith("csv") else "TY  -") == expected


# --- Findings as a table ----------------------------------------------------------------------------------------
def test_every_finding_has_a_line_when_the_summary_is_downloaded(site, client):
    people.published(
        site,
        "function",
        people.evidence_document(outcome="function", comparator="usual-care", certainty="moderate"),
    )

    answer = client.get("/conditions/knee-osteoarthritis/findings.csv")

    shown = client.get("/conditions/knee-osteoarthritis/").content.decode()
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert 'href="/conditions/knee-osteoarthritis/findings.csv"' in shown
    assert answer["Content-Disposition"] == 'attachment; filename="knee-osteoarthritis-findings.csv"'
    assert [(row["address"], row["comparator_label"], row["certainty_label"]) for row in rows] == [
        ("/evidence/pain-sham/", "sham (pretend) acupuncture", "Low certainty"),
        ("/evidence/function/", "usual care", "Moderate certainty"),
    ]


def test_only_the_heading_is_there_when_nothing_was_found_yet(cast, client):
    people.knee(cast)

    rows = client.get("/conditions/knee-osteoarthritis/findings.csv").content.decode().splitlines()

    assert len(rows) == 1
    assert rows[0].startswith("title,address,condition,")
