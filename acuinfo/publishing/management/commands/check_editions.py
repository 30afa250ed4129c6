"""Prove that every edition ever published is whole."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from pydantic import ValidationError
from tqdm import tqdm

from acuinfo.publishing.documents import digest
from acuinfo.publishing.models import Edition
from acuinfo.publishing.upgrades import document_of


class Command(BaseCommand):
    """Recompute every digest, load every document and look for holes in the numbers."""

    help = "Recompute the digest of every edition, load every document and look for holes in the numbers."

    def handle(self, *args: Any, **options: Any) -> None:
        """Check."""
        wrong: list[str] = []
        expected: dict[int, int] = {}
        editions = Edition.objects.select_related("publication").order_by("publication_id", "number")
        total = editions.count()
        for edition in tqdm(
            editions.iterator(chunk_size=200),
            total=total,
            desc="Checking",
            unit="edition",
            disable=options["verbosity"] < 1,
            leave=False,
        ):
            wrong += self._problems(edition, expected.get(edition.publication.pk, 1))
            expected[edition.publication.pk] = edition.number + 1
        for problem in wrong:
            self.stderr.write(problem)
        if wrong:
            raise CommandError(f"{len(wrong)} problems in {total} editions.")
        self.stdout.write(f"{total} editions are whole.")

    def _problems(self, edition: Edition, expected: int) -> list[str]:
        name = f"{edition.publication.kind}/{edition.publication.slug} edition {edition.number}"
        found = []
        if edition.number != expected:
            found.append(f"{name}: edition {expected} is missing.")
        if digest(edition.body) != edition.digest:
            found.append(f"{name}: the text is not the one that was published (digest differs).")
        try:
            document_of(edition)
        except (ValidationError, KeyError, ValueError) as error:
            found.append(f"{name}: the document cannot be read: {error}")
        return found
