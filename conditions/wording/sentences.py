"""A finding in words: certainty x size x direction x outcome x comparator.

The forms follow GRADE guidelines 26 (Santesso 2020, doi 10.1016/j.jclinepi.2019.10.014), so no sentence is stronger
than its evidence. Nobody types a claim: these functions of an ``EvidenceDocument`` are the only authors of sentences
about effects, in English whatever the interface speaks.
"""

import re
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import NamedTuple

from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.documents import plain_number
from acuinfo.publishing.language import in_english

from ..documents import EvidenceDocument
from ..risks import DENOMINATOR
from ..terms import Better, Comparator, Direction, Measure, Outcome, Phrasing, ShamKind, Size
from .size import (
    crosses_null,
    direction_of,
    estimate_of,
    interval_of,
    is_below_noticeable,
    is_unclear,
    size_of,
    told_difference,
)


class OutcomeWords(NamedTuple):
    """An outcome in plain words, with the verbs for a benefit and a harm.

    The verbs follow the outcome, not the scale: function scored so that lower is better still *improves*.
    """

    noun: str
    benefit: str
    harm: str
    thing: str
    """What people have less or more of, or better or worse, in words for a child of 11."""


OUTCOMES = {
    Outcome.PAIN: OutcomeWords("pain", "reduce", "increase", "pain"),
    Outcome.FUNCTION: OutcomeWords("function", "improve", "worsen", "movement in daily life"),
    Outcome.DISABILITY: OutcomeWords("disability", "reduce", "increase", "trouble with daily life"),
    Outcome.QUALITY_OF_LIFE: OutcomeWords("quality of life", "improve", "worsen", "quality of life"),
    Outcome.SLEEP: OutcomeWords("sleep", "improve", "worsen", "sleep"),
    Outcome.FATIGUE: OutcomeWords("fatigue", "reduce", "increase", "tiredness"),
    Outcome.STIFFNESS: OutcomeWords("stiffness", "reduce", "increase", "stiffness"),
    Outcome.RESPONDER: OutcomeWords(
        "the chance of a clear improvement", "increase", "reduce", "chance of clearly getting better"
    ),
    Outcome.WELLBEING: OutcomeWords("overall wellbeing", "improve", "worsen", "wellbeing"),
    Outcome.DISEASE_ACTIVITY: OutcomeWords("disease activity", "reduce", "increase", "disease activity"),
    Outcome.MEDICINE_USE: OutcomeWords("the use of pain medicine", "reduce", "increase", "need for pain medicine"),
}
COMPARATORS = {
    Comparator.SHAM: "sham (pretend) acupuncture",
    Comparator.NO_TREATMENT: "no treatment or being on a waiting list",
    Comparator.USUAL_CARE: "usual care",
    Comparator.ACTIVE: "another treatment",
}
SHAMS = {
    ShamKind.PENETRATING: "sham (pretend) needles that pierced the skin",
    ShamKind.NON_PENETRATING: "sham (pretend) needles that did not pierce the skin",
    ShamKind.DEVICE: "an inactive laser or electrical device",
    ShamKind.MIXED: "sham (pretend) acupuncture of several kinds",
    ShamKind.NOT_STATED: COMPARATORS[Comparator.SHAM],
}
CHANGES = {"reduce": "reduction in", "increase": "increase in", "improve": "improvement in", "worsen": "worsening of"}
HEDGES = {Certainty.HIGH: "", Certainty.MODERATE: "probably ", Certainty.LOW: "may "}
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def title(document: EvidenceDocument, condition: str, source: str) -> str:
    """Return "Neck pain: acupuncture compared with a waiting list, for pain (Zhao 2024)"."""
    noun = OUTCOMES[document.outcome].noun
    against = _named_before(document)
    told = f"{condition}: {tested_words(document)} compared with {against}, for {noun}"
    return f"{told} ({source})" if source else told


def summary(document: EvidenceDocument) -> str:
    """Return the statement, how sure it is and how much it rests on: for lists, search results and link previews."""
    if document.no_trials:
        return statement(document)
    counts = ((document.studies, "study", "studies"), (document.participants, "person", "people"))
    rests_on = ", ".join(f"{n:,} {one if n == 1 else many}" for n, one, many in counts if n is not None)
    sure = in_english(document.certainty.label)
    return f"{statement(document)} {sure}{f' ({rests_on})' if rests_on else ''}."


def statement(document: EvidenceDocument) -> str:
    """Return the sentence for a finding in the form that its editor chose, and what is known of the size."""
    return " ".join(part for part in (sentence(document, document.phrasing), size_note(document)) if part)


def size_note(document: EvidenceDocument) -> str:
    """Return the sentence that holds the difference against the one set as worthwhile, or says that nobody judged it.

    "" where a word of size says it all, and where the difference itself is uncertain.
    """
    estimate = estimate_of(document)
    if estimate is None or document.certainty not in HEDGES or told_difference(document) is None:
        return ""
    amount = _amount(document, told(document))
    if words := below_noticeable_in_words(document):
        return f"The difference, {amount}, is {words}."
    if size_of(document) != Size.UNKNOWN:
        return ""
    interval = interval_in_words(document)
    if document.scale.noticeable_difference is not None:
        if is_unclear(document):
            return f"The difference was {amount} ({interval})."
        return f"The difference, {amount}, is at least {_mark(document)}."
    return f"The difference was {amount}{f' ({interval})' if interval else ''}. Its size has not been judged."


def below_noticeable_in_words(document: EvidenceDocument) -> str:
    """Return "less than the 15 points that the reviewers set as worthwhile", or "" where that is not so."""
    return f"less than {_mark(document)}" if is_below_noticeable(document) else ""


def _mark(document: EvidenceDocument) -> str:
    """Return "the 15 points that the reviewers set as worthwhile".

    Whether people would notice it is for them to say; told is what somebody set, and the reviewers only where they did.
    """
    setters = "that the reviewers set" if document.scale.noticeable_source == document.source != "" else "set"
    return f"the {_amount(document, abs(document.scale.noticeable_difference or Decimal(0)))} {setters} as worthwhile"


def told(document: EvidenceDocument) -> Decimal:
    """Return the difference, rounded where it was worked out, but not across the noticeable one."""
    difference, noticeable = told_difference(document) or Decimal(0), document.scale.noticeable_difference
    if document.measure.is_ratio or document.measure == Measure.RD:
        people = difference.quantize(Decimal(1), ROUND_HALF_UP)
        is_across = noticeable is not None and difference < abs(noticeable) <= people  # not "100 is less than 100"
        return difference.quantize(Decimal(1), ROUND_FLOOR) if is_across else people
    if document.measure == Measure.SMD and document.reexpression and noticeable is not None:
        rounded = difference.quantize(Decimal("0.1"), ROUND_HALF_UP)
        is_same_side = (rounded < abs(noticeable)) == (difference < abs(noticeable))
        return rounded if is_same_side else difference  # not "1.3 is less than 1.3"
    return in_whole_points(document, difference)


LONG_SCALE = 50
"""Points from end to end, from where a part of a point tells readers nothing."""


def in_whole_points(document: EvidenceDocument, value: Decimal) -> Decimal:
    """Return a difference in points as readers are told it: whole on a long scale, but not across the noticeable one.

    Below 1 it stays as it is, since 0 would say that there is none. The exact one stands among the numbers.
    """
    scale = document.scale
    if document.measure != Measure.MD or scale.minimum is None or scale.maximum is None or abs(value) < 1:
        return value
    whole, mark = value.quantize(Decimal(1), ROUND_HALF_UP), abs(scale.noticeable_difference or Decimal(0))
    is_across = (abs(whole) < mark) != (abs(value) < mark)
    return value if is_across or scale.maximum - scale.minimum < LONG_SCALE else whole


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
    elif is_unclear(document):
        words = "no clear difference"
    else:
        noun = OUTCOMES[document.outcome].noun.replace("the chance of a", "chance of").replace("the use", "use")
        unknown = ", size unknown" if estimate_of(document) is None else ", size not judged"
        amounts = {Size.LARGE: " a lot", Size.MODERATE: "", Size.SMALL: " slightly", Size.UNKNOWN: unknown}
        words = f"{hedge}{_verb(document, direction)} {noun}{amounts[size]}"
    return words[0].upper() + words[1:]


def interval_in_words(document: EvidenceDocument, *, has_scale: bool = False) -> str:
    """Return the confidence interval in plain words with the document's own numbers, or "" without one.

    On a long scale in whole points; an SMD with a familiar scale is told in points of it. ``has_scale`` says that the
    scale was named just before.

    Less and more where less of what was measured is better, such as pain; elsewhere better and worse.
    """
    low, high = document.ci_low, document.ci_high
    crosses = crosses_null(document)
    if low is None or high is None or crosses is None:
        return ""
    in_people = interval_of(document) if document.measure.is_ratio or document.measure == Measure.RD else None
    if in_people is not None:
        first, last = (_more_people(end) for end in in_people)
        of = f"of {DENOMINATOR:,} people"
        if not crosses:
            return f"between {_between(*in_people)} {of}"
        return f"anything from {first} {of} to {last}" if last == NONE else f"anything from {first} to {last} {of}"
    if document.measure.is_ratio:
        what = "odds" if document.measure == Measure.OR else "chance"
        opening, joint = ("anything from", "to") if crosses else ("between", "and")
        return f"{opening} {plain_number(low)} {joint} {plain_number(high)} times the {what}"
    low, high = (_in_points(document, in_whole_points(document, end)) for end in (low, high))
    scale = "" if has_scale else _scale_told(document)
    if crosses:
        return f"anything from {_side(document, low)} to {_side(document, high)}{scale}"
    near, far = sorted((low, high), key=abs)
    return f"between {plain_number(abs(near))} and {_side(document, far)}{scale}"


NONE = "no difference"
COMMON_SCALE = "on the common scale"
"""The unit of an SMD in words for lay readers; the glossary explains it. Standard deviations are for professionals."""


def _in_points(document: EvidenceDocument, bound: Decimal) -> Decimal:
    """Return one end of an interval; of an SMD in points of the familiar scale, where there is one."""
    if document.measure != Measure.SMD or document.reexpression is None:
        return bound
    return (bound * document.reexpression.sd).quantize(Decimal("0.1"), ROUND_HALF_UP)


def _scale_told(document: EvidenceDocument) -> str:
    """Return on what scale an SMD is told, to stand behind it; "" for what has points of its own."""
    if document.measure != Measure.SMD:
        return ""
    scale = document.reexpression
    if scale is None:
        return f" {COMMON_SCALE}"
    return f", on a scale of {plain_number(scale.minimum)} to {plain_number(scale.maximum)}"


def _more_people(difference: Decimal) -> str:
    """Return "37 fewer" or "103 more", in whole people; "no difference" for 0."""
    people = difference.quantize(Decimal(1), ROUND_HALF_UP)
    return f"{abs(people)} {'fewer' if people < 0 else 'more'}" if people else NONE


def _between(low: Decimal, high: Decimal) -> str:
    near, far = sorted((low, high), key=abs)
    return f"{abs(near.quantize(Decimal(1), ROUND_HALF_UP))} and {_more_people(far)}"


def clause(document: EvidenceDocument) -> str:
    """Return the sentence without capital and full stop, to stand within another."""
    words = sentence(document, Phrasing.SUBJECT).removesuffix(".")
    return words[:1].lower() + words[1:]


def sentence(document: EvidenceDocument, phrasing: Phrasing) -> str:
    """Return the one sentence that tells a finding, in one of its equivalent forms."""
    size, direction = size_of(document), direction_of(document)
    words = {
        "tested": tested_words(document),
        "against": _named_before(document) if phrasing == Phrasing.SUBJECT else against_words(document),
        "noun": OUTCOMES[document.outcome].noun,
        "searched": f" (searched {_day_in_words(document.searched)})" if document.searched else "",
        "unknown": ", but how much is not known" if size == Size.UNKNOWN and estimate_of(document) is None else "",
    }
    if document.no_trials:
        form = NO_TRIALS
    elif document.certainty not in HEDGES:
        form = (VERY_UNCERTAIN if document.certainty == Certainty.VERY_LOW else NOT_RATED)[phrasing]
    elif is_unclear(document):
        form = NOT_CLEAR[phrasing]
    else:
        form = TOLD[phrasing]
        words["predicate"] = predicate(document, size, direction)
        words["people"] = _people(document, size, direction)
    said = form.format(**words)
    return f"{said[0].upper()}{said[1:]}."


TOLD = {
    Phrasing.SUBJECT: "{tested} {predicate} compared with {against}{unknown}",
    Phrasing.COMPARATOR: "compared with {against}, {tested} {predicate}{unknown}",
    Phrasing.SHORT: "{tested} against {against}: {predicate}{unknown}",
    Phrasing.CHILD: "people {people}{unknown}",
}
NOT_CLEAR = {
    Phrasing.SUBJECT: "it is not clear whether {tested} makes a difference to {noun} compared with {against}",
    Phrasing.COMPARATOR: "compared with {against}, it is not clear whether {tested} makes a difference to {noun}",
    Phrasing.SHORT: "{tested} against {against}: no clear difference in {noun}",
    Phrasing.CHILD: "the studies do not say clearly whether {tested} changes {noun} compared with {against}",
}
VERY_UNCERTAIN = {
    Phrasing.SUBJECT: "the evidence is very uncertain about the effect of {tested} on {noun} compared with {against}",
    Phrasing.COMPARATOR: (
        "compared with {against}, the evidence is very uncertain about the effect of {tested} on {noun}"
    ),
    Phrasing.SHORT: "{tested} against {against}: the evidence on {noun} is very uncertain",
    Phrasing.CHILD: "we do not know from the studies what {tested} does to {noun} compared with {against}",
}
NOT_RATED = {
    Phrasing.SUBJECT: (
        "nobody has rated how sure we can be about the effect of {tested} on {noun} compared with {against}"
    ),
    Phrasing.COMPARATOR: (
        "compared with {against}, nobody has rated how sure we can be about the effect of {tested} on {noun}"
    ),
    Phrasing.SHORT: "{tested} against {against}: nobody has rated how sure we can be about {noun}",
    Phrasing.CHILD: (
        "nobody has said yet how sure we can be about what {tested} does to {noun} compared with {against}"
    ),
}
NO_TRIALS = "we looked and found no trials of {tested} compared with {against} for {noun}{searched}"


def predicate(document: EvidenceDocument, size: Size, direction: Direction) -> str:
    """Return "probably reduces pain slightly"."""
    noun, hedge = OUTCOMES[document.outcome].noun, HEDGES[document.certainty]
    result = "result in" if document.certainty == Certainty.LOW else "results in"
    if size == Size.LITTLE:
        return f"{hedge}{result} little to no difference in {noun}"
    if size == Size.LARGE:
        words = OUTCOMES[document.outcome]
        verb = words.benefit if direction == Direction.BENEFIT else words.harm
        return f"{hedge}{result} a large {CHANGES[verb]} {noun}"
    return f"{hedge}{_verb(document, direction)} {noun}{' slightly' if size == Size.SMALL else ''}"


def _people(document: EvidenceDocument, size: Size, direction: Direction) -> str:
    """Return "probably have a little less pain with acupuncture than with usual care"."""
    words, hedge = OUTCOMES[document.outcome], HEDGES[document.certainty]
    tested, against = tested_words(document), against_words(document)
    if size == Size.LITTLE:
        return f"{hedge}have about the same {words.thing} with {tested} as with {against}"
    amount = {Size.SMALL: "a little ", Size.LARGE: "much "}.get(size, "")
    betters = words.benefit == "improve" or document.outcome == Outcome.RESPONDER
    change = ("better", "worse") if betters else ("less", "more")
    said = f"{amount}{change[direction != Direction.BENEFIT]} {words.thing}"
    if document.outcome == Outcome.RESPONDER:  # a chance is counted: "a much better chance"
        said = f"a {said.removeprefix('a ')}"
    return f"{hedge}have {said} with {tested} than with {against}"


def _verb(document: EvidenceDocument, direction: Direction) -> str:
    words = OUTCOMES[document.outcome]
    verb = words.benefit if direction == Direction.BENEFIT else words.harm
    return verb if document.certainty == Certainty.LOW else f"{verb}s"


def tested_words(document: EvidenceDocument) -> str:
    """Return what was tested: "acupuncture added to usual care"."""
    added = f" added to {comparator_words(document)}" if document.added_to_comparator else ""
    return f"{in_english(document.tested.label)}{added}"


def against_words(document: EvidenceDocument) -> str:
    """Return what it was compared with: "usual care alone" where both groups had it."""
    return f"{comparator_words(document)}{' alone' if document.added_to_comparator else ''}"


def _named_before(document: EvidenceDocument) -> str:
    """Return what it was compared with where the words for what was tested stand just before: "that alone"."""
    return "that alone" if document.added_to_comparator else against_words(document)


def comparator_words(document: EvidenceDocument) -> str:
    """Return what acupuncture was compared with: the finding's own words, or those of its kind."""
    detail = document.comparator_detail.rstrip(".")
    if document.comparator != Comparator.SHAM:
        return detail or COMPARATORS[document.comparator]
    if detail:
        return detail if re.search("sham|pretend", detail, re.IGNORECASE) else f"{detail} as a sham (pretend treatment)"
    return SHAMS[document.sham_kind] if document.sham_kind else COMPARATORS[Comparator.SHAM]


def _day_in_words(partial: str) -> str:
    """Turn "2018-03-09", "2018-03" or "2018" into "9 March 2018", "March 2018" or "2018"."""
    year, *rest = partial.split("-")
    month = [MONTHS[int(rest[0]) - 1]] if rest else []
    day = [str(int(rest[1]))] if len(rest) == 2 else []
    return " ".join([*day, *month, year])


def _amount(document: EvidenceDocument, value: Decimal) -> str:
    """Return a difference with its unit: points, a place on the common scale or people of 1,000."""
    if document.measure.is_ratio or document.measure == Measure.RD:
        return f"{abs(value).quantize(Decimal(1), ROUND_HALF_UP)} of {DENOMINATOR:,} people"
    number = plain_number(abs(value))
    if document.measure == Measure.SMD and not document.reexpression:
        return f"{number} {COMMON_SCALE}"
    return f"{number} point{'' if number == '1' else 's'}"


def _side(document: EvidenceDocument, bound: Decimal) -> str:
    """Return one end of an interval: how much less or more."""
    if bound == 0:
        return "no difference"
    number = plain_number(abs(bound))
    unit = "" if document.measure == Measure.SMD and not document.reexpression else " point"
    return f"{number}{unit}{'s' if unit and number != '1' else ''} {_which_way(document, bound)}"


def _which_way(document: EvidenceDocument, bound: Decimal) -> str:
    """Return "less" or "more" for what is named after the trouble and measured as such, else "better" or "worse"."""
    is_lower, is_lower_better = bound < 0, document.scale.better == Better.LOWER
    if is_lower_better and OUTCOMES[document.outcome].benefit == "reduce":
        return "less" if is_lower else "more"
    return "better" if is_lower == is_lower_better else "worse"
