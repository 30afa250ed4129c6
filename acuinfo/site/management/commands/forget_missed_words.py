"""Delete the counts of words that found nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from acuinfo.finding import missed_words


class Command(BaseCommand):
    """Forget at the end of its month what was asked too rarely, and all after a year."""

    help = "Delete counts of words that found nothing: rare ones when their month is over, all after a year."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete."""
        self.stdout.write(f"{missed_words.forget()} counts of words deleted.")
