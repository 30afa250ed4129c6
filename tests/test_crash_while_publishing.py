"""Publishing by several people, and by processes that die: afterwards every page is one edition, whole.

Each test runs processes of its own (``publishing_process``) on a real database of its own: a file for SQLite, a new
database on the same server for PostgreSQL.
"""

import os
import random
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg2
import pytest
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.server


def _address(tmp_path_factory):
    if connection.vendor == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('crash')}/db.sqlite3"
    return urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/acuinfo_crash_{os.getpid()}"))


def _on_the_server(statement):
    server = psycopg2.connect(os.environ["DATABASE_URL"])
    server.autocommit = True
    server.cursor().execute(statement)
    server.close()


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """The address of a database with three published pages; it is dropped at the end."""
    address = _address(tmp_path_factory)
    name = urlsplit(address).path.strip("/")
    if connection.vendor == "postgresql":
        _on_the_server(f'CREATE DATABASE "{name}"')
    assert run(address, "prepare") == ""
    yield address
    if connection.vendor == "postgresql":
        _on_the_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def process(address, *verbs):
    """Start a process that publishes."""
    environment = {**os.environ, "ENVIRONMENT": "test", "DATABASE_URL": address, "PYTHONWARNINGS": "ignore"}
    command = [sys.executable, "-m", "tests.publishing_process", *verbs]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )


def run(address, *verbs):
    """Run a process to its end; return what it says."""
    said, _ = process(address, *verbs).communicate(timeout=120)
    return said


def test_the_old_edition_is_whole_when_the_process_dies_after_any_statement_of_publishing(database):
    said = run(database, "die_after_every_statement").splitlines()

    deaths = int(said[-1].split()[1])
    assert said[:-1] == []
    assert deaths > 20


def test_the_new_edition_is_whole_when_the_process_dies_right_after_the_commit(database):
    assert run(database, "die_after_commit") == ""


def test_every_page_is_whole_when_processes_that_publish_are_killed_from_outside(database):
    moments = random.Random(7)
    heard = []
    for _kill in range(3):
        with process(database, "publish_for_ever") as publisher:
            try:
                heard += [publisher.stdout.readline().strip() for _page in range(3)]
                time.sleep(moments.uniform(0, 0.04))
            finally:
                publisher.send_signal(signal.SIGKILL)

    assert heard == ["publishing"] * 9
    assert re.fullmatch(r"\d+ editions are whole\.\n", run(database, "check"))


def test_exactly_one_wins_when_two_people_publish_the_same_draft_at_the_same_time(database):
    *said, checked = run(database, "publish_the_same_twice").splitlines()

    refused = "Refused: Nothing has changed since the current edition. Choose “Reviewed” to record a review."
    assert said == [f"{refused} | done"] * 4
    assert re.fullmatch(r"\d+ editions are whole\.", checked)


def test_both_are_published_when_two_pages_bring_the_same_new_tag_at_the_same_time(database):
    assert run(database, "publish_two_with_the_same_new_tags").strip() == "done | done"


def test_the_site_version_moves_with_every_commit_when_one_publish_overtakes_another(database):
    assert run(database, "overtake").strip() == "in order"
