"""Django's ``migrate``, and then the rights of the roles: a new version brings records that somebody must reach."""

from typing import Any

from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS

from ...roles import ensure_roles


class Command(migrate.Command):
    """Migrate to the newest tables and bring what each role may do up to date."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrate."""
        super().handle(*args, **options)
        only_looks = options["plan"] or options["check_unapplied"] or options["prune"]
        if not options["app_label"] and options["database"] == DEFAULT_DB_ALIAS and not only_looks:
            ensure_roles()
