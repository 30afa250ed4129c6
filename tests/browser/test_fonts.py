"""The site's own fonts: a page looks and prints the same whatever fonts a machine has."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

pytestmark = [pytest.mark.browser, pytest.mark.django_db]

WRITTEN_IN = ("content/**/*.*", "templates/**/*.html", "locale/*/LC_MESSAGES/*.po")
SIGNS = {"✓", "☐", "⌘"}
"""Marks without meaning of their own, which may come from any font."""
MOST_BYTES = 60 * 1024


def letters() -> str:
    """Return every letter and sign that content and interface are written with."""
    root = Path(settings.BASE_DIR)
    used = {letter for pattern in WRITTEN_IN for path in root.glob(pattern) for letter in path.read_text("utf-8")}
    return "".join(sorted(letter for letter in used - SIGNS if letter.isprintable()))


def fonts_of(reader, selector: str) -> set[tuple[str, bool]]:
    """Return the fonts that a part of the page is drawn with, and whether each came from the site."""
    reader.page.evaluate("() => document.fonts.ready.then(() => null)")
    browser = reader.context.new_cdp_session(reader.page)
    browser.send("DOM.enable")
    browser.send("CSS.enable")
    root = browser.send("DOM.getDocument")["root"]["nodeId"]
    node = browser.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    found = browser.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {(font["familyName"], font["isCustomFont"]) for font in found}


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize(("selector", "family"), [("main p", "Atkinson Hyperlegible Next"), ("main h1", "Literata")])
def test_every_letter_comes_from_our_own_font_when_a_page_is_shown(reader, selector, family, media):
    reader.read("/")
    reader.page.emulate_media(media=media)
    reader.page.locator(selector).first.evaluate("(element, text) => { element.textContent = text; }", letters())

    assert fonts_of(reader, selector) == {(family, True)}


def test_the_fonts_are_light_when_a_page_loads():
    folder = Path(finders.find("acuinfo/fonts"))

    files = sorted(folder.glob("*.woff2"))

    assert len(files) == 2
    assert sum(file.stat().st_size for file in files) <= MOST_BYTES
