"""Help somebody who lost their phone and their backup codes."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from acuinfo.accounts.two_factor import remove_devices


class Command(BaseCommand):
    """Remove a person's second factor."""

    help = "Remove the second factor of USER and end their sessions. Make sure first that it is really they who ask."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a name."""
        parser.add_argument("user", help="The name they sign in with.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Remove it."""
        name: str = options["user"]
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account {name}.")
        if remove_devices(user):
            self.stdout.write(
                f"{name} was signed out everywhere and can set up a new second factor at the next sign-in."
            )
        else:
            self.stdout.write(f"{name} had no second factor, and was signed out everywhere.")
