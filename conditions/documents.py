"""What an edition of a condition, an evidence summary or a safety note says."""

import re
from collections.abc import Mapping
from typing import Annotated, ClassVar

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.documents import (
    Document,
    Line,
    MachineText,
    Number,
    Part,
    PartialDate,
    RichText,
    Slug,
    SourceSlug,
    WebAddress,
)
from acuinfo.publishing.language import Label

from . import terms

Text = Annotated[str, Field(max_length=4000)]
Count = Annotated[int, Field(ge=0, le=1_000_000_000)]


class WarningSign(Part):
    """A sign that needs medical help; completes a sentence such as "See a doctor today if …"."""

    text: Text
    how_soon: terms.HowSoon | None = None
    """None where nobody has sorted it: older editions asked for help "now", whatever the sign."""


class TreatmentOption(Part):
    """Another way to treat or live with the condition."""

    title: Line
    text: Text = ""


class Code(Part):
    """The condition's code in a terminology."""

    system: terms.CodeSystem
    code: MachineText
    label: Line = ""


PLAIN_OPENINGS = frozenset(
    "Acute Adolescents Adults Anyone Children Chronic Everyone Fibromyalgia Men Older Osteoarthritis Patients People "
    "Persistent Pregnant Primary Recent Rheumatoid Women Young Younger".split()
)
"""How populations begin that have their capital only because they begin. Any other first word may be a name."""


class Guideline(Part):
    """One statement about acupuncture in one guideline."""

    body: Line
    form: terms.GuidelineForm = terms.GuidelineForm.GUIDELINE
    country: Line = ""
    year: Annotated[int, Field(ge=1950, le=2100)]
    population: Line = ""
    is_for_others: bool = False
    """It is about other people than this page: recent pain, for example, on a page on lasting pain."""
    position: terms.Position
    statement: Text
    url: WebAddress = ""
    source: SourceSlug = ""
    superseded_by: Line = ""

    @property
    def is_counted(self) -> bool:
        """True for a current guideline on this condition and these people."""
        return self.form == terms.GuidelineForm.GUIDELINE and not self.superseded_by and not self.is_for_others

    @property
    def body_alone(self) -> str:
        """Who issued it, without the edition or the number of the guideline, to count each body once."""
        return re.split(r"[,(]", self.body, maxsplit=1)[0].strip().casefold()

    @property
    def population_in_sentence(self) -> str:
        """Whom it is for, as it stands within a sentence: without its capital, unless that may be a name's."""
        first = self.population.partition(" ")[0].rstrip(",")
        return self.population[:1].lower() + self.population[1:] if first in PLAIN_OPENINGS else self.population


class NotApplicable(Part):
    """A caution that does not apply to this condition, and why."""

    caution: terms.Caution
    reason: Line


class ConditionDocument(Document):
    """A condition page."""

    KIND: ClassVar[str] = "condition"
    SCHEMA: ClassVar[int] = 3
    DERIVED: ClassVar[Mapping[str, Label]] = {**Document.DERIVED, "summary": _("answer")}
    COUNTED: ClassVar[frozenset[str]] = frozenset({"title", "key_messages", "questions"})

    summary: Text = ""
    """The answer: marks that put in the leading findings."""
    leading: tuple[Slug, ...] = ()
    """The findings that the answer is composed of, in this order."""
    other_names: tuple[Line, ...] = ()
    key_messages: tuple[Text, ...] = ()
    red_flags: tuple[WarningSign, ...] = ()
    what_it_is: RichText = ""
    without_treatment: RichText = ""
    what_it_involves: RichText = ""
    unknowns: RichText = ""
    other_options: tuple[TreatmentOption, ...] = ()
    questions: tuple[Text, ...] = ()
    guidelines: tuple[Guideline, ...] = ()
    why_guidelines_differ: RichText = ""
    cautions_not_applicable: tuple[NotApplicable, ...] = ()
    codes: tuple[Code, ...] = ()

    @property
    def answer(self) -> tuple[str, ...]:
        """The answer in pieces, one a leading finding; as one piece where an older edition typed it."""
        marks = re.findall(r"\[\[[^\]]+\]\]", self.summary)
        return tuple(marks) or (self.summary,)


class UsedScale(Part):
    """The scale an effect is measured on, and from where it counts as small, moderate or large.

    Thresholds are absolute values in the unit of the effect: SMD units or points; for ratios and risk differences
    people of 1,000.
    """

    name: Line = ""
    minimum: Number | None = None
    maximum: Number | None = None
    better: terms.Better = terms.Better.LOWER
    small: Number | None = None
    moderate: Number | None = None
    large: Number | None = None
    thresholds_source: SourceSlug = ""
    noticeable_difference: Number | None = None
    """The smallest difference that its source calls worthwhile; for a re-expressed SMD in points of that scale."""
    noticeable_source: SourceSlug = ""


class Reexpression(Part):
    """A familiar scale on which a standardised difference is told again: difference x SD of that scale."""

    scale: Line
    minimum: Number
    maximum: Number
    sd: Number
    source: SourceSlug


class DomainRating(Part):
    """How one GRADE domain lowered the certainty."""

    domain: terms.Domain
    levels: Annotated[int, Field(ge=0, le=3)]
    reason: Text = ""


class TrialFigures(Part):
    """One row of the forest plot: an effect with its interval, or the raw figures of both arms."""

    label: Line
    year: Annotated[int, Field(ge=1950, le=2100)] | None = None
    subgroup: Line = ""
    effect: Number | None = None
    ci_low: Number | None = None
    ci_high: Number | None = None
    n_treatment: Count | None = None
    mean_treatment: Number | None = None
    sd_treatment: Number | None = None
    events_treatment: Count | None = None
    n_control: Count | None = None
    mean_control: Number | None = None
    sd_control: Number | None = None
    events_control: Count | None = None
    source: SourceSlug = ""


class EvidenceDocument(Document):
    """One finding: one outcome, one comparator, one source."""

    KIND: ClassVar[str] = "evidence"
    SCHEMA: ClassVar[int] = 3
    DERIVED: ClassVar[Mapping[str, Label]] = {
        **Document.DERIVED,
        "title": _("title"),
        "summary": _("summary"),
        "statement": _("statement"),
        "size": _("size"),
        "direction": _("direction"),
    }
    COUNTED: ClassVar[frozenset[str]] = frozenset({"comparator_detail", "outcome_detail"})

    title: Line = ""
    summary: Text = ""
    condition: Slug
    outcome: terms.Outcome
    outcome_detail: Line = ""
    tested: terms.Tested = terms.Tested.ACUPUNCTURE
    added_to_comparator: bool = False
    """Both groups had what acupuncture was compared with; one had acupuncture as well."""
    comparator: terms.Comparator
    sham_kind: terms.ShamKind | None = None
    comparator_detail: Line = ""
    """What stands after "compared with" instead of the comparator's usual words."""
    phrasing: terms.Phrasing = terms.Phrasing.SUBJECT
    population: Line = ""
    follow_up: Line = ""
    no_trials: bool = False
    searched: PartialDate = ""
    measure: terms.Measure = terms.Measure.NONE
    scale: UsedScale = UsedScale()
    estimate: Number | None = None
    ci_low: Number | None = None
    ci_high: Number | None = None
    ci_level: Annotated[int, Field(ge=50, le=99)] = 95
    size_in_words: terms.Size | None = None
    direction_in_words: terms.Direction | None = None
    baseline_risk: Number | None = None
    baseline_note: Line = ""
    reexpression: Reexpression | None = None
    studies: Count | None = None
    participants: Count | None = None
    """The people of the groups that are compared."""
    participants_in_trials: Count | None = None
    """The people of all groups, where trials had more than two."""
    i_squared: Number | None = None
    certainty: Certainty = Certainty.NOT_RATED
    certainty_reason: Text = ""
    rated_by: terms.RatedBy | None = None
    downgrades: tuple[DomainRating, ...] = ()
    source: SourceSlug = ""
    locator: Line = ""
    extracted_by: Line = ""
    checked_by: Line = ""
    explanation: RichText = ""
    trials: tuple[TrialFigures, ...] = ()
    pooling: terms.PoolingModel = terms.PoolingModel.DL
    hartung_knapp: bool = False
    # Derived when compiling, as are title and summary: an edition keeps the words it was approved with.
    statement: Text = ""
    size: terms.Size = terms.Size.UNKNOWN
    direction: terms.Direction = terms.Direction.NONE

    @property
    def about(self) -> tuple[str, ...]:
        """The condition this finding is about."""
        return (self.condition,)


class Rate(Part):
    """How often a harm happens: ``count`` of ``denominator`` people or treatments, with its 95% interval."""

    count: Number
    denominator: Annotated[int, Field(ge=1)]
    unit: terms.RateUnit
    low: Number | None = None
    high: Number | None = None
    period: Line = ""
    counted: Line = ""
    """What was counted, where the title of the note does not say it: "unwanted effects"."""


class SafetyDocument(Document):
    """A safety note."""

    KIND: ClassVar[str] = "safety"
    SCHEMA: ClassVar[int] = 2

    safety_kind: terms.SafetyKind
    urgency: terms.Urgency = terms.Urgency.GOOD_TO_KNOW
    is_whole: bool = False
    """It counts all harms of its kind together; the other notes of the kind count a part."""
    who: Line = ""
    """The group at risk, where that is not everyone who has acupuncture: "People with epilepsy"."""
    what_it_is: RichText = ""
    what_to_do: RichText = ""
    rate: Rate | None = None
    source: SourceSlug = ""
    locator: Line = ""
    covers: terms.Caution | None = None
    conditions: tuple[Slug, ...] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """The conditions this note is limited to; empty means everyone."""
        return self.conditions
