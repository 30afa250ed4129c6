"""Max looks for a source by its words, kind and standing."""

import pytest

from acuinfo.publishing import actions
from acuinfo.sources.citations import short_authors
from acuinfo.sources.models import Source

from . import cast as people, markup

CHOSEN = "(chosen; follow to remove)"


@pytest.fixture
def sources(cast):
    """Four sources that a page cites, one of them retracted, and one that no page cites."""
    people.source("adams2001", kind="trial", title="Needles for the knee", authors="Adams A, Zhou B")
    people.source("brown2002", kind="trial", title="Needles for the neck", authors="Brown B")
    people.source("clark2003", kind="guideline", title="Caring for the knee", authors="Clark C")
    people.source("davis2004", kind="overview", title="Reviews of needles", authors="Adams D")
    people.source("evans2005", kind="cohort", title="Nobody leans on this knee")
    cited = "".join(f"[[{slug}]]" for slug in ("adams2001", "brown2002", "clark2003", "davis2004"))
    people.knee(cast, unknowns=f"<p>Much {cited}.</p>")
    _retract(cast, "brown2002")


def _retract(cast, slug):
    actions.change_standing(
        source=Source.objects.get(slug=slug), standing="retracted", note="The numbers were made up.", by=cast.pia
    )


def _slugs(page):
    links = [next(title.iter("a")).get("href") for title in markup.elements(page, "h3", class_="card__title")]
    return [link.split("/")[2] for link in links]


def _options(page):
    return {
        " ".join(markup.text(e).split()[:-4]): (int(markup.text(e).split()[-4]), e.get("href"))  # "in this list"
        for e in markup.elements(page, "a", class_="filter-option")
    }


@pytest.mark.parametrize(
    ("query", "slugs", "title"),
    [
        ("", ["adams2001", "brown2002", "clark2003", "davis2004"], "Sources"),
        ("?kind=trial", ["adams2001", "brown2002"], "Sources: Randomised trial"),
        (
            "?kind=trial&kind=guideline",
            ["adams2001", "brown2002", "clark2003"],
            "Sources: Randomised trial, Guideline",
        ),
        ("?standing=retracted", ["brown2002"], "Sources: Retracted"),
        ("?kind=trial&standing=current", ["adams2001"], "Sources: Randomised trial, Current"),
        ("?q=knee", ["adams2001", "clark2003"], "Sources: “knee”"),
        ("?q=ADAMS+needles", ["adams2001", "davis2004"], "Sources: “ADAMS needles”"),
        ("?q=zhou&kind=trial", ["adams2001"], "Sources: “zhou”, Randomised trial"),
    ],
)
def test_the_sources_that_fit_are_listed_when_the_list_is_narrowed(sources, client, query, slugs, title):
    page = markup.page(client.get(f"/sources/{query}"))

    assert _slugs(page) == slugs
    assert markup.text(page.find("head/title")) == f"{title} | AcuInfo"
    canonical = markup.elements(page, "link", rel="canonical")[0].get("href")
    assert canonical == f"http://127.0.0.1:8000/sources/{query}"
    robots = [e.get("content") for e in markup.elements(page, "meta", name="robots")]
    assert robots == (["noindex, follow"] if query else [])


def test_each_option_says_what_it_would_give_when_others_are_chosen(sources, client):
    page = markup.page(client.get("/sources/?kind=trial&standing=current"))

    assert _options(page) == {
        f"Current {CHOSEN}": (1, "/sources/?kind=trial"),
        "Retracted": (1, "/sources/?kind=trial&standing=current&standing=retracted"),
        "Overview of reviews": (1, "/sources/?kind=overview&kind=trial&standing=current"),
        f"Randomised trial {CHOSEN}": (1, "/sources/?standing=current"),
        "Guideline": (1, "/sources/?kind=trial&kind=guideline&standing=current"),
    }


def test_each_filter_can_be_taken_off_when_several_are_on(sources, client):
    page = markup.page(client.get("/sources/?q=needles&kind=trial&standing=retracted"))

    chips = [(markup.text(e), e.get("href")) for e in markup.elements(page, "a", class_="chip")]
    assert chips == [
        ("Remove filter: “needles” ×", "/sources/?kind=trial&standing=retracted"),
        ("Remove filter: Randomised trial ×", "/sources/?q=needles&standing=retracted"),
        ("Remove filter: Retracted ×", "/sources/?q=needles&kind=trial"),
        ("Remove all", "/sources/"),
    ]


def test_the_other_filters_stay_when_words_are_typed(sources, client):
    page = markup.page(client.get("/sources/?q=needles&kind=trial&standing=retracted"))

    form = markup.elements(page, "form", class_="search-form")[0]
    assert (form.get("action"), form.get("method")) == ("/sources/", "get")
    assert [(e.get("name"), e.get("value")) for e in form.iter("input")] == [
        ("q", "needles"),
        ("kind", "trial"),
        ("standing", "retracted"),
    ]


@pytest.mark.parametrize(
    ("query", "elsewhere"),
    [
        ("?q=", ""),
        ("?q=+needles++knee+", "?q=needles+knee"),
        ("?standing=retracted&kind=trial", "?kind=trial&standing=retracted"),
        ("?kind=trial&kind=trial", "?kind=trial"),
        ("?kind=guideline&kind=trial", "?kind=trial&kind=guideline"),
        ("?kind=trial&utm=1", "?kind=trial"),
        ("?kind=trial&page=1", "?kind=trial"),
    ],
)
def test_one_state_has_one_address_when_it_is_written_in_another_way(sources, client, query, elsewhere):
    answer = client.get(f"/sources/{query}")

    assert (answer.status_code, answer["Location"]) == (301, f"/sources/{elsewhere}")


@pytest.mark.parametrize(
    "query", ["kind=nothing", "kind=", "standing=nothing", "standing=Retracted", "page=0", "page=2", "page=x"]
)
def test_the_list_is_not_found_when_nonsense_is_asked(sources, client, query):
    assert client.get(f"/sources/?{query}").status_code == 404
    assert client.get(f"/sources/?kind=trial&{query}").status_code == 404


def test_what_dropping_each_filter_gives_is_told_when_nothing_fits(sources, client):
    answer = client.get("/sources/?q=neck&kind=trial&standing=current")

    page = markup.page(answer)
    assert answer.status_code == 404
    assert "Sources: nothing fits all of these filters" in markup.main(answer)
    ways = [markup.text(e) for e in markup.elements(markup.elements(page, "ul", class_="chips")[0], "li")]
    assert ways == ["Without “neck”: 1 source", "Without Randomised trial: 0 sources", "Without Current: 1 source"]
    links = [e.get("href") for e in markup.elements(page, "a", class_="chip")]
    assert links == ["/sources/?kind=trial&standing=current", "/sources/?q=neck&kind=trial"]


def test_the_filters_stay_when_a_long_list_is_read_through(cast, client):
    for i in range(45):
        people.source(f"s{i:02d}", kind="trial")
    people.source("other", kind="guideline")
    people.knee(cast, unknowns=f"<p>Much {' '.join(f'[[s{i:02d}]]' for i in range(45))} [[other]].</p>")

    page = markup.page(client.get("/sources/?kind=trial&page=2"))

    assert _slugs(page) == [f"s{i}" for i in range(20, 40)]
    steps = [e.get("href") for e in markup.elements(page, "nav", class_="pagination")[0].iter("a")]
    assert steps == ["/sources/?kind=trial", "/sources/?kind=trial", *["/sources/?kind=trial&page=3"] * 2]


def test_the_number_of_queries_stays_when_many_filters_find_nothing(sources, client, django_assert_num_queries):
    kinds = "&".join(f"kind={kind}" for kind in ("network-meta-analysis", "trial", "cohort", "guideline", "economic"))

    client.get("/sources/")  # what is cited is read once for each state of the site

    with django_assert_num_queries(2):
        client.get(f"/sources/?q=nowhere&{kinds}&standing=corrected&standing=concern")
    with django_assert_num_queries(3):
        client.get("/sources/?q=needles&kind=overview&kind=trial&standing=current&standing=retracted")


def test_whole_authors_are_shown_when_there_are_many():
    many = "Vickers AJ, Vertosick EA, Lewith G, MacPherson H, Foster NE, Sherman KJ, Irnich D, Witt CM, Burstein L"

    assert short_authors(many) == ("Vickers AJ, Vertosick EA, Lewith G, MacPherson H, Foster NE, Sherman KJ, et al.")
    assert short_authors("Vickers AJ, Linde K") == "Vickers AJ, Linde K"
    assert short_authors("Vickers AJ, et al.") == "Vickers AJ, et al."
    assert short_authors("A" * 100 + ", Linde K") == "A" * 100 + ", et al."
    assert short_authors("") == ""


def test_authors_are_cut_at_a_whole_one_when_the_list_shows_them(cast, client):
    people.source("long2020", authors=", ".join(f"Authorname{i} AB" for i in range(9)))
    people.knee(cast, unknowns="<p>Much [[long2020]].</p>")

    main = markup.main(client.get("/sources/"))

    assert "Authorname4 AB, et al. 2018" in main
    assert "Authorname5" not in main
