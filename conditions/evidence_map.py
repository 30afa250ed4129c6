"""The evidence map: conditions with their findings against one comparator, on one axis, twenty conditions a page.

Which conditions have findings, and their order, comes from the facet indexes, so a page costs the same at any size of
the site: three queries for at most twenty conditions and ten findings each. Nothing is ranked across comparators, and
no order is by size: a big effect that nobody can be sure of is no winner.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from django.http import Http404, QueryDict
from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.finding.facets import FacetIndex, cards, facet_index, positions, set_of_places
from acuinfo.finding.listing import Listing, listing
from acuinfo.finding.pagination import span
from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.language import in_sentence
from acuinfo.publishing.models import Publication, TagGroup, site_version

from .disagreement import TELLING, disagree, strongest_first
from .models import Condition, EvidenceSummary
from .terms import Comparator, Direction, Outcome, Size

MOST_FINDINGS = 10
"""Findings of one condition on the map, the surest first; the condition's own page has them all."""
MOST_NAMED = 10
"""Conditions without any finding that are named; of more, only the number is told."""
SORTS = {
    "name": _("By name"),
    "certainty": _("Most certain first"),
    "people": _("Largest number of people first"),
}


# --- Which conditions, in which order ---------------------------------------------------------------------------
class Coverage:
    """Which findings there are of each condition, by places in the facet indexes of findings and of conditions."""

    def __init__(self, evidence: FacetIndex, conditions: FacetIndex) -> None:
        """Read which condition each finding is about. One query, once for each state of the indexes."""
        self.evidence, self.conditions = evidence, conditions
        links = Publication.about.through.objects.filter(from_publication__kind=EvidenceSummary.KIND)
        self._findings: defaultdict[int, list[int]] = defaultdict(list)
        for finding, condition in links.values_list("from_publication_id", "to_publication_id").iterator(10_000):
            if finding in evidence.place and condition in conditions.place:
                self._findings[conditions.place[condition]].append(evidence.place[finding])
        self._sets: dict[str, int] = {}
        self._orders: dict[tuple[str, str], array[int]] = {}

    @cached_property
    def _people(self) -> array[int]:
        """The number of people of each finding, 0 where nobody says. One query, for the first who sorts by it."""
        people = array("q", bytes(8 * len(self.evidence.ids)))
        live = Publication.objects.live().of_kind(EvidenceSummary.KIND)
        for pk, number in live.values_list("pk", "data__participants").iterator(10_000):
            if pk in self.evidence.place:
                people[self.evidence.place[pk]] = int(number or 0)
        return people

    def _against(self, comparator: str) -> Mapping[int, Sequence[int]]:
        """Return the findings against a comparator of each condition that has some, by places."""
        members = self.evidence.bits.get(comparator, 0)
        flags = format(members, f"0{len(self.evidence.ids)}b")[::-1]
        found = {place: [f for f in findings if flags[f] == "1"] for place, findings in self._findings.items()}
        return {place: findings for place, findings in found.items() if findings}

    def compared(self, comparator: str) -> int:
        """Return the set of conditions with findings against a comparator."""
        if comparator not in self._sets:
            self._sets[comparator] = set_of_places(self._against(comparator), len(self.conditions.ids))
        return self._sets[comparator]

    def in_order(self, comparator: str, order: str) -> Sequence[int]:
        """Return the places of these conditions, the surest or the one with most people in one finding first."""
        key = (comparator, order)
        if key not in self._orders:
            ranks = self.evidence.certainty_at if order == "certainty" else [-number for number in self._people]
            best = {place: min(ranks[f] for f in found) for place, found in sorted(self._against(comparator).items())}
            self._orders[key] = array("q", sorted(best, key=best.__getitem__))
        return self._orders[key]

    def findings(self, condition: int, comparator: str) -> list[int]:
        """Return the places of the findings on the condition at a place, the surest first."""
        members, ranks = self.evidence.bits.get(comparator, 0), self.evidence.certainty_at
        found = (place for place in sorted(self._findings.get(condition, ())) if members >> place & 1)
        return sorted(found, key=ranks.__getitem__)

    def certainties(self, comparator: str) -> list[tuple[Certainty, int]]:
        """Return how many findings against a comparator have each certainty."""
        members = self.evidence.bits.get(comparator, 0)
        return [
            (c, (members & alike).bit_count()) for c, alike in zip(Certainty, self.evidence.by_certainty, strict=False)
        ]


def coverage() -> Coverage:
    """Return what the indexes of this site version say; kept with the index of findings. One query when it is there."""
    version = site_version()
    evidence, conditions = facet_index(EvidenceSummary.KIND, version), facet_index(Condition.KIND, version)
    kept: Coverage | None = evidence.derived.get("coverage")
    if kept is None or kept.conditions is not conditions:
        kept = evidence.derived["coverage"] = Coverage(evidence, conditions)
    return kept


# --- A page of the map ------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Measured:
    """The findings of one condition on one outcome, the strongest first."""

    label: str
    findings: Sequence[Publication]

    @property
    def disagree(self) -> bool:
        """True when the findings point to different bands of size."""
        return disagree(self.findings)


@dataclass(frozen=True)
class MapRow:
    """One condition of the map."""

    condition: Publication
    measured: Sequence[Measured]
    more: int
    """How many findings the map leaves to the condition's page."""
    not_looked: Sequence[str]
    """What trials of several conditions of this page measured, but none that we looked at for this one."""

    @property
    def findings(self) -> list[Publication]:
        """All findings of the row."""
        return [finding for part in self.measured for finding in part.findings]


@dataclass(frozen=True)
class Told:
    """Findings of one certainty, by condition, for a sentence on top of the map."""

    certainty: str
    by_condition: Sequence[tuple[Publication, Sequence[Publication]]]


@dataclass(frozen=True)
class CertaintyCount:
    """How many findings have one certainty."""

    certainty: str
    count: int


@dataclass(frozen=True)
class EvidenceMap:
    """A page of the evidence map, as its address decides it."""

    comparator: Comparator
    order: str
    listing: Listing
    rows: Sequence[MapRow]
    missing: Sequence[Publication]
    """Conditions that nobody has compared so, where they are few enough to name."""
    missing_count: int
    certainties: Sequence[CertaintyCount]
    """Of all findings against this comparator, on every page."""

    @property
    def is_whole(self) -> bool:
        """True when every condition of the map is on this page."""
        return self.listing.pages == 1 and not self.listing.selection.selected and not self.listing.letter

    @property
    def is_indexable(self) -> bool:
        """Search engines get each comparator's pages, not every order and filter of them."""
        listing = self.listing
        return self.order == "name" and not listing.selection.selected and not listing.letter

    @property
    def has_filters(self) -> bool:
        """True when there is more than one page to choose from, or something was chosen."""
        return not self.is_whole

    @property
    def surest(self) -> Told | None:
        """The findings of the highest certainty there is, where all of the map is on this page."""
        return self._surest(lambda finding: True)

    @property
    def surest_benefits(self) -> Told | None:
        """The surest findings of a benefit (see ``_is_benefit``), where all of the map is on this page."""
        return self._surest(_is_benefit)

    def _surest(self, wanted: Callable[[Publication], bool]) -> Told | None:
        if not self.is_whole:
            return None
        for certainty in sorted(TELLING, key=lambda certainty: certainty.rank):
            found = [
                (row.condition, [f for f in _agreed(row.findings, wanted) if _can_be_told(f, certainty)])
                for row in self.rows
            ]
            if told := [(condition, findings) for condition, findings in found if findings]:
                return Told(certainty.value, told)
        return None

    @property
    def all_findings(self) -> int:
        """How many findings against this comparator there are, on every page."""
        return sum(part.count for part in self.certainties)


def _agreed(findings: Sequence[Publication], wanted: Callable[[Publication], bool]) -> Iterator[Publication]:
    """Yield the findings that are wanted, where all others on the same outcome that tell something are too."""
    for finding in findings:
        alike = [f for f in findings if f.data["outcome"] == finding.data["outcome"] and _tells(f)]
        if wanted(finding) and all(map(wanted, alike)) and not disagree(alike):
            yield finding


def _tells(finding: Publication) -> bool:
    return finding.data["certainty"] in TELLING and not finding.data["no_trials"]


def _can_be_told(finding: Publication, certainty: Certainty) -> bool:
    """Tell whether a finding is of a certainty, and nothing is known against its source."""
    return finding.data["certainty"] == certainty and not finding.data["no_trials"] and not finding.source_doubt


def _is_benefit(finding: Publication) -> bool:
    """Tell whether a finding is a benefit that is more than little, or of a size that nobody judged."""
    data = finding.data
    return data["direction"] == Direction.BENEFIT and data["size"] != Size.LITTLE and not data["is_unclear"]


def evidence_map(query: QueryDict, path: str) -> EvidenceMap:
    """Return the page of the map that an address asks for. Three queries.

    Raises Elsewhere when the state has another address, Http404 for a comparator, an order, a tag or a page that there
    is not.
    """
    comparator = _asked_comparator(query)
    cover = coverage()
    compared = cover.compared(comparator)
    found = listing(
        query=query,
        path=path,
        index=cover.conditions,
        title=gettext("Evidence map"),
        extra={} if comparator == Comparator.SHAM else {"comparator": comparator.value},
        within=compared,
        hidden_groups=frozenset(TagGroup.values) - {TagGroup.BODY_AREA},
        orders={name: str(words) for name, words in SORTS.items()},
        has_letters=True,
    )
    places = _page(found, cover, comparator)
    findings = {place: cover.findings(place, comparator) for place in places}
    others = cover.conditions.everything & ~compared
    missing = positions(others, 0, MOST_NAMED) if others.bit_count() <= MOST_NAMED else ()
    named = {place: cover.conditions.ids[place] for place in (*places, *missing)}
    shown = {place: [cover.evidence.ids[f] for f in members[:MOST_FINDINGS]] for place, members in findings.items()}
    read = {card.pk: card for card in cards([*named.values(), *(pk for pks in shown.values() for pk in pks)])}
    rows = [(read[named[place]], [read[pk] for pk in shown[place]], len(findings[place])) for place in places]
    usual = _measured_of_several([members for _condition, members, _total in rows])
    return EvidenceMap(
        comparator,
        found.order,
        found,
        [_row(condition, members, total, usual) for condition, members, total in rows],
        [read[pk] for place, pk in named.items() if place not in shown],
        others.bit_count(),
        [CertaintyCount(certainty.value, count) for certainty, count in cover.certainties(comparator)],
    )


def _asked_comparator(query: QueryDict) -> Comparator:
    asked = query.getlist("comparator") or [Comparator.SHAM.value]
    if len(asked) > 1 or asked[0] not in Comparator.values:
        raise Http404("There is no such comparator.")
    return Comparator(asked[0])


def _page(found: Listing, cover: Coverage, comparator: Comparator) -> list[int]:
    """Return the places of the conditions on a page of the map."""
    shown = span(found.number)
    if found.order == "name":
        return list(positions(found.selection.members, shown.start, shown.stop))
    order = cover.in_order(comparator, found.order)
    if found.total < len(order):
        members = found.selection.members
        flags = format(members, f"0{len(cover.conditions.ids)}b")[::-1]
        order = [place for place in order if flags[place] == "1"]
    return list(order[shown])


def _measured_of_several(findings: Iterable[Iterable[Publication]]) -> set[str]:
    """Return the outcomes that findings on two conditions or more tell about."""
    counts = Counter(outcome for members in findings for outcome in {card.data["outcome"] for card in members})
    return {outcome for outcome, count in counts.items() if count > 1}


def _row(condition: Publication, findings: Sequence[Publication], total: int, usual: set[str]) -> MapRow:
    seen = {card.data["outcome"] for card in findings}
    not_looked = [in_sentence(o.label) for o in Outcome if o.value in usual - seen] if total == len(findings) else []
    return MapRow(condition, list(measured(findings)), total - len(findings), not_looked)


def measured(findings: Iterable[Publication]) -> Iterator[Measured]:
    """Yield findings by what was measured, in the order of outcomes, the strongest of each first."""
    order = Outcome.values
    ordered = sorted(findings, key=lambda card: (order.index(card.data["outcome"]), strongest_first(card)))
    for outcome, members in groupby(ordered, key=lambda card: card.data["outcome"]):
        yield Measured(str(Outcome(outcome).label), list(members))
