"""The field's standard terms: outcomes, comparators, effect measures, certainty.

One list each, used by drafts, documents, wording, forest plots and the answer grid.
The stored value is what addresses and content files show, so it never changes once published.
"""

from django.db.models import TextChoices


class Outcome(TextChoices):
    """What was measured. The order is the order of rows in the answer grid."""

    PAIN = "pain", "Pain"
    FUNCTION = "function", "Function"
    DISABILITY = "disability", "Disability"
    QUALITY_OF_LIFE = "quality-of-life", "Quality of life"
    SLEEP = "sleep", "Sleep"
    FATIGUE = "fatigue", "Fatigue"
    STIFFNESS = "stiffness", "Stiffness"
    RESPONDER = "responder", "Clear improvement"
    WELLBEING = "wellbeing", "Overall wellbeing"
    DISEASE_ACTIVITY = "disease-activity", "Disease activity"
    MEDICINE_USE = "medicine-use", "Use of pain medicine"


class Comparator(TextChoices):
    """What acupuncture was compared with. The order is the order of columns in the answer grid."""

    SHAM = "sham", "Sham acupuncture"
    NO_TREATMENT = "no-treatment", "No treatment or waiting list"
    USUAL_CARE = "usual-care", "Usual care"
    ACTIVE = "active-treatment", "Another treatment"


class Measure(TextChoices):
    """How the effect is expressed (Cochrane Handbook, chapter 6)."""

    SMD = "SMD", "Standardised mean difference (SMD)"
    MD = "MD", "Mean difference (MD), in points of the scale"
    RR = "RR", "Risk ratio (RR)"
    OR = "OR", "Odds ratio (OR)"
    RD = "RD", "Risk difference (RD), as a share of 1"
    NONE = "none", "No number: the source reports in words, or there were no trials"

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

    LOWER = "lower", "Lower is better (pain, disability)"
    HIGHER = "higher", "Higher is better (function, quality of life, people improved)"


class Certainty(TextChoices):
    """How sure we are (GRADE)."""

    HIGH = "high", "High certainty"
    MODERATE = "moderate", "Moderate certainty"
    LOW = "low", "Low certainty"
    VERY_LOW = "very-low", "Very low certainty"
    NOT_RATED = "not-rated", "Certainty not rated"


class RatedBy(TextChoices):
    """Whose GRADE rating it is; the two are never mixed."""

    AUTHORS = "review-authors", "The authors of the review"
    GUIDELINE = "guideline", "A guideline group"
    ACUINFO = "acuinfo", "AcuInfo's editors"


class Size(TextChoices):
    """How big the effect is, from the scale's thresholds."""

    LARGE = "large", "Large"
    MODERATE = "moderate", "Moderate"
    SMALL = "small", "Small"
    LITTLE = "little", "Little or none"
    UNKNOWN = "unknown", "Size not judged"


class Direction(TextChoices):
    """Which side the point estimate favours."""

    BENEFIT = "benefit", "Favours acupuncture"
    HARM = "harm", "Favours the comparator"
    NONE = "none", "Favours neither"


class Domain(TextChoices):
    """GRADE's five reasons to rate certainty down."""

    RISK_OF_BIAS = "risk-of-bias", "Risk of bias"
    INCONSISTENCY = "inconsistency", "Inconsistency"
    INDIRECTNESS = "indirectness", "Indirectness"
    IMPRECISION = "imprecision", "Imprecision"
    PUBLICATION_BIAS = "publication-bias", "Publication bias"


class PoolingModel(TextChoices):
    """How trial rows are pooled for the forest plot."""

    COMMON = "common", "Common effect (inverse variance)"
    DL = "random-dl", "Random effects (DerSimonian-Laird)"
    PM = "random-pm", "Random effects (Paule-Mandel)"
    REML = "random-reml", "Random effects (REML)"


class SafetyKind(TextChoices):
    """What sort of safety note it is. The order is the order on a page."""

    SERIOUS_HARM = "serious-harm", "Serious harm"
    SIDE_EFFECT = "side-effect", "Side effect"
    CAUTION = "caution", "Caution"
    WHO_SHOULD_NOT = "who-should-not", "Who should not have it"
    PRACTITIONER = "practitioner", "Choosing a practitioner"


class Urgency(TextChoices):
    """What a reader should do about it."""

    GET_HELP_NOW = "get-help-now", "Get help now"
    TALK_FIRST = "talk-first", "Talk to a clinician first"
    GOOD_TO_KNOW = "good-to-know", "Good to know"


class RateUnit(TextChoices):
    """What the denominator of a harm rate counts."""

    PEOPLE = "people", "people"
    TREATMENTS = "treatments", "treatments (sessions)"


class Caution(TextChoices):
    """The cautions every condition must cover or mark as not applicable."""

    BLEEDING = "bleeding", "Blood thinners or a bleeding disorder"
    PREGNANCY = "pregnancy", "Pregnancy"
    INFECTION_AT_SITE = "infection-at-site", "Infection or broken skin at the site"
    METAL_ALLERGY = "metal-allergy", "Metal allergy"
    PACEMAKER = "pacemaker", "Pacemaker, with electrical stimulation"
    WEAK_IMMUNITY = "weak-immunity", "Weak immunity"
    LYMPHOEDEMA = "lymphoedema", "Lymphoedema"


class Position(TextChoices):
    """What a guideline says about acupuncture."""

    FOR = "for", "Recommends it"
    CONSIDER = "consider", "Says it may be considered"
    NONE = "no-recommendation", "Makes no recommendation"
    AGAINST = "against", "Recommends against it"


class CodeSystem(TextChoices):
    """Terminologies that name a condition."""

    ICD10 = "icd-10", "ICD-10"
    SNOMED = "snomed-ct", "SNOMED CT"
    MESH = "mesh", "MeSH"
