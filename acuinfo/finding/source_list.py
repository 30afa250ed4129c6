"""The sources that live pages lean on, by standing, kind and words. The address decides everything, as on other lists.

What is cited is read once for each state of the site and kept with the facet index of all pages, so that a page of the
list asks the same however many pages cite how many sources.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from django.db.models import Count, Max, Min, Q, TextChoices
from django.http import Http404, QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from acuinfo.finding.search.query import cleaned
from acuinfo.publishing.models import Change, Publication
from acuinfo.sources.models import Source, SourceKind, Standing

from .facets import facet_index
from .listing import Chip, Group, Option
from .pagination import Paginated, page_number, span

LIVE = Q(cited_by__current__isnull=False, cited_by__withdrawn_at=None)


def cited_sources() -> Any:
    """Sources that a live page leans on; others are nobody's business yet."""
    return Source.objects.annotate(cited_count=Count("cited_by", filter=LIVE)).filter(cited_count__gt=0)


class CitedSource(NamedTuple):
    """What the list keeps of a source that live pages lean on."""

    pk: int
    kind: str
    standing: str
    cited_count: int
    came_at: dt.datetime
    """When the first page that cites it was published."""


class CitedSources:
    """The cited sources of one state of the site, in the order of the list."""

    def __init__(self) -> None:
        """Read which sources live pages cite. Two queries."""
        live = {"publication__current__isnull": False, "publication__withdrawn_at": None}
        links = Publication.cites.through.objects.filter(**live).values_list("source_id")
        told = {row[0]: row[1:] for row in links.annotate(n=Count("pk"), came=Min("publication__first_published_at"))}
        rows = Source.objects.order_by("slug").values_list("pk", "kind", "standing")
        self.all = [CitedSource(*row, *told[row[0]]) for row in rows if row[0] in told]

    @cached_property
    def moved_at(self) -> dict[int, dt.datetime]:
        """When the standing of each source changed last; when it came, where it never did. One query."""
        standing = Change.objects.filter(what=Change.What.STANDING, source__isnull=False).order_by()
        changed = dict(standing.values_list("source_id").annotate(at=Max("at")))
        return {source.pk: changed.get(source.pk, source.came_at) for source in self.all}


def _cited() -> CitedSources:
    """Return the cited sources of this state of the site. One query when nothing has moved."""
    kept = facet_index(None).derived
    if "cited-sources" not in kept:
        kept["cited-sources"] = CitedSources()
    found: CitedSources = kept["cited-sources"]
    return found


@dataclass
class SourceList(Paginated):
    """What the list of sources may be asked for: words, kinds and standings; OR inside a group, AND across."""

    path: str
    words: str = ""
    kinds: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    number: int = 1
    _read: dict[str, CitedSources | Sequence[CitedSource]] = field(default_factory=dict, repr=False, compare=False)
    """The sources with these words, as read so far; shared with the lists made from this one."""

    @property
    def _cited(self) -> CitedSources:
        """All sources that are cited. One query, once."""
        if "" not in self._read:
            self._read[""] = _cited()
        return self._read[""]  # type: ignore[return-value]  # no words: all of them

    @property
    def _having(self) -> Sequence[CitedSource]:
        """The sources with the words of this list. One query, once, where there are words."""
        if not self.words:
            return self._cited.all
        if self.words not in self._read:
            found = set(Source.objects.filter(_having(self.words)).values_list("pk", flat=True))
            self._read[self.words] = [source for source in self._cited.all if source.pk in found]
        return self._read[self.words]  # type: ignore[return-value]  # words: a list

    @cached_property
    def _chosen(self) -> Sequence[CitedSource]:
        kinds, standings = self.kinds or SourceKind.values, self.standings or Standing.values
        return [source for source in self._having if source.kind in kinds and source.standing in standings]

    @property
    def total(self) -> int:
        """How many sources are in the list."""
        return len(self._chosen)

    # --- What is in it ------------------------------------------------------------------------------------------
    @cached_property
    def sources(self) -> list[Any]:
        """The sources on this page, with ``cited_count``. One query."""
        return _records(self._chosen[span(self.number)])

    def newest(self, part: slice) -> list[Any]:
        """Return the sources whose standing changed last or that came last, with ``came_at`` and ``moved_at``.

        One query, and another once for each state of the site. A source comes with the first page that cites it.
        """
        moved = self._cited.moved_at
        newest_first = sorted(self._chosen, key=lambda source: (moved[source.pk], source.pk), reverse=True)
        found = _records(newest_first[part])
        for source in found:
            source.moved_at = moved[source.pk]
        return found

    # --- Its address and those of its neighbours ----------------------------------------------------------------
    @property
    def parameters(self) -> list[tuple[str, str]]:
        """What the address says besides the number of the page, in its fixed order."""
        words = [("q", self.words)] if self.words else []
        kinds = [("kind", kind) for kind in self.kinds]
        return words + kinds + [("standing", standing) for standing in self.standings]

    @property
    def clear_url(self) -> str:
        """The list without any filter."""
        return self.path

    @property
    def feed_url(self) -> str:
        """The feed of this list."""
        return replace(self, path=f"{self.path.rstrip('/')}.atom").first_url

    # --- What can be chosen and dropped -------------------------------------------------------------------------
    @property
    def full_title(self) -> str:
        """The title with everything that was chosen."""
        filters = ", ".join(name for name, _without in self._filters())
        return f"{_('Sources')}: {filters}" if filters else _("Sources")

    @property
    def groups(self) -> list[Group]:
        """Standings and kinds with what choosing each would give."""
        standings = [self._option(s, "standings", replace(self, standings=(s.value,))) for s in Standing]
        kinds = [self._option(k, "kinds", replace(self, kinds=(k.value,))) for k in SourceKind]
        return [
            Group(_("Standing"), "standing", [o for o in standings if o.count or o.selected]),
            Group(_("Kind"), "kind", [o for o in kinds if o.count or o.selected]),
        ]

    def _option(self, choice: TextChoices, group: str, alone: SourceList) -> Option:
        chosen: tuple[str, ...] = getattr(self, group)
        url = self._with(group, {*chosen} ^ {choice.value}).first_url
        return Option(str(choice.label), choice.value, url, alone.total, choice.value in chosen)

    def _with(self, group: str, chosen: set[str]) -> SourceList:
        if group == "kinds":
            return replace(self, number=1, kinds=tuple(kind for kind in SourceKind.values if kind in chosen))
        return replace(self, number=1, standings=tuple(standing for standing in Standing.values if standing in chosen))

    def _filters(self) -> Iterator[tuple[str, SourceList]]:
        """Yield the name of each filter that is on, and the list without it."""
        if self.words:
            yield _("“%(words)s”") % {"words": Truncator(self.words).chars(60)}, replace(self, words="", number=1)
        for kind in self.kinds:
            yield str(SourceKind(kind).label), self._with("kinds", {*self.kinds} - {kind})
        for standing in self.standings:
            yield str(Standing(standing).label), self._with("standings", {*self.standings} - {standing})

    @property
    def chips(self) -> list[Chip]:
        """The active filters, with what dropping each would give. At most one query more, for the words."""
        return [Chip(name, without.first_url, without.total) for name, without in self._filters()]


def _records(cited: Sequence[CitedSource]) -> list[Any]:
    """Return the records of these sources in their order, with what is kept of each. One query."""
    found: dict[int, Any] = {source.pk: source for source in Source.objects.filter(pk__in=[c.pk for c in cited])}
    for source in cited:
        found[source.pk].cited_count, found[source.pk].came_at = source.cited_count, source.came_at
    return [found[source.pk] for source in cited]


def _having(words: str) -> Q:
    """Match sources with every word in their title or among their authors."""
    found = Q()
    for word in words.split():
        found &= Q(title__icontains=word) | Q(authors__icontains=word)
    return found


def _chosen(query: QueryDict, name: str, choices: type[TextChoices]) -> tuple[str, ...]:
    """Return the values asked for, in fixed order. Raises Http404 for one that does not exist."""
    asked = query.getlist(name)
    if any(value not in choices.values for value in asked):
        raise Http404("There is no such filter.")
    return tuple(value for value in choices.values if value in asked)


def source_list(query: QueryDict, path: str) -> SourceList:
    """Return the list that an address asks for.

    Raises Elsewhere when the state has another address, Http404 for unknown filters and pages beyond the last.
    """
    return SourceList(
        path,
        cleaned(query.get("q", "")),
        _chosen(query, "kind", SourceKind),
        _chosen(query, "standing", Standing),
        page_number(query),
    ).asked_for_by(query)
