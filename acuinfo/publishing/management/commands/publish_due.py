"""Publish what is scheduled and due."""

import logging
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from acuinfo.publishing import actions
from acuinfo.publishing.models import Publication, Schedule

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    """Publish every page whose time has come; with --loop, look again and again."""

    help = "Publish every scheduled page whose time has come."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take an interval for the loop."""
        parser.add_argument("--loop", type=int, metavar="SECONDS", help="Look again after this many seconds, for ever.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Publish."""
        while True:
            self._publish_due()
            if not options["loop"]:
                return
            time.sleep(options["loop"])

    def _publish_due(self) -> None:
        due = Publication.objects.filter(schedule__due_at__lte=timezone.now()).order_by("schedule__due_at")
        for publication in due:
            try:
                edition = actions.publish_scheduled(publication=publication)
            except Exception:  # one damaged schedule does not hold up the others
                logger.exception("scheduled page not published", extra={"data": {"page": str(publication)}})
                self.stderr.write(f"Not published: {publication}. The log tells why.")
                continue
            if edition is not None:
                self.stdout.write(f"Published {publication} as edition {edition.number}.")
            elif Schedule.objects.filter(publication=publication).exists():  # else another scheduler was quicker
                self.stderr.write(f"Not published: {publication}. See its page on the desk.")
