"""What readers wrote, on the desk: a queue by page and edition."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.desk.admin import ReadOnlyAdmin
from acuinfo.desk.people import editor
from acuinfo.publishing.actions import Refused

from . import remarks
from .models import Clarity, Remark


class ClosingForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's own forms take no parameters at run time
    """How what a reader wrote is closed."""

    class Meta:
        model = Remark
        fields = ("answer", "note")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "note" in self.fields:
            self.fields["note"].required = True
        if "answer" in self.fields and not self.instance.wants_answer:
            self.fields["answer"].disabled = True
            self.fields["answer"].help_text = _("This reader left no address.")


@admin.register(Remark)
class RemarkAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's own admin takes no parameters at run time
    """Open words first, the oldest on top. Saving closes them."""

    form = ClosingForm
    list_display = ("text_in_short", "page", "sent_at", "wants_one", "status")
    list_filter = ("status", "about", "edition__publication__kind")
    list_select_related = ("edition__publication",)
    search_fields = ("text", "edition__publication__title", "edition__publication__slug")
    date_hierarchy = "sent_at"
    ordering = ("-status", "sent_at", "pk")
    fields = ("page", "about", "text", "sent_at", "wants_one", "status", "answer", "note", "closed_by", "closed_at")
    readonly_fields = ("page", "about", "text", "sent_at", "wants_one", "status", "closed_by", "closed_at")

    @admin.display(description=_("words"), ordering="text")
    def text_in_short(self, remark: Remark) -> str:
        """Return what it is about and how it begins."""
        begins = f"{remark.text[:100]} …" if len(remark.text) > 100 else remark.text
        return f"{remark.get_about_display()}: {begins}"

    @admin.display(description=_("page"), ordering="edition__publication__title")
    def page(self, remark: Remark) -> str:
        """Return the page in the edition that was read."""
        return format_html('<a href="{}">{}</a>', remark.edition.get_absolute_url(), remark.edition)

    @admin.display(description=_("wants an answer"), boolean=True)
    def wants_one(self, remark: Remark) -> bool:
        """Tell whether there is somewhere to send an answer."""
        return remark.wants_answer

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Only readers add."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """What is closed stays as it is."""
        return super().has_change_permission(request, obj) and (obj is None or obj.status == Remark.Status.OPEN)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Time deletes."""
        return False

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Offer one button: closing is done once."""
        return super().render_change_form(request, {**context, "show_save_and_continue": False}, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Remark, form: Any, change: bool) -> None:
        """Close it through the action."""
        try:
            remarks.close(remark=obj, by=editor(request), note=obj.note, answer=obj.answer)
        except Refused as refused:
            messages.error(request, str(refused))
        else:
            add = f"{reverse('admin:publishing_correction_add')}?page={obj.edition.publication_id}&told_by_reader=1"
            told = gettext("Closed. Was it a mistake of ours? Then")
            messages.info(request, format_html('{} <a href="{}">{}</a>.', told, add, gettext("list it for readers")))


@admin.register(Clarity)
class ClarityAdmin(ReadOnlyAdmin):
    """Which editions readers found clear, the least clear first."""

    list_display = ("edition", "unclear", "clear")
    list_filter = ("edition__publication__kind",)
    list_select_related = ("edition__publication",)
    search_fields = ("edition__publication__title", "edition__publication__slug")
    fields = ("edition", "unclear", "clear")


def waiting() -> dict[str, int]:
    """Return how many words of readers are open, for the desk's first page. One query."""
    return {"open_remarks": Remark.objects.filter(status=Remark.Status.OPEN).count()}
