"""The desk of sources: the list, one record, and importing many at once.

What needs to know the pages that cite a source is added by ``acuinfo.publishing.source_admin``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy as _

from . import importing
from .citations import MAX_BYTES, Format
from .models import Source
from .spoken_fields import SpokenFields, in_words

STANDING: Any = in_words(Source._meta.get_field("standing"))
MAX_ON_DESK = 500
"""Most records in one import on the desk, where each gets a row with a choice; ``import_sources`` takes more."""


class ImportForm(forms.Form):
    """What to import: pasted text or a file."""

    text = forms.CharField(
        required=False,
        strip=False,
        label=_("Citations"),
        widget=forms.Textarea(attrs={"rows": 12, "cols": 90, "spellcheck": "false"}),
        help_text=_("Paste them as PubMed, Zotero, EndNote or a journal gave them."),
    )
    file = forms.FileField(
        required=False, label=_("Or a file"), help_text=format_lazy(_("At most {size} MB."), size=MAX_BYTES // 1024**2)
    )
    format = forms.ChoiceField(
        required=False, label=_("Format"), choices=[("", _("Find out by itself")), *Format.choices]
    )

    def clean_file(self) -> UploadedFile[bytes] | None:
        """Refuse a file that is too large before it is read."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file is not None and (file.size or 0) > MAX_BYTES:
            told = gettext("The file is larger than %(size)d MB. Split it.")
            raise forms.ValidationError(told % {"size": MAX_BYTES // 1024**2})
        return file

    def clean(self) -> dict[str, Any]:
        """Ask for exactly one of text and file, with citations that can be read."""
        said = super().clean() or {}
        if self.errors:
            return said
        if bool(said["text"].strip()) == bool(said["file"]):
            raise forms.ValidationError(gettext("Paste citations or choose a file: one of the two."))
        said["material"] = self._material(said)
        return said

    def _material(self, said: dict[str, Any]) -> importing.Material:
        file, format_ = said["file"], Format(said["format"]) if said["format"] else None
        if file:
            return importing.Material(file.read(), format_, file.name or "")
        return importing.Material(said["text"].encode(), format_)


@admin.register(Source)
class SourceAdmin(SpokenFields, admin.ModelAdmin):  # type: ignore[type-arg]  # Django's own admin takes no parameters
    """Bibliographic records."""

    list_display: Any = ("slug", "title", "kind", "year", "standing")
    list_filter = ("standing", "kind", "year")
    search_fields = ("slug", "title", "authors", "container", "doi", "pmid")
    search_help_text = _("Short name, title, author, journal, DOI or PubMed number")
    list_per_page = 50
    actions = None
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    readonly_fields: ClassVar[Any] = (STANDING, "standing_note", "standing_on", "superseded_by")
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("slug", "kind", "title", "authors", "container", ("year", "volume", "issue", "pages"))}),
        (_("Where to find it"), {"fields": ("doi", "pmid", "pmcid", "url")}),
        (
            _("Can it be leaned on?"),
            {
                "fields": (STANDING, "standing_note", "standing_on", "superseded_by"),
                "description": _("Use “Change standing” above when it was corrected, retracted or replaced."),
            },
        ),
        (_("For editors only"), {"fields": ("note",)}),
    )

    class Media:
        css = {"all": ["acuinfo/css/desk.css"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> Any:
        """Keep the short name once it is given, because texts cite the source by it."""
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None else ("slug", *fields)

    def get_fieldsets(self, request: HttpRequest, obj: Source | None = None) -> Any:
        """Leave the standing out of a new record: it is current."""
        sets = super().get_fieldsets(request, obj)
        return sets if obj is not None else [one for one in sets if STANDING not in one[1]["fields"]]

    def get_urls(self) -> list[URLPattern]:
        """Add the import, behind the admin site's own door."""
        own = path("import/", self.admin_site.admin_view(self.import_sources), name="sources_source_import")
        return [own, *super().get_urls()]

    def record_edited(self, request: HttpRequest, source: Source) -> None:
        """Say that a record was corrected, in the transaction that did it. For whoever knows the pages that cite it."""

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        """Save, and say so when something readers can see was corrected."""
        super().save_model(request, obj, form, change)
        if change and set(form.changed_data) - {"note"}:
            self.record_edited(request, obj)

    # -- importing --
    def import_sources(self, request: HttpRequest) -> HttpResponse:
        """Ask for citations, show what each would do, and import what the editor chose."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        if request.method == "POST" and "material" in request.POST:
            return self._confirmed(request)
        form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
        if form.is_valid():
            material: importing.Material = form.cleaned_data["material"]
            plan = self._plan(request, material)
            if len(plan.rows) <= MAX_ON_DESK:
                return self._checked(request, material, plan)
            told = gettext("These are %(count)d citations. Import at most %(limit)d at a time here.")
            form.add_error(None, told % {"count": len(plan.rows), "limit": MAX_ON_DESK})
        return self._import_page(request, "import_form", form=form)

    def _plan(self, request: HttpRequest, material: importing.Material) -> importing.Plan:
        return importing.plan(material.read(), Source.objects.all(), may_change=self.has_change_permission(request))

    def _checked(
        self, request: HttpRequest, material: importing.Material, plan: importing.Plan, errors: tuple[str, ...] = ()
    ) -> HttpResponse:
        """Show the plan, with what was chosen if this is not the first time. Nothing is stored yet."""
        rows = [(row, request.POST.get(f"choice-{row.number}", "")) for row in plan.rows]
        return self._import_page(
            request, "import_check", plan=plan, rows=rows, material=material.sealed(), errors=errors
        )

    def _confirmed(self, request: HttpRequest) -> HttpResponse:
        """Carry out what was shown, or show it again with what stands in the way."""
        try:
            material = importing.Material.unsealed(request.POST["material"])
        except importing.ImportRefused as refused:
            messages.error(request, str(refused))
            return HttpResponseRedirect(reverse("admin:sources_source_import"))
        try:
            with transaction.atomic():
                outcome = self._carry_out(request, material)
        except importing.ImportRefused as refused:
            return self._checked(request, material, self._plan(request, material), refused.sentences)
        messages.success(request, gettext("Imported: %(outcome)s.") % {"outcome": outcome})
        return HttpResponseRedirect(reverse("admin:sources_source_changelist"))

    def _carry_out(self, request: HttpRequest, material: importing.Material) -> importing.Outcome:
        plan = self._plan(request, material)
        if plan.fingerprint != request.POST.get("shown"):
            raise importing.ImportRefused(
                gettext("The sources were changed since you saw this page. Look at it again.")
            )
        outcome = importing.carry_out(plan, _choices(plan, request.POST))
        for source in outcome.changed:
            self.record_edited(request, source)
        for sources, flag in ((outcome.added, ADDITION), (outcome.changed, CHANGE)):
            LogEntry.objects.log_actions(request.user.pk, sources, flag, "Imported.")  # type: ignore[arg-type]  # signed in
        return outcome

    def _import_page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        full = {
            **self.admin_site.each_context(request),
            "title": gettext("Import sources"),
            "opts": self.opts,
            **context,
        }
        full["media"] = self.media
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/sources/source/{template}.html", full)


def _choices(plan: importing.Plan, posted: Mapping[str, str]) -> dict[int, importing.Choice]:
    """Return what was chosen for each record. Raises ImportRefused for a word that is no choice."""
    chosen = {}
    for row in plan.rows:
        word = posted.get(f"choice-{row.number}", row.choices[0].value)
        if word not in importing.Choice.values:
            told = gettext("Record %(number)d: choose one of the options.")
            raise importing.ImportRefused(told % {"number": row.number})
        chosen[row.number] = importing.Choice(word)
    return chosen
