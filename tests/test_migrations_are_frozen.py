"""What has landed in a migrations folder is never edited: other databases have run it already."""

import hashlib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "tests" / "documents" / "migrations.sha256"
HOW_TO_ADD = f"sha256sum FILE >> {LIST.relative_to(ROOT)}"


def landed() -> dict[str, str]:
    """Return the hash of each landed migration as the list has it, by path."""
    lines = LIST.read_text("utf-8").splitlines()
    return {path: digest for digest, _, path in (line.partition("  ") for line in lines)}


def found() -> dict[str, str]:
    """Return the hash of each migration in the folders, by path."""
    apps = [folder for room in ("acuinfo", "conditions", "articles") for folder in (ROOT / room).rglob("migrations")]
    files = [file for folder in apps for file in folder.glob("*.py") if file.name != "__init__.py"]
    return {str(file.relative_to(ROOT)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_a_landed_migration_is_what_it_was():
    now = found()

    altered = [path for path, digest in landed().items() if now.get(path) != digest]

    assert not altered, f"Frozen, but edited, renamed or gone: {altered}. Take that back and write a new migration."


def test_a_new_migration_is_frozen_deliberately():
    new = sorted(found().keys() - landed())

    assert not new, f"New: {new}. From the day it lands nobody may edit it. When it is right: {HOW_TO_ADD}"
