"""The wording lock: no sentence about an effect is stronger than its evidence.

Two halves. The first turns a finding into words: certainty x size x direction x outcome x comparator, after
GRADE guidelines 26 (Santesso 2020, doi 10.1016/j.jclinepi.2019.10.014). The second reads a sentence an editor
wrote, works out what it claims and how strongly, and compares that with the finding. A sentence it cannot
follow is refused with advice: a refusal costs an editor a minute, an overclaim costs a reader's trust.

Everything here is a pure function of an ``EvidenceDocument``, and only the advice to editors of the interface's
language: what it finds, and every sentence for readers, is the same in all of them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from django.utils.translation import gettext

from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.documents import plain_number
from acuinfo.publishing.language import in_sentence

from .documents import EvidenceDocument
from .terms import Better, Comparator, Direction, Measure, Outcome, Size

# --- Size and direction -------------------------------------------------------------------------------------

COHEN = (Decimal("0.2"), Decimal("0.5"), Decimal("0.8"))
"""Small, moderate and large SMD (Cohen 1988; Cochrane Handbook, section 15.5.3.1)."""


def size_of(document: EvidenceDocument) -> Size:
    """Return how big the effect is, from the scale's thresholds.

    Where a scale has none, the source's own words decide, but what people would not notice is small at most. Without
    words, the noticeable difference can tell little from small, never more.
    """
    distance = _distance(document)
    if distance is None:
        return document.size_in_words or Size.UNKNOWN
    if distance == 0:
        return Size.LITTLE
    thresholds = _thresholds(document)
    if thresholds:
        reached = [size for size, from_here in thresholds if distance >= from_here]
        return reached[-1] if reached else Size.LITTLE
    below = is_below_noticeable(document)
    said = document.size_in_words
    if said:
        return Size.SMALL if below and said in (Size.MODERATE, Size.LARGE) else said
    if below is None:
        return Size.UNKNOWN
    return Size.LITTLE if below else Size.SMALL


def direction_of(document: EvidenceDocument) -> Direction:
    """Return which side the point estimate favours; without a number, what the source says in words."""
    estimate = _estimate(document)
    if estimate is None:
        return document.direction_in_words or Direction.NONE
    null = document.measure.null_value
    if estimate == null:
        return Direction.NONE
    is_lower = estimate < null
    return Direction.BENEFIT if is_lower == (document.scale.better == Better.LOWER) else Direction.HARM


def crosses_null(document: EvidenceDocument) -> bool | None:
    """Tell whether the interval contains, or touches, no difference; None when there is no interval."""
    if document.measure == Measure.NONE or document.ci_low is None or document.ci_high is None:
        return None
    return document.ci_low <= document.measure.null_value <= document.ci_high


def is_below_noticeable(document: EvidenceDocument) -> bool | None:
    """Tell whether the difference is smaller than the noticeable one; None when either is unknown.

    The noticeable difference is in the unit of the effect (for a ratio a distance from 1, for a risk difference
    a share of 1). For an SMD with a re-expression it is in points of that familiar scale.
    """
    difference = _told_difference(document)
    if difference is None or document.noticeable_difference is None:
        return None
    return difference < abs(document.noticeable_difference)


def _estimate(document: EvidenceDocument) -> Decimal | None:
    return None if document.measure == Measure.NONE or document.no_trials else document.estimate


def _distance(document: EvidenceDocument) -> Decimal | None:
    """Return how far the estimate lies from no difference, in the unit of the thresholds.

    A ratio at or below 0 is no ratio, so it has no distance.
    """
    estimate = _estimate(document)
    if estimate is None:
        return None
    if document.measure.is_ratio:
        return max(estimate, 1 / estimate) - 1 if estimate > 0 else None
    return abs(estimate)


def _told_difference(document: EvidenceDocument) -> Decimal | None:
    """Return the difference in the unit of the noticeable difference."""
    distance = _distance(document)
    if distance is not None and document.measure == Measure.SMD and document.reexpression:
        return distance * abs(document.reexpression.sd)
    return distance


def _thresholds(document: EvidenceDocument) -> list[tuple[Size, Decimal]]:
    scale = document.scale
    values: tuple[Decimal | None, ...] = (scale.small, scale.moderate, scale.large)
    if document.measure == Measure.SMD and values == (None, None, None):
        values = COHEN
    if values[0] is None:  # without the lowest step nothing tells little from small
        return []
    steps = zip((Size.SMALL, Size.MODERATE, Size.LARGE), values, strict=True)
    return [(size, value) for size, value in steps if value is not None]


# --- Words for a finding ------------------------------------------------------------------------------------


class OutcomeWords(NamedTuple):
    """An outcome in plain words, with the verbs for a benefit and a harm.

    The verbs follow the outcome, not the scale: function scored so that lower is better still *improves*.
    """

    noun: str
    benefit: str
    harm: str

    @property
    def is_good(self) -> bool:
        """True where readers want more of it."""
        return self.benefit != "reduce"


OUTCOMES = {
    Outcome.PAIN: OutcomeWords("pain", "reduce", "increase"),
    Outcome.FUNCTION: OutcomeWords("function", "improve", "worsen"),
    Outcome.DISABILITY: OutcomeWords("disability", "reduce", "increase"),
    Outcome.QUALITY_OF_LIFE: OutcomeWords("quality of life", "improve", "worsen"),
    Outcome.SLEEP: OutcomeWords("sleep", "improve", "worsen"),
    Outcome.FATIGUE: OutcomeWords("fatigue", "reduce", "increase"),
    Outcome.STIFFNESS: OutcomeWords("stiffness", "reduce", "increase"),
    Outcome.RESPONDER: OutcomeWords("the chance of a clear improvement", "increase", "reduce"),
    Outcome.WELLBEING: OutcomeWords("overall wellbeing", "improve", "worsen"),
    Outcome.DISEASE_ACTIVITY: OutcomeWords("disease activity", "reduce", "increase"),
    Outcome.MEDICINE_USE: OutcomeWords("the use of pain medicine", "reduce", "increase"),
}
COMPARATORS = {
    Comparator.SHAM: "sham (pretend) acupuncture",
    Comparator.NO_TREATMENT: "no treatment or being on a waiting list",
    Comparator.USUAL_CARE: "usual care",
    Comparator.ACTIVE: "another treatment",
}
CHANGES = {"reduce": "reduction in", "increase": "increase in", "improve": "improvement in", "worsen": "worsening of"}
HEDGES = {Certainty.HIGH: "", Certainty.MODERATE: "probably ", Certainty.LOW: "may "}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def statement(document: EvidenceDocument) -> str:
    """Return the sentence for a finding; a second one says when the difference is too small to notice."""
    return " ".join(part for part in (_finding(document), noticeable_note(document)) if part)


def noticeable_note(document: EvidenceDocument) -> str:
    """Return the sentence that says the difference is smaller than the noticeable one, or "".

    Show it after an editor's own sentence too: it is always said.
    """
    estimate, difference, noticeable = _estimate(document), _told_difference(document), document.noticeable_difference
    if estimate is None or difference is None or noticeable is None or not is_below_noticeable(document):
        return ""
    noticeable = abs(noticeable)
    if document.measure.is_ratio:
        ratio, limit = plain_number(estimate), plain_number(noticeable)
        return f"The ratio, {ratio}, is less than {limit} away from 1, the distance set as noticeable."
    if document.measure == Measure.SMD and document.reexpression:
        rounded = difference.quantize(Decimal("0.1"), ROUND_HALF_UP)
        difference = rounded if rounded < noticeable else difference  # never "1.3 is smaller than 1.3"
    told, limit = _amount(document, difference), _amount(document, noticeable)
    return f"The difference, {told}, is smaller than the {limit} set as noticeable."


def short_verdict(document: EvidenceDocument) -> str:
    """Return the verdict in two to eight words, for a cell of the answer grid."""
    if document.no_trials:
        return "No trials found"
    if document.certainty == Certainty.VERY_LOW:
        return "Very uncertain"
    if document.certainty == Certainty.NOT_RATED:
        return "Certainty not rated"
    size, direction, hedge = size_of(document), direction_of(document), HEDGES[document.certainty]
    if size == Size.LITTLE:
        words = {"may ": "may make little or no difference"}.get(hedge, f"{hedge}little or no difference")
    elif direction == Direction.NONE:
        words = "no clear direction reported"
    else:
        noun = OUTCOMES[document.outcome].noun.replace("the chance of a", "chance of").replace("the use", "use")
        amounts = {Size.LARGE: " a lot", Size.MODERATE: "", Size.SMALL: " slightly", Size.UNKNOWN: ", size unknown"}
        words = f"{hedge}{_verb(document, direction)} {noun}{amounts[size]}"
    return words[0].upper() + words[1:]


def interval_in_words(document: EvidenceDocument) -> str:
    """Return the confidence interval in plain words with the document's own numbers, or "" without one.

    Less and more where less of what was measured is better, such as pain; elsewhere better and worse.
    """
    low, high = document.ci_low, document.ci_high
    crosses = crosses_null(document)
    if low is None or high is None or crosses is None:
        return ""
    if document.measure.is_ratio:
        what = "odds" if document.measure == Measure.OR else "chance"
        opening = "anything from" if crosses else "between"
        joint = "to" if crosses else "and"
        return f"{opening} {plain_number(low)} {joint} {plain_number(high)} times the {what}"
    if crosses:
        return f"anything from {_side(document, low)} to {_side(document, high)}"
    number = _percent(low) if document.measure == Measure.RD else plain_number(abs(low))
    return f"between {number} and {_side(document, high)}"


def _finding(document: EvidenceDocument) -> str:
    noun, against = OUTCOMES[document.outcome].noun, f"compared with {comparator_words(document)}"
    if document.no_trials:
        searched = f" (searched {_day_in_words(document.searched)})" if document.searched else ""
        return f"We looked and found no trials of acupuncture {against} for {noun}{searched}."
    if document.certainty == Certainty.VERY_LOW:
        return f"The evidence is very uncertain about the effect of acupuncture on {noun} {against}."
    if document.certainty == Certainty.NOT_RATED:
        return f"How sure we can be about the effect of acupuncture on {noun} {against} has not been rated."
    size, direction = size_of(document), direction_of(document)
    if size != Size.LITTLE and direction == Direction.NONE:
        return f"It is not clear whether acupuncture makes a difference to {noun} {against}."
    how_much = ""
    if size == Size.UNKNOWN:
        how_much = (
            ", but how much is not known" if _estimate(document) is None else ", but its size has not been judged"
        )
    return f"Acupuncture {_predicate(document, size, direction)} {against}{how_much}."


def _predicate(document: EvidenceDocument, size: Size, direction: Direction) -> str:
    noun, hedge = OUTCOMES[document.outcome].noun, HEDGES[document.certainty]
    result = "result in" if document.certainty == Certainty.LOW else "results in"
    if size == Size.LITTLE:
        return f"{hedge}{result} little to no difference in {noun}"
    if size == Size.LARGE:
        words = OUTCOMES[document.outcome]
        verb = words.benefit if direction == Direction.BENEFIT else words.harm
        return f"{hedge}{result} a large {CHANGES[verb]} {noun}"
    return f"{hedge}{_verb(document, direction)} {noun}{' slightly' if size == Size.SMALL else ''}"


def _verb(document: EvidenceDocument, direction: Direction) -> str:
    words = OUTCOMES[document.outcome]
    verb = words.benefit if direction == Direction.BENEFIT else words.harm
    return verb if document.certainty == Certainty.LOW else f"{verb}s"


def comparator_words(document: EvidenceDocument) -> str:
    """Return what acupuncture was compared with, in plain words; an active treatment by its name."""
    if document.comparator == Comparator.ACTIVE and document.comparator_detail:
        return document.comparator_detail.rstrip(".")
    return COMPARATORS[document.comparator]


def _day_in_words(partial: str) -> str:
    """Turn "2018-03-09", "2018-03" or "2018" into "9 March 2018", "March 2018" or "2018"."""
    year, *rest = partial.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) == 2 else []
    return " ".join([*day, *month, year])


def _percent(share: Decimal) -> str:
    return plain_number(abs(share) * 100)


def _amount(document: EvidenceDocument, value: Decimal) -> str:
    """Return a difference with its unit: points, standard deviations or people in every 100."""
    if document.measure == Measure.RD:
        return f"{_percent(value)} in every 100 people"
    number = plain_number(abs(value))
    unit = "standard deviation" if document.measure == Measure.SMD and not document.reexpression else "point"
    return f"{number} {unit}{'' if number == '1' else 's'}"


def _side(document: EvidenceDocument, bound: Decimal) -> str:
    """Return one end of an interval: how much less or more."""
    if bound == 0:
        return "no difference"
    if document.measure == Measure.RD:
        return f"{_percent(bound)} {'fewer' if bound < 0 else 'more'} in every 100 people"
    number = plain_number(abs(bound))
    unit = "standard deviation" if document.measure == Measure.SMD else "point"
    return f"{number} {unit}{'' if number == '1' else 's'} {_which_way(document, bound)}"


def _which_way(document: EvidenceDocument, bound: Decimal) -> str:
    """Return "less" or "more" for what is named after the trouble and measured as such, else "better" or "worse"."""
    is_lower, is_lower_better = bound < 0, document.scale.better == Better.LOWER
    if is_lower_better and OUTCOMES[document.outcome].benefit == "reduce":
        return "less" if is_lower else "more"
    return "better" if is_lower == is_lower_better else "worse"


# --- Reading a sentence -------------------------------------------------------------------------------------
# The sentence is lower-cased and its nouns become tokens (ACU, COMP, OTHER, GOOD, BAD), so that "no treatment"
# is no negation and "the chance of improving" no improvement. Then it is cut into clauses; each effect word in a
# clause is a claim with a strength, a direction and, if the clause has one, a size.

CAPS = {Certainty.HIGH: 3, Certainty.MODERATE: 2, Certainty.LOW: 1, Certainty.VERY_LOW: 0, Certainty.NOT_RATED: 0}
STRENGTH_WORDS = ("very uncertain", "may", "probably")

OVERCLAIM = re.compile(
    r"\bcures?\b|\bcured\b|\bcuring\b|\bheal(s|ed|ing)?\b|\bprove[nsd]*\b|\bproof\b|\bguarante\w+|\bmirac\w+"
    r"|\bmagic\w*"
    r"|\b(no|without|zero|free of|free from)( any| known| real)? (side[- ]?effects?|risks?|harms?|adverse)"
    r"|\brisk[- ]free"
    r"|\bharmless\b|\bsafe(ly|st)?\b|\beliminat\w+|\beradicat\w+|\bget(s|ting)? rid of|\bbanish\w*|\bpain[- ]free\b"
    r"|\babolish\w*|\bwip(es?|ing) out|\bremov(es?|ing) (the |all |your )?pain|\b(?:vanish|disappear)\w*"
    r"|\b(stops?|ends?)\b(?= (?:the |all |your |their )?BAD)"
    r"|\brevers(es?|ing)\b|\brepairs?\b|\bregenerat\w+|\brestor(es?|ing)\b|\bpermanent\w*|\bforever\b|\bfor good\b"
    r"|\bfor life\b|\blong[- ]lasting\b|\blasting\b|\bdefinite\w*|\bcertainly\b|\bcertain to\b|\bundoubted\w*"
    r"|\b(no|without|beyond|leaves? little)( any| a)?( reasonable| shadow of a)? doubt|\bdoubtless\b|\bunquestion\w+"
    r"|\bundeniabl\w+|\bindisputabl\w+|\bconclusive\w*|\balways\b|\bnever fails?\b|\bcannot fail\b|\bfor sure\b"
    r"|\bsure to\b|\bbound to\b|\bwithout fail\b|\b(everyone|everybody|anyone|anybody)\b|\bevery (patient"
    r"|person|time)\b"
    r"|\ball (patients|people|sufferers)\b|\b100 ?(%|per ?cent)|\bwonder(s|ful\w*)?\b|\bbreakthrough\b|\bamazing\w*"
    r"|\bincredibl\w+|\bastonishing\w*|\bremarkabl\w+|(?<!at )\bbest\b|\bunrivalled\b|\bunmatched\b|\bunbeatable\b"
    r"|\buseless\b|\bworthless\b|\b(just|only|merely|nothing but|purely) (a )?COMP\b|\bsuccess rate\b"
    r"|\b(?:completely|entirely|totally|fully|altogether|absolutely|perfectly)\b|\bfool ?proof\b"
    r"|\band (?:it|they) (?:really )?(?:does|do)\b(?= ?(?:[.,;!]|$))|\bonly (?:treatment|thing|way|option"
    r"|therapy)\b|\bestablished (fact|beyond)"
    r"|\bwell[- ]established\b|\bscience (shows|says)|\bone hundred per ?cent\b"
)
DENIAL = re.compile(r"\b(not|never|nor|hardly|neither|no|isn't|wasn't|cannot|unable to|un)( \w+){0,3} ?$")
SELF_NEGATED = re.compile(r"^(no|without|zero|free|beyond|never|cannot|leaves?|uncond)\b")

NEEDLING = re.compile(r"(real |true |genuine |verum |traditional )?\b\w*(acupunctur|needl)\w*")
COMPARED_WITH = {
    Comparator.SHAM: (
        r"\b(an? |the )?(sham|placebo|pretend\w*|dummy|fake|simulated|mock|imitation|make-believe|non-?penetrating)\b"
        r"( \((sham|placebo|pretend|dummy|fake)\))?( (or|and) (sham|placebo|pretend|dummy|fake))?"
        r"( \w*(acupunctur|needl)\w*| treatments?| version| procedures?| points?| sessions?| groups?| controls?)*"
    ),
    Comparator.NO_TREATMENT: (
        r"\bwait(ing)?[- ]?lists?( controls?)?|\bno (active |further |other |such |specific |additional )?"
        r"(treatment|acupuncture|needling|therapy|intervention|care)( at all)?|\buntreated\b( (people|patients"
        r"|group))?"
        r"|\b(without|not (having|getting|receiving|given)|(do|did|does) not (have|get|receive)"
        r"|going without|(had|have) not had) (any |the |having )*(acupuncture|needling|treatment|it)\b"
        r"|\bgoing without\b"
        r"|\b(having|getting|receiving|doing|given|had|got|received|did) (nothing|no treatment)( at all)?"
        r"|\bnot (being )?treated\b"
        r"|\b(than|with|to|versus) nothing\b|\bwaiting (for|their turn)\b|\bjust waiting\b|\b(those|people"
        r"|others) who wait(ed)?\b|\bno[- ]treatment\b"
    ),
    Comparator.USUAL_CARE: (
        r"\b(usual|standard|routine|normal|ordinary|conventional|regular|everyday)( (?!acupun|needl)\w+)? "
        r"(care|treatments?|management|therapy)( alone| only)?|\b(care|treatment) as usual\b"
        r"|\b(gp|doctor's|family doctor) care\b|\b(usual|normal) gp\b"
    ),
    Comparator.ACTIVE: r"\b(an? )?(other|another|different|alternative|active) (active )?(treatment|therap"
    r"|option)\w*",
}
IDLE_WORDS = re.compile(
    r"acupunct\w*|needl\w*|treatments?|therapy|care|usual|with|without|from|than|that|plus|only|alone|and|the"
    r"|for|not|more|less|most"
    r"|other|another|either|such|given|also|help\w*|relief|effective|better|improv\w*|reduc\w*|small|large"
    r"|daily|people"
)
"""Words of a comparator's name that do not tell it from anything else."""

BAD_NOUNS = {
    Outcome.MEDICINE_USE: r"(the |their )?((use|intake|amount|number|dose)s? of )?\b(pain[- ]?(medicin\w+"
    r"|killers?|medication|"
    r"relievers?|tablets|drugs?)|painkillers?|analgesics?|opioids?|medicin\w+|medication|tablets|drugs?)\b( use"
    r"| intake)?",
    Outcome.STIFFNESS: r"\bstiff(ness)?\b",
    Outcome.FATIGUE: r"\bfatigue\b|\btired(ness)?\b|\bexhaust\w+",
    Outcome.DISEASE_ACTIVITY: r"\bdisease activity\b|\binflammation\b|\bswollen joints?\b|\bdas ?28\b",
    Outcome.DISABILITY: r"\bdisab\w+|\b(functional|activity|physical) (limitations?|problems?|loss)|\blimitations?\b",
    Outcome.PAIN: r"\bpain\w*|\bsore(ness)?\b|\bach(es?|ing)\b|\bhurts?\b|\bdiscomfort\b",
}
GOOD_NOUNS = {
    Outcome.QUALITY_OF_LIFE: r"\bquality of life\b|\bqol\b",
    Outcome.SLEEP: r"\bsle(ep|pt)\w*",
    Outcome.WELLBEING: r"\b(overall |general )?well-?being\b|\bgeneral health\b",
    Outcome.FUNCTION: r"\b(physical |joint |back |knee |neck |hip |daily )?(function\w*|mobility|movement"
    r"|activities)\b"
    r"|\bhow well (people|they|someone) (can |could )?(move|function|cope)\w*|\bwalk(ing)?\b|\bmov(e|es|ing)\b",
}
ALL_NOUNS = (*BAD_NOUNS.values(), *GOOD_NOUNS.values())
TROUBLED = (
    r"\b(poor |bad |disturbed |broken )(sleep|function\w*)|\b(sleep|functional) (problems?|disturbances?"
    r"|difficult\w+)"
)
RESPONDERS = (
    r"(the |their |your )?\b(chances?|odds|likelihood|probability|number|proportion|share|percentage)s? "
    r"(of |that |to )((people|patients|adults|someone|a|an|the|their|clearly|clear|who|having|seeing|getting"
    r"|with|being|will|"
    r"are|feeling|reporting|had|of|marked|noticeable|important|worthwhile) )*(improv\w+|better|respon\w+"
    r"|recover\w+|relief|success)"
    r"|\b(people|patients|participants|adults|those|per ?cent|%|in every 100) (who |who are |had |have |see "
    r"|saw |got |get "
    r"|are |were |feel |felt |report |reported |would |will )*(an? )?(clear(ly)? )?"
    r"(improve[ds]?|improvement|respond(ed|ers?)?|better)\b|\bresponders?\b|\bresponse rates?\b"
    r"|(?<=_likely) to (\w+ ){0,3}(improv\w+|better|respond\w*)( clearly)?|\b(an? |of "
    r"|the )*clear(ly)? (improve\w*|better)|\bget(ting)? (clearly )?better\b"
)
HEDGED_RESPONDERS = (  # the hedge moves before "more", where it governs it
    r"\b((?:far |slightly |a few |many |a lot |somewhat )*(?:more|fewer)) (?:people|patients|adults) (may|might"
    r"|could|probably|possibly|perhaps) "
    r"(?:(?:have|see|get|feel|report|notice|be|show) )?(?:an? )?(?:clear(?:ly)? )?(?:improve(?:ment)?|respond"
    r"|better)\b(?: clearly)?"
)
RELATED = {  # outcomes that one sentence may name for another: close kin in how people speak
    Outcome.FUNCTION: {Outcome.DISABILITY},
    Outcome.DISABILITY: {Outcome.FUNCTION},
    Outcome.QUALITY_OF_LIFE: {Outcome.WELLBEING},
    Outcome.WELLBEING: {Outcome.QUALITY_OF_LIFE},
    Outcome.RESPONDER: set(Outcome),
}

PEOPLE = re.compile(
    r"\b(in|for|among|amongst|of) (people|adults|patients|those|women|men|older adults|older people|someone|anyone)"
    r"( (with|who have|who has|who live with|living with|suffering from|aged \d+ (or|and) over))?"
    r"( (chronic|persistent|long-term|low|lower|back|neck|knee|hip|joint|musculoskeletal|widespread|pain"
    r"|osteoarthritis"
    r"|arthritis|rheumatoid|fibromyalgia|and|or|of|the))*"
    r"|\b(people|adults|patients|those) (with|who have|living with) ((chronic|long-term|low|back|neck|knee|hip"
    r"|joint) )*pain"
    r"|(?<!reduction )(?<!difference )(?<!increase )(?<!change )(?<!decrease )(?<!improvement )\b(in|for) "
    r"((chronic|persistent|long-term|low|lower|back|neck|knee|hip|musculoskeletal) )+pain"
)
STUDIES = re.compile(
    r"\b(large|larger|small|smaller|big|bigger|great|greater|substantial|moderate|huge|major|high|little|limited|few)"
    r"( (and|but) \w+)?( \w+)? (trials?|stud(y|ies)|reviews?|samples?|body of|groups? of|numbers? of (trials"
    r"|studies|people))"
)
LABEL = re.compile(
    r"\b(very[- ]low|low|moderate|high|weak|poor|limited|some|good|strong|solid|robust|convincing|compelling"
    r"|clear|firm"
    r"|reliable|excellent|sound)(?: to (?:very )?(?:low|moderate|high))?"
    r"(?:[- ](?:certainty|quality|confidence)\b(?! of life)(?: (?:\w+ )?evidence)?| evidence)\b"
)
LABEL_STRENGTH = {"very low": 0, "low": 1, "weak": 1, "poor": 1, "limited": 1, "some": 1, "moderate": 2}
LABEL_TOKENS = ("verylow_evidence", "low_evidence", "moderate_evidence", "high_evidence")

CUT = re.compile(
    r"[.!?;:]+(?=\s|$)|,? \b(?:but|although|though|whereas|while|whilst|however|yet|nevertheless|because|which"
    r"|so that"
    r"|and so|even if|since)\b,?|\(|\)| [\u2013\u2014-]+ "
    r"|,? and (?=(?:it |they |also |even |really |so |that |this |ACU |there |then |clearly |\w+ly )*"
    r"(?:\w+(?:es|rs|ns|ks|ps|ts|as)\b(?<!less)(?<!stiffness)|reduced|improved|eased|relieved|increased|is\b|was\b"
    r"|are\b|were\b|has\b|does\b|did\b|will\b|can\b|may\b|might\b|could\b|probably\b|ACU\b|there\b))"
)
SUBORDINATE = re.compile(
    r"^\s*(?:although|though|while|whilst|whereas|despite|even though|since|because|given)\b[^,]*,"
)

DOWN = (
    r"reduc(?:e|es|ed|ing|tions?)|decreas\w+|lower(?:s|ed|ing)|lessen\w*|cut(?:s|ting)?|diminish\w*|drop\w*"
    r"|fall(?:s|en|ing)?|fell"
)
UP = r"increas\w+|rais(?:e|es|ed|ing)|ris(?:e|es|ing)|rose|boost\w*|adds? to|go(?:es)? up|went up|heighten\w*"
HELP = (
    r"improv\w+|help(?:s|ed|ful|ing)?|benefi\w+|eas(?:e|es|ed|ing)|reliev\w+|relief|alleviat\w+|sooth\w+|enhanc\w+"
    r"|work(?:s|ed)?|effective(?:ness|ly)?|efficac\w+|outperform\w*|beat(?:s|ing)?|superior\w*|gains?|advantages?"
    r"|favour(?:s|ed|ing)?(?= ACU)|in favour of(?= ACU)|halv(?:e|es|ed|ing)|do(?:es)? good|ahead of|recover\w*"
    r"|tackl\w+"
    r"|takes? (?:the edge off|(?=[\w ]*\baway\b))|transform\w*"
)
HURT = (
    r"worsen\w*|aggravat\w+|exacerbat\w+|deteriorat\w+|harm(?:s|ed|ful)?|impair\w*|inferior|intensif\w+"
    r"|favour(?:s|ed)?(?= COMP)|in favour of(?= COMP)|damag\w+|make(?:s)? things worse"
)
NEUTRAL = r"differences?|effects?|change[sd]?|differ(?:s|ed)?|impacts?|influences?|affects?|results?(?= for)"
LESS = r"less(?: well)?|fewer|lower|smaller|lesser"
MORE = r"more|greater|higher|further|extra|more_likely|larger|bigger"
ACTIONS = re.compile(
    rf"\b(?:(?P<down>{DOWN})|(?P<up>{UP})|(?P<help>{HELP})|(?P<hurt>{HURT})"
    rf"|(?P<neutral>{NEUTRAL}))\b"
)
COMPARATIVE = re.compile(rf"\b(?:(?P<down>less_likely|{LESS})|(?P<up>{MORE})|(?P<help>better)|(?P<hurt>worse))\b")
FLIP = re.compile(
    rf"\b(?:less|worse|smaller|lower) (?:\w+ )?than\b(?! \d)|\b(?:{LESS}) (?:\w+ )?(?:well|relief|reductions?"
    rf"|improvements?|benefits?|effective\w*"
    r"|gains?|effects?|helpful|successful\w*|advantage)\b|\bnot (?:\w+ )?as (?:effective|well|good|much|helpful)\b"
    r"|\bto a lesser (?:extent|degree)\b|\b(?:loses?|lost) \w* ?advantage\b"
)
NOUN = re.compile(
    r"reductions?|decreases?|improvements?|relief|benefits?|gains?|advantages?|differences?|effects?|changes?"
    r"|impacts?"
)
ECHO = re.compile(rf"(?:\w+ )?(?:the|this|that|any|its) (?:\w+ )?(?:{NEUTRAL}|{NOUN.pattern}) (?:\w+ )?(?:is|was)\b")
INTRODUCES = re.compile(
    r"\b(results? in|leads? to|gives?|produces?|has|have|shows?|brings?|provides?|causes?|offers?|makes?"
    r"|there (is|are|was|were))\b"
)

KIND = (
    r"(?:\w+ly |real |true |big |large |great |major |important |clear |noticeable |meaningful |significant "
    r"|added |extra |overall |further |measurable |worthwhile |discernible |detectable |helpful |obvious |such "
    r"|sign of (?:a |any )?|or )*"
)
THING = (
    r"(?:differences?|effects?|benefits?|changes?|improvements?|reductions?|increases?|advantages?|gains?"
    r"|relief|help|impacts?|worsening|more|better|differently)"
)
NO_DIFFERENCE = re.compile(
    rf"(?<!a )\b(?:little|no|none|not any|minimal|negligible|trivial|tiny|hardly any|barely any|scarcely any"
    rf"|next to no|almost no|"
    rf"virtually no|practically no|if any|not (?:a|an|much|make a|make any|have an?|have any|give a|bring a)"
    rf"|small to no)"
    rf"(?: (?:or|to|if) (?:no|none|any|nothing|little))?,? {KIND}{THING}\b(?<!not only better)"
    r"|(?<!a )\b(?:no|not|not any|not much|little|hardly|barely) (?:\w+ly |any |much |really |clearly )*(?:more"
    r"|better|less|worse|fewer|greater|higher"
    r"|lower|different|superior|further|inferior|more_likely|less_likely)\b"
    r"|\b(?<!not )(?<!not the )(?<!not very )(?:same|similar(?:ly)?|equal(?:ly)?|equivalent|comparabl[ey]"
    r"|identical(?:ly)?|indistinguishable"
    r"|on a par|alike)\b|\b(?<!not )as (?:effective|well|good|much|helpful|GOOD)(?: \w+)* as\b"
    r"|\badds? (?:little|nothing)"
    r"|\bnothing (?:to|over|beyond|more)|\bno odds\b|\b(?:differences?|effects?|benefits?|gains?|improvements?"
    r"|reductions?)\b[^,]* (?:is|are|was|were|be|seems?) "
    r"(?:\w+ly )?(?:minimal|negligible|trivial|tiny|(?:very )?small or (?:absent|none|nil)|close to (?:zero"
    r"|nothing|none)|nil|absent|very little)"
    r"|\b(?:do|does|did) (?:very )?little\b|\bmakes? (?:very )?little\b|\bleaves? \w+ (?:much "
    r"|largely )?unchanged|\bunchanged\b"
)
DENIES = re.compile(
    r"\b(?:not|no|never|neither|nor|without|fail(?:s|ed)? to|unlikely|cannot|nothing|hardly|barely|scarcely|lacks?)\b"
)
UNLIKELY = re.compile(r"\bunlikely\b")
TOO_SMALL = re.compile(
    r"(?:,? \b(?:by|and|is|was|that|it|the difference|this|probably|likely|an|amount|may be|be|a|difference)\b)*,? ?"
    r"\b(?:(?:too (?:small|little|slight)|(?:smaller|less) than|below|short of|under|not (?:big |large "
    r"|great )?enough)\b[^.;,]*?"
    r"\b(?:notic\w+|matter\w*|important\w*|worthwhile|meaningful\w*|set as|count\w*)"
    r"|not (?:by (?:an? )?)?(?:noticeabl[ey]|meaningfully|importantly)\b(?! \w*(?:differ|effect|benefit|better"
    r"|worse)))\b[^.;,]*"
)
MATTERS = re.compile(
    r"\b(?:noticeably|meaningfully|importantly|appreciably)\b|\b(?:clinically )?(?:meaningful|noticeable"
    r"|worthwhile|important|relevant)"
    r"(?= (?:\w+ ){0,2}(?:reduction|improvement|difference|effect|benefit|change|relief|gain|increase|decrease))"
    r"|\b(?:that|which) (?:really )?matters?\b|\bclinically (?:important|relevant|meaningful|significant)\b"
)

UNSURE = re.compile(
    r"\b(?:uncertain\w*|unsure|unclear|unknown|inconclusive|insufficient|not enough|too little evidence"
    r"|remains to be seen|open question"
    r"|(?:cannot|could not|do not|does not|did not|unable to) (?:yet |really |be |tell |say |us )*(?:know|tell"
    r"|say|sure|certain|"
    r"judge|conclude|confident|draw)|not (?:yet |at all |been )*(?:known|sure|clear|certain|rated|graded"
    r"|possible to|confident)"
    r"|(?:nobody|no one) knows|too (?:few|small|short|little)(?: and too \w+)? to (?:say|tell|know|judge))\b"
)
VERY_UNSURE = re.compile(
    r"\b(?:very|highly|extremely|too|so|deeply|quite) (?:un(?:certain|sure)|weak)\b|\bverylow_evidence\b"
    r"|\bnot been (?:rated|graded|assessed)\b|\bvery little confidence\b|\b(?:cannot"
    r"|could not) be (?:at all )?(?:sure|certain|confident)\b"
)
ABOUT_WHETHER = re.compile(r"^[\w ]{0,30}?\b(?:whether|if|what|that|how (?:much|far|big|large|well|sure)|anything)\b")
ABOUT_NOUN = re.compile(r"^[\w ]{0,30}?\b(?:about|of|on|the|any|as to)\b")
OTHER_DOUBT = re.compile(
    r"^[\w ]{0,10}?\b(?:why|when|who|where|how (?!much|far|big|large|well|sure)|how long|which|the reason)"
)

FEWER_PEOPLE = re.compile(
    r"(?:with ACU ?,? )?(?:(?:about|\d+|far|many|a|few|lot|slightly|somewhat|much|bit|little) )*(?:fewer|more|less)"
)
FINITE = re.compile(
    r"\b(?:reduces|decreases|lowers|improves|eases|relieves|helps|benefits (?:people|patients)|increases|raises"
    r"|worsens|makes|results in"
    r"|leads|is|are|was|were|has|does|did|shows|finds|found|produces|causes|gives|brings|offers|provides|takes|works"
    r"|alleviates|lessens"
    r"|halves|cuts|boosts|feels|felt|reports|says|will|can)\b"
)
ADVERBS = {
    1: r"possibl[ey]|perhaps|maybe|potentially|conceivabl[ey]|a chance that",
    2: r"(?<!more_)(?<!very )(?<!highly )(?<!almost )probably|likely|presumably",
}
FRAMES = {
    1: r"suggest\w*|hint\w*|low_evidence",
    2: r"seem\w*|appear\w*|indicat\w+|moderate_evidence",
    0: r"verylow_evidence",
}
ASSERTS = re.compile(
    r"\b(?:shows?|shown|demonstrat\w+|confirm\w*|establish\w*|find(?:s|ings)?|found|tells? us|reveal\w*)\b"
)
BOOSTS = re.compile(
    r"\b(?:may|might) well\b|\b(?:very|highly|extremely|almost certainly|overwhelmingly) (?:likely"
    r"|probabl[ey])\b|\balmost (?:certain|sure)\w*"
    r"|\b(?:really|truly|actually|clearly|surely|reliably|consistently|obviously|evidently|without question"
    r"|indeed) (?:do|does|\w+s)\b"
    r"|\bclearly\b|\bhigh_evidence\b"
)

SIZES = (
    (frozenset({Size.LARGE}), re.compile(
        r"\b(?:large(?:ly)?|big|great(?:ly)?|substantial\w*|considerabl\w+|major|marked(?:ly)?|dramatic\w*"
        r"|strong(?:ly)?|huge(?:ly)?"
        r"|powerful\w*|(?<!statistically )significant(?:ly)?|vast(?:ly)?|massive\w*|enormous\w*|profound\w*"
        r"|a lot|a great deal|a good deal|lots"
        r"|(?:very )?much (?:less|better|more|lower|higher|greater|improved|fewer)|very much|(?:reduces?"
        r"|improves?|helps?) \w+ much"
        r"|far (?:less|better|more|lower|fewer)|striking\w*|impressive\w*|(?:very|highly|extremely|hugely) "
        r"(?:effective|helpful|beneficial|good|powerful)|halv\w+|by half|twice|double[sd]?|doubling|most people"
        r"|many people"
        r"|deep(?:ly)?|excellent\w*|transform\w*|sizeabl[ey]|extensive\w*|radical\w*|sharp(?:ly)?|tremendous\w*"
        r"|immense\w*)\b")),
    (frozenset({Size.SMALL}), re.compile(
        r"\b(?:slight(?:ly)?|small|a (?:very |tiny |wee )?little|a (?:tiny |little )?bit|minor|mild(?:ly)?"
        r"|marginal\w*|small but important|a touch)\b")),
    (frozenset({Size.SMALL, Size.MODERATE}), re.compile(r"\b(?:modest(?:ly)?|somewhat|to some extent"
    r"|to some degree)\b")),
    (frozenset({Size.MODERATE}), re.compile(
        r"\b(?:moderate(?:ly)?|moderate-sized|medium|medium-sized|middling|fair(?:ly)?|appreciabl[ey]"
        r"|reasonabl[ey]|quite a (?:bit|lot)?)\b")),
)  # fmt: skip
ONLY_SLIGHTLY = re.compile(r"\bonly (?:very )?(?:slightly|a little|a bit)\b")
QUANTITY = re.compile(
    r"(\d+(?:\.\d+)?) ?(?:points?|%|per ?cent\b|mm\b|cm\b|(?:more |fewer |extra )?(?:people )?(?:in"
    r"|out of) (?:every )?(\d+))"
)
NO_TRIALS = re.compile(
    r"\b(?:no|not any|without any|any|zero) (?:\w+ ){0,2}(?:trials?|stud(?:y|ies)|research)\b"
    r"|\bno one has (?:tested|studied|compared)"
    r"|\b(?:not|never) been (?:\w+ )?(?:tested|studied|compared|trialled)"
)


@dataclass(frozen=True)
class Claim:
    """What one clause says: strength from 0 (very uncertain) to 3 (plain), direction, and the sizes its words allow.

    ``direction`` NONE means little or no difference. No ``sizes`` means the clause has no size word.
    """

    strength: int
    direction: Direction
    sizes: frozenset[Size] = frozenset()


def check_sentence(sentence: str, document: EvidenceDocument) -> list[str]:
    """Return what an editor must change in a sentence of their own; an empty list means it fits the finding."""
    text = _plain(sentence)
    masked = _masked(text, document)
    problems = [*_naming_problems(text, masked, document), *_overclaim_problems(masked)]
    if document.no_trials:
        return [*problems, *_no_trials_problems(masked, document)]
    if NO_TRIALS.search(masked) and not _claims(masked, document):
        problems.append(gettext("There are trials for this finding, so do not write that there are none."))
    problems += _quantity_problems(text, document)
    problems += _noticeable_problems(masked, document)
    return problems + _claim_problems(masked, document)


def _plain(sentence: str) -> str:
    """Lower-case, with one kind of quote, dash and space, short forms written out and "not only" taken away."""
    text = " ".join(sentence.lower().replace("\u2019", "'").replace("\u2011", "-").split())
    for short, long in (
        ("can't", "cannot"),
        ("won't", "will not"),
        ("n't", " not"),
        ("can not", "cannot"),
        ("it's", "it is"),
    ):
        text = text.replace(short, long)
    text = re.sub(r"\bnot (only|just|merely|simply)\b|\bno matter\b", "", text)
    text = re.sub(r"\b(?:no|not an?|not) (?:small|mean|minor|slight|insignificant|inconsiderable)\b", "large", text)
    text = re.sub(
        r"\b(more|less|equally|as|twice as|just as) (likely|probable)\b",
        lambda m: f"{m[1].replace(' ', '_')}_likely",
        text,
    )
    return (
        text.replace("twice_as_likely", "twice more_likely")
        .replace("equally_likely", "equally")
        .replace("as_likely", "equally")
    )


def _masked(text: str, document: EvidenceDocument) -> str:
    """Replace people, comparators, needling, outcomes, trials and certainty labels by tokens."""
    for own in _own_comparators(document):
        text = re.sub(own, " COMP ", text)
    for comparator, pattern in COMPARED_WITH.items():
        if comparator != document.comparator:
            text = re.sub(pattern, " OTHER ", text)
    text = re.sub(
        r"\b(real|true|genuine|verum)\b(?= (and|or|versus|than|needles)\b)", " ACU ", NEEDLING.sub(" ACU ", text)
    )
    text = re.sub(r"\b(?:moderately|fairly|reasonably) (?:confident|certain|sure)\b", "moderate_evidence", text)
    text = LABEL.sub(_label_token, PEOPLE.sub(" ", STUDIES.sub(" trials ", text)))
    if document.outcome == Outcome.RESPONDER:
        text = re.sub(RESPONDERS, " GOOD ", re.sub(HEDGED_RESPONDERS, r"\2 have \1 people improve", text))
    text = re.sub(TROUBLED, " BAD ", text)
    for token, patterns in (("BAD", BAD_NOUNS), ("GOOD", GOOD_NOUNS)):
        for outcome, pattern in patterns.items():
            text = re.sub(pattern, f" {token}_{outcome.name} ", text)
    return " ".join(text.split())


def _own_comparators(document: EvidenceDocument) -> Iterator[str]:
    """Yield patterns for this finding's comparator: its detail as written, the usual words, words of the detail."""
    detail = _plain(document.comparator_detail)
    if detail:
        yield rf"\b{re.escape(detail.rstrip('.'))}(?!\w)"
    yield COMPARED_WITH[document.comparator]
    if document.comparator != Comparator.ACTIVE:
        return
    medicines = BAD_NOUNS[Outcome.MEDICINE_USE]  # "drugs" may well be what acupuncture was compared with
    nouns = [noun for noun in ALL_NOUNS if noun != medicines or document.outcome == Outcome.MEDICINE_USE]
    for word in re.findall(r"[a-z]{3,}", detail):
        if not IDLE_WORDS.fullmatch(word) and not any(re.search(noun, word) for noun in nouns):
            yield rf"\b{word}\w{{0,3}}\b"


def _label_token(label: re.Match[str]) -> str:
    """Name the certainty an editor writes beside "certainty", "quality" or "evidence"."""
    word = label[1].replace("-", " ")
    return f" {LABEL_TOKENS[LABEL_STRENGTH.get(word, 3)]} "


def _naming_problems(text: str, masked: str, document: EvidenceDocument) -> Iterator[str]:
    if "ACU" not in masked and not NEEDLING.search(text):
        yield gettext("Name acupuncture.")
    if "COMP" not in masked:
        told = gettext("Say what acupuncture was compared with: %(comparator)s.")
        yield told % {"comparator": comparator_words(document)}
    if re.search(
        r"\b(than|compared (with|to)|versus|vs|over|against|and|or|COMP,?) (\w+ ){0,2}OTHER\b", masked
    ) and not re.search(r"\b(added|addition|plus|alongside|on top|as well as|together)\b", masked):
        told = gettext("Speak of one comparison only: acupuncture compared with %(comparator)s.")
        yield told % {"comparator": comparator_words(document)}
    named = {Outcome[name] for name in re.findall(r"\b(?:BAD|GOOD)_([A-Z_]+)", masked)}
    if named - {document.outcome} - RELATED.get(document.outcome, set()):
        yield gettext("Speak only of what was measured: %(outcome)s.") % {"outcome": OUTCOMES[document.outcome].noun}


def _overclaim_problems(masked: str) -> Iterator[str]:
    for match in OVERCLAIM.finditer(masked):
        if SELF_NEGATED.match(match[0]) or not DENIAL.search(masked[: match.start()]):
            yield gettext("Take out “%(words)s”: it promises more than any trial can show.") % {"words": match[0]}


def _no_trials_problems(masked: str, document: EvidenceDocument) -> Iterator[str]:
    if not NO_TRIALS.search(masked):
        yield gettext("Say that no trials were found.")
    if _claims(masked, document):
        yield gettext("No trials were found, so do not say what acupuncture does or does not do.")


def _quantity_problems(text: str, document: EvidenceDocument) -> Iterator[str]:
    """Compare each amount with the finding's numbers, rounded as the editor rounded."""
    for match in QUANTITY.finditer(text):
        written = Decimal(match[1])
        unit = Decimal(1).scaleb(int(written.as_tuple().exponent))
        if not any(abs(known - written) <= unit / 2 for known in _known_numbers(document)):
            yield gettext("Check “%(number)s”: it is not a number of this finding.") % {"number": match[0].strip()}


def _known_numbers(document: EvidenceDocument) -> Iterator[Decimal]:
    values = (
        document.estimate,
        document.ci_low,
        document.ci_high,
        document.noticeable_difference,
        document.baseline_risk,
    )
    for value in values:
        if value is not None:
            yield abs(value)
            yield abs(value) * 100
            if document.reexpression:
                yield abs(value * document.reexpression.sd)
            if document.measure.is_ratio:
                yield abs(value - 1) * 100
    yield Decimal(document.ci_level)
    if document.baseline_risk is not None and document.estimate is not None:
        yield abs(_risk_with_acupuncture(document.baseline_risk, document.estimate, document.measure)) * 100
        yield (
            abs(
                _risk_with_acupuncture(document.baseline_risk, document.estimate, document.measure)
                - document.baseline_risk
            )
            * 100
        )


def _risk_with_acupuncture(risk: Decimal, estimate: Decimal, measure: Measure) -> Decimal:
    """Apply a relative or absolute effect to a baseline risk (Cochrane Handbook, section 15.4.4)."""
    if measure == Measure.RR:
        return risk * estimate
    if measure == Measure.OR:
        odds = risk * estimate
        return odds / (1 - risk + odds) if 1 - risk + odds else risk
    return risk + estimate


def _noticeable_problems(masked: str, document: EvidenceDocument) -> Iterator[str]:
    below = is_below_noticeable(document)
    is_big = size_of(document) in (Size.MODERATE, Size.LARGE)
    if TOO_SMALL.search(masked) and (below is False or (below is None and is_big)):
        yield gettext("Do not call the difference too small to notice: by the figures of this finding it is not.")
    rest = NO_DIFFERENCE.sub(" ", TOO_SMALL.sub(" ", masked.replace("small but important", "small")))
    matters = MATTERS.search(rest)
    if matters and below is not False and not DENIES.search(rest[: matters.start()]):
        told = gettext("Take out “%(words)s”: this finding does not show that the difference is noticeable.")
        yield told % {"words": matters[0]}


def _claim_problems(masked: str, document: EvidenceDocument) -> list[str]:
    claims = _claims(masked, document)
    if not claims:
        return [*_doubt_problems(masked, document)]
    cap = CAPS[document.certainty]
    is_doubted = any(not OTHER_DOUBT.match(masked[match.end() :]) for match in VERY_UNSURE.finditer(masked))
    problems = [*_label_problems(masked, document)]
    for claim in claims:
        strength = 0 if is_doubted and cap == 0 and claim.strength <= 1 else claim.strength
        if strength > cap:
            told = gettext(
                "Too strong: this reads as “%(read)s”, but the certainty (%(rated)s) allows “%(cap)s” at most."
            )
            words = {"read": _strength_words(strength), "rated": _rating(document), "cap": _strength_words(cap)}
            problems.append(told % words)
        problems += _direction_problems(claim, document)
    has_amount = (
        any(claim.sizes for claim in claims)
        or bool(QUANTITY.search(masked) or ONLY_SLIGHTLY.search(masked))
        or (cap == 0 and is_doubted)
    )
    differs = any(claim.direction != Direction.NONE for claim in claims)
    if size_of(document) == Size.SMALL and differs and not has_amount:
        problems.append(
            gettext(
                "Say that the difference is small, for example with “slightly”; without it the effect sounds bigger."
            )
        )
    return list(dict.fromkeys(problems))


def _strength_words(strength: int) -> str:
    """Return the words to write for a strength: English, but for the explanation that has no words of its own."""
    plain = gettext("a plain statement without may or probably")
    return plain if strength == len(STRENGTH_WORDS) else STRENGTH_WORDS[strength]


def _rating(document: EvidenceDocument) -> str:
    return in_sentence(document.certainty.label)


def _doubt_problems(masked: str, document: EvidenceDocument) -> Iterator[str]:
    """Judge a sentence that claims no effect: it may only say, truly, that we do not know."""
    if not UNSURE.search(masked) and not VERY_UNSURE.search(masked):
        yield gettext(
            "We could not see what this says about the effect. Say it plainly, like the sentence AcuInfo suggests."
        )
        return
    if (
        re.search(r"\bnot (?:yet )?been (?:rated|graded|assessed)\b", masked)
        and document.certainty != Certainty.NOT_RATED
    ):
        yield gettext("The certainty has been rated: %(rated)s.") % {"rated": _rating(document)}
    is_known = size_of(document) == Size.LITTLE or direction_of(document) != Direction.NONE
    if CAPS[document.certainty] >= 2 and is_known:
        told = gettext("Say what was found, not that we do not know: this finding has %(rated)s.")
        yield told % {"rated": _rating(document)}


def _label_problems(masked: str, document: EvidenceDocument) -> Iterator[str]:
    for level, token in enumerate(LABEL_TOKENS):
        start = masked.find(token)
        if start >= 0 and level != CAPS[document.certainty] and not DENIAL.search(masked[:start]):
            told = gettext("What this says of the evidence does not fit its rating, %(rated)s.")
            yield told % {"rated": _rating(document)}


def _direction_problems(claim: Claim, document: EvidenceDocument) -> Iterator[str]:
    size, direction = size_of(document), direction_of(document)
    if claim.direction == Direction.NONE:
        if size != Size.LITTLE:
            yield gettext("This says “little or no difference”, but the finding shows a difference or leaves it open.")
    elif size == Size.LITTLE:
        yield gettext("This says that there is a difference, but the finding shows “little or no difference”.")
    elif claim.direction != direction:
        yield gettext("The direction is wrong: the finding %(favours)s.") % {"favours": in_sentence(direction.label)}
    elif claim.sizes and size not in claim.sizes:
        if size == Size.UNKNOWN:
            yield gettext("The words for the size of the effect do not fit: no size is known.")
            return
        told = gettext("The words for the size of the effect do not fit: the finding shows a %(size)s one.")
        yield told % {"size": in_sentence(size.label)}


def _claims(masked: str, document: EvidenceDocument) -> list[Claim]:
    """Return every effect that a masked sentence asserts, in reading order."""
    claims: list[Claim] = []
    is_remarked = False
    for clause in _clauses(masked):
        bare = TOO_SMALL.sub(" ", clause)
        if bare != clause and not _asserts_more(bare):
            is_remarked = True
            continue
        for claim in _read_clause(bare, document):
            is_echo = claims and ECHO.match(clause)  # "..., but the effect is small" is as sure as what it comments on
            strength = min(claim.strength, claims[-1].strength) if is_echo else claim.strength
            claims.append(Claim(strength, claim.direction, claim.sizes))
    if is_remarked and not claims:
        claims.append(Claim(_strength(masked, len(masked), len(masked)), Direction.NONE))
    return claims


def _asserts_more(remark: str) -> bool:
    """Tell whether more than "the difference" is left once "is too small to notice" has been taken out."""
    return any(not head["neutral"] for head in ACTIONS.finditer(remark)) or bool(COMPARATIVE.search(remark))


def _clauses(masked: str) -> Iterator[str]:
    """Cut a sentence where one statement ends and another begins, asides taken out."""
    text = re.sub(r"\bside[- ]effects?\b", "", masked)
    text = re.sub(
        r", (?:probably|perhaps|possibly|likely|maybe) (?:the|an?|one|because|by|due|through|via"
        r"|thanks)\b[^,.]*(,|\.|$)",
        ", ",
        text,
    )
    text = re.sub(
        r"\bwho (?:may|might|could) (?:be |feel |have )?\w+\b|\b(?:what|that|which) (?:may|might"
        r"|could) (?:\w+ )?be \w+\b",
        " ",
        text,
    )
    for part in re.split(r"(?<=[.;!?])\s+", text):
        match = SUBORDINATE.match(part)
        for piece in (part[: match.end()], part[match.end() :]) if match else (part,):
            for clause in CUT.split(piece):
                yield from (half.strip() for half in _at_comma(clause) if half.strip())


def _at_comma(clause: str) -> tuple[str, ...]:
    """Cut "..., it reduces pain" from a statement that was already complete before the comma."""
    for comma in re.finditer(r", (?=(?:ACU|it|they|this|these)\b)", clause):
        before = clause[: comma.start()]
        if ACTIONS.search(before) or UNSURE.search(before):
            return before, clause[comma.end() :]
    return (clause,)


def _read_clause(clause: str, document: EvidenceDocument) -> Iterator[Claim]:
    heads = list(ACTIONS.finditer(clause)) or list(COMPARATIVE.finditer(clause))
    same = NO_DIFFERENCE.search(clause)
    first = same or (heads[0] if heads else None)
    if first is None or _is_left_open(clause, first):
        return
    is_denied = bool(heads) and not FLIP.search(clause) and bool(DENIES.search(clause[: heads[0].start()]))
    if same or is_denied:
        start = first.end() if same else first.start()
        yield Claim(_strength(clause, start, first.end()), Direction.NONE)
        return
    sizes = _sizes(clause)
    for head in heads:
        if not _is_object(clause, head, heads):
            yield Claim(_strength(clause, head.start(), head.end()), _direction(clause, head, document), sizes)


def _is_object(clause: str, head: re.Match[str], heads: list[re.Match[str]]) -> bool:
    """Tell whether this effect word is what an earlier verb changes: "increases the benefit"."""
    earlier = [other for other in heads if other.end() <= head.start() and (other["down"] or other["up"])]
    if not earlier or not NOUN.fullmatch(head[0]):
        return False
    return not re.search(r"GOOD|BAD|ACU|COMP", clause[earlier[-1].end() : head.start()])


def _direction(clause: str, head: re.Match[str], document: EvidenceDocument) -> Direction:
    groups = head.groupdict()
    if groups.get("neutral"):
        is_benefit = not re.search(
            r"\b(?:worse|negative|adverse|unhelpful|bad|wrong)\b|favou?r(?:s|ed|ing)?(?: of)? COMP", clause
        )
    elif groups["help"] or groups["hurt"]:
        is_benefit = bool(groups["help"])
    else:
        is_benefit = bool(groups["up"]) == _is_good_object(clause, head, document)
    is_action = head.re is ACTIONS
    if (is_action and bool(FLIP.search(clause))) != _is_about_comparator(clause, head):
        is_benefit = not is_benefit
    return Direction.BENEFIT if is_benefit else Direction.HARM


def _is_good_object(clause: str, head: re.Match[str], document: EvidenceDocument) -> bool:
    """Tell whether readers want more of what goes up or down: the noun after the verb, else before it."""
    nouns = r"(?P<good>GOOD|improvements?|relief|benefits?|gains?|advantages?|success)|(?P<bad>BAD|worsening|harms?)"
    after = re.search(nouns, clause[head.end() :].partition(" COMP")[0])
    before = list(re.finditer(nouns, clause[: head.start()]))
    found = after or (before[-1] if before else None)
    return bool(found["good"]) if found else OUTCOMES[document.outcome].is_good


def _is_about_comparator(clause: str, head: re.Match[str]) -> bool:
    """Tell whether the clause says what the comparator does, measured against acupuncture."""
    measured = re.search(
        r"\b(?:than|compared (?:with|to)|versus|vs|relative to|unlike)\b(?:(?!COMP|ACU).)*(COMP|ACU)", clause
    )
    if measured:
        return measured[1] == "ACU"
    before = clause[: head.start()]
    return (
        "ACU" not in clause
        and "COMP" in before
        and not re.search(r"\b(?:against|from|to|over|between|beyond|with) COMP", before)
    )


def _sizes(clause: str) -> frozenset[Size]:
    """Return the sizes that every size word of the clause allows; contradicting words allow none that exists."""
    allowed = [sizes for sizes, pattern in SIZES if pattern.search(clause)]
    if not allowed:
        return frozenset()
    return frozenset.intersection(*allowed) or frozenset({Size.LITTLE})


def _is_left_open(clause: str, head: re.Match[str]) -> bool:
    """Tell whether the clause only says that we do not know whether, or how much."""
    for doubt in UNSURE.finditer(clause):
        after = clause[doubt.end() :]
        if OTHER_DOUBT.match(after):
            continue
        before = clause[: head.start()]
        is_noun = bool(NOUN.fullmatch(head[0])) and not INTRODUCES.search(before)
        if doubt.start() <= head.start() and (ABOUT_WHETHER.match(after) or (is_noun and ABOUT_NOUN.match(after))):
            return True
        if doubt.start() >= head.end() and (is_noun or re.search(r"\b(?:whether|if)\b", before)):
            return True
    return False


def _strength(clause: str, start: int, end: int) -> int:
    """Return how strongly a clause asserts the words at start:end: the weakest hedge that governs them, else 3.

    "May" governs only bare verbs ("may cause bruising but reduces pain" hedges nothing); an adverb after the verb
    governs whatever follows it, so it counts only where the effect is the subject.
    """
    before = clause[:start]
    if BOOSTS.search(clause) or re.search(r"\bvery unlikely\b", before):
        return 3
    is_noun = bool(NOUN.fullmatch(clause[start:end])) and not INTRODUCES.search(before)
    is_subject = is_noun or bool(FEWER_PEOPLE.fullmatch(clause[:end]))
    reach = clause if is_subject else before
    hedges = [
        level
        for level, words in ADVERBS.items()
        if re.search(rf"\b(?:{words})\b(?! (?:by|because|due|through)\b)", reach)
    ]
    if not ASSERTS.search(before):
        hedges += [level for level, words in FRAMES.items() if re.search(rf"\b(?:{words})\b(?!,)", reach)]
    if any(_governs(clause, modal.end(), end, is_subject) for modal in re.finditer(r"\b(?:may|might|could)\b", reach)):
        hedges.append(1)
    if UNLIKELY.search(before):
        hedges.append(2)
    return min(hedges, default=3)


def _governs(clause: str, after: int, end: int, is_subject: bool) -> bool:
    """Tell whether "may" ending at ``after`` governs the words that end at ``end``."""
    between = clause[after:end]
    if is_subject or re.match(r" (?:be|mean|be the case) that\b", between):
        return True
    if "," in between and re.search(r"ed$", between):
        return False
    return not FINITE.search(between)
