"""The engine's app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublishingConfig(AppConfig):
    """Publications, editions, reviews, changes, tags."""

    name = "acuinfo.publishing"
    verbose_name = _("Publishing")
    label = "publishing"

    def ready(self) -> None:
        """Make the search table known to the ORM."""
        from . import search  # noqa: F401, PLC0415  models must be loaded first
