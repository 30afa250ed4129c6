"""The desk for sources."""

from django.contrib import admin

from .models import Source


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # Django's own admin takes no parameters
    """Sources."""

    list_display = ("slug", "title", "kind", "year", "standing")
    list_filter = ("standing", "kind")
    search_fields = ("slug", "title", "authors", "doi", "pmid")
