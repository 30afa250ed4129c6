"""The three kinds of page this app brings to the engine."""

from django.utils.translation import gettext_lazy as _

from acuinfo.publishing.kinds import Kind, register
from acuinfo.publishing.models import TagGroup

from . import checks, compiling, news, pages, panel, structured_data, upgrades
from .documents import ConditionDocument, EvidenceDocument, SafetyDocument
from .models import Condition, EvidenceSummary, SafetyNote
from .terms import Comparator, Outcome, SafetyKind


def _evidence_order(document: EvidenceDocument) -> str:
    """List evidence by condition, then outcome, then comparator."""
    places = (Outcome.values.index(document.outcome), Comparator.values.index(document.comparator))
    return f"{document.condition} {places[0]:02d} {places[1]:02d} {document.title.casefold()}"


def _safety_order(document: SafetyDocument) -> str:
    """List safety notes by kind, then title."""
    return f"{SafetyKind.values.index(document.safety_kind):02d} {document.title.casefold()}"


register(
    Kind(
        name="condition",
        label=_("Condition"),
        plural=_("Conditions"),
        folder="conditions",
        intro=_("What we know, and how sure we are, condition by condition."),
        list_link=_("All conditions"),
        draft=Condition,
        document=ConditionDocument,
        compile=compiling.compile_condition,
        apply=compiling.apply_condition,
        news=news.of_condition,
        card=compiling.condition_card,
        card_of_shown=panel.lines_on_card,
        derived_tags=compiling.condition_tags,
        template="conditions/condition_detail.html",
        context=pages.condition_context,
        card_template="conditions/_condition_card.html",
        upgrades={1: upgrades.with_leading_findings, 2: upgrades.with_counted_guidelines_and_sorted_flags},
        checks=checks.CONDITION_CHECKS,
        insert_word="guidelines",
        insert_forms=("sentence",),
        has_letters=True,
        search_weight=1.5,
        tag_group=TagGroup.CONDITION,
        structured_data=structured_data.condition,
        urls="conditions.urls",
    )
)
register(
    Kind(
        name="evidence",
        label=_("Evidence summary"),
        plural=_("Evidence"),
        folder="evidence",
        intro=_("One finding a page: one outcome, one comparison, one source."),
        list_link=_("All evidence"),
        draft=EvidenceSummary,
        document=EvidenceDocument,
        compile=compiling.compile_evidence,
        apply=compiling.apply_evidence,
        news=news.of_evidence,
        card=compiling.evidence_card,
        derived_tags=compiling.evidence_tags,
        template="conditions/evidence_detail.html",
        context=pages.evidence_context,
        card_template="conditions/_evidence_card.html",
        upgrades={1: upgrades.without_own_sentence, 2: upgrades.with_marks_on_the_scale},
        checks=checks.EVIDENCE_CHECKS,
        insert_word="finding",
        insert_forms=("sentence", "full", "clause", "short"),
        sort_key=_evidence_order,
        order=_("By condition and outcome"),
        orders=("certainty",),
        subject_field="condition",
    )
)
register(
    Kind(
        name="safety",
        label=_("Safety note"),
        plural=_("Safety"),
        folder="safety",
        intro=_("What can go wrong, how often, and what to do about it."),
        list_link=_("All safety notes"),
        draft=SafetyNote,
        document=SafetyDocument,
        compile=compiling.compile_safety,
        apply=compiling.apply_safety,
        news=news.of_safety,
        card=compiling.safety_card,
        derived_tags=compiling.safety_tags,
        template="conditions/safety_detail.html",
        context=pages.safety_context,
        card_template="conditions/_safety_card.html",
        upgrades={1: upgrades.with_group_at_risk},
        checks=checks.SAFETY_CHECKS,
        insert_word="rate",
        insert_forms=("sentence",),
        sort_key=_safety_order,
        order=_("By kind of note"),
        search_weight=1.15,
        is_for_everyone=True,
        warns=True,
    )
)
