"""What editors told the search, ready to be asked: other words for ours, pages that answer, what we do not cover."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from acuinfo.publishing import process_caches
from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.models import Publication, Signpost, Tag, TagAlias
from acuinfo.publishing.stemming import stem, words

from .spoken import telling, without_small

Key = tuple[str, ...]
LONGEST = 6
"""Words of a phrase that editors can name."""
SHORTEST_BEGINNING, MOST_COMPLETIONS = 4, 3
"""Letters from which on a word is completed without asking; one less while somebody types."""


def key(typed: Iterable[str]) -> Key:
    """Return what folded words are compared by: their stems, and "ae" for "ä" as Germans write it without the dots."""
    return tuple(re.sub("(?<=[aou])e", "", stem(word)) for word in typed)


class Signposts:
    """The signposts of one version of the site."""

    def __init__(self, posts: Iterable[Signpost], titles: Iterable[str], others: Iterable[str]) -> None:
        self.means: dict[Key, str] = {}
        self.outside: dict[Key, Signpost] = {}
        self.pages: dict[Key, int] = {}
        self.phrases: dict[str, None] = dict.fromkeys(others)
        """What editors know that readers call things; titles and names are suggested as pages."""
        for post in posts:
            for phrase in post.phrases:
                self._add(post, words(phrase))
                self.phrases.setdefault(phrase)
        self.words = {word for name in (*titles, *self.phrases) for word in words(name)}
        self.names = {stem(word) for word in self.words}
        """The stems of words that name something here."""

    def _add(self, post: Signpost, typed: Sequence[str]) -> None:
        if post.not_covered:
            self.outside.setdefault(key(typed), post)
        elif post.page_id:
            self.pages.setdefault(key(without_small(typed) if telling(typed) != typed else typed), post.page_id)
        else:
            self.means.setdefault(key(typed), post.means)

    @classmethod
    def read(cls) -> Signposts:
        """Read them, and what things are called here. Four queries."""
        live = Publication.objects.live().filter(kind__in=[spec.name for spec in kinds() if not spec.subject_field])
        titles = [n for title, data in live.values_list("title", "data") for n in (title, *data.get("other_names", ()))]
        titles += Tag.objects.in_use().values_list("name", flat=True)
        return cls(Signpost.objects.all(), titles, TagAlias.objects.values_list("name", flat=True))

    def not_covered(self, typed: Sequence[str]) -> tuple[Signpost, ...]:
        """Return what is named anywhere in these words though we do not cover it, each once."""
        found = {self.outside[part].pk: self.outside[part] for part in _parts(key(typed)) if part in self.outside}
        return tuple(found.values())

    def answering(self, typed: Sequence[str]) -> int | None:
        """Return the page that answers, where these words ask for nothing else."""
        asked = (typed, without_small(typed), telling(typed))
        return next((self.pages[key(some)] for some in asked if key(some) in self.pages), None)

    def in_our_words(self, typed: Sequence[str]) -> list[str]:
        """Return these words with every phrase that editors know replaced by ours, the longest first."""
        keys, ours, at = key(typed), list[str](), 0
        while at < len(typed):
            length = next((n for n in range(LONGEST, 0, -1) if keys[at : at + n] in self.means), 0)
            ours += words(self.means[keys[at : at + length]]) if length else [typed[at]]
            at += length or 1
        return list(dict.fromkeys(ours)) if ours != list(typed) else ours

    def completed(self, beginning: str) -> str:
        """Return the one word that something is called which begins like this, "" where there are several or none."""
        if len(beginning) < SHORTEST_BEGINNING:
            return ""
        found = sorted((word for word in self.words if word.startswith(beginning)), key=lambda word: (len(word), word))
        return found[0] if len({stem(word) for word in found}) == 1 else ""

    def beginning(self, text: str) -> list[str]:
        """Return at most three names whose words go on from what was typed."""
        typed = words(text)
        if len("".join(typed)) < SHORTEST_BEGINNING - 1:
            return []
        found = (name for name in self.phrases if " ".join(words(name)).startswith(" ".join(typed)))
        return sorted(found, key=lambda name: (len(name), name))[:MOST_COMPLETIONS]


def _parts(keys: Key) -> Iterator[Key]:
    for at in range(len(keys)):
        for length in range(min(LONGEST, len(keys) - at), 0, -1):
            yield keys[at : at + length]


_KEPT: dict[int, Signposts] = {}
"""At most one, under the version of the site."""
process_caches.add(_KEPT.clear)


def signposts(version: int) -> Signposts:
    """Return what this process keeps for a version of the site. No query when it has not moved."""
    found = _KEPT.get(version)
    if found is None:
        found = Signposts.read()
        _KEPT.clear()
        _KEPT[version] = found
    return found
