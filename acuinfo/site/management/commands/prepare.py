"""Make a site ready to be served: tables, cards, starting content, the first account."""

from typing import Any

from django.conf import settings
from django.core.checks import Tags
from django.core.management import call_command
from django.core.management.base import BaseCommand

from acuinfo.publishing.models import Publication

BY_A_TEAM = """\
The site is empty: nobody approves their own work here, so three people answer for the starting content. To load it:
  ./run manage add_editor ada --role author
  ./run manage add_editor ruth --role reviewer
  ./run manage add_editor pia --role publisher
  ./run manage load_content --author ada --approver ruth --publisher pia"""


class Command(BaseCommand):
    """Do in one go, and in one process, what ``./run`` needs before it serves. Safe to repeat."""

    help = "Migrate, load the starting content and make the first account; what is there already is left alone."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare."""
        call_command("migrate", verbosity=0)
        call_command("rebuild_cards", if_needed=True, verbosity=options["verbosity"])
        self.check(tags=[Tags.database], databases=["default"])
        if settings.SELF_APPROVAL:
            call_command("load_content", verbosity=options["verbosity"])
        elif not Publication.objects.exists():
            self.stdout.write(BY_A_TEAM)
        call_command("first_editor", verbosity=options["verbosity"])
