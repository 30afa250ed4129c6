"""The desk for conditions, evidence summaries and safety notes."""

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from acuinfo.desk.draft_admin import DraftAdmin, HalfDoneForm, RowInline, StackedRowInline
from acuinfo.desk.people import editor
from acuinfo.publishing import actions, edit_log

from .models import (
    Condition,
    ConditionCode,
    Downgrade,
    EvidenceSummary,
    GuidelineStatement,
    KeyMessage,
    LeadingFinding,
    NotApplicableCaution,
    OtherOption,
    Question,
    RedFlag,
    SafetyNote,
    Scale,
    Trial,
)


class LeadingFindingInline(RowInline):
    """The findings that answer whether it helps."""

    model = LeadingFinding
    max_num = 8

    def get_formset(self, request: HttpRequest, obj: Condition | None = None, **kwargs: Any) -> Any:
        """Offer the findings about this condition, and what was chosen before."""
        about = EvidenceSummary.objects.filter(condition=obj).select_related("publication") if obj else ()
        offered = {draft.slug: str(draft) for draft in about}
        chosen = obj.leading.values_list("finding", flat=True) if obj else ()
        choices = [("", "---------"), *offered.items(), *((slug, slug) for slug in chosen if slug not in offered)]
        field = forms.ChoiceField(choices=choices, label=_("finding"))
        form = type("LeadingFindingForm", (HalfDoneForm,), {"finding": field})
        return super().get_formset(request, obj, form=form, **kwargs)


class TextWithInserts(AdminTextareaWidget):
    """A plain text with a button that puts in what another page says (inserting.js)."""

    def __init__(self) -> None:
        super().__init__({"data-inserts": _("Put in a finding"), "rows": 3})


class TextInline(RowInline):
    """Rows of text into which other pages can be put."""

    formfield_overrides = {models.TextField: {"widget": TextWithInserts}}


class KeyMessageInline(TextInline):
    """Two or three things to take away."""

    model = KeyMessage
    max_num = 3


class RedFlagInline(RowInline):
    """Signs that need help now."""

    model = RedFlag


class OtherOptionInline(TextInline):
    """Other ways to treat the condition."""

    model = OtherOption


class QuestionInline(TextInline):
    """Questions to ask a clinician."""

    model = Question


class GuidelineInline(StackedRowInline):
    """What guidelines say."""

    model = GuidelineStatement
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}
    autocomplete_fields = ("source",)
    fields = (
        ("body", "country", "year"),
        ("form", "population", "is_for_others"),
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
    search_fields: ClassVar[Any] = ("title", "publication__slug")
    inlines = (
        LeadingFindingInline, KeyMessageInline, RedFlagInline, OtherOptionInline, QuestionInline, GuidelineInline,
        NotApplicableInline, CodeInline,
    )  # fmt: skip
    fieldsets = (
        (_("The page"), {"fields": ("title", "other_names")}),
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


@admin.register(Scale)
class ScaleAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """Scales that findings share."""

    search_fields = ("name",)
    list_display = ("__str__", "better", "small", "moderate", "large", "noticeable_difference")
    autocomplete_fields = ("thresholds_source", "noticeable_source")
    fieldsets = (
        (None, {"fields": ("name", ("minimum", "maximum", "better"))}),
        (_("Words of size"), {"fields": (("small", "moderate", "large"), "thresholds_source")}),
        (_("What is worthwhile"), {"fields": ("noticeable_difference", "noticeable_source")}),
    )

    def save_model(self, request: HttpRequest, obj: Scale, form: Any, change: bool) -> None:
        """Save the scale; the drafts of all findings on it say something else now, and that is this editor's doing."""
        super().save_model(request, obj, form, change)
        for draft in EvidenceSummary.objects.filter(scale=obj).select_related("publication") if change else ():
            edit_log.record_changed(draft, editor(request), "scale", str(obj), form.changed_data)
            actions.draft_edited(publication=draft.publication)


@admin.register(EvidenceSummary)
class EvidenceSummaryAdmin(DraftAdmin):
    """Evidence summaries."""

    list_display = ("title", "condition", "outcome", "comparator", "certainty", "state", "review_due")
    list_filter = ("condition", "outcome", "comparator", "certainty", "rated_by", "no_trials")
    list_select_related = (*DraftAdmin.list_select_related, "condition")
    search_fields: ClassVar[Any] = ("title", "publication__slug")
    autocomplete_fields = (
        *DraftAdmin.autocomplete_fields, "condition", "source", "scale", "reexpression_source",
    )  # fmt: skip
    inlines = (DowngradeInline, TrialInline)
    fieldsets = (
        (
            _("The finding"),
            {
                "fields": (
                    "condition",
                    ("outcome", "outcome_detail"),
                    ("tested", "added_to_comparator"),
                    ("comparator", "sham_kind", "comparator_detail"),
                    "phrasing",
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
                    "scale",
                    ("studies", "participants", "participants_in_trials", "i_squared"),
                    ("size_in_words", "direction_in_words"),
                ),
                "description": _("Write figures as the source prints them, with their sign."),
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

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> dict[str, Any]:
        """Suggest an address from the choices; the title is composed of them later."""
        return {} if obj is not None else {"slug": ("outcome", "comparator")}


@admin.register(SafetyNote)
class SafetyNoteAdmin(DraftAdmin):
    """Safety notes."""

    list_display = ("title", "safety_kind", "urgency", "covers", "state", "review_due")
    list_filter = ("safety_kind", "urgency", "covers")
    autocomplete_fields = (*DraftAdmin.autocomplete_fields, "source")
    filter_horizontal = ("conditions",)
    fieldsets = (
        (
            _("The note"),
            {"fields": ("title", "summary", ("safety_kind", "is_whole", "urgency"), "covers", "who", "conditions")},
        ),
        (_("For readers"), {"fields": ("what_it_is", "what_to_do")}),
        (
            _("How often"),
            {
                "fields": (
                    ("rate_count", "rate_denominator", "rate_unit"),
                    ("rate_low", "rate_high", "rate_period"),
                    "rate_counted",
                    "source",
                    "locator",
                ),
                "description": _("Never make a rate from case reports: they have no denominator."),
            },
        ),
        DraftAdmin.ADDRESS_FIELDS,
    )
