"""The app of conditions, evidence summaries and safety notes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ConditionsConfig(AppConfig):
    """Registers its three kinds of page with the engine."""

    name = "conditions"
    verbose_name = _("Conditions")

    def ready(self) -> None:
        """Register the kinds."""
        from . import kinds  # noqa: F401, PLC0415  models must be loaded first
