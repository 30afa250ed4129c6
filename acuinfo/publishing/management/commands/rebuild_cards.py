"""Write every card and search entry anew."""

from typing import Any

from django.core.management.base import BaseCommand
from tqdm import tqdm

from acuinfo.publishing import actions
from acuinfo.publishing.models import Publication


class Command(BaseCommand):
    """Rebuild the cards and the search index from the current editions."""

    help = "Rebuild every card and the search index from the current editions."

    def handle(self, *args: Any, **options: Any) -> None:
        """Rebuild."""
        published = Publication.objects.filter(current__isnull=False).order_by("kind", "slug")
        total = published.count()
        for publication in tqdm(
            published.iterator(chunk_size=200),
            total=total,
            desc="Rebuilding",
            unit="card",
            disable=options["verbosity"] < 1,
            leave=False,
        ):
            actions.rebuild_card(publication=publication)
        actions.cards_rebuilt()
        self.stdout.write(f"{total} cards rebuilt.")
