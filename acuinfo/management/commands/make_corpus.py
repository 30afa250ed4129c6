"""Fill an empty database with a large synthetic site."""

from argparse import ArgumentParser
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from acuinfo import corpus
from acuinfo.publishing.models import Publication
from acuinfo.roles import give_role

MAKER = "corpus-maker"


class Command(BaseCommand):
    """Make a synthetic corpus: N conditions, each with 6 findings and 4 safety notes, 8 of 400 tags on each page."""

    help = "Make a synthetic site of N conditions (and 11 x N pages) for measuring. Nothing in it is true."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the size."""
        parser.add_argument("conditions", type=int, metavar="N")
        parser.add_argument("--seed", type=int, default=1, help="The same seed gives the same pages.")
        parser.add_argument("--force", action="store_true", help="Also when the database holds pages already.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuse on a database with pages, else write."""
        if not 1 <= options["conditions"] <= 100_000:
            raise CommandError("Choose a number from 1 to 100000.")
        if Publication.objects.exists() and not options["force"]:
            raise CommandError(
                "This database holds pages. The corpus is invented and would stand beside them; "
                "use an empty database (DATABASE_URL), or --force if you mean it."
            )
        progress = partial(tqdm, desc="Making pages", unit="chunk", disable=options["verbosity"] < 1, leave=False)
        made = corpus.make(options["conditions"], options["seed"], maker(), progress)
        if options["verbosity"]:
            self.stdout.write(f"{made} invented pages published.")


def maker() -> User:
    """Return the account that stands for the corpus; nobody can sign in with it."""
    user, made = User.objects.get_or_create(username=MAKER, defaults={"first_name": "Corpus", "last_name": "maker"})
    if made:
        user.set_unusable_password()
        user.save()
        give_role(user, "publisher")
    return user
