"""The app of articles."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Registers its kind of page with the engine."""

    name = "articles"
    verbose_name = _("Articles")

    def ready(self) -> None:
        """Register the kind."""
        from . import kinds  # noqa: F401, PLC0415  models must be loaded first
