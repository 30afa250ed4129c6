"""Delete old sign-ins from the admin's log."""

import datetime as dt
from argparse import ArgumentParser
from typing import Any

from django.contrib.admin.models import LogEntry
from django.core.management.base import BaseCommand
from django.utils import timezone

from acuinfo.accounts.sign_in_log import SIGN_IN_FLAGS


class Command(BaseCommand):
    """Forget when people came and went, once it is of no more use."""

    help = "Delete sign-ins and sign-outs that are older than a year. What people did to pages stays."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take an age."""
        parser.add_argument("--days", type=int, default=365, help="How long they are kept (365).")

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete."""
        before = timezone.now() - dt.timedelta(days=options["days"])
        count, _models = LogEntry.objects.filter(action_flag__in=SIGN_IN_FLAGS, action_time__lt=before).delete()
        self.stdout.write(f"{count} sign-ins forgotten.")
