"""Max cannot use a mouse: everything works from the keyboard, and he always sees where he is."""

import pytest

from .conftest import window

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

FOCUS = """() => {
  const at = document.activeElement, style = getComputedStyle(at);
  const mark = at instanceof SVGElement && getComputedStyle(at.querySelector(".body-map__target"));
  const ring = mark ? parseFloat(mark.strokeWidth) : style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth);
  const box = at.getBoundingClientRect();
  return {tag: at.tagName, name: at.getAttribute("href") || at.id || at.name || at.textContent.trim(), ring,
          seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight};
}"""
REACHABLE = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")]
  .filter(e => e.checkVisibility({visibilityProperty: true})
    && !(e.closest("details:not([open])") && e.tagName !== "SUMMARY")).length"""


def walk(reader, most=400):
    """Press Tab until it goes round; return every stop."""
    stops = []
    for _ in range(most):
        reader.page.keyboard.press("Tab")
        stop = reader.page.evaluate(FOCUS)
        if stop["tag"] == "BODY":
            break
        stops.append(stop)
    return stops


def test_the_first_stop_skips_to_the_content_when_max_presses_tab(reader):
    reader.page.emulate_media(reduced_motion="reduce")
    reader.read("/conditions/knee-osteoarthritis/")

    reader.page.keyboard.press("Tab")
    first = reader.page.evaluate(FOCUS)
    reader.page.keyboard.press("Enter")

    assert first["name"].endswith("#main")
    assert first["seen"]
    assert reader.page.evaluate("document.activeElement.id") == "main"


@pytest.mark.parametrize("address", ["/", "/evidence/knee-pain-sham/", "/evidence-map/"])
def test_every_link_is_reached_and_ringed_when_max_presses_tab(reader, address):
    reader.page.emulate_media(reduced_motion="reduce")
    reader.read(address)
    expected = reader.page.evaluate(REACHABLE)

    stops = walk(reader)

    assert [stop for stop in stops if not stop["seen"]] == []
    assert [stop for stop in stops if stop["ring"] < 3] == []
    assert len(stops) == expected


def test_a_list_is_filtered_when_max_opens_the_filters_with_the_keyboard(browser, public_site):
    with window(browser, public_site, viewport={"width": 320, "height": 800}) as reader:
        reader.read("/evidence/")
        reader.page.locator(".filters summary").focus()
        reader.page.keyboard.press("Enter")
        reader.page.keyboard.press("Tab")
        reader.page.keyboard.press("Enter")
        reader.page.wait_for_url("**/evidence/?tag=*")

        assert reader.page.get_by_role("list", name="Filters that are on").is_visible()


def test_search_answers_when_max_types_and_presses_enter(reader):
    reader.read("/")
    reader.page.locator("#site-search-words").focus()

    reader.page.keyboard.type("needles")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_url("**/search/?q=needles*")

    assert "All about needles 0" in reader.page.locator("main").inner_text()
    assert reader.problems == []


@pytest.mark.parametrize(("width", "address"), [(1280, "/conditions/"), (320, "/"), (320, "/search/")])
def test_a_page_is_chosen_from_suggestions_when_max_types_into_the_field_on_any_page(
    browser, public_site, width, address
):
    with window(browser, public_site, viewport={"width": width, "height": 900}) as reader:
        reader.read(address)
        field = reader.page.locator("input[type=search]:visible").first
        field.press_sequentially("kne")
        reader.page.locator("[role=option]").first.wait_for()
        wide, barriers = reader.sideways(), reader.barriers()
        field.press("ArrowDown")
        field.press("Enter")
        reader.page.wait_for_url("**/conditions/knee-osteoarthritis/")

    assert wide == []
    assert barriers == []
    assert reader.problems == []
