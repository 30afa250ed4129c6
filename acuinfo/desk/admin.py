"""What the desk registers: records that are only read, tags and sources. Each kind registers its own drafts."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, Correction, Edition, Publication, Review, SentenceAnswer, SentenceKind

from . import signpost_admin, source_admin, tag_admin  # noqa: F401  they register themselves
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


class ApprovedAsShownAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # one class for two records
    """A list that shows all words of its records, where choosing one is approving the words that stand there.

    The form of the list holds a digest of each, so that nobody approves what a colleague wrote meanwhile.
    """

    def action_checkbox(self, obj: Correction | SentenceKind) -> SafeString:
        """Put what was shown next to the box that chooses it."""
        box = super().action_checkbox(obj)
        return format_html('{}<input type="hidden" name="{}" value="{}">', box, f"shown-{obj.pk}", obj.digest)

    def shown(self, request: HttpRequest, obj: Correction | SentenceKind) -> str:
        """Return the digest of what the person saw; "" when it stood on another page of the list."""
        return request.POST.get(f"shown-{obj.pk}", "")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Nobody deletes what readers were told, not even who has every right."""
        return False


@admin.register(SentenceKind)
class SentenceKindAdmin(ApprovedAsShownAdmin):
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
                actions.approve_sentence_kind(kind=kind, by=editor(request), digest=self.shown(request, kind))
            except actions.Refused as refused:
                messages.error(request, f"{kind}: {refused}")
            else:
                messages.success(request, gettext("Approved: %(kind)s") % {"kind": kind})


class CorrectionForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own forms take no parameters at run time
    """A mistake of ours, and in which edition of which page it was put right."""

    page = forms.ModelChoiceField(
        label=_("Page"), queryset=Publication.objects.live().defer("search_text").order_by("kind", "title")
    )
    number = forms.IntegerField(
        label=_("Edition that put it right"), min_value=1, max_value=100_000, help_text=_("Its number.")
    )

    class Meta:
        model = Correction
        fields = ("wrong_since", "what_was_wrong", "what_we_changed", "told_by_reader")
        widgets = dict.fromkeys(("what_was_wrong", "what_we_changed"), forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "page" in self.fields:
            self.initial.update({"page": self.instance.edition.publication_id, "number": self.instance.edition.number})

    def clean(self) -> dict[str, Any]:
        """Find the edition; the record itself is checked afterwards."""
        said = super().clean() or {}
        if "page" in said and "number" in said:
            edition = Edition.objects.filter(publication=said["page"], number=said["number"]).first()
            if edition is None:
                raise ValidationError({"number": gettext("This page has no such edition.")})
            self.instance.edition = edition
        return said


@admin.register(Correction)
class CorrectionAdmin(ApprovedAsShownAdmin):
    """The list of our mistakes: one person writes an entry, another puts it out."""

    form = CorrectionForm
    list_display = (
        "edition",
        "what_was_wrong",
        "what_we_changed",
        "wrong_since",
        "told_by_reader",
        "approved_by",
        "approved_at",
    )
    list_select_related = ("edition__publication", "approved_by")
    list_filter = (("approved_at", admin.EmptyFieldListFilter), "told_by_reader")
    search_fields = ("what_was_wrong", "what_we_changed", "edition__publication__title")
    fields = ("page", "number", "wrong_since", "what_was_wrong", "what_we_changed", "told_by_reader")
    actions = ("approve",)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show who may only look nothing that is no field of the record."""
        if self.has_change_permission(request, obj) or obj is None:
            return self.fields
        return ("edition", *self.fields[2:])

    def save_model(self, request: HttpRequest, obj: Correction, form: Any, change: bool) -> None:
        """Save through the action: whatever was approved before, these words are not."""
        if form.has_changed():
            actions.save_correction(correction=obj, by=editor(request))
            messages.info(request, gettext("Saved. Readers see it once somebody else has approved it."))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only who may publish changes what readers see, for saving takes it off the list."""
        may = super().has_change_permission(request, obj)
        return may and (obj is None or obj.approved_at is None or self.has_approve_permission(request))

    def has_approve_permission(self, request: HttpRequest) -> bool:
        """Publishers let out what readers see."""
        return request.user.has_perm("publishing.publish_publication")

    @admin.action(description=_("Approve: show these to readers"), permissions=["approve"])
    def approve(self, request: HttpRequest, corrections: QuerySet[Correction]) -> None:
        """Approve each that was chosen, and say which one may not be."""
        for correction in corrections:
            try:
                actions.approve_correction(
                    correction=correction, by=editor(request), digest=self.shown(request, correction)
                )
            except actions.Refused as refused:
                messages.error(request, f"{correction}: {refused}")
            else:
                messages.success(request, gettext("Readers see it now: %(entry)s") % {"entry": correction})
