"""Max types what bothers him. How well results fit is tested in test_search_quality."""

import pytest

from acuinfo.publishing import actions

from . import cast as people, markup
from .published_site import add_tag


def _titles(client, address):
    return [markup.text(e) for e in markup.elements(markup.page(client.get(address)), "h3", class_="card__title")]


def test_the_page_is_found_by_its_words_when_it_is_published(cast, client):
    people.published(cast, "needles", people.article_document())
    people.published(cast, "other", people.article_document(title="Something else", body="<p>Nothing here.</p>"))

    assert _titles(client, "/search/?q=practitioner") == ["What is acupuncture?"]


def test_the_words_are_marked_in_each_result_when_something_is_found(cast, client):
    body = "<p>A practitioner puts needles &amp; other things into the <b>skin</b>.</p>"
    people.published(cast, "needles", people.article_document(body=body))

    for word in ("needles", "practitioner", "needles"):  # the third time from kept pieces
        page = markup.page(client.get("/search/", {"q": word}))
        assert [markup.text(e) for e in markup.elements(page, "mark")] == [word]
        [excerpt] = markup.elements(page, "p", class_="card__excerpt")
        assert markup.text(excerpt) == "A practitioner puts needles & other things into the skin."


@pytest.mark.parametrize("typed", ["acu\u00adpuncture", "acu\u200bpuncture", "acu\u2060punc\u200dture\ufeff"])
def test_invisible_characters_split_no_word_when_it_was_copied_from_a_pdf(cast, client, typed):
    """The case search-soft-hyphen, in the query and in a page."""
    people.published(
        cast,
        "needles",
        people.article_document(
            body=f"<p>A practitioner puts needles into the skin: {typed} is what people call this.</p>"
        ),
    )

    page = markup.page(client.get("/search/", {"q": typed}, follow=True))

    found = [markup.text(e) for e in markup.elements(page, "h3", class_="card__title")]
    assert found == _titles(client, "/search/?q=acupuncture") == ["What is acupuncture?"]
    assert [markup.text(e) for e in markup.elements(page, "mark")] == ["acupuncture"]


def test_the_form_stands_alone_when_nothing_is_asked(db, client):
    for address in ("/search/", "/search/?q=", "/search/?q=%20%20", "/search/?q=!!!"):
        response = client.get(address)
        page = markup.page(response)
        assert response.status_code == 200
        assert len(markup.elements(page, "input", id="search-words")) == 1
        assert markup.elements(page, "h3", class_="card__title") == []


def test_the_words_stay_in_the_form_when_nothing_is_found(db, client):
    page = markup.page(client.get("/search/?q=unicorn"))

    assert markup.by_id(page, "search-words").get("value") == "unicorn"
    assert "Nothing found" in markup.text(page)


def test_readers_are_told_which_words_no_page_has_when_only_some_are_found(cast, client):
    people.published(cast, "needles", people.article_document())

    some = markup.main(client.get("/search/?q=practitioner+unicorns+or+unicorns"))
    every = markup.main(client.get("/search/?q=practitioner+needles"))

    assert "No page has all these words; 1 page has some On no page: “unicorns”" in some
    assert "On no page" not in every


def test_search_engines_are_kept_out_when_somebody_searches(db, client):
    page = markup.page(client.get("/search/?q=unicorn"))

    assert [e.get("content") for e in markup.elements(page, "meta", name="robots")] == ["noindex, follow"]


def test_results_can_be_narrowed_when_they_carry_tags(cast, client):
    add_tag(cast, "knee", "body-area")
    people.published(cast, "one", people.article_document(title="Needles one", tags=("knee",)))
    people.published(cast, "two", people.article_document(title="Needles two"))

    page = markup.page(client.get("/search/?q=needles"))
    options = [a.get("href") for a in markup.elements(page, "a", class_="filter-option")]

    assert options == ["/search/?q=needles&tag=knee"]
    assert _titles(client, options[0]) == ["Needles one"]


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("?q=needles&page=1", "?q=needles"),
        ("?tag=knee&q=needles", "?q=needles&tag=knee"),
        ("?q=needles&tag=knee&tag=knee", "?q=needles&tag=knee"),
        ("?q=needles&x=1", "?q=needles"),
    ],
)
def test_there_is_one_address_for_each_search_when_it_is_written_otherwise(cast, client, asked, canonical):
    add_tag(cast, "knee", "body-area")
    people.published(cast, "one", people.article_document(title="Needles one", tags=("knee",)))

    response = client.get(f"/search/{asked}")

    assert (response.status_code, response["Location"]) == (301, f"/search/{canonical}")


def test_results_have_pages_of_twenty_when_there_are_many(cast, client):
    for i in range(21):
        people.published(cast, f"a{i}", people.article_document(title=f"Needles {i:02d}"))

    assert len(_titles(client, "/search/?q=needles")) == 20
    assert len(_titles(client, "/search/?q=needles&page=2")) == 1
    assert client.get("/search/?q=needles&page=3").status_code == 404
    assert client.get("/search/?q=needles&page=0").status_code == 404


def test_a_withdrawn_page_is_not_found_until_it_is_reinstated(cast, client):
    article = people.published(cast, "needles", people.article_document())

    actions.withdraw(publication=article, by=cast.pia, reason="A doubt.")
    gone = _titles(client, "/search/?q=practitioner")
    actions.reinstate(publication=article, by=cast.pia)
    back = _titles(client, "/search/?q=practitioner")

    assert (gone, back) == ([], ["What is acupuncture?"])


def test_the_new_words_are_found_and_the_old_are_not_when_an_edition_replaces_another(cast, client):
    article = people.published(cast, "needles", people.article_document(body="<p>Moxibustion warms.</p>"))
    people.rewrite(cast, article, people.article_document(body="<p>Cupping pulls.</p>"))
    people.publish(cast, article)

    assert _titles(client, "/search/?q=moxibustion") == []
    assert _titles(client, "/search/?q=cupping") == ["What is acupuncture?"]
