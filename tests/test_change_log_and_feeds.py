"""Max follows what changes."""

import datetime as dt
from xml.etree import ElementTree

import pytest

from acuinfo.publishing import actions
from acuinfo.site import atom
from acuinfo.sources.models import Source

from . import cast as people, markup
from .published_site import add_tag, publish_site

ATOM = "{http://www.w3.org/2005/Atom}"


def _sentences(client, query=""):
    page = markup.page(client.get(f"/changes/{query}"))
    return [markup.text(next(li.iter("p"))) for li in markup.elements(page, "ol", class_="change-list")[0].iter("li")]


def _entries(client, address):
    feed = ElementTree.fromstring(client.get(address).content)
    return [
        (entry.findtext(f"{ATOM}title"), entry.find(f"{ATOM}link").get("href"), entry.findtext(f"{ATOM}summary"))
        for entry in feed.iter(f"{ATOM}entry")
    ]


def _identity(client, address):
    feed = ElementTree.fromstring(client.get(address).content)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    found = (feed.findtext(f"{ATOM}title"), feed.findtext(f"{ATOM}id"), links["self"], links["alternate"])
    return tuple(text.removeprefix("http://127.0.0.1:8000") for text in found)


def test_everything_readers_should_know_is_logged_newest_first_when_it_happens(cast, client):
    knee = people.knee(cast, unknowns="<p>How long it lasts [[vickers2018]].</p>")
    people.rewrite(cast, knee, people.condition_document(unknowns="<p>How long [[vickers2018]].</p>"))
    people.publish(cast, knee)
    actions.change_standing(
        source=Source.objects.get(slug="vickers2018"), standing="corrected", note="Figure 2 was wrong.", by=cast.pia
    )
    actions.withdraw(publication=knee, by=cast.pia, reason="A doubt.")
    actions.reinstate(publication=knee, by=cast.pia)

    assert _sentences(client) == [
        "Reinstated: Knee osteoarthritis",
        "Withdrawn: Knee osteoarthritis",
        "Standing of a source changed: Title of vickers2018 (corrected)",
        "Updated: Knee osteoarthritis",
        "Published: Knee osteoarthritis",
    ]


def test_small_fixes_are_left_out_when_they_are_published(knee, cast, client):
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>Wear and pain in the knee.</p>"))
    people.publish(cast, knee, note="A comma.", weight="minor")

    assert _sentences(client) == ["Published: Knee osteoarthritis"]
    assert [title for title, *_ in _entries(client, "/feeds/changes.atom")] == ["Published: Knee osteoarthritis"]


def test_the_log_has_pages_of_twenty_when_much_has_changed(cast, client):
    for i in range(21):
        people.published(cast, f"a{i}", people.article_document(title=f"Needles {i}"))

    assert len(_sentences(client)) == 20
    assert _sentences(client, "?page=2") == ["Published: Needles 0"]
    assert client.get("/changes/?page=3").status_code == 404
    assert client.get("/changes/?page=1")["Location"] == "/changes/"
    assert client.get("/changes/?utm=1")["Location"] == "/changes/"


def test_the_feed_tells_the_change_and_where_it_is_when_something_is_published(knee, client):
    response = client.get("/feeds/changes.atom")

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert _entries(client, "/feeds/changes.atom") == [
        (
            "Published: Knee osteoarthritis",
            "http://127.0.0.1:8000/conditions/knee-osteoarthritis/",
            "A change readers should know.",
        )
    ]


def test_entries_have_ids_of_their_own_when_a_page_changes_twice(knee, cast, client):
    people.rewrite(cast, knee, people.condition_document(without_treatment="<p>A sore knee joint.</p>"))
    people.publish(cast, knee)

    feed = ElementTree.fromstring(client.get("/feeds/changes.atom").content)

    ids = [entry.findtext(f"{ATOM}id") for entry in feed.iter(f"{ATOM}entry")]
    assert len(ids) == len(set(ids)) == 2


def test_the_feed_beside_a_list_has_the_same_pages_when_it_is_filtered(cast, client):
    add_tag(cast, "knee", "body-area", aliases=("kneecap",))
    people.published(cast, "one", people.article_document(title="One", tags=("knee",)))
    people.published(cast, "two", people.article_document(title="Two"))

    assert [title for title, *_ in _entries(client, "/articles.atom")] == ["Two", "One"]
    assert [title for title, *_ in _entries(client, "/articles.atom?tag=knee")] == ["One"]
    assert client.get("/articles.atom?tag=kneecap")["Location"] == "/articles.atom?tag=knee"
    assert client.get("/articles.atom?tag=nothing").status_code == 404


def test_each_list_names_its_feed_when_it_is_read(knee, client):
    for name in ("conditions", "evidence", "safety", "articles"):
        page = markup.page(client.get(f"/{name}/"))
        feeds = [e.get("href") for e in markup.elements(page, "link", rel="alternate", type="application/atom+xml")]
        assert feeds == ["/feeds/changes.atom", f"/{name}.atom"]
        assert client.get(f"/{name}.atom").status_code == 200


def test_the_page_leaves_the_feed_of_its_list_when_it_is_withdrawn(knee, cast, client):
    actions.withdraw(publication=knee, by=cast.pia, reason="A doubt.")

    assert _entries(client, "/conditions.atom") == []
    assert _entries(client, "/feeds/changes.atom")[0][0] == "Withdrawn: Knee osteoarthritis"


def test_the_log_says_so_when_nothing_has_happened(db, client):
    assert "Nothing has changed yet." in markup.main(client.get("/changes/"))
    assert _entries(client, "/feeds/changes.atom") == []


FEEDS = ("/articles.atom", "/feeds/changes.atom", "/sources.atom", "/tags/knee.atom", "/evidence.atom")


def test_each_feed_has_what_atom_asks_for(cast, client):
    """RFC 4287, as the W3C's validator asks it: each element once, where it must be, and of its own form.

    That each feed and entry names its author is the case atom-feed-author.
    """
    publish_site(cast)
    for address in FEEDS:
        root = ElementTree.fromstring(client.get(address).content)
        assert root.findtext(f"{ATOM}rights") == "AcuInfo, CC BY 4.0"
        entries = root.findall(f"{ATOM}entry")
        assert entries, address
        for part in (root, *entries):
            for name in ("id", "title", "updated"):
                (element,) = part.findall(f"{ATOM}{name}")
                assert element.text, (address, name)
            assert part.findtext(f"{ATOM}author/{ATOM}name") == "AcuInfo"
            assert len(part.findall(f"{ATOM}link[@rel='alternate']")) == 1
            assert dt.datetime.fromisoformat(part.findtext(f"{ATOM}updated")).tzinfo
        for entry in entries:
            assert entry.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
            assert all(category.get("term") and category.get("label") for category in entry.iter(f"{ATOM}category"))
            assert entry.find(f"{ATOM}category") is not None
            (summary,) = entry.findall(f"{ATOM}summary")
            assert summary.get("type") is None
            assert [content.get("type") for content in entry.findall(f"{ATOM}content")] in ([], ["xhtml"])
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        assert len(ids) == len(set(ids))
        assert root.findtext(f"{ATOM}updated") >= max(entry.findtext(f"{ATOM}updated") for entry in entries)


def test_a_page_keeps_its_entry_when_it_moves_and_leaves_word_when_it_is_withdrawn(cast, knee, client):
    def feed():
        return ElementTree.fromstring(client.get("/conditions.atom").content)

    before = feed().findtext(f"{ATOM}entry/{ATOM}id")
    actions.move(publication=knee, slug="knee-pain", by=cast.pia)
    after = feed().findtext(f"{ATOM}entry/{ATOM}id")
    actions.withdraw(publication=knee, by=cast.pia, reason="A doubt.")

    (gone,) = feed().findall("{http://purl.org/atompub/tombstones/1.0}deleted-entry")
    knee.refresh_from_db()
    assert before == after == gone.get("ref") == f"urn:uuid:{knee.uuid}"
    assert dt.datetime.fromisoformat(gone.get("when")) == knee.withdrawn_at
    assert "".join(gone.itertext()) == "A doubt."


def test_a_long_feed_comes_in_pages_that_lead_to_each_other(cast, client, monkeypatch):
    """RFC 5005, section 3."""
    monkeypatch.setattr(atom, "LENGTH", 2)
    for i in range(5):
        people.published(cast, f"a{i}", people.article_document(title=f"A{i}"))

    for path in ("/articles.atom", "/feeds/changes.atom"):
        address, titles = path, []
        while address:
            root = ElementTree.fromstring(client.get(address).content)
            links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
            assert links["self"].endswith(address)
            assert (links["first"], links["last"]) == tuple(
                f"http://127.0.0.1:8000{path}{end}" for end in ("", "?page=3")
            )
            titles += [entry.findtext(f"{ATOM}title")[-2:] for entry in root.iter(f"{ATOM}entry")]
            address = links.get("next", "").removeprefix("http://127.0.0.1:8000")
        assert titles == ["A4", "A3", "A2", "A1", "A0"]
    assert client.get("/articles.atom?page=4").status_code == 404


@pytest.mark.parametrize(
    ("address", "title", "page"),
    [
        ("/feeds/changes.atom", "What has changed", "/changes/"),
        ("/articles.atom", "Articles", "/articles/"),
        ("/articles.atom?tag=knee", "Articles: Knee", "/articles/?tag=knee"),
        ("/articles.atom?tag=knee&tag=needles", "Articles: Knee, Needles", "/articles/?tag=knee&tag=needles"),
        ("/tags/knee.atom", "Knee", "/tags/knee/"),
        ("/tags/knee.atom?kind=article&tag=needles", "Knee: Articles, Needles", "/tags/knee/?kind=article&tag=needles"),
    ],
)
def test_each_feed_has_a_name_and_an_identity_of_its_own_when_it_is_filtered(cast, client, address, title, page):
    add_tag(cast, "knee", "body-area")
    add_tag(cast, "needles", "topic")
    people.published(cast, "one", people.article_document(title="One", tags=("knee", "needles")))

    assert _identity(client, address) == (f"AcuInfo: {title}", address, address, page)
    assert client.get(page).status_code == 200


@pytest.mark.parametrize(
    ("address", "elsewhere"),
    [
        ("/feeds/changes.atom?page=1", "/feeds/changes.atom"),
        ("/articles.atom?page=1", "/articles.atom"),
        ("/articles.atom?page=1&tag=knee", "/articles.atom?tag=knee"),
        ("/articles.atom?sort=reviewed", "/articles.atom"),
        ("/articles.atom?utm=1&tag=knee", "/articles.atom?tag=knee"),
        ("/tags/knee.atom?sort=reviewed&kind=article", "/tags/knee.atom?kind=article"),
    ],
)
def test_a_feed_has_one_address_when_it_is_asked_for_what_only_lists_have(cast, client, address, elsewhere):
    add_tag(cast, "knee", "body-area")
    people.published(cast, "one", people.article_document(title="One", tags=("knee",)))

    answer = client.get(address)

    assert (answer.status_code, answer["Location"]) == (301, elsewhere)
    assert client.get(elsewhere).status_code == 200


def test_a_feed_is_not_found_when_nothing_fits_its_filters(cast, client):
    add_tag(cast, "knee", "body-area")
    add_tag(cast, "needles", "topic")
    people.published(cast, "one", people.article_document(title="One", tags=("knee",)))
    people.published(cast, "two", people.article_document(title="Two", tags=("needles",)))

    for path in ("/articles.atom?tag=knee&tag=needles", "/tags/knee.atom?tag=needles", "/tags/knee.atom?kind=safety"):
        page = path.replace(".atom", "/")
        assert (client.get(path).status_code, client.get(page).status_code) == (404, 404)


def test_the_feed_of_sources_tells_their_standing_when_one_was_retracted(cast, client):
    people.source("first2001", kind="trial", title="First")
    people.source("second2002", kind="guideline", title="Second")
    people.source("secret2030")
    people.knee(cast, unknowns="<p>Much [[first2001]] [[second2002]].</p>")
    actions.change_standing(
        source=Source.objects.get(slug="first2001"), standing="retracted", note="Made up.", by=cast.pia
    )

    assert _entries(client, "/sources.atom") == [
        (
            "[Retracted] First",
            "http://127.0.0.1:8000/sources/first2001/",
            "Retracted. Made up. Vickers AJ. First. 2018.",
        ),
        ("Second", "http://127.0.0.1:8000/sources/second2002/", "Current. Vickers AJ. Second. 2018."),
    ]
    assert [title for title, *_ in _entries(client, "/sources.atom?standing=retracted")] == ["[Retracted] First"]
    assert _identity(client, "/sources.atom?q=sec&kind=guideline") == (
        "AcuInfo: Sources: “sec”, Guideline",
        *["/sources.atom?q=sec&kind=guideline"] * 2,
        "/sources/?q=sec&kind=guideline",
    )
    assert client.get("/sources.atom?page=2").status_code == 404
    assert client.get("/sources.atom?page=1")["Location"] == "/sources.atom"
    assert client.get("/sources.atom?kind=nothing").status_code == 404
    assert client.get("/sources.atom?kind=cohort").status_code == 404


def test_the_list_of_sources_names_its_feed_when_it_is_narrowed(cast, client):
    people.source("first2001", kind="trial")
    people.knee(cast, unknowns="<p>Much [[first2001]].</p>")

    page = markup.page(client.get("/sources/?kind=trial"))

    feeds = [e.get("href") for e in markup.elements(page, "link", rel="alternate", type="application/atom+xml")]
    assert feeds == ["/feeds/changes.atom", "/sources.atom?kind=trial"]
    assert "/sources.atom?kind=trial" in markup.hrefs(page)


# --- What somebody chose ----------------------------------------------------------------------------------------
@pytest.fixture
def news(knee, cast):
    """A finding whose answer changes, one that only gets other words, a safety note, an article, another condition."""
    found = people.published(cast, "knee-pain-sham", people.evidence_document())
    people.rewrite(cast, found, people.evidence_document(explanation="<p>People felt a little less pain.</p>"))
    people.publish(cast, found, note="Words.")
    people.rewrite(cast, found, people.evidence_document(certainty="moderate"))
    people.publish(cast, found, note="Surer.")
    people.rewrite(cast, found, people.evidence_document(certainty="moderate", participants=1900))
    people.publish(cast, found, note="More people.")
    people.published(cast, "bruising", people.safety_document())
    people.published(cast, "needles", people.article_document(title="Needles"))
    people.published(cast, "neck-pain", people.condition_document(title="Neck pain"))
    actions.change_standing(
        source=Source.objects.get(slug="vickers2018"), standing="corrected", note="So.", by=cast.pia
    )


FOUND = {
    "?news=answer": ["Neck pain", "Surer.", "Knee osteoarthritis"],
    "?news=evidence": ["vickers2018", "More people.", people.FINDING],
    "?news=safety": ["Bruising"],
    "?news=wording": ["Needles", "Words."],
    "?kind=article": ["Needles"],
    "?kind=source": ["vickers2018"],
    "?condition=neck-pain": ["Neck pain", "Bruising"],
    "?condition=knee-osteoarthritis&news=safety": ["Bruising"],
    "?condition=knee-osteoarthritis&kind=source": ["vickers2018"],
    "?since=2100-01-01": [],
    "?until=2000-01-01": [],
}


def test_readers_find_what_matters_to_them_when_they_choose_it(news, client):
    for query, words in FOUND.items():
        answer = client.get(f"/changes/{query}")
        page = markup.page(answer)
        told = [markup.text(li) for ol in markup.elements(page, "ol", class_="change-list") for li in ol.iter("li")]

        assert answer.status_code == (200 if words else 404), query
        assert len(told) == len(words), (query, told)
        assert [word for word, line in zip(words, told, strict=True) if word not in line] == [], query
        assert len(_entries(client, f"/feeds/changes.atom{query}")) == len(words)  # an empty one can be followed
    assert len(_sentences(client, "?since=2000-01-01&until=2100-01-01")) == 9


def test_a_choice_of_changes_has_one_address_and_what_cannot_be_chosen_has_none(knee, cast, client):
    actions.move(publication=knee, slug="knees", by=cast.pia)
    moved = {
        "?condition=&news=safety&kind=&since=&until=": "?news=safety",
        "?news=answer&condition=knees": "?condition=knees&news=answer",
        "?condition=knee-osteoarthritis": "?condition=knees",
        "?since=2026-01-01&page=1": "?since=2026-01-01",
    }
    none = (
        "news=love",
        "kind=x",
        "condition=none",
        "since=March",
        "since=20260301",
        "since=0001-01-01",
        "until=9999-12-31",
    )

    assert {query: client.get(f"/changes/{query}")["Location"] for query in moved} == {
        query: f"/changes/{address}" for query, address in moved.items()
    }
    assert [client.get(f"/changes/?{query}").status_code for query in none] == [404] * len(none)


def test_the_home_page_tells_what_is_news_to_readers_and_not_that_words_moved(news, client):
    home = markup.page(client.get("/"))
    told = [markup.text(li) for ul in markup.elements(home, "ul", class_="latest-changes") for li in ul.iter("li")]

    assert len(told) == 5
    assert told[0].startswith("New evidence ")
    assert not [line for line in told if "Needles" in line or "Words." in line]
