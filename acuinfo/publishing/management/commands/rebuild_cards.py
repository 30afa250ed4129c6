"""Write every card and search entry anew."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import Exists, OuterRef, QuerySet
from tqdm import tqdm

from acuinfo.publishing import actions
from acuinfo.publishing.actions.cards import has_cards_of_another_build
from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.models import Insertion, Publication


class Command(BaseCommand):
    """Rebuild the cards and the search index from the current editions, and the desk's cards from the drafts."""

    help = "Rebuild every card and the search index from the current editions, and the desk's cards from the drafts."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take what to leave alone."""
        parser.add_argument(
            "--if-needed", action="store_true", help="Do nothing if this version of the software wrote them all."
        )
        parser.add_argument("--drafts-only", action="store_true", help="Only the desk's cards; readers notice nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild."""
        if options["if_needed"] and not has_cards_of_another_build():
            return
        if not options["drafts_only"]:
            self._rebuild_pages(options["verbosity"])
        drafts = 0
        for spec in kinds():
            pages = spec.draft._default_manager.values("publication")
            found = Publication.objects.filter(pk__in=pages).order_by("slug")
            for publication in self._each(found, "draft", options["verbosity"]):
                actions.draft_edited(publication=publication)
                drafts += 1
        self.stdout.write(f"{drafts} drafts looked through.")

    def _rebuild_pages(self, verbosity: int) -> None:
        puts_in = Exists(Insertion.objects.filter(publication=OuterRef("pk")))  # they tell words of those before
        published = Publication.objects.filter(current__isnull=False).order_by(puts_in, "kind", "slug")
        total = 0
        for publication in self._each(published, "card", verbosity):
            actions.rebuild_card(publication=publication)
            total += 1
        actions.cards_rebuilt()
        self.stdout.write(f"{total} cards rebuilt.")

    def _each(self, pages: QuerySet[Publication], unit: str, verbosity: int) -> Iterable[Publication]:
        total = pages.count()
        rows = pages.iterator(chunk_size=200)
        return tqdm(rows, total=total, desc="Rebuilding", unit=unit, disable=verbosity < 1, leave=False)
