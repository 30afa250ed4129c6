"""Drafts of conditions, evidence summaries and safety notes, with their rows."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext, gettext_lazy as _
from django_prose_editor.fields import ProseEditorField
from taggit.managers import TaggableManager

from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.documents import plain_number
from acuinfo.publishing.language import Label
from acuinfo.publishing.models import Draft, OrderedRow, TaggedDraft
from acuinfo.publishing.richtext import sanitise
from acuinfo.sources.models import Source

from .terms import (
    Better,
    Caution,
    CodeSystem,
    Comparator,
    Direction,
    Domain,
    GuidelineForm,
    HowSoon,
    Measure,
    Outcome,
    Phrasing,
    PoolingModel,
    Position,
    RatedBy,
    RateUnit,
    SafetyKind,
    ShamKind,
    Size,
    Tested,
    Urgency,
)

EDITOR_EXTENSIONS: dict[str, Any] = {
    "Bold": True,
    "Italic": True,
    "Heading": {"levels": [2, 3, 4]},
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Link": {"enableTarget": False, "protocols": ["http", "https", "mailto"]},
    "HardBreak": True,
    "History": True,
    "Subscript": True,
    "Superscript": True,
    "Pasting": True,  # acuinfo/js/pasting.js
    "Inserting": True,  # acuinfo/js/inserting.js
}
PARTIAL_DATE = RegexValidator(
    r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$",
    _("Write a year, month or day: 2018, 2018-03 or 2018-03-09."),
)
YEAR = [MinValueValidator(1950), MaxValueValidator(2100)]


class RichTextField(ProseEditorField):  # type: ignore[misc]  # the editor has no types
    """Rich text in the editor widget, cleaned with our own list of elements."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("extensions", EDITOR_EXTENSIONS)
        kwargs.setdefault("sanitize", sanitise)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)


class NumberField(models.DecimalField):  # type: ignore[type-arg]  # Django takes no parameters when it runs
    """A figure as a source prints it: a database gives 0.280000 back, everybody else sees 0.28."""

    def from_db_value(self, value: Decimal | None, *_args: Any) -> Decimal | None:
        """Return the number without the zeros that the column adds."""
        return None if value is None else Decimal(plain_number(value))

    def deconstruct(self) -> Any:
        """Name Django's own field: the column is the same."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DecimalField", args, kwargs


def number(verbose_name: Label, **kwargs: Any) -> NumberField:
    """Return a field for a figure as a source prints it: up to 14 digits, 6 of them decimals, or empty."""
    return NumberField(verbose_name, max_digits=14, decimal_places=6, null=True, blank=True, **kwargs)


def count(verbose_name: Label, **kwargs: Any) -> models.PositiveIntegerField[Any, Any]:
    """Return a field for a count, or empty."""
    return models.PositiveIntegerField(verbose_name, null=True, blank=True, **kwargs)


class Scale(models.Model):
    """A scale that effects are measured on, and from where an effect on it counts as what. Shared by findings.

    Nothing of it is public by itself: each finding's edition holds it as it was when the finding was approved.
    """

    name = models.CharField(_("name"), max_length=200, blank=True, help_text=_("Such as VAS or WOMAC pain."))
    minimum = number(_("from"))
    maximum = number(_("to"))
    better = models.CharField(_("direction of the scale"), max_length=8, choices=Better.choices, default=Better.LOWER)
    small = number(
        _("small from"), help_text=_("In the unit of the effect; for ratios and risk differences, people of 1,000.")
    )
    moderate = number(_("moderate from"))
    large = number(_("large from"))
    thresholds_source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("source of these thresholds"),
    )  # fmt: skip
    noticeable_difference = number(
        _("noticeable difference"), help_text=_("The smallest difference that its source calls worthwhile.")
    )
    noticeable_source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("source of the noticeable difference"),
    )  # fmt: skip

    class Meta:
        verbose_name = _("scale")
        verbose_name_plural = _("scales")
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(moderate=None) | Q(small__lte=F("moderate")))
                & (Q(large=None) | Q(moderate__lte=F("large"))),
                name="thresholds_rise",
                violation_error_message=_("Small, moderate and large have to rise, each from the one before."),
            ),
            models.CheckConstraint(
                condition=Q(small=None) | Q(small__gt=0), name="thresholds_are_positive",
                violation_error_message=_("Thresholds are distances from no effect, so they are greater than 0."),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        told = [self.name or gettext("Scale without a name")]
        if self.minimum is not None and self.maximum is not None:
            told.append(
                gettext("%(low)s to %(high)s") % {"low": plain_number(self.minimum), "high": plain_number(self.maximum)}
            )
        if self.noticeable_difference is not None:
            told.append(gettext("worthwhile from %(mark)s") % {"mark": plain_number(self.noticeable_difference)})
        return ", ".join(told)


# --- Conditions -------------------------------------------------------------------------------------------------
class TaggedCondition(TaggedDraft):
    """A tag on a condition's draft."""

    content_object = models.ForeignKey("Condition", on_delete=models.CASCADE)


class Condition(Draft):  # type: ignore[django-manager-missing]  # taggit has no types
    """A condition that people try acupuncture for."""

    KIND: ClassVar[str] = "condition"

    summary = None  # type: ignore[assignment]  # the answer is composed of the leading findings
    other_names = models.TextField(
        _("other names"), blank=True, help_text=_("One a line. Search finds the page by them.")
    )
    what_it_is = RichTextField(_("what it is"))
    without_treatment = RichTextField(_("what happens without treatment"))
    what_it_involves = RichTextField(
        _("what acupuncture for it involves"),
        help_text=_("Number of sessions and the points used in trials, with sources."),
    )
    unknowns = RichTextField(_("what we do not know"))
    why_guidelines_differ = RichTextField(
        _("why guidelines differ"), help_text=_("Needed when guidelines take different positions.")
    )
    tags = TaggableManager(through=TaggedCondition, blank=True, related_name="conditions", verbose_name=_("tags"))

    class Meta(Draft.Meta):
        verbose_name = _("condition")
        verbose_name_plural = _("conditions")


class ConditionRow(OrderedRow):
    """A row of a condition."""

    class Meta(OrderedRow.Meta):
        abstract = True


class LeadingFinding(ConditionRow):
    """One of the findings that answer whether it helps; named by its address, since a file may come before it."""

    condition = models.ForeignKey(
        Condition, on_delete=models.CASCADE, related_name="leading", verbose_name=_("condition")
    )
    finding = models.SlugField(_("finding"), max_length=80)

    class Meta(ConditionRow.Meta):
        verbose_name = _("leading finding")
        verbose_name_plural = _("leading findings")
        constraints = [models.UniqueConstraint(fields=["condition", "finding"], name="finding_leads_once")]

    def __str__(self) -> str:
        return self.finding


class KeyMessage(ConditionRow):
    """One of the two or three things to take away."""

    condition = models.ForeignKey(
        Condition, on_delete=models.CASCADE, related_name="key_messages", verbose_name=_("condition")
    )
    text = models.TextField(
        _("message"), help_text=_("One or two short sentences: how much, compared with what, how sure.")
    )

    class Meta(ConditionRow.Meta):
        verbose_name = _("key message")
        verbose_name_plural = _("key messages")

    def __str__(self) -> str:
        return self.text[:60]


class RedFlag(ConditionRow):
    """A sign that needs medical help, and how soon."""

    condition = models.ForeignKey(
        Condition, on_delete=models.CASCADE, related_name="red_flags", verbose_name=_("condition")
    )
    text = models.TextField(
        _("get help if"),
        help_text=_("Completes “Get medical help if …”; how soon is said by the choice beside it, not here."),
    )
    how_soon = models.CharField(_("how soon"), max_length=10, choices=HowSoon.choices, blank=True)

    class Meta(ConditionRow.Meta):
        verbose_name = _("red flag")
        verbose_name_plural = _("red flags")

    def __str__(self) -> str:
        return self.text[:60]


class OtherOption(ConditionRow):
    """Another way to treat or live with the condition."""

    condition = models.ForeignKey(
        Condition, on_delete=models.CASCADE, related_name="other_options", verbose_name=_("condition")
    )
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)

    class Meta(ConditionRow.Meta):
        verbose_name = _("other option")
        verbose_name_plural = _("other options")

    def __str__(self) -> str:
        return self.title


class Question(ConditionRow):
    """A question to ask a clinician."""

    condition = models.ForeignKey(
        Condition, on_delete=models.CASCADE, related_name="questions", verbose_name=_("condition")
    )
    text = models.TextField(_("question"))

    class Meta(ConditionRow.Meta):
        verbose_name = _("question")
        verbose_name_plural = _("questions")

    def __str__(self) -> str:
        return self.text[:60]


class GuidelineStatement(ConditionRow):
    """What one guideline says about acupuncture for this condition."""

    condition = models.ForeignKey(
        Condition, on_delete=models.CASCADE, related_name="guidelines", verbose_name=_("condition")
    )
    body = models.CharField(_("issued by"), max_length=200)
    form = models.CharField(
        _("sort of statement"),
        max_length=20,
        choices=GuidelineForm.choices,
        default=GuidelineForm.GUIDELINE,
        help_text=_("Only guidelines are counted; the others stand in a list of their own."),
    )
    country = models.CharField(_("country"), max_length=100, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, validators=YEAR)
    population = models.CharField(_("population"), max_length=300, blank=True)
    is_for_others = models.BooleanField(
        _("is about other people"),
        default=False,
        help_text=_("Such as recent pain, on a page about lasting pain. It is then shown but not counted."),
    )
    position = models.CharField(_("position"), max_length=20, choices=Position.choices)
    statement = models.TextField(_("statement"), help_text=_("What it says, in our own words."))
    url = models.URLField(_("link"), max_length=500, blank=True)
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("source")
    )
    superseded_by = models.CharField(
        _("superseded by"),
        max_length=200,
        blank=True,
        help_text=_("Such as “NICE NG226 (2022)”; empty while it stands."),
    )

    class Meta(ConditionRow.Meta):
        verbose_name = _("guideline statement")
        verbose_name_plural = _("guideline statements")

    def __str__(self) -> str:
        return f"{self.body} {self.year or ''}".rstrip()


class NotApplicableCaution(ConditionRow):
    """A caution from the checklist that does not apply to this condition."""

    condition = models.ForeignKey(
        Condition, on_delete=models.CASCADE, related_name="cautions_not_applicable", verbose_name=_("condition")
    )
    caution = models.CharField(_("caution"), max_length=20, choices=Caution.choices)
    reason = models.CharField(_("reason"), max_length=300)

    class Meta(ConditionRow.Meta):
        verbose_name = _("caution that does not apply")
        verbose_name_plural = _("cautions that do not apply")
        constraints = [models.UniqueConstraint(fields=["condition", "caution"], name="caution_is_excepted_once")]

    def __str__(self) -> str:
        return self.get_caution_display()


class ConditionCode(ConditionRow):
    """The condition's code in a terminology."""

    condition = models.ForeignKey(
        Condition, on_delete=models.CASCADE, related_name="codes", verbose_name=_("condition")
    )
    system = models.CharField(_("system"), max_length=12, choices=CodeSystem.choices)
    code = models.CharField(_("code"), max_length=40)
    label = models.CharField(_("label"), max_length=300, blank=True)

    class Meta(ConditionRow.Meta):
        verbose_name = _("condition code")
        verbose_name_plural = _("condition codes")
        constraints = [models.UniqueConstraint(fields=["condition", "system", "code"], name="code_is_given_once")]

    def __str__(self) -> str:
        return f"{self.get_system_display()} {self.code}"


# --- Evidence ---------------------------------------------------------------------------------------------------
class TaggedEvidence(TaggedDraft):
    """A tag on an evidence summary's draft."""

    content_object = models.ForeignKey("EvidenceSummary", on_delete=models.CASCADE)


class EvidenceSummary(Draft):  # type: ignore[django-manager-missing]  # taggit has no types
    """One finding: one outcome, one comparator, one source."""

    KIND: ClassVar[str] = "evidence"
    ADDRESS_FROM: ClassVar[tuple[str, ...]] = ("condition", "outcome", "comparator")

    title = models.CharField(_("title"), max_length=300, blank=True, editable=False)
    summary = None  # type: ignore[assignment]  # title and summary are composed
    condition = models.ForeignKey(
        Condition, on_delete=models.PROTECT, related_name="evidence", verbose_name=_("condition")
    )
    outcome = models.CharField(_("outcome"), max_length=20, choices=Outcome.choices)
    outcome_detail = models.CharField(
        _("outcome detail"), max_length=300, blank=True, help_text=_("As measured: WOMAC pain, for example.")
    )
    tested = models.CharField(_("what was tested"), max_length=40, choices=Tested.choices, default=Tested.ACUPUNCTURE)
    added_to_comparator = models.BooleanField(
        _("added to what it is compared with"),
        default=False,
        help_text=_("Both groups had the same other care; one had acupuncture as well."),
    )
    comparator = models.CharField(_("compared with"), max_length=20, choices=Comparator.choices)
    sham_kind = models.CharField(_("kind of sham"), max_length=20, choices=ShamKind.choices, blank=True)
    comparator_detail = models.CharField(
        _("comparator detail"),
        max_length=300,
        blank=True,
        help_text=_("What stands after “compared with”, such as “diclofenac” or “a waiting list”."),
    )
    phrasing = models.CharField(
        _("form of the sentence"),
        max_length=20,
        choices=Phrasing.choices,
        default=Phrasing.SUBJECT,
        help_text=_("All forms say the same, as strongly."),
    )
    population = models.CharField(_("population"), max_length=400, blank=True, help_text=_("Who took part."))
    follow_up = models.CharField(_("follow up"), max_length=300, blank=True, help_text=_("When it was measured."))
    no_trials = models.BooleanField(
        _("we looked and found no trials"),
        default=False,
        help_text=_("Then leave the numbers empty and give the search date."),
    )
    searched = models.CharField(
        _("evidence searched up to"),
        max_length=10,
        blank=True,
        validators=[PARTIAL_DATE],
        help_text=_("2018, 2018-03 or 2018-03-09."),
    )

    measure = models.CharField(_("effect measure"), max_length=8, choices=Measure.choices, default=Measure.NONE)
    estimate = number(_("estimate"), help_text=_("With the sign of the source."))
    ci_low = number(_("interval from"))
    ci_high = number(_("interval to"))
    ci_level = models.PositiveSmallIntegerField(
        _("interval level (%)"), default=95, validators=[MinValueValidator(50), MaxValueValidator(99)]
    )
    size_in_words = models.CharField(
        _("size in words"),
        max_length=10,
        choices=Size.choices,
        blank=True,
        help_text=_("Only when the source gives the size in words, not as a number."),
    )
    direction_in_words = models.CharField(_("direction in words"), max_length=10, choices=Direction.choices, blank=True)

    scale = models.ForeignKey(
        Scale,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("scale"),
        help_text=_(
            "Tells which way is better and from where an effect counts as small, moderate, large or worthwhile."
        ),
    )
    baseline_risk = number(
        _("baseline risk"),
        help_text=_(
            "Share of people with the outcome without acupuncture, from 0 to 1. Needed for risk and odds ratios."
        ),
    )
    baseline_note = models.CharField(
        _("baseline note"), max_length=300, blank=True, help_text=_("Where the baseline comes from.")
    )
    reexpression_scale = models.CharField(
        _("familiar scale"),
        max_length=200,
        blank=True,
        help_text=_("To tell a standardised difference again in points."),
    )
    reexpression_minimum = number(_("familiar scale from"))
    reexpression_maximum = number(_("familiar scale to"))
    reexpression_sd = number(_("standard deviation on it"))
    reexpression_source = models.ForeignKey(
        Source,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("source of the standard deviation"),
    )

    studies = count(_("number of studies"))
    participants = count(_("number of people"), help_text=_("Of the groups that are compared."))
    participants_in_trials = count(
        _("people in the whole trials"), help_text=_("Of all groups, where trials had more than two.")
    )
    i_squared = number(_("I² (%)"))

    certainty = models.CharField(_("certainty"), max_length=12, choices=Certainty.choices, default=Certainty.NOT_RATED)
    certainty_reason = models.TextField(
        _("certainty reason"), blank=True, help_text=_("Why this certainty, or why nobody has rated it.")
    )
    rated_by = models.CharField(_("rated by"), max_length=16, choices=RatedBy.choices, blank=True)

    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("source")
    )
    locator = models.CharField(
        _("where in the source"), max_length=300, blank=True, help_text=_("Page, table or section.")
    )
    extracted_by = models.CharField(_("extracted by"), max_length=200, blank=True)
    checked_by = models.CharField(
        _("checked by"),
        max_length=200,
        blank=True,
        help_text=_("A second person who compared the numbers with the source."),
    )

    explanation = RichTextField(_("plain explanation"), help_text=_("One paragraph for readers."))
    pooling = models.CharField(
        _("pooling of the trials below"), max_length=12, choices=PoolingModel.choices, default=PoolingModel.DL
    )
    hartung_knapp = models.BooleanField(_("with Hartung-Knapp interval"), default=False)
    tags = TaggableManager(through=TaggedEvidence, blank=True, related_name="evidence", verbose_name=_("tags"))

    class Meta(Draft.Meta):
        verbose_name = _("evidence summary")
        verbose_name_plural = _("evidence summaries")
        constraints = [
            models.CheckConstraint(
                condition=Q(estimate=None) | Q(size_in_words=""),
                name="size_in_words_goes_without_a_number",
                violation_error_message=_("The number tells the size. Leave “size in words” empty."),
            ),
            models.CheckConstraint(
                condition=Q(sham_kind="") | Q(comparator=Comparator.SHAM),
                name="only_sham_has_a_kind",
                violation_error_message=_("Only a sham has a kind of sham. Choose “sham” or leave the kind empty."),
            ),
            models.CheckConstraint(
                condition=Q(participants_in_trials=None)
                | Q(participants=None)
                | Q(participants_in_trials__gte=F("participants")),
                name="two_groups_are_not_more_than_all",
                violation_error_message=_("The groups compared cannot have more people than the whole trials."),
            ),
            models.CheckConstraint(
                condition=(Q(estimate=None) | Q(ci_low=None) | Q(ci_low__lte=F("estimate")))
                & (Q(estimate=None) | Q(ci_high=None) | Q(ci_high__gte=F("estimate"))),
                name="interval_contains_the_estimate",
                violation_error_message=_("The interval does not contain the estimate. Check the three numbers."),
            ),
            models.CheckConstraint(
                condition=Q(no_trials=False) | Q(estimate=None),
                name="no_trials_means_no_estimate",
                violation_error_message=_("“We looked and found no trials” goes with no estimate."),
            ),
            models.CheckConstraint(
                condition=Q(checked_by="") | ~Q(checked_by__iexact=F("extracted_by")),
                name="checker_is_not_extractor",
                violation_error_message=_("Somebody other than the person who extracted the numbers must check them."),
            ),
            models.CheckConstraint(
                condition=Q(i_squared=None) | Q(i_squared__gte=0, i_squared__lte=100),
                name="i_squared_is_a_percentage",
                violation_error_message=_("I² lies between 0 and 100 %%."),
            ),
            models.CheckConstraint(
                condition=Q(baseline_risk=None) | Q(baseline_risk__gte=0, baseline_risk__lte=1),
                name="baseline_risk_is_a_share",
                violation_error_message=_("The baseline risk is a share between 0 and 1: 0.29 for 29 of 100."),
            ),
            models.CheckConstraint(
                condition=~Q(measure__in=["RR", "OR"])
                | Q(estimate=None)
                | Q(estimate__gt=0) & (Q(ci_low=None) | Q(ci_low__gt=0)),
                name="ratios_are_positive",
                violation_error_message=_("A ratio and its interval are greater than 0."),
            ),
        ]


class Downgrade(OrderedRow):
    """How one GRADE domain lowered the certainty."""

    evidence = models.ForeignKey(
        EvidenceSummary, on_delete=models.CASCADE, related_name="downgrades", verbose_name=_("evidence summary")
    )
    domain = models.CharField(_("domain"), max_length=20, choices=Domain.choices)
    levels = models.PositiveSmallIntegerField(_("levels"), default=1, validators=[MaxValueValidator(3)])
    reason = models.TextField(_("reason"), blank=True)

    class Meta(OrderedRow.Meta):
        verbose_name = _("reason to rate down")
        verbose_name_plural = _("reasons to rate down (GRADE)")
        constraints = [models.UniqueConstraint(fields=["evidence", "domain"], name="domain_is_rated_once")]

    def __str__(self) -> str:
        return self.get_domain_display()


class Trial(OrderedRow):
    """One row of the forest plot."""

    evidence = models.ForeignKey(
        EvidenceSummary, on_delete=models.CASCADE, related_name="trials", verbose_name=_("evidence summary")
    )
    label = models.CharField(_("trial"), max_length=200, help_text=_("First author and year."))
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True, validators=YEAR)
    subgroup = models.CharField(_("subgroup"), max_length=200, blank=True)
    effect = number(_("effect"))
    ci_low = number(_("from"))
    ci_high = number(_("to"))
    n_treatment = count(_("n, acupuncture"))
    mean_treatment = number(_("mean, acupuncture"))
    sd_treatment = number(_("SD, acupuncture"))
    events_treatment = count(_("events, acupuncture"))
    n_control = count(_("n, control"))
    mean_control = number(_("mean, control"))
    sd_control = number(_("SD, control"))
    events_control = count(_("events, control"))
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("source")
    )

    class Meta(OrderedRow.Meta):
        verbose_name = _("trial")
        verbose_name_plural = _("trials")
        constraints = [
            models.CheckConstraint(
                condition=(Q(ci_low=None) | Q(effect=None) | Q(ci_low__lte=F("effect")))
                & (Q(ci_high=None) | Q(effect=None) | Q(ci_high__gte=F("effect"))),
                name="trial_interval_contains_its_effect",
                violation_error_message=_("The interval of this trial does not contain its effect."),
            ),
            models.CheckConstraint(
                condition=(Q(sd_treatment=None) | Q(sd_treatment__gte=0)) & (Q(sd_control=None) | Q(sd_control__gte=0)),
                name="standard_deviations_are_not_negative",
                violation_error_message=_("A standard deviation is never negative."),
            ),
            models.CheckConstraint(
                condition=(Q(n_treatment=None) | Q(n_treatment__gte=1)) & (Q(n_control=None) | Q(n_control__gte=1)),
                name="arms_have_participants",
                violation_error_message=_("Each arm of a trial has at least one participant."),
            ),
            models.CheckConstraint(
                condition=(Q(events_treatment=None) | Q(n_treatment=None) | Q(events_treatment__lte=F("n_treatment")))
                & (Q(events_control=None) | Q(n_control=None) | Q(events_control__lte=F("n_control"))),
                name="events_are_not_more_than_people",
                violation_error_message=_("There cannot be more events than people in an arm."),
            ),
        ]

    def __str__(self) -> str:
        return self.label


# --- Safety -----------------------------------------------------------------------------------------------------
class TaggedSafety(TaggedDraft):
    """A tag on a safety note's draft."""

    content_object = models.ForeignKey("SafetyNote", on_delete=models.CASCADE)


class SafetyNote(Draft):  # type: ignore[django-manager-missing]  # taggit has no types
    """Something that can go wrong, a caution, or how to choose a practitioner."""

    KIND: ClassVar[str] = "safety"
    REVIEW_CYCLE_MONTHS: ClassVar[int] = 12

    safety_kind = models.CharField(_("kind"), max_length=20, choices=SafetyKind.choices)
    urgency = models.CharField(_("urgency"), max_length=16, choices=Urgency.choices, default=Urgency.GOOD_TO_KNOW)
    covers = models.CharField(
        _("caution of the checklist it covers"), max_length=20, choices=Caution.choices, blank=True
    )
    is_whole = models.BooleanField(
        _("counts all of its kind"),
        default=False,
        help_text=_("Such as “any unwanted effect”. The answer to “Is it safe?” is made of its rate."),
    )
    who = models.CharField(
        _("whom it concerns"),
        max_length=200,
        blank=True,
        help_text=_("The group at risk, such as “People with epilepsy”; empty for everyone who has acupuncture."),
    )
    what_it_is = RichTextField(_("what it is"))
    what_to_do = RichTextField(_("what to do"))
    rate_count = number(_("how many"), help_text=_("As the source gives it: 9.31"))
    rate_denominator = count(_("of how many"), help_text=_("100, 1000000, ..."))
    rate_unit = models.CharField(_("people or treatments"), max_length=12, choices=RateUnit.choices, blank=True)
    rate_low = number(_("interval from"))
    rate_high = number(_("interval to"))
    rate_period = models.CharField(
        _("over what time"), max_length=200, blank=True, help_text=_("Such as “over about 10 sessions”.")
    )
    rate_counted = models.CharField(
        _("what was counted"),
        max_length=100,
        blank=True,
        help_text=_("Where the title does not say it: “unwanted effects”, “a moderate bleed”."),
    )
    source = models.ForeignKey(
        Source, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("source")
    )
    locator = models.CharField(_("where in the source"), max_length=300, blank=True)
    conditions = models.ManyToManyField(
        Condition,
        blank=True,
        related_name="safety_notes",
        help_text=_("Choose none when it is for everyone."),
        verbose_name=_("conditions"),
    )
    tags = TaggableManager(through=TaggedSafety, blank=True, related_name="safety_notes", verbose_name=_("tags"))

    class Meta(Draft.Meta):
        verbose_name = _("safety note")
        verbose_name_plural = _("safety notes")
        constraints = [
            models.CheckConstraint(
                condition=(Q(rate_count=None) | Q(rate_count__gte=0))
                & (Q(rate_denominator=None) | Q(rate_denominator__gte=1))
                & (Q(rate_count=None) | Q(rate_denominator=None) | Q(rate_count__lte=F("rate_denominator"))),
                name="harm_rate_is_possible",
                violation_error_message=_("A rate is a number of people or treatments of at least as many."),
            ),
            models.CheckConstraint(
                condition=(Q(rate_low=None) | Q(rate_count=None) | Q(rate_low__lte=F("rate_count")))
                & (Q(rate_high=None) | Q(rate_count=None) | Q(rate_high__gte=F("rate_count"))),
                name="harm_interval_contains_the_rate",
                violation_error_message=_("The interval does not contain the rate. Check the numbers."),
            ),
        ]
