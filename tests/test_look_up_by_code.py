"""A clinician presses the information button beside a diagnosis, and is led to our page."""

import json
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest

from acuinfo.publishing import actions

from . import cast as people, markup

ATOM = "{http://www.w3.org/2005/Atom}"
CM, ICD, SNOMED, MESH = (f"2.16.840.1.113883.6.{end}" for end in ("90", "3", "96", "177"))
CODES = (
    {"system": "icd-10-cm", "code": "M17", "label": "Osteoarthritis of knee"},
    {"system": "icd-10", "code": "M17", "label": "Gonarthrosis"},
    {"system": "snomed-ct", "code": "239873007"},
    {"system": "mesh", "code": "D020370"},
)


@pytest.fixture
def pages(cast):
    """The knee, one side of it, and the neck."""
    knee = people.knee(cast, codes=CODES)
    one_side = people.condition_document(
        title="One knee", codes=({"system": "icd-10-cm", "code": "M17.11", "label": "Right knee"},)
    )
    people.published(cast, "one-knee", one_side)
    neck = people.condition_document(title="Neck pain", codes=({"system": "icd-10-cm", "code": "M54.2"},))
    people.published(cast, "neck-pain", neck)
    return knee


def ask(client, **said):
    names = {"c": "mainSearchCriteria.v.c", "cs": "mainSearchCriteria.v.cs", "dn": "mainSearchCriteria.v.dn"}
    names |= {"type": "knowledgeResponseType"}
    return client.get("/infobutton/?" + urlencode({names.get(name, name): value for name, value in said.items()}))


def titles(answer):
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/atom+xml; charset=utf-8")
    return [entry.findtext(f"{ATOM}title") for entry in ElementTree.fromstring(answer.content).iter(f"{ATOM}entry")]


FOUND = [
    ({"cs": CM, "c": "M17"}, ["Knee osteoarthritis"]),
    ({"cs": CM, "c": "M17.9"}, ["Knee osteoarthritis"]),
    ({"cs": CM, "c": "M17.11"}, ["One knee"]),
    ({"cs": CM, "c": "m1711"}, ["One knee"]),
    ({"cs": CM, "c": "M54.2"}, ["Neck pain"]),
    ({"cs": ICD, "c": "M17.0"}, ["Knee osteoarthritis"]),
    ({"cs": SNOMED, "c": "239873007"}, ["Knee osteoarthritis"]),
    ({"cs": MESH, "c": "D020370"}, ["Knee osteoarthritis"]),
    ({"cs": "http://hl7.org/fhir/sid/icd-10-cm", "c": "M17.9"}, ["Knee osteoarthritis"]),
    ({"cs": "urn:oid:" + CM, "c": "M17.9"}, ["Knee osteoarthritis"]),
    ({"cs": "http://snomed.info/sct", "c": "239873007"}, ["Knee osteoarthritis"]),
]
NOT_FOUND = [
    {},
    {"cs": CM},
    {"cs": CM, "c": ""},
    {"cs": CM, "c": "M1"},
    {"cs": CM, "c": "M99.9"},
    {"cs": CM, "c": "osteoarthritis of the knee"},
    {"cs": CM, "c": "", "dn": "Knee pain"},
    {"cs": "2.16.840.1.113883.6.103", "c": "715.96", "dn": "Osteoarthros NOS-l/leg"},
    {"cs": MESH, "c": "knee pain"},
    {"cs": SNOMED, "c": "2398730070"},
    {"cs": SNOMED, "c": "2398730"},
    {"cs": CM, "c": "M" * 3000},
    {"cs": ICD, "c": "M54.2"},
]
"""What public clients of MedlinePlus Connect are seen to send when they have no code that fits."""


def test_a_page_is_found_by_its_code_or_by_the_nearest_wider_one_in_every_shape_of_request(pages, client):
    assert [titles(ask(client, **said)) for said, _found in FOUND] == [found for _said, found in FOUND]
    assert [titles(ask(client, **said)) for said in NOT_FOUND] == [[]] * len(NOT_FOUND)


def test_json_has_the_shape_that_clients_of_medlineplus_connect_read(pages, client):
    patient = {"patientPerson.administrativeGenderCode.c": "F", "age.v.v": "64", "age.v.u": "a"}
    found = ask(client, cs=CM, c="M17.9", dn="Osteoarthritis", type="application/json", **patient)
    empty = ask(client, cs=CM, c="Z99", type="application/json")

    feed = json.loads(found.content)["feed"]
    (entry,) = feed["entry"]
    assert (found["Content-Type"], found["Cache-Control"]) == ("application/json", "private, no-store")
    assert entry["title"]["_value"] == "Knee osteoarthritis"
    assert entry["link"][0]["href"] == "http://127.0.0.1:8000/conditions/knee-osteoarthritis/"
    assert entry["summary"]["_value"] == pages.summary
    assert entry["id"]["_value"] == pages.urn
    assert json.loads(empty.content)["feed"]["entry"] == []
    for said in (found, ask(client, cs=CM, c="M17.9", **patient)):
        assert b"M17.9" in said.content
        assert b"patient" not in said.content
        assert b"age.v" not in said.content


def test_a_person_is_led_to_the_page_when_html_is_wanted(pages, client):
    addresses = [
        ask(client, type="text/html", cs=CM, c="M17.9")["Location"],
        ask(client, type="text/html", cs=CM, c="Z99", dn="Sore elbow")["Location"],
        ask(client, type="text/html")["Location"],
    ]

    assert addresses == ["/conditions/knee-osteoarthritis/", "/search/?q=Sore+elbow", "/conditions/"]


def test_the_api_and_the_search_find_a_page_by_its_code(pages, client):
    def named(code):
        return [card["title"] for card in client.get("/api/v1/condition/", {"code": code}).json()["items"]]

    assert (named("icd-10-cm|M17.9"), named("icd-10|M17.11")) == (["Knee osteoarthritis"], ["Knee osteoarthritis"])
    assert (named("icd-10-cm|Z99"), named("nothing|M17")) == ([], [])
    assert client.get("/api/v1/condition/?code=M17").status_code == 422
    led_on = client.get("/api/v1/conditions/?code=icd-10-cm%7CM17.9")
    assert (led_on.status_code, led_on["Location"]) == (301, "/api/v1/condition/?code=icd-10-cm%7CM17.9")
    assert "/conditions/neck-pain/" in markup.hrefs(markup.page(client.get("/search/?q=M54.2")))


def test_a_page_is_no_longer_found_when_it_is_withdrawn_or_its_code_has_gone(cast, pages, client):
    people.rewrite(cast, pages, people.condition_document(codes=CODES[1:]))
    people.publish(cast, pages)
    assert titles(ask(client, cs=CM, c="M17.9")) == []

    actions.withdraw(publication=pages, by=cast.pia, reason="A doubt.")
    assert titles(ask(client, cs=ICD, c="M17")) == []
