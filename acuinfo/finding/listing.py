"""A list as a page shows it: its address decides everything, and there is one address per state."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, reduce
from operator import or_
from urllib.parse import urlencode

from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from acuinfo.publishing.kinds import kind as kind_of
from acuinfo.publishing.language import in_sentence
from acuinfo.publishing.models import Publication, TagGroup

from .facets import FacetIndex, Selection, TagEntry, cards
from .pagination import Paginated, address, page_number

MAX_TAGS = 20


@dataclass(slots=True)
class Option:
    """One tag to choose."""

    name: str
    slug: str
    url: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Group:
    """One group of the vocabulary with its options."""

    label: str
    slug: str
    options: Sequence[Option]
    left_out: int = 0
    """How many useful tags are not among the options, because there are too many."""


@dataclass(frozen=True)
class Chip:
    """One active filter, and the way to drop it."""

    name: str
    remove_url: str
    without_count: int


@dataclass
class Listing(Paginated):
    """What a list template may ask for."""

    title: str
    intro: str
    path: str
    kind: str
    selection: Selection
    number: int
    extra: Mapping[str, str] = field(default_factory=dict)
    """Other parts of the address that stay, such as a search text."""
    hidden_groups: frozenset[str] = frozenset()
    order: str = "name"
    orders: Mapping[str, str] = field(default_factory=dict)
    """The orders this list offers: name in the address to words."""
    letter: str = ""
    has_letters: bool = False
    about: TagEntry | None = None
    """The tag whose page this list is: every page in the list carries it."""
    kinds: Mapping[str, int] = field(default_factory=dict)
    """On a list of several kinds: the set of each, before anything is chosen."""
    only_kind: str = ""

    @property
    def full_title(self) -> str:
        """The title with everything that was chosen, such as "Evidence: Knee, newest review first"."""
        title = self.title
        if self.letter:
            title = _("%(title)s beginning with %(letter)s") % {"title": title, "letter": self.letter}
        kind = [str(kind_of(self.only_kind).plural)] if self.only_kind else []
        filters = ", ".join([*kind, *(tag.name for tag in self.selection.selected)])
        return f"{title}: {filters}{self.order_in_title}" if filters else f"{title}{self.order_in_title}"

    @property
    def order_in_title(self) -> str:
        """The order with a comma before it; "" for the usual one."""
        return f", {in_sentence(self.orders[self.order])}" if self.order in self.orders and self.order != "name" else ""

    @property
    def total(self) -> int:
        """How many pages are in the list."""
        return self.selection.total

    @cached_property
    def cards(self) -> list[Publication]:
        """The cards on this page. One query."""
        return cards(self.selection.page(self.number, self.order))

    @property
    def kept(self) -> dict[str, str]:
        """The parts of the address besides tags and page number."""
        sort = "" if self.order == "name" else self.order
        said = {"kind": self.only_kind, "letter": self.letter.lower(), "sort": sort}
        return {**self.extra, **{name: value for name, value in said.items() if value}}

    @property
    def kind_options(self) -> list[Option]:
        """The kinds of page to choose from under the chosen tags; none on a list of one kind, or of nothing."""
        if not any(self.kinds.values()):
            return []
        names = {kind: str(kind_of(kind).plural) for kind in self.kinds}
        return [self._part("only_kind", kind, names[kind], members) for kind, members in self.kinds.items()]

    @cached_property
    def sorts(self) -> list[Option]:
        """The orders to choose from."""
        return [
            Option(words, name, replace(self, order=name)._url(self.selection.selected), 0, name == self.order)
            for name, words in self.orders.items()
        ]

    @cached_property
    def letters(self) -> list[Option]:
        """The first letters to choose from under the chosen tags, on lists that have an A to Z."""
        letters = self.selection.index.by_letter if self.has_letters else {}
        return [self._part("letter", letter, letter, members) for letter, members in letters.items()]

    def _part(self, field: str, value: str, name: str, members: int) -> Option:
        """Return the choice of a part of the list under the chosen tags; choosing the chosen one drops it."""
        is_chosen, tags = value == getattr(self, field), self.selection.selected
        url = replace(self, **{field: "" if is_chosen else value})._url(tags)  # type: ignore[arg-type]  # both are text
        return Option(name, value.lower(), url, self.selection.index.choose(tags, members).total, is_chosen)

    @property
    def parameters(self) -> list[tuple[str, str]]:
        """What the address says besides the number of the page, in its fixed order."""
        return self._parameters(self.selection.selected)

    def _parameters(self, tags: Sequence[TagEntry]) -> list[tuple[str, str]]:
        return [*self.kept.items(), *(("tag", tag.slug) for tag in sorted(tags, key=lambda tag: tag.order))]

    def _url(self, tags: Sequence[TagEntry]) -> str:
        return address(self.path, self._parameters(tags))

    @property
    def clear_url(self) -> str:
        """The list without any filter."""
        return replace(self, only_kind="", letter="")._url(())

    @property
    def feed_url(self) -> str:
        """The feed of this list."""
        kind = [("kind", self.only_kind)] if self.only_kind else []
        return address(
            f"{self.path.rstrip('/')}.atom", [*kind, *(("tag", tag.slug) for tag in self.selection.selected)]
        )

    @property
    def is_indexable(self) -> bool:
        """Search engines get the list and single tags, not every combination."""
        return len(self.selection.selected) <= 1 and not self.kept

    @cached_property
    def groups(self) -> list[Group]:
        """Every group with options; choosing one adds it, choosing a selected one drops it."""
        address = _OptionAddress(self.path, self.kept, self.selection.selected)
        return [
            Group(
                label=str(TagGroup(group).label),
                slug=group,
                options=[Option(tag.name, tag.slug, address(tag, is_on), count, is_on) for tag, count, is_on in shown],
                left_out=left_out,
            )
            for group, options, left_out in self.selection.options()
            if group not in self.hidden_groups and (shown := [option for option in options if option[0] != self.about])
        ]

    @cached_property
    def chips(self) -> list[Chip]:
        """The active filters."""
        return [
            Chip(tag.name, self._url([t for t in self.selection.selected if t != tag]), self.selection.without(tag))
            for tag in self.selection.selected
        ]

    @property
    def other_chips(self) -> list[Chip]:
        """The active filters that are no tags: the kind of page or the first letter."""
        index, tags = self.selection.index, self.selection.selected
        chips = []
        if self.only_kind:
            everything = reduce(or_, self.kinds.values())
            url = replace(self, only_kind="")._url(tags)
            chips.append(Chip(str(kind_of(self.only_kind).plural), url, index.choose(tags, everything).total))
        if self.letter:
            name = _("the letter %(letter)s") % {"letter": self.letter}
            chips.append(Chip(name, replace(self, letter="")._url(tags), index.choose(tags).total))
        return chips


class _OptionAddress:
    """The address of each option: the selection with one tag more, or one less, in the fixed order.

    A list has hundreds of options, so the part they share is written once.
    """

    def __init__(self, path: str, extra: Mapping[str, str], selected: Sequence[TagEntry]) -> None:
        self._path = path
        self._before = [urlencode(list(extra.items()))] if extra else []
        self._orders = [tag.order for tag in selected]
        self._parts = [tag.parameter for tag in selected]

    def __call__(self, tag: TagEntry, is_selected: bool) -> str:
        i = bisect_left(self._orders, tag.order)
        here = [] if is_selected else [tag.parameter]
        parts = [*self._before, *self._parts[:i], *here, *self._parts[i + is_selected :]]
        return f"{self._path}?{'&'.join(parts)}" if parts else self._path


def chosen_tags(query: QueryDict, index: FacetIndex) -> list[TagEntry]:
    """Return the tags asked for. Raises Http404 for an unknown one or for more than anybody needs."""
    asked = query.getlist("tag")
    if len(asked) > MAX_TAGS:
        raise Http404("That is too many tags.")
    tags = []
    for slug in asked:
        tag = index.vocabulary.resolve(slug) if len(slug) <= 100 else None
        if tag is None:
            raise Http404("There is no such tag.")
        tags.append(tag)
    return tags


def _order(query: QueryDict, orders: Mapping[str, str]) -> str:
    """Return the order asked for. Raises Http404 for one this list does not have."""
    asked = query.getlist("sort") if orders else []
    if len(asked) > 1 or any(order not in orders for order in asked):
        raise Http404("There is no such order.")
    return asked[0] if asked else "name"


def _letter(query: QueryDict, index: FacetIndex) -> str:
    """Return the first letter asked for, as a capital, or "". Raises Http404 for one that begins no page."""
    asked = query.getlist("letter")
    if len(asked) > 1 or any(letter.upper() not in index.by_letter for letter in asked):
        raise Http404("There is no page with this letter.")
    return asked[0].upper() if asked else ""


def chosen_kind(query: QueryDict, kinds: Collection[str]) -> str:
    """Return the kind of page asked for, "" for all of these. Raises Http404 for one that this list does not have."""
    asked = query.getlist("kind") if kinds else []
    if len(asked) > 1 or any(kind and kind not in kinds for kind in asked):
        raise Http404("There is no such kind of page.")
    return asked[0] if asked else ""


def listing(
    *,
    query: QueryDict,
    path: str,
    index: FacetIndex,
    title: str,
    intro: str = "",
    kind: str = "",
    extra: Mapping[str, str] | None = None,
    within: int | None = None,
    hidden_groups: frozenset[str] = frozenset(),
    orders: Mapping[str, str] | None = None,
    has_letters: bool = False,
    about: TagEntry | None = None,
    kinds: Mapping[str, int] | None = None,
) -> Listing:
    """Return the list that an address asks for.

    ``within`` is the set the list has before anything is chosen (default everything), ``about`` a tag that all of it
    carries, ``kinds`` the set of each kind of page where they can be chosen. At most one of letters and kinds.

    Raises Elsewhere when the state has another address, Http404 for unknown tags, parameters out of range.
    """
    number = page_number(query)
    letter = _letter(query, index) if has_letters else ""
    own = index.everything if within is None else within
    of_kind = {name: members & own for name, members in (kinds or {}).items()}
    only_kind = chosen_kind(query, of_kind)
    members = index.by_letter[letter] if letter else of_kind[only_kind] if only_kind else own
    selection = index.choose((tag for tag in chosen_tags(query, index) if tag != about), members)
    return Listing(
        title,
        intro,
        path,
        kind,
        selection,
        number,
        extra or {},
        hidden_groups,
        _order(query, orders or {}),
        orders or {},
        letter,
        has_letters,
        about,
        of_kind,
        only_kind,
    ).asked_for_by(query)
