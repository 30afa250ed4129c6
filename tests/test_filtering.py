"""Max narrows a list down with tags."""

import pytest

from acuinfo.publishing import actions
from acuinfo.publishing.models import Publication

from . import cast as people, markup
from .published_site import add_tag

LIST = "/articles/"


def _article(cast, slug, *tags):
    return people.published(cast, slug, people.article_document(title=slug.replace("-", " ").title(), tags=tags))


@pytest.fixture
def shelf(cast):
    """Four articles: knee or neck, for readers or for clinicians."""
    add_tag(cast, "knee", "body-area", aliases=("kneecap",))
    add_tag(cast, "neck", "body-area")
    add_tag(cast, "hip", "body-area")
    add_tag(cast, "needles", "topic")
    add_tag(cast, "sham", "topic")
    _article(cast, "one", "knee", "needles")
    _article(cast, "two", "knee", "sham")
    _article(cast, "three", "neck", "needles")
    _article(cast, "four", "hip")


def _titles(client, query):
    page = markup.page(client.get(LIST + query))
    return {markup.text(e) for e in markup.elements(page, "h3", class_="card__title")}


def _counts(client, query):
    page = markup.page(client.get(LIST + query))
    options = [
        *markup.elements(page, "a", class_="filter-option"),
        *markup.elements(page, "span", class_="filter-option"),
    ]
    names = [(markup.elements(o, "span", class_="filter-option__name")[0].text, o) for o in options]
    return {name: int(markup.elements(o, "span", class_="filter-option__count")[0].text) for name, o in names}


def _options(client, query):
    page = markup.page(client.get(LIST + query))
    links = markup.elements(page, "a", class_="filter-option")
    return {markup.elements(a, "span", class_="filter-option__name")[0].text: a for a in links}


def _chips(client, query):
    page = markup.page(client.get(LIST + query))
    shown = [part for part in page.iter("ul") if part.get("aria-label") == "Filters that are on"]
    return {markup.text(a): a.get("href") for part in shown for a in markup.elements(part, "a", class_="chip")}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"One", "Two", "Three", "Four"}),
        ("?tag=knee", {"One", "Two"}),
        ("?tag=knee&tag=neck", {"One", "Two", "Three"}),
        ("?tag=knee&tag=needles", {"One"}),
        ("?tag=knee&tag=neck&tag=needles", {"One", "Three"}),
        ("?tag=knee&tag=neck&tag=needles&tag=sham", {"One", "Two", "Three"}),
    ],
)
def test_any_tag_of_a_group_and_some_tag_of_each_group_is_needed_when_several_are_chosen(shelf, client, query, found):
    assert _titles(client, query) == found


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        ("", {"Knee": 2, "Neck": 1, "Hip": 1, "Needles": 2, "Sham": 1}),
        ("?tag=knee", {"Knee": 2, "Neck": 1, "Hip": 1, "Needles": 1, "Sham": 1}),
        ("?tag=needles", {"Knee": 1, "Neck": 1, "Needles": 2, "Sham": 1}),
        ("?tag=knee&tag=needles", {"Knee": 1, "Neck": 1, "Needles": 1, "Sham": 1}),
    ],
)
def test_each_count_tells_what_choosing_the_tag_gives_when_siblings_are_chosen(shelf, client, query, counts):
    assert _counts(client, query) == counts


def test_every_option_leads_to_a_list_that_answers_when_it_is_followed(shelf, client):
    for query in ("", "?tag=knee", "?tag=knee&tag=needles"):
        for name, link in _options(client, query).items():
            assert client.get(link.get("href")).status_code == 200, (query, name)


def test_choosing_a_chosen_tag_drops_it_when_it_is_followed(shelf, client):
    options = _options(client, "?tag=knee&tag=needles")

    assert options["Knee"].get("aria-current") == "true"
    assert options["Knee"].get("href") == f"{LIST}?tag=needles"
    assert options["Neck"].get("aria-current") is None
    assert options["Neck"].get("href") == f"{LIST}?tag=knee&tag=neck&tag=needles"


def test_each_chip_takes_one_filter_off_when_several_are_on(shelf, client):
    chips = _chips(client, "?tag=knee&tag=needles")

    assert chips == {
        "Remove filter: Knee ×": f"{LIST}?tag=needles",
        "Remove filter: Needles ×": f"{LIST}?tag=knee",
        "Remove all": LIST,
    }
    assert _chips(client, "") == {}


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("?tag=needles&tag=knee", "?tag=knee&tag=needles"),
        ("?tag=neck&tag=knee", "?tag=knee&tag=neck"),
        ("?tag=knee&tag=knee", "?tag=knee"),
        ("?tag=kneecap", "?tag=knee"),
        ("?tag=kneecap&tag=knee", "?tag=knee"),
        ("?page=1", ""),
        ("?tag=knee&page=1", "?tag=knee"),
        ("?page=1&tag=knee", "?tag=knee"),
        ("?utm_source=mail", ""),
        ("?tag=knee&order=title", "?tag=knee"),
        ("?q=x", ""),
    ],
)
def test_there_is_one_address_for_each_state_when_it_is_written_otherwise(shelf, client, asked, canonical):
    response = client.get(LIST + asked)

    assert (response.status_code, response["Location"]) == (301, LIST + canonical)
    assert client.get(response["Location"]).status_code == 200


def test_a_state_names_itself_as_canonical_when_it_is_read(shelf, client):
    for query, robots in (("", []), ("?tag=knee", []), ("?tag=knee&tag=needles", ["noindex, follow"])):
        page = markup.page(client.get(LIST + query))
        canonical = [e.get("href") for e in markup.elements(page, "link", rel="canonical")]
        assert canonical == [f"http://127.0.0.1:8000{LIST}{query}"]
        assert [e.get("content") for e in markup.elements(page, "meta", name="robots")] == robots


@pytest.mark.parametrize("query", ["?tag=nothing", "?tag=knee&tag=nothing", "?tag=", "?tag=KNEE", "?tag=knee%20"])
def test_nothing_is_found_when_a_tag_is_unknown(shelf, client, query):
    assert client.get(LIST + query).status_code == 404


def test_an_empty_combination_tells_what_each_filter_costs_when_nothing_fits(shelf, client):
    response = client.get(f"{LIST}?tag=neck&tag=sham")

    chips = {markup.text(a): a.get("href") for a in markup.elements(markup.page(response), "a", class_="chip")}
    assert response.status_code == 404
    assert chips == {"Without Neck: 1 page": f"{LIST}?tag=sham", "Without Sham: 1 page": f"{LIST}?tag=neck"}
    assert LIST in markup.hrefs(markup.page(response))


def test_a_letter_is_no_link_when_no_page_with_the_chosen_tag_begins_with_it(knee, cast, client):
    add_tag(cast, "neck", "body-area")
    people.published(cast, "neck-pain", people.condition_document(title="Neck pain", tags=("neck",)))

    page = markup.page(client.get("/conditions/?tag=neck"))

    [letters] = [nav for nav in markup.elements(page, "nav") if nav.get("aria-label") == "A to Z"]
    assert markup.text(letters) == "K Beginning with N"
    assert markup.hrefs(letters) == ["/conditions/?letter=n&tag=neck"]


def test_the_letter_counts_as_a_filter_when_nothing_fits(knee, cast, client):
    add_tag(cast, "neck", "body-area")
    people.published(cast, "neck-pain", people.condition_document(title="Neck pain", tags=("neck",)))

    response = client.get("/conditions/?letter=k&tag=neck")

    chips = {markup.text(a): a.get("href") for a in markup.elements(markup.page(response), "a", class_="chip")}
    assert response.status_code == 404
    assert chips == {
        "Without the letter K: 1 page": "/conditions/?tag=neck",
        "Without Neck: 1 page": "/conditions/?letter=k",
    }


def test_a_search_tells_what_each_filter_costs_when_its_filters_leave_nothing(shelf, client):
    response = client.get("/search/?q=one&kind=article&tag=hip")

    chips = {markup.text(a): a.get("href") for a in markup.elements(markup.page(response), "a", class_="chip")}
    assert response.status_code == 404
    assert chips["Without Hip: 1 page"] == "/search/?q=one&kind=article"
    assert "Without Articles: 0 pages" in markup.main(response)


def test_the_list_is_there_and_says_so_when_nothing_is_published(db, client):
    for address in ("/conditions/", "/evidence/", "/safety/", "/articles/"):
        response = client.get(address)
        assert response.status_code == 200
        assert "Nothing has been published here yet." in markup.main(response)


def test_withdrawn_pages_are_neither_listed_nor_counted_when_they_go(shelf, cast, client):
    actions.withdraw(publication=Publication.objects.get(slug="one"), by=cast.pia, reason="A doubt.")

    assert _titles(client, "") == {"Two", "Three", "Four"}
    assert _counts(client, "")["Knee"] == 1


@pytest.fixture
def long_shelf(cast):
    """Forty-one articles, five of them on knees."""
    add_tag(cast, "knee", "body-area")
    for i in range(41):
        _article(cast, f"a{i:02d}", *(["knee"] if i % 10 == 0 else []))


def test_a_long_list_has_pages_of_twenty_when_it_is_read_through(long_shelf, client):
    pages = [markup.page(client.get(LIST + query)) for query in ("", "?page=2", "?page=3")]

    titles = [[markup.text(e) for e in markup.elements(p, "h3", class_="card__title")] for p in pages]
    assert [len(t) for t in titles] == [20, 20, 1]
    assert [*titles[0], *titles[1], *titles[2]] == [f"A{i:02d}" for i in range(41)]
    assert [e.get("href") for p in pages for e in markup.elements(p, "a", rel="next")] == [
        f"{LIST}?page=2",
        f"{LIST}?page=3",
    ]
    assert [e.get("href") for p in pages for e in markup.elements(p, "a", rel="prev")] == [LIST, f"{LIST}?page=2"]
    assert "(page 2 of 3)" in markup.text(pages[1].find("head/title"))


def test_nothing_is_found_when_the_page_is_out_of_range_or_no_number(long_shelf, client):
    pages = ("0", "4", "-1", "01", "+2", "2.0", "٣", "99999999999", "1e9", "two", "", " 2", "2&page=3")

    found = {page: client.get(f"{LIST}?page={page}").status_code for page in pages}

    assert found == dict.fromkeys(pages, 404)


@pytest.mark.parametrize(
    ("address", "first", "last", "words"),
    [
        (f"{LIST}?page=4", LIST, f"{LIST}?page=3", "This list has 3 pages only."),
        (f"{LIST}?tag=knee&page=2", f"{LIST}?tag=knee", "", "This list has 1 page only."),
        ("/search/?q=needles&page=9", "/search/?q=needles", "/search/?q=needles&page=3", "This list has 3 pages only."),
        ("/changes/?page=9", "/changes/", "/changes/?page=3", "This list has 3 pages only."),
    ],
)
def test_the_way_back_into_the_list_is_shown_when_its_end_is_passed(long_shelf, client, address, first, last, words):
    answer = client.get(address)

    assert answer.status_code == 404
    assert words in markup.main(answer)
    links = {markup.text(a): a.get("href") for a in markup.elements(markup.page(answer), "a", class_="chip")}
    assert links == {"First page": first, **({"Last page": last} if last else {})}


def test_the_feed_carries_the_filters_when_a_list_is_filtered(shelf, client):
    page = markup.page(client.get(f"{LIST}?tag=knee&tag=needles"))

    assert "/articles.atom?tag=knee&tag=needles" in markup.hrefs(page)


def test_tags_the_software_fills_filter_evidence_when_it_is_published(knee, cast, client):
    people.published(cast, "a", people.evidence_document())
    people.published(cast, "b", people.evidence_document(comparator="usual-care", certainty="high"))

    page = markup.page(client.get("/evidence/"))
    groups = [markup.text(e) for e in markup.by_id(page, "filter-condition").iter("h3")]
    only = client.get("/evidence/?tag=high-certainty")

    assert groups == ["Condition"]
    titles = [markup.text(e) for e in markup.elements(markup.page(only), "h3", class_="card__title")]
    assert titles == [people.finding_title(against="usual care")]


@pytest.mark.parametrize("address", [LIST, "/conditions/", "/sources/", "/changes/"])
def test_every_list_keeps_the_same_rules_of_pages_when_there_is_nothing_to_list(db, client, address):
    beyond = client.get(f"{address}?page=2")

    assert client.get(address).status_code == 200
    assert (client.get(f"{address}?page=1").status_code, client.get(f"{address}?page=1")["Location"]) == (301, address)
    assert (beyond.status_code, client.get(f"{address}?page=0").status_code) == (404, 404)
    assert address in markup.hrefs(markup.elements(markup.page(beyond), "main")[0])
