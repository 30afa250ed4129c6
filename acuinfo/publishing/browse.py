"""The facet index: filters and counts for every list, from one integer per tag.

For each kind and site version a process keeps the publications in list order, and for each tag one Python integer
whose bit *i* says that the *i*-th publication carries it. A selection is ORs inside a group and ANDs across groups,
a count is ``bit_count()``, and a page is twenty bit positions and one query for twenty cards. It is derived data:
built from the cards whenever the site version has moved, never a second truth.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import groupby
from operator import or_
from threading import Lock

from .models import Publication, Tag, TagAlias, TagGroup, site_version

PAGE_SIZE = 20
GROUP_ORDER = {group: i for i, group in enumerate(TagGroup.values)}


@dataclass(frozen=True)
class TagEntry:
    """What lists show of a tag."""

    pk: int
    slug: str
    name: str
    group: str

    @property
    def order(self) -> tuple[int, str, str]:
        """Groups in the order of the vocabulary, names from A to Z."""
        return (GROUP_ORDER[self.group], self.name.casefold(), self.slug)


@dataclass(frozen=True)
class Vocabulary:
    """Every tag by its slug, and every alias with the slug it leads to."""

    tags: Mapping[str, TagEntry]
    aliases: Mapping[str, str]

    @classmethod
    def read(cls) -> Vocabulary:
        """Read the vocabulary. Two queries."""
        tags = {t.slug: TagEntry(t.pk, t.slug, t.name, t.group) for t in Tag.objects.all()}
        return cls(tags, dict(TagAlias.objects.values_list("slug", "tag__slug")))

    def resolve(self, slug: str) -> TagEntry | None:
        """Return the tag a slug or alias names."""
        return self.tags.get(self.aliases.get(slug, slug))


@dataclass(frozen=True)
class FacetIndex:
    """All live publications of one kind (or of every kind), in list order, with one integer per tag."""

    ids: Sequence[int]
    bits: Mapping[str, int]
    vocabulary: Vocabulary

    @classmethod
    def read(cls, kind: str | None, vocabulary: Vocabulary) -> FacetIndex:
        """Build the index. Two queries, however many tags there are."""
        live = Publication.objects.live()
        if kind is not None:
            live = live.of_kind(kind)
        ids = list(live.in_list_order().values_list("pk", flat=True))
        place = {pk: i for i, pk in enumerate(ids)}
        slugs = {tag.pk: tag.slug for tag in vocabulary.tags.values()}
        rows: dict[str, bytearray] = {}
        for pk, tag in Publication.tags.through.objects.values_list("publication_id", "tag_id").iterator():
            i = place.get(pk)
            if i is not None and tag in slugs:
                row = rows.setdefault(slugs[tag], bytearray(len(ids) // 8 + 1))
                row[i >> 3] |= 1 << (i & 7)
        return cls(ids, {slug: int.from_bytes(row, "little") for slug, row in rows.items()}, vocabulary)

    @cached_property
    def everything(self) -> int:
        """The set of all publications."""
        return (1 << len(self.ids)) - 1

    @cached_property
    def place(self) -> Mapping[int, int]:
        """Where each publication stands in the list."""
        return {pk: i for i, pk in enumerate(self.ids)}

    def set_of(self, ids: Iterable[int]) -> int:
        """Return the set of these publications; those not in the list drop out."""
        return reduce(or_, (1 << self.place[pk] for pk in ids if pk in self.place), 0)

    def choose(self, selected: Iterable[TagEntry], within: int | None = None) -> Selection:
        """Return what a selection of tags leaves, inside a given set (default everything)."""
        return Selection(
            self, tuple(sorted(set(selected), key=lambda t: t.order)), self.everything if within is None else within
        )


def positions(members: int, start: int, stop: int) -> Iterator[int]:
    """Yield the positions of the set bits number ``start`` to ``stop`` of a set, lowest first."""
    text = members.to_bytes(members.bit_length() // 8 + 1, "little")
    seen = 0
    for offset, byte in enumerate(text):
        count = byte.bit_count()
        if seen + count > start:
            for bit in range(8):
                if byte >> bit & 1:
                    if seen >= stop:
                        return
                    if seen >= start:
                        yield offset * 8 + bit
                    seen += 1
        else:
            seen += count
        if seen >= stop:
            return


@dataclass(frozen=True)
class Selection:
    """The publications that carry a tag of each selected group: OR inside a group, AND across groups."""

    index: FacetIndex
    selected: tuple[TagEntry, ...]
    within: int = field(repr=False)

    @cached_property
    def _by_group(self) -> dict[str, int]:
        groups: dict[str, int] = {}
        for tag in self.selected:
            groups[tag.group] = groups.get(tag.group, 0) | self.index.bits.get(tag.slug, 0)
        return groups

    def _all_but(self, group: str | None) -> int:
        members = self.within
        for name, carried in self._by_group.items():
            if name != group:
                members &= carried
        return members

    @cached_property
    def members(self) -> int:
        """The set that is left."""
        return self._all_but(None)

    @property
    def total(self) -> int:
        """How many are left."""
        return self.members.bit_count()

    def page(self, number: int) -> list[int]:
        """Return the ids on one page of twenty, in list order; page 1 is the first."""
        start = (number - 1) * PAGE_SIZE
        return [self.index.ids[i] for i in positions(self.members, start, start + PAGE_SIZE)]

    @property
    def ids(self) -> list[int]:
        """All that is left, in list order."""
        return [self.index.ids[i] for i in positions(self.members, 0, self.total)]

    @property
    def pages(self) -> int:
        """How many pages there are; an empty list has one."""
        return max(1, -(-self.total // PAGE_SIZE))

    def counts(self) -> dict[str, int]:
        """Return for every tag how many results there would be if it were chosen in place of its group's selection."""
        base = {group: self._all_but(group) for group in TagGroup.values}
        vocabulary = self.index.vocabulary.tags
        return {slug: (bits & base[vocabulary[slug].group]).bit_count() for slug, bits in self.index.bits.items()}

    def without(self, tag: TagEntry) -> int:
        """Return how many results there would be without one selected tag."""
        return Selection(self.index, tuple(t for t in self.selected if t != tag), self.within).total

    def options(self) -> Iterator[tuple[str, list[tuple[TagEntry, int, bool]]]]:
        """Yield (group, [(tag, count, is selected)]) for each group with something to choose."""
        counts = self.counts()
        chosen = set(self.selected)
        tags = self.index.vocabulary.tags
        entries = sorted((tags[s] for s, n in counts.items() if n or tags[s] in chosen), key=lambda t: t.order)
        for group, members in groupby(entries, key=lambda t: t.group):
            yield group, [(tag, counts[tag.slug], tag in chosen) for tag in members]


# --- One index per process, kind and site version ---------------------------------------------------------------
_LOCK = Lock()
_KEPT: dict[str | None, tuple[int, FacetIndex]] = {}


def facet_index(kind: str | None, version: int | None = None) -> FacetIndex:
    """Return the index of a kind (None: of all kinds) at the site's version. One query when nothing has moved.

    A caller that needs several indexes reads the version once and passes it: no query when nothing has moved.
    """
    version = site_version() if version is None else version
    kept = _KEPT.get(kind)
    if kept is not None and kept[0] == version:
        return kept[1]
    index = FacetIndex.read(kind, Vocabulary.read())
    with _LOCK:
        _KEPT[kind] = (version, index)
    return index


def forget() -> None:
    """Drop what this process keeps. Tests call it between databases."""
    _KEPT.clear()


def cards(ids: Sequence[int]) -> list[Publication]:
    """Return publications in the order of these ids. One query."""
    found = Publication.objects.as_cards().in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]
