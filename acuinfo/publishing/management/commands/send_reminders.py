"""Remind the people who keep pages of reviews that are due."""

import logging
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from acuinfo.publishing import reminders

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Send one mail to each owner, and to the substitute of pages that are late by two weeks."""

    help = "Mail owners about pages that are late or due for review in 30 days, then their substitutes. Run it daily."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to send at all."""
        parser.add_argument("--dry-run", action="store_true", help="Show who would be reminded of what; send nothing.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Send; a mail that fails does not stop the others, and is tried again at the next run."""
        today = timezone.localdate()
        plan = reminders.plan(today)
        failed = 0
        for person, pages in plan.pages.items():
            self.stdout.write(f"{person.get_username()}: {', '.join(str(page) for page in pages)}")
            if not options["dry_run"]:
                failed += not self._send(person, pages, today)
        for page in plan.unkept:
            self.stdout.write(f"Nobody to remind of {page}: give it an owner with an e-mail address.")
        if failed:
            raise CommandError(f"{failed} of {len(plan.pages)} mails could not be sent; see the log.")

    def _send(self, person: Any, pages: Any, today: Any) -> bool:
        try:
            reminders.send(person, pages, today)
        except OSError:  # what smtplib and sockets raise
            logger.exception("reminder not sent", extra={"data": {"to": person.get_username()}})
            return False
        return True
