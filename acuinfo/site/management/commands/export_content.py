"""Write what is live as content files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from ... import content_files


class Command(BaseCommand):
    """Write tags, sources and every live page, in the format that load_content reads."""

    help = "Write tags, sources and every live page as content files that load_content can read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take an empty or new folder."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--overwrite", action="store_true", help="Write into a folder that holds files already.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write."""
        root: Path = options["folder"]
        if root.exists() and any(root.iterdir()) and not options["overwrite"]:
            raise CommandError(f"{root} is not empty. Choose a new folder or add --overwrite.")
        count = 0
        for name, text in tqdm(
            content_files.export_texts(), desc="Writing", unit="file", disable=options["verbosity"] < 1, leave=False
        ):
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
            count += 1
        self.stdout.write(f"{count} files written to {root}.")
