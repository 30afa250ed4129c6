"""From draft to edition: what Ada, Ruth and Pia do every day."""

import pytest

from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, Edition, site_version

from . import cast as people


def test_readers_get_the_page_when_the_approved_draft_is_published(cast, client):
    publication = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())

    before = client.get("/conditions/knee-osteoarthritis/").status_code
    people.publish(cast, publication)
    after = client.get("/conditions/knee-osteoarthritis/")

    assert before == 404
    assert after.status_code == 200
    assert "Wear and pain in the knee joint." in after.content.decode()


def test_publishing_is_refused_when_nobody_approved_exactly_this_draft(cast):
    publication = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())
    people.approve(cast, publication)
    people.rewrite(cast, publication, people.condition_document(summary="Another sentence."))
    digest = actions.compile_draft(publication).digest

    with pytest.raises(actions.Refused, match="Nobody has approved exactly this draft"):
        actions.publish(publication=publication, by=cast.pia, digest=digest, change_note="x")

    assert Edition.objects.count() == 0


def test_the_site_version_moves_by_one_change_when_a_page_is_published(cast):
    before = site_version()

    publication = people.knee(cast)

    change = Change.objects.get(publication=publication)
    assert site_version() == change.pk > before
    assert change.what == Change.What.PUBLISHED
