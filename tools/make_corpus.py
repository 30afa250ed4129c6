"""Fill an empty database with a large invented site: ``python -m tools.make_corpus N`` in the project environment."""

import argparse
import os
import sys
from functools import partial

import django
from tqdm import tqdm

MAKER = "corpus-maker"


def arguments() -> argparse.Namespace:
    """Read the size."""
    parser = argparse.ArgumentParser(prog="python -m tools.make_corpus", description=__doc__)
    parser.add_argument("conditions", type=int, metavar="N", help="From 1 to 100000; makes 11 x N pages.")
    parser.add_argument("--seed", type=int, default=1, help="The same seed gives the same pages.")
    parser.add_argument("--force", action="store_true", help="Also when the database holds pages already.")
    return parser.parse_args()


def main() -> None:
    """Refuse on a database with pages, else write."""
    options = arguments()
    if not 1 <= options.conditions <= 100_000:
        sys.exit("Choose a number from 1 to 100000.")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "acuinfo.settings")
    django.setup()
    from django.contrib.auth.models import User  # noqa: PLC0415  settings must be ready first

    from acuinfo.accounts.roles import give_role  # noqa: PLC0415  models must be loaded first
    from acuinfo.publishing.models import Publication  # noqa: PLC0415  the same

    from . import corpus  # noqa: PLC0415  the same

    if Publication.objects.exists() and not options.force:
        sys.exit(
            "This database holds pages. The corpus is invented and would stand beside them; "
            "use an empty database (DATABASE_URL), or --force if you mean it."
        )
    maker, is_new = User.objects.get_or_create(username=MAKER, defaults={"first_name": "Corpus", "last_name": "maker"})
    if is_new:
        maker.set_unusable_password()
        maker.save()
        give_role(maker, "publisher")
    progress = partial(tqdm, desc="Making pages", unit="chunk", leave=False)
    print(f"{corpus.make(options.conditions, options.seed, maker, progress)} invented pages published.")


if __name__ == "__main__":
    main()
