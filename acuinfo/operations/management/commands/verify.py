"""Prove that a backup is whole."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from ... import backups


class Command(BaseCommand):
    """Recompute the hashes of a backup, open its dump and count the rows."""

    help = "Prove that a backup is whole: recompute its hashes, open the dump and count the rows."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder of a backup."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify."""
        try:
            manifest = backups.verify(options["folder"])
        except (backups.BackupError, OSError) as error:
            raise CommandError(str(error)) from error
        what = f"{sum(manifest.counts.values())} rows in {len(manifest.counts)} tables ({manifest.database})"
        self.stdout.write(f"The backup of {manifest.made_at} is whole: {what}.")
