"""How well search answers what readers type, over the starting content; the same on every database."""

from pathlib import Path

import pytest
import yaml
from django.core.management import call_command
from django.db import connection, transaction
from django.test import override_settings
from django.test.utils import CaptureQueriesContext

from acuinfo.finding import facets
from acuinfo.finding.search.excerpts import Marker
from acuinfo.finding.search.index import search_index
from acuinfo.finding.search.query import Query
from acuinfo.publishing import actions
from acuinfo.publishing.models import Publication
from acuinfo.publishing.search import Word
from acuinfo.publishing.stemming import stem, words

from . import cast as people, markup

QUERIES = yaml.safe_load((Path(__file__).parent / "documents" / "search_queries.yaml").read_text("utf-8"))


@pytest.fixture(scope="module")
def _content(django_db_setup, django_db_blocker):
    """Load the starting content once for this module, and take it away again."""
    with django_db_blocker.unblock(), override_settings(SELF_APPROVAL=True):
        everything = transaction.atomic()
        everything.__enter__()
        call_command("load_content", verbosity=0)
        yield
        transaction.set_rollback(True)
        everything.__exit__(None, None, None)


@pytest.fixture
def site(_content, db):
    """The site with its starting content."""


def _results(response):
    titles = markup.elements(markup.page(response), "h3", class_="card__title")
    return [a.get("href") for title in titles for a in title.iter("a")]


# --- The set of queries -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("expected", QUERIES, ids=[row["q"] for row in QUERIES])
def test_readers_find_what_they_mean_when_they_search_the_starting_content(site, client, expected):
    response = client.get("/search/", {"q": expected["q"]})

    found, context = _results(response), response.context
    assert response.status_code == 200
    assert found[:1] == ([expected["first"]] if "first" in expected else found[:1])
    assert set(expected.get("has", ())) <= set(found)
    assert not set(expected.get("lacks", ())) & set(found)
    assert context["listing"].total == expected.get("total", context["listing"].total)
    assert context["is_partial"] == expected.get("some", False)
    assert (context["corrected"] or None) == expected.get("suggests")
    assert [post.not_covered for post in context["not_covered"]] == (
        [expected["outside"]] if "outside" in expected else []
    )


def test_the_set_is_large_enough_when_it_is_read():
    assert len(QUERIES) >= 60
    assert len({row["q"] for row in QUERIES}) == len(QUERIES)


def test_every_name_of_a_condition_finds_it_first_when_typed(site):
    index = search_index()
    missed = []
    for condition in Publication.objects.live().of_kind("condition"):
        for name in (condition.title, *condition.data["other_names"]):
            ranking = index.rank(Query.read(name))
            if index.page(ranking, ranking.members, 0, 1) != [condition.pk]:
                missed.append(name)

    assert missed == []


# --- Order, pages and filters -----------------------------------------------------------------------------------
def test_results_come_by_where_the_word_stands_when_pages_differ_in_nothing_else(cast, client):
    def article(slug, **fields):
        plain = {"title": slug, "summary": "Short.", "body": "<p>Long.</p>"}
        people.published(cast, slug, people.article_document(**{**plain, **fields}))

    actions.save_tag(slug="zinc", name="Zinc", group="topic", scope_note="", aliases=("galvanised",), by=cast.pia)
    article("in-body", body="<p>Some galvanised needles.</p>")
    article("in-summary", summary="On galvanised needles.")
    article("in-tags", tags=("zinc",))
    article("in-title", title="Galvanised")
    article("nowhere")

    expected = [f"/articles/in-{place}/" for place in ("title", "tags", "summary", "body")]
    assert _results(client.get("/search/?q=galvanised")) == expected


def test_all_results_are_shown_once_and_best_first_when_there_are_several_pages(site, client):
    first = client.get("/search/?q=acupuncture")
    total, pages = first.context["listing"].total, first.context["listing"].pages
    found = _results(first)
    for number in range(2, pages + 1):
        found += _results(client.get(f"/search/?q=acupuncture&page={number}"))

    assert pages > 3
    assert len(found) == len(set(found)) == total
    index = search_index()
    ranking = index.rank(Query.read("acupuncture"))
    ranked = index.page(ranking, ranking.members, 0, total)
    assert found == [p.get_absolute_url() for p in facets.cards(ranked)]


def test_each_kind_tells_how_many_results_choosing_it_gives_when_kinds_are_offered(site, client):
    options = client.get("/search/?q=knee").context["kinds"]

    told = {option.slug: option.count for option in options}
    given = {o.slug: client.get(o.url).context["listing"].total for o in options if o.count}
    assert given == {slug: count for slug, count in told.items() if count}
    assert len(given) >= 3
    assert sum(told.values()) == client.get("/search/?q=knee").context["listing"].total


def test_only_conditions_are_found_when_that_kind_is_chosen(site, client):
    response = client.get("/search/?q=pain&kind=condition")

    assert all(address.startswith("/conditions/") for address in _results(response))
    chosen = [option for option in response.context["kinds"] if option.selected]
    assert [(option.slug, option.url) for option in chosen] == [("condition", "/search/?q=pain")]


def test_kind_and_tag_narrow_together_when_both_are_chosen(site, client):
    response = client.get("/search/?q=pain&kind=evidence&tag=knee-osteoarthritis")

    assert _results(response)
    assert all(address.startswith("/evidence/knee") for address in _results(response))
    assert [chip.remove_url for chip in response.context["listing"].chips] == ["/search/?q=pain&kind=evidence"]


@pytest.mark.parametrize("query", ["q=knee&kind=nothing", "q=knee&kind=condition&kind=article", "kind=nothing"])
def test_there_is_no_such_page_when_the_kind_is_unknown_or_twice(site, client, query):
    assert client.get(f"/search/?{query}").status_code == 404


def test_filters_that_leave_nothing_answer_404_and_can_be_dropped_when_words_alone_find_pages(site, client):
    response = client.get("/search/?q=lumbago&kind=article")

    assert response.status_code == 404
    assert response.context["listing"].total == 0
    ways_back = [a.get("href") for a in markup.elements(markup.page(response), "a", class_="chip")]
    assert "/search/?q=lumbago" in ways_back


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("q=knee++pain", "q=knee+pain"),
        ("kind=condition&q=knee", "q=knee&kind=condition"),
        ("q=knee&kind=", "q=knee"),
        ("q=" + "a" * 300, "q=" + "a" * 200),
    ],
)
def test_there_is_one_address_for_a_search_when_it_is_asked_differently(site, client, asked, canonical):
    response = client.get(f"/search/?{asked}")

    assert (response.status_code, response["Location"]) == (301, f"/search/?{canonical}")


def test_the_page_takes_as_many_queries_as_before_when_it_finds_more(site, client):
    client.get("/search/?q=knee")  # the process reads the index of this version

    taken = {}
    typed = ("fibromyalgia sleep", "acupuncture for pain", "lumbgao pain", "gonarthrosis", "M17.1", "xylophone")
    for text in (*typed, "hello I take warferin for my heart can my neck be needled"):
        with CaptureQueriesContext(connection) as queries:
            client.get("/search/", {"q": text})
        taken[text] = len(queries)

    assert taken == {
        "fibromyalgia sleep": 3, "acupuncture for pain": 3, "lumbgao pain": 5, "gonarthrosis": 3, "M17.1": 4,
        "hello I take warferin for my heart can my neck be needled": 4, "xylophone": 4,
    }  # fmt: skip


# --- Excerpts ---------------------------------------------------------------------------------------------------
def test_hits_are_marked_and_everything_else_is_escaped_when_an_excerpt_is_cut():
    text = "Title\nIf a < b & you needle the knee, then <script>alert(1)</script> needles help; kneel down."

    excerpt = Marker([("needl",), ("knee",)]).excerpt(text)

    assert excerpt == (
        "If a &lt; b &amp; you <mark>needle</mark> the <mark>knee</mark>, then "
        "&lt;script&gt;alert(1)&lt;/script&gt; <mark>needles</mark> help; kneel down."
    )


def test_the_excerpt_is_from_where_most_of_the_words_are_when_they_stand_apart():
    filler = "Nothing of note is said in this long sentence about other matters. " * 5
    text = f"Title\nThe knee is a joint, as you know, in the leg.\n{filler}Blood thinners and the knee. {filler}"

    excerpt = Marker([("knee",), ("blood", "thinner")]).excerpt(text)

    assert "<mark>Blood thinners</mark> and the <mark>knee</mark>." in excerpt
    assert excerpt.startswith("…")
    assert excerpt.endswith("…")


def test_no_citation_mark_is_shown_when_the_text_cites_sources():
    text = "Title\nNeedles eased pain a little more than usual care did [[vickers2018]]."

    assert Marker([("needl",)]).excerpt(text) == "<mark>Needles</mark> eased pain a little more than usual care did."


# --- Words ------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "same",
    [
        "needle needles needled needling",
        "randomised randomized randomisation",
        "tumour tumor tumours",
        "lymphoedema lymphedema",
        "arthritis arthritic",
        "pregnant pregnancy pregnancies",
        "exercise exercises exercising",
        "safe safety",
        "fibre fibers",
    ],
)
def test_words_have_one_stem_when_they_mean_the_same(same):
    assert len({stem(word) for word in same.split()}) == 1


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("caresses", "caress"), ("ponies", "poni"), ("agreed", "agre"), ("plastered", "plaster"), ("motoring", "motor"),
        ("sing", "sing"), ("hopping", "hop"), ("falling", "fall"), ("filing", "file"), ("happy", "happi"),
        ("sky", "sky"), ("relational", "relat"), ("conditional", "condit"),
        ("operator", "oper"), ("hopefulness", "hope"),
        ("electrical", "electr"), ("adjustment", "adjust"), ("adoption", "adopt"), ("rate", "rate"), ("cease", "ceas"),
        ("roll", "roll"), ("oscillators", "oscil"), ("replacement", "replac"),
    ],
)  # fmt: skip
def test_stems_are_porters_when_compared_with_his_examples(word, expected):
    assert stem(word) == expected


def test_case_accents_and_apostrophes_do_not_matter_when_text_is_split():
    split = words("T’ai Chi, the Patient's NAÏVE X-ray; COVID-19")

    assert " ".join(split) == "tai chi the patient naive x ray covid 19"


def test_both_databases_hold_the_same_tokens_when_words_have_digits_or_other_scripts(cast):
    odd = "5ht1a 1e5 10mg 2x µg 針灸 كتاب Ω3 x86 3rd 0.05 1,000 a_b user@example.org /tmp/x http://x.org/y?z=1"
    people.published(cast, "odd", people.article_document(body=f"<p>{odd}</p>"))
    index = search_index()

    missed = [word for word in words(odd) if not index.rank(Query.read(f'"{word}"')).members]

    assert missed == []


# --- Hostile queries --------------------------------------------------------------------------------------------
HOSTILE = [
    '"', "'", '"" OR ""', 'knee" OR "x', "knee AND", "NEAR(knee pain, 5)", "title:knee", "knee*", "-knee", "^knee",
    "{title}: x", "knee & pain | !x", "<-> knee", ":*", "knee:A", "%", "%s %(x)s", "\\", "\\'", "()", "((((",
    "'); DROP TABLE publishing_text; --", "zqbegin", "🦵", "針灸", "وخز بالإبر", "\u202eeenk", "ß", "İ", "ﬁ",
    "x" * 4000, "knee " * 100, "a-" * 90, '"' * 150, "the of and", "\u00a0", "\ue000knee\ue001",
    "<mark>knee</mark>", "0" * 199, "..", "--", "-", "é" * 150,
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_answer_is_polite_when_the_query_is_hostile(site, client, text):
    response = client.get("/search/", {"q": text}, follow=True)

    page = markup.page(response)
    hints = markup.elements(page, "div", id="search-hints")
    lists = [address for address in markup.hrefs(markup.elements(page, "main")[0]) if address == "/conditions/"]
    assert response.status_code == (200 if len(text) <= 1000 else 400)
    assert hints or lists or _results(response) or response.status_code == 400


def test_no_text_is_too_odd_to_be_read_when_it_never_came_through_a_browser():
    for text in ("\x00", "knee\x00pain", "\ud800", "\udfffknee", "a" * 10_000, "\n\t\r"):
        query = Query.read(text)
        assert all(word.isalnum() for word in query.words)

    assert Query.read("knee\x00pain").words == ("knee", "pain")


def test_a_helpful_page_is_shown_when_only_small_words_are_typed(site, client):
    page = markup.page(client.get("/search/?q=what+is+the"))

    assert "Nothing to search for yet" in markup.text(page)


def test_hints_are_shown_when_nothing_was_typed(db, client):
    page = markup.page(client.get("/search/"))

    assert "Two or three words are enough" in markup.text(markup.by_id(page, "search-hints"))


# --- Other words for the same -----------------------------------------------------------------------------------
def test_findings_are_found_by_a_new_name_when_only_their_condition_was_published_anew(cast, client):
    elbow = people.published(cast, "elbow", people.condition_document(title="Outer elbow pain", other_names=()))
    about = people.evidence_document(condition="elbow")
    finding = people.published(cast, "elbow-sham", about)
    before = _results(client.get("/search/?q=epicondylalgia"))

    people.rewrite(cast, elbow, people.condition_document(title="Outer elbow pain", other_names=("Epicondylalgia",)))
    people.publish(cast, elbow)

    assert before == []
    assert _results(client.get("/search/?q=epicondylalgia")) == [elbow.get_absolute_url(), finding.get_absolute_url()]


# --- Did you mean -----------------------------------------------------------------------------------------------
def test_no_word_of_a_draft_is_suggested_when_it_was_never_published(cast, client):
    people.reserve_draft(cast, "draft", people.article_document(title="Xenoglossia"))
    before = client.get("/search/?q=xenoglosia").context["corrected"]
    people.published(cast, "public", people.article_document(title="Xenoglossia"))

    assert before == ""
    assert client.get("/search/?q=xenoglosia").context["corrected"] == "xenoglossia"


def test_no_word_is_suggested_that_finds_nothing_when_its_page_was_withdrawn(cast, client):
    page = people.published(cast, "public", people.article_document(title="Xenoglossia"))
    actions.withdraw(publication=page, by=cast.pia, reason="A doubt.")

    assert Word.objects.filter(word="xenoglossia").exists()
    assert client.get("/search/?q=xenoglosia").context["corrected"] == ""


def test_results_of_the_corrected_word_come_at_once_and_those_as_typed_are_a_link_away(site, client):
    response = client.get("/search/?q=pregnent")
    page = markup.page(response)

    told = markup.elements(page, "p", class_="did-you-mean")[0]
    as_typed = client.get(told.find("a").get("href"))

    assert _results(response) == _results(client.get("/search/?q=pregnant"))
    assert " ".join(markup.text(told).split()) == "Showing results for pregnant . Search for “pregnent” instead"
    assert (as_typed.status_code, _results(as_typed), as_typed.context["corrected"]) == (200, [], "")


# --- Suggestions while typing -----------------------------------------------------------------------------------
def _suggested(client, text):
    return client.get("/search/suggest", {"q": text}).json()["suggestions"]


def test_pages_that_begin_like_this_are_suggested_when_somebody_types(site, client):
    found = _suggested(client, "kn")

    assert found[0] == {"text": "Knee osteoarthritis", "url": "/conditions/knee-osteoarthritis/", "kind": "Condition"}
    assert 1 < len(found) <= 8


@pytest.mark.parametrize("text", ["osteoarthrit", "osteoarthritis", "knee osteo", "KNEE OST"])
def test_suggestions_stay_when_the_word_gets_longer_than_its_stem(site, client, text):
    assert "/conditions/knee-osteoarthritis/" in [s["url"] for s in _suggested(client, text)]


def test_the_other_name_is_shown_when_only_it_begins_like_this(site, client):
    assert _suggested(client, "lumb")[0]["text"] == "Lumbago (Chronic low back pain)"


@pytest.mark.parametrize("text", ["", "k", "!", "zzz", "\"'*", "x" * 3000, "針"])
def test_nothing_is_suggested_when_there_is_too_little_or_nothing_like_it(site, client, text):
    assert _suggested(client, text) == []


def test_only_published_pages_are_suggested_when_there_are_drafts_and_withdrawn_ones(cast, client):
    people.reserve_draft(cast, "draft", people.article_document(title="Xenoglossia"))
    gone = people.published(cast, "gone", people.article_document(title="Xenon"))
    kept = people.published(cast, "kept", people.article_document(title="Xenia"))
    actions.withdraw(publication=gone, by=cast.pia, reason="A doubt.")

    assert [s["url"] for s in _suggested(client, "xen")] == [kept.get_absolute_url()]


def test_suggestions_take_one_query_and_may_be_kept_when_asked_again(site, client):
    with CaptureQueriesContext(connection) as queries:
        response = client.get("/search/suggest?q=acu")

    assert len(queries) == 1
    assert len(response.json()["suggestions"]) == 8
    assert response["Cache-Control"].startswith("public")
    assert client.get("/search/suggest?q=acu", headers={"If-None-Match": response["ETag"]}).status_code == 304
