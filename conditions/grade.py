"""What a GRADE rating is about, and what the numbers say of its domains.

Follows Core GRADE 1 and 2 (Guyatt and others, BMJ 2025): a rating has a target, and certainty about precision is lost
where the interval crosses the mark that the target is about. The numbers propose, a person decides and gives reasons.
"""

import re
from collections.abc import Iterator
from decimal import Decimal

from django.db.models import TextChoices
from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.checks import Facts, Objection
from acuinfo.publishing.documents import plain_number

from .documents import EvidenceDocument
from .meta_analysis import analyse
from .terms import Domain, Measure
from .wording.size import distance_of, interval_of, thresholds_of


class Target(TextChoices):
    """What the certainty is about."""

    IMPORTANT = "important", _("that there is an effect large enough to count")
    LITTLE = "little", _("that there is little to no effect: too small to count")
    ANY = "any", _("that there is an effect of any size, since no mark was set")


def mark_of(document: EvidenceDocument) -> Decimal | None:
    """Return the mark of the target in the unit of the thresholds: the greater of noticeable and small.

    None where neither is known. A noticeable difference in points of a familiar scale counts in SMD units.
    """
    small, noticeable = thresholds_of(document)[0], document.scale.noticeable_difference
    familiar = document.reexpression if document.measure == Measure.SMD else None
    if noticeable is not None and familiar and familiar.sd:
        noticeable = noticeable / abs(familiar.sd)
    return max((abs(mark) for mark in (small, noticeable) if mark is not None), default=None)


def target_of(document: EvidenceDocument) -> Target | None:
    """Return what the certainty is about, by where the estimate lies; None without a number."""
    distance, mark = distance_of(document), mark_of(document)
    if distance is None:
        return None
    if mark is None:
        return Target.ANY
    return Target.LITTLE if distance < mark else Target.IMPORTANT


def marks_crossed(document: EvidenceDocument) -> list[Decimal]:
    """Return the marks inside the interval: the target's on both sides, or no effect where no mark was set."""
    interval, mark = interval_of(document), mark_of(document)
    if interval is None:
        return []
    marks = [Decimal(0)] if mark is None else [-mark, mark]
    return [m for m in marks if interval[0] < m < interval[1]]


def bands_reached(document: EvidenceDocument) -> int:
    """Return how many bands the interval touches: little, small, moderate and large, on both sides of no effect."""
    interval = interval_of(document)
    if interval is None:
        return 1
    edges = {abs(edge) for edge in (*thresholds_of(document), mark_of(document)) if edge}
    above = sum(interval[0] < edge <= interval[1] for edge in edges)
    below = sum(interval[0] <= -edge < interval[1] for edge in edges)  # an edge belongs to the band away from no effect
    return 1 + above + below


def grade_is_consistent(document: EvidenceDocument, facts: Facts) -> Iterator[Objection]:
    """Hold a rating against the numbers of its own finding."""
    if document.certainty == Certainty.NOT_RATED or document.no_trials:
        return
    given = {row.domain: row for row in document.downgrades}
    mark = _in_words(mark_of(document))
    is_crossed = bool(marks_crossed(document))
    if is_crossed and Domain.IMPRECISION not in given:
        told = gettext(
            "The interval lies on both sides of %(mark)s. Rate down for imprecision, or add it with 0 levels and the "
            "reason why not."
        )
        yield Objection("downgrades", told % {"mark": mark})
    for domain, row in given.items():
        if row.reason:
            continue
        told = gettext("Give the reason for what you say of “%(domain)s”.")
        if domain == Domain.IMPRECISION and not is_crossed and interval_of(document) is not None:
            told = gettext("The whole interval lies on one side of %(mark)s. Say why it is imprecise all the same.")
        elif domain == Domain.PUBLICATION_BIAS:
            told = gettext("Say what points to missing studies.")
        yield Objection("downgrades", told % {"domain": domain.label, "mark": mark})
    if document.certainty == Certainty.HIGH and bands_reached(document) > 1 and not document.certainty_reason:
        told = gettext("The interval reaches over several words of size. Say why the certainty is high all the same.")
        yield Objection("certainty_reason", told)


def _in_words(mark: Decimal | None) -> str:
    return (
        gettext("no effect")
        if mark is None
        else gettext("the mark of %(mark)s") % {"mark": plain_number(round(mark, 2))}
    )


def figures_agree_with_rows(document: EvidenceDocument, facts: Facts) -> Iterator[Objection]:
    """Hold the numbers of studies, people and I² against the rows of trials."""
    if not document.trials:
        return
    trials = {re.sub(r"\s*\(.*", "", row.label).casefold() for row in document.trials}
    arms = [(row.n_treatment, row.n_control) for row in document.trials]
    overall = analyse(document).overall
    told = gettext("%(said)s is given, but the rows of trials give %(rows)s.")
    compared: list[tuple[str, Decimal | int | None, float | None, int]] = [
        ("studies", document.studies, len(trials), 0),
        ("participants", document.participants, sum(a + b for a, b in arms if a and b) if _all(arms) else None, 0),
        ("i_squared", document.i_squared, overall.pooled.i_squared if overall else None, 2),
    ]
    for field, said, rows, slack in compared:
        if said is not None and rows is not None and abs(float(said) - rows) > slack:
            yield Objection(field, told % {"said": plain_number(Decimal(said)), "rows": f"{rows:.0f}"})


def _all(arms: list[tuple[int | None, int | None]]) -> bool:
    return all(a and b for a, b in arms)
