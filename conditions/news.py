"""What sort of news another document of a page is for readers."""

from acuinfo.publishing.models import Change

from .documents import ConditionDocument, EvidenceDocument, SafetyDocument

NUMBERS = (
    "estimate", "ci_low", "ci_high", "studies", "participants", "i_squared", "baseline_risk", "no_trials", "searched",
    "source", "trials", "downgrades",
)  # fmt: skip
"""The fields of a finding that are evidence."""


def of_condition(before: ConditionDocument | None, after: ConditionDocument) -> str:
    """Its answer is composed of its leading findings; guidelines are evidence of what others conclude."""
    if before is None or before.answer != after.answer:
        return Change.News.ANSWER
    return Change.News.EVIDENCE if before.guidelines != after.guidelines else Change.News.WORDING


def of_evidence(before: EvidenceDocument | None, after: EvidenceDocument) -> str:
    """A new finding is new evidence; one with another size, direction or certainty gives another answer."""
    if before is None:
        return Change.News.EVIDENCE
    if (before.size, before.direction, before.certainty) != (after.size, after.direction, after.certainty):
        return Change.News.ANSWER
    is_new = any(getattr(before, name) != getattr(after, name) for name in NUMBERS)
    return Change.News.EVIDENCE if is_new else Change.News.WORDING


def of_safety(before: SafetyDocument | None, after: SafetyDocument) -> str:
    """Whatever is said about safety is news about safety."""
    return Change.News.SAFETY
