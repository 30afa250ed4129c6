"""Say how old readers need to be to follow each page."""

from typing import Any

from django.core.management.base import BaseCommand

from acuinfo.publishing.checks import COMFORTABLE_AGE, reading_ages
from acuinfo.publishing.models import Publication
from acuinfo.publishing.upgrades import document_of


class Command(BaseCommand):
    """Print the reading age of every live page by two formulas, hardest first."""

    help = "Print the reading age of every live page by two formulas, hardest first."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line a page, and how many are comfortable."""
        found = []
        for page in Publication.objects.live().select_related("current").iterator(chunk_size=200):
            assert page.current is not None  # noqa: S101  live pages have one
            page.current.publication = page
            if ages := reading_ages(document_of(page.current)):
                found.append((ages, page))
        for ages, page in sorted(found, key=lambda row: (-max(row[0]), row[1].slug)):
            self.stdout.write(f"{ages.flesch_kincaid:3d} {ages.automated:3d}  {page.get_absolute_url()}")
        easy = sum(max(ages) <= COMFORTABLE_AGE for ages, _page in found)
        self.stdout.write(
            f"{easy} of {len(found)} pages of 100 words or more are comfortable at {COMFORTABLE_AGE} by both formulas "
            "(Flesch-Kincaid, automated readability index)."
        )
