"""Write a static copy of the public site."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from acuinfo.publishing.models import site_version

from ...mirror import Mirror


class Command(BaseCommand):
    """Write every public page, feed and file, so that any web server can stand in for the site."""

    help = "Write a static copy of every public page, feed and file into a new folder, for any web server to serve."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take an empty or new folder."""
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the copy."""
        folder: Path = options["folder"]
        if folder.exists() and any(folder.iterdir()):
            raise CommandError(
                f"{folder} is not empty. Choose a new folder; change the web server to it when it is done."
            )
        mirror = Mirror(folder)
        before = site_version()
        with tqdm(desc="Writing", unit="file", disable=options["verbosity"] < 1, leave=False) as bar:
            for _ in mirror.write():
                bar.total = len(mirror.seen)
                bar.update()
        for address in mirror.broken:
            self.stderr.write(address)
        if mirror.broken:
            raise CommandError(f"The copy is written, but {len(mirror.broken)} addresses in it do not answer.")
        if site_version() != before:
            raise CommandError("Something was published meanwhile, so pages may not match. Write the copy again.")
        self.stdout.write(f"{len(mirror.seen)} files written to {folder}, site version {before}.")
