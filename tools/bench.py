"""Measure what each kind of page costs, on synthetic sites of several sizes: ``./run bench``."""

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def arguments() -> argparse.Namespace:
    """Read sizes and where to make the databases."""
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000], metavar="N", help="Conditions.")
    parser.add_argument(
        "--database-url", default="", help="A PostgreSQL server: databases of its own are made there. Default: SQLite."
    )
    parser.add_argument(
        "--here", action="store_true", help="Measure on the database that is configured; it must hold a corpus."
    )
    return parser.parse_args()


def main() -> int:
    """Measure each size in a process of its own, on a temporary database."""
    options = arguments()
    if options.here:
        return table()
    for size in options.sizes:
        with database(options.database_url, size) as url:
            steps = (
                ["manage.py", "migrate", "-v0"],
                ["-m", "tools.make_corpus", str(size)],
                ["-m", "tools.bench", "--here"],
            )
            for step in steps:
                code = subprocess.call([sys.executable, *step], cwd=ROOT, env={**os.environ, "DATABASE_URL": url})  # noqa: S603  our own commands
                if code:
                    return code
    return 0


def table() -> int:
    """Print the cost of each kind of page on the configured database."""
    import django  # noqa: PLC0415  only the process that measures needs Django

    django.setup()
    from django.db import connection  # noqa: PLC0415  settings must be ready first

    from acuinfo.finding.facets import facet_index  # noqa: PLC0415  models must be loaded first

    from .page_costs import costs  # noqa: PLC0415  the same

    database_name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
    print(f"\n{len(facet_index(None).ids):,} pages on {database_name}")
    print(f"{'':28}{'CPU ms':>9}{'x plain':>9}{'queries':>9}{'KiB':>8}")
    unit = None
    for cost in costs():
        unit = unit or cost.cpu_ms
        ratio = cost.cpu_ms / unit
        print(f"{cost.name:28}{cost.cpu_ms:9.3f}{ratio:9.2f}{cost.queries:9}{cost.body / 1024:8.1f}", flush=True)
    return 0


@contextmanager
def database(server: str, size: int) -> Iterator[str]:
    """Make an empty database, yield its address, and drop it."""
    if not server:
        with tempfile.TemporaryDirectory(prefix="acuinfo-bench-") as folder:
            yield f"sqlite:///{Path(folder) / 'db.sqlite3'}"
        return
    import psycopg2  # type: ignore[import-untyped]  # noqa: PLC0415  no types; only for PostgreSQL

    base, _, _name = server.rpartition("/")
    name = f"acuinfo_bench_{size}_{os.getpid()}"
    admin = psycopg2.connect(server)
    admin.autocommit = True
    try:
        admin.cursor().execute(f"CREATE DATABASE {name}")
        try:
            yield f"{base}/{name}"
        finally:
            admin.cursor().execute(f"DROP DATABASE {name} WITH (FORCE)")
    finally:
        admin.close()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acuinfo.settings")
    sys.exit(main())
