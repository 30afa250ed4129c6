"""A real Chromium, and readers with screens, tastes and habits to drive it.

Screenshots go to tests/artefacts/, which git ignores: they are there to be looked at.
"""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Request, sync_playwright
from pytest_django.live_server_helper import LiveServer

from acuinfo.publishing import actions, process_caches

from .. import cast as people
from ..published_site import publish_site, shared_by_tests

ARTEFACTS = Path(__file__).resolve().parent.parent / "artefacts"
AXE = Axe()
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = (320, 768, 1280)
PATIENCE = 30_000
"""Milliseconds to wait for a page: a busy machine is not a broken page."""

LAYOUT_SHIFT = """() => new Promise(resolve => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => { sum += e.hadRecentInput ? 0 : e.value; }))
    .observe({type: "layout-shift", buffered: true});
  requestAnimationFrame(() => setTimeout(() => resolve(sum), 0));
})"""
AT_REST = """() => Promise.allSettled(document.getAnimations()
  .filter(a => a.effect.getComputedTiming().endTime < 2000).map(a => a.finished))"""
"""Colours that are just changing are no colours to judge."""

SIDEWAYS = """() => ({
  page: document.documentElement.scrollWidth,
  window: document.documentElement.clientWidth,
  outside: [...document.querySelectorAll("body *")]
    .filter(e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .filter(e => !e.closest(".scroller, .results, .visually-hidden, svg"))
    .map(e => e.tagName + "." + e.className).slice(0, 5),
})"""


class Reader:
    """One window on the site, with everything that went wrong in it."""

    def __init__(self, context: BrowserContext, origin: str) -> None:
        self.context = context
        self.origin = origin
        self.problems: list[str] = []
        self.requests: list[Request] = []
        context.set_default_timeout(PATIENCE)
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.problems.append(f"{self.page.url}: {error}"))
        self.page.on("console", self._said)
        self.page.on("request", self._fetched)

    def _said(self, message: Any) -> None:
        """Note what the browser complains about; that a page answers 404 or 410 on purpose is no complaint."""
        is_own_status = "Failed to load resource" in message.text and message.location["url"] == self.page.url
        if message.type in ("error", "warning") and not is_own_status:
            self.problems.append(f"{self.page.url}: {message.text}")

    def _fetched(self, request: Request) -> None:
        self.requests.append(request)

    def read(self, address: str) -> int:
        """Open a page and return its status."""
        self.requests.clear()
        response = self.page.goto(self.origin + address, wait_until="load")
        assert response is not None
        return response.status

    def resize(self, width: int, height: int = 900) -> None:
        """Make the window as wide as this, in CSS pixels."""
        self.page.set_viewport_size({"width": width, "height": height})

    def sideways(self) -> list[str]:
        """Return what makes the page wider than the window; nothing when it fits."""
        found = self.page.evaluate(SIDEWAYS)
        return [f"{found['page']} px wide", *found["outside"]] if found["page"] > found["window"] else []

    def barriers(self, leave_out: dict[str, str] | None = None, within: str = "", only: str = "") -> list[str]:
        """Return what axe finds.

        Args:
            leave_out: Rules not asked for, each with the reason.
            within: A selector of the part to look at, all when empty.
            only: One rule, all of ``AXE_TAGS`` when empty.

        """
        options: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": [only] if only else AXE_TAGS}
        options["preload"] = False  # it would write what it loaded into the page, against the page's own policy
        options["rules"] = {rule: {"enabled": False} for rule in leave_out or {}}
        self.page.evaluate(AT_REST)
        found = AXE.run(self.page, context=within or None, options=options).response["violations"]
        return [f"{v['id']}: {n['target']} {n['failureSummary'][:300]}" for v in found for n in v["nodes"][:3]]

    def layout_shift(self) -> float:
        """Return how far things moved while the page loaded (the browser's own score, 0 is still)."""
        return self.page.evaluate(LAYOUT_SHIFT)

    def keep_picture(self, name: str, is_full: bool = True) -> None:
        """Save a screenshot to look at."""
        ARTEFACTS.mkdir(exist_ok=True)
        self.page.screenshot(path=ARTEFACTS / f"{name}.png", full_page=is_full)


def _chromium() -> str:
    """Return where Chromium is; skip the test where there is none, fail in CI."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not path and os.environ.get("CI") == "true":
        pytest.fail("No Chromium found, and CI must have it: install it, or set CHROMIUM to its path.")
    return path or pytest.skip("No Chromium found; install it, or set CHROMIUM to its path.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser once for all tests."""
    path = _chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@contextmanager
def window(browser: Browser, origin: str, **options: Any) -> Iterator[Reader]:
    """Open a window on the site; the options are those of Playwright's ``new_context``."""
    context = browser.new_context(locale="en-GB", **{"viewport": {"width": 1280, "height": 900}, **options})
    try:
        yield Reader(context, origin)
    finally:
        context.close()
        for thread in threading.enumerate():  # or the server would leave its side of a connection open
            if "process_request_thread" in thread.name and thread.is_alive():
                thread.join(timeout=10)


@pytest.fixture(scope="module")
def public_site(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Serve a site with something of everything that readers can meet, to all tests of a file.

    The server shares the tests' connection (SQLite in memory), so that everything can be rolled back at the end.
    """
    process_caches.clear()
    with shared_by_tests(django_db_blocker):
        _publish_something_of_everything()
        server = LiveServer("localhost")
        yield server.url
        server.stop()
    process_caches.clear()


@pytest.fixture
def reader(browser: Browser, public_site: str) -> Iterator[Reader]:
    """Somebody with a laptop, in daylight."""
    with window(browser, public_site) as reader:
        yield reader


def _publish_something_of_everything() -> None:
    cast = people.make_cast()
    publish_site(cast, 2)
    rate = {"count": 6936, "denominator": 229230, "unit": "people", "low": 6779, "high": 7096, "period": "a course"}
    common = people.safety_document(title="Bleeding or a bruise", rate=rate, source="witt2009", locator="Table 3")
    people.published(cast, "bleeding", common)
    term = people.article_document(
        title="Sham acupuncture",
        summary="Pretend treatment, so that a trial can be fair.",
        section="glossary",
        body="<p>Needles beside the points, or needles that do not go in.</p>",
    )
    people.published(cast, "sham-acupuncture", term)
    untagged = people.evidence_document(comparator="active-treatment")
    people.published(cast, "other-pain", untagged)
    gone = people.published(cast, "old-advice", people.safety_document(title="Advice that did not last"))
    actions.withdraw(publication=gone, by=cast.pia, reason="A newer study said otherwise.")
    retracted = people.source("trial0")
    actions.change_standing(source=retracted, standing="retracted", note="The figures were made up.", by=cast.pia)
