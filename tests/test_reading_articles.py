"""Max reads about needles, and about this site."""

import pytest

from acuinfo.publishing import actions

from . import cast as people, markup

BELOW = ["", "editions/", "editions/1/", "editions/1/changes/"]


@pytest.fixture
def about(cast):
    """The page about this site."""
    return people.published(cast, "about", people.article_document(title="About this site", section="about"))


def test_readers_get_the_article_with_its_authors_and_section(cast, client):
    people.published(cast, "needles", people.article_document())

    main = markup.main(client.get("/articles/needles/"))

    assert "What is acupuncture? Thin needles and old ideas." in main
    assert "Understanding acupuncture. By Ada Lovelace, editor" in main
    assert "A practitioner puts thin needles into the skin." in main


def test_a_table_says_what_its_headings_are_for_and_scrolls_by_itself_when_an_article_has_one(cast, client):
    head = "<tr><th>Level</th><th>Meaning [[trial0]]</th></tr>"
    body = f"<table>{head}<tr><th>High</th><td>Sure.</td></tr></table><p>And on.</p>"
    people.published(cast, "needles", people.article_document(body=body))

    page = markup.page(client.get("/articles/needles/"))

    [frame] = [e for e in markup.elements(page, "div", class_="scroller") if e.find("table") is not None]
    assert (frame.get("role"), frame.get("tabindex"), frame.get("aria-label")) == (
        "region",
        "0",
        "Table: Level, Meaning",
    )
    assert [th.get("scope") for th in frame.iter("th")] == ["col", "col", "row"]
    assert markup.text(frame) == "Level Meaning [1] High Sure."


def test_the_article_leads_to_its_conditions_and_they_lead_back_when_it_is_about_them(knee, cast, client):
    people.published(cast, "needles", people.article_document(conditions=("knee-osteoarthritis",)))

    article = markup.page(client.get("/articles/needles/"))
    condition = markup.page(client.get("/conditions/knee-osteoarthritis/"))

    assert markup.hrefs(markup.by_id(article, "related")) == ["/conditions/knee-osteoarthritis/"]
    assert "/articles/needles/" in markup.hrefs(markup.by_id(condition, "related"))


def test_the_page_about_the_site_stands_at_the_root(about, client):
    assert "About this site" in markup.main(client.get("/about/"))


def test_no_clinician_is_missed_when_the_page_is_about_this_site(about, cast, client):
    people.published(cast, "needles", people.article_document())
    people.published(cast, "sham", people.article_document(title="Sham", sources=("trial0",)))

    site, plain, sourced = (
        markup.text(markup.by_id(markup.page(client.get(address)), "dates"))
        for address in ("/about/", "/articles/needles/", "/articles/sham/")
    )

    missed, rests = "No clinician has reviewed this page yet.", "Its statements come from the sources listed below."
    assert "Last reviewed" in site
    assert (missed in site, missed in plain, missed in sourced) == (False, True, True)
    assert (rests in site, rests in plain, rests in sourced) == (False, False, True)


@pytest.mark.parametrize("below", BELOW)
def test_readers_are_led_to_the_root_when_they_ask_for_a_site_page_among_the_articles(about, client, below):
    response = client.get(f"/articles/about/{below}")

    assert (response.status_code, response["Location"]) == (301, f"/about/{below}")
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("below", BELOW)
def test_readers_are_led_to_the_articles_when_they_ask_for_an_article_at_the_root(cast, client, below):
    people.published(cast, "needles", people.article_document())

    response = client.get(f"/needles/{below}")

    assert (response.status_code, response["Location"]) == (301, f"/articles/needles/{below}")


@pytest.mark.parametrize("below", BELOW)
def test_the_old_address_at_the_root_redirects_when_a_site_page_has_moved(about, cast, client, below):
    actions.move(publication=about, slug="about-us", by=cast.pia)

    response = client.get(f"/about/{below}")

    assert (response.status_code, response["Location"]) == (301, f"/about-us/{below}")


def test_the_page_moves_when_a_new_edition_puts_it_into_another_section(about, cast, client):
    people.rewrite(cast, about, people.article_document(title="About this site", section="research-explained"))
    people.publish(cast, about)

    response = client.get("/about/")

    assert (response.status_code, response["Location"]) == (301, "/articles/about/")
    assert client.get("/articles/about/").status_code == 200


def test_nothing_is_found_at_the_root_when_only_a_draft_is_there(cast, client):
    people.reserve_draft(cast, "about", people.article_document(section="about"))

    assert client.get("/about/").status_code == 404
    assert client.get("/articles/about/").status_code == 404


def test_the_site_page_is_gone_at_the_root_when_it_is_withdrawn(about, cast, client):
    actions.withdraw(publication=about, by=cast.pia, reason="Out of date.")

    response = client.get("/about/")

    assert response.status_code == 410
    assert "Out of date." in markup.main(response)
