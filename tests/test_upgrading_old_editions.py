"""Every edition ever published can be read for ever.

``documents/edition-<kind>-v<n>.json`` holds one frozen document of each schema version. These files are never edited:
a new version of a document gets a new file beside the old ones, and a function in its kind's ``upgrades``.
"""

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import ClassVar

import pytest
from pydantic import ValidationError

from acuinfo.desk.draft_state import DraftState
from acuinfo.publishing import actions
from acuinfo.publishing.documents import Document, canonical, canonical_json, digest
from acuinfo.publishing.kinds import kind, kinds
from acuinfo.publishing.models import Edition
from acuinfo.publishing.upgrades import load

from . import cast as people

SAMPLES = sorted((Path(__file__).parent / "documents").glob("edition-*-v*.json"))
BY_NAME = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)


def sample(path):
    """Return (kind, schema version, digest, stored text) of a frozen sample."""
    data = json.loads(path.read_text("utf-8"))
    return kind(path.stem.split("-")[1]), data["schema_version"], data["digest"], canonical_json(data["document"])


def test_every_version_of_every_kind_has_a_frozen_sample():
    wanted = {f"edition-{spec.name}-v{n}" for spec in kinds() for n in range(1, spec.document.SCHEMA + 1)}

    assert {path.stem for path in SAMPLES} == wanted


@BY_NAME
def test_a_frozen_sample_loads_as_a_document_of_today(path):
    spec, version, _digest, body = sample(path)

    document = load(spec, body, version)

    assert type(document) is spec.document
    assert document.title == json.loads(body)["title"]


@BY_NAME
def test_the_stored_text_of_a_frozen_sample_has_the_digest_it_was_published_with(path):
    _spec, _version, published, body = sample(path)

    assert digest(body) == published


@BY_NAME
def test_the_schema_version_moves_when_the_canonical_form_does(path):
    spec, version, _digest, body = sample(path)

    is_same = canonical(load(spec, body, version)) == body

    assert is_same == (version == spec.document.SCHEMA), (
        "A document changed its form without a new version. Raise SCHEMA, add an upgrade and a new frozen sample."
    )


@BY_NAME
def test_a_frozen_sample_says_something_in_every_field(path):
    spec, _version, _digest, body = sample(path)
    silent = {name for name, value in json.loads(body).items() if value in ("", None, [], {}, False)}

    # An estimate excludes "no trials" and a size in words; nothing is added to a sham.
    excluded = {"no_trials", "size_in_words", "direction_in_words", "own_sentence", "added_to_comparator"}
    assert silent <= excluded, spec.name


SECOND = next(path for path in SAMPLES if "evidence-v2" in path.stem)


@pytest.mark.parametrize(
    ("measure", "baseline", "marks", "people"),
    [
        ("SMD", None, ("0.2", "0.37"), ("0.2", "0.37")),
        ("MD", "0.4", ("5", "15"), ("5", "15")),
        ("RD", None, ("0.05", "0.075"), ("50", "75")),
        ("RR", "0.4", ("0.25", "0.1"), ("100", "40")),
        ("OR", "0.5", ("1", "2"), ("166.6667", "250")),
        ("RR", None, ("0.25", "0.1"), (None, None)),
        ("RR", "0.4", (None, None), (None, None)),
    ],
)
def test_the_marks_of_an_old_finding_are_in_people_when_it_tells_shares(measure, baseline, marks, people):
    spec, version, _digest, body = sample(SECOND)
    old = json.loads(body)
    old |= {"measure": measure, "baseline_risk": baseline, "noticeable_difference": marks[1], "reexpression": None}
    old["scale"] |= {"small": marks[0], "moderate": None, "large": None}

    scale = load(spec, canonical_json(old), version).scale

    found = (scale.small, scale.noticeable_difference)
    assert [None if mark is None else round(mark, 4) for mark in found] == [p and Decimal(p) for p in people]
    assert (scale.moderate, scale.large, scale.noticeable_source) == (None, None, "vickers2018")


def test_an_old_finding_can_be_restored_when_its_marks_were_those_of_a_ratio(cast, knee):
    spec, version, _digest, body = sample(SECOND)
    actions.save_tag(slug="knee", name="Knee", group="body-area", scope_note="", aliases=(), by=cast.pia)
    page = people.published(cast, "knee-pain-sham", people.evidence_document())
    values = {f.attname: getattr(page.current, f.attname) for f in Edition._meta.concrete_fields if f.name != "id"}
    ratio = {"measure": "OR", "estimate": "1.5", "ci_low": "1.2", "ci_high": "1.9", "baseline_risk": "0.37"}
    old = canonical_json(json.loads(body) | ratio | {"trials": []})
    kept = {"number": 2, "body": old, "digest": digest(old), "schema_version": version}

    actions.restore(edition=Edition.objects.create(**{**values, **kept}), by=cast.ada)

    assert actions.compile_draft(page).document.scale == load(spec, old, version).scale


def test_readers_are_told_what_they_were_told_when_a_finding_was_published_before_its_words_were_composed():
    spec, version, _digest, body = sample(SECOND)
    old, document = json.loads(body), load(spec, body, version)

    for name in ("title", "summary", "statement", "size", "direction"):
        assert getattr(document, name) == old[name]


def test_readers_get_an_old_edition_when_it_was_stored_long_ago(cast, knee, client):
    _spec, version, published, body = sample(next(path for path in SAMPLES if "condition-v1" in path.stem))
    values = {f.attname: getattr(knee.current, f.attname) for f in Edition._meta.concrete_fields if f.name != "id"}
    changed = {"number": 2, "body": body, "digest": published, "schema_version": version}
    Edition.objects.create(**{**values, **changed})

    answer = client.get("/conditions/knee-osteoarthritis/editions/2/")

    assert answer.status_code == 200
    assert "How long it lasts – nobody knows." in answer.content.decode()


# --- The steps --------------------------------------------------------------------------------------------------
class Third(Document):
    """A document in its third form."""

    KIND: ClassVar[str] = "article"
    SCHEMA: ClassVar[int] = 3

    heading: str
    pages: int


def first_to_second(data):
    """Count pages from now on."""
    return {**data, "pages": 1}


def second_to_third(data):
    """Call the name a heading."""
    name = data.pop("name")
    return {**data, "heading": name, "pages": data["pages"] + 1}


THIRD = replace(kind("article"), document=Third, upgrades={1: first_to_second, 2: second_to_third})


@pytest.mark.parametrize(
    ("version", "own"), [(1, {"name": "A"}), (2, {"name": "A", "pages": 1}), (3, {"heading": "A", "pages": 2})]
)
def test_each_step_is_taken_in_order_when_a_document_is_old(version, own):
    body = canonical_json({"title": "T", "summary": "S", **own})

    document = load(THIRD, body, version)

    assert (document.heading, document.pages) == ("A", 2)


def test_loading_fails_when_no_step_leads_from_a_version():
    body = canonical_json({"title": "T", "summary": "S", "name": "A", "pages": 1})

    with pytest.raises(KeyError):
        load(replace(THIRD, upgrades={1: first_to_second}), body, 2)


def test_loading_fails_when_the_text_is_not_a_document():
    with pytest.raises(ValidationError):
        load(kind("article"), '{"title":"T"}', 1)


def test_a_draft_is_what_readers_see_when_only_the_form_of_documents_has_changed(cast, knee):
    page = people.published(cast, "knee-pain-sham", people.evidence_document())
    values = {f.attname: getattr(page.current, f.attname) for f in Edition._meta.concrete_fields if f.name != "id"}
    body = people.as_first_version(page.current.body)
    old = Edition.objects.create(**{**values, "number": 2, "body": body, "digest": digest(body), "schema_version": 1})
    page.current = old
    page.save()

    actions.rebuild_card(publication=page)

    state = DraftState(actions.draft_of(page))
    assert (state.is_changed, state.differences) == (False, [])
    with pytest.raises(actions.Refused, match="Nothing has changed"):
        actions.publish(publication=page, by=cast.pia, digest=people.approve(cast, page), change_note="x")
