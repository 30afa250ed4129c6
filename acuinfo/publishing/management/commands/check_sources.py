"""Check every source against the Retraction Watch database."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from acuinfo.sources.retractions import BadRow, RetractionNotice, read_notices

from ...retraction_watch import apply, changes_of_standing

SHOWN_BAD_ROWS = 10


class Command(BaseCommand):
    """Change the standing of sources that were retracted, corrected, put in doubt or reinstated."""

    help = "Change the standing of sources that a Retraction Watch CSV lists. Nothing is deleted."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file and whether to try only."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--dry-run", action="store_true", help="say what would be changed, and store nothing")

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        """Check."""
        self.bad_rows = 0
        try:
            with file.open("rb") as stream:
                rows = tqdm(
                    read_notices(stream), desc="Reading", unit="notice", disable=options["verbosity"] < 1, leave=False
                )
                changes = changes_of_standing(self._usable(rows))
        except OSError as error:
            raise CommandError(f"The file cannot be read: {error.strerror}.") from error
        except ValueError as error:
            raise CommandError(str(error)) from error
        if not dry_run:
            apply(tqdm(changes, desc="Changing", unit="source", disable=options["verbosity"] < 1, leave=False))
        for change in changes:
            self.stdout.write(str(change))
        done = "would be" if dry_run else "were"
        self.stdout.write(f"{len(changes)} sources {done} changed. {self.bad_rows} rows could not be used.")

    def _usable(self, rows: Iterable[RetractionNotice | BadRow]) -> Iterator[RetractionNotice]:
        for row in rows:
            if isinstance(row, RetractionNotice):
                yield row
                continue
            self.bad_rows += 1
            if self.bad_rows <= SHOWN_BAD_ROWS:
                self.stderr.write(str(row))
