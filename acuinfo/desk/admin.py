"""What the desk registers: records that are only read, tags and sources. Each kind registers its own drafts."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, Edition, Publication, Review, SentenceAnswer, SentenceKind

from . import source_admin, tag_admin  # noqa: F401  they register themselves
from .people import editor


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


@admin.register(SentenceAnswer)
class SentenceAnswerAdmin(ReadOnlyAdmin):
    """Every answer about a free sentence."""

    list_display = ("sentence", "claims", "name", "at", "publication")
    list_filter = ("claims",)
    search_fields = ("sentence", "name")
    list_select_related = ("publication",)
    fields = ("publication", "sentence", "claims", "name", "at")


@admin.register(SentenceKind)
class SentenceKindAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's own admin takes no parameters at run time
    """The kinds of sentences that may stand where free ones need an answer."""

    list_display = ("template", "choices", "written_by", "approved_by", "approved_at")
    list_select_related = ("written_by", "approved_by")
    search_fields = ("template",)
    fields = ("template", "choices")
    actions = ("approve",)

    def save_model(self, request: HttpRequest, obj: SentenceKind, form: Any, change: bool) -> None:
        """Save through the action: whatever was approved before, these words are not."""
        if form.has_changed():
            actions.save_sentence_kind(kind=obj, by=editor(request))
            messages.info(request, gettext("Saved. It counts once somebody has approved it."))

    @admin.action(description=_("Approve: no sentence of this kind claims anything"), permissions=["change"])
    def approve(self, request: HttpRequest, kinds: QuerySet[SentenceKind]) -> None:
        """Approve each that was chosen, and say which one may not be."""
        for kind in kinds:
            try:
                actions.approve_sentence_kind(kind=kind, by=editor(request))
            except actions.Refused as refused:
                messages.error(request, f"{kind}: {refused}")
            else:
                messages.success(request, gettext("Approved: %(kind)s") % {"kind": kind})
