"""Migrations that only say what fields and records are called."""

from django.db import migrations
from django.db.migrations.state import ProjectState


class NamesOfFields(migrations.SeparateDatabaseAndState):
    """Alter names alone: the database stays as it is, so models are rendered once afterwards, not for each field."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Forget the rendered models before the names change; the next operation that needs them renders them."""
        state.__dict__.pop("apps", None)
        super().state_forwards(app_label, state)
