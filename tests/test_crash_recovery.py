"""A bad day: workers and the database killed in the middle of publishing."""

import re
import tempfile
import threading
import time
from http.client import HTTPException
from pathlib import Path

import pytest
from django.db import connection

from . import press, servers
from .servers import ask

pytestmark = pytest.mark.server

PATIENCE = 30.0
"""Seconds to wait for an answer. The promise is 5 on a machine of its own; tests share theirs, so they only ask that it
comes back by itself."""


class Editor(threading.Thread):
    """Somebody who publishes over HTTP without a pause, and remembers what was acknowledged."""

    def __init__(self, url: str) -> None:
        super().__init__(daemon=True)
        self.url = url
        self.acknowledged: list[int] = []
        self.refused = 0
        self.stopped = threading.Event()

    def run(self) -> None:
        """Publish until stopped; what was refused or broke off is tried again."""
        while not self.stopped.is_set():
            try:
                answer = ask(f"{self.url}/press", "POST")
            except (OSError, HTTPException):
                self.refused += 1
                time.sleep(0.05)
                continue
            if answer.status == 200:
                self.acknowledged.append(int(answer.text))
            else:
                self.refused += 1
                time.sleep(0.05)

    def progress(self, seconds: float = PATIENCE) -> float:
        """Wait until one more edition is acknowledged; return how long it took, in seconds."""
        seen = len(self.acknowledged)
        return servers.wait_until(lambda: len(self.acknowledged) > seen, seconds, "an edition is acknowledged")

    def stop(self) -> None:
        self.stopped.set()
        self.join()


def assert_nothing_lost(env: dict[str, str], url: str, editor: Editor) -> None:
    """Check that what was acknowledged is there, and that page, list and editions tell one story."""
    time.sleep(2.5)  # longer than any answer is kept by the application
    page, listed = ask(url + press.ADDRESS), ask(f"{url}/conditions/")
    on_page, in_list = press.numbers_on(page.text), press.numbers_on(listed.text)
    assert (page.status, listed.status) == (200, 200)
    assert len(on_page) == 1, "the page is half of one edition and half of another"
    assert on_page == in_list
    assert max(on_page) >= max(editor.acknowledged)
    assert sorted(set(editor.acknowledged)) == editor.acknowledged
    checked = servers.manage("check_editions", "-v0", env=env)
    assert (checked.returncode, checked.stderr) == (0, "")
    told = int(re.search(r"(\d+) editions are whole", checked.stdout)[1])
    assert told == max(on_page)


def test_nothing_acknowledged_is_lost_when_the_workers_are_killed_while_publishing(tmp_path):
    env = servers.environment(f"sqlite:///{tmp_path}/db.sqlite3", tmp_path)
    servers.prepare(env)
    with servers.site(env) as site:
        editor = Editor(site.url)
        editor.start()
        for _ in range(2):
            editor.progress()
            killed = site.workers()
            site.kill_workers()
            editor.progress()
            assert not set(killed) & set(site.workers())
            time.sleep(6)  # granian takes deaths closer together than this for a fault in the site, and ends
        editor.stop()

        assert editor.refused > 0
        assert_nothing_lost(env, site.url, editor)


def test_nothing_acknowledged_is_lost_when_the_whole_server_is_killed_while_publishing(tmp_path):
    env = servers.environment(f"sqlite:///{tmp_path}/db.sqlite3", tmp_path)
    servers.prepare(env)
    with servers.site(env) as site:
        editor = Editor(site.url)
        editor.start()
        editor.progress()
        site.kill()
        editor.stop()

    with servers.site(env) as again:
        assert_nothing_lost(env, again.url, editor)
        assert int(ask(f"{again.url}/press", "POST").text) > max(editor.acknowledged)


def test_nothing_acknowledged_is_lost_when_postgresql_is_killed_while_publishing(tmp_path):
    if connection.vendor == "postgresql":
        pytest.skip("It starts a PostgreSQL of its own, so once is enough: with the SQLite tests.")
    with tempfile.TemporaryDirectory() as folder, servers.postgres(Path(folder)) as database:
        env = servers.environment(database.url, tmp_path)
        servers.prepare(env)
        with servers.site(env) as site:
            editor = Editor(site.url)
            editor.start()
            editor.progress()

            servers.kill(database.backends())
            servers.wait_until(database.answers, 20, "PostgreSQL recovers by itself")
            editor.progress()
            database.kill()
            database.start()
            editor.progress()
            editor.stop()

            assert editor.refused > 0
            assert_nothing_lost(env, site.url, editor)
