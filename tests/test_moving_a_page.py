"""Giving a page another address without losing a reader."""

import pytest

from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, FormerAddress, Publication, Tag

from . import cast as people

OLD, NEW = "/conditions/knee-osteoarthritis/", "/conditions/knee-oa/"


@pytest.mark.parametrize("below", ["", "editions/", "editions/1/", "editions/1/changes/"])
def test_the_old_address_redirects_for_ever_when_a_published_page_moves(cast, knee, client, below):
    actions.move(publication=knee, slug="knee-oa", by=cast.pia)

    old = client.get(OLD + below)
    assert (old.status_code, old["Location"]) == (301, NEW + below)
    assert client.get(NEW + below).status_code == 200


def test_every_old_address_redirects_straight_when_a_page_moves_twice(cast, knee, client):
    actions.move(publication=knee, slug="knee-oa", by=cast.pia)
    actions.move(publication=knee, slug="knees", by=cast.pia)

    assert client.get(OLD)["Location"] == client.get(NEW)["Location"] == "/conditions/knees/"


def test_the_page_can_move_back_when_its_old_address_is_its_own(cast, knee, client):
    actions.move(publication=knee, slug="knee-oa", by=cast.pia)
    actions.move(publication=knee, slug="knee-osteoarthritis", by=cast.pia)

    assert client.get(OLD).status_code == 200
    assert client.get(NEW)["Location"] == OLD
    assert FormerAddress.objects.count() == 1


def test_nothing_redirects_when_the_page_was_never_published(cast, client):
    draft = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())

    actions.move(publication=draft, slug="knee-oa", by=cast.pia)

    assert (FormerAddress.objects.count(), Change.objects.count()) == (0, 0)
    assert client.get(OLD).status_code == 404


def test_the_change_log_tells_when_a_published_page_moves(cast, knee):
    actions.move(publication=knee, slug="knee-oa", by=cast.pia)

    change = Change.objects.first()
    assert (change.what, change.note, change.is_minor) == ("moved", "knee-osteoarthritis to knee-oa", True)


def test_pages_about_a_condition_stay_with_it_when_it_moves(cast, knee, client):
    people.published(cast, "knee-pain-sham", people.evidence_document())
    before = {
        address: client.get(address).content.decode() for address in ("/evidence/knee-pain-sham/", "/evidence-map/")
    }

    actions.move(publication=knee, slug="knee-oa", by=cast.pia)

    assert "/evidence/knee-pain-sham/" in client.get(NEW).content.decode()
    assert OLD in before["/evidence/knee-pain-sham/"]
    assert NEW in client.get("/evidence/knee-pain-sham/").content.decode()
    assert "/evidence/knee-pain-sham/" in before["/evidence-map/"]
    assert "/evidence/knee-pain-sham/" in client.get("/evidence-map/").content.decode()


def test_the_tag_of_a_condition_follows_when_it_moves(cast, knee):
    finding = people.published(cast, "knee-pain-sham", people.evidence_document())

    actions.move(publication=knee, slug="knee-oa", by=cast.pia)
    actions.rebuild_card(publication=finding)

    assert [tag.slug for tag in finding.tags.filter(group="condition")] == ["knee-oa"]
    assert list(finding.about.all()) == [knee]


def test_the_tag_of_a_condition_gets_its_group_in_front_when_the_new_address_is_another_tag(cast, knee):
    actions.save_tag(slug="knees", name="Knees", group="body-area", scope_note="", aliases=(), by=cast.pia)
    finding = people.published(cast, "knee-pain-sham", people.evidence_document())

    actions.move(publication=knee, slug="knees", by=cast.pia)

    assert Publication.objects.get(pk=knee.pk).slug == "knees"
    assert [tag.slug for tag in finding.tags.filter(group="condition")] == ["condition-knees"]
    assert Tag.objects.get(slug="knees").group == "body-area"


# --- Refusals ---------------------------------------------------------------------------------------------------
def test_moving_is_refused_when_the_address_is_the_same(cast, knee):
    with pytest.raises(actions.Refused, match="That is the address already"):
        actions.move(publication=knee, slug="knee-osteoarthritis", by=cast.pia)


def test_moving_is_refused_when_the_address_is_not_one(cast, knee):
    with pytest.raises(actions.Refused, match="small letters"):
        actions.move(publication=knee, slug="Knee OA", by=cast.pia)


def test_moving_is_refused_when_the_address_is_or_was_another_pages(cast, knee):
    other = people.published(cast, "knee-pain", people.condition_document(title="Knee pain"))
    actions.move(publication=other, slug="knee-ache", by=cast.pia)

    for taken in ("knee-pain", "knee-ache"):
        with pytest.raises(actions.Refused, match=f"The address {taken} is in use"):
            actions.move(publication=knee, slug=taken, by=cast.pia)

    assert Publication.objects.get(pk=knee.pk).slug == "knee-osteoarthritis"


def test_reserving_is_refused_when_the_address_redirects_to_a_moved_page(cast, knee):
    actions.move(publication=knee, slug="knee-oa", by=cast.pia)

    with pytest.raises(actions.Refused, match="still redirects there"):
        actions.reserve(kind_name="condition", slug="knee-osteoarthritis", by=cast.ada)


# --- What others said of it ---------------------------------------------------------------------------------------
def test_approvals_of_pages_about_a_condition_stand_when_it_moves_there_and_back(cast, knee):
    finding = people.published(cast, "knee-pain-sham", people.evidence_document())
    people.rewrite(cast, finding, people.evidence_document(population="Adults over 50"))
    approved = people.approve(cast, finding)

    for slug in ("knee-oa", "knees", "knee-osteoarthritis"):
        actions.move(publication=knee, slug=slug, by=cast.pia)
        assert actions.compile_draft(finding).digest == approved
    actions.move(publication=knee, slug="knee-oa", by=cast.pia)
    actions.publish(publication=finding, by=cast.pia, digest=approved, change_note="Whom it is about.")

    finding.refresh_from_db()
    assert (list(finding.about.all()), finding.data["condition"]) == ([knee], "knee-oa")
    assert [tag.slug for tag in finding.tags.filter(group="condition")] == ["knee-oa"]


def test_every_address_and_draft_is_named_before_a_condition_moves(cast, knee, client):
    people.published(cast, "knee-pain-sham", people.evidence_document())
    other = people.reserve_draft(cast, "knee-pain-usual-care", people.evidence_document(comparator="usual-care"))
    client.force_login(cast.pia)

    page = client.get(f"/admin/conditions/condition/{actions.draft_of(knee).pk}/move/").content.decode()

    changing, drafts = page.split("Drafts about this page")
    for address in (OLD, "/evidence/knee-pain-sham/", "/tags/knee-osteoarthritis/"):
        assert f'href="{address}"' in changing
    assert actions.draft_of(other).title in drafts
    assert "Reviews of these drafts stand" in drafts


def test_drafts_that_need_another_review_are_named_before_a_condition_moves_that_readers_never_saw(cast, client):
    hidden = people.reserve_draft(cast, "knee-osteoarthritis", people.condition_document())
    finding = people.reserve_draft(cast, "knee-pain-sham", people.evidence_document())
    people.approve(cast, finding)
    client.force_login(cast.pia)

    page = client.get(f"/admin/conditions/condition/{actions.draft_of(hidden).pk}/move/").content.decode()

    assert "What was approved of these drafts no longer counts" in page
    assert actions.draft_of(finding).title in page
