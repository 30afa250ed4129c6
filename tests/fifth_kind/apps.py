"""The app of exercises."""

from django.apps import AppConfig


class ExercisesConfig(AppConfig):
    """Registers its kind of page with the engine."""

    name = "tests.fifth_kind"
    label = "exercises"

    def ready(self) -> None:
        """Register the kind."""
        from . import kinds  # noqa: F401  models must be loaded first
