"""An integrator reads what is published, and nothing else."""

import pytest

from acuinfo.publishing import actions

from . import cast as people
from .published_site import add_tag

CARD = {
    "id",
    "kind",
    "slug",
    "url",
    "title",
    "summary",
    "edition",
    "published_at",
    "changed_at",
    "last_reviewed_on",
    "review_due_on",
    "standing",
    "doubts",
    "tags",
    "data",
}
PROBLEM = "application/problem+json"


def test_the_page_comes_with_all_it_says_when_it_is_published(knee, client):
    answer = client.get("/api/v1/condition/knee-osteoarthritis/").json()

    assert set(answer) == CARD | {"digest", "reviewed_by", "evidence_as_of", "document", "shown"}
    assert answer["url"] == "http://127.0.0.1:8000/conditions/knee-osteoarthritis/"
    assert answer["edition"] == 1
    assert answer["digest"] == knee.current.digest
    assert answer["document"]["what_it_is"] == "<p>A joint that hurts when it moves.</p>"


def test_numbers_are_exact_when_a_finding_is_read(knee, cast, client):
    people.published(
        cast, "knee-pain-sham", people.evidence_document(estimate="-0.280", ci_low="-0.45", ci_high="-0.10")
    )

    document = client.get("/api/v1/evidence/knee-pain-sham/").json()["document"]

    assert (document["estimate"], document["ci_low"], document["ci_high"]) == ("-0.28", "-0.45", "-0.1")


def test_the_start_names_every_kind_and_leads_to_the_description(db, client):
    answer = client.get("/api/v1/").json()

    start = "http://127.0.0.1:8000/api/v1/"
    kinds = {kind: f"{start}{kind}/" for kind in ("condition", "evidence", "safety", "article")}
    assert answer == {**kinds, "changes": f"{start}changes/", "openapi": f"{start}openapi.json"}
    assert client.get(answer["openapi"]).status_code == 200


def test_cards_have_fixed_fields_and_are_filtered_when_tags_are_given(cast, client):
    add_tag(cast, "knee", "body-area")
    people.published(cast, "one", people.article_document(title="One", tags=("knee",)))
    people.published(cast, "two", people.article_document(title="Two"))

    every, some = (client.get(f"/api/v1/article/{query}").json() for query in ("", "?tag=knee"))

    assert [set(card) for card in every["items"]] == [CARD, CARD]
    assert (every["total"], [card["title"] for card in some["items"]]) == (2, ["One"])


def test_a_slice_is_given_when_limit_and_offset_are(cast, client):
    for i in range(3):
        people.published(cast, f"a{i}", people.article_document(title=f"A{i}"))

    answer = client.get("/api/v1/article/?limit=1&offset=1").json()

    assert (answer["total"], answer["limit"], answer["offset"]) == (3, 1, 1)
    assert [card["title"] for card in answer["items"]] == ["A1"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=101",
        "limit=0",
        "limit=-1",
        "limit=x",
        "limit=1e9",
        "offset=-1",
        "offset=9999999999",
        "limit=" + "9" * 3000,
    ],
)
def test_the_slice_is_refused_as_json_when_it_is_out_of_range(knee, client, query):
    response = client.get(f"/api/v1/condition/?{query}")

    assert (response.status_code, response["Content-Type"]) == (422, PROBLEM)
    assert response.json()["detail"]


def test_a_hundred_are_given_at_most_when_all_are_asked_for(knee, client):
    assert client.get("/api/v1/condition/?limit=100").json()["limit"] == 100


@pytest.mark.parametrize(
    "path",
    [
        "nothing/",
        "condition/nothing/",
        "condition/?tag=nothing",
        "condition/knee-osteoarthritis/editions/",
        "condition/knee-osteoarthritis/editions",
        "nothing/knee-osteoarthritis/",
        "..%2f",
    ],
)
def test_the_answer_is_json_when_there_is_nothing(knee, client, path):
    response = client.get(f"/api/v1/{path}", follow=True)

    assert response.status_code == 404
    assert response["Content-Type"] == PROBLEM
    assert isinstance(response.json()["detail"], str)


@pytest.mark.parametrize(
    ("address", "elsewhere"),
    [
        ("condition", "condition/"),
        ("condition?tag=knee&limit=2", "condition/?tag=knee&limit=2"),
        ("condition/knee-osteoarthritis", "condition/knee-osteoarthritis/"),
    ],
)
def test_the_address_leads_on_when_its_slash_is_missing(knee, client, address, elsewhere):
    answer = client.get(f"/api/v1/{address}")

    assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/{elsewhere}")


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("path", ["", "condition/", "condition/knee-osteoarthritis/", "nothing/at/all/"])
def test_writing_is_refused_as_json_when_it_is_tried(knee, client, method, path):
    response = getattr(client, method)(f"/api/v1/{path}")

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD")
    assert response["Content-Type"] == PROBLEM
    assert response.json()["detail"]


def test_nonsense_is_refused_as_json_when_it_is_asked(knee, client):
    response = client.get("/api/v1/condition/?tag=a%00b")

    assert response.status_code == 400
    assert response.json()["detail"]


def test_drafts_and_withdrawn_pages_are_nowhere_when_all_is_read(knee, cast, client):
    people.reserve_draft(cast, "neck-pain", people.condition_document(title="Neck pain"))
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>A secret sentence.</p>"))
    hip = people.published(cast, "hip-pain", people.condition_document(title="Hip pain"))
    actions.withdraw(publication=hip, by=cast.pia, reason="A doubt.")

    every = client.get("/api/v1/condition/").json()

    assert [card["slug"] for card in every["items"]] == ["knee-osteoarthritis"]
    assert client.get("/api/v1/condition/neck-pain/").status_code == 404
    assert client.get("/api/v1/condition/hip-pain/").status_code == 410
    assert b"secret" not in client.get("/api/v1/condition/knee-osteoarthritis/").content


def test_the_schema_offers_reading_only(db, client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]

    assert {method for path in paths.values() for method in path} == {"get"}


def test_the_schema_names_every_parameter_of_a_list(db, client):
    paths = client.get("/api/v1/openapi.json").json()["paths"]

    names = [parameter["name"] for parameter in paths["/api/v1/{kind}/"]["get"]["parameters"]]
    assert sorted(names) == ["code", "cursor", "full", "kind", "limit", "offset", "tag"]
