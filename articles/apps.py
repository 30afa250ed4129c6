"""The app of articles."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Registers its kind of page with the engine."""

    name = "articles"

    def ready(self) -> None:
        """Register the kind."""
        from . import kinds  # noqa: F401, PLC0415  models must be loaded first
