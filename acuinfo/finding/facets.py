"""The facet index: filters and counts for every list, from one integer per tag.

For each kind and site version a process keeps the publications in list order, and for each tag one Python integer
whose bit *i* says that the *i*-th publication carries it. A selection is ORs inside a group and ANDs across groups,
a count is ``bit_count()``, and a page is twenty bit positions and one query for twenty cards. A tag that few carry
(each condition has its own) is kept as a list of places instead. It is derived data: built from the cards, moved
forward from the change log whenever the site version has moved, never a second truth (docs/adr/0004).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, reduce
from heapq import nlargest
from itertools import compress, islice
from operator import or_
from threading import Lock
from typing import Any, cast
from urllib.parse import urlencode

from django.db import connection
from django.db.models.functions import Substr

from acuinfo.publishing import fragments, process_caches
from acuinfo.publishing.certainty import Certainty
from acuinfo.publishing.models import Change, Publication, Tag, TagAlias, TagGroup, site_version
from acuinfo.publishing.prepared import PreparedIn

from .pagination import PAGE_SIZE

MOST_OPTIONS = 100
"""Options of one group that a list shows."""
MOST_REMEMBERED = 500
"""Groups of options under some selection that an index remembers; at most a hundred tags each, about 5 MB in all."""
RARE = 256
"""A tag that fewer than one in this many publications carry is kept as a list of places."""
MOST_CHANGES = 50
"""Changes of the log up to which an index is moved forward instead of being built anew."""
GROUP_ORDER = {group: i for i, group in enumerate(TagGroup.values)}


@dataclass(frozen=True)
class TagEntry:
    """What lists show of a tag."""

    pk: int
    slug: str
    name: str
    group: str
    first_person: str = ""
    """What readers say of themselves, such as "I take blood thinners"; "" where they cannot."""
    in_sentence: str = ""

    @cached_property
    def order(self) -> tuple[int, str, str]:
        """Groups in the order of the vocabulary, names from A to Z."""
        return (GROUP_ORDER[self.group], self.name.casefold(), self.slug)

    @cached_property
    def parameter(self) -> str:
        """What chooses it in an address."""
        return urlencode([("tag", self.slug)])


@dataclass(frozen=True)
class Vocabulary:
    """Every tag by its slug, and every alias with the slug it leads to."""

    tags: Mapping[str, TagEntry]
    aliases: Mapping[str, str]

    @classmethod
    def read(cls) -> Vocabulary:
        """Read the vocabulary. Two queries."""
        found = list(Tag.objects.select_related("merged_into"))
        tags = {
            t.slug: TagEntry(t.pk, t.slug, t.name, t.group, t.first_person, t.in_sentence)
            for t in found
            if t.merged_into is None
        }
        merged = {t.slug: t.merged_into.slug for t in found if t.merged_into is not None}
        leads = TagAlias.objects.values_list("slug", "tag__slug")
        return cls(tags, {**{alias: merged.get(slug, slug) for alias, slug in leads}, **merged})

    def resolve(self, slug: str) -> TagEntry | None:
        """Return the tag a slug or alias names."""
        return self.tags.get(self.aliases.get(slug, slug))


class TagSets(Mapping[str, int]):
    """For each tag the set of places that carry it, as an integer; scattered ones are made when somebody asks.

    ``dense`` holds integers, ``rare`` ascending places: with ten thousand tags of six pages each among sixty thousand
    pages, integers would take 40 MB in every process, places take 1 MB.
    """

    def __init__(self, dense: Mapping[str, int], rare: Mapping[str, Sequence[int]]) -> None:
        self.dense, self.rare = dense, rare

    @classmethod
    def of(cls, places: Mapping[str, Sequence[int]], size: int) -> TagSets:
        """Return the sets of these ascending places among ``size``."""
        rare = {slug: found for slug, found in places.items() if len(found) * RARE < size}
        return cls({slug: set_of_places(found, size) for slug, found in places.items() if slug not in rare}, rare)

    def __getitem__(self, slug: str) -> int:
        found = self.dense.get(slug)
        if found is None:
            places = self.rare[slug]
            found = set_of_places(places, places[-1] + 1)
        return found

    def __contains__(self, slug: object) -> bool:
        return slug in self.dense or slug in self.rare

    def __iter__(self) -> Iterator[str]:
        yield from self.dense
        yield from self.rare

    def __len__(self) -> int:
        return len(self.dense) + len(self.rare)


def set_of_places(places: Iterable[int], size: int) -> int:
    """Return the set of these places among ``size``."""
    row = bytearray(size // 8 + 1)
    for place in places:
        row[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(row, "little")


class RareTags:
    """The rare tags of one group, laid out so that all of them are counted in one go.

    ``_layers`` holds for each place its first rare tag of the group, then its second, and so on: most have one.
    """

    def __init__(self, rare: Mapping[str, Sequence[int]], size: int) -> None:
        self._size = size
        self._layers: list[list[str | None]] = []
        taken = [0] * size
        for slug, places in rare.items():
            for place in places:
                if taken[place] == len(self._layers):
                    self._layers.append([None] * size)
                self._layers[taken[place]][place] = slug
                taken[place] += 1
        self.totals = {slug: len(places) for slug, places in rare.items()}

    def counts(self, members: int) -> Mapping[str, int]:
        """Return how many members of a set carry each tag; tags of none are left out."""
        flags = format(members, f"0{self._size}b")[::-1].encode().translate(_FLAGS)
        found: Counter[str | None] = Counter()
        for layer in self._layers:
            found.update(compress(layer, flags))
        del found[None]
        return cast(Mapping[str, int], found)


_FLAGS = bytes(byte == ord("1") for byte in range(256))


@dataclass(frozen=True)
class FacetIndex:
    """All live publications of one kind (or of every kind), in list order, with the set of each tag."""

    ids: Sequence[int]
    bits: TagSets
    vocabulary: Vocabulary
    kind: str | None = None
    most_carried: dict[tuple[str, int], tuple[Sequence[tuple[TagEntry, int]], int]] = field(
        default_factory=dict, compare=False, repr=False
    )
    """What ``Selection`` remembers of this index: see there."""
    derived: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)
    """What others work out from this index and keep as long as it lives: a fixed number of answers, by name."""

    @cached_property
    def of_themselves(self) -> Mapping[TagEntry, frozenset[int]]:
        """The publications with each tag that readers can say of themselves, by its name; tags of none are left out."""
        said = sorted((tag for tag in self.vocabulary.tags.values() if tag.first_person), key=lambda tag: tag.order)
        return {tag: frozenset(self._carrying(tag.slug)) for tag in said if tag.slug in self.bits}

    def _carrying(self, slug: str) -> Iterator[int]:
        flags = format(self.bits[slug], f"0{len(self.ids)}b")[::-1].encode().translate(_FLAGS)
        return compress(self.ids, flags)

    @classmethod
    def read(cls, kind: str | None, vocabulary: Vocabulary) -> FacetIndex:
        """Build the index. Two queries, however many tags there are."""
        ids = _ids(kind)
        place = {pk: i for i, pk in enumerate(ids)}
        slugs = {tag.pk: tag.slug for tag in vocabulary.tags.values()}
        places: defaultdict[str, list[int]] = defaultdict(list)
        for pk, tag in Publication.tags.through.objects.values_list("publication_id", "tag_id").iterator(10_000):
            i = place.get(pk)
            if i is not None and tag in slugs:
                places[slugs[tag]].append(i)
        for found in places.values():
            found.sort()
        return cls(ids, TagSets.of(places, len(ids)), vocabulary, kind)

    def moved(self, changed: Collection[int], vocabulary: Vocabulary) -> FacetIndex | None:
        """Return the index after these publications changed, or None when more than these have. Two queries."""
        ids = _ids(self.kind)
        if [pk for pk in ids if pk not in changed] != [pk for pk in self.ids if pk not in changed]:
            return None
        place = {pk: i for i, pk in enumerate(ids)}
        kept = [place.get(pk, -1) if pk not in changed else -1 for pk in self.ids]
        left = [i for i, pk in enumerate(self.ids) if pk in changed]
        joined = [i for i, pk in enumerate(ids) if pk in changed]
        dense = {slug: _shifted(members, left, joined) for slug, members in self.bits.dense.items()}
        rare = {slug: [kept[i] for i in places if kept[i] >= 0] for slug, places in self.bits.rare.items()}
        slugs = {tag.pk: tag.slug for tag in vocabulary.tags.values()}
        links = Publication.tags.through.objects.filter(publication__in=changed)
        for pk, tag in links.values_list("publication_id", "tag_id"):
            i, slug = place.get(pk), slugs.get(tag)
            if i is None or slug is None:
                continue
            if slug in dense:
                dense[slug] |= 1 << i
            else:
                rare[slug] = sorted([*rare.get(slug, ()), i])
        sets = TagSets(_without_empty(dense), _without_empty(rare))
        return FacetIndex(ids, sets, vocabulary, self.kind)

    @cached_property
    def by_group(self) -> Mapping[str, Sequence[tuple[str, int]]]:
        """The dense tags of each group with their sets."""
        found: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
        for slug, members in self.bits.dense.items():
            found[self.vocabulary.tags[slug].group].append((slug, members))
        return found

    @cached_property
    def rare_by_group(self) -> Mapping[str, RareTags]:
        """The rare tags of each group that has some."""
        found: defaultdict[str, dict[str, Sequence[int]]] = defaultdict(dict)
        for slug, places in self.bits.rare.items():
            found[self.vocabulary.tags[slug].group][slug] = places
        return {group: RareTags(rare, len(self.ids)) for group, rare in found.items()}

    def carried(self, group: str) -> list[str]:
        """Return the tags of a group that some page in the list carries."""
        rare = self.rare_by_group.get(group)
        return [*(slug for slug, _members in self.by_group.get(group, ())), *(rare.totals if rare else ())]

    def count(self, slug: str) -> int:
        """Return how many publications carry a tag."""
        places = self.bits.rare.get(slug)
        return len(places) if places is not None else self.bits.dense.get(slug, 0).bit_count()

    @cached_property
    def everything(self) -> int:
        """The set of all publications."""
        return (1 << len(self.ids)) - 1

    @cached_property
    def place(self) -> Mapping[int, int]:
        """Where each publication stands in the list."""
        return {pk: i for i, pk in enumerate(self.ids)}

    @cached_property
    def by_review(self) -> Sequence[int]:
        """The sets of publications last reviewed on the same day, newest day first. One query."""
        days: defaultdict[dt.date | None, list[int]] = defaultdict(list)
        for pk, day in Publication.objects.live().filter(**_of(self.kind)).values_list("pk", "last_reviewed_on"):
            days[day].append(pk)
        newest = sorted(days, key=lambda day: day or dt.date.min, reverse=True)
        return [self.set_of(days[day]) for day in newest]

    @cached_property
    def by_change(self) -> Sequence[int]:
        """The places of publications, the one that changed last first. One query."""
        live = Publication.objects.live().filter(**_of(self.kind)).order_by("-changed_at", "-pk")
        return [self.place[pk] for pk in live.values_list("pk", flat=True) if pk in self.place]

    @cached_property
    def by_certainty(self) -> Sequence[int]:
        """The sets of publications of each certainty, surest first, and of those without one."""
        sets = [self.bits.get(certainty.tag, 0) for certainty in Certainty]
        return [*sets, self.everything & ~reduce(or_, sets, 0)]

    @cached_property
    def certainty_at(self) -> bytes:
        """The rank of the certainty at each place, surest first; pages without one come last."""
        ranks = bytearray([len(Certainty)]) * len(self.ids)
        for rank, members in enumerate(self.by_certainty[:-1]):
            for place in positions(members, 0, members.bit_count()):
                ranks[place] = rank
        return bytes(ranks)

    @cached_property
    def by_letter(self) -> Mapping[str, int]:
        """The set of publications for each first letter of the list's order. One query."""
        letters: defaultdict[str, list[int]] = defaultdict(list)
        for pk, key in Publication.objects.live().filter(**_of(self.kind)).values_list("pk", Substr("sort_key", 1, 1)):
            letters[key.upper()].append(pk)
        return {letter: self.set_of(ids) for letter, ids in sorted(letters.items())}

    def in_order(self, order: str) -> Sequence[int]:
        """Return the sets to go through for an order: ``name``, ``reviewed`` or ``certainty``."""
        return {"reviewed": lambda: self.by_review, "certainty": lambda: self.by_certainty}.get(
            order, lambda: [self.everything]
        )()

    def set_of(self, ids: Iterable[int]) -> int:
        """Return the set of these publications; those not in the list drop out."""
        return reduce(or_, (1 << self.place[pk] for pk in ids if pk in self.place), 0)

    def choose(self, selected: Iterable[TagEntry], within: int | None = None) -> Selection:
        """Return what a selection of tags leaves, inside a given set (default everything)."""
        return Selection(
            self, tuple(sorted(set(selected), key=lambda t: t.order)), self.everything if within is None else within
        )


def _ids(kind: str | None) -> list[int]:
    """Return the live publications of a kind, in list order. One query."""
    live = Publication.objects.live()
    return list((live if kind is None else live.of_kind(kind)).in_list_order().values_list("pk", flat=True))


def _of(kind: str | None) -> dict[str, str]:
    return {} if kind is None else {"kind": kind}


def _shifted(members: int, left: Sequence[int], joined: Sequence[int]) -> int:
    """Return a set after the places ``left`` are taken out of the list and empty ones put in at ``joined``."""
    if left == joined:
        for place in left:
            members &= ~(1 << place)
        return members
    for place in reversed(left):
        members = members & ((1 << place) - 1) | members >> place + 1 << place
    for place in joined:
        members = members & ((1 << place) - 1) | members >> place << place + 1
    return members


def _without_empty(sets: dict[str, Any]) -> dict[str, Any]:
    return {slug: members for slug, members in sets.items() if members}


def positions(members: int, start: int, stop: int) -> Iterator[int]:
    """Yield the positions of the set bits number ``start`` to ``stop`` of a set, lowest first."""
    text = members.to_bytes(members.bit_length() // 8 + 1, "little")
    seen = 0
    for offset in range(0, len(text), _STRIDE):
        part = int.from_bytes(text[offset : offset + _STRIDE], "little")
        count = part.bit_count()
        if seen + count > start:
            bits = format(part, "b")[::-1]
            place = bits.find("1")
            while place >= 0 and seen < stop:
                if seen >= start:
                    yield offset * 8 + place
                seen += 1
                place = bits.find("1", place + 1)
        else:
            seen += count
        if seen >= stop:
            return


_STRIDE = 128
"""Bytes of a set that are passed over at once."""


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

    def page(self, number: int, order: str = "name") -> list[int]:
        """Return the ids on one page of twenty, in an order (see ``FacetIndex.in_order``); page 1 is the first."""
        start, places = (number - 1) * PAGE_SIZE, list[int]()
        for alike in self.index.in_order(order):
            members = self.members & alike
            count = members.bit_count()
            if count > start:
                first = max(start, 0)
                places += positions(members, first, first + PAGE_SIZE - len(places))
            start -= count
            if len(places) == PAGE_SIZE:
                break
        return [self.index.ids[i] for i in places]

    def newest(self, part: slice) -> list[int]:
        """Return the ids of a part of the list, those that changed last first."""
        flags = format(self.members, f"0{len(self.index.ids)}b")[::-1]
        found = (i for i in self.index.by_change if flags[i] == "1")
        return [self.index.ids[i] for i in islice(found, part.start, part.stop)]

    @property
    def ids(self) -> list[int]:
        """All that is left, in list order."""
        return [self.index.ids[i] for i in positions(self.members, 0, self.total)]

    def counts(self) -> dict[str, int]:
        """Return for every tag how many results there would be if it were chosen in place of its group's selection."""
        return {slug: n for group in TagGroup.values for slug, n in self._counts(group).items()}

    def _counts(self, group: str) -> dict[str, int]:
        members = self._all_but(group)
        found = {slug: (bits & members).bit_count() for slug, bits in self.index.by_group.get(group, ())}
        rare = self.index.rare_by_group.get(group)
        if rare is not None:
            found |= rare.totals if members == self.index.everything else rare.counts(members)
        return found

    def without(self, tag: TagEntry) -> int:
        """Return how many results there would be without one selected tag."""
        return Selection(self.index, tuple(t for t in self.selected if t != tag), self.within).total

    def options(self) -> Iterator[tuple[str, list[tuple[TagEntry, int, bool]], int]]:
        """Yield (group, [(tag, count, is selected)], number left out) for each group with something to choose.

        A group with more than a hundred useful tags shows the hundred that most pages carry.
        """
        for group in TagGroup.values:
            chosen = {tag for tag in self.selected if tag.group == group}
            most, left_out = self._most_carried(group)
            options = [(tag, count, tag in chosen) for tag, count in most]
            if unseen := chosen - {tag for tag, _count in most}:
                counts = [
                    (tag, (self.index.bits.get(tag.slug, 0) & self._all_but(group)).bit_count()) for tag in unseen
                ]
                left_out -= sum(count > 0 for _tag, count in counts)
                options += [(tag, count, True) for tag, count in counts]
                options.sort(key=lambda option: option[0].order)
            if options:
                yield group, options, left_out

    def _most_carried(self, group: str) -> tuple[Sequence[tuple[TagEntry, int]], int]:
        """Return at most a hundred tags of a group with what choosing each would give, and how many more there are.

        That depends on what the other groups leave, and the index remembers it for what was asked for last.
        """
        members = self._all_but(group)
        known = self.index.most_carried.get((group, members))
        if known is None:
            known = self.index.most_carried[group, members] = self._read_most_carried(group)
            for oldest in list(self.index.most_carried)[: max(0, len(self.index.most_carried) - MOST_REMEMBERED)]:
                self.index.most_carried.pop(oldest, None)
        return known

    def _read_most_carried(self, group: str) -> tuple[Sequence[tuple[TagEntry, int]], int]:
        tags, counts = self.index.vocabulary.tags, self._counts(group)
        useful = [slug for slug, count in counts.items() if count]
        shown = useful if len(useful) <= MOST_OPTIONS else nlargest(MOST_OPTIONS, useful, key=counts.__getitem__)
        entries = sorted((tags[slug] for slug in shown), key=lambda tag: tag.order)
        return [(tag, counts[tag.slug]) for tag in entries], len(useful) - len(entries)


# --- One index per process, kind and site version ---------------------------------------------------------------
_LOCK = Lock()
_KEPT: dict[str | None, tuple[int, FacetIndex]] = {}
process_caches.add(_KEPT.clear)


def facet_index(kind: str | None, version: int | None = None) -> FacetIndex:
    """Return the index of a kind (None: of all kinds) at the site's version. One query when nothing has moved.

    A caller that needs several indexes reads the version once and passes it: no query when nothing has moved.
    """
    kept = _KEPT.get(kind)
    if kept is None or (version is not None and version < kept[0]):
        return _keep(kind, site_version() if version is None else version, FacetIndex.read(kind, Vocabulary.read()))
    known, index = kept
    if version == known:
        return index
    news = _since(known)
    if not news:
        return index
    vocabulary = Vocabulary.read()
    moved = _moved_forward(index, news, vocabulary)
    return _keep(kind, max(pk for pk, _what, _page in news), moved or FacetIndex.read(kind, vocabulary))


def _keep(kind: str | None, version: int, index: FacetIndex) -> FacetIndex:
    with _LOCK:
        _KEPT[kind] = (version, index)
    return index


News = Sequence[tuple[int, str, int | None]]


def _since(version: int) -> News:
    """Return (id, what, publication) of the latest changes after a version: all of them, unless there are many."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWS, [version])
        return list(cursor.fetchall())


_NEWS = (
    f"SELECT id, what, publication_id FROM {Change._meta.db_table} "
    f"WHERE id > %s ORDER BY id DESC LIMIT {MOST_CHANGES + 1}"
)


PAGE_CHANGES = frozenset(
    {
        Change.What.PUBLISHED,
        Change.What.UPDATED,
        Change.What.REVIEWED,
        Change.What.WITHDRAWN,
        Change.What.REINSTATED,
        Change.What.SHOWN_CHANGED,
        Change.What.STANDING,
        Change.What.SOURCE_EDITED,
        Change.What.CORRECTED,
        Change.What.SEARCH_EDITED,
    }
)
"""What touches no card but that of its own publication, if any."""


def _moved_forward(index: FacetIndex, news: News, vocabulary: Vocabulary) -> FacetIndex | None:
    """Move an index on by the news of the change log; None when building it anew is right or cheaper."""
    if len(news) > MOST_CHANGES or any(what not in PAGE_CHANGES for _pk, what, _page in news):
        fragments.forget()  # cards may have been written anew from the same editions
        return None
    return index.moved({page for _pk, _what, page in news if page is not None}, vocabulary)


def cards(ids: Sequence[int]) -> list[Publication]:
    """Return publications in the order of these ids. One query."""
    found = {card.pk: card for card in _CARDS(ids)}
    return [found[pk] for pk in ids if pk in found]


_CARDS = PreparedIn(lambda ids: Publication.objects.as_cards().filter(pk__in=ids).order_by(), int)
