"""Max goes through the site by tags."""

import datetime as dt

import pytest

from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, Publication

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


KNEE = "/tags/knee-joint/"


@pytest.fixture
def knees(cast):
    """A condition, two articles and a safety note on knees, and two pages on something else."""
    _tagged_knee(cast)
    add_tag(cast, "needles", "topic", aliases=("pins",))
    add_tag(cast, "sham", "topic")
    people.published(cast, "a", people.article_document(title="A", tags=("knee-joint", "needles")))
    people.published(cast, "b", people.article_document(title="B", tags=("hip", "knee-joint", "sham")))
    people.published(cast, "c", people.safety_document(title="C", tags=("knee-joint", "needles")))
    people.published(cast, "d", people.article_document(title="D", tags=("hip", "needles")))
    people.published(cast, "e", people.safety_document(title="E", tags=("sham",)))


def _titles(response):
    return [markup.text(e) for e in markup.elements(markup.page(response), "h3", class_="card__title")]


def _kinds(client, query):
    nav = markup.elements(markup.page(client.get(KNEE + query)), "nav", aria_label="Kind of page")
    return {markup.text(a): a.get("href") for a in markup.elements(nav[0], "a", class_="chip")}


def _options(client, query):
    links = markup.elements(markup.page(client.get(KNEE + query)), "a", class_="filter-option")
    return {
        markup.elements(a, "span", class_="filter-option__name")[0].text: (
            int(markup.elements(a, "span", class_="filter-option__count")[0].text),
            a.get("href"),
        )
        for a in links
    }


def test_the_page_of_a_tag_lists_every_kind_and_says_which_when_several_carry_it(knees, client):
    response = client.get(KNEE)

    assert _titles(response) == ["A", "B", "C", "Knee osteoarthritis"]
    cards = [markup.text(e) for e in markup.elements(markup.page(response), "li", class_="card")]
    kinds = ("Article", "Article", "Safety note", "Condition")
    assert all(kind in card for kind, card in zip(kinds, cards, strict=True))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?tag=needles", ["A", "C"]),
        ("?tag=needles&tag=sham", ["A", "B", "C"]),
        ("?tag=hip", ["B"]),
        ("?tag=hip&tag=sham", ["B"]),
        ("?kind=article", ["A", "B"]),
        ("?kind=article&tag=needles", ["A"]),
    ],
)
def test_the_page_of_a_tag_narrows_down_as_lists_do_when_tags_and_a_kind_are_chosen(knees, client, query, found):
    assert _titles(client.get(KNEE + query)) == found


def test_each_count_tells_what_choosing_gives_when_a_tag_has_its_own_page(knees, client):
    for query in ("", "?tag=needles", "?kind=article", "?kind=article&tag=needles"):
        options = _options(client, query)
        assert "Knee" not in options
        for name, (count, address) in options.items():
            if f"tag={name.lower()}" not in query:
                narrowed = address.replace("tag=needles&", "") if name == "Sham" else address
                assert len(_titles(client.get(narrowed))) == count, (query, name)


def test_each_kind_tells_how_many_pages_it_has_under_the_chosen_tags_when_they_are_offered(knees, client):
    assert _kinds(client, "") == {
        "Conditions (1)": f"{KNEE}?kind=condition",
        "Safety (1)": f"{KNEE}?kind=safety",
        "Articles (2)": f"{KNEE}?kind=article",
    }
    assert _kinds(client, "?kind=article&tag=needles") == {
        "Safety (1)": f"{KNEE}?kind=safety&tag=needles",
        "Articles (1) ✓": f"{KNEE}?tag=needles",
    }


def test_an_empty_combination_tells_what_dropping_each_filter_gives_when_nothing_on_a_tag_fits(knees, client):
    response = client.get(f"{KNEE}?kind=safety&tag=sham")

    chips = {markup.text(a): a.get("href") for a in markup.elements(markup.page(response), "a", class_="chip")}
    assert response.status_code == 404
    assert chips == {"Without Safety: 1 page": f"{KNEE}?tag=sham", "Without Sham: 1 page": f"{KNEE}?kind=safety"}
    assert KNEE in markup.hrefs(markup.page(response))
    assert client.get(f"{KNEE}?kind=evidence").status_code == 404


@pytest.mark.parametrize(
    "query",
    ["?tag=nothing", "?tag=", "?kind=nothing", "?kind=article&kind=safety", "?page=2", "?sort=certainty", "?page=0"],
)
def test_nothing_is_found_when_a_filter_of_a_tag_is_unknown(knees, client, query):
    assert client.get(KNEE + query).status_code == 404


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        (f"{KNEE}?tag=knee-joint", KNEE),
        (f"{KNEE}?tag=kneecap&tag=needles", f"{KNEE}?tag=needles"),
        (f"{KNEE}?tag=sham&kind=article&tag=pins", f"{KNEE}?kind=article&tag=needles&tag=sham"),
        (f"{KNEE}?kind=&page=1&sort=name", KNEE),
        ("/tags/kneecap/?tag=needles", f"{KNEE}?tag=needles"),
        ("/tags/kneecap/?tag=pins&kind=article", f"{KNEE}?kind=article&tag=needles"),
    ],
)
def test_there_is_one_address_for_each_state_of_a_tag_when_it_is_written_otherwise(knees, client, asked, canonical):
    response = client.get(asked)

    assert (response.status_code, response["Location"]) == (301, canonical)
    assert client.get(canonical).status_code == 200


def test_search_engines_get_the_tag_and_no_combination_when_it_is_filtered(knees, client):
    for query, robots in (("", []), ("?tag=needles", ["noindex, follow"]), ("?kind=article", ["noindex, follow"])):
        page = markup.page(client.get(KNEE + query))
        assert [e.get("content") for e in markup.elements(page, "meta", name="robots")] == robots
        canonical = [e.get("href") for e in markup.elements(page, "link", rel="canonical")]
        assert canonical == [f"http://127.0.0.1:8000{KNEE}{query}"]


def test_each_state_of_a_tag_has_a_title_of_its_own_when_filters_are_on(knees, client):
    queries = ("", "?tag=needles", "?kind=article", "?kind=article&tag=needles")

    titles = [markup.text(markup.page(client.get(KNEE + query)).find("head/title")) for query in queries]

    assert len(set(titles)) == len(queries)
    assert "Articles, Needles" in titles[-1]


def test_the_newest_review_comes_first_when_the_page_of_a_tag_is_sorted_so(knees, client):
    Publication.objects.filter(slug="c").update(last_reviewed_on=dt.date(2031, 1, 1))
    Change.objects.create(what="cards-rebuilt", subject="x")

    assert _titles(client.get(f"{KNEE}?sort=reviewed"))[0] == "C"


def test_many_pages_come_twenty_at_a_time_when_they_carry_the_tag(cast, client):
    add_tag(cast, "knee", "body-area")
    for i in range(21):
        people.published(cast, f"a{i}", people.article_document(title=f"Needles {i}", tags=("knee",)))

    pages = [client.get("/tags/knee/"), client.get("/tags/knee/?page=2")]

    assert [len(_titles(page)) for page in pages] == [20, 1]
    assert "(page 2 of 2)" in markup.text(markup.page(pages[1]).find("head/title"))


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


def test_the_feed_has_what_the_page_of_a_tag_has_when_it_is_narrowed(cast, client):
    _tagged_knee(cast)
    people.published(cast, "needles", people.article_document(tags=("knee-joint",)))
    page = client.get(f"{KNEE}?kind=article")

    feed = page.context["listing"].feed_url
    answer = client.get(feed)

    assert feed == "/tags/knee-joint.atom?kind=article"
    assert f'href="{feed}"' in page.content.decode()
    assert answer.content.decode().count("<entry") == 1
    assert "/articles/needles/" in answer.content.decode()


def test_the_feed_is_elsewhere_or_nowhere_when_its_tag_is_an_alias_or_unknown(cast, client):
    _tagged_knee(cast)

    answers = [client.get("/tags/kneecap.atom"), client.get("/tags/unheard-of.atom"), client.get("/tags/hip.atom")]

    assert [answer.status_code for answer in answers] == [301, 404, 404]
    assert answers[0]["Location"] == "/tags/knee-joint.atom"
