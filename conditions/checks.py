"""Publishing checks of conditions, evidence summaries and safety notes."""

import datetime as dt
import re
from collections.abc import Iterator
from decimal import Decimal

from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.checks import Check, Facts, Objection, cited_sentences
from acuinfo.publishing.documents import CITATION_MARK
from acuinfo.publishing.inserted import inserts_in
from acuinfo.publishing.models import Publication
from acuinfo.publishing.readability import sentences
from acuinfo.publishing.richtext import plain

from .compiling import numbers_of
from .documents import ConditionDocument, EvidenceDocument, SafetyDocument
from .grade import figures_agree_with_rows, grade_is_consistent
from .meta_analysis import analyse, disagreement
from .risks import of_1000, risk_with
from .terms import Comparator, Measure, RatedBy


# --- Conditions -------------------------------------------------------------------------------------------------
def _complete(document: ConditionDocument, facts: Facts) -> Iterator[Objection]:
    needed = {
        "what_it_is": gettext("Say what the condition is."),
        "without_treatment": gettext("Say what happens without treatment."),
        "what_it_involves": gettext("Say what acupuncture for it involves."),
        "unknowns": gettext("Say what we do not know."),
    }
    for field, message in needed.items():
        if not plain(getattr(document, field)):
            yield Objection(field, message)
    if not 2 <= len(document.key_messages) <= 3:
        yield Objection("key_messages", gettext("Write two or three key messages."))
    if len(document.other_options) < 2:
        yield Objection("other_options", gettext("Name at least two other options."))
    if len(document.questions) < 3:
        yield Objection("questions", gettext("Suggest at least three questions to ask a clinician."))
    if not document.red_flags:
        yield Objection("red_flags", gettext("Say when to get medical help now."))
    if any(flag.how_soon is None for flag in document.red_flags):
        yield Objection("red_flags", gettext("Say of each warning sign how soon it needs help."))


def _answer(document: ConditionDocument, facts: Facts) -> Iterator[Objection]:
    """The answer tells one finding against sham and one against something real, where there are some."""
    there = [card for card in facts.findings if card.kind == "evidence"]
    leading = {card.slug for insert, card in facts.shown.items() if insert.slug in document.leading}
    needed = {
        gettext("Choose a leading finding that compares acupuncture with a sham."): True,
        gettext("Choose a leading finding that compares acupuncture with something real."): False,
    }
    for told, is_sham in needed.items():
        fitting = {card.slug for card in there if (card.data["comparator"] == Comparator.SHAM) == is_sham}
        if fitting and not fitting & leading:
            yield Objection("leading", told)
    told_sides = {(_compared(card), _side(card)) for card in there if card.slug in leading}
    for other in there:
        is_compared = any(compared == _compared(other) for compared, _told in told_sides)
        if is_compared and _side(other) and (_compared(other), _side(other)) not in told_sides:
            told = gettext("“%(other)s” has the same outcome and comparison, and says something else. Let it lead too.")
            yield Objection("leading", told % {"other": other.title})


def _of_this_condition(document: ConditionDocument, facts: Facts) -> Iterator[Objection]:
    """A composed sentence does not name the condition, so where readers look first it must be about this one."""
    here = {card.pk for card in facts.findings}
    for path, text in document.texts():
        if path.partition(".")[0] not in ("summary", "key_messages"):
            continue
        for insert in inserts_in(text):
            card = facts.shown.get(insert)
            if card is not None and card.kind == "evidence" and card.pk not in here:
                told = gettext("“%(title)s” is about another condition. Put it into a text that says so.")
                yield Objection(path, told % {"title": card.title})


def _compared(card: Publication) -> tuple[str, str]:
    return (card.data["outcome"], card.data["comparator"])


def _side(card: Publication) -> str:
    """Return what a finding says: little, or which side; "" where nobody can rely on it."""
    if card.data["certainty"] in ("very-low", "not-rated"):
        return ""
    return "little" if card.data["size"] == "little" else str(card.data["direction"])


def _guidelines_differ(document: ConditionDocument, facts: Facts) -> Iterator[Objection]:
    positions = {g.position for g in document.guidelines if not g.superseded_by}
    if len(positions) > 1 and not plain(document.why_guidelines_differ):
        yield Objection(
            "why_guidelines_differ", gettext("The guidelines take different positions. Say why they differ.")
        )


def _guideline_sources(document: ConditionDocument, facts: Facts) -> Iterator[Objection]:
    for i, guideline in enumerate(document.guidelines, 1):
        if not guideline.source and not guideline.url:
            told = gettext("Give a source or a link for %(body)s %(year)d.")
            yield Objection(f"guidelines.{i}", told % {"body": guideline.body, "year": guideline.year})


RESULT_NUMBER = re.compile(r"(?<![\w.])(?:[−-]?\d+\.\d+|\d+(?:\.\d+)? ?%|\d+ (?:of|in|out of|per) (?:every )?[\d,]+)")


def _numbers_have_sources(
    document: ConditionDocument | EvidenceDocument | SafetyDocument, facts: Facts
) -> Iterator[Objection]:
    for path, text in document.texts():
        if path.split(".")[0] in ("title", "locator", "statement", "trials", "scale", "codes"):
            continue
        if CITATION_MARK.search(text) or (not isinstance(document, ConditionDocument) and document.source):
            continue
        for sentence in sentences(text):
            match = RESULT_NUMBER.search(sentence)
            if match:
                told = gettext("Where does “%(number)s” come from? Cite the source: [[short-name]].")
                yield Objection(path, told % {"number": match.group()})


def _numbers_are_known(
    document: ConditionDocument | EvidenceDocument | SafetyDocument, facts: Facts
) -> Iterator[Objection]:
    """Mark a number that stands with a citation and is in no finding and no row of a trial from that source."""
    own = numbers_of(document) if isinstance(document, EvidenceDocument) else ()
    for path, text in document.texts():
        for sentence in cited_sentences(text):
            cited = CITATION_MARK.findall(sentence)
            known = {abs(Decimal(n)) for slug in cited for n in facts.numbers.get(slug, ())} | {abs(n) for n in own}
            for match in RESULT_NUMBER.finditer(CITATION_MARK.sub("", sentence)):
                number = match.group().replace(",", "").lstrip("−-").rstrip("%").split()[0]
                if Decimal(number) not in known:
                    told = gettext("“%(number)s” is in no finding from %(source)s. Compare it with the source.")
                    yield Objection(path, told % {"number": match.group().strip(), "source": ", ".join(cited)})


# --- Evidence ---------------------------------------------------------------------------------------------------
def _has_source(document: EvidenceDocument, facts: Facts) -> Iterator[Objection]:
    if not document.source and not document.no_trials:
        yield Objection("source", gettext("Every finding needs its source."))


def _certainty(document: EvidenceDocument, facts: Facts) -> Iterator[Objection]:
    if document.no_trials:
        return
    if document.certainty == Certainty.NOT_RATED:
        if not document.certainty_reason:
            yield Objection("certainty_reason", gettext("Say why nobody has rated the certainty."))
    elif document.rated_by is None:
        yield Objection("rated_by", gettext("Say who rated the certainty."))
    if document.rated_by == RatedBy.ACUINFO and document.certainty != Certainty.NOT_RATED:
        drop = document.certainty.rank
        given = sum(downgrade.levels for downgrade in document.downgrades)
        if min(given, 3) != drop:
            told = gettext("The reasons to rate down add up to %(given)d, but “%(certainty)s” is %(drop)d below high.")
            said = {"given": given, "certainty": document.certainty.label, "drop": drop}
            yield Objection("downgrades", told % said)


def _interval(document: EvidenceDocument, facts: Facts) -> Iterator[Objection]:
    if document.estimate is not None and document.ci_low is None:
        yield Objection(
            "ci_low", gettext("Give the interval with the estimate; without it nobody can tell how exact it is.")
        )


def _baseline(document: EvidenceDocument, facts: Facts) -> Iterator[Objection]:
    if (
        document.measure in (Measure.RR, Measure.OR)
        and document.estimate is not None
        and document.baseline_risk is None
    ):
        told = gettext("A ratio alone misleads. Give the share of people with the outcome without acupuncture.")
        yield Objection("baseline_risk", told)
    share = risk_with(document, document.estimate) if document.estimate is not None else None
    if share is not None and not 0 <= share <= 1:
        told = gettext("With this baseline the estimate means %(people)s of 1,000 people. One of the two is not right.")
        yield Objection("baseline_risk", told % {"people": of_1000(share)})


def _no_trials(document: EvidenceDocument, facts: Facts) -> Iterator[Objection]:
    if document.no_trials and not document.searched:
        yield Objection("searched", gettext("Say up to when you searched."))


def _search_date(document: EvidenceDocument, facts: Facts) -> Iterator[Objection]:
    if not document.searched:
        yield Objection("searched", gettext("Say up to when the evidence was searched, if the source says so."))
    elif _months_old(document.searched) > 24:
        told = gettext("The search is from %(date)s, more than 24 months ago. Look for newer evidence.")
        yield Objection("searched", told % {"date": document.searched})


def _months_old(partial: str) -> int:
    year, month = int(partial[:4]), int(partial[5:7] or 12)
    today = dt.date.today()
    return (today.year - year) * 12 + today.month - month


def _second_person(document: EvidenceDocument, facts: Facts) -> Iterator[Objection]:
    if document.estimate is not None and not document.checked_by:
        yield Objection("checked_by", gettext("No second person has compared these numbers with the source yet."))


def _pooled_agrees(document: EvidenceDocument, facts: Facts) -> Iterator[Objection]:
    if document.trials:
        analysis = analyse(document)
        warning = disagreement(document, analysis)
        for doubt in (*analysis.doubts, *([warning] if warning else [])):
            yield Objection("trials", doubt)


def _trials_are_possible(document: EvidenceDocument, facts: Facts) -> Iterator[Objection]:
    for excluded in analyse(document).excluded if document.trials else ():
        if excluded.is_mistake:
            yield Objection("trials", excluded.advice)


PHRASE = re.compile(r"[^.!?;:\n]{1,80}")


def _is_a_phrase(document: EvidenceDocument, facts: Facts) -> Iterator[Objection]:
    """The comparator's own words stand within composed sentences, so they may hold no sentence of their own."""
    said = document.comparator_detail
    if said and not PHRASE.fullmatch(said):
        told = gettext("Write at most 80 characters that can stand after “compared with”, without a full stop.")
        yield Objection("comparator_detail", told)
    if document.added_to_comparator and document.comparator == Comparator.SHAM:
        yield Objection("added_to_comparator", gettext("Acupuncture is not added to a sham. Choose what both had."))


def _explained(document: EvidenceDocument, facts: Facts) -> Iterator[Objection]:
    if not plain(document.explanation):
        yield Objection("explanation", gettext("Explain the finding in one plain paragraph."))


# --- Safety -----------------------------------------------------------------------------------------------------
FREQUENCY_WORD = re.compile(r"\b(very common|common|uncommon|rare|rarely|very rare)\b", re.IGNORECASE)


def _safety_complete(document: SafetyDocument, facts: Facts) -> Iterator[Objection]:
    if not plain(document.what_it_is):
        yield Objection("what_it_is", gettext("Say what it is."))
    if not plain(document.what_to_do):
        yield Objection("what_to_do", gettext("Say what to do."))


def _rate_has_source(document: SafetyDocument, facts: Facts) -> Iterator[Objection]:
    if document.rate is not None and not document.source:
        yield Objection("source", gettext("A rate needs its source."))


def _frequency_words(document: SafetyDocument, facts: Facts) -> Iterator[Objection]:
    for path, text in document.texts():
        for sentence in sentences(text):
            match = FREQUENCY_WORD.search(sentence)
            if match and document.rate is None and not re.search(r"\d", sentence):
                told = gettext("“%(word)s” means different things to different people. Give the number.")
                yield Objection(path, told % {"word": match.group()})


SOURCED = Check("numbers-have-sources", "blocks", _("Every number has its source."), _numbers_have_sources)

OF_THIS = Check(
    "of-this-condition",
    "blocks",
    _("The answer and the key messages tell findings about this condition."),
    _of_this_condition,
)
KNOWN = Check(
    "numbers-known", "informs", _("Each number with a citation is in a finding from that source."), _numbers_are_known
)

CONDITION_CHECKS = (
    Check(
        "of-this-condition",
        "blocks",
        _("The answer and the key messages tell findings about this condition."),
        _of_this_condition,
    ),
    Check(
        "answer", "blocks", _("The answer is composed of findings, against sham and against something real."), _answer
    ),
    Check(
        "condition-complete",
        "blocks",
        _("The page says what is unknown, what else helps, what to ask and when to get help."),
        _complete,
    ),
    Check("guidelines-differ", "blocks", _("Where guidelines differ, the page says why."), _guidelines_differ),
    Check("guideline-source", "blocks", _("Every guideline statement has its source."), _guideline_sources),
    SOURCED,
    KNOWN,
)
EVIDENCE_CHECKS = (
    Check("finding-has-source", "blocks", _("The finding has a source."), _has_source),
    Check("certainty-rated", "blocks", _("The certainty is rated, or the page says why not."), _certainty),
    Check("interval", "blocks", _("The estimate comes with its interval."), _interval),
    Check("baseline", "blocks", _("A relative effect comes with the risk it starts from."), _baseline),
    Check("no-trials-searched", "blocks", _("“No trials found” says when we looked."), _no_trials),
    Check("explained", "blocks", _("The finding is explained in plain words."), _explained),
    Check("search-date", "warns", _("The search for evidence is not older than 24 months."), _search_date),
    Check("second-person", "warns", _("A second person compared the numbers with the source."), _second_person),
    Check("trials-possible", "blocks", _("The figures of each trial are possible."), _trials_are_possible),
    Check("comparator-phrase", "blocks", _("What acupuncture was compared with is named in a phrase."), _is_a_phrase),
    Check("grade", "blocks", _("The rating of certainty fits the numbers, or says why not."), grade_is_consistent),
    Check(
        "rows-agree",
        "blocks",
        _("The numbers of studies and people are those of the trials shown."),
        figures_agree_with_rows,
    ),
    Check("pooled-agrees", "warns", _("The trials shown add up to the result given."), _pooled_agrees),
    SOURCED,
    KNOWN,
)
SAFETY_CHECKS = (
    Check("safety-complete", "blocks", _("The note says what it is and what to do."), _safety_complete),
    Check("rate-has-source", "blocks", _("The rate has a source."), _rate_has_source),
    Check("frequency-words", "blocks", _("Words such as “common” or “rare” come with a number."), _frequency_words),
    SOURCED,
    KNOWN,
)
