"""Every tag in use, in the groups and the order of the vocabulary, a hundred a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

from django.http import QueryDict

from acuinfo.publishing.models import Tag, TagGroup

from .facets import FacetIndex, TagEntry, facet_index
from .pagination import Paginated, address, page_number, pages_for, span


@dataclass(frozen=True)
class TagsOfGroup:
    """The tags of one group on a page, records with ``count``."""

    label: str
    tags: Sequence[Any]


@dataclass
class TagList(Paginated):
    """One page of the tags in use. Two queries."""

    path: str
    number: int
    all_tags: Sequence[TagEntry]
    index: FacetIndex
    size: ClassVar[int] = 100
    parameters = ()

    @property
    def total(self) -> int:
        """How many tags there are."""
        return len(self.all_tags)

    @property
    def groups(self) -> list[TagsOfGroup]:
        """The tags on this page. One query."""
        here = self.all_tags[span(self.number, self.size)]
        records = Tag.objects.in_bulk([tag.pk for tag in here])
        found = []
        for group, members in groupby(here, key=lambda tag: tag.group):
            tags = [records[tag.pk] for tag in members]
            for tag in tags:
                tag.count = self.index.count(tag.slug)
            found.append(TagsOfGroup(str(TagGroup(group).label), tags))
        return found

    @property
    def beginnings(self) -> list[tuple[str, str]]:
        """The name of each group, and the page on which it begins; nothing where one page has them all."""
        if self.pages == 1:
            return []
        first: dict[str, int] = {}
        for place, tag in enumerate(self.all_tags, 1):
            first.setdefault(tag.group, pages_for(place, self.size))
        return [(str(TagGroup(group).label), address(self.path, (), number)) for group, number in first.items()]


def tag_list(query: QueryDict, path: str) -> TagList:
    """Return the page of tags that an address asks for; the order is kept with the index of all pages.

    Raises Elsewhere when it has another address, NoSuchPage beyond the end.
    """
    index = facet_index(None)
    if "tags" not in index.derived:
        tags = (index.vocabulary.tags[slug] for slug in index.bits)
        index.derived["tags"] = sorted(tags, key=lambda tag: (tag.order[0], tag.name, tag.slug))
    return TagList(path, page_number(query), index.derived["tags"], index).asked_for_by(query)
