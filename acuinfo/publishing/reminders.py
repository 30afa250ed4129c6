"""Reminding people that the review of a page is due: the owner first, then the substitute.

A person is reminded of a page once a week at most. Reminders that were sent are kept, so that running twice on a day,
or after a night without running, sends nothing twice and forgets nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.conf import settings
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext

from .language import in_sentence
from .models import Publication, Reminder
from .notifications import can_be_told, mail

AHEAD = dt.timedelta(days=30)
"""How long before a review is due its owner hears of it."""
SUBSTITUTE_AFTER = dt.timedelta(days=14)
"""How late a page must be before the substitute hears of it too."""
PAUSE = dt.timedelta(days=7)
"""How long a person is left in peace about one page."""


@dataclass
class ReminderPlan:
    """Who is to be reminded of which pages today."""

    pages: dict[User, list[Publication]] = field(default_factory=lambda: defaultdict(list))
    unkept: list[Publication] = field(default_factory=list)
    """Pages that are due and have nobody who can be reminded."""


def plan(today: dt.date) -> ReminderPlan:
    """Return who is to be reminded, without those who were within the last week. Two queries."""
    found = ReminderPlan()
    due = Publication.objects.live().filter(review_due_on__lte=today + AHEAD, draft_card__isnull=False)
    pages = due.select_related("draft_card__owner", "draft_card__substitute").defer("search_text")
    lately = set(Reminder.objects.filter(sent_on__gt=today - PAUSE).values_list("publication", "to"))
    for page in pages.order_by("review_due_on", "pk"):
        page.draft_card.publication = page
        people = list(responsible(page, today))
        if not people:
            found.unkept.append(page)
        for person in people:
            if (page.pk, person.pk) not in lately:
                found.pages[person].append(page)
    return found


def responsible(page: Publication, today: dt.date) -> Iterator[User]:
    """Yield the owner, and the substitute when the page is late by two weeks or the owner cannot be reached."""
    owner, substitute = page.draft_card.owner, page.draft_card.substitute
    if can_be_told(owner):
        yield owner
    is_very_late = page.review_due_on is not None and today - page.review_due_on >= SUBSTITUTE_AFTER
    if can_be_told(substitute) and substitute != owner and (is_very_late or not can_be_told(owner)):
        yield substitute


def send(person: User, pages: list[Publication], today: dt.date) -> None:
    """Send one mail about all these pages, then note that it was sent. Raises what the mail server raises."""
    reminder(person, pages, today).send()
    with transaction.atomic():
        for page in pages:
            assert page.review_due_on is not None  # planned by this date  # noqa: S101  for the type checker
            Reminder.objects.create(publication=page, to=person, due_on=page.review_due_on, sent_on=today)


def reminder(person: User, pages: list[Publication], today: dt.date) -> EmailMessage:
    """Return the mail: late pages first, each with its date and the way to its review."""
    late = [page for page in pages if page.review_due_on is not None and page.review_due_on < today]
    coming = [page for page in pages if page not in late]
    body = [gettext("Finish a review to set the next date. If nothing needs changing, publish it as “reviewed”.")]
    if late:
        body.append(_listed(gettext("Late (%(count)d), and readers are told so:") % {"count": len(late)}, late))
    if coming:
        said = {"days": AHEAD.days, "count": len(coming)}
        body.append(_listed(gettext("Due within %(days)d days (%(count)d):") % said, coming))
    subject = ngettext("%(n)d page is due for review", "%(n)d pages are due for review", len(pages))
    return mail(person, subject % {"n": len(pages)}, body)


def _listed(heading: str, pages: list[Publication]) -> str:
    return "\n".join([heading, *(_line(page) for page in pages)])


def _line(page: Publication) -> str:
    assert page.review_due_on is not None  # planned by this date  # noqa: S101  for the type checker
    said = {
        "title": page.title,
        "kind": in_sentence(page.kind_label),
        "date": date_format(page.review_due_on, gettext("d F Y")),
    }
    due = gettext("%(title)s (%(kind)s), due %(date)s") % said
    return f"* {due}\n  {settings.SITE_URL}{page.draft_card.url('review')}"
