"""What editors put into a text instead of typing it: a finding, a rate, the positions of guidelines.

A text holds a mark that names the page and the form of its words; readers get the words of that page as it is when they
read. Plain text has ``[[finding:knee-pain-sham|clause]]``, rich text ``<data value="finding:knee-pain-sham|clause">``,
which bold and links cannot tear apart. What can be inserted is declared by kinds (``insert_word``, ``insert_forms``).
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.html import escape

from .documents import Document
from .kinds import Kind, kinds
from .models import Change, Edition, FormerAddress, Publication
from .prepared import PreparedIn
from .richtext import clean
from .upgrades import document_of

MARK = re.compile(r"\[\[([a-z]+):([a-z0-9-]{1,80})(?:\|([a-z]+))?\]\]")
_ELEMENT = re.compile(r'<data value="([^"]*)"></data>')


class Insert(NamedTuple):
    """One mark: what is put in, of which page, in which form."""

    word: str
    slug: str
    form: str

    @property
    def spec(self) -> Kind | None:
        """The kind whose pages can be put in by this word, or None for a word of nobody's."""
        return next((spec for spec in kinds() if spec.insert_word == self.word), None)

    @property
    def is_known(self) -> bool:
        """True when the word and the form are offered."""
        return self.spec is not None and self.form in self.spec.insert_forms

    @property
    def is_sentence(self) -> bool:
        """True when its words make a sentence of their own."""
        return self.form in SENTENCE_FORMS

    @property
    def address(self) -> tuple[str, str]:
        """The kind and address of the page, "" for a word of nobody's."""
        return (self.spec.name if self.spec else "", self.slug)

    def __str__(self) -> str:
        return (
            f"[[{self.word}:{self.slug}]]" if self.form == DEFAULT_FORM else f"[[{self.word}:{self.slug}|{self.form}]]"
        )


DEFAULT_FORM = "sentence"
SENTENCE_FORMS = frozenset({DEFAULT_FORM, "full"})


def as_elements(text: str) -> str:
    """Return a text with an element in the place of each typed mark, so that nothing in a mark is taken for words."""
    return MARK.sub(lambda match: f'<data value="{match[0][2:-2]}"></data>', text)


def as_marks(text: str) -> str:
    """Return a text with a typed mark in the place of each element; clean HTML stays clean."""
    return _ELEMENT.sub(r"[[\1]]", text) if "<data " in text else text


def insert_of(match: re.Match[str]) -> Insert:
    """Return what a match of ``MARK`` names."""
    return Insert(match[1], match[2], match[3] or DEFAULT_FORM)


def inserts_in(text: str) -> Iterator[Insert]:
    """Yield what is put into a plain or rich text, in order."""
    return map(insert_of, MARK.finditer(as_marks(text)))


def inserts_of(document: Document) -> tuple[Insert, ...]:
    """Return everything that is put into a document, once each, in the order of its fields."""
    return tuple(dict.fromkeys(insert for _path, text in document.texts() for insert in inserts_in(text)))


# --- The pages they name ----------------------------------------------------------------------------------------
Shown = Mapping[Insert, Publication]
"""The card of each page that is put in; what is not there has no words."""

_CARDS = PreparedIn(
    lambda slugs: (
        Publication.objects.live()
        .filter(kind__in=[s.name for s in kinds() if s.insert_word], slug__in=slugs)
        .as_cards()
    ),
    str,
)


def live(inserts: Collection[Insert], known: Iterable[Publication] = ()) -> dict[Insert, Publication]:
    """Return the pages that readers can see now, from the live cards that are ``known`` and a query for the others.

    One more query where a page has moved.
    """
    cards = {(card.kind, card.slug): card for card in known}
    wanted = [insert.slug for insert in inserts if insert.address not in cards]
    cards |= {(card.kind, card.slug): card for card in _CARDS(wanted)}
    moved = [insert for insert in inserts if insert.address not in cards]
    if moved:
        former = FormerAddress.objects.filter(slug__in=[insert.slug for insert in moved])
        now = {(f.kind, f.slug): f.publication_id for f in former}
        by_pk = (
            {card.pk: card for card in Publication.objects.live().filter(pk__in=now.values()).as_cards()} if now else {}
        )
        cards |= {address: by_pk[pk] for address, pk in now.items() if pk in by_pk}
    return {insert: cards[insert.address] for insert in inserts if _is_told(insert, cards.get(insert.address))}


def of_itself(publication: Publication, document: Document) -> list[Publication]:
    """Return the card that a page would have with a document, where the document puts in the page itself."""
    address = (publication.kind, publication.slug)
    is_own = any(insert.address == address for insert in inserts_of(document))
    return [as_told_by(publication, document)] if is_own else []


def as_told_by(publication: Publication, document: Document) -> Publication:
    """Return the card that a page would have with a document."""
    card = copy(publication)
    card.title, card.data = document.title, card.spec.card(document)
    return card


def _is_told(insert: Insert, card: Publication | None) -> bool:
    """Tell whether there is a page with words in the form that is asked for."""
    return card is not None and insert.is_known and insert.form in card.data.get("inserts", {})


def as_of(inserts: Collection[Insert], moment: dt.datetime) -> dict[Insert, Publication]:
    """Return the pages as readers saw them just before a moment. Four queries at most."""
    slugs = {insert.slug for insert in inserts}
    pages = {page.pk: page for page in Publication.objects.once_at(slugs).as_cards()}
    addresses = {(page.kind, page.slug): page.pk for page in pages.values()}
    addresses |= {(f.kind, f.slug): f.publication_id for f in FormerAddress.objects.filter(publication__in=pages)}
    editions: dict[int, Edition] = {}
    for edition in Edition.objects.filter(publication__in=pages, published_at__lt=moment).order_by("number"):
        editions[edition.publication_id] = edition
    gone: dict[int, bool] = {}
    told = Change.objects.filter(publication__in=pages, at__lt=moment).order_by("pk")
    for page, what in told.filter(what__in=[Change.What.WITHDRAWN, Change.What.REINSTATED]).values_list(
        "publication", "what"
    ):
        gone[page] = what == Change.What.WITHDRAWN
    found = {}
    for insert in inserts:
        pk = addresses.get(insert.address)
        if pk in editions and not gone.get(pk):
            page, edition = pages[pk], editions[pk]
            edition.publication = page
            document = document_of(edition)
            page.title, page.data = document.title, page.spec.card(document)
            if _is_told(insert, page):
                found[insert] = page
    return found


def hosts_of(publication: Publication) -> list[Publication]:
    """Return the live pages into which a page is put. One query."""
    slugs = [publication.slug, *publication.former_addresses.values_list("slug", flat=True)]
    named = Publication.objects.live().filter(insertions__kind=publication.kind, insertions__slug__in=slugs)
    return list(named.select_related("current").order_by("pk").distinct())


def words_of(insert: Insert, card: Publication) -> str:
    """Return the words of a page in the form that is asked for."""
    return str(card.data["inserts"][insert.form])


# --- Telling ----------------------------------------------------------------------------------------------------
_UNIT = re.compile(rf"{MARK.pattern}|</?(?:p|h[2-4]|[uo]l|li|blockquote|table|tr|th|td|br)\b[^>]*>|(?<=[.!?])\s+|\n")
"""Where a sentence may end: at a mark of its own, a block of rich text, a full stop, a line."""


def sentences_with_marks(text: str) -> Iterator[str]:
    """Yield the pieces of a plain or clean rich text: each sentence, each mark that is one, and what is between."""
    start = 0
    for match in _UNIT.finditer(text):
        if match[1] and not insert_of(match).is_sentence:
            continue
        yield from filter(None, (text[start : match.start()], match.group()))
        start = match.end()
    if text[start:]:
        yield text[start:]


def without_lost(text: str, shown: Shown) -> str:
    """Return a text with typed marks, without each sentence that puts in what readers cannot see."""
    marked = as_marks(text)
    lost = [insert for insert in inserts_in(marked) if insert not in shown]
    if not lost:
        return marked
    kept = "".join(p for p in sentences_with_marks(marked) if not any(i not in shown for i in inserts_in(p)))
    return as_marks(clean(kept)) if "<" in text else " ".join(kept.split())


def told(text: str, shown: Shown, tell: Callable[[Insert, Publication], str] | None = None) -> str:
    """Return a text with words in the place of its marks; a sentence about what has gone is gone with it."""
    if "[[" not in text and "<data " not in text:
        return text
    in_words = tell or ((lambda insert, card: escape(words_of(insert, card))) if "<" in text else words_of)

    def words(match: re.Match[str]) -> str:
        insert = insert_of(match)
        return in_words(insert, shown[insert]) if insert in shown else ""

    return MARK.sub(words, without_lost(text, shown))


def lost_in(document: Document, shown: Shown) -> tuple[Insert, ...]:
    """Return what a document puts in that readers cannot see."""
    return tuple(insert for insert in inserts_of(document) if insert not in shown)


@dataclass(frozen=True)
class Place:
    """Where a page is put into another."""

    page: Publication
    path: str
    sentence: str


def places(publication: Publication) -> Iterable[Place]:
    """Yield every sentence of live pages that puts this page in."""
    slugs = {publication.slug, *publication.former_addresses.values_list("slug", flat=True)}
    for host in hosts_of(publication):
        assert host.current is not None  # noqa: S101  hosts are live
        host.current.publication = host
        for path, text in document_of(host.current).texts():
            for piece in sentences_with_marks(as_marks(text)):
                if any(i.slug in slugs and i.address[0] == publication.kind for i in inserts_in(piece)):
                    yield Place(host, path, piece)
