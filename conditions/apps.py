"""The app of conditions, evidence summaries and safety notes."""

from django.apps import AppConfig


class ConditionsConfig(AppConfig):
    """Registers its three kinds of page with the engine."""

    name = "conditions"

    def ready(self) -> None:
        """Register the kinds."""
        from . import kinds  # noqa: F401, PLC0415  models must be loaded first
