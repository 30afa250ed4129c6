"""Send readers the answers and the alerts that are due."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from acuinfo.correspondence import alerts, remarks
from acuinfo.correspondence.post import Post


class Command(BaseCommand):
    """Send what waits for readers; what could not be sent waits for the next turn."""

    help = (
        "Send readers the answers that editors wrote and the alerts they asked for. Nothing is sent without EMAIL_URL."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Send."""
        if not alerts.are_on():
            return
        with Post() as post:
            failed = remarks.send_answers(post) + alerts.tell(post)
        if failed:
            raise CommandError(f"{failed} mails could not be sent; see the log.")
