"""Make an account for an editor."""

import secrets
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from environs import Env

from ...roles import ROLES, give_role


class Command(BaseCommand):
    """Make an account with a role, or change the role of one that exists."""

    help = (
        "Make an account: add_editor NAME --role author|reviewer|publisher. "
        "The password comes from EDITOR_PASSWORD, else it is made and shown once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take a name and a role."""
        parser.add_argument("name")
        parser.add_argument("--role", choices=[*ROLES, "admin"], required=True, help="admin may also manage accounts.")
        parser.add_argument("--email", default="")
        parser.add_argument("--full-name", default="", help="As readers see it under a page.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the account."""
        name: str = options["name"]
        user = User.objects.filter(username=name).first()
        if user is None:
            user = self._make(name, options["email"], options["full_name"])
        give_role(user, "publisher" if options["role"] == "admin" else options["role"])
        if options["role"] == "admin":
            user.is_superuser = True
            user.save(update_fields=["is_superuser"])
        self.stdout.write(f"{name} has the role {options['role']}.")

    def _make(self, name: str, email: str, full_name: str) -> User:
        given = Env().str("EDITOR_PASSWORD", "")
        password = given or secrets.token_urlsafe(15)
        first, _, last = full_name.partition(" ")
        user = User(username=name, email=email, first_name=first, last_name=last)
        try:
            user.full_clean(exclude=["password"])
            validate_password(password, user)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        user.set_password(password)
        user.save()
        if not given:
            self.stdout.write(f"Password of {name}, shown only now: {password}")
        return user
