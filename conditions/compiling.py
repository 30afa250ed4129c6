"""Between the rows of a draft and its document, for conditions, evidence summaries and safety notes."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import Manager
from django.utils.translation import gettext

from acuinfo.publishing.compiling import (
    CompileError,
    assign,
    assign_draft,
    draft_values,
    lines,
    part_of,
    publications,
    replace_rows,
    replace_texts,
    save_valid,
    sources_for,
    texts,
    with_citations,
)
from acuinfo.publishing.documents import plain_number
from acuinfo.publishing.inserted import Insert
from acuinfo.publishing.kinds import DerivedTag
from acuinfo.publishing.language import in_english
from acuinfo.publishing.models import Publication, TagGroup
from acuinfo.sources.citations.names import stored_authors
from acuinfo.sources.models import Source

from . import figures, models, wording
from .absolute import frequency_text
from .documents import (
    Code,
    ConditionDocument,
    DomainRating,
    EvidenceDocument,
    Guideline,
    NotApplicable,
    Rate,
    Reexpression,
    SafetyDocument,
    TreatmentOption,
    TrialFigures,
    UsedScale,
    WarningSign,
)
from .models import Condition, EvidenceSummary, SafetyNote, Trial
from .ruler import place_on_ruler
from .terms import Position
from .wording.size import is_unclear


# --- Conditions -------------------------------------------------------------------------------------------------
def compile_condition(draft: Condition) -> ConditionDocument:
    """Return what a condition's draft says."""
    document = ConditionDocument.model_validate(
        {
            **draft_values(draft, ConditionDocument),
            "leading": [row.finding for row in draft.leading.all() if row.finding],
            "other_names": lines(draft.other_names),
            "key_messages": texts(draft.key_messages),
            "red_flags": [part_of(row, WarningSign) for row in draft.red_flags.all()],
            "questions": texts(draft.questions),
            "other_options": [part_of(row, TreatmentOption) for row in draft.other_options.all()],
            "guidelines": [part_of(row, Guideline) for row in draft.guidelines.select_related("source")],
            "cautions_not_applicable": [part_of(row, NotApplicable) for row in draft.cautions_not_applicable.all()],
            "codes": [part_of(row, Code) for row in draft.codes.all()],
        }
    )
    return with_citations(document.model_copy(update={"summary": answer(document)}))


def answer(document: ConditionDocument) -> str:
    """Return the marks that put the leading findings in, in their order."""
    if not document.leading:
        return f"We have not published any finding on acupuncture for this yet: {document.title}."
    return " ".join(str(Insert("finding", slug, "sentence")) for slug in document.leading)


def counted_guidelines(document: ConditionDocument) -> list[Guideline]:
    """Return the guidelines that are counted: current, on this condition and these people, the newest of each body."""
    by_body: dict[str, Guideline] = {}
    for guideline in sorted((g for g in document.guidelines if g.is_counted), key=lambda g: -g.year):
        by_body.setdefault(guideline.body_alone, guideline)
    return [guideline for guideline in document.guidelines if guideline in by_body.values()]


def positions_in_words(document: ConditionDocument) -> str:
    """Return "Of 3 guidelines, 1 recommends acupuncture and 2 say that it may be considered."."""
    positions = [g.position for g in counted_guidelines(document)]
    if not positions:
        return "We have recorded no current guideline on acupuncture for this."
    counted = [(positions.count(p), POSITIONS[p][positions.count(p) > 1]) for p in Position if p in positions]
    if len(counted) == 1:
        n, words = counted[0]
        return f"The {'one guideline' if n == 1 else f'{n} guidelines'} we know {words}."
    said = [f"{n} {words}" for n, words in counted]
    return f"Of {len(positions)} guidelines, {', '.join(said[:-1])} and {said[-1]}."


POSITIONS = {
    Position.FOR: ("recommends acupuncture", "recommend acupuncture"),
    Position.CONSIDER: ("says that it may be considered", "say that it may be considered"),
    Position.NONE: ("makes no recommendation", "make no recommendation"),
    Position.AGAINST: ("recommends against it", "recommend against it"),
}


def apply_condition(document: ConditionDocument, draft: Condition) -> None:
    """Make a condition's draft say what a document says."""
    sources = sources_for(document)
    assign_draft(draft, document, sources)
    draft.other_names = "\n".join(document.other_names)
    save_valid(draft)
    draft.leading.all().delete()
    for order, slug in enumerate(document.leading, 1):
        draft.leading.create(order=order, finding=slug)
    replace_texts(draft.key_messages, document.key_messages)
    replace_rows(draft.red_flags, document.red_flags, sources)
    replace_texts(draft.questions, document.questions)
    replace_rows(draft.other_options, document.other_options, sources)
    replace_rows(draft.guidelines, document.guidelines, sources)
    replace_rows(draft.cautions_not_applicable, document.cautions_not_applicable, sources)
    replace_rows(draft.codes, document.codes, sources)


def condition_card(document: ConditionDocument) -> dict[str, Any]:
    """Return what lists show of a condition."""
    return {
        "other_names": list(document.other_names),
        "codes": [[code.system.value, code.code] for code in document.codes],
        "inserts": {"sentence": positions_in_words(document)},
    }


def condition_tags(document: ConditionDocument) -> Iterator[DerivedTag]:
    """A condition derives no tags; pages about it do."""
    yield from ()


# --- Evidence ---------------------------------------------------------------------------------------------------
def compile_evidence(draft: EvidenceSummary) -> EvidenceDocument:
    """Return what an evidence summary's draft says, with its sentence, size and direction."""
    trials = list(draft.trials.select_related("source"))
    document = EvidenceDocument.model_validate(
        {
            **draft_values(draft, EvidenceDocument),
            "condition": draft.condition.publication.name_in_documents,
            "scale": part_of(draft.scale, UsedScale) if draft.scale else UsedScale(),
            "reexpression": part_of(draft, Reexpression, "reexpression_") if draft.reexpression_scale else None,
            "downgrades": [part_of(row, DomainRating) for row in draft.downgrades.all()],
            "trials": [part_of(row, TrialFigures) for row in trials],
        }
    )
    must_be_whole(draft, *trials)
    return with_citations(with_wording(document, public_name(draft.condition), short_name(draft.source)))


def must_be_whole(draft: EvidenceSummary, *trials: Trial) -> None:
    """Refuse figures of which a part is not typed yet. Raises CompileError."""
    ends = [(row.ci_low, row.ci_high) for row in trials]
    if any((low is None) != (high is None) for low, high in [(draft.ci_low, draft.ci_high), *ends]):
        raise CompileError(gettext("Give both ends of the interval, or neither."))
    for trial in trials:
        if trial.ci_low is not None and trial.effect is None:
            raise CompileError(gettext("The trial %(trial)s has an interval without its effect.") % {"trial": trial})
        arms = ((trial.events_treatment, trial.n_treatment), (trial.events_control, trial.n_control))
        if any(events is not None and people is None for events, people in arms):
            raise CompileError(gettext("The trial %(trial)s has events without the people.") % {"trial": trial})


def public_name(condition: Condition) -> str:
    """Return what a condition is called where readers see it: by its published title, or until then by its address."""
    return condition.publication.title or condition.slug.replace("-", " ").capitalize()


def names_of(conditions: Manager[Condition]) -> tuple[str, ...]:
    """Return by which name documents call the conditions that a page is about, in order."""
    return tuple(sorted(c.publication.name_in_documents for c in conditions.select_related("publication")))


def short_name(source: Source | None) -> str:
    """Return "Zhao 2024" for a source, or "" for none."""
    if source is None:
        return ""
    first = next((name.family for name in stored_authors(source.authors)), "")
    if not first and (named := re.fullmatch(r"([a-z]+)\d{4}[a-z]?", source.slug)):
        first = named[1].title()
    return f"{first} {source.year or ''}".strip() if first else ""


def with_wording(document: EvidenceDocument, condition: str, source: str) -> EvidenceDocument:
    """Return the finding with all its words, its size and its direction."""
    derived = {
        "title": wording.title(document, condition, source)[:300],
        "summary": wording.summary(document),
        "statement": wording.statement(document),
        "size": wording.size_of(document),
        "direction": wording.direction_of(document),
    }
    return document.model_copy(update=derived)


def apply_evidence(document: EvidenceDocument, draft: EvidenceSummary) -> None:
    """Make an evidence summary's draft say what a document says."""
    sources = sources_for(document)
    assign_draft(draft, document, sources)
    draft.condition = Condition.objects.get(publication=publications(Condition.KIND, [document.condition])[0])
    draft.scale = scale_record(document.scale, sources)
    if document.reexpression is None:
        for name in ("minimum", "maximum", "sd", "source"):
            setattr(draft, f"reexpression_{name}", None)
        draft.reexpression_scale = ""
    else:
        assign(draft, document.reexpression, sources, "reexpression_")
    save_valid(draft)
    replace_rows(draft.downgrades, document.downgrades, sources)
    replace_rows(draft.trials, document.trials, sources)


def scale_record(part: UsedScale, sources: Mapping[str, Source]) -> models.Scale | None:
    """Return the record that says what a document says of its scale, made where there is none; None for no scale."""
    if part == UsedScale():
        return None
    record = models.Scale()
    assign(record, part, sources)
    known = models.Scale.objects.filter(**{name: getattr(record, name) for name in UsedScale.model_fields}).first()
    if known is None:
        save_valid(record)
    return known or record


def evidence_card(document: EvidenceDocument) -> dict[str, Any]:
    """Return what lists, the answer grid and the evidence map show of an evidence summary."""
    return {
        "condition": document.condition,
        "outcome": document.outcome.value,
        "outcome_label": document.outcome_detail or in_english(document.outcome.label),
        "comparator": document.comparator.value,
        "comparator_label": wording.against_words(document),
        "tested": document.tested.value,
        "tested_label": wording.tested_words(document),
        "sham_kind": document.sham_kind.value if document.sham_kind else "",
        "sham_kind_label": in_english(document.sham_kind.label) if document.sham_kind else "",
        "certainty": document.certainty.value,
        "certainty_label": in_english(document.certainty.label),
        "rated_by": document.rated_by.value if document.rated_by else "",
        "rated_by_label": in_english(document.rated_by.label) if document.rated_by else "",
        "size": document.size.value,
        "size_label": in_english(document.size.label),
        "direction": document.direction.value,
        "is_unclear": is_unclear(document),
        "on_ruler": place_on_ruler(document),
        "verdict": wording.short_verdict(document),
        "inserts": {
            "sentence": wording.sentence(document, document.phrasing),
            "full": document.statement,
            "clause": wording.clause(document),
            "short": wording.short_verdict(document),
        },
        "answer": {
            "line": wording.answer_line(document),
            "note": wording.answer_note(document),
            "mark": wording.mark_note(document),
        },
        "points": figures.points_of(document),
        "people": figures.people_of(document),
        "statement": document.statement,
        "studies": document.studies,
        "participants": document.participants,
        "participants_in_trials": document.participants_in_trials,
        "follow_up": document.follow_up,
        "measure": document.measure.value,
        "effect": effect_text(document),
        "interval_words": wording.interval_in_words(document) if document.ci_low is not None else "",
        "below_noticeable": wording.is_below_noticeable(document),
        "below_noticeable_words": wording.below_noticeable_in_words(document),
        "no_trials": document.no_trials,
        "searched": document.searched,
        "source": document.source,
        "numbers": sorted(map(plain_number, numbers_of(document))),
    }


def numbers_of(document: EvidenceDocument) -> set[Decimal]:
    """Return every number that a finding takes from its source: its own and those of its trials."""
    parts = (document, document.scale, document.reexpression, *document.trials)
    said = {v for part in parts if part for v in dict(part).values() if isinstance(v, Decimal | int)}
    return {Decimal(n) for n in said if not isinstance(n, bool)}


def effect_text(document: EvidenceDocument) -> str:
    """Return the figures as a clinician reads them: "-10.26 (-17.11 to -3.4), MD"; "" without an estimate."""
    if document.estimate is None:
        return ""
    interval = ""
    if document.ci_low is not None and document.ci_high is not None:
        level = "" if document.ci_level == 95 else f"{document.ci_level}% "
        interval = f" ({level}{signed(plain_number(document.ci_low))} to {signed(plain_number(document.ci_high))})"
    return f"{signed(plain_number(document.estimate))}{interval}, {document.measure.value}"


def signed(number: str) -> str:
    """Return a number with a true minus sign."""
    return number.replace("-", "−")


def evidence_tags(document: EvidenceDocument) -> Iterator[DerivedTag]:
    """Yield the tags of an evidence summary: condition, outcome, comparator, certainty."""
    yield from condition_derived([document.condition])
    yield from finding_tags(document)


def finding_tags(document: EvidenceDocument) -> Iterator[DerivedTag]:
    """Yield the tags that follow from a finding alone: outcome, comparator, kind of sham, certainty."""
    yield DerivedTag(TagGroup.OUTCOME, document.outcome.value, in_english(document.outcome.label))
    yield DerivedTag(TagGroup.COMPARATOR, document.comparator.value, in_english(document.comparator.label))
    if document.sham_kind:
        yield DerivedTag(TagGroup.SHAM, f"sham-{document.sham_kind.value}", in_english(document.sham_kind.label))
    yield DerivedTag(TagGroup.CERTAINTY, document.certainty.tag, in_english(document.certainty.label))


def condition_derived(slugs: list[str] | tuple[str, ...]) -> Iterator[DerivedTag]:
    """Yield the tag of each condition a page is about."""
    found = Publication.objects.of_kind(Condition.KIND).once_at(slugs)
    for condition in Condition.objects.filter(publication__in=found).select_related("publication"):
        yield DerivedTag(TagGroup.CONDITION, condition.slug, public_name(condition))


# --- Safety -----------------------------------------------------------------------------------------------------
def compile_safety(draft: SafetyNote) -> SafetyDocument:
    """Return what a safety note's draft says."""
    values = draft_values(draft, SafetyDocument)
    rate = (draft.rate_count, draft.rate_denominator, draft.rate_unit or None)
    is_given = any(value is not None for value in (*rate[:2], draft.rate_low, draft.rate_high))
    if is_given and (None in rate or (draft.rate_low is None) != (draft.rate_high is None)):
        raise CompileError(
            gettext("A rate needs how many, of how many, whether people or treatments, and both ends of an interval.")
        )
    document = SafetyDocument.model_validate(
        {
            **values,
            "rate": part_of(draft, Rate, "rate_") if is_given else None,
            "conditions": names_of(draft.conditions),
        }
    )
    return with_citations(document)


def apply_safety(document: SafetyDocument, draft: SafetyNote) -> None:
    """Make a safety note's draft say what a document says."""
    sources = sources_for(document)
    assign_draft(draft, document, sources)
    if document.rate is None:
        for name in ("count", "denominator", "low", "high"):
            setattr(draft, f"rate_{name}", None)
        draft.rate_unit = draft.rate_period = draft.rate_counted = ""
    else:
        assign(draft, document.rate, sources, "rate_")
    save_valid(draft)
    found = publications(Condition.KIND, document.conditions)
    draft.conditions.set(Condition.objects.filter(publication__in=found))


def safety_card(document: SafetyDocument) -> dict[str, Any]:
    """Return what lists and condition pages show of a safety note."""
    told = frequency_text(document.rate) if document.rate else ""
    return {
        "safety_kind": document.safety_kind.value,
        "safety_kind_label": in_english(document.safety_kind.label),
        "urgency": document.urgency.value,
        "urgency_label": in_english(document.urgency.label),
        "covers": document.covers.value if document.covers else "",
        "covers_label": in_english(document.covers.label) if document.covers else "",
        "is_whole": document.is_whole,
        "who": document.who,
        "rate_text": told,
        "inserts": {"sentence": f"{document.title}: {told[0].lower()}{told[1:]}"} if told else {},
        "rate": document.rate.model_dump(mode="json") if document.rate else None,
        "source": document.source,
    }


def safety_tags(document: SafetyDocument) -> Iterator[DerivedTag]:
    """Yield the conditions a safety note is limited to."""
    yield from condition_derived(document.conditions)
