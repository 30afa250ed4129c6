"""The signposts of the search on the desk, and the words that found nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import QuerySet
from django.forms import Textarea
from django.http import HttpRequest
from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.publishing import actions
from acuinfo.publishing.models import Signpost

from .people import editor


@admin.register(Signpost)
class SignpostAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's own admin takes no parameters at run time
    """What the search is told: our words, the page that answers, or that we do not cover it."""

    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.TextField: {"widget": Textarea(attrs={"rows": 5})},
    }
    fields = ("words", "means", "page", "not_covered", "elsewhere_name", "elsewhere_url")
    list_display = ("__str__", "says", "typed")
    list_select_related = ("page",)
    autocomplete_fields = ("page",)
    search_fields = ("words", "means", "not_covered", "page__title")

    @admin.display(description=_("what the search does"))
    def says(self, post: Signpost) -> str:
        """Return which of the three it is."""
        if post.page_id:
            return gettext("leads to a page")
        return gettext("says we do not cover it") if post.not_covered else gettext("looks for our words")

    @admin.display(description=_("what readers type"))
    def typed(self, post: Signpost) -> str:
        """Return the phrases in a line."""
        return ", ".join(post.phrases)

    def save_model(self, request: HttpRequest, obj: Signpost, form: Any, change: bool) -> None:
        """Save through the action, so that search follows at once."""
        actions.save_signpost(signpost=obj, by=editor(request))

    def delete_model(self, request: HttpRequest, obj: Signpost) -> None:
        """Remove through the action."""
        actions.remove_signpost(signpost=obj, by=editor(request))

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Signpost]) -> None:
        """Remove each through the action."""
        for post in queryset:
            self.delete_model(request, post)
