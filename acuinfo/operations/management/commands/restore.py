"""Bring the site back from a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError

from ... import backups, databases


class Command(BaseCommand):
    """Replace the database by a verified backup, then lift it to this version of the software and prove it."""

    help = "Replace the database by a backup: verify it, load it in one transaction, migrate, and check every edition."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the folder of a backup."""
        parser.add_argument("folder", type=Path)
        databases.add_argument(parser)
        parser.add_argument("--force", metavar="NAME", default="", help="Replace this database though it holds work.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Restore."""
        try:
            databases.use(options["database"])
            self.stdout.write(f"Restoring into {databases.name()}.")
            manifest = backups.restore(options["folder"], over=options["force"])
        except (backups.BackupError, OSError, ValueError, OperationalError) as error:
            raise CommandError(str(error)) from error
        call_command("migrate", verbosity=0)
        call_command("rebuild_cards", if_needed=True, verbosity=0, stdout=self.stdout)
        call_command("check_editions", verbosity=0, stdout=self.stdout)
        self.stdout.write(
            f"Restored the backup of {manifest.made_at} into {databases.name()}. Now restart the web server."
        )
