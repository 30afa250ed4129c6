"""The desk for conditions, evidence summaries and safety notes."""

from django.contrib import admin
from django.db import models
from django.utils.translation import gettext_lazy as _

from acuinfo.desk.draft_admin import DraftAdmin, RowInline, StackedRowInline

from .models import (
    Condition,
    ConditionCode,
    Downgrade,
    EvidenceSummary,
    GuidelineStatement,
    KeyMessage,
    NotApplicableCaution,
    OtherOption,
    Question,
    RedFlag,
    SafetyNote,
    Trial,
)


class KeyMessageInline(RowInline):
    """Two or three things to take away."""

    model = KeyMessage
    max_num = 3


class RedFlagInline(RowInline):
    """Signs that need help now."""

    model = RedFlag


class OtherOptionInline(RowInline):
    """Other ways to treat the condition."""

    model = OtherOption


class QuestionInline(RowInline):
    """Questions to ask a clinician."""

    model = Question


class GuidelineInline(StackedRowInline):
    """What guidelines say."""

    model = GuidelineStatement
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    autocomplete_fields = ("source",)
    fields = (
        ("body", "country", "year"),
        "population",
        "position",
        "statement",
        ("source", "url"),
        "superseded_by",
        "order",
    )


class NotApplicableInline(RowInline):
    """Cautions that do not apply."""

    model = NotApplicableCaution


class CodeInline(RowInline):
    """Codes in terminologies."""

    model = ConditionCode


@admin.register(Condition)
class ConditionAdmin(DraftAdmin):
    """Conditions."""

    list_display = ("title", "state", "review_due", "owner", "updated_at")
    list_filter = ("tags", "owner")
    inlines = (
        KeyMessageInline, RedFlagInline, OtherOptionInline, QuestionInline, GuidelineInline, NotApplicableInline,
        CodeInline,
    )  # fmt: skip
    fieldsets = (
        (_("The page"), {"fields": ("title", "summary", "other_names")}),
        (
            _("What readers learn"),
            {"fields": ("what_it_is", "without_treatment", "what_it_involves", "unknowns", "why_guidelines_differ")},
        ),
        DraftAdmin.ADDRESS_FIELDS,
    )


class DowngradeInline(RowInline):
    """GRADE domains."""

    model = Downgrade
    max_num = 5


class TrialInline(StackedRowInline):
    """Rows of the forest plot."""

    model = Trial
    autocomplete_fields = ("source",)
    fields = (
        ("label", "year", "subgroup", "order"),
        ("effect", "ci_low", "ci_high"),
        ("n_treatment", "mean_treatment", "sd_treatment", "events_treatment"),
        ("n_control", "mean_control", "sd_control", "events_control"),
        "source",
    )


@admin.register(EvidenceSummary)
class EvidenceSummaryAdmin(DraftAdmin):
    """Evidence summaries."""

    list_display = ("title", "condition", "outcome", "comparator", "certainty", "state", "review_due")
    list_filter = ("condition", "outcome", "comparator", "certainty", "rated_by", "no_trials")
    list_select_related = (*DraftAdmin.list_select_related, "condition")
    autocomplete_fields = (
        *DraftAdmin.autocomplete_fields, "condition", "source", "scale_thresholds_source", "noticeable_source",
        "reexpression_source",
    )  # fmt: skip
    inlines = (DowngradeInline, TrialInline)
    fieldsets = (
        (
            _("The finding"),
            {
                "fields": (
                    "title",
                    "summary",
                    "condition",
                    ("outcome", "outcome_detail"),
                    ("comparator", "comparator_detail"),
                    "population",
                    "follow_up",
                    "no_trials",
                    "searched",
                )
            },
        ),
        (
            _("The number"),
            {
                "fields": (
                    "measure",
                    ("estimate", "ci_low", "ci_high", "ci_level"),
                    ("studies", "participants", "i_squared"),
                    ("size_in_words", "direction_in_words"),
                ),
                "description": _("Write figures as the source prints them, with their sign."),
            },
        ),
        (
            _("The scale"),
            {
                "fields": (
                    "scale_name",
                    ("scale_minimum", "scale_maximum", "scale_better"),
                    ("scale_small", "scale_moderate", "scale_large", "scale_thresholds_source"),
                    ("noticeable_difference", "noticeable_source"),
                )
            },
        ),
        (
            _("To tell it in people or points"),
            {
                "classes": ("collapse",),
                "fields": (
                    ("baseline_risk", "baseline_note"),
                    "reexpression_scale",
                    ("reexpression_minimum", "reexpression_maximum", "reexpression_sd", "reexpression_source"),
                ),
                "description": _(
                    "Baseline risk for ratios; a familiar scale for standardised differences. "
                    "The noticeable difference is then in points of that scale."
                ),
            },
        ),
        (_("How sure we are"), {"fields": ("certainty", "rated_by", "certainty_reason")}),
        (_("Where it comes from"), {"fields": ("source", "locator", ("extracted_by", "checked_by"))}),
        (_("In words"), {"fields": ("explanation",)}),
        (_("Forest plot"), {"classes": ("collapse",), "fields": (("pooling", "hartung_knapp"),)}),
        DraftAdmin.ADDRESS_FIELDS,
    )


@admin.register(SafetyNote)
class SafetyNoteAdmin(DraftAdmin):
    """Safety notes."""

    list_display = ("title", "safety_kind", "urgency", "covers", "state", "review_due")
    list_filter = ("safety_kind", "urgency", "covers")
    autocomplete_fields = (*DraftAdmin.autocomplete_fields, "source")
    filter_horizontal = ("conditions",)
    fieldsets = (
        (_("The note"), {"fields": ("title", "summary", ("safety_kind", "urgency"), "covers", "conditions")}),
        (_("For readers"), {"fields": ("what_it_is", "what_to_do")}),
        (
            _("How often"),
            {
                "fields": (
                    ("rate_count", "rate_denominator", "rate_unit"),
                    ("rate_low", "rate_high", "rate_period"),
                    "source",
                    "locator",
                ),
                "description": _("Never make a rate from case reports: they have no denominator."),
            },
        ),
        DraftAdmin.ADDRESS_FIELDS,
    )
