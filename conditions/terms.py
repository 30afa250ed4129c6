"""The field's standard terms: outcomes, comparators, effect measures, reasons to rate down. Certainty is the engine's.

One list each, used by drafts, documents, wording, forest plots and the answer grid.
The stored value is what addresses and content files show, so it never changes once published.
Labels are lazy: each is told in the language of the interface where it is shown (publishing/language.py).
"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Outcome(TextChoices):
    """What was measured. The order is the order of rows in the answer grid."""

    PAIN = "pain", _("Pain")
    FUNCTION = "function", _("Function")
    DISABILITY = "disability", _("Disability")
    QUALITY_OF_LIFE = "quality-of-life", _("Quality of life")
    SLEEP = "sleep", _("Sleep")
    FATIGUE = "fatigue", _("Fatigue")
    STIFFNESS = "stiffness", _("Stiffness")
    RESPONDER = "responder", _("Clear improvement")
    WELLBEING = "wellbeing", _("Overall wellbeing")
    DISEASE_ACTIVITY = "disease-activity", _("Disease activity")
    MEDICINE_USE = "medicine-use", _("Use of pain medicine")


class Comparator(TextChoices):
    """What acupuncture was compared with. The order is the order of columns in the answer grid."""

    SHAM = "sham", _("Sham acupuncture")
    NO_TREATMENT = "no-treatment", _("No treatment or waiting list")
    USUAL_CARE = "usual-care", _("Usual care")
    ACTIVE = "active-treatment", _("Another treatment")


class Tested(TextChoices):
    """What one group had and the other had not. The label stands in sentences, so it is English in lower case."""

    ACUPUNCTURE = "acupuncture", _("acupuncture")
    ELECTRO = "electroacupuncture", _("electroacupuncture")
    ACUPUNCTURE_OR_ELECTRO = "acupuncture-or-electroacupuncture", _("acupuncture or electroacupuncture")
    WITH_MOXIBUSTION = "acupuncture-and-moxibustion", _("acupuncture together with moxibustion")
    OR_MOXIBUSTION = "acupuncture-or-moxibustion", _("acupuncture or moxibustion")
    OR_CUPPING = "acupuncture-or-cupping", _("acupuncture with or without cupping")


class ShamKind(TextChoices):
    """What the pretend treatment did. The kinds differ in how much they may do themselves."""

    PENETRATING = "penetrating", _("Needles that pierced the skin")
    NON_PENETRATING = "non-penetrating", _("Needles that did not pierce the skin")
    DEVICE = "device", _("An inactive laser or electrical device")
    MIXED = "mixed", _("Several kinds of sham")
    NOT_STATED = "not-stated", _("Kind of sham not stated")


class Phrasing(TextChoices):
    """How a finding's sentence is put. Each form says the same, as strongly (GRADE guidelines 26)."""

    SUBJECT = "subject-first", _("Acupuncture may reduce pain slightly compared with …")
    COMPARATOR = "comparator-first", _("Compared with …, acupuncture may reduce pain slightly")
    SHORT = "short", _("Acupuncture against …: may reduce pain slightly")
    CHILD = "for-a-child", _("People who had acupuncture may have a little less pain than people who had …")


class Measure(TextChoices):
    """How the effect is expressed (Cochrane Handbook, chapter 6)."""

    SMD = "SMD", _("Standardised mean difference (SMD)")
    MD = "MD", _("Mean difference (MD), in points of the scale")
    RR = "RR", _("Risk ratio (RR)")
    OR = "OR", _("Odds ratio (OR)")
    RD = "RD", _("Risk difference (RD), as a share of 1")
    NONE = "none", _("No number: the source reports in words, or there were no trials")

    @property
    def is_ratio(self) -> bool:
        """True where 1, not 0, means no difference."""
        return self in (Measure.RR, Measure.OR)

    @property
    def null_value(self) -> int:
        """The value that means no difference."""
        return 1 if self.is_ratio else 0


class Better(TextChoices):
    """Which way the outcome's scale runs."""

    LOWER = "lower", _("Lower is better (pain, disability)")
    HIGHER = "higher", _("Higher is better (function, quality of life, people improved)")


class RatedBy(TextChoices):
    """Whose GRADE rating it is; the two are never mixed."""

    AUTHORS = "review-authors", _("The authors of the review")
    GUIDELINE = "guideline", _("A guideline group")
    ACUINFO = "acuinfo", _("AcuInfo's editors")


class Size(TextChoices):
    """How big the effect is, from the scale's thresholds."""

    LARGE = "large", _("Large")
    MODERATE = "moderate", _("Moderate")
    SMALL = "small", _("Small")
    LITTLE = "little", _("Little or none")
    UNKNOWN = "unknown", _("Size not judged")


class Direction(TextChoices):
    """Which side the point estimate favours."""

    BENEFIT = "benefit", _("Favours acupuncture")
    HARM = "harm", _("Favours the comparator")
    NONE = "none", _("Favours neither")


class Domain(TextChoices):
    """GRADE's five reasons to rate certainty down."""

    RISK_OF_BIAS = "risk-of-bias", _("Risk of bias")
    INCONSISTENCY = "inconsistency", _("Inconsistency")
    INDIRECTNESS = "indirectness", _("Indirectness")
    IMPRECISION = "imprecision", _("Imprecision")
    PUBLICATION_BIAS = "publication-bias", _("Publication bias")


class PoolingModel(TextChoices):
    """How trial rows are pooled for the forest plot."""

    COMMON = "common", _("Common effect (inverse variance)")
    DL = "random-dl", _("Random effects (DerSimonian-Laird)")
    PM = "random-pm", _("Random effects (Paule-Mandel)")
    REML = "random-reml", _("Random effects (REML)")


class SafetyKind(TextChoices):
    """What sort of safety note it is. The order is the order on a page."""

    SERIOUS_HARM = "serious-harm", _("Serious harm")
    SIDE_EFFECT = "side-effect", _("Side effect")
    CAUTION = "caution", _("Caution")
    WHO_SHOULD_NOT = "who-should-not", _("Who should not have it")
    PRACTITIONER = "practitioner", _("Choosing a practitioner")


class Urgency(TextChoices):
    """What a reader should do about it."""

    GET_HELP_NOW = "get-help-now", _("Get help now")
    TALK_FIRST = "talk-first", _("Talk to a clinician first")
    GOOD_TO_KNOW = "good-to-know", _("Good to know")


class HowSoon(TextChoices):
    """How soon a sign needs medical help. The order is the order of the cards: the worst first."""

    EMERGENCY = "emergency", _("Emergency: now")
    SAME_DAY = "same-day", _("The same day")
    SOON = "soon", _("Soon: within days or a few weeks")


class RateUnit(TextChoices):
    """What the denominator of a harm rate counts."""

    PEOPLE = "people", _("people")
    TREATMENTS = "treatments", _("treatments (sessions)")


class Caution(TextChoices):
    """The cautions every condition must cover or mark as not applicable."""

    BLEEDING = "bleeding", _("Blood thinners or a bleeding disorder")
    PREGNANCY = "pregnancy", _("Pregnancy")
    INFECTION_AT_SITE = "infection-at-site", _("Infection or broken skin at the site")
    METAL_ALLERGY = "metal-allergy", _("Metal allergy")
    PACEMAKER = "pacemaker", _("Pacemaker, with electrical stimulation")
    WEAK_IMMUNITY = "weak-immunity", _("Weak immunity")
    LYMPHOEDEMA = "lymphoedema", _("Lymphoedema")


class GuidelineForm(TextChoices):
    """What sort of official statement it is. Only guidelines are counted."""

    GUIDELINE = "guideline", _("Guideline")
    PAYMENT = "payment-decision", _("Decision on payment")
    REPORT = "evidence-report", _("Evidence report")


class Position(TextChoices):
    """What a guideline says about acupuncture."""

    FOR = "for", _("Recommends it")
    CONSIDER = "consider", _("Says it may be considered")
    NONE = "no-recommendation", _("Makes no recommendation")
    AGAINST = "against", _("Recommends against it")


class CodeSystem(TextChoices):
    """Terminologies that name a condition."""

    ICD10 = "icd-10", "ICD-10"
    ICD10CM = "icd-10-cm", "ICD-10-CM"
    SNOMED = "snomed-ct", "SNOMED CT"
    MESH = "mesh", "MeSH"
