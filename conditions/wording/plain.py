"""A finding in few and plain words: the line of an answer panel, what it comes to, and the plain words of its page.

As strong as the sentence (GRADE guidelines 26), without its comparator: that stands above the line. No word here needs
statistics to be understood.
"""

from decimal import ROUND_HALF_UP, Decimal

from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.documents import plain_number
from acuinfo.publishing.language import in_english

from ..documents import EvidenceDocument
from ..risks import DENOMINATOR, of_1000, risk_with
from ..terms import Direction, Measure, Outcome, Phrasing, Size
from .sentences import HEDGES, OUTCOMES, predicate, sentence, told
from .size import direction_of, estimate_of, is_unclear, size_of, told_difference


def answer_line(document: EvidenceDocument) -> str:
    """Return the line of an answer panel: "Acupuncture may reduce pain slightly."."""
    tested, noun = in_english(document.tested.label), OUTCOMES[document.outcome].noun
    if document.no_trials:
        line = "we looked and found no trials"
    elif document.certainty == Certainty.VERY_LOW:
        line = f"the evidence is very uncertain about the effect of {tested} on {noun}"
    elif document.certainty == Certainty.NOT_RATED:
        line = f"how sure we can be about the effect on {noun} has not been rated"
    elif is_unclear(document):
        line = f"it is not clear whether {tested} makes a difference to {noun}"
    else:
        size = size_of(document)
        unknown = ", but how much is not known" if size == Size.UNKNOWN and estimate_of(document) is None else ""
        line = f"{tested} {predicate(document, size, direction_of(document))}{unknown}"
    return f"{line[0].upper()}{line[1:]}."


def answer_note(document: EvidenceDocument) -> str:
    """Return what the line comes to: "0.9 points of 20" or "603 of 1,000 people, instead of 473".

    "" where the finding cannot be told in either, and where it is too uncertain to be told.
    """
    if document.certainty not in HEDGES or document.no_trials:
        return ""
    return _people_note(document) or _points_note(document)


def mark_note(document: EvidenceDocument) -> str:
    """Return what was set as worthwhile, where the note tells points: "1.3 was set as worthwhile"; else ""."""
    mark = document.scale.noticeable_difference
    if mark is None or not answer_note(document) or familiar_range(document) is None:
        return ""
    return f"{plain_number(abs(mark))} was set as worthwhile"


def _people_note(document: EvidenceDocument) -> str:
    base, share = document.baseline_risk, _share(document)
    if base is None or share is None:
        return ""
    return f"{of_1000(share):,} of {DENOMINATOR:,} people, instead of {of_1000(base):,}"


def _share(document: EvidenceDocument) -> Decimal | None:
    share = None if document.estimate is None else risk_with(document, document.estimate)
    return share if share is not None and 0 <= share <= 1 else None


def _points_note(document: EvidenceDocument) -> str:
    whole, difference = familiar_range(document), told_difference(document)
    if difference is None or whole is None:
        return ""
    which_way = " worse" if direction_of(document) == Direction.HARM else ""
    return f"{_points(difference_in_points(document))} of {plain_number(whole)}{which_way}"


def difference_in_points(document: EvidenceDocument) -> Decimal:
    """Return the difference with the digits a reader needs: whole points on a long scale, but never across the mark."""
    difference, mark = told(document), document.scale.noticeable_difference
    whole = difference.quantize(Decimal(1), ROUND_HALF_UP)
    is_long = difference >= SHORTEST_IN_WHOLE_POINTS
    is_across = mark is not None and (whole < abs(mark)) != (difference < abs(mark))
    return whole if is_long and not is_across else difference


SHORTEST_IN_WHOLE_POINTS = 5
"""From this difference on, a tenth of a point tells nothing more."""


def _points(number: Decimal) -> str:
    return f"{plain_number(abs(number))} {'point' if abs(number) == 1 else 'points'}"


def familiar_range(document: EvidenceDocument) -> Decimal | None:
    """Return how many points the scale has on which the effect can be told; None where it cannot be told in points."""
    scale = document.reexpression if document.measure == Measure.SMD else document.scale
    if document.measure not in (Measure.SMD, Measure.MD) or scale is None:
        return None
    if scale.minimum is None or scale.maximum is None or scale.maximum <= scale.minimum:
        return None
    return scale.maximum - scale.minimum


SURE = {
    Certainty.HIGH: "We are sure of this: new studies are unlikely to change it",
    Certainty.MODERATE: "We are fairly sure of this, but new studies could change it",
    Certainty.LOW: "We are not very sure of this: new studies may well change it",
    Certainty.VERY_LOW: "What studies found so far may be far from the truth",
    Certainty.NOT_RATED: "",
}


def plain_words(document: EvidenceDocument) -> list[str]:
    """Return a finding in at most 80 words that need no statistics: what, how much, how sure, on what it rests."""
    said = [sentence(document, Phrasing.CHILD)]
    if document.no_trials:
        return said
    if document.certainty in HEDGES:
        said += _how_much(document)
    return [*said, *(f"{words}." for words in (SURE[document.certainty], _rests_on(document)) if words)]


def _how_much(document: EvidenceDocument) -> list[str]:
    base, share, noun = document.baseline_risk, _share(document), OUTCOMES[document.outcome].noun
    if base is not None and share is not None:
        event = "clearly improved" if document.outcome == Outcome.RESPONDER else f"had what was counted ({noun})"
        return [f"Of {DENOMINATOR:,} people, about {of_1000(share):,} {event}, instead of about {of_1000(base):,}."]
    whole, difference = familiar_range(document), told_difference(document)
    if whole is None or difference is None or not difference:
        return []
    mark = document.scale.noticeable_difference
    said = [f"On a scale of {_points(whole)}, the difference was about {_points(difference_in_points(document))}."]
    return [*said, f"A difference of {_points(mark)} was set as worthwhile."] if mark is not None else said


def _rests_on(document: EvidenceDocument) -> str:
    counts = ((document.studies, "study", "studies"), (document.participants, "person", "people"))
    counted = [f"{n:,} {one if n == 1 else many}" for n, one, many in counts if n is not None]
    return f"This rests on {' with '.join(counted)}" if counted else ""
