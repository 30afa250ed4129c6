"""The drill: back up while publishing goes on, prove the backup, lose the database, bring it back."""

import json
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from acuinfo.operations import backups, databases
from acuinfo.operations.backups import BackupError
from acuinfo.operations.page_cache.version import Bell

from . import press, servers
from .servers import ROOT, manage

server = pytest.mark.server


@pytest.fixture(scope="module")
def scratch(tmp_path_factory, django_db_setup):
    """Return a function that makes an empty database of the kind under test and returns its address."""
    for program in ("pg_dump", "pg_restore", "psql") if connection.vendor == "postgresql" else ():
        servers.needed(program)
    folder, made = tmp_path_factory.mktemp("scratch"), []

    def make(name: str) -> str:
        if connection.vendor == "sqlite":
            return f"sqlite:///{folder}/{name}.sqlite3"
        unique = f"acuinfo_{name}_{os.getpid()}"
        servers.administer(f'CREATE DATABASE "{unique}"')
        made.append(unique)
        return servers.on_the_server(unique)

    yield make
    for unique in made:
        servers.administer(f'DROP DATABASE "{unique}" WITH (FORCE)')


@pytest.fixture(scope="module")
def site(scratch, tables, tmp_path_factory):
    """The environment of a site with one published page."""
    env = servers.environment(scratch("first"), tmp_path_factory.mktemp("site"))
    servers.prepare(env, tables)
    return env


@contextmanager
def publishing(env: dict[str, str]) -> Iterator[Callable[[], int]]:
    """Publish edition after edition in a process of its own; yield a function that waits for the next number."""
    command = [sys.executable, "-m", "tests.press"]
    with subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield lambda: int(process.stdout.readline())
        finally:
            process.kill()


def digests(env: dict[str, str]) -> list[tuple[int, str]]:
    """Return number and digest of every edition."""
    url = env["DATABASE_URL"]
    is_file = url.startswith("sqlite")
    with closing(sqlite3.connect(url.removeprefix("sqlite:///")) if is_file else psycopg2.connect(url)) as session:
        cursor = session.cursor()
        cursor.execute("SELECT number, digest FROM publishing_edition ORDER BY id")
        return [(int(number), str(digest)) for number, digest in cursor.fetchall()]


@server
def test_the_drill_of_the_handbook_brings_back_whole_what_was_backed_up_while_publishing(site, scratch, tmp_path):
    folder = tmp_path / "backup"
    with publishing(site) as next_number:
        before = next_number()
        made = manage("backup", folder, env=site)
        after = next_number()
    second = {**site, "DATABASE_URL": scratch("second")}
    bell = Bell(Path(site["VAR_DIR"]) / "site.bell")
    drill = (ROOT / "docs" / "operations.md").read_text("utf-8").partition("### The drill")[2]
    lines = re.findall(r"^manage (.+)$", drill.partition("```\n")[0], re.MULTILINE)
    told = [made]
    for line in lines:  # as printed, and not into the site's own database
        printed = line.replace("/var/backups/acuinfo/NEWEST", str(folder))
        told.append(manage(*re.sub(r"postgres://\S+", second["DATABASE_URL"], printed).split(), env=site))
    restored = told[-1].stdout

    assert [(done.returncode, done.stderr) for done in told] == [(0, "")] * 3
    assert [line.split()[0] for line in lines] == ["verify", "restore"]
    assert "Restored the backup of" in restored
    assert "editions are whole" in restored
    assert bell.clears == 1  # the workers drop what they kept of the database that was there
    kept, lived = digests(second), digests(site)
    assert before <= len(kept) <= len(lived)
    assert after > before
    assert kept == lived[: len(kept)]
    assert json.loads((folder / "manifest.json").read_text())["counts"]["publishing_edition"] == len(kept)
    with servers.site(second, workers=1) as running:
        assert press.numbers_on(servers.ask(running.url + press.ADDRESS).text) == {len(kept)}
        assert int(servers.ask(f"{running.url}/press", "POST").text) == len(kept) + 1

    refused = manage("restore", folder, env=site)
    unchanged = digests(site)
    named = re.search(r"add --force (\S+)", refused.stderr)[1]
    wrong = manage("restore", folder, "--force", "another", env=site)
    forced = manage("restore", folder, "--force", named, env=site)

    assert (refused.returncode, wrong.returncode) == (1, 1)
    assert f"The database {named} holds 4 accounts and 1 pages." in refused.stderr
    assert unchanged == lived
    assert (forced.returncode, forced.stderr) == (0, "")
    assert digests(site) == kept


# --- Backups that cannot be trusted -----------------------------------------------------------------------------
@pytest.fixture(scope="module")
def original(tmp_path_factory, tables) -> Path:
    """A backup of a SQLite site with one published page."""
    place = tmp_path_factory.mktemp("original")
    env = servers.environment(f"sqlite:///{place}/db.sqlite3", place)
    servers.prepare(env, tables)
    made = manage("backup", place / "backup", env=env)
    assert made.returncode == 0, made.stderr
    return place / "backup"


@pytest.fixture
def folder(original, tmp_path) -> Path:
    """A copy of that backup, to be damaged."""
    return Path(shutil.copytree(original, tmp_path / "copy"))


def test_a_backup_is_whole_when_nobody_touched_it(folder):
    manifest = backups.verify(folder)

    assert manifest.counts["publishing_edition"] == 1
    assert manifest.counts["publishing_text"] == 1
    assert manifest.site_version >= 1


def test_only_the_owner_can_read_a_backup_when_it_is_written(original):
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (original, *original.iterdir())}

    assert modes == {"backup": 0o700, "manifest.json": 0o600, "database.sqlite3": 0o600}


def test_a_changed_byte_is_found_when_a_backup_is_verified(folder):
    dump = folder / "database.sqlite3"
    content = bytearray(dump.read_bytes())
    content[len(content) // 2] ^= 1
    dump.write_bytes(content)

    with pytest.raises(CommandError, match="hash differs"):
        call_command("verify", folder)


def test_a_missing_row_is_found_when_dump_and_hash_were_both_replaced(folder):
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["counts"]["publishing_edition"] += 1
    path.write_text(json.dumps(manifest))

    with pytest.raises(BackupError, match=r"publishing_edition has 1 rows .* manifest says 2"):
        backups.verify(folder)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda folder: (folder / "database.sqlite3").unlink(), "missing"),
        (lambda folder: (folder / "manifest.json").unlink(), "not a backup"),
        (lambda folder: (folder / "manifest.json").write_text("{"), "cannot be read"),
        (lambda folder: (folder / "manifest.json").write_text('{"who": "knows"}'), "cannot be read"),
    ],
)
def test_the_operator_is_told_what_is_wrong_when_a_backup_is_not_whole(folder, damage, words):
    damage(folder)

    with pytest.raises(BackupError, match=words):
        backups.verify(folder)


def test_nothing_is_changed_when_a_damaged_backup_is_restored(knee, folder):
    if connection.vendor != "sqlite":
        pytest.skip("The damaged backup is of SQLite; PostgreSQL's refuses it for that alone, as the next test shows.")
    (folder / "database.sqlite3").write_bytes(b"not a database")

    with pytest.raises(CommandError, match="hash differs"):
        call_command("restore", folder, "--force", databases.name())

    knee.refresh_from_db()
    assert knee.is_live


def test_a_backup_of_another_kind_of_database_is_refused_when_restored(knee, folder):
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text())
    other = "postgresql" if connection.vendor == "sqlite" else "sqlite"
    manifest |= {"database": other, "sha256": {backups.DUMPS[other]: "0" * 64}}
    path.write_text(json.dumps(manifest))

    with pytest.raises(BackupError, match=f"of {other}, but the database is {connection.vendor}"):
        backups.restore(folder, over=databases.name())

    knee.refresh_from_db()
    assert knee.is_live


def test_a_backup_is_refused_when_the_folder_holds_files(db, tmp_path):
    (tmp_path / "yesterday").write_text("keep")

    with pytest.raises(CommandError, match="not an empty folder"):
        call_command("backup", tmp_path)

    assert [path.name for path in tmp_path.iterdir()] == ["yesterday"]


def test_nothing_is_left_behind_when_a_backup_fails_half_way(db, tmp_path, monkeypatch):
    def fail(folder):
        raise BackupError("the disk is full")

    monkeypatch.setattr(backups, "_dump_sqlite", fail)
    monkeypatch.setattr(backups, "_dump_postgresql", fail)

    with pytest.raises(CommandError, match="the disk is full"):
        call_command("backup", tmp_path / "backup")

    assert list(tmp_path.iterdir()) == []


def test_the_package_is_named_when_pg_dump_is_missing(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(backups, "_environment", lambda: {"PATH": str(tmp_path)})

    with pytest.raises(BackupError, match=r"pg_dump is not on this machine.*postgresql-client"):
        backups._run("pg_dump")
