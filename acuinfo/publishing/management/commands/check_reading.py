"""Say how old readers need to be to follow each page, and which sentences stand in their way."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from acuinfo.publishing.models import Publication
from acuinfo.publishing.readability import (
    COMFORTABLE_AGE,
    FEWEST_WORDS,
    hardest_sentences,
    length,
    long_sentences,
    reading_ages,
)
from acuinfo.publishing.upgrades import document_of


class Command(BaseCommand):
    """Print the reading age of every live page by two formulas, hardest first, and what to mend."""

    help = "Print the reading age of every live page by two formulas, hardest first, and the sentences to mend."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how many sentences to print below each page that is too hard."""
        parser.add_argument("--sentences", type=int, default=3, help="Hardest sentences of a hard page to print (3).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print a line a page with its mean and both ages, the sentences to mend, and how many are comfortable."""
        found = []
        for page in Publication.objects.live().select_related("current").iterator(chunk_size=200):
            assert page.current is not None  # noqa: S101  live pages have one
            page.current.publication = page
            document = document_of(page.current)
            if ages := reading_ages(document):
                found.append((ages, page, document))
        for ages, page, document in sorted(found, key=lambda row: (-sum(row[0]), row[1].slug)):
            both = f"{ages.flesch_kincaid:4.1f} {ages.automated:4.1f}"
            self.stdout.write(f"{ages.age:3d}  {both}  {page.get_absolute_url()}")
            if ages.age > COMFORTABLE_AGE:
                for hard, path, sentence in hardest_sentences(document, options["sentences"]):
                    self.stdout.write(f"       {hard.age:3d}  {path}: {sentence}")
            for path, sentence in long_sentences(document):
                self.stdout.write(f"       {length(sentence)} words  {path}: {sentence}")
        easy = sum(ages.age <= COMFORTABLE_AGE for ages, _page, _document in found)
        self.stdout.write(
            f"{easy} of {len(found)} pages of {FEWEST_WORDS} words or more are comfortable at {COMFORTABLE_AGE} by the "
            "mean of both formulas (Flesch-Kincaid, automated readability index)."
        )
