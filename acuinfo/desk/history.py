"""Who did what, and when: the admin's log of edits, the reviews and the changes of the public site, read as one story.

Nothing is stored twice: each of the three is read where it is kept, newest first, and they are merged by time.
"""

from __future__ import annotations

import datetime as dt
import heapq
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model, QuerySet
from django.urls import NoReverseMatch
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy as _

from acuinfo.finding.pagination import NUMBER
from acuinfo.publishing.language import stored_in_english
from acuinfo.publishing.models import Change, Draft, DraftCard, Review
from acuinfo.publishing.people import name_of

HAPPENINGS_A_PAGE = 50
MAX_PAGE = 200
"""Further back than this many pages, dates lead there faster; reading so far in one list would be slow."""


@dataclass(frozen=True)
class Happening:
    """One thing that somebody did."""

    at: dt.datetime
    who: str
    what: str
    subject: str = ""
    url: str = ""
    details: tuple[str, ...] = ()


@dataclass(frozen=True)
class Span:
    """What to look for. Empty values ask for everything; both days count in full, in the site's time zone."""

    person: User | None = None
    since: dt.date | None = None
    until: dt.date | None = None

    def of(self, rows: QuerySet[Any], at: str, by: str) -> QuerySet[Any]:
        """Return the rows of this person and these days, newest first; ``at`` and ``by`` name their columns."""
        if self.person is not None:
            rows = rows.filter(**{by: self.person})
        if self.since is not None:
            rows = rows.filter(**{f"{at}__gte": _start_of(self.since)})
        if self.until is not None:
            rows = rows.filter(**{f"{at}__lt": _start_of(self.until + dt.timedelta(days=1))})
        return rows.order_by(f"-{at}", "-pk")


ALWAYS = Span()


def _start_of(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time.min))


# --- The three logs ---------------------------------------------------------------------------------------------
def edits(rows: QuerySet[LogEntry], span: Span = ALWAYS) -> Iterator[Happening]:
    """Yield what the admin's log tells. One query."""
    found = span.of(rows.select_related("user", "content_type"), "action_time", "user")
    return map(_edit, found.iterator(chunk_size=500))


def reviews(rows: QuerySet[Review], span: Span = ALWAYS) -> Iterator[Happening]:
    """Yield what reviewers and authors said to each other. One query."""
    found = span.of(rows.select_related("publication__draft_card"), "at", "by").defer("publication__search_text")
    return map(_review, found.iterator(chunk_size=500))


def changes(rows: QuerySet[Change], span: Span = ALWAYS) -> Iterator[Happening]:
    """Yield what altered the public site. One query."""
    wanted = rows.select_related("publication__draft_card", "edition", "by", "source")
    found = span.of(wanted, "at", "by").defer("publication__search_text", "edition__body", "payload")
    return map(_change, found.iterator(chunk_size=500))


def merged(*streams: Iterable[Happening]) -> Iterator[Happening]:
    """Merge streams that are each newest first."""
    return heapq.merge(*streams, key=lambda happening: happening.at, reverse=True)


def of_draft(draft: Draft) -> Iterator[Happening]:
    """Yield everything that was done to one page: the draft, its reviews, and what readers got. Three queries."""
    publication = draft.publication_id
    return merged(
        edits(entries_about(draft)),
        reviews(Review.objects.filter(publication=publication)),
        changes(Change.objects.filter(publication=publication)),
    )


def entries_about(record: Model) -> QuerySet[LogEntry]:
    """Return the admin's log of one record."""
    content_type = ContentType.objects.get_for_model(record)
    return LogEntry.objects.filter(content_type=content_type, object_id=str(record.pk))


# --- In words ---------------------------------------------------------------------------------------------------
FLAGS = {ADDITION: _("Made the %(kind)s"), CHANGE: _("Edited the %(kind)s"), DELETION: _("Deleted the %(kind)s")}
ROWS = {"added": _("Added %(row)s"), "changed": _("Changed %(row)s"), "deleted": _("Deleted %(row)s")}


def _edit(entry: LogEntry) -> Happening:
    kind = entry.content_type.name if entry.content_type else gettext("record")
    return Happening(
        at=entry.action_time,
        who=name_of(entry.user),
        what=FLAGS.get(entry.action_flag, _("Changed the %(kind)s")) % {"kind": kind},
        subject=entry.object_repr,
        url=_desk_url(entry),
        details=details(entry.change_message),
    )


def _desk_url(entry: LogEntry) -> str:
    try:
        return "" if entry.action_flag == DELETION else str(entry.get_admin_url() or "")
    except NoReverseMatch:
        return ""


def details(message: str) -> tuple[str, ...]:
    """Return what a message of the admin's log says, one change a line; plain sentences stay as they are."""
    try:
        parts = json.loads(message) if message.startswith("[") else None
    except json.JSONDecodeError:
        parts = None
    if parts is None:
        return (message,) if message else ()
    return tuple(line for part in parts for line in _lines(part))


def _lines(part: dict[str, dict[str, Any]]) -> Iterator[str]:
    for verb, said in part.items():
        row = f"{stored_in_english(said['name'])} “{said['object']}”" if "name" in said else ""
        fields = said.get("fields", ())
        if row and not fields:
            yield ROWS[verb] % {"row": row}
        for field in map(_named, fields):
            yield f"{capfirst(row)}, {field}" if row else field


def _named(said: str) -> str:
    """Return a line of the log with the name before its colon in the interface's language; the log is in English."""
    label, colon, words = said.partition(": ")
    names = (label, label[:1].lower() + label[1:])
    spoken = next((told for name in names if (told := stored_in_english(name)) != name), label)
    return f"{capfirst(spoken)}{colon}{words}"


def _review(review: Review) -> Happening:
    card: DraftCard | None = getattr(review.publication, "draft_card", None)
    role = f" ({review.role})" if review.role else ""
    return Happening(
        at=review.at,
        who=f"{review.name}{role}",
        what=review.get_verdict_display(),
        subject=card.title if card else str(review.publication),
        url=card.url("review") if card else "",
        details=(review.comment,) if review.comment else (),
    )


def _change(change: Change) -> Happening:
    card: DraftCard | None = getattr(change.publication, "draft_card", None)
    what = change.get_what_display()
    if change.edition:
        what = gettext("%(what)s, edition %(number)d") % {"what": what, "number": change.edition.number}
    return Happening(
        at=change.at,
        who=name_of(change.by),
        what=what,
        subject=change.subject,
        url=card.url() if card else change.url,
        details=(change.note,) if change.note else (),
    )


# --- Pages ------------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class HistoryPage:
    """One page of a story, newest first."""

    happenings: list[Happening]
    number: int
    has_older: bool

    @property
    def newer(self) -> int:
        """The number of the page before, or 0."""
        return self.number - 1

    @property
    def older(self) -> int:
        """The number of the page after, or 0."""
        return self.number + 1 if self.has_older and self.number < MAX_PAGE else 0


def page_of(happenings: Iterator[Happening], number: str) -> HistoryPage:
    """Return one page; what is no page number is the first, what is too high the last that may be asked for."""
    page = min(int(number), MAX_PAGE) if NUMBER.fullmatch(number) else 1
    found = list(islice(happenings, (page - 1) * HAPPENINGS_A_PAGE, page * HAPPENINGS_A_PAGE + 1))
    return HistoryPage(found[:HAPPENINGS_A_PAGE], page, len(found) > HAPPENINGS_A_PAGE)
