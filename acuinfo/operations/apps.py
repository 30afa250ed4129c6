"""The app that runs the site."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """Page cache, backups, logs, metrics and the system checks."""

    name = "acuinfo.operations"

    def ready(self) -> None:
        """Register the system checks."""
        from . import system_checks  # noqa: F401, PLC0415  settings must be ready first
