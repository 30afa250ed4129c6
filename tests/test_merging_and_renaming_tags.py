"""Tags are merged and renamed without touching a draft, and it can be undone."""

import pytest

from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, Tag

from . import cast as people


def _tag(cast, slug, name, aliases=(), group="topic"):
    return actions.save_tag(slug=slug, name=name, group=group, scope_note="", aliases=aliases, by=cast.pia)


@pytest.fixture
def needles(cast):
    """Two tags for one thing, a page with one of them."""
    _tag(cast, "needles", "Needles", ["acus"])
    _tag(cast, "needling", "Needling")
    return people.published(cast, "what-is-acupuncture", people.article_document(tags=("needles",)))


def _get(client, url):
    return client.get(url).status_code, client.get(url, follow=True).redirect_chain


def test_the_page_moves_over_when_its_tag_is_merged(cast, client, needles):
    digest = actions.compile_draft(needles).digest

    actions.merge_tags(tag=Tag.objects.get(slug="needles"), into=Tag.objects.get(slug="needling"), by=cast.pia)

    assert [tag.slug for tag in needles.tags.all()] == ["needling"]
    assert actions.compile_draft(needles).digest == digest
    assert client.get("/tags/needling/").status_code == 200
    for old in ("needles", "acus"):
        assert _get(client, f"/tags/{old}/") == (301, [("/tags/needling/", 301)])
        assert _get(client, f"/articles/?tag={old}") == (301, [("/articles/?tag=needling", 301)])


def _finds(client, word):
    return "What is acupuncture?" in client.get("/search/", {"q": word}).content.decode()


def test_the_old_words_still_find_the_page_when_its_tag_is_merged(cast, client):
    """The case tag-merged-other-names."""
    _tag(cast, "zorblatt", "Zorblatt", ["Glimfee", "针灸"])
    _tag(cast, "needling", "Needling")
    page = people.published(cast, "what-is-acupuncture", people.article_document(tags=("zorblatt",)))
    before = [_finds(client, word) for word in ("zorblatt", "glimfee", "针灸")]

    actions.merge_tags(tag=Tag.objects.get(slug="zorblatt"), into=Tag.objects.get(slug="needling"), by=cast.pia)
    merged = [_finds(client, word) for word in ("zorblatt", "glimfee", "针灸", "needling")]
    people.rewrite(cast, page, people.article_document(tags=("zorblatt",), summary="New words."))
    people.publish(cast, page)

    assert before == [True] * 3
    assert merged == [True] * 4
    assert [_finds(client, word) for word in ("zorblatt", "glimfee", "针灸", "needling")] == [True] * 4


def test_the_page_keeps_its_place_when_it_is_published_again_after_a_merge(cast, needles):
    actions.merge_tags(tag=Tag.objects.get(slug="needles"), into=Tag.objects.get(slug="needling"), by=cast.pia)

    people.rewrite(cast, needles, people.article_document(tags=("needles",), summary="New words."))
    people.publish(cast, needles)

    assert [tag.slug for tag in needles.tags.all()] == ["needling"]


@pytest.mark.parametrize("what", ["merge", "rename"])
def test_everything_is_as_before_when_it_is_undone(cast, client, needles, what):
    if what == "merge":
        actions.merge_tags(tag=Tag.objects.get(slug="needles"), into=Tag.objects.get(slug="needling"), by=cast.pia)
    else:
        actions.rename_tag(tag=Tag.objects.get(slug="needles"), slug="thin-needles", name="Thin needles", by=cast.pia)
    change = Change.objects.filter(what__in=["tag-merged", "tag-renamed"]).get()

    actions.undo_tag_change(change=change, by=cast.pia)

    assert [tag.slug for tag in needles.tags.all()] == ["needles"]
    assert client.get("/tags/needles/").status_code == 200
    assert Tag.objects.get(slug="needles").name == "Needles"
    with pytest.raises(actions.Refused, match="undone already"):
        actions.undo_tag_change(change=change, by=cast.pia)


def test_the_old_address_leads_to_the_new_one_when_a_tag_is_renamed(cast, client, needles):
    actions.rename_tag(tag=Tag.objects.get(slug="needles"), slug="thin-needles", name="Thin needles", by=cast.pia)

    assert _get(client, "/tags/needles/") == (301, [("/tags/thin-needles/", 301)])
    assert "Thin needles" in client.get("/tags/thin-needles/").content.decode()


@pytest.mark.parametrize("name", ["needles", "NEEDLE", " Needles ", "nee-dles", "acu"])
def test_a_near_duplicate_is_refused_with_the_match_when_a_tag_is_made(cast, needles, name):
    with pytest.raises(actions.Refused, match="There is already the tag “Needles”"):
        _tag(cast, "something-else", name)


def test_the_match_is_shown_at_the_name_when_the_form_holds_a_near_duplicate(cast, client, needles):
    client.force_login(cast.pia)
    said = {"name": "Needle", "slug": "needle", "group": "topic", "scope_note": "", "other_names": ""}

    answer = client.post("/admin/publishing/tag/add/", said)

    assert "There is already the tag “Needles”" in answer.content.decode()
    assert not Tag.objects.filter(slug="needle").exists()


def test_a_tag_is_made_and_changed_when_the_form_is_right(cast, client):
    client.force_login(cast.pia)
    said = {"name": "Cupping", "slug": "cupping", "group": "topic", "scope_note": "Cups.", "other_names": "cups"}

    made = client.post("/admin/publishing/tag/add/", said)
    tag = Tag.objects.get(slug="cupping")
    changed = client.post(f"/admin/publishing/tag/{tag.pk}/change/", {**said, "name": "Cupping therapy"})

    assert (made.status_code, changed.status_code) == (302, 302)
    tag.refresh_from_db()
    assert (tag.name, [alias.slug for alias in tag.aliases.all()]) == ("Cupping therapy", ["cups"])


def test_merging_happens_from_its_own_page_when_a_publisher_confirms(cast, client, needles):
    client.force_login(cast.pia)
    tag, into = Tag.objects.get(slug="needles"), Tag.objects.get(slug="needling")
    address = f"/admin/publishing/tag/{tag.pk}/merge/"

    shown = client.get(address).content.decode()
    client.post(address, {"into": into.pk})

    assert "/articles/what-is-acupuncture/" in shown
    assert [t.slug for t in needles.tags.all()] == ["needling"]


def test_authors_may_not_merge_tags_when_they_try(cast, client, needles):
    client.force_login(cast.ada)
    tag = Tag.objects.get(slug="needles")

    assert client.post(f"/admin/publishing/tag/{tag.pk}/merge/", {}).status_code == 403
    with pytest.raises(actions.NotAllowed):
        actions.merge_tags(tag=tag, into=Tag.objects.get(slug="needling"), by=cast.ada)
