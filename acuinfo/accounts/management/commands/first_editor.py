"""Make the first account, so that a newcomer can sign in."""

import secrets
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand
from environs import Env


class Command(BaseCommand):
    """Make the account ``editor`` where nobody can sign in yet."""

    help = (
        "Make the account editor (password from ADMIN_PASSWORD, else made and shown once) "
        "unless somebody can sign in already."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it."""
        if User.objects.filter(is_staff=True, is_active=True).exists():
            return
        given = Env().str("ADMIN_PASSWORD", "")
        password = given or secrets.token_urlsafe(15)
        User.objects.create_superuser("editor", password=password, first_name="First", last_name="Editor")
        shown = "from ADMIN_PASSWORD" if given else f"{password} (shown only now)"
        self.stdout.write(f"Account: editor. Password: {shown}")
