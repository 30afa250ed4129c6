"""The answer in four lines: against sham, against no sham, how sure, and whether it is safe.

Its words are composed of the leading findings that readers see now, so that no panel contradicts a page. The two lines
that tell the effect also stand on the condition's card, for lists.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from acuinfo.publishing.inserted import Insert, Shown
from acuinfo.publishing.language import content_stands_out
from acuinfo.publishing.models import Publication

from . import pictures
from .disagreement import Disagreement, disagree
from .documents import ConditionDocument
from .terms import Comparator
from .wording.sentences import COMPARATORS

NO_SHAM = (
    (Comparator.NO_TREATMENT, Comparator.USUAL_CARE),
    (Comparator.ACTIVE,),
)
"""What the second line may be compared with: the first leading finding of the first of these groups that has one."""


@dataclass(frozen=True)
class AnswerLine:
    """One line: whether it helps, compared with one thing."""

    card: Publication
    others: Sequence[Publication] = field(default=())
    """Findings on the same question that point elsewhere."""
    picture: SafeString | None = None

    @property
    def against(self) -> str:
        """What acupuncture was compared with; the kind of sham is told on the finding's own page."""
        return against(self.card)

    @property
    def words(self) -> str:
        """The composed line."""
        return str(self.card.data["answer"]["line"])

    @property
    def note(self) -> str:
        """What it comes to in points or people, or ""; with the mark where the picture does not show it."""
        answer = self.card.data["answer"]
        said = "; ".join(
            part for part in (answer["note"], answer["mark"] if is_on_named_ruler(self.card) else "") if part
        )
        return f"{said}." if said else ""

    @property
    def comparator(self) -> str:
        """The kind of comparator in a few words, in the interface's language."""
        return str(Comparator(self.card.data["comparator"]).label)


def against(card: Publication) -> str:
    """Return what acupuncture was compared with, as a list or a panel has room for it."""
    comparator = Comparator(card.data["comparator"])
    if content_stands_out():
        return str(comparator.label)
    return COMPARATORS[comparator] if comparator == Comparator.SHAM else str(card.data["comparator_label"])


def leading_cards(document: ConditionDocument, shown: Shown) -> list[Publication]:
    """Return the leading findings that readers can see, in their order."""
    marks = (Insert("finding", slug, "sentence") for slug in document.leading)
    return [shown[mark] for mark in marks if mark in shown]


def chosen(leading: Collection[Publication]) -> list[Publication]:
    """Return the finding against sham and the one against no sham: at most two, the leading ones first."""
    groups = [(Comparator.SHAM,), *NO_SHAM]
    first = [next((c for c in leading if c.data["comparator"] in group), None) for group in groups]
    return [card for card in (first[0], first[1] or first[2]) if card is not None]


def answer_lines(leading: Collection[Publication], disagreements: Iterable[Disagreement]) -> list[AnswerLine]:
    """Return the first two lines of a panel, with pictures."""
    by_place = {(d.outcome.value, d.comparator.value): d.findings for d in disagreements}
    lines = []
    for card in chosen(leading):
        others = [c for c in by_place.get(_place(card), ()) if c.data["answer"]["line"] != card.data["answer"]["line"]]
        lines.append(AnswerLine(card, others, picture_of(card)))
    return lines


def sureness(lines: Iterable[AnswerLine]) -> list[tuple[str, list[str]]]:
    """Return each certainty of the lines once, with the comparators it is about."""
    about: dict[str, list[str]] = {}
    for line in lines:
        about.setdefault(line.card.data["certainty"], []).append(line.comparator)
    return list(about.items())


def _place(card: Publication) -> tuple[str, str]:
    return (card.data["outcome"], card.data["comparator"])


def picture_of(card: Publication, key: str = "") -> SafeString | None:
    """Return the picture of a finding's card: its place on the ruler, or else in points of its scale."""
    if is_on_named_ruler(card):
        return pictures.ruler(card.data["on_ruler"], f"{key}{card.slug}")
    return pictures.points_bar(card.data["points"], f"{key}{card.slug}") if card.data["points"] else None


def is_on_named_ruler(card: Publication) -> bool:
    """Return whether a finding has a place on a ruler whose zones all have names."""
    return bool(card.data["on_ruler"]) and card.data["on_ruler"]["marks"] == 3


def lines_on_card(document: ConditionDocument, shown: Shown) -> Mapping[str, Any]:
    """Return what lists show of the answer. Only leading findings are asked whether they disagree."""
    leading = leading_cards(document, shown)
    lines = []
    for card in chosen(leading):
        alike = [other for other in leading if _place(other) == _place(card)]
        line = {"against": against(card), "words": card.data["answer"]["line"]}
        others = [other.data["verdict"] for other in alike if disagree((card, other))]
        lines.append({**line, "certainty": card.data["certainty"], "others": others})
    return {"answer_lines": lines}
