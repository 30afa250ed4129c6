"""Make a site ready to be served: tables, cards, starting content, the first account."""

from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand

from acuinfo.publishing.models import Publication

from .load_content import LOADER


class Command(BaseCommand):
    """Do in one go, and in one process, what ``./run`` needs before it serves. Safe to repeat."""

    help = "Migrate, load the starting content and make the first account; what is there already is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare."""
        call_command("migrate", verbosity=0)
        call_command("rebuild_cards", if_needed=True, verbosity=options["verbosity"])
        self.check(tags=[Tags.database], databases=["default"])
        # A team's own site gets no pages by itself; one whose loading was interrupted gets the rest.
        if settings.SELF_APPROVAL or not Publication.objects.exclude(editions__published_by__username=LOADER).exists():
            call_command("load_content", verbosity=options["verbosity"])
        call_command("first_editor", verbosity=options["verbosity"])
