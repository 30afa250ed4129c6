"""What readers say of themselves, such as "I take blood thinners", so that the warnings for them come first.

It stands in the address and nowhere else: no cookie, no storage, and what nginx logs leaves it out. Answers to it are
kept by nobody, tell other sites nothing, and stay out of search engines (``operations/middleware.py``). What can be
said is data: the tags to which editors gave words for it, where pages that warn carry them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.http import Http404, QueryDict

from acuinfo.finding.facets import FacetIndex, TagEntry, facet_index
from acuinfo.finding.pagination import Elsewhere, address
from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.models import Publication

NAME = "me"
"""What it is called in addresses."""
MOST = 20
"""How much a reader can say at once."""


@dataclass(frozen=True)
class Saying:
    """Something that readers can say of themselves; following it adds it, or takes it back."""

    words: str
    url: str
    is_chosen: bool


@dataclass(frozen=True)
class AboutMe:
    """What can be said on a page, and what was said."""

    path: str
    said: Sequence[TagEntry]
    carried: Mapping[TagEntry, frozenset[int]]
    """The live pages that warn people of each kind."""

    @property
    def query(self) -> str:
        """What was said, as the end of an address: "?me=pregnant-people"; "" for nothing."""
        return self._address("", self.said)

    @property
    def names(self) -> Sequence[str]:
        """What was said, as it stands within a sentence."""
        return [tag.in_sentence for tag in self.said]

    @cached_property
    def warnings(self) -> frozenset[int]:
        """The pages that warn of what was said."""
        return frozenset().union(*(self.carried[tag] for tag in self.said))

    def matching(self, cards: Iterable[Publication]) -> list[Publication]:
        """Return those cards that warn of what was said, the cautions for one thing said before those for the next."""
        order = {pk: place for place, tag in reversed([*enumerate(self.said)]) for pk in self.carried[tag]}
        return sorted((card for card in cards if card.pk in order), key=lambda card: order[card.pk])

    def first_of_each(self, cards: Sequence[Publication]) -> list[Publication]:
        """Return the first of these cards that warns of each thing said, once where it warns of several."""
        found = (next((card for card in cards if card.pk in self.carried[tag]), None) for tag in self.said)
        return list(dict.fromkeys(card for card in found if card is not None))

    def choices(self, cards: Iterable[Publication] | None = None) -> list[Saying]:
        """Return what can be said; with ``cards`` only what one of them warns of, and what was said."""
        there = None if cards is None else {card.pk for card in cards}
        return [
            Saying(tag.first_person, self._address(f"{self.path}", self._toggled(tag)), tag in self.said)
            for tag, pages in self.carried.items()
            if there is None or tag in self.said or pages & there
        ]

    def _toggled(self, tag: TagEntry) -> Iterator[TagEntry]:
        return (other for other in self.carried if (other in self.said) != (other == tag))

    @staticmethod
    def _address(path: str, said: Iterable[TagEntry]) -> str:
        return address(path, [(NAME, tag.slug) for tag in said])


def about_me(query: QueryDict, path: str, version: int) -> AboutMe:
    """Return what readers can say at an address, and what they said there. No query while the index has not moved.

    Raises Http404 for what nobody can say, Elsewhere when what was said has another address: one order, each once.
    """
    indexes = [facet_index(spec.name, version) for spec in kinds() if spec.warns]
    carried: dict[TagEntry, frozenset[int]] = {}
    for index in indexes:
        for tag, pages in index.of_themselves.items():
            carried[tag] = carried.get(tag, frozenset()) | pages
    asked = {_resolved(slug, indexes, carried) for slug in query.getlist(NAME)[: MOST + 1]}
    found = AboutMe(path, [tag for tag in carried if tag in asked], carried)
    if asked and (len(asked) > MOST or query.urlencode() != found.query[1:]):
        raise Elsewhere(path + found.query)
    return found


def _resolved(slug: str, indexes: Sequence[FacetIndex], carried: Mapping[TagEntry, frozenset[int]]) -> TagEntry:
    for index in indexes:
        tag = index.vocabulary.resolve(slug) if len(slug) <= 100 else None
        if tag is not None and tag in carried:
            return tag
    raise Http404("Nobody can say this of themselves here.")
