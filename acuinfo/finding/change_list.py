"""The log of changes as its address asks for it: of one condition, one sort of news, one kind of page, some days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404, QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _, gettext_lazy

from acuinfo.publishing.kinds import kinds, subject_kinds
from acuinfo.publishing.models import Change, Publication

from .listing import Chip
from .pagination import Paginated, page_number, span

SOURCE, SITE = "source", "site"
OTHER_KINDS = {SOURCE: gettext_lazy("Source"), SITE: gettext_lazy("Site")}
"""What a change can be about besides a page: a source, or tags and the like."""
NAMES = ("condition", "news", "kind", "since", "until")
"""What an address can ask for, in its fixed order."""


@dataclass
class ChangeList(Paginated):
    """The changes that somebody asked for, newest first. Small fixes are nobody's news."""

    path: str
    condition: Publication | None = None
    news: str = ""
    kind: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    number: int = 1
    _said: Mapping[str, str] = field(default_factory=dict)

    @property
    def all_rows(self) -> QuerySet[Change]:
        """Every change in the list, newest first."""
        rows = Change.objects.filter(is_minor=False).order_by("-pk")
        if self.condition is not None:
            rows = rows.filter(_about(self.condition))
        if self.news:
            rows = rows.filter(news=self.news)
        if self.kind in OTHER_KINDS:
            rows = rows.filter(publication=None, source__isnull=self.kind == SITE)
        elif self.kind:
            rows = rows.filter(publication__kind=self.kind)
        if self.since:
            rows = rows.filter(at__gte=_midnight(self.since))
        return rows.filter(at__lt=_midnight(self.until) + dt.timedelta(days=1)) if self.until else rows

    @cached_property
    def total(self) -> int:
        """How many changes there are."""
        return self.all_rows.count()

    @cached_property
    def rows(self) -> list[Change]:
        """The changes on this page."""
        shown = self.all_rows.select_related("publication", "source").defer("publication__search_text")
        return list(shown[span(self.number)])

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """What the address says besides the number of the page, in its fixed order."""
        return [(name, self._said[name]) for name in NAMES if self._said.get(name)]

    @property
    def chips(self) -> list[Chip]:
        """What was chosen, each with the way to drop it."""
        return [Chip(words, self._without(name).first_url, 0) for name, words in self._in_words()]

    @property
    def title(self) -> str:
        """What the list holds, in words."""
        chosen = ", ".join(words for _name, words in self._in_words())
        return _("What has changed") + (f": {chosen}" if chosen else "")

    @property
    def clear_url(self) -> str:
        """The list without any filter."""
        return self.path

    def at(self, path: str) -> ChangeList:
        """Return the beginning of the same list where another page shows it."""
        return replace(self, path=path, number=1)

    def _without(self, name: str) -> ChangeList:
        return replace(self, number=1, _said={**self._said, name: ""})

    def _in_words(self) -> Iterator[tuple[str, str]]:
        if self.condition is not None:
            yield "condition", self.condition.title
        if self.news:
            yield "news", str(Change.News(self.news).label)
        if self.kind:
            yield "kind", str(_kind_names()[self.kind])
        if self.since:
            yield "since", _("since %(date)s") % {"date": date_format(self.since)}
        if self.until:
            yield "until", _("until %(date)s") % {"date": date_format(self.until)}

    @property
    def choices(self) -> dict[str, Any]:
        """What can be chosen: sorts of news and kinds of page, with their names."""
        return {"news": Change.News.choices, "kinds": list(_kind_names().items())}


def _kind_names() -> dict[str, Any]:
    return {**{spec.name: spec.plural for spec in kinds()}, **OTHER_KINDS}


def _about(condition: Publication) -> Q:
    """Match what readers of a condition would want to know: its own page, what covers it, and what these lean on."""
    pages = Publication.objects.covering(condition).values("pk")
    lean = Publication.cites.through.objects.filter(Q(publication=condition) | Q(publication__in=pages))
    is_page = Q(publication=condition) | Q(publication__in=pages)
    return is_page | Q(publication=None, source__in=lean.values("source"))


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)


def change_list(query: QueryDict, path: str) -> ChangeList:
    """Return the changes that an address asks for. At most one query.

    Raises Elsewhere when the state has another address, Http404 for what cannot be chosen and pages beyond the end.
    """
    found = _read(query, path, page_number(query))
    return found.asked_for_by(query)


def chosen_changes(query: QueryDict, path: str) -> ChangeList:
    """Return the changes of some choice, whatever else stands beside it. Raises Http404 for what cannot be chosen."""
    return _read(query, path, 1)


def _read(query: QueryDict, path: str, number: int) -> ChangeList:
    said = {name: query.get(name, "") for name in NAMES}
    condition = _condition(said["condition"])
    if condition is not None:
        said["condition"] = condition.slug
    if said["news"] not in ("", *Change.News.values) or said["kind"] not in ("", *_kind_names()):
        raise Http404("There is no such filter.")
    days = {name: _day(said[name]) for name in ("since", "until")}
    return ChangeList(path, condition, said["news"], said["kind"], **days, number=number, _said=said)


def _condition(slug: str) -> Publication | None:
    if not slug:
        return None
    found = (
        Publication.objects.filter(kind__in=subject_kinds(), current__isnull=False)
        .once_at([slug[:80]])
        .defer("search_text")
    )
    condition = found.first() if slug.isprintable() and len(slug) <= 80 else None
    if condition is None:
        raise Http404("There is no such condition.")
    return condition


def _day(said: str) -> dt.date | None:
    """Read a day as browsers send it. Raises Http404 for another form."""
    if not said:
        return None
    try:
        day = dt.date.fromisoformat(said)
    except ValueError:
        raise Http404("There is no such day.") from None
    if said != day.isoformat() or not 2000 <= day.year <= 2100:
        raise Http404("There is no such day.")
    return day
