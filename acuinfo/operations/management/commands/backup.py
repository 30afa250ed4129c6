"""Back up the whole site while it is in use."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from ... import backups, databases


class Command(BaseCommand):
    """Write the database, as it stands at one moment, into a folder that only the owner can read."""

    help = "Back up the whole site while it is in use, into a new folder that only this account can read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the new folder."""
        parser.add_argument("folder", type=Path, help="A new folder, such as /var/backups/acuinfo/2026-11-22.")
        databases.add_argument(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        """Back up."""
        folder: Path = options["folder"]
        try:
            databases.use(options["database"])
            manifest = backups.make(folder)
        except (backups.BackupError, OSError, ValueError, OperationalError) as error:
            raise CommandError(str(error)) from error
        editions = manifest.counts["publishing_edition"]
        what = f"{editions} editions, site version {manifest.site_version}"
        self.stdout.write(f"Backed up to {folder}: {what}. Copy it off this machine.")
