"""The desk for exercises."""

from django.contrib import admin

from acuinfo.desk.draft_admin import DraftAdmin, RowInline

from .models import Exercise, Step


class StepInline(RowInline):
    """What to do, step by step."""

    model = Step


@admin.register(Exercise)
class ExerciseAdmin(DraftAdmin):
    """Exercises."""

    list_display = ("title", "state", "review_due")
    inlines = (StepInline,)
    fieldsets = (("The exercise", {"fields": ("title", "summary", "conditions")}), DraftAdmin.ADDRESS_FIELDS)
