"""The site as it ships: what Max finds on his telephone and takes to his doctor on paper."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.test import override_settings
from django.utils.translation import override
from pytest_django.live_server_helper import LiveServer

from acuinfo.publishing import process_caches
from acuinfo.publishing.models import Publication

from ..published_site import shared_by_tests

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PRINTED = (
    "#urgent li",
    "#answers table",
    "#safety",
    "#guidelines summary",
    "#what-it-involves .prose",
    "#unknowns .prose",
    "#other-options .option-list",
    "#questions",
    "#sources",
    "#history .print-only",
)
PORTRAIT = 700
"""CSS pixels between the margins of an A4 sheet."""

RUNNING_TEXT = """() => Math.min(...[
  ".answer-panel__say", ".notice",
  "#key-messages li", "#urgent li", ".prose p", ".prose li", "#other-options li", "#questions li",
].flatMap(part => [...document.querySelectorAll(part)]).filter(e => e.checkVisibility())
  .map(e => parseFloat(getComputedStyle(e).fontSize)))"""
SMALLEST_ON_PAPER = 14.6
"""CSS pixels: 11 points. Tables, lists of harms and sources are smaller."""
SMALLEST_ON_A_SHEET = """() => Math.min(...[...document.querySelectorAll(".sheet *")]
  .filter(e => e.checkVisibility() && e.innerText).map(e => parseFloat(getComputedStyle(e).fontSize)))"""
SAID = "?me=people-on-blood-thinners&me=people-with-epilepsy"

CUT = """() => [...document.querySelectorAll(".scroller")]
  .filter(frame => frame.scrollWidth > frame.clientWidth).map(frame => frame.ariaLabel)"""
CUT_TABLES = """() => [...document.querySelectorAll(".scroller:has(table)")]
  .filter(frame => frame.scrollWidth > frame.clientWidth).map(frame => frame.ariaLabel)"""
"""Tables may scroll by themselves, but what ships needs no scrolling."""


@pytest.fixture(scope="module")
def public_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Serve the starting content to all tests of this file."""
    process_caches.clear()
    with shared_by_tests(django_db_blocker), override_settings(SELF_APPROVAL=True):
        call_command("load_content", verbosity=0)
        server = LiveServer("localhost")
        yield server.url
        server.stop()
    process_caches.clear()


def _addresses(*kinds: str) -> list[str]:
    found = [card.get_absolute_url() for card in Publication.objects.live().filter(kind__in=kinds).order_by("slug")]
    assert found
    return found


def test_the_answer_is_whole_on_the_first_screen_when_max_has_a_telephone(reader):
    """Answer, how sure, safety and the way to the warning signs; nothing above but the name of the condition."""
    reader.page.set_viewport_size({"width": 390, "height": 844})
    found = {}
    for address in _addresses("condition"):
        reader.read(address)
        end = reader.page.locator(".answer-panel__help").evaluate("e => e.getBoundingClientRect().bottom")
        above = reader.page.locator(".page-title + .answer-panel").count()
        found[address] = (end <= 844, above)

    assert found == dict.fromkeys(found, (True, 1))
    assert len(found) == 6


def test_every_condition_fits_on_two_sheets_when_it_is_printed(reader):
    sheets, smallest, missing = {}, {}, []
    reader.page.emulate_media(media="print")
    for address in _addresses("condition"):
        reader.read(address)
        sheets[address] = len(re.findall(rb"/Type\s*/Page\b", reader.page.pdf(prefer_css_page_size=True)))
        smallest[address] = reader.page.evaluate(RUNNING_TEXT)
        missing += [(address, part) for part in PRINTED if not reader.page.locator(part).first.is_visible()]

    assert len(sheets) == 6
    assert {address: n for address, n in sheets.items() if n > 2} == {}
    assert {address: size for address, size in smallest.items() if size < SMALLEST_ON_PAPER} == {}
    assert missing == []


def test_a_sheet_for_an_appointment_is_one_page_in_12_points_when_it_is_printed(reader):
    sheets, smallest = {}, {}
    reader.page.emulate_media(media="print")
    for address in [f"{page}sheet/{said}" for page in _addresses("condition") for said in ("", SAID)]:
        reader.read(address)
        sheets[address] = len(re.findall(rb"/Type\s*/Page\b", reader.page.pdf(prefer_css_page_size=True)))
        smallest[address] = reader.page.evaluate(SMALLEST_ON_A_SHEET)

    assert len(sheets) == 12
    assert {address: n for address, n in sheets.items() if n != 1} == {}
    assert {address: size for address, size in smallest.items() if size < 16} == {}


def test_the_notes_for_a_reader_are_in_one_screen_after_two_taps_when_they_take_blood_thinners(reader):
    reader.resize(390)
    reader.read("/")
    reader.page.get_by_role("link", name="Knee osteoarthritis").first.click()
    reader.page.get_by_role("link", name="I take blood thinners").click()

    heading = reader.page.get_by_role("heading", name="Knee osteoarthritis and blood thinners")
    note = reader.page.locator(".for-me .card").first
    bottom = note.evaluate("e => e.getBoundingClientRect().bottom - innerHeight")
    reader.page.get_by_role("link", name="Sheet for my appointment").click()
    on_sheet = reader.page.get_by_role("heading", name="My cautions: blood thinners")

    assert (heading.count(), bottom < 0) == (0, True)  # the next page is there, and has no such heading
    assert on_sheet.count() == 1
    assert reader.problems == []


def test_the_whole_map_is_on_the_sheet_when_it_is_printed(reader):
    reader.resize(PORTRAIT)
    reader.page.emulate_media(media="print")
    reader.read("/evidence-map/")

    assert reader.sideways() == []
    assert reader.page.locator(".map-axis").is_visible()
    assert reader.page.locator(".map-mark").count() > 10


@pytest.mark.parametrize("kind", ["evidence", "safety"])
def test_no_heading_stands_alone_when_the_tags_are_left_out_on_paper(reader, kind):
    reader.read(_addresses(kind)[0])
    tags = reader.page.locator("h3", has_text="Tags")

    on_screen = tags.is_visible()
    reader.page.emulate_media(media="print")

    assert (on_screen, tags.is_visible()) == (True, False)


def test_the_map_and_the_way_here_are_whole_when_the_screen_is_a_laptops(reader):
    reader.read("/evidence-map/")
    cut = reader.page.evaluate(CUT)
    longest = max(Publication.objects.live().filter(kind="evidence"), key=lambda card: len(card.title))
    reader.read(longest.get_absolute_url())
    here = reader.page.locator(".breadcrumb [aria-current]")

    assert cut == []
    assert len(here.inner_text()) > 60
    assert reader.page.locator(".breadcrumb li:last-child").evaluate("e => e.scrollWidth <= e.clientWidth")


def test_no_page_is_wider_than_a_telephone_when_it_is_read(reader):
    reader.resize(320)
    lists = ["/", "/conditions/", "/evidence/", "/safety/", "/articles/", "/tags/", "/sources/", "/evidence-map/"]
    addresses = [*lists, *_addresses("condition", "evidence", "safety", "article")]

    wide, cut = {}, {}
    for address in addresses:
        reader.read(address)
        wide |= {address: found} if (found := reader.sideways()) else {}
        cut |= {address: found} if (found := reader.page.evaluate(CUT_TABLES)) else {}

    assert len(addresses) > 100
    assert wide == {}
    assert cut == {}
    assert reader.problems == []


def test_no_page_is_wider_than_a_telephone_when_the_interface_is_german(reader):
    reader.resize(320)
    with override_settings(LANGUAGE_CODE="de"), override("de"):
        lists = ["/", "/conditions/", "/evidence/?tag=pain", "/safety/", "/search/?q=knee", "/tags/", "/sources/"]
        addresses = [*lists, "/evidence-map/", *_addresses("condition"), *_addresses("safety")[:3]]
        wide, cut, languages = {}, {}, set()
        for address in addresses:
            assert reader.read(address) == 200, address
            languages.add(reader.page.locator("html").get_attribute("lang"))
            wide |= {address: found} if (found := reader.sideways()) else {}
            cut |= {address: found} if (found := reader.page.evaluate(CUT_TABLES)) else {}
        reader.read("/")
        reader.keep_picture("home-german-320")

    assert languages == {"de"}
    assert cut == {}
    assert wide == {}
