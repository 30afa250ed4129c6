"""Atom as we write it: RFC 4287, in pages (RFC 5005), with what has gone (RFC 6721)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.conf import settings
from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed, rfc3339_date
from django.utils.translation import get_language
from django.utils.xmlutils import SimplerXMLGenerator

from acuinfo.finding.pagination import Paginated
from acuinfo.publishing.language import CONTENT_LANGUAGE

LENGTH = 50
"""Entries on a page of a feed, and how many of the pages that have gone it names."""
TOMBSTONES = "http://purl.org/atompub/tombstones/1.0"


@dataclass
class FeedPage(Paginated):
    """One page of a feed, and the way to the others."""

    path: str
    number: int
    parameters: Sequence[tuple[str, str]] = ()
    total: int = 0

    @property
    def pages(self) -> int:
        """How many pages there are; an empty feed has one."""
        return max(1, -(-self.total // LENGTH))

    @property
    def span(self) -> slice:
        """Where this page begins and ends."""
        return slice((self.number - 1) * LENGTH, self.number * LENGTH)


@dataclass(frozen=True)
class Entry:
    """One entry; all texts are plain, and in the language of the content."""

    id: str
    title: str
    address: str
    summary: str
    published: dt.datetime
    updated: dt.datetime
    paragraphs: Sequence[str] = ()
    """What it says in full, where that is more than the summary."""
    categories: Mapping[str, str] | None = None
    """Words it is filed under: term to label."""


@dataclass(frozen=True)
class Gone:
    """What was in the feed and is no more."""

    id: str
    when: dt.datetime
    reason: str


class Feed(Atom1Feed):
    """A page of a feed beside a page of the site."""

    def __init__(self, title: str, page: FeedPage, beside: str, gone: Sequence[Gone] = ()) -> None:
        """Begin a feed; ``beside`` is the address of the page that shows people the same."""
        super().__init__(
            title=f"{settings.SITE_NAME}: {title}",
            link=settings.SITE_URL + beside,
            description=title,
            language=get_language() or CONTENT_LANGUAGE,
            author_name=settings.SITE_NAME,
            author_link=settings.SITE_URL + "/",
            feed_url=settings.SITE_URL + page.canonical_url,
            feed_guid=settings.SITE_URL + page.first_url,
            feed_copyright=f"{settings.SITE_NAME}, {settings.CONTENT_LICENCE}" if settings.CONTENT_LICENCE else None,
        )
        self.page, self.gone = page, gone

    def add(self, entry: Entry) -> None:
        """Add an entry behind those there are."""
        self.add_item(
            title=entry.title,
            link=settings.SITE_URL + entry.address,
            description=None,  # type: ignore[arg-type]  # the stubs do not know that it may be left out
            unique_id=entry.id,
            pubdate=entry.published,
            updateddate=entry.updated,
            author_name=settings.SITE_NAME,
            entry=entry,
        )

    def root_attributes(self) -> dict[str, str]:
        """Declare what has gone, where something has."""
        return {**super().root_attributes(), **({"xmlns:at": TOMBSTONES} if self.gone else {})}

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Entries are content, whatever the interface speaks."""
        return {"xml:lang": CONTENT_LANGUAGE}

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Lead to the other pages, the licence, and tell what has gone."""
        super().add_root_elements(handler)
        around = {"first": self.page.first_url, "last": self.page.last_url}
        around |= {"previous": self.page.previous_url, "next": self.page.next_url}
        for rel, address in around.items():
            if address and self.page.pages > 1:
                handler.addQuickElement("link", "", {"rel": rel, "href": settings.SITE_URL + address})
        if settings.CONTENT_LICENCE_URL:
            handler.addQuickElement("link", "", {"rel": "license", "href": settings.CONTENT_LICENCE_URL})
        for gone in self.gone:
            attributes = AttributesImpl({"ref": gone.id, "when": rfc3339_date(gone.when)})
            handler.startElement("at:deleted-entry", attributes)
            handler.addQuickElement("at:comment", gone.reason)
            handler.endElement("at:deleted-entry")

    def add_item_elements(self, handler: SimplerXMLGenerator, item: dict[str, Any]) -> None:
        """Add what Django's entries lack."""
        super().add_item_elements(handler, item)
        entry: Entry = item["entry"]
        for term, label in (entry.categories or {}).items():
            handler.addQuickElement("category", "", {"term": term, "label": label})
        handler.addQuickElement("summary", entry.summary)
        if entry.paragraphs:
            handler.startElement("content", AttributesImpl({"type": "xhtml"}))
            handler.startElement("div", AttributesImpl({"xmlns": "http://www.w3.org/1999/xhtml"}))
            for paragraph in entry.paragraphs:
                handler.addQuickElement("p", paragraph)
            handler.endElement("div")
            handler.endElement("content")

    def latest_post_date(self) -> dt.datetime:
        """Return when anything in it last moved; an empty feed has not moved since the software began."""
        moved = [*(item["updateddate"] for item in self.items), *(gone.when for gone in self.gone)]
        return max(moved, default=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))

    def answer(self) -> HttpResponse:
        """Answer with this page of the feed."""
        return HttpResponse(self.writeString("utf-8"), content_type=self.content_type)
