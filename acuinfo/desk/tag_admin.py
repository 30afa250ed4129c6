"""The vocabulary on the desk: tags, their other names, merging, renaming and undoing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.publishing import actions
from acuinfo.publishing.models import EDITORIAL_GROUPS, Change, Publication, Tag, TagAlias

from .people import editor


class TagForm(ModelForm):  # type: ignore[type-arg]  # Django's own forms take no parameters at run time
    """A tag with its other names, one a line."""

    group = forms.ChoiceField(label=_("Group"), choices=[(group.value, group.label) for group in EDITORIAL_GROUPS])
    other_names = forms.CharField(
        label=_("Other names"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One a line. Their addresses lead to this tag, and search finds pages by them."),
    )

    class Meta:
        model = Tag
        fields = ("name", "slug", "group", "scope_note", "first_person", "in_sentence")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk and "other_names" in self.fields:
            names = TagAlias.objects.filter(tag=self.instance).values_list("name", flat=True)
            self.fields["other_names"].initial = "\n".join(names)
        if self.instance.pk and "slug" in self.fields:
            self.fields["slug"].disabled = True

    @property
    def said(self) -> dict[str, Any]:
        """What the action that saves a tag takes."""
        said = self.cleaned_data
        slug = self.instance.slug or said["slug"]
        aliases = said["other_names"].splitlines()
        return {
            "slug": slug,
            "name": said["name"],
            "group": said["group"],
            "scope_note": said["scope_note"],
            "first_person": said["first_person"],
            "in_sentence": said["in_sentence"],
            "aliases": aliases,
        }

    def clean(self) -> dict[str, Any] | None:
        """Refuse what the vocabulary cannot take, such as a near-duplicate."""
        data = super().clean()
        if {"name", "slug", "group"} <= set(self.cleaned_data):
            said = {name: self.said[name] for name in ("slug", "name", "group", "aliases")}
            try:
                actions.check_tag(**said)
            except actions.Refused as refused:
                self.add_error("name", str(refused))
        return data


class MergeForm(forms.Form):
    """Into which tag."""

    into = forms.ModelChoiceField(queryset=Tag.objects.none(), label=_("The tag that stays"))


class RenameForm(forms.Form):
    """A tag's new name and address."""

    name = forms.CharField(max_length=100, label=_("New name"))
    slug = forms.SlugField(max_length=80, label=_("New address"))


@admin.register(Tag)
class TagAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's own admin takes no parameters at run time
    """The vocabulary."""

    form = TagForm
    change_form_template = "admin/publishing/tag_change_form.html"
    list_display = ("name", "group", "slug", "scope_note", "merged_into")
    list_filter = ("group",)
    list_select_related = ("merged_into",)
    search_fields = ("name", "slug", "aliases__name")
    fields = ("name", "slug", "group", "scope_note", "first_person", "in_sentence", "other_names")

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Suggest the address once."""
        return {} if obj is not None else {"slug": ("name",)}

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """Show who may only look nothing that is no field of the record."""
        if self.has_change_permission(request, obj):
            return self.fields
        return ("name", "slug", "group", "scope_note", "first_person", "in_sentence")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tags that the software fills, and merged ones, are only read."""
        is_ours = obj is None or (obj.group in EDITORIAL_GROUPS and obj.merged_into_id is None)
        return super().has_change_permission(request, obj) and is_ours

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Tags are merged, not deleted."""
        return False

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save through the action, so that lists, search and the log follow."""
        obj.pk = actions.save_tag(**form.said, by=editor(request)).pk
        obj._state.adding = False

    # -- merging, renaming, undoing --
    def get_urls(self) -> list[URLPattern]:
        """Add the pages that change what leads where, behind the admin site's own door."""
        wrap = self.admin_site.admin_view
        own = [
            path("<int:pk>/merge/", wrap(self.merge), name="publishing_tag_merge"),
            path("<int:pk>/rename/", wrap(self.rename), name="publishing_tag_rename"),
            path("undo/<int:change>/", wrap(self.undo), name="publishing_tag_undo"),
        ]
        return own + super().get_urls()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Offer to undo what was done to this tag."""
        tag = self.get_object(request, object_id)
        changes = Change.objects.filter(what__in=[Change.What.TAG_MERGED, Change.What.TAG_RENAMED]).order_by("-pk")
        involved = [
            c for c in changes[:200] if tag is not None and tag.slug in (c.payload.get("tag"), c.payload.get("into"))
        ]
        context = {"tag_changes": involved, "may_publish": request.user.has_perm("publishing.publish_publication")}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **context})

    def _page(self, request: HttpRequest, tag: Tag, template: str, title: str, **context: Any) -> HttpResponse:
        pages = Publication.objects.live().filter(tags=tag).in_list_order()
        impact = [tag.get_absolute_url(), *(page.get_absolute_url() for page in pages)]
        full = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "draft": tag,
            "impact": impact,
            **context,
        }
        full["change_url"] = reverse("admin:publishing_tag_change", args=[tag.pk])
        return TemplateResponse(request, f"admin/publishing/{template}.html", full)

    def _done(self, request: HttpRequest, act: Callable[[], str]) -> HttpResponse | None:
        try:
            messages.success(request, act())
        except actions.NotAllowed as refused:
            raise PermissionDenied(str(refused)) from refused
        except actions.Refused as refused:
            messages.error(request, str(refused))
            return None
        return HttpResponseRedirect(reverse("admin:publishing_tag_changelist"))

    def _tag(self, request: HttpRequest, pk: int) -> Tag:
        if not request.user.has_perm("publishing.publish_publication"):
            raise PermissionDenied
        return get_object_or_404(Tag, pk=pk)

    def merge(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what merging changes, then merge."""
        tag, user = self._tag(request, pk), editor(request)
        form = MergeForm(request.POST or None)
        others = Tag.objects.in_use().filter(group=tag.group).exclude(pk=tag.pk)
        form.fields["into"].queryset = others  # type: ignore[attr-defined]  # a model choice field
        if request.method == "POST" and form.is_valid():
            into = form.cleaned_data["into"]
            told = gettext("%(name)s is now %(into)s.")
            said = {"tag": tag, "into": into, "by": user}
            done = self._done(request, lambda: told % {"name": tag.name, "into": actions.merge_tags(**said).subject})
            if done:
                return done
        title = gettext("Merge %(name)s into another tag") % {"name": tag.name}
        return self._page(request, tag, "tag_merge", title, form=form)

    def rename(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show what another address changes, then rename."""
        tag, user = self._tag(request, pk), editor(request)
        form = RenameForm(request.POST or None, initial={"name": tag.name})
        if request.method == "POST" and form.is_valid():
            said = form.cleaned_data
            told = gettext("The tag is now %(name)s.")
            done = self._done(request, lambda: told % {"name": actions.rename_tag(tag=tag, by=user, **said).name})
            if done:
                return done
        return self._page(request, tag, "tag_rename", gettext("Rename %(name)s") % {"name": tag.name}, form=form)

    def undo(self, request: HttpRequest, change: int) -> HttpResponse:
        """Show what undoing changes, then undo."""
        if not request.user.has_perm("publishing.publish_publication"):
            raise PermissionDenied
        user: Any = request.user
        merge = get_object_or_404(Change, pk=change)
        tag = get_object_or_404(Tag, slug=merge.payload.get("into", ""))
        self._tag(request, tag.pk)
        if request.method == "POST":
            told = gettext("Undone: %(name)s stands by itself again.")
            done = self._done(request, lambda: told % {"name": actions.undo_tag_change(change=merge, by=user).name})
            if done:
                return done
        return self._page(request, tag, "tag_undo", gettext("Undo: %(note)s") % {"note": merge.note})
