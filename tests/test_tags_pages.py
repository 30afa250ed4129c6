"""Max goes through the site by tags."""

from acuinfo.publishing import actions

from . import cast as people, markup
from .published_site import add_tag


def _tagged_knee(cast):
    add_tag(cast, "knee-joint", "body-area", name="Knee", aliases=("kneecap",))
    add_tag(cast, "hip", "body-area", name="Hip")
    return people.knee(cast, tags=("knee-joint",))


def test_only_tags_in_use_are_listed_with_their_counts_when_pages_carry_them(cast, client):
    _tagged_knee(cast)
    people.published(cast, "needles", people.article_document(tags=("knee-joint",)))

    main = markup.main(client.get("/tags/"))

    assert "Body area Knee (2)" in main
    assert "Hip" not in main


def test_groups_stand_in_the_order_of_the_vocabulary_when_evidence_is_published(cast, client):
    _tagged_knee(cast)
    people.published(cast, "knee-pain-sham", people.evidence_document())

    page = markup.page(client.get("/tags/"))

    headings = [markup.text(e) for e in page.iter("h2")]
    assert [h for h in headings if h in ("Body area", "Condition", "Outcome", "Compared with", "How sure we are")] == [
        "Body area",
        "Condition",
        "Outcome",
        "Compared with",
        "How sure we are",
    ]


def test_the_page_of_a_tag_shows_each_kind_when_several_carry_it(cast, client):
    _tagged_knee(cast)
    people.published(cast, "knee-pain-sham", people.evidence_document(tags=("knee-joint",)))
    people.published(cast, "needles", people.article_document())

    page = markup.page(client.get("/tags/knee-joint/"))

    assert [markup.text(e) for e in markup.elements(page, "main")[0].iter("h2")] == ["Conditions (1)", "Evidence (1)"]
    assert "/evidence/?tag=knee-joint" in markup.hrefs(page)
    assert "/articles/needles/" not in markup.hrefs(page)


def test_six_of_each_kind_are_shown_when_many_carry_the_tag(cast, client):
    add_tag(cast, "knee", "body-area")
    for i in range(8):
        people.published(cast, f"a{i}", people.article_document(title=f"Needles {i}", tags=("knee",)))

    page = markup.page(client.get("/tags/knee/"))

    assert len(markup.elements(page, "h3", class_="card__title")) == 6
    assert "Articles on Knee: all 8" in markup.text(page)


def test_another_name_leads_to_the_tag_when_it_is_followed(cast, client):
    _tagged_knee(cast)

    response = client.get("/tags/kneecap/")

    assert (response.status_code, response["Location"]) == (301, "/tags/knee-joint/")


def test_nothing_is_found_when_the_tag_is_unknown_or_unused(cast, client):
    _tagged_knee(cast)

    assert client.get("/tags/nothing/").status_code == 404
    assert client.get("/tags/hip/").status_code == 404


def test_the_tag_is_gone_when_the_last_page_with_it_is_withdrawn(cast, client):
    knee = _tagged_knee(cast)

    actions.withdraw(publication=knee, by=cast.pia, reason="A doubt.")

    assert client.get("/tags/knee-joint/").status_code == 404
    assert "Knee" not in markup.main(client.get("/tags/"))


def test_the_new_name_shows_at_once_when_a_tag_is_renamed(cast, client):
    _tagged_knee(cast)

    actions.save_tag(
        slug="knee-joint", name="Knees", group="body-area", scope_note="Both of them.", aliases=(), by=cast.pia
    )

    main = markup.main(client.get("/tags/knee-joint/"))
    assert main.startswith("Knees Both of them.")
