"""The sources that live pages lean on, by standing, kind and words. The address decides everything, as on other lists.

Kinds and standings are few, so one table of counts by kind and standing answers every count on the page.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db.models import Count, F, Min, OuterRef, Q, Subquery, TextChoices
from django.db.models.functions import Coalesce
from django.http import Http404, QueryDict
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from acuinfo.finding.search.query import cleaned
from acuinfo.publishing.models import Change
from acuinfo.sources.models import Source, SourceKind, Standing

from .listing import Chip, Group, Option
from .pagination import Paginated, page_number, span

LIVE = Q(cited_by__current__isnull=False, cited_by__withdrawn_at=None)

Table = Counter[tuple[str, str]]
"""How many sources there are of each kind and standing."""


def cited_sources() -> Any:
    """Sources that a live page leans on; others are nobody's business yet."""
    return Source.objects.annotate(cited_count=Count("cited_by", filter=LIVE)).filter(cited_count__gt=0)


@dataclass
class SourceList(Paginated):
    """What the list of sources may be asked for: words, kinds and standings; OR inside a group, AND across."""

    path: str
    words: str = ""
    kinds: tuple[str, ...] = ()
    standings: tuple[str, ...] = ()
    number: int = 1
    _tables: dict[str, Table] = field(default_factory=dict, repr=False, compare=False)
    """The tables read so far, by words; shared with the lists made from this one."""

    @property
    def _table(self) -> Table:
        """The table for these words. One query, once."""
        if self.words not in self._tables:
            rows = Source.objects.filter(LIVE & _having(self.words)).order_by().values_list("kind", "standing")
            self._tables[self.words] = Counter({row[:2]: row[2] for row in rows.annotate(n=Count("pk", distinct=True))})
        return self._tables[self.words]

    @cached_property
    def total(self) -> int:
        """How many sources are in the list."""
        return sum(
            n
            for (kind, standing), n in self._table.items()
            if kind in (self.kinds or SourceKind) and standing in (self.standings or Standing)
        )

    # --- What is in it ------------------------------------------------------------------------------------------
    @property
    def _chosen(self) -> Any:
        chosen = cited_sources().filter(_having(self.words))
        if self.kinds:
            chosen = chosen.filter(kind__in=self.kinds)
        return chosen.filter(standing__in=self.standings) if self.standings else chosen

    @cached_property
    def sources(self) -> list[Source]:
        """The sources on this page. One query."""
        return list(self._chosen.order_by("slug")[span(self.number)])

    def newest(self, part: slice) -> list[Any]:
        """Return the sources whose standing changed last or that came last, with ``came_at`` and ``moved_at``.

        One query. A source comes with the first page that cites it.
        """
        standing = Change.objects.filter(source=OuterRef("pk"), what=Change.What.STANDING).order_by("-pk")
        dated = self._chosen.annotate(
            came_at=Min("cited_by__first_published_at", filter=LIVE),
            moved_at=Coalesce(Subquery(standing.values("at")[:1]), F("came_at")),
        )
        return list(dated.order_by("-moved_at", "-pk")[part])

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
