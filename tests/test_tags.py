"""The vocabulary: words editors choose, words the software fills in, other words that lead to them."""

import pytest

from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, Tag, TagAlias, site_version

from . import cast as people


def save(cast, **fields):
    """Have Pia save the tag "Knee"."""
    values = {"slug": "knee", "name": "Knee", "group": "body-area", "scope_note": "", "aliases": ("Knees",), **fields}
    return actions.save_tag(by=cast.pia, **values)


def test_editors_can_choose_a_tag_when_it_is_in_the_vocabulary(cast):
    save(cast, scope_note="Pain in or around the knee.")

    page = people.knee(cast, tags=("knee",))

    assert [(t.slug, t.name, t.scope_note) for t in page.tags.all()] == [
        ("knee", "Knee", "Pain in or around the knee.")
    ]


def test_another_word_leads_to_the_tag_when_it_is_an_alias(cast, client):
    save(cast, aliases=("Knees", "  Knee joint "))
    people.knee(cast, tags=("knee",))

    answers = [client.get(f"/tags/{word}/") for word in ("knees", "knee-joint")]

    assert [(a.status_code, a["Location"]) for a in answers] == [(301, "/tags/knee/")] * 2
    assert client.get("/tags/knee/").status_code == 200


def test_search_finds_a_page_by_the_other_words_of_its_tags(cast, client):
    save(cast, aliases=("Patella",))
    people.knee(cast, tags=("knee",))

    assert "/conditions/knee-osteoarthritis/" in client.get("/search/?q=patella").content.decode()


def test_the_change_log_tells_when_a_tag_in_use_is_edited(cast):
    save(cast)
    people.knee(cast, tags=("knee",))

    save(cast, name="The knee", aliases=("Knees", "Genu"))

    change = Change.objects.first()
    assert (change.what, change.subject, change.is_minor) == ("tag-edited", "The knee", True)
    assert sorted(TagAlias.objects.values_list("slug", flat=True)) == ["genu", "knees"]


@pytest.mark.parametrize("changes", [{}, {"aliases": ("knees",)}], ids=["saved again", "same alias in small letters"])
def test_nothing_happens_when_a_tag_is_saved_as_it_is(cast, changes):
    save(cast, aliases=("knees",))
    people.knee(cast, tags=("knee",))
    before = site_version()

    save(cast, **{"aliases": ("knees",), **changes})

    assert site_version() == before


def test_the_change_log_is_silent_when_no_live_page_carries_the_tag(cast, knee):
    save(cast)
    before = site_version()

    save(cast, name="The knee")

    assert site_version() == before


def test_a_page_carries_what_follows_from_its_words_when_it_is_published(cast, knee):
    page = people.published(
        cast, "knee-pain-sham", people.evidence_document(comparator="usual-care", certainty="moderate")
    )

    assert {(t.group, t.slug, t.name) for t in page.tags.all()} == {
        ("condition", "knee-osteoarthritis", "Knee osteoarthritis"),
        ("outcome", "pain", "Pain"),
        ("comparator", "usual-care", "Usual care"),
        ("certainty", "moderate-certainty", "Moderate certainty"),
    }


def test_the_old_derived_tag_goes_when_the_certainty_changes(cast, knee):
    page = people.published(cast, "knee-pain-sham", people.evidence_document())

    people.rewrite(cast, page, people.evidence_document(certainty="very-low"))
    people.publish(cast, page)

    assert [t.slug for t in page.tags.filter(group="certainty")] == ["very-low-certainty"]


def test_a_derived_tag_gets_its_group_in_front_when_an_editors_tag_has_its_word(cast, knee):
    save(cast, slug="pain", name="Pain", group="topic", aliases=())

    page = people.published(cast, "knee-pain-sham", people.evidence_document())

    assert [t.slug for t in page.tags.filter(group="outcome")] == ["outcome-pain"]


def test_a_derived_tag_has_a_name_of_its_own_when_two_conditions_have_one_title(cast, knee):
    people.published(cast, "knee-oa", people.condition_document())
    people.published(cast, "knee-pain-sham", people.evidence_document())

    page = people.published(cast, "knee-oa-pain-sham", people.evidence_document(condition="knee-oa"))

    assert [t.name for t in page.tags.filter(group="condition")] == ["Knee osteoarthritis (knee-oa)"]


def test_a_safety_note_for_everyone_is_about_no_condition_and_shows_on_each(cast, knee, client):
    page = people.published(cast, "bruising", people.safety_document())

    assert (list(page.tags.all()), list(page.about.all()), page.is_for_everyone) == ([], [], True)
    assert "Bruising where the needle went in" in client.get("/conditions/knee-osteoarthritis/").content.decode()


# --- Refusals ---------------------------------------------------------------------------------------------------
def test_a_tag_is_refused_when_the_software_fills_its_group(cast):
    with pytest.raises(actions.Refused, match="The software fills this group"):
        save(cast, group="outcome")


def test_a_tag_is_refused_when_its_word_is_one_the_software_fills(cast, knee):
    people.published(cast, "knee-pain-sham", people.evidence_document())

    with pytest.raises(actions.Refused, match="The software fills"):
        save(cast, slug="pain", name="Pain", group="topic", aliases=())

    assert Tag.objects.get(slug="pain").group == "outcome"


@pytest.mark.parametrize("alias", ["Hip", "Hips"])
def test_a_tag_is_refused_when_an_alias_is_a_tag_or_leads_to_another(cast, alias):
    save(cast, slug="hip", name="Hip", aliases=("Hips",))

    with pytest.raises(actions.Refused, match="One of these words is a tag already or leads to another tag"):
        save(cast, aliases=(alias,))

    assert not Tag.objects.filter(slug="knee").exists()


def test_a_tag_is_refused_when_its_own_word_leads_to_another_tag(cast):
    save(cast, slug="hip", name="Hip", aliases=("knee",))

    with pytest.raises(actions.Refused, match="There is already the tag “Hip”"):
        save(cast, aliases=())


def test_a_tag_is_refused_when_its_group_has_one_of_that_name(cast):
    save(cast)

    with pytest.raises(actions.Refused, match="There is already the tag “Knee”"):
        save(cast, slug="knee-joint", aliases=())


@pytest.mark.parametrize("slug", ["", "Knee", "knee pain"])
def test_a_tag_is_refused_when_its_address_is_not_one(cast, slug):
    with pytest.raises(actions.Refused, match="small letters, digits and single hyphens"):
        save(cast, slug=slug, aliases=())


def test_a_tag_is_refused_when_it_has_no_name(cast):
    with pytest.raises(actions.Refused, match="Give the tag a name"):
        save(cast, name=" ")


def test_the_tag_of_a_condition_follows_when_its_title_changes(cast, client, knee):
    people.published(cast, "knee-pain-sham", people.evidence_document())

    people.rewrite(cast, knee, people.condition_document(title="Osteoarthritis of the knee"))
    people.publish(cast, knee)

    assert Tag.objects.get(slug="knee-osteoarthritis").name == "Osteoarthritis of the knee"
