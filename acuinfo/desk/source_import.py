"""Importing sources on the desk: ask for citations, show what each would do, and import what the editor chose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import ADDITION, CHANGE, LogEntry
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.publishing import actions
from acuinfo.sources import importing
from acuinfo.sources.citations import MAX_BYTES, Format
from acuinfo.sources.models import Source

from .people import editor

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


class SourceImport(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's own admin takes no parameters
    """The part of the admin of sources that imports many at once."""

    def get_urls(self) -> list[URLPattern]:
        """Add the import, behind the admin site's own door."""
        own = path("import/", self.admin_site.admin_view(self.import_sources), name="sources_source_import")
        return [own, *super().get_urls()]

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

    def _plan(self, request: HttpRequest, material: importing.Material) -> importing.ImportPlan:
        return importing.plan(material.read(), Source.objects.all(), may_change=self.has_change_permission(request))

    def _checked(
        self,
        request: HttpRequest,
        material: importing.Material,
        plan: importing.ImportPlan,
        errors: tuple[str, ...] = (),
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

    def _carry_out(self, request: HttpRequest, material: importing.Material) -> importing.ImportResult:
        plan = self._plan(request, material)
        if plan.fingerprint != request.POST.get("shown"):
            raise importing.ImportRefused(
                gettext("The sources were changed since you saw this page. Look at it again.")
            )
        may_leave_out = "leave-out" in request.POST
        outcome = importing.carry_out(plan, _choices(plan, request.POST), may_leave_out=may_leave_out)
        for source in outcome.changed:
            actions.source_edited(source=source, by=editor(request))
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


def _choices(plan: importing.ImportPlan, posted: Mapping[str, str]) -> dict[int, importing.Choice]:
    """Return what was chosen for each record. Raises ImportRefused for a word that is no choice."""
    chosen = {}
    for row in plan.rows:
        word = posted.get(f"choice-{row.number}", row.choices[0].value)
        if word not in importing.Choice.values:
            told = gettext("Record %(number)d: choose one of the options.")
            raise importing.ImportRefused(told % {"number": row.number})
        chosen[row.number] = importing.Choice(word)
    return chosen
