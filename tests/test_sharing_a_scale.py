"""Findings share the record of their scale; readers get what each edition was approved with."""

from decimal import Decimal

import pytest
from django.db.models import ProtectedError
from django.test import Client
from django.urls import reverse

from acuinfo.desk.draft_state import DraftState
from acuinfo.publishing import actions
from acuinfo.publishing.models import Change
from conditions.models import Scale

from . import cast as people
from .admin_forms import fields_of
from .test_desk_index import desk, lines

VAS = {"name": "VAS", "minimum": 0, "maximum": 100, "noticeable_difference": 15, "noticeable_source": "mu2020"}
POINTS = {"measure": "MD", "estimate": -12.5, "ci_low": -14, "ci_high": -11, "scale": VAS, "downgrades": ()}
PAGES = ("/evidence/knee-pain-sham/", "/evidence/knee-pain-care/", "/evidence/", "/conditions/knee-osteoarthritis/")


def scale_of(publication):
    """Return the record that a finding's draft has as scale."""
    return actions.draft_of(publication).scale


def edit_scale(client, person, scale, **fields):
    """Change a scale in its form, as somebody does in the browser."""
    client.force_login(person)
    address = reverse("admin:conditions_scale_change", args=[scale.pk])
    response = client.post(address, fields_of(client.get(address).content.decode(), "scale_form") | fields)
    assert response.status_code == 302, response.context["adminform"].form.errors
    scale.refresh_from_db()


def public_pages():
    """Return what somebody who is not signed in gets."""
    return [Client().get(page).content for page in PAGES]


@pytest.fixture
def findings(cast, knee):
    """Two published findings on the same scale."""
    sham = people.published(cast, "knee-pain-sham", people.evidence_document(**POINTS))
    care = people.published(cast, "knee-pain-care", people.evidence_document(**POINTS, comparator="usual-care"))
    return sham, care


def test_one_record_is_made_when_two_findings_have_the_same_scale(findings):
    sham, care = findings

    assert scale_of(sham) == scale_of(care) == Scale.objects.get()
    assert str(scale_of(sham)) == "VAS, 0 to 100, worthwhile from 15"
    assert scale_of(sham).noticeable_source.slug == "mu2020"


@pytest.mark.parametrize(
    "other", [{"better": "higher"}, {"noticeable_difference": 15.5}, {"noticeable_source": ""}, {"small": 5}]
)
def test_a_scale_has_its_own_record_when_anything_of_it_differs(cast, findings, other):
    document = people.evidence_document(**{**POINTS, "scale": {**VAS, **other}})

    people.rewrite(cast, findings[1], document)

    assert Scale.objects.count() == 2
    assert scale_of(findings[0]) != scale_of(findings[1])
    assert actions.compile_draft(findings[1]).document.scale == document.scale


def test_no_record_is_made_when_nothing_is_known_of_a_scale(cast, findings):
    people.rewrite(cast, findings[1], people.evidence_document(**{**POINTS, "scale": {}}))

    assert scale_of(findings[1]) is None
    assert Scale.objects.get() == scale_of(findings[0])


def test_the_drafts_differ_and_readers_see_nothing_of_it_when_the_scale_is_changed(cast, findings, client):
    before, changes = public_pages(), Change.objects.count()
    digests = [actions.compile_draft(page).digest for page in findings]
    steps = [DraftState(actions.draft_of(page)).step for page in findings]

    edit_scale(client, cast.pia, scale_of(findings[0]), noticeable_difference="10")

    assert steps == ["unchanged", "unchanged"]
    assert [DraftState(actions.draft_of(page)).step for page in findings] == ["changed", "changed"]
    assert all(actions.compile_draft(page).digest not in digests for page in findings)
    assert "is at least the 10 points" in actions.compile_draft(findings[0]).document.statement
    assert public_pages() == before
    assert Change.objects.count() == changes
    assert {address for _verb, _title, address in lines(client, cast.ada, "differing")} == {desk(p) for p in findings}


def test_other_scales_drafts_stay_as_they_are_when_a_scale_is_changed(cast, findings, client):
    people.rewrite(cast, findings[1], people.evidence_document(**{**POINTS, "scale": {**VAS, "small": 5}}))
    digest = actions.compile_draft(findings[1]).digest

    edit_scale(client, cast.pia, scale_of(findings[0]), noticeable_difference="10")

    assert actions.compile_draft(findings[1]).digest == digest


def test_an_approval_no_longer_counts_when_the_scale_was_changed_after_it(cast, findings, client):
    people.rewrite(cast, findings[0], people.evidence_document(**POINTS, outcome="sleep"))
    approved = people.approve(cast, findings[0])
    step = DraftState(actions.draft_of(findings[0])).step

    edit_scale(client, cast.pia, scale_of(findings[0]), noticeable_difference="10")

    now = actions.compile_draft(findings[0]).digest
    assert step == "approved"
    assert DraftState(actions.draft_of(findings[0])).step == "changed"
    for digest in (approved, now):
        with pytest.raises(actions.Refused):
            actions.publish(publication=findings[0], by=cast.pia, digest=digest, change_note="Slept better.")


def test_the_old_scale_is_back_when_an_edition_is_restored(cast, findings, client):
    sham, care = findings
    edit_scale(client, cast.pia, scale_of(sham), noticeable_difference="10")
    people.publish(cast, sham)
    changed = scale_of(sham)

    actions.restore(edition=sham.editions.get(number=1), by=cast.ada)

    assert actions.compile_draft(sham).digest == sham.editions.get(number=1).digest
    assert scale_of(sham) != changed
    assert scale_of(sham).noticeable_difference == 15
    assert scale_of(care) == changed
    assert changed.noticeable_difference == 10


def test_the_record_of_today_is_taken_when_a_restored_edition_says_the_same_of_the_scale(cast, findings):
    people.rewrite(cast, findings[0], people.evidence_document(**POINTS, outcome="sleep"))
    people.publish(cast, findings[0])

    actions.restore(edition=findings[0].editions.get(number=1), by=cast.ada)

    assert scale_of(findings[0]) == scale_of(findings[1]) == Scale.objects.get()


def test_an_author_finds_the_scales_when_choosing_one(cast, findings, client):
    client.force_login(cast.ada)
    asked = {"app_label": "conditions", "model_name": "evidencesummary", "field_name": "scale", "term": "VAS"}

    answer = client.get(reverse("admin:autocomplete"), asked)

    assert [one["text"] for one in answer.json()["results"]] == ["VAS, 0 to 100, worthwhile from 15"]


def test_a_scale_stays_when_a_draft_has_it(findings):
    with pytest.raises(ProtectedError):
        scale_of(findings[0]).delete()


@pytest.mark.parametrize(
    ("scale", "words"),
    [
        ({"small": 5, "moderate": 4}, "Small, moderate and large have to rise"),
        ({"moderate": 5, "large": 4}, "Small, moderate and large have to rise"),
        ({"small": 0}, "Thresholds are distances from no effect"),
    ],
)
def test_writing_a_draft_is_refused_when_the_steps_of_its_scale_do_not_rise(cast, findings, scale, words):
    before = actions.compile_draft(findings[0]).digest

    with pytest.raises(actions.Refused, match=words):
        people.rewrite(cast, findings[0], people.evidence_document(**{**POINTS, "scale": {**VAS, **scale}}))

    assert actions.compile_draft(findings[0]).digest == before


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"size_in_words": "small"}, "The number tells the size."),
        ({"comparator": "usual-care", "sham_kind": "device"}, "Only a sham has a kind of sham."),
        ({"participants": 40, "participants_in_trials": 39}, "The groups compared cannot have more people"),
    ],
)
def test_writing_a_draft_is_refused_when_a_finding_contradicts_itself(cast, findings, fields, words):
    with pytest.raises(actions.Refused, match=words):
        people.rewrite(cast, findings[0], people.evidence_document(**{**POINTS, **fields}))


def test_the_size_in_words_is_taken_when_the_source_gives_no_number(cast, findings):
    no_number = {"measure": "none", "estimate": None, "ci_low": None, "ci_high": None}
    said = {"size_in_words": "moderate", "direction_in_words": "benefit"}

    people.rewrite(cast, findings[0], people.evidence_document(**{**POINTS, **no_number, **said}))

    assert actions.compile_draft(findings[0]).document.size == "moderate"


def test_a_scale_is_told_by_its_name_when_an_editor_chooses_one(db):
    assert str(Scale(minimum=Decimal(0), maximum=Decimal(10))) == "Scale without a name, 0 to 10"
