"""The admin that every kind of draft shares: list, form, history, and the pages that act on a draft."""

from __future__ import annotations

from copy import copy
from typing import Any, ClassVar

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.admin.widgets import FilteredSelectMultiple
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import UniqueConstraint
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import gettext, gettext_lazy as _, ngettext, override
from js_asset import Media

from acuinfo.publishing import actions, edit_log
from acuinfo.publishing.models import Draft, Tag

from . import conflicts
from .draft_state import DraftState
from .draft_views import DeskViews


def _as_get(request: HttpRequest) -> HttpRequest:
    """Return the request as if it only asked, to build forms from what is stored."""
    asked = copy(request)
    asked.method = "GET"
    return asked


# --- Drafts -----------------------------------------------------------------------------------------------------
class HalfDoneForm(ModelForm):  # type: ignore[type-arg]  # one class for drafts and their rows
    """A form that can be saved half done. What a page needs besides is asked when it goes to review (``compiling``).

    Needed at once is only what tells a record from others.
    """

    NEEDED: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unique = [c for c in self._meta.model._meta.constraints if isinstance(c, UniqueConstraint)]
        needed = self.NEEDED.union(*(constraint.fields for constraint in unique))
        for name, field in self.fields.items():
            field.required = name in needed

    def clean(self) -> dict[str, Any] | None:
        """Let a field that was emptied be what it is in a new record, where it cannot be empty."""
        data = super().clean()
        for column in self._meta.model._meta.concrete_fields:
            if column.has_default() and not column.blank and self.cleaned_data.get(column.name, 0) in ("", None):
                self.cleaned_data[column.name] = column.get_default()
        return data

    def _post_clean(self) -> None:
        """Hold empty fields against the constraints too: the database does, and answers with an error."""
        super()._post_clean()  # type: ignore[misc]  # Django's own, untyped
        unasked = self._get_validation_exclusions()  # type: ignore[attr-defined]  # Django's own, untyped
        if self.errors or unasked.isdisjoint(self.fields):
            return
        try:
            self.instance.validate_constraints(exclude=unasked - set(self.fields))
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]  # Django's own, untyped


class DraftForm(HalfDoneForm):
    """A draft's form: reserves the address, chooses tags from the list, and notices when somebody else saved first."""

    NEEDED = frozenset({"title", "condition"})

    slug = forms.SlugField(
        label=_("Address"),
        max_length=80,
        help_text=_(
            "The last part of the public address, such as knee-osteoarthritis. "
            "Left empty, it is made of the title, and stays when that changes."
        ),
    )
    base_revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    tags = forms.ModelMultipleChoiceField(
        label=_("Tags"),
        queryset=Tag.objects.editorial().in_use(),
        required=False,
        widget=FilteredSelectMultiple(_("tags"), is_stacked=False),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields.pop("slug", None)
        if self.instance.pk and "tags" in self.initial:
            self.initial["tags"] = [tag.merged_into or tag for tag in self.initial["tags"]]
        if "base_revision" in self.fields:
            self.fields["base_revision"].initial = self.instance.revision

    def _clean_address(self) -> None:
        """Propose an address where none is given; refuse one that is taken, or is none."""
        slug = self.cleaned_data["slug"] or self._proposed()
        if not slug and "title" not in self.errors and "condition" not in self.errors:
            told = gettext("The title holds no letters from a to z. Write the address in words, such as low-back-pain.")
            self.add_error("slug", told)
            return
        try:
            actions.must_be_free(kind_name=self.instance.KIND, slug=slug)
        except actions.Refused as refused:
            self.add_error("slug", str(refused))
        else:
            self.cleaned_data["slug"] = slug

    def _proposed(self) -> str:
        said = [self.cleaned_data.get(name) for name in self.instance.ADDRESS_FROM]
        words = [slugify(getattr(value, "slug", value)) for value in said if value]
        return "-".join(filter(None, words))[:80].rstrip("-")

    def clean(self) -> dict[str, Any] | None:
        """Refuse an address that is taken, and to save over somebody else's newer draft."""
        data = super().clean()
        if "slug" in self.cleaned_data:
            self._clean_address()
        if self.instance.pk and "base_revision" in self.fields:
            rows = type(self.instance)._default_manager.select_for_update()
            stored_revision = rows.values_list("revision", flat=True).get(pk=self.instance.pk)
            if (data or {}).get("base_revision") != stored_revision:
                raise ValidationError(
                    gettext(
                        "Somebody else saved this draft after you opened it. "
                        "Nothing of yours is lost: it is still in this form. "
                        "Open the draft in a second tab, compare, and save again from there."
                    ),
                    code="conflict",
                )
        return data


class DraftAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # one class for every kind of draft
    """What the admin of every kind of draft can do."""

    form = DraftForm
    change_form_template = "admin/publishing/draft_change_form.html"
    list_per_page = 50
    readonly_fields = ("address", "updated_at", "updated_by")
    search_fields: ClassVar[Any] = ("title", "summary", "publication__slug")
    autocomplete_fields: ClassVar[Any] = ()
    list_select_related: ClassVar[Any] = ("publication", "publication__current", "owner")
    actions = None

    ADDRESS_FIELDS: tuple[Any, Any] = (
        _("Who and when"),
        {"fields": ("authors", "owner", "substitute", "review_cycle_months", "tags", "address", "base_revision")},
    )

    class Media:
        css = {"all": ["acuinfo/css/desk.css"]}
        js = ("acuinfo/js/name_editors.js", "acuinfo/js/draft_keys.js")

    # -- the list --
    @admin.display(description=_("Where it stands"))
    def state(self, draft: Draft) -> str:
        """Tell in a word whether readers see the page."""
        publication = draft.publication
        if publication.withdrawn_at is not None:
            return gettext("Withdrawn")
        if publication.current is None:
            return gettext("Not published yet")
        return gettext("Live, edition %(number)d") % {"number": publication.current.number}

    @admin.display(description=_("Next review"), ordering="publication__review_due_on")
    def review_due(self, draft: Draft) -> str:
        """Tell when the next review is due."""
        due = draft.publication.review_due_on
        if due is None:
            return ""
        day = date_format(due, gettext("d M Y"))
        return gettext("%(date)s (late)") % {"date": day} if draft.publication.is_late else day

    @admin.display(description=_("Address"))
    def address(self, draft: Draft) -> SafeString | str:
        """Link to the public address."""
        if draft.pk is None:
            return "-"
        url = draft.publication.get_absolute_url()
        return format_html('<a href="{}">{}</a>', url, url) if draft.publication.is_live else url

    # -- the form --
    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Ask for the address once, when the draft is new; who may only look needs no hidden field."""
        sets = super().get_fieldsets(request, obj)
        if obj is not None and self.has_change_permission(request, obj):
            return sets
        if obj is not None:
            return [(n, {**o, "fields": tuple(f for f in o["fields"] if f != "base_revision")}) for n, o in sets]
        (name, first), *rest = sets
        hidden = ("address", "updated_at", "updated_by")
        cleaned = [(n, {**o, "fields": tuple(f for f in o["fields"] if f not in hidden)}) for n, o in rest]
        return [(name, {**first, "fields": (first["fields"][0], "slug", *first["fields"][1:])}), *cleaned]

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Suggest the months until the next review that fit the kind."""
        return {"review_cycle_months": self.model.REVIEW_CYCLE_MONTHS, **super().get_changeform_initial_data(request)}

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Suggest the address from the title."""
        return {} if obj is not None else {"slug": ("title",)}

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Save the draft; readers notice nothing."""
        if not change:
            obj.publication = actions.reserve(kind_name=obj.KIND, slug=form.cleaned_data["slug"], by=request.user)  # type: ignore[arg-type]  # staff only
        obj.revision += 1
        if not change or form.has_changed():
            obj.updated_by = request.user
        super().save_model(request, obj, form, change)

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show a newer draft as a choice, and an address taken at the last moment as an error of the form."""
        if request.method == "POST" and object_id is not None:
            choice = self._choose(request, object_id)
            if choice is not None:
                return choice
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except actions.NotAllowed as refused:
            raise PermissionDenied(str(refused)) from refused
        except actions.Refused:  # somebody took the address between the form's check and the saving: now the form tells
            return super().changeform_view(request, object_id, form_url, extra_context)

    def _choose(self, request: HttpRequest, object_id: str) -> HttpResponse | None:
        """Ask the editor to choose where somebody else saved meanwhile; None when there is nothing to choose."""
        draft = self.get_object(request, object_id)
        sent_revision = request.POST.get("base_revision", "")
        if draft is None or not self.has_change_permission(request, draft) or sent_revision == str(draft.revision):
            return None
        opened = conflicts.unseal(request.POST.get(conflicts.BASE, ""))
        if opened is None or "base_revision" not in request.POST:
            return None
        form, formsets = self._stored_form(request, draft)
        request.POST = conflicts.realigned(request.POST, opened, formsets)  # type: ignore[assignment]  # a mutable copy
        as_stored = list(conflicts.fields(form, formsets))
        yours = conflicts.sent(request.POST, as_stored, [formset.prefix for formset in formsets])
        if request.POST.get("chosen_on") == str(draft.revision):
            request.POST = conflicts.resolved(request.POST, as_stored, yours, draft.revision)  # type: ignore[assignment]  # a mutable copy
            return None
        differing = conflicts.find(opened, as_stored, yours)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Somebody else saved this draft meanwhile"),
            "opts": self.opts,
            "draft": draft,
            "change_url": request.path,
            "conflicts": differing,
            "carried": conflicts.carried(request.POST),
            "opened_as": request.POST[conflicts.BASE],
            "sent_revision": sent_revision,
        }
        return TemplateResponse(request, "admin/publishing/conflict.html", context)

    def _stored_form(self, request: HttpRequest, draft: Any) -> tuple[Any, list[Any]]:
        """Return the form and the rows as the database holds them now."""
        fieldsets = self.get_fieldsets(request, draft)
        form_class = self.get_form(request, draft, change=True, fields=flatten_fieldsets(fieldsets))
        formsets, _inlines = self._create_formsets(_as_get(request), draft, change=True)  # type: ignore[attr-defined]  # Django's own, untyped
        return form_class(instance=draft), formsets

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Tell where the draft stands, and let the editor widget's import map through the policy."""
        nonce = getattr(request, "csp_nonce", None)
        if nonce is not None:
            context["media"] = Media.from_media(context["media"], nonce=str(nonce))
        draft = context.get("original")
        context["may_publish"] = request.user.has_perm("publishing.publish_publication")
        if draft is not None:
            form = context["adminform"].form
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            context["opened_as"] = request.POST.get(conflicts.BASE) or conflicts.seal(conflicts.stored(form, formsets))
            context["state"] = DraftState(draft)
            context["desk"] = self.desk
            context["may_approve"] = request.user.has_perm("publishing.approve_publication")
        return super().render_change_form(request, context, *args, **kwargs)

    def response_add(self, request: HttpRequest, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        """Go where the editor wants to go after saving."""
        return self._onwards(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """Go where the editor wants to go after saving."""
        return self._onwards(request, obj) or super().response_change(request, obj)

    def _onwards(self, request: HttpRequest, draft: Draft) -> HttpResponse | None:
        name = next((name for name in ("preview", "review", "publish") if f"_save_{name}" in request.POST), "")
        return HttpResponseRedirect(self.desk.url(draft, name)) if name else None

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Save rows and tags, then tell what the checks say; saving itself is never refused for that."""
        super().save_related(request, form, formsets, change)
        if any(formset.has_changed() for formset in formsets):
            form.instance.updated_by = request.user
            form.instance.save(update_fields=["updated_by"])
        actions.draft_edited(publication=form.instance.publication)
        state = DraftState(form.instance)
        blocking = state.compiled.blocking if state.compiled else ()
        if state.problem:
            messages.warning(request, state.problem)
        elif blocking:
            told = ngettext(
                "Saved. %(count)d check still stands in the way of publishing; see the list below.",
                "Saved. %(count)d checks still stand in the way of publishing; see the list below.",
                len(blocking),
            )
            messages.warning(request, told % {"count": len(blocking)})

    # -- history --
    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[dict[str, Any]]:
        """Write into the log what each field said before and after, in English whatever the desk speaks."""
        with override(None):
            return edit_log.changes(form, formsets or (), is_new=add)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show who did what to this page, with reviews and publishing, instead of the form's log alone."""
        return self.desk.history(request, object_id)

    # -- rights --
    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Pages are withdrawn, not deleted: their editions stay on the record."""
        return False

    # -- the pages of the desk --
    @property
    def desk(self) -> DeskViews:
        """The pages that act on a draft of this kind."""
        return DeskViews(self)

    DESK_PAGES = ("preview", "review", "invite", "publish", "unschedule", "withdraw", "reinstate", "move", "editions")

    def get_urls(self) -> list[URLPattern]:
        """Add the pages of the desk, each behind the admin site's own door."""
        desk, wrap = self.desk, self.admin_site.admin_view
        base = f"{self.opts.app_label}_{self.opts.model_name}"
        own = [path(f"<str:pk>/{name}/", wrap(getattr(desk, name)), name=f"{base}_{name}") for name in self.DESK_PAGES]
        own.append(path("<str:pk>/restore/<int:number>/", wrap(desk.restore), name=f"{base}_restore"))
        return own + super().get_urls()


class RowFormSet(forms.BaseInlineFormSet):  # type: ignore[type-arg]  # one class for every kind of row
    """Rows in a table, where only the head of a column tells what a field is: each field tells it itself, too."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """Name the fields for people who hear the page."""
        super().add_fields(form, index)
        for field in form.fields.values():
            if field.label and not field.widget.is_hidden:
                field.widget.attrs.setdefault("aria-label", str(field.label))


class RowInline(admin.TabularInline):  # type: ignore[type-arg]  # one class for every kind of row
    """Rows inside a draft."""

    form = HalfDoneForm
    formset = RowFormSet
    extra = 0
    ordering = ("order", "pk")


class StackedRowInline(admin.StackedInline):  # type: ignore[type-arg]  # one class for every kind of row
    """Rows with many fields inside a draft."""

    form = HalfDoneForm
    extra = 0
    ordering = ("order", "pk")
