"""What the desk registers: records that are only read, tags and sources. Each kind registers its own drafts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from acuinfo.publishing.models import Change, Edition, Publication, Review

from . import source_admin, tag_admin  # noqa: F401  they register themselves


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # one class for several records
    """Look, do not touch: only actions write these."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Nobody adds by hand."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody changes by hand."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes."""
        return False


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    """Every address, with its card."""

    list_display = ("title", "kind", "slug", "current", "review_due_on", "withdrawn_at")
    list_filter = ("kind",)
    search_fields = ("title", "slug")
    list_select_related = ("current", "current__publication")
    fields = (
        "kind", "slug", "title", "summary", "current", "first_published_at", "published_at", "last_reviewed_on",
        "review_due_on", "withdrawn_at", "withdrawn_reason", "withdrawn_by", "successor",
    )  # fmt: skip


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    """Everything ever published."""

    list_display = ("publication", "number", "weight", "change_note", "published_by", "published_at")
    list_filter = ("weight", "publication__kind")
    search_fields = ("publication__title", "publication__slug", "change_note")
    list_select_related = ("publication", "published_by")
    date_hierarchy = "published_at"
    fields = (
        "publication",
        "number",
        "weight",
        "change_note",
        "reviewed_by",
        "reviewed_on",
        "published_by",
        "published_at",
    )


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    """Every word of every reviewer."""

    list_display = ("publication", "verdict", "name", "role", "at")
    list_filter = ("verdict", "is_clinician")
    search_fields = ("publication__title", "name", "comment")
    list_select_related = ("publication",)
    fields = ("publication", "verdict", "comment", "name", "role", "is_clinician", "at")


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """Everything that altered the public site."""

    list_display = ("at", "what", "subject", "by", "note")
    list_filter = ("what",)
    search_fields = ("subject", "note")
    list_select_related = ("by",)
    date_hierarchy = "at"
    fields = ("at", "what", "subject", "note", "by", "publication", "edition", "source")
