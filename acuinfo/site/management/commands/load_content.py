"""Load content files through the publishing actions."""

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
    """Load tags, sources and pages. What is there already is left alone."""

    help = "Load content files (tags, sources, pages) and publish them. What is there already is left alone."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a folder and, for teams, who answers for what is loaded."""
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "content")
        parser.add_argument(
            "--update", action="store_true", help="Also publish pages whose file differs from the live page."
        )
        for role in ("author", "approver", "publisher"):
            parser.add_argument(f"--{role}", metavar="NAME", help=f"Account of the {role}.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Load."""
        root: Path = options["folder"]
        if not root.is_dir():
            raise CommandError(f"There is no folder {root}.")
        people = self._people(options)
        try:
            content_files.load_tags(root, people.publisher)
            sources = content_files.load_sources(root, people.publisher)
            pages = content_files.files(root)
            with tqdm(total=len(pages), desc="Loading pages", unit="page", disable=options["verbosity"] < 1) as bar:
                new = content_files.load_pages(pages, people, update=options["update"], done=bar.update)
        except (content_files.ContentError, actions.Refused) as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{new} pages published, {len(pages) - new} left as they were, {sources} new sources.")

    def _people(self, options: dict[str, Any]) -> content_files.People:
        named = {role: options[role] for role in ("author", "approver", "publisher")}
        if not any(named.values()):
            if not settings.SELF_APPROVAL:
                raise CommandError(
                    "On this site nobody approves their own work. Name the people who answer for the content: "
                    "--author NAME --approver NAME --publisher NAME."
                )
            return content_files.People(*[self._loader()] * 3)
        if not all(named.values()):
            raise CommandError("Name all three: --author, --approver and --publisher.")
        return content_files.People(*(self._named(named[role]) for role in ("author", "approver", "publisher")))

    def _named(self, name: str) -> User:
        try:
            return User.objects.get(username=name, is_active=True)
        except User.DoesNotExist:
            raise CommandError(f"There is no account {name}. Make one with add_editor.") from None

    def _loader(self) -> User:
        """Return the account that stands for the files; nobody can sign in with it."""
        user, made = User.objects.get_or_create(
            username=LOADER, defaults={"first_name": "AcuInfo", "last_name": "editors"}
        )
        if made:
            user.set_unusable_password()
            user.save()
            give_role(user, "publisher")
            user.is_staff = False
            user.save(update_fields=["is_staff"])
        return user
