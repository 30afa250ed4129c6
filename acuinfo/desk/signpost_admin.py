"""The signposts of the search on the desk, and the words that found nothing."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db import models
from django.db.models import ForeignKey, QuerySet
from django.forms import ModelChoiceField, Textarea
from django.http import HttpRequest

from acuinfo.publishing import actions
from acuinfo.publishing.models import Publication, Signpost

from .people import editor


@admin.register(Signpost)
class SignpostAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's own admin takes no parameters at run time
    """What the search is told: our words, the page that answers, or that we do not cover it."""

    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.TextField: {"widget": Textarea(attrs={"rows": 5})},
    }
    fields = ("words", "means", "page", "not_covered", "elsewhere_name", "elsewhere_url")
    list_display = ("__str__", "words", "means", "page", "not_covered", "elsewhere_name")
    list_select_related = ("page",)
    search_fields = ("words", "means", "not_covered", "page__title")

    def formfield_for_foreignkey(
        self, db_field: ForeignKey[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField[Any] | None:
        """Offer the pages that readers can see."""
        live = Publication.objects.live().defer("search_text").order_by("kind", "title")
        return super().formfield_for_foreignkey(db_field, request, **{**kwargs, "queryset": live})

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
