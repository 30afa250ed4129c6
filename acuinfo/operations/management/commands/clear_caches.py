"""Drop everything that the site keeps to be quick."""

from typing import Any

from django.core.management.base import BaseCommand

from ...page_cache.clearing import clear_everywhere


class Command(BaseCommand):
    """For the case that a kept answer is wrong. Nothing is lost: all of it is made anew from the database."""

    help = "Drop what the web workers of this machine and Redis keep; it is made anew from the database."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        """Clear and tell."""
        for sentence in clear_everywhere():
            self.stdout.write(sentence)
