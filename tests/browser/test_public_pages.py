"""Every kind of public page in a real browser: narrow and wide, light and dark, with and without JavaScript."""

import gzip
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest

from .conftest import WIDTHS, window

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

PAGES = {
    "home": "/",
    "conditions": "/conditions/",
    "condition": "/conditions/knee-osteoarthritis/",
    "evidence-list": "/evidence/",
    "evidence": "/evidence/knee-pain-sham/",
    "safety-list": "/safety/",
    "safety": "/safety/bleeding/",
    "articles": "/articles/",
    "article": "/articles/needles-0/",
    "glossary": "/articles/sham-acupuncture/",
    "filtered": "/evidence/?tag=knee&tag=topic-0",
    "evidence-map": "/evidence-map/",
    "compare": "/compare/?comparators=sham&comparators=usual-care",
    "tags": "/tags/",
    "tag": "/tags/knee/",
    "search": "/search/?q=needles",
    "search-found-nothing": "/search/?q=unicorn",
    "sources": "/sources/",
    "retracted-source": "/sources/trial0/",
    "changes": "/changes/",
    "editions": "/conditions/knee-osteoarthritis/editions/",
    "old-edition": "/conditions/knee-osteoarthritis/editions/1/",
    "differences": "/conditions/knee-osteoarthritis/editions/2/changes/",
    "about": "/about/",
}
ERRORS = {
    "filtered-empty": ("/evidence/?tag=knee&tag=active-treatment", 404),
    "nothing": ("/nothing/", 404),
    "withdrawn": ("/safety/old-advice/", 410),
    "nonsense": ("/conditions/?tag=%00", 400),
}
STATUS = {**{name: (address, 200) for name, address in PAGES.items()}, **ERRORS}
MOST_REQUESTS = 11
MOST_BYTES = 140 * 1024
"""Of everything a first visit fetches, before compression, 40 KiB of fonts among it."""
MOST_BYTES_SENT = 75 * 1024
"""The same as gzip sends it, which is what readers wait for; Brotli sends less."""


@dataclass
class Seen:
    """What came to light about one page."""

    status: int
    sideways: dict[int, list[str]]
    barriers: dict[str, list[str]]
    problems: list[str]
    hosts: set[str]
    requests: int
    bytes: int
    bytes_sent: int
    shift: float


def look(reader, name, address):
    """Read one page in daylight on a phone, then make the window wider, then let night fall."""
    reader.resize(WIDTHS[0])
    status = reader.read(address)
    seen = Seen(status, {}, {}, [], set(), 0, 0, 0, reader.layout_shift())
    fetched = [request for request in reader.requests if not request.url.startswith("data:")]
    seen.hosts = {urlsplit(request.url).netloc for request in fetched}
    seen.requests = len(fetched)
    bodies = [request.response().body() for request in fetched]
    seen.bytes = sum(map(len, bodies))
    seen.bytes_sent = sum(min(len(body), len(gzip.compress(body))) for body in bodies)
    seen.sideways[WIDTHS[0]] = reader.sideways()
    seen.barriers["320, light"] = reader.barriers()
    reader.keep_picture(f"{name}-320-light")
    reader.page.emulate_media(color_scheme="dark")
    seen.barriers["320, dark"] = reader.barriers(only="color-contrast")
    reader.keep_picture(f"{name}-320-dark")
    for width in WIDTHS[1:]:
        reader.resize(width)
        seen.sideways[width] = reader.sideways()
    seen.barriers["1280, dark"] = reader.barriers()
    reader.keep_picture(f"{name}-1280-dark")
    reader.page.emulate_media(color_scheme="light")
    seen.barriers["1280, light"] = reader.barriers(only="color-contrast")
    reader.keep_picture(f"{name}-1280-light")
    seen.problems = list(reader.problems)
    return seen


@pytest.fixture(scope="module")
def seen(browser, public_site):
    """What came to light about every page, by the page's name."""
    found = {}
    for name, (address, _) in STATUS.items():
        with window(browser, public_site) as reader:  # a new one, with nothing kept from before
            found[name] = look(reader, name, address)
    return found


def wrong(seen, problem):
    """Return what is wrong on which page; an empty dict when all is well."""
    found = {name: problem(page) for name, page in seen.items()}
    return {name: what for name, what in found.items() if what}


def test_every_page_answers_as_it_should_when_a_browser_reads_it(seen):
    statuses = {name: page.status for name, page in seen.items()}

    assert statuses == {name: status for name, (_, status) in STATUS.items()}


def test_nothing_runs_out_of_the_window_when_it_is_narrow_or_wide(seen):
    assert wrong(seen, lambda page: {w: found for w, found in page.sideways.items() if found}) == {}


def test_axe_finds_no_barrier_when_it_looks_at_a_page_in_light_and_dark(seen):
    assert wrong(seen, lambda page: {view: found for view, found in page.barriers.items() if found}) == {}


def test_the_browser_has_no_complaint_when_it_loads_a_page(seen):
    """Blocks of the Content-Security-Policy, errors of scripts and missing files would all be complaints."""
    assert wrong(seen, lambda page: page.problems) == {}


def test_nothing_is_fetched_from_elsewhere_when_a_page_loads(seen, public_site):
    assert wrong(seen, lambda page: page.hosts - {urlsplit(public_site).netloc}) == {}


def test_pages_are_light_when_they_load(seen):
    assert wrong(seen, lambda page: page.requests if page.requests > MOST_REQUESTS else 0) == {}
    assert wrong(seen, lambda page: page.bytes if page.bytes > MOST_BYTES else 0) == {}
    assert wrong(seen, lambda page: page.bytes_sent if page.bytes_sent > MOST_BYTES_SENT else 0) == {}


def test_nothing_moves_when_a_page_loads(seen):
    assert wrong(seen, lambda page: page.shift if page.shift >= 0.1 else 0) == {}


def test_everything_is_there_when_there_is_no_javascript(browser, public_site):
    found = {}
    with window(browser, public_site, java_script_enabled=False, viewport={"width": 320, "height": 900}) as reader:
        for name, address in PAGES.items():
            status = reader.read(address)
            found[name] = (status, reader.page.locator("main h1").count(), reader.sideways(), list(reader.problems))

    assert found == dict.fromkeys(PAGES, (200, 1, [], []))


def test_a_list_can_be_filtered_when_there_is_no_javascript(browser, public_site):
    with window(browser, public_site, java_script_enabled=False, viewport={"width": 320, "height": 900}) as reader:
        reader.read("/evidence/")
        reader.page.locator(".filters summary").click()
        reader.page.locator(".filter-group a", has_text="Knee").first.click()

        assert reader.page.url.endswith("/evidence/?tag=knee")
        assert reader.page.get_by_role("list", name="Filters that are on").is_visible()


def test_no_line_is_cut_when_everything_is_twice_as_large(browser, public_site):
    """200 % zoom halves the window in CSS pixels: 1280 by 800 becomes 640 by 400, on a screen twice as fine."""
    with window(browser, public_site, viewport={"width": 640, "height": 400}, device_scale_factor=2) as reader:
        found = {}
        for name in ("home", "condition", "evidence-list", "evidence-map"):
            reader.read(PAGES[name])
            found[name] = reader.sideways()

    assert found == {name: [] for name in found}
    assert len(found) == 4


def test_nothing_glides_when_the_reader_wants_less_motion(browser, public_site):
    moves = """() => [...document.querySelectorAll("html, body *")].map(e => getComputedStyle(e))
      .filter(s => s.scrollBehavior === "smooth" || parseFloat(s.transitionDuration) || parseFloat(s.animationDuration))
      .length"""
    with window(browser, public_site, reduced_motion="no-preference") as at_ease:
        at_ease.read("/conditions/knee-osteoarthritis/")
        usual = at_ease.page.evaluate(moves)
    with window(browser, public_site, reduced_motion="reduce") as dizzy:
        dizzy.read("/conditions/knee-osteoarthritis/")
        calm = dizzy.page.evaluate(moves)

    assert usual > 0
    assert calm == 0


def test_axe_sees_a_barrier_when_there_is_one(reader):
    """The searching of these tests can find something."""
    reader.read("/")
    reader.page.evaluate("document.querySelector('main').append(Object.assign(new Image(), {src: '/favicon.ico'}))")

    found = reader.barriers()

    assert [barrier.partition(":")[0] for barrier in found] == ["image-alt"]


def test_something_wide_is_noticed_when_it_runs_out_of_the_window(reader):
    reader.read("/")
    before = reader.sideways()
    reader.page.evaluate("document.querySelector('h1').style.width = '1500px'")

    assert before == []
    assert reader.sideways()[0].endswith("px wide")
