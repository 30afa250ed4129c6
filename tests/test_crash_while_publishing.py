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

import pytest
from django.db import connection

from . import servers
from .servers import ROOT

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def database(tmp_path_factory, tables):
    """The address of a database with three published pages; it is dropped at the end."""
    room, name = tmp_path_factory.mktemp("crash"), f"acuinfo_crash_{os.getpid()}"
    is_file = connection.vendor == "sqlite"
    address = f"sqlite:///{room}/db.sqlite3" if is_file else servers.on_the_server(name)
    if not is_file:
        servers.administer(f'CREATE DATABASE "{name}"')
    servers.prepare(servers.environment(address, room), tables, "tests.publishing_process")
    yield address
    if not is_file:
        servers.administer(f'DROP DATABASE "{name}" WITH (FORCE)')


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


def test_one_edition_is_whole_when_the_process_dies_after_any_write_of_publishing_or_right_after_the_commit(database):
    said = run(database, "die_after_every_write", "die_after_commit").splitlines()

    deaths = int(said[-1].split()[1])
    assert said[:-1] == []
    assert deaths > 6


def test_every_page_is_whole_when_processes_that_publish_are_killed_from_outside(database):
    moments = random.Random(7)
    heard = []
    for _kill in range(2):
        with process(database, "publish_for_ever") as publisher:
            try:
                heard += [publisher.stdout.readline().strip() for _page in range(3)]
                time.sleep(moments.uniform(0, 0.04))
            finally:
                publisher.send_signal(signal.SIGKILL)

    assert heard == ["publishing"] * 6
    assert re.fullmatch(r"\d+ editions are whole\.\n", run(database, "check"))


@pytest.fixture(scope="module")
def said(database):
    """What each race said, one process for all."""
    return run(database, "publish_the_same_twice", "publish_two_with_the_same_new_tags", "overtake").splitlines()


def test_exactly_one_wins_when_two_people_publish_the_same_draft_at_the_same_time(said):
    refused = "Refused: Nothing has changed since the current edition. Choose “Reviewed” to record a review."
    assert said[:4] == [f"{refused} | done"] * 4
    assert re.fullmatch(r"\d+ editions are whole\.", said[4])


def test_both_are_published_when_two_pages_bring_the_same_new_tag_at_the_same_time(said):
    assert said[5] == "done | done"


def test_the_site_version_moves_with_every_commit_when_one_publish_overtakes_another(said):
    assert said[6:] == ["in order"]
