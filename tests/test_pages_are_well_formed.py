"""Every kind of page, read by the rules of HTML and of accessible pages."""

import struct
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from acuinfo.publishing import actions, process_caches

from . import cast as people, markup
from .published_site import ANATOMY, HTML_ADDRESSES, LETTERS, publish_site, shared_by_tests

pytestmark = pytest.mark.django_db  # without it no test database is made for this file alone

ERRORS = {
    "/nothing/": 404,
    "/conditions/?tag=%00": 400,
    "/safety/bruise-2/": 410,
    "/evidence/?tag=knee&tag=pain&tag=active-treatment&tag=low-certainty": 404,
    "/search/?q=unicorn": 200,
    "/conditions/knee-osteoarthritis/editions/3/": 200,
    "/conditions/knee-osteoarthritis/editions/3/changes/": 200,
}
PICTURE = "/static/acuinfo/share.png"


@pytest.fixture(scope="module")
def site(django_db_setup, django_db_blocker):
    """Answers of every kind of page, and of everything they link to, read once for all tests of this file.

    The site has three of everything, and the pages that say no among them. It is rolled back at once.
    """
    process_caches.clear()
    with shared_by_tests(django_db_blocker):
        cast = people.make_cast()
        site = publish_site(cast, 3)
        people.published(cast, "other-pain", people.evidence_document(comparator="active-treatment"))
        actions.withdraw(publication=site.safety[2], by=cast.pia, reason="A doubt.")
        client = Client()
        answers = {address: client.get(address) for address in (*HTML_ADDRESSES, *LETTERS, *ERRORS)}
        parsed = {address: markup.parse(answer.content) for address, answer in answers.items()}
        linked = {url: client.get(url).status_code for url in _internal_links(parsed)}
    process_caches.clear()
    return Read({address: answer.status_code for address, answer in answers.items()}, parsed, linked)


class Read(NamedTuple):
    """What was read, by address."""

    statuses: dict[str, int]
    parsed: dict[str, tuple[Element, list[Any]]]
    """The document, and what the parser complained of."""
    linked: dict[str, int]
    """The status of everything that a page links to."""


def _internal_links(parsed):
    """Return every address of this site that a page or an error page leads to."""
    found = {}
    for address, (page, _complaints) in parsed.items():
        feeds = [e.get("href") for e in markup.elements(page, "link", rel="alternate")]
        for href in [*markup.hrefs(page), *feeds]:
            if not href.startswith("#") and not urlsplit(href).netloc and not urlsplit(href).scheme:
                found[urljoin(address, href).partition("#")[0]] = address
    return found


@pytest.fixture
def pages(site):
    """The documents, by address."""
    return {address: page for address, (page, _complaints) in site.parsed.items()}


def _wrong(pages, problem):
    """Return what is wrong on which page; an empty dict when all is well."""
    found = {address: problem(page) for address, page in pages.items()}
    return {address: wrong for address, wrong in found.items() if wrong}


def test_every_page_answers_as_it_should_when_it_is_read(site):
    assert site.statuses == {**dict.fromkeys((*HTML_ADDRESSES, *LETTERS), 200), **ERRORS}


def test_the_parser_has_no_complaint_when_it_reads_a_page(site):
    complaints = {address: complaints for address, (_page, complaints) in site.parsed.items()}

    assert {address: found for address, found in complaints.items() if found} == {}


def test_every_page_says_its_language_and_what_it_is(pages):
    assert _wrong(pages, lambda page: page.get("lang") != "en-gb") == {}
    assert _wrong(pages, lambda page: len(list(page.find("head").iter("title"))) != 1) == {}
    descriptions = {
        a: [e.get("content") for e in markup.elements(p, "meta", name="description")] for a, p in pages.items()
    }
    assert {a: d for a, d in descriptions.items() if len(d) != 1 or not d[0].strip()} == {}


def test_titles_are_unique_when_addresses_differ(pages):
    seen: dict[str, list[str]] = {}
    for address, page in pages.items():
        seen.setdefault(markup.text(page.find("head/title")), []).append(address)

    assert {title: where for title, where in seen.items() if len(where) > 1} == {}


def test_there_is_one_main_part_and_one_first_heading_and_a_way_past_the_menu(pages):
    assert _wrong(pages, lambda page: len(list(page.iter("main"))) != 1) == {}
    assert _wrong(pages, lambda page: len(list(page.iter("h1"))) != 1) == {}
    assert _wrong(pages, lambda page: not markup.text(next(page.iter("h1")))) == {}
    assert _wrong(pages, lambda page: next(page.find("body").iter("a")).get("href") != "#main") == {}
    assert _wrong(pages, lambda page: next(page.iter("main")).get("id") != "main") == {}
    assert _wrong(pages, lambda page: next(page.iter("main")).get("tabindex") != "-1") == {}


def test_no_level_of_headings_is_skipped(pages):
    def skipped(page):
        main = next(page.iter("main"))
        levels = [int(e.tag[1]) for e in markup.tags(main) if e.tag in markup.HEADINGS]
        steps = zip([0, *levels], levels, strict=False)
        return [f"h{a} h{b}" for a, b in steps if b > a + 1]

    assert _wrong(pages, skipped) == {}


def test_ids_are_unique_and_everything_that_points_to_one_finds_it(pages):
    def lost(page):
        ids = [e.get("id") for e in markup.tags(page) if e.get("id")]
        twice = {name for name in ids if ids.count(name) > 1}
        wanted = [href[1:] for href in markup.hrefs(page) if href.startswith("#")]
        for e in markup.tags(page):
            wanted += (
                f"{e.get('aria-labelledby', '')} {e.get('aria-describedby', '')} {e.get('aria-controls', '')}".split()
            )
            wanted += [e.get("for")] if e.tag == "label" and e.get("for") else []
            wanted += [e.get("href")[1:]] if e.tag == "use" and (e.get("href") or "").startswith("#") else []
        return twice | (set(wanted) - set(ids))

    assert _wrong(pages, lost) == {}


def test_every_field_has_a_label_and_every_link_and_button_a_name(pages):
    def nameless(page):
        labelled = {e.get("for") for e in page.iter("label")}
        fields = [
            e
            for name in ("input", "select", "textarea")
            for e in page.iter(name)
            if e.get("type") not in ("hidden", "submit")
        ]
        unlabelled = [e.get("name") for e in fields if e.get("id") not in labelled and not e.get("aria-label")]
        named = [e for name in ("a", "button", "summary") for e in page.iter(name)]
        return unlabelled + [e.get("href") or e.tag for e in named if not (markup.text(e) or e.get("aria-label"))]

    assert _wrong(pages, nameless) == {}


def test_nothing_is_styled_or_run_inside_the_page(pages):
    def inline(page):
        found = [f"style on {e.tag}" for e in markup.tags(page) if e.get("style") is not None]
        found += [
            f"{name} on {e.tag}" for e in markup.tags(page) for name in e.attrib if str(name).lower().startswith("on")
        ]
        found += ["style element" for _ in page.iter("style")]
        scripts = [e for e in page.iter("script") if e.get("type") != "application/ld+json"]
        found += ["script without src" for e in scripts if not e.get("src")]
        return found + [
            f"{e.get('src')} blocks" for e in scripts if "defer" not in e.attrib and e.get("type") != "module"
        ]

    assert _wrong(pages, inline) == {}


def test_nothing_is_fetched_from_elsewhere_when_a_page_is_read(pages):
    def elsewhere(page):
        fetched = [e.get("src") for e in markup.tags(page) if e.get("src")]
        fetched += [e.get("href") for e in page.iter("link") if e.get("rel") not in ("canonical", "alternate")]
        fetched += [e.get("action") for e in page.iter("form")]
        return [url for url in fetched if not url.startswith("/") or url.startswith("//")]

    assert _wrong(pages, elsewhere) == {}


def test_a_shared_link_has_a_picture_when_a_page_is_read(pages, settings):
    said = {
        address: [
            *(e.get("content") for e in markup.elements(page, "meta", property="og:image")),
            *(e.get("content") for e in markup.elements(page, "meta", property="og:image:alt")),
            *(e.get("content") for e in markup.elements(page, "meta", name="twitter:card")),
        ]
        for address, page in pages.items()
    }

    alt = "AcuInfo: What the evidence says about acupuncture for long-lasting pain"
    expected = [f"{settings.SITE_URL}{PICTURE}", alt, "summary_large_image"]
    assert {address: words for address, words in said.items() if words != expected} == {}


def test_the_picture_for_shared_links_is_small_and_of_the_usual_size():
    picture = Path(finders.find(PICTURE.removeprefix("/static/"))).read_bytes()

    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">II", picture[16:24]) == (1200, 630)
    assert len(picture) < 40_000


def test_pictures_have_a_size_and_a_text_or_are_hidden(pages):
    def bare(page):
        images = [e.get("src") for e in page.iter("img") if None in (e.get("alt"), e.get("width"), e.get("height"))]
        drawn = [e for e in page.iter("svg") if e.get("aria-hidden") != "true"]
        return images + [
            "svg" for e in drawn if not (e.get("aria-label") or e.get("aria-labelledby") or e.get("hidden") is not None)
        ]

    assert _wrong(pages, bare) == {}


def test_tables_name_their_columns_and_what_they_show(pages):
    def unclear(page):
        tables = list(page.iter("table"))
        found = ["no caption" for t in tables if not list(t.iter("caption")) and not t.get("aria-labelledby")]
        return found + [
            "th without scope"
            for t in tables
            for th in t.iter("th")
            if th.get("scope") not in ("col", "row", "colgroup", "rowgroup")
        ]

    assert _wrong(pages, unclear) == {}


def test_the_parts_of_a_condition_stand_in_the_agreed_order_when_it_has_everything(pages):
    page = pages["/conditions/knee-osteoarthritis/"]

    assert [e.get("id") for e in page.iter("section") if e.get("id") in ANATOMY] == ANATOMY


def test_every_internal_link_leads_somewhere(site):
    nowhere = {url: status for url, status in site.linked.items() if status not in (200, 301, 302)}

    assert len(site.linked) > 60
    assert nowhere == {"/safety/bruise-2/": 410}  # the log names it still, and the page says where it went


def test_links_tell_where_they_lead_without_the_text_around(pages):
    def vague(page):
        words = {markup.text(a).casefold().strip(" .") for a in page.iter("a") if not a.get("href").startswith("#")}
        return words & {"here", "click here", "this", "link", "more", "read more", "this page"}

    assert _wrong(pages, vague) == {}
