"""Sources on the desk: the record, the pages that lean on it, and what a change of its standing alters for readers."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.publishing import actions
from acuinfo.publishing.language import in_english, in_sentence
from acuinfo.publishing.models import Publication
from acuinfo.sources.citations.identifiers import normalise_doi
from acuinfo.sources.models import Source, Standing

from .people import editor
from .source_import import SourceImport


class SourceForm(forms.ModelForm):  # type: ignore[type-arg]
    """A record as it is typed or pasted."""

    class Meta:
        help_texts: ClassVar[Any] = {"doi": _("Starts with 10.; its address (https://doi.org/…) is taken too.")}

    def clean_doi(self) -> str:
        """Take a DOI as people copy it: with its address in front, or in capitals."""
        typed: str = self.cleaned_data["doi"]
        return normalise_doi(typed) or typed


class StandingForm(forms.Form):
    """What happened to a source."""

    standing = forms.ChoiceField(label=_("Standing"), choices=Standing.choices)
    note = forms.CharField(
        label=_("What happened"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What was announced, where and when. Readers see it on every page above, and in the change log."),
    )
    superseded_by = forms.ModelChoiceField(
        queryset=Source.objects.all(),
        required=False,
        to_field_name="slug",
        label=_("Superseded by"),
        widget=forms.TextInput,
        help_text=_("Short name of the newer source, such as vickers2018; only for a superseded one."),
        error_messages={"invalid_choice": _("There is no source with this short name. Add it first.")},
    )


def _as_it_is(source: Source) -> dict[str, Any]:
    newer = source.superseded_by
    return {"standing": source.standing, "note": source.standing_note, "superseded_by": newer.slug if newer else ""}


def impact_of_standing(source: Source) -> list[str]:
    """Return every public address that tells another standing of this source: none when no live page cites it.

    These are the pages that cite it or tell what one of those takes from it, the conditions that show one of them as
    a finding, the source's own page, the list of sources and the change log. Two queries.
    """
    pages = list(Publication.objects.live().leaning_on(source).defer("search_text"))
    if not pages:
        return []
    showing = Publication.objects.live().filter(covered_by__in=pages).defer("search_text").distinct()
    always = [source.get_absolute_url(), reverse("sources:list"), reverse("publishing:changes")]
    return list(dict.fromkeys([*(page.get_absolute_url() for page in (*pages, *showing)), *always]))


@admin.register(Source)
class SourceAdmin(SourceImport):
    """Bibliographic records, with the pages that lean on them."""

    form = SourceForm
    list_display: Any = ("slug", "title", "kind", "year", "standing", "live_pages")
    list_filter = ("standing", "kind", "year")
    search_fields = ("slug", "title", "authors", "container", "doi", "pmid")
    search_help_text = _("Short name, title, author, journal, DOI or PubMed number")
    list_per_page = 50
    actions = None
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    change_form_template = "admin/sources/source/cited_change_form.html"
    readonly_fields: ClassVar[Any] = ("standing", "standing_note", "standing_on", "superseded_by", "cited_by_pages")
    fieldsets: ClassVar[Any] = (
        (None, {"fields": ("slug", "kind", "title", "authors", "container", ("year", "volume", "issue", "pages"))}),
        (_("Where to find it"), {"fields": ("doi", "pmid", "pmcid", "url")}),
        (
            _("Can it be leaned on?"),
            {
                "fields": ("standing", "standing_note", "standing_on", "superseded_by"),
                "description": _("Use “Change standing” above when it was corrected, retracted or replaced."),
            },
        ),
        (_("For editors only"), {"fields": ("note",)}),
        (_("Who leans on it"), {"fields": ("cited_by_pages",)}),
    )

    class Media:
        css = {"all": ["acuinfo/css/desk.css"]}

    def get_readonly_fields(self, request: HttpRequest, obj: Source | None = None) -> Any:
        """Keep the short name once it is given, because texts cite the source by it."""
        fields = super().get_readonly_fields(request, obj)
        return fields if obj is None else ("slug", *fields)

    def get_fieldsets(self, request: HttpRequest, obj: Source | None = None) -> Any:
        """Leave standing and citing pages out of a new record: it is current, and nothing cites it."""
        sets = super().get_fieldsets(request, obj)
        later = {"standing", "cited_by_pages"}
        return sets if obj is not None else [one for one in sets if later.isdisjoint(one[1]["fields"])]

    @transaction.atomic
    def save_model(self, request: HttpRequest, obj: Source, form: Any, change: bool) -> None:
        """Save, and put the correction of a cited record into the change log."""
        super().save_model(request, obj, form, change)
        if change and set(form.changed_data) - {"note"}:
            actions.source_edited(source=obj, by=editor(request))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Source]:
        """Count the live pages that cite each source, in the same query."""
        live = Q(cited_by__current__isnull=False, cited_by__withdrawn_at=None)
        sources: QuerySet[Source] = super().get_queryset(request)
        return sources.annotate(live_count=Count("cited_by", filter=live))

    @admin.display(description=_("Live pages"), ordering="live_count")
    def live_pages(self, source: Source) -> int:
        """How many pages that readers see cite it."""
        return int(source.live_count)  # type: ignore[attr-defined]  # annotated above

    @admin.display(description=_("Pages that cite it"))
    def cited_by_pages(self, source: Source) -> SafeString | str:
        """Link to every live page that cites it."""
        citing = Publication.objects.live().citing(source).defer("search_text").in_list_order()
        links = format_html_join(
            "\n", '<li><a href="{}">{}</a></li>', ((page.get_absolute_url(), page) for page in citing)
        )
        return format_html_join("", "<ul>{}</ul>", [(links,)]) if links else gettext("No page that readers see.")

    def get_view_on_site_url(self, obj: Source | None = None) -> str | None:
        """Link to the public page; a source has one while a live page cites it."""
        is_public = obj is not None and Publication.objects.live().citing(obj).exists()
        return obj.get_absolute_url() if obj is not None and is_public else None

    def has_delete_permission(self, request: HttpRequest, obj: Source | None = None) -> bool:
        """Keep a source that a page cites or cited before it was withdrawn."""
        if obj is not None and Publication.objects.citing(obj).exists():
            return False
        return super().has_delete_permission(request, obj)

    # -- standing --
    def get_urls(self) -> list[URLPattern]:
        """Add the change of standing, behind the admin site's own door."""
        view = self.admin_site.admin_view(self.change_standing)
        return [path("<str:pk>/standing/", view, name="sources_source_standing"), *super().get_urls()]

    def change_standing(self, request: HttpRequest, pk: str) -> HttpResponse:
        """Show what readers would notice, then change the standing."""
        if not request.user.has_perm("publishing.publish_publication"):
            raise PermissionDenied
        source = get_object_or_404(Source.objects.select_related("superseded_by"), pk=pk if pk.isdecimal() else None)
        form = StandingForm(request.POST or None, initial=_as_it_is(source))
        if request.method == "POST" and form.is_valid() and self._change_standing(request, source, form):
            return HttpResponseRedirect(reverse("admin:sources_source_change", args=[source.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Change standing: %(slug)s") % {"slug": source.slug},
            "opts": self.opts,
            "media": self.media,
            "source": source,
            "form": form,
            "impact": impact_of_standing(source),
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, "admin/sources/source/standing.html", context)

    def _change_standing(self, request: HttpRequest, source: Source, form: StandingForm) -> bool:
        """Change it, or put the refusal into the form."""
        try:
            changed = actions.change_standing(source=source, by=editor(request), **form.cleaned_data)
        except actions.NotAllowed as refused:
            raise PermissionDenied(str(refused)) from refused
        except actions.Refused as refused:
            form.add_error(None, str(refused))
            return False
        label = Standing(changed.standing).label
        logged = f"{changed.slug} is now marked as {in_english(label).lower()}. {changed.standing_note}"
        self.log_change(request, changed, logged)
        told = gettext("%(slug)s is now marked as %(standing)s.")
        messages.success(request, told % {"slug": changed.slug, "standing": in_sentence(label)})
        return True
