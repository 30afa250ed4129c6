"""Load content files through the publishing actions. What is loaded was reviewed by nobody here, and says so."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from acuinfo.accounts.roles import give_role
from acuinfo.publishing import actions

from ... import content_files

LOADER = "content-loader"


class Command(BaseCommand):
    """Load tags, sources, pages and signposts. What is there already is left alone."""

    help = "Load content files (tags, sources, pages, signposts) and publish them. What is there already is left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a folder."""
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "content")
        parser.add_argument(
            "--update", action="store_true", help="Also publish pages whose file differs from the live page."
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load."""
        root: Path = options["folder"]
        if not root.is_dir():
            raise CommandError(f"There is no folder {root}.")
        by = loader()
        try:
            content_files.load_tags(root, by)
            content_files.load_sentence_kinds(root, by)
            sources = content_files.load_sources(root, by)
            pages = content_files.files(root)
            with tqdm(total=len(pages), desc="Loading pages", unit="page", disable=options["verbosity"] < 1) as bar:
                new = content_files.load_pages(pages, by, update=options["update"], done=bar.update)
            content_files.load_signposts(root, by)
        except (content_files.ContentError, actions.Refused) as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{new} pages published, {len(pages) - new} left as they were, {sources} new sources.")


def loader() -> User:
    """Return the account that stands for the files. Nobody can sign in with it, and it approves nothing."""
    user, made = User.objects.get_or_create(
        username=LOADER, defaults={"first_name": "AcuInfo", "last_name": "software"}
    )
    if made:
        user.set_unusable_password()
        user.save()
        give_role(user, "publisher")
        user.is_staff = False
        user.save(update_fields=["is_staff"])
    return user
