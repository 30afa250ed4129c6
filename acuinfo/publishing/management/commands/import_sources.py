"""Add sources from a file of citations."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from acuinfo.sources.citations import MAX_BYTES, Format
from acuinfo.sources.importing import ImportPlan, ImportRefused, Material, carry_out, plan, usual_choices
from acuinfo.sources.models import Source


class Command(BaseCommand):
    """Add every citation that is not a source yet; duplicates are named and left alone. All or nothing.

    A record that cannot be read stops the import, unless it may be left out.
    """

    help = "Add sources from a PubMed, RIS, BibTeX or CSL-JSON file. Duplicates are named and left alone."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file, its format and whether to try only."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--format", choices=Format.values, help="found out from the file unless it is given")
        parser.add_argument("--leave-out", action="store_true", help="import the others when records cannot be read")
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and store nothing")

    def handle(self, *args: Any, file: Path, dry_run: bool, leave_out: bool, **options: Any) -> None:
        """Import."""
        material = Material(_bytes(file), Format(options["format"]) if options["format"] else None, file.name)
        planned = plan(material.read(), Source.objects.all())
        self._tell(planned, options["verbosity"])
        if planned.is_blocked:
            raise CommandError("Nothing was imported: correct the records above first.")
        if planned.left_out and not leave_out:
            raise CommandError("Nothing was imported: correct the records above, or add the others with --leave-out.")
        if dry_run:
            self.stdout.write(f"{sum(row.is_new for row in planned.rows)} would be added. Nothing was stored.")
            return
        try:
            outcome = carry_out(planned, usual_choices(planned), may_leave_out=leave_out)
        except ImportRefused as refused:
            raise CommandError("Nothing was imported. " + " ".join(refused.sentences)) from refused
        self.stdout.write(f"{len(outcome.added)} added.")

    def _tell(self, planned: ImportPlan, verbosity: int) -> None:
        for problem in planned.reading.problems:
            self.stderr.write(str(problem))
        for row in tqdm(planned.rows, desc="Comparing", unit="record", disable=verbosity < 1, leave=False):
            self.stdout.write(f"Record {row.number}: {row.reason or f'new, {row.slug}'} {row.record.title[:80]}")


def _bytes(file: Path) -> bytes:
    """Return the file's content, or just more than can be read of a larger one."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise CommandError(f"The file cannot be read: {error.strerror}.") from error
