"""Run every test on every database this machine has, and say at the end what was run.

SQLite always; PostgreSQL where a server can be reached (TEST_DATABASE_URL, else the usual local one). With CI=true a
missing PostgreSQL or Chromium is a failure, not a skip.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IS_CI = os.environ.get("CI") == "true"
NOTHING_SELECTED = 5
"""pytest's exit code when the arguments select no test."""
RUN_ONCE = "not browser and not crawl and not once"
WORDS = {0: "passed", NOTHING_SELECTED: "nothing to run"}
LOCAL = ("postgres://root@127.0.0.1:5432/postgres", "postgres://postgres@127.0.0.1:5432/postgres")


def postgresql() -> str:
    """Return the address of a PostgreSQL server that answers, or ""."""
    import psycopg2

    given = os.environ.get("TEST_DATABASE_URL", "")
    for url in [given] if given else LOCAL:
        try:
            psycopg2.connect(url, connect_timeout=3).close()
        except psycopg2.Error:
            continue
        return url
    return ""


def chromium() -> str:
    """Return the path of a Chromium, or ""."""
    given = os.environ.get("CHROMIUM", "")
    return given or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""


def run(name: str, database_url: str, args: list[str]) -> int:
    """Run pytest on one database and return its exit code."""
    print(f"\n==> Tests on {name}", flush=True)
    environment = {
        **os.environ,
        "ENVIRONMENT": "test",
        "DATABASE_URL": database_url,
        "CHROMIUM": chromium(),
        "SECRET_KEY": "test-only-" + "x" * 50,
        "PYTHONWARNINGS": "default",
    }
    for name_ in ("SITE_URL", "ALLOWED_HOSTS", "SELF_APPROVAL", "ADMIN_REQUIRE_OTP", "CACHE_URL", "DEBUG"):
        environment.pop(name_, None)
    command = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", *args]
    return subprocess.call(command, cwd=ROOT, env=environment)


def for_the_second_database(args: list[str]) -> list[str]:
    """Return arguments for pytest that leave out what runs once, with the SQLite tests."""
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-m", dest="marks")
    chosen, rest = parser.parse_known_args(args)
    return [*rest, "-m", f"({chosen.marks}) and {RUN_ONCE}" if chosen.marks else RUN_ONCE]


def main() -> int:
    """Run all and tell."""
    args = sys.argv[1:]
    server = postgresql()
    codes = {}
    with tempfile.TemporaryDirectory() as folder:
        codes["SQLite"] = run("SQLite", f"sqlite:///{folder}/db.sqlite3", args)
    if server:
        codes["PostgreSQL"] = run("PostgreSQL", server, for_the_second_database(args))
    told = [f"{name}: {WORDS.get(code, 'FAILED')}" for name, code in codes.items()]
    failed = any(code not in WORDS for code in codes.values())
    if not server:
        failed |= IS_CI
        told.append("PostgreSQL: NOT RUN, no server answers (set TEST_DATABASE_URL)")
    if not chromium():
        failed |= IS_CI
        told.append("Browser tests: NOT RUN, no Chromium found (set CHROMIUM)")
    else:
        told.append("Browser tests: run with the SQLite tests")
    if set(codes.values()) == {NOTHING_SELECTED}:
        failed = True
        told.append("FAILED: the arguments select no test")
    print("\n" + "\n".join(told), flush=True)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
