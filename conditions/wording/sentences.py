"""A finding in words: certainty x size x direction x outcome x comparator.

The forms follow GRADE guidelines 26 (Santesso 2020, doi 10.1016/j.jclinepi.2019.10.014), so no sentence is stronger
than its evidence. Nobody types a claim: these functions of an ``EvidenceDocument`` are the only authors of sentences
about effects, in English whatever the interface speaks.
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.documents import plain_number

from ..documents import EvidenceDocument
from ..terms import Better, Comparator, Direction, Measure, Outcome, Size
from .size import crosses_null, direction_of, estimate_of, is_below_noticeable, size_of, told_difference


class OutcomeWords(NamedTuple):
    """An outcome in plain words, with the verbs for a benefit and a harm.

    The verbs follow the outcome, not the scale: function scored so that lower is better still *improves*.
    """

    noun: str
    benefit: str
    harm: str


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
    """Return the sentence that says the difference is smaller than the one set as worthwhile, or ""."""
    words = below_noticeable_in_words(document)
    if not words:
        return ""
    told = (
        plain_number(estimate_of(document) or Decimal(0))
        if document.measure.is_ratio
        else _amount(document, _told(document))
    )
    return f"The {'ratio' if document.measure.is_ratio else 'difference'}, {told}, is {words}."


def below_noticeable_in_words(document: EvidenceDocument) -> str:
    """Return "less than the 15 points that the reviewers set as worthwhile", or "" where that is not so.

    Whether people would notice it is for them to say; told is what somebody set, and the reviewers only where they did.
    """
    if not is_below_noticeable(document) or document.noticeable_difference is None:
        return ""
    limit = abs(document.noticeable_difference)
    setters = "that the reviewers set" if document.noticeable_source == document.source != "" else "set"
    if document.measure.is_ratio:
        return f"less than {plain_number(limit)} away from 1, the distance {setters} as worthwhile"
    return f"less than the {_amount(document, limit)} {setters} as worthwhile"


def _told(document: EvidenceDocument) -> Decimal:
    """Return the difference in points, rounded where it was re-expressed; never up to the noticeable one."""
    difference = told_difference(document) or Decimal(0)
    if document.measure == Measure.SMD and document.reexpression and document.noticeable_difference is not None:
        rounded = difference.quantize(Decimal("0.1"), ROUND_HALF_UP)
        return rounded if rounded < abs(document.noticeable_difference) else difference  # not "1.3 is less than 1.3"
    return difference


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
            ", but how much is not known" if estimate_of(document) is None else ", but its size has not been judged"
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
