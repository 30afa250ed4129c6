"""An approved draft goes live at a set time, whatever happens to the draft meanwhile."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone

from acuinfo.publishing import actions
from acuinfo.publishing.documents import digest
from acuinfo.publishing.models import Edition, Schedule
from acuinfo.sources.models import Source

from . import cast as people

TOMORROW = dt.timedelta(days=1)


def _schedule(cast, publication, **said):
    digest = people.approve(cast, publication)
    due_at = timezone.now() + TOMORROW
    said = {"change_note": "Goes live tomorrow.", "due_at": due_at, **said}
    return actions.schedule(publication=publication, by=cast.pia, digest=digest, **said)


def _make_due(publication):
    Schedule.objects.filter(publication=publication).update(due_at=timezone.now() - dt.timedelta(minutes=1))


def test_the_approved_draft_goes_live_when_its_time_has_come(cast, client):
    publication = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())
    _schedule(cast, publication)

    call_command("publish_due")
    before = client.get("/conditions/knee-osteoarthritis/").status_code
    _make_due(publication)
    call_command("publish_due")

    assert before == 404
    assert client.get("/conditions/knee-osteoarthritis/").status_code == 200
    assert not Schedule.objects.exists()
    assert Edition.objects.get().change_note == "Goes live tomorrow."


def test_what_was_scheduled_goes_live_when_the_draft_was_edited_later(cast, client, knee):
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>Approved words.</p>"))
    _schedule(cast, knee)
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>Later words.</p>"))
    _make_due(knee)

    call_command("publish_due")

    page = client.get("/conditions/knee-osteoarthritis/").content.decode()
    assert "Approved words." in page
    assert "Later words." not in page


def test_scheduling_is_refused_when_the_time_is_over_or_something_waits_already(cast, knee):
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>New words.</p>"))

    with pytest.raises(actions.Refused, match="That time is over"):
        _schedule(cast, knee, due_at=timezone.now() - TOMORROW)
    _schedule(cast, knee)
    with pytest.raises(actions.Refused, match="scheduled for this page already"):
        _schedule(cast, knee)


def test_nothing_goes_live_when_the_schedule_was_called_off(cast, knee):
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>New words.</p>"))
    _schedule(cast, knee)

    actions.cancel_schedule(publication=knee, by=cast.pia)
    call_command("publish_due")

    assert Edition.objects.count() == 1
    with pytest.raises(actions.Refused, match="Nothing is scheduled"):
        actions.cancel_schedule(publication=knee, by=cast.pia)


def test_a_scheduled_page_waits_and_says_why_when_its_only_source_was_retracted(cast, knee):
    finding = people.reserve_draft(cast, "knee-pain-sham", people.evidence_document())
    _schedule(cast, finding)
    actions.change_standing(source=Source.objects.get(), standing="retracted", note="Made-up data.", by=cast.pia)
    _make_due(finding)

    call_command("publish_due")

    assert Edition.objects.filter(publication=finding).count() == 0
    assert "retracted" in Schedule.objects.get().problem


def test_what_was_approved_goes_live_when_the_software_was_upgraded_meanwhile(cast, knee, client):
    finding = people.reserve_draft(cast, "knee-pain-sham", people.evidence_document())
    _schedule(cast, finding)
    approved = Schedule.objects.get()
    body = people.as_first_version(approved.body)
    Schedule.objects.update(body=body, digest=digest(body), schema_version=1)
    _make_due(finding)

    call_command("publish_due")

    edition = Edition.objects.get(publication=finding)
    assert (edition.body, edition.schema_version, edition.digest) == (body, 1, digest(body))
    assert client.get("/evidence/knee-pain-sham/").status_code == 200


def test_only_publishers_schedule_when_a_draft_is_approved(cast, knee):
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>New words.</p>"))
    digest = people.approve(cast, knee)

    with pytest.raises(actions.NotAllowed):
        actions.schedule(
            publication=knee, by=cast.ruth, digest=digest, change_note="x", due_at=timezone.now() + TOMORROW
        )


def test_a_review_that_was_published_meanwhile_is_not_recorded_again(cast, knee):
    reviewed = Edition.Weight.REVIEWED
    digest = _schedule(cast, knee, weight=reviewed).digest
    actions.publish(publication=knee, by=cast.pia, digest=digest, change_note="Read again.", weight=reviewed)
    _make_due(knee)

    call_command("publish_due")

    assert knee.editions.count() == 2
    assert "nobody has reviewed it since" in Schedule.objects.get().problem
