"""Records that are written once: adding and reading is all there is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models


class AppendOnlyError(TypeError):
    """Somebody tried to change or delete a record that is kept for ever."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """A queryset that adds and reads, and refuses everything else."""

    def update(self, **kwargs: Any) -> int:
        """Refuse."""
        raise AppendOnlyError(f"{self.model._meta.verbose_name_plural} are never changed.")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise AppendOnlyError(f"{self.model._meta.verbose_name_plural} are never deleted.")

    def bulk_update(self, *args: Any, **kwargs: Any) -> int:
        """Refuse."""
        raise AppendOnlyError(f"{self.model._meta.verbose_name_plural} are never changed.")

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Add rows; refuse to change those there are."""
        if kwargs.get("update_conflicts"):
            raise AppendOnlyError(f"{self.model._meta.verbose_name_plural} are never changed.")
        return super().bulk_create(objs, *args, **kwargs)


class AppendOnly(models.Model):
    """A row that is written once."""

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert; refuse to change what is stored."""
        if not self._state.adding:
            raise AppendOnlyError(f"{self._meta.verbose_name_plural} are never changed.")
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse."""
        raise AppendOnlyError(f"{self._meta.verbose_name_plural} are never deleted.")
