"""Measure what each kind of page costs, on synthetic sites of several sizes."""

import os
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from acuinfo import bench
from acuinfo.finding.facets import facet_index


class Command(BaseCommand):
    """Make a temporary database for each size, fill it and measure."""

    help = "Measure CPU time and queries of each kind of page on synthetic sites of 100, 1,000 and 10,000 conditions."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take sizes and where to make the databases."""
        parser.add_argument("--sizes", type=int, nargs="+", default=[100, 1000, 10_000], metavar="N")
        parser.add_argument(
            "--database-url",
            default="",
            help="A PostgreSQL server: a database of its own is made there. Default: SQLite.",
        )
        parser.add_argument(
            "--here", action="store_true", help="Measure on the database that is configured; it must hold a corpus."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Measure each size in a process of its own."""
        if options["here"]:
            self._table()
            return
        for size in options["sizes"]:
            with database(options["database_url"], size) as url:
                env = {**os.environ, "DATABASE_URL": url}
                for command in (["migrate", "-v0"], ["make_corpus", str(size)], ["bench", "--here"]):
                    code = subprocess.call([sys.executable, str(settings.BASE_DIR / "manage.py"), *command], env=env)  # noqa: S603  our own commands
                    if code:
                        raise CommandError(f"{command[0]} failed.")

    def _table(self) -> None:
        bench_name = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}[connection.vendor]
        pages = len(facet_index(None).ids)
        self.stdout.write(f"\n{pages:,} pages on {bench_name}")
        self.stdout.write(f"{'':28}{'CPU ms':>9}{'x plain':>9}{'queries':>9}{'KiB':>8}")
        unit = None
        for cost in bench.costs():
            unit = unit or cost.cpu_ms
            self.stdout.write(
                f"{cost.name:28}{cost.cpu_ms:9.3f}{cost.cpu_ms / unit:9.2f}{cost.queries:9}{cost.body / 1024:8.1f}"
            )
            self.stdout.flush()


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
