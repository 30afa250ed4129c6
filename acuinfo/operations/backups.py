"""Backups: one folder with the whole database as it stood at one moment, and a manifest that proves it.

SQLite is copied with its own online backup, PostgreSQL with ``pg_dump`` in the snapshot in which the rows were counted;
so publishing goes on meanwhile. A backup is written beside its final name and renamed when it is complete: a folder
that exists is a whole backup. Only the owner of the process may read it, for it holds accounts and drafts.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from typing import IO, Any, cast

from django.db import connection, transaction
from django.utils import timezone

from acuinfo.publishing.models import site_version_in
from acuinfo.publishing.search import TABLE as SEARCH_TABLE

from . import databases
from .page_cache.clearing import clear_everywhere

FORMAT = 1
MANIFEST = "manifest.json"
DUMPS = {"sqlite": "database.sqlite3", "postgresql": "database.dump"}
PACKAGE = (
    "Install PostgreSQL's client programs (Debian: apt-get install postgresql-client), at least as new as the server."
)


class BackupError(Exception):
    """A backup that cannot be made, trusted or restored, and why, in a sentence for the operator."""


@dataclass(frozen=True)
class Manifest:
    """What a backup says about itself."""

    made_at: str
    database: str
    """``sqlite`` or ``postgresql``."""
    site_version: int
    """The highest id in the change log; 0 for a site that never published."""
    counts: Mapping[str, int]
    """Table to number of rows."""
    sha256: Mapping[str, str]
    """File to hash in hexadecimal."""
    format: int = FORMAT


# --- Making -----------------------------------------------------------------------------------------------------
def make(folder: Path) -> Manifest:
    """Write a backup of the database into a new or empty folder and prove it. Raises BackupError."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupError(f"{folder} is not an empty folder. Each backup needs a folder of its own.")
    partial = folder.with_name(f".{folder.name}.partial-{os.getpid()}")
    with _private_files():
        partial.mkdir(parents=True)
        try:
            dump = partial / DUMPS[connection.vendor]
            counts = _dump_sqlite(dump) if connection.vendor == "sqlite" else _dump_postgresql(dump)
            manifest = _manifest(dump, counts)
            (partial / MANIFEST).write_text(json.dumps(asdict(manifest), indent=2) + "\n", "utf-8")
            verify(partial)
            _sync(dump, partial / MANIFEST, partial)
            partial.rename(folder)
            _sync(folder.parent)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
    return manifest


def _manifest(dump: Path, counts: dict[str, int]) -> Manifest:
    return Manifest(
        made_at=timezone.now().isoformat(timespec="seconds"),
        database=connection.vendor,
        site_version=counts.pop("site_version"),
        counts=counts,
        sha256={dump.name: _sha256(dump)},
    )


def _dump_sqlite(dump: Path) -> dict[str, int]:
    connection.ensure_connection()
    with closing(sqlite3.connect(dump)) as copy:
        connection.connection.backup(copy)  # in one step, so that writers cannot make it start again
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        return _counts(copy.cursor())


def _dump_postgresql(dump: Path) -> dict[str, int]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        snapshot = str(cursor.fetchone()[0])
        _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={dump}")
        return _counts(cursor)


def _counts(cursor: Any) -> dict[str, int]:
    """Count the rows of every table of ours, and read the site version."""
    tables = [*connection.introspection.django_table_names(only_existing=True), SEARCH_TABLE]
    found = {}
    for table in sorted(tables):
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        found[table] = int(cursor.fetchone()[0])
    return {**found, "site_version": site_version_in(cursor)}


# --- Proving ----------------------------------------------------------------------------------------------------
def verify(folder: Path) -> Manifest:
    """Recompute every hash, open the dump and count its rows. Raises BackupError for anything that differs."""
    manifest = _read_manifest(folder)
    for name, expected in manifest.sha256.items():
        path = folder / name
        if not path.is_file():
            raise BackupError(f"{name} is missing from the backup.")
        if _sha256(path) != expected:
            raise BackupError(f"{name} is not the file that was backed up (its hash differs). Use another backup.")
    dump = folder / DUMPS[manifest.database]
    found = _counts_in_sqlite(dump, manifest) if manifest.database == "sqlite" else _counts_in_dump(dump)
    for table, expected_rows in manifest.counts.items():
        if found[table] != expected_rows:
            raise BackupError(f"{table} has {found[table]} rows in the dump, but the manifest says {expected_rows}.")
    return manifest


def _read_manifest(folder: Path) -> Manifest:
    path = folder / MANIFEST
    try:
        data = json.loads(path.read_text("utf-8"))
        manifest = Manifest(**data)
    except FileNotFoundError:
        raise BackupError(f"{folder} holds no {MANIFEST}; it is not a backup or was not finished.") from None
    except (ValueError, TypeError) as error:
        raise BackupError(f"{path} cannot be read: {error}") from error
    if manifest.format != FORMAT or DUMPS.get(manifest.database) not in manifest.sha256:
        raise BackupError(f"{path} describes a backup that this version of the software does not know.")
    return manifest


def _counts_in_sqlite(dump: Path, manifest: Manifest) -> Counter[str]:
    with closing(sqlite3.connect(f"file:{dump}?mode=ro&immutable=1", uri=True)) as copy:
        try:
            problems = [row[0] for row in copy.execute("PRAGMA integrity_check")]
            if problems != ["ok"]:
                raise BackupError(f"SQLite finds the copy damaged: {problems[0]}")
            return Counter({t: copy.execute(f'SELECT count(*) FROM "{t}"').fetchone()[0] for t in manifest.counts})
        except sqlite3.DatabaseError as error:
            raise BackupError(f"SQLite cannot read the copy: {error}") from error


def _counts_in_dump(dump: Path) -> Counter[str]:
    """Read a PostgreSQL dump to its end and count the rows it would insert, by table."""
    found: Counter[str] = Counter()
    table = ""
    for line in _script(dump):
        if table and line == b"\\.\n":
            table = ""
        elif table:
            found[table] += 1
        elif line.startswith(b"COPY "):
            table = line.split()[1].decode().split(".")[-1].strip('"')
    return found


# --- Restoring --------------------------------------------------------------------------------------------------
def restore(folder: Path, *, over: str = "") -> Manifest:
    """Replace the database by a verified backup, in one transaction. Raises BackupError and changes nothing.

    A database that holds accounts or pages is only replaced when ``over`` is its name.
    """
    manifest = _read_manifest(folder)
    if manifest.database != connection.vendor:
        raise BackupError(
            f"The backup is of {manifest.database}, but the database is {connection.vendor}. "
            "To change the kind of database, restore it first, then move with dumpdata and loaddata."
        )
    verify(folder)
    held = databases.holdings()
    if held and over != databases.name():
        told = " and ".join(f"{count:,} {what}" for what, count in held.items())
        to_replace = f"Back it up; then, to replace it, add --force {databases.name()}"
        raise BackupError(f"The database {databases.name()} holds {told}. {to_replace}")
    dump = folder / DUMPS[manifest.database]
    if manifest.database == "sqlite":
        _load_sqlite(dump)
    else:
        _load_postgresql(dump)
    clear_everywhere()  # answers kept under the same version number would be of the other database
    return manifest


def _load_sqlite(dump: Path) -> None:
    """Write the copy over the database as one SQLite transaction: a reader sees the old or the new, never a mixture."""
    connection.ensure_connection()
    with closing(sqlite3.connect(f"file:{dump}?mode=ro&immutable=1", uri=True)) as copy:
        copy.backup(connection.connection)
    name = Path(str(connection.settings_dict["NAME"]))
    if name.is_file():
        name.chmod(0o600)


def _load_postgresql(dump: Path) -> None:
    """Drop our tables and load the dump in one transaction, committed only when the whole dump was read."""
    tables = ", ".join(map(connection.ops.quote_name, connection.introspection.table_names()))
    connection.close()
    drop = f"DROP TABLE IF EXISTS {tables} CASCADE;\n" if tables else ""
    with _program("psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", stdin=PIPE, stdout=DEVNULL) as loading:
        pipe = cast("IO[bytes]", loading.stdin)
        try:
            pipe.write(f"BEGIN;\nSET lock_timeout = '10s';\n{drop}".encode())
            for block in _script(dump):
                pipe.write(block)
            pipe.write(b"COMMIT;\n")
        except BrokenPipeError:
            pass  # psql says below what it did not like
        _, complaint = loading.communicate()
    if loading.returncode:
        raise BackupError(f"PostgreSQL refused the dump; nothing was changed. {_words(complaint)}")


def _script(dump: Path) -> Iterator[bytes]:
    """Yield a dump as SQL. Raises BackupError when it cannot be read to its end."""
    with _program("pg_restore", "--no-owner", "--no-privileges", "--file=-", str(dump), stdout=PIPE) as process:
        yield from cast("IO[bytes]", process.stdout)
        _, complaint = process.communicate()
    if process.returncode:
        raise BackupError(f"pg_restore cannot read the dump. {_words(complaint)}")


# --- PostgreSQL's programs --------------------------------------------------------------------------------------
def _environment() -> dict[str, str]:
    """Return how to reach the database, as libpq reads it; so no password shows in the list of processes."""
    settings = connection.settings_dict
    named = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {variable: str(settings[key]) for variable, key in named.items() if settings.get(key)}
    if mode := settings["OPTIONS"].get("sslmode"):
        given["PGSSLMODE"] = str(mode)
    return {**os.environ, **given}


def _program(name: str, *args: str, **pipes: Any) -> Popen[bytes]:
    try:
        return Popen([name, *args], env=_environment(), stderr=PIPE, **pipes)  # noqa: S603  our own arguments
    except FileNotFoundError:
        raise BackupError(f"The program {name} is not on this machine. {PACKAGE}") from None


def _run(name: str, *args: str) -> None:
    with _program(name, *args) as process:
        _, complaint = process.communicate()
    if process.returncode:
        raise BackupError(f"{name} failed. {_words(complaint)} {PACKAGE if b'version' in complaint else ''}".strip())


def _words(complaint: bytes) -> str:
    return " ".join(complaint.decode(errors="replace").split())


# --- Files ------------------------------------------------------------------------------------------------------
@contextmanager
def _private_files() -> Iterator[None]:
    """Make files 0600 and folders 0700 meanwhile."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sync(*paths: Path) -> None:
    """Wait until files and folders are on the disk."""
    for path in paths:
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
