"""People who publish and read over HTTP without a pause, while servers are killed and upgraded under them."""

import re
import threading
from collections.abc import Callable
from http.client import HTTPException
from itertools import cycle

from . import press, servers

PATIENCE = 30.0
"""Seconds to wait for an answer. The promise is 5 on a machine of its own; tests share theirs, so they only ask that it
comes back by itself."""


class Busy(threading.Thread):
    """Somebody who does something again and again until stopped, and leaves the processor to others for a moment."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.stopped = threading.Event()

    def once(self) -> None:
        """Do it."""

    def run(self) -> None:
        """Do it again and again."""
        while not self.stopped.wait(0.05):
            self.once()

    def __enter__(self) -> "Busy":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End, after what is being done."""
        self.stopped.set()
        self.join()

    def progress(self, done: Callable[[], int]) -> None:
        """Wait until there is more of something."""
        seen = done()
        servers.wait_until(lambda: done() > seen, PATIENCE, "somebody gets on")


class Editor(Busy):
    """Publishes on each server in turn and remembers what was acknowledged; what was refused is tried again."""

    def __init__(self, *urls: str) -> None:
        super().__init__()
        self._urls = cycle(urls)
        self.acknowledged: list[int] = []
        self.refused = 0

    def once(self) -> None:
        """Publish."""
        try:
            answer = servers.ask(f"{next(self._urls)}/press", "POST")
        except (OSError, HTTPException):
            answer = None
        if answer is not None and answer.status == 200:
            self.acknowledged.append(int(answer.text))
        else:
            self.refused += 1

    def publishes(self) -> None:
        """Wait until one more edition is acknowledged."""
        self.progress(lambda: len(self.acknowledged))


class Reader(Busy):
    """Reads pages that are kept and a search that nobody asked before; remembers whatever was not an answer."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url, self.read = url, 0
        self.noticed: list[str] = []

    def once(self) -> None:
        """Read three pages."""
        for address in (press.ADDRESS, "/conditions/", f"/search/?q=knee+{self.read}"):
            try:
                said = str(servers.ask(self.url + address).status)
            except (OSError, HTTPException) as error:
                said = repr(error)
            if said != "200":
                self.noticed.append(f"{address}: {said}")
        self.read += 1

    def reads(self) -> None:
        """Wait until three pages were asked for and answered after this moment."""
        for _ in range(2):
            self.progress(lambda: self.read)


def assert_nothing_lost(env: dict[str, str], url: str, editor: Editor) -> None:
    """Check that what was acknowledged is there, and that page, list and editions tell one story."""
    last = max(editor.acknowledged)

    def shown() -> list[set[int]]:
        return [press.numbers_on(servers.ask(url + address).text) for address in (press.ADDRESS, "/conditions/")]

    def is_shown() -> bool:
        on_page, in_list = shown()
        return on_page == in_list and max(on_page) >= last

    servers.wait_until(is_shown, PATIENCE, "page and list show what was acknowledged last")
    on_page, _in_list = shown()
    assert len(on_page) == 1, "the page is half of one edition and half of another"
    assert sorted(set(editor.acknowledged)) == editor.acknowledged
    checked = servers.manage("check_editions", "-v0", env=env)
    assert (checked.returncode, checked.stderr) == (0, "")
    assert re.fullmatch(rf"{max(on_page)} editions are whole\.\n", checked.stdout)
