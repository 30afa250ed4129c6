"""Two conditions, or two comparators, side by side. Both sides stand in the order of their names: this is no contest.

The address says what is compared (``?conditions=a&conditions=b``, ``?comparators=a&comparators=b``); with less than two
there is a choice of what to compare.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.utils.translation import gettext

from acuinfo.finding.facets import cards, facet_index, positions
from acuinfo.finding.listing import Listing, listing
from acuinfo.finding.pagination import Paginated, page_number, span
from acuinfo.publishing.language import in_sentence
from acuinfo.publishing.models import Publication

from .disagreement import disagree, strongest_first
from .evidence_map import MOST_FINDINGS, coverage
from .models import Condition, EvidenceSummary
from .terms import Comparator, Outcome

MOST_IN_A_CELL = 3
MOST_READ = 200
"""Findings of two conditions that are read; no two have nearly as many."""
CONDITIONS, COMPARATORS = "conditions", "comparators"


@dataclass(frozen=True)
class Side:
    """The findings of one side on one outcome, the strongest first."""

    label: str
    all_entries: Sequence[Publication]
    url: str = ""
    """Where the other findings of this cell are."""

    @property
    def entries(self) -> Sequence[Publication]:
        """The findings that are shown."""
        return self.all_entries[:MOST_IN_A_CELL]

    @property
    def more(self) -> int:
        """How many are not."""
        return len(self.all_entries) - len(self.entries)

    @property
    def disagree(self) -> bool:
        """True when the findings point to different bands of size."""
        return disagree(self.all_entries)


@dataclass(frozen=True)
class ComparedRow:
    """One outcome, with both sides."""

    label: str
    sides: Sequence[Side]


@dataclass(frozen=True)
class ComparedTable:
    """One table: all outcomes against one comparator, or of one condition."""

    title: str
    url: str
    """Of the condition, where the table is about one."""
    rows: Sequence[ComparedRow]


@dataclass
class Comparison(Paginated):
    """What is side by side, on one page of several where it goes through conditions."""

    path: str
    number: int
    asked: Sequence[tuple[str, str]]
    heads: Sequence[tuple[str, str]]
    """Name and address of each side; a comparator has no address."""
    how_many: int = 1
    """Conditions that both comparators are compared for; two conditions take one page."""
    parts: Sequence[ComparedTable] = ()

    @property
    def parameters(self) -> Sequence[tuple[str, str]]:
        """Both sides, in the order of their lists."""
        return self.asked

    @property
    def total(self) -> int:
        """How many conditions there are to go through."""
        return self.how_many

    @property
    def second_name(self) -> str:
        """The name of the second side within a title: a comparator without its capital."""
        name, url = self.heads[1]
        return name if url else in_sentence(name)

    @property
    def is_of_conditions(self) -> bool:
        """True when two conditions are compared."""
        return self.asked[0][0] == CONDITIONS


@dataclass(frozen=True)
class WhatToCompare:
    """What can be compared: the first of two conditions, or the second beside the one that was chosen."""

    chosen: Publication | None
    listing: Listing
    conditions: Sequence[tuple[str, str]]
    """Name of each condition on this page of the list, and where choosing it leads."""
    comparators: Sequence[tuple[str, str]]
    """Each pair of comparators, and where it is compared."""


def comparison(query: QueryDict, path: str) -> Comparison | WhatToCompare:
    """Return what an address asks for. At most three queries.

    Raises Elsewhere when the state has another address, Http404 for what cannot be compared.
    """
    conditions, comparators = query.getlist(CONDITIONS), query.getlist(COMPARATORS)
    if max(len(conditions), len(comparators)) > 2 or (conditions and comparators):
        raise Http404("Two can be compared.")
    if comparators:
        return _of_comparators(query, path, comparators)
    chosen = _conditions(conditions)
    return _of_conditions(query, path, chosen) if len(chosen) == 2 else _choice(query, path, chosen)


def _conditions(slugs: Sequence[str]) -> list[Publication]:
    if not slugs:
        return []
    if any(len(slug) > 80 for slug in slugs):
        raise Http404("There is no such condition.")
    found = list(Publication.objects.live().of_kind(Condition.KIND).once_at(slugs).as_cards().in_list_order())
    if len(found) < len(set(slugs)):
        raise Http404("There is no such condition.")
    return found


def _of_conditions(query: QueryDict, path: str, pair: Sequence[Publication]) -> Comparison:
    sides = [(card.title, card.get_absolute_url()) for card in pair]
    found = Comparison(path, page_number(query), [(CONDITIONS, card.slug) for card in pair], sides)
    found.asked_for_by(query)
    evidence = Publication.objects.live().of_kind(EvidenceSummary.KIND).about(pair).as_cards().in_list_order()
    findings = list(evidence[:MOST_READ])
    for comparator in Comparator:
        alike = [card for card in findings if card.data["comparator"] == comparator]
        split = [[card for card in alike if card.data["condition"] == side.name_in_documents] for side in pair]
        if alike:
            found.parts = [*found.parts, ComparedTable(_compared_with(comparator), "", _rows(sides, split, "#answers"))]
    return found


def _compared_with(comparator: Comparator) -> str:
    return gettext("Compared with %(comparator)s") % {"comparator": in_sentence(comparator.label)}


def _of_comparators(query: QueryDict, path: str, asked: Sequence[str]) -> Comparison:
    pair = [comparator for comparator in Comparator if comparator.value in asked]
    if len(pair) < 2 or len(set(asked)) < 2:
        raise Http404("There is no such comparison.")
    cover, number = coverage(), page_number(query)
    members = cover.compared(pair[0]) | cover.compared(pair[1])
    parameters = [(COMPARATORS, comparator.value) for comparator in pair]
    heads = [(str(comparator.label), "") for comparator in pair]
    found = Comparison(path, number, parameters, heads, members.bit_count())
    found.asked_for_by(query)
    shown = span(number)
    places = list(positions(members, shown.start, shown.stop))
    findings = {
        p: [[cover.evidence.ids[f] for f in cover.findings(p, c)[:MOST_FINDINGS]] for c in pair] for p in places
    }
    ids = [cover.conditions.ids[place] for place in places]
    read = {
        card.pk: card for card in cards([*ids, *(pk for sides in findings.values() for pks in sides for pk in pks)])
    }
    for place, pk in zip(places, ids, strict=True):
        url = read[pk].get_absolute_url()
        sides = [(name, url) for name, _url in found.heads]
        split = [[read[finding] for finding in pks] for pks in findings[place]]
        found.parts = [*found.parts, ComparedTable(read[pk].title, url, _rows(sides, split, "#answers"))]
    return found


def _rows(sides: Sequence[tuple[str, str]], split: Sequence[Iterable[Publication]], below: str) -> list[ComparedRow]:
    ordered = [sorted(findings, key=strongest_first) for findings in split]
    rows = []
    for outcome in Outcome:
        alike = [[card for card in findings if card.data["outcome"] == outcome] for findings in ordered]
        if any(alike):
            cells = [Side(name, found, url + below) for (name, url), found in zip(sides, alike, strict=True)]
            rows.append(ComparedRow(str(outcome.label), cells))
    return rows


def _choice(query: QueryDict, path: str, chosen: Sequence[Publication]) -> WhatToCompare:
    first = chosen[0] if chosen else None
    index = facet_index(Condition.KIND)
    if first is not None and first.pk not in index.place:
        raise Http404("There is no such condition.")  # withdrawn a moment ago
    within = index.everything & ~(1 << index.place[first.pk]) if first else index.everything
    extra = {CONDITIONS: first.slug} if first else {}
    found = listing(query=query, path=path, index=index, title="", extra=extra, within=within, has_letters=True)
    shown = [(card, [(CONDITIONS, slug) for slug in _in_list_order(first, card)]) for card in found.cards]
    return WhatToCompare(
        first,
        found,
        [(card.title, f"{path}?{urlencode(parameters)}") for card, parameters in shown],
        [
            (f"{a.label} – {b.label}", f"{path}?{urlencode([(COMPARATORS, a.value), (COMPARATORS, b.value)])}")
            for a, b in combinations(Comparator, 2)
        ],
    )


def _in_list_order(first: Publication | None, card: Publication) -> list[str]:
    pair = sorted([first, card] if first else [card], key=lambda page: (page.sort_key, page.slug))
    return [page.slug for page in pair]
