"""Words that look like code stay words: on pages, in feeds, in structured data, on the sitemap and on the desk."""

import json
from xml.etree import ElementTree

import pytest
from django.core.exceptions import ValidationError
from pydantic import ValidationError as DocumentError

from acuinfo.publishing import actions
from acuinfo.publishing.models import Publication
from acuinfo.sources.models import Source

from . import cast as people, markup
from .published_site import HTML_ADDRESSES, add_tag, shared_by_tests

EVIL = "\"><img src=x onerror=alert(1)>'</title></script><script>alert(2)</script>{{ 7|add:7 }}<!--"
PHRASE = EVIL.partition("{{")[0]
"""What of it an editor can publish as what acupuncture was compared with."""
WORDS = "onerror=alert(1)"
RICH = (
    f'<p onclick="alert(3)">{EVIL}</p><a href="javascript:alert(4)">The address</a>'
    '<svg onload="alert(5)"><a href="//evil.example">Another</a></svg>'
)
ATOM = "{http://www.w3.org/2005/Atom}"
AUTHORS = (f"{EVIL}, editor",)


@pytest.fixture(scope="module")
def published_evil(django_db_setup, django_db_blocker):
    """A site whose every text is hostile, at the addresses of the published site."""
    with shared_by_tests(django_db_blocker):
        yield _publish_evil(people.make_cast())


@pytest.fixture
def evil_site(published_evil, db):
    """The cast of that site; what a test changes is rolled back."""
    return published_evil


def _publish_evil(cast):
    for slug in ("vickers2018", "trial0"):
        people.source(slug, title=EVIL, authors=EVIL, container=EVIL, volume="<img>", pages="<img>", note=EVIL)
    add_tag(cast, "knee", "body-area", name=f"Knee {EVIL}"[:99])
    add_tag(cast, "topic-0", "topic", name=f"Topic {EVIL}"[:99])
    common = {"title": EVIL, "summary": EVIL, "authors": AUTHORS, "tags": ("knee", "topic-0")}
    about = {"conditions": ("knee-osteoarthritis",)}
    for slug, document in (
        ("knee-osteoarthritis", _condition(common)),
        ("knee-pain-sham", _evidence(common)),
        ("bruise-0", _safety({**common, **about})),
        ("needles-0", people.article_document(**common, **about, body=f"{RICH} [[trial0]]")),
        ("about", people.article_document(**{**common, "title": f"About {EVIL}"}, section="about", body=RICH)),
    ):
        people.published(cast, slug, document)
    knee = Publication.objects.get(kind="condition")
    people.rewrite(cast, knee, _condition({**common, "summary": f"New {EVIL}"}))
    people.publish(cast, knee, note=EVIL)
    actions.change_standing(source=Source.objects.get(slug="trial0"), standing="corrected", note=EVIL, by=cast.pia)
    return cast


def _condition(common):
    return people.condition_document(
        **common,
        other_names=(EVIL,),
        key_messages=(EVIL, f"{EVIL} [[trial0]]"),
        red_flags=({"text": EVIL, "how_soon": "soon"},),
        what_it_is=RICH,
        without_treatment=RICH,
        what_it_involves=RICH,
        unknowns=f"{RICH} [[trial0]]",
        other_options=({"title": EVIL, "text": EVIL}, {"title": f"B {EVIL}"}),
        questions=(EVIL, EVIL, EVIL),
        guidelines=(
            {
                "body": EVIL,
                "country": EVIL,
                "year": 2022,
                "population": EVIL,
                "position": "for",
                "statement": EVIL,
                "source": "trial0",
            },
        ),
        why_guidelines_differ=RICH,
        cautions_not_applicable=({"caution": "pregnancy", "reason": EVIL},),
        codes=({"system": "mesh", "code": EVIL[:40], "label": EVIL},),
    )


def _evidence(common):
    return people.evidence_document(
        **common,
        outcome_detail=EVIL,
        comparator_detail=PHRASE,
        population=EVIL,
        follow_up=EVIL,
        scale={"name": EVIL, "better": "lower", "small": 0.2, "moderate": 0.5, "large": 0.8},
        certainty_reason=EVIL,
        locator=EVIL,
        extracted_by=EVIL,
        checked_by=f"Another {EVIL}",
        explanation=f"{RICH} [[trial0]]",
        downgrades=({"domain": "imprecision", "levels": 1, "reason": EVIL},),
        studies=1,
        trials=({"label": EVIL, "subgroup": EVIL, "effect": -0.2, "ci_low": -0.4, "ci_high": 0.0},),
    )


def _safety(common):
    rate = {"count": 30, "denominator": 1000, "unit": "people", "period": EVIL}
    return people.safety_document(**common, what_it_is=RICH, what_to_do=RICH, rate=rate, source="trial0", locator=EVIL)


def _live_code(root):
    """Return every element or attribute that would run, or was smuggled in."""
    found = [f"{e.tag} {name}" for e in markup.tags(root) for name in e.attrib if str(name).lower().startswith("on")]
    found += [e.tag for e in markup.tags(root) if e.tag in ("img", "iframe", "object", "embed", "base")]
    scripts = [e for e in root.iter("script") if e.get("type") != "application/ld+json"]
    found += ["script" for e in scripts if not (e.get("src") or "").startswith("/static/")]
    links = [e.get(name) or "" for e in markup.tags(root) for name in ("href", "src", "action", "formaction")]
    return found + [link for link in links if link.strip().lower().startswith(("javascript:", "data:", "//"))]


def test_nothing_runs_on_any_page_when_every_text_is_hostile(evil_site, client):
    addresses = [*HTML_ADDRESSES, "/search/?q=onerror", "/conditions/knee-osteoarthritis/editions/2/changes/"]
    nothing_fits = "/articles/?tag=knee&tag=sham"
    answers = {address: client.get(address) for address in (*addresses, nothing_fits)}

    assert {address: a.status_code for address, a in answers.items()} == {
        **dict.fromkeys(addresses, 200),
        nothing_fits: 404,
    }
    assert WORDS in markup.main(answers[nothing_fits])
    live = {address: _live_code(markup.page(a)) for address, a in answers.items()}
    assert {address: found for address, found in live.items() if found} == {}


def test_hostile_words_are_read_as_they_stand_when_they_are_titles(evil_site, client):
    for address in (
        "/conditions/knee-osteoarthritis/",
        "/evidence/knee-pain-sham/",
        "/safety/bruise-0/",
        "/articles/needles-0/",
        "/about/",
    ):
        page = markup.page(client.get(address))
        assert WORDS in markup.text(page.find("head/title")), address
        assert "{{ 7|add:7 }}" in markup.text(next(page.iter("h1"))), address
        assert [WORDS in e.get("content") for e in markup.elements(page, "meta", name="description")] == [True], address


def test_structured_data_cannot_be_closed_when_a_title_tries(evil_site, client):
    for address in (
        "/conditions/knee-osteoarthritis/",
        "/evidence/knee-pain-sham/",
        "/safety/bruise-0/",
        "/articles/needles-0/",
    ):
        scripts = markup.elements(markup.page(client.get(address)), "script", type="application/ld+json")
        names = [json.loads(e.text)["name"].removeprefix("[Source corrected] ") for e in scripts]
        composed = f"{EVIL}: acupuncture compared with {PHRASE} as a sham (pretend treatment), for pain ("
        assert [name == EVIL or name.startswith(composed) for name in names] == [True], (address, names)


def test_feeds_are_xml_with_harmless_summaries_when_texts_are_hostile(evil_site, client):
    for address in ("/feeds/changes.atom", "/conditions.atom", "/evidence.atom", "/safety.atom", "/articles.atom"):
        entries = list(ElementTree.fromstring(client.get(address).content).iter(f"{ATOM}entry"))
        assert entries, address
        for entry in entries:
            summary = entry.find(f"{ATOM}summary")
            assert summary.get("type") in (None, "text"), address
            for part in entry.iter(f"{ATOM}content"):
                assert _live_code(part) == [], address
        assert any(WORDS in entry.findtext(f"{ATOM}summary") for entry in entries), address
        assert any(WORDS in entry.findtext(f"{ATOM}title") for entry in entries), address


def test_the_sitemap_is_xml_when_texts_are_hostile(evil_site, client):
    body = client.get("/sitemap-1.xml").getvalue()

    assert len(list(ElementTree.fromstring(body))) > 8
    assert b"onerror" not in body


def test_the_api_answers_as_data_when_texts_are_hostile(evil_site, client):
    response = client.get("/api/v1/condition/knee-osteoarthritis/")

    assert response.json()["title"] == EVIL
    assert response["Content-Type"].startswith("application/json")
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("words", [EVIL, "</title><script>alert(1)</script>", "javascript:alert(1)", "{{ 7|add:7 }}"])
def test_what_was_searched_for_is_shown_as_words(evil_site, client, words):
    response = client.get("/search/", {"q": words}, follow=True)

    page = markup.page(response)
    assert _live_code(page) == []
    assert markup.by_id(page, "search-words").get("value") == " ".join(words.split())


def test_the_page_that_is_gone_shows_the_reason_as_words(evil_site, client):
    knee = Publication.objects.get(kind="condition")

    actions.withdraw(publication=knee, by=evil_site.pia, reason=EVIL)
    response = client.get("/conditions/knee-osteoarthritis/")

    assert response.status_code == 410
    assert _live_code(markup.page(response)) == []
    assert WORDS in markup.main(response)


def test_lists_and_forms_of_the_desk_are_harmless_when_texts_are_hostile(evil_site, client):
    client.force_login(evil_site.pia)
    models = (
        "conditions/condition",
        "conditions/evidencesummary",
        "conditions/safetynote",
        "articles/article",
        "sources/source",
    )

    for model in models:
        listed = client.get(f"/admin/{model}/")
        page = markup.page(listed)
        assert listed.status_code == 200, model
        assert WORDS in markup.text(page), model
        assert [found for found in _live_code(page) if found != "img"] == [], model
        assert [e.get("src") for e in page.iter("img") if e.get("src") == "x"] == [], model


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil.example", " javascript:alert(1)", "vbscript:x"]
)
def test_an_address_that_is_no_web_address_is_refused_when_a_document_holds_it(url):
    guideline = {"body": "NICE", "year": 2022, "position": "for", "statement": "Offer it.", "url": url}

    with pytest.raises(DocumentError, match="url"):
        people.condition_document(guidelines=(guideline,))


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//evil.example"])
def test_an_address_that_is_no_web_address_is_refused_when_a_source_holds_it(db, url):
    source = Source(slug="evil2030", kind="trial", title="Evil", url=url)

    with pytest.raises(ValidationError, match="url"):
        source.full_clean()
