"""Delete what readers sent once it is of no more use."""

import datetime as dt
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from acuinfo.correspondence import alerts, remarks
from acuinfo.correspondence.models import Knock


class Command(BaseCommand):
    """Forget closed words after a year, unconfirmed alerts after three days, and who knocked after one."""

    help = "Delete readers' words a year after they were closed, unconfirmed alerts, and the counts against floods."

    def handle(self, *args: Any, **options: Any) -> None:
        """Delete."""
        Knock.objects.filter(at__lt=timezone.now() - dt.timedelta(days=1)).delete()
        self.stdout.write(f"{remarks.forget()} letters and {alerts.forget()} unconfirmed alerts deleted.")
