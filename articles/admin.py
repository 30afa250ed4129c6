"""The desk for articles."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from acuinfo.desk.draft_admin import DraftAdmin

from .models import Article


@admin.register(Article)
class ArticleAdmin(DraftAdmin):
    """Articles."""

    list_display = ("title", "section", "state", "review_due", "owner", "updated_at")
    list_filter = ("section", "owner")
    filter_horizontal = ("conditions", "sources")
    fieldsets = (
        (_("The article"), {"fields": ("title", "summary", "section", "body")}),
        (_("What it is about"), {"fields": ("conditions", "sources")}),
        DraftAdmin.ADDRESS_FIELDS,
    )
