"""A page of a long list: the number asked for, its one address, and the addresses of the pages around it."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, ClassVar, Self
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, QueryDict

PAGE_SIZE = 20
NUMBER = re.compile(r"[1-9][0-9]{0,5}")


class Elsewhere(Exception):  # noqa: N818  no error: the same thing at another address
    """The same state has another address."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.url = url


class NoSuchPage(Http404):
    """A list ends before the page asked for."""

    def __init__(self, asked: Paginated) -> None:
        super().__init__("There is no such page.")
        self.first_url, self.last_url, self.pages = asked.first_url, asked.last_url, asked.pages


def page_number(query: QueryDict) -> int:
    """Return the page asked for. Raises Http404 for anything but a plain positive number."""
    asked = query.getlist("page")
    if not asked:
        return 1
    if len(asked) > 1 or not NUMBER.fullmatch(asked[0]):
        raise Http404("There is no such page.")
    return int(asked[0])


def pages_for(total: int, size: int = PAGE_SIZE) -> int:
    """Return how many pages so many results take; an empty list has one."""
    return max(1, -(-total // size))


def span(number: int, size: int = PAGE_SIZE) -> slice:
    """Return where page ``number`` of a list begins and ends; page 1 is the first."""
    return slice((number - 1) * size, number * size)


def address(path: str, parameters: Sequence[tuple[str, str]], number: int = 1) -> str:
    """Return the address of one page of a list; the first has no number."""
    pairs = [*parameters, ("page", str(number))] if number > 1 else parameters
    return f"{path}?{urlencode(pairs)}" if pairs else path


class Paginated(ABC):
    """One page of a list, and the way to the others. A dataclass below it brings ``path`` and ``number``."""

    path: str
    number: int
    size: ClassVar[int] = PAGE_SIZE
    """How many results a page has."""

    @property
    @abstractmethod
    def total(self) -> int:
        """How many results are in the whole list."""

    @property
    @abstractmethod
    def parameters(self) -> Sequence[tuple[str, str]]:
        """What the address says besides the number of the page, in its fixed order."""

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return pages_for(self.total, self.size)

    @property
    def is_narrowed(self) -> bool:
        """True when anything was chosen."""
        return bool(self.parameters)

    def _page_url(self, number: int) -> str:
        return address(self.path, self.parameters, number)

    @property
    def canonical_url(self) -> str:
        """The one address of this state."""
        return self._page_url(self.number)

    @property
    def first_url(self) -> str:
        """The first page."""
        return self._page_url(1)

    @property
    def last_url(self) -> str:
        """The last page."""
        return self._page_url(self.pages)

    @property
    def previous_url(self) -> str:
        """The page before, or ""."""
        return self._page_url(self.number - 1) if self.number > 1 else ""

    @property
    def next_url(self) -> str:
        """The page after, or ""."""
        return self._page_url(self.number + 1) if self.number < self.pages else ""

    def asked_for_by(self, query: QueryDict) -> Self:
        """Return this page of the list when it is at its own address.

        Raises Elsewhere when the state has another address, NoSuchPage beyond the end. A list that what was chosen
        leaves empty has no end to be beyond: it says so itself.
        """
        asked = [(key, value) for key, values in query.lists() for value in values]
        if address(self.path, asked) != self.canonical_url:
            raise Elsewhere(self.canonical_url)
        if self.number > self.pages and (self.total or not self.is_narrowed):
            raise NoSuchPage(self)
        return self


@dataclass
class RowPage(Paginated):
    """One page of the rows of a table, at an address that says nothing but the page. Two queries."""

    path: str
    number: int
    all_rows: QuerySet[Any]
    parameters = ()

    @cached_property
    def total(self) -> int:
        """How many rows there are."""
        return self.all_rows.count()

    @cached_property
    def rows(self) -> list[Any]:
        """The rows on this page."""
        return list(self.all_rows[span(self.number)])
