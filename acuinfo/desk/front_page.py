"""The first page of the desk: what waits for this person, what is late, and what happened lately.

Drafts are not compiled here: their cards know what they compile to (see ``actions.draft_edited``), so the page asks
the same number of questions whether there are ten drafts or ten thousand.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import (
    BooleanField,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Window,
)
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.language import in_sentence
from acuinfo.publishing.models import (
    Change,
    Correction,
    DraftCard,
    MissedWord,
    Publication,
    PublicationQuerySet,
    Review,
    Schedule,
)
from acuinfo.publishing.people import name_of
from acuinfo.sources.models import Source, Standing

SHOWN = 10
"""Lines in a section until somebody asks for all of them."""
ALL = 1000
HORIZONS = (30, 60, 90)
"""Days ahead for which reviews are listed."""
REQUESTED, APPROVED, CHANGES_REQUESTED = (
    Review.Verdict.REQUESTED,
    Review.Verdict.APPROVED,
    Review.Verdict.CHANGES_REQUESTED,
)


@dataclass(frozen=True)
class Line:
    """One thing to do, with the way to it."""

    action: str
    title: str
    url: str
    note: str
    group: str = ""


@dataclass(frozen=True)
class Worklist:
    """Lines of one sort."""

    id: str
    title: str
    empty: str
    lines: list[Line]
    total: int

    @property
    def hidden(self) -> int:
        """How many lines are not shown."""
        return self.total - len(self.lines)


@dataclass(frozen=True)
class Viewer:
    """Who looks, at whose pages."""

    user: User
    is_mine: bool
    """Only pages that this person owns, stands in for or wrote last?"""
    opened: str
    """The id of the section of which everything is asked for, or ""."""

    @property
    def kinds(self) -> list[str]:
        """The kinds of page whose drafts this person may see."""
        meta = {spec.name: spec.draft._meta for spec in kinds()}
        verbs = ("view", "change")
        return [
            n for n, m in meta.items() if any(self.user.has_perm(f"{m.app_label}.{v}_{m.model_name}") for v in verbs)
        ]

    def has(self, right: str) -> bool:
        """Tell whether this person may approve or publish."""
        return self.user.has_perm(f"publishing.{right}_publication")

    def concerned(self, card: str = "") -> Q:
        """Return the condition of being theirs; ``card`` is the way to the draft's card."""
        owner, substitute, writer = (Q(**{f"{card}{n}": self.user}) for n in ("owner", "substitute", "updated_by"))
        return owner | substitute | writer

    def mine(self, card: str = "") -> Q:
        """Return the condition that the filter “mine” sets."""
        return self.concerned(card) if self.is_mine else Q()

    def section(self, name: str, title: str, empty: str, rows: QuerySet[Any], line: Callable[[Any], Line]) -> Worklist:
        """Return a section with its first lines, or all. The rows know how many there are: one query."""
        limit = ALL if self.opened == name else SHOWN
        found = list(rows.annotate(in_all=Window(Count("pk")))[:limit])
        return Worklist(name, title, empty, [line(row) for row in found], found[0].in_all if found else 0)


def context(request: HttpRequest) -> dict[str, Any]:
    """Return what the template of the desk's first page needs."""
    assert isinstance(request.user, User)  # the admin lets nobody else in  # noqa: S101  for the type checker
    whose = "mine" if request.GET.get("whose") == "mine" else "everybody"
    viewer = Viewer(request.user, whose == "mine", request.GET.get("all", ""))
    return {
        "waiting": waiting(viewer),
        "sections": [
            reviews_due(viewer),
            doubtful(viewer),
            differing(viewer),
            scheduled(viewer),
            missed(viewer),
            recent(viewer),
        ],
        "whose": whose,
        "open_corrections": Correction.objects.filter(approved_at=None).count(),
        **Publication.objects.aggregate(
            unreviewed=Count("pk", filter=Q(current__isnull=False, withdrawn_at=None, last_reviewed_on=None)),
            unknown_drafts=Count("pk", filter=Q(draft_card=None)),
        ),
    }


# --- What waits for this person ---------------------------------------------------------------------------------
def cards(viewer: Viewer) -> QuerySet[Any]:
    """Return the cards of drafts this person may see, with what was said last about each as it is now."""
    reviews = Review.objects.filter(publication=OuterRef("publication"), digest=OuterRef("digest")).order_by("-pk")
    return (
        DraftCard.objects.filter(publication__kind__in=viewer.kinds, publication__withdrawn_at=None)
        .select_related("publication", "updated_by")
        .defer("publication__search_text", "publication__data")
        .annotate(
            live_digest=F("publication__digest"),
            last_word=Subquery(reviews.values("verdict")[:1]),
            last_word_at=Subquery(reviews.values("at")[:1]),
            last_word_by=Subquery(reviews.values("name")[:1]),
            last_verdict=Subquery(reviews.exclude(verdict=REQUESTED).values("verdict")[:1]),
        )
    )


IS_NEW = Q(live_digest="") | ~Q(digest=F("live_digest"))
"""The draft says something else than readers see, or readers see nothing yet."""
SINCE_PUBLISHED = Q(last_word_at__gt=F("publication__published_at"))
"""Said of an unchanged draft after it went live: a periodic review."""
IS_APPROVED = IS_NEW & Q(last_verdict=APPROVED) | ~IS_NEW & SINCE_PUBLISHED & Q(last_word=APPROVED)
NOT_APPROVED = Q(last_verdict=None) | ~Q(last_verdict=APPROVED)
IS_ASKED_FOR = Q(last_word=REQUESTED) & (IS_NEW & NOT_APPROVED | ~IS_NEW & SINCE_PUBLISHED)


def waiting(viewer: Viewer) -> list[Worklist]:
    """Return what waits for this person: to review, to change, to publish, as far as they have the right."""
    found = [to_review(viewer)] if viewer.has("approve") else []
    found.append(sent_back(viewer))
    return [*found, to_publish(viewer)] if viewer.has("publish") else found


def to_review(viewer: Viewer) -> Worklist:
    """Return drafts whose review was asked for as they are now, and that this person did not write.

    What is hardest to read stands first, since it takes the most work.
    """
    rows = cards(viewer).filter(IS_ASKED_FOR, ~Q(digest=""))
    if not settings.SELF_APPROVAL:
        asked = Review.objects.filter(
            publication=OuterRef("publication"), digest=OuterRef("digest"), verdict=REQUESTED, by=viewer.user
        )
        rows = rows.exclude(updated_by=viewer.user).exclude(Exists(asked))
    return viewer.section(
        "to-review",
        _("Waiting for your review"),
        _("Nobody is waiting for your review."),
        rows.order_by(F("reading_age").desc(nulls_last=True), "last_word_at", "pk"),
        lambda card: Line(_("Review"), card.title, card.url("review"), _said(card, _("%(name)s asked on %(date)s."))),
    )


def sent_back(viewer: Viewer) -> Worklist:
    """Return drafts of this person to which somebody asked for changes, as long as nobody changed them."""
    asked = Review.objects.filter(publication=OuterRef("publication"), digest=OuterRef("digest"), by=viewer.user)
    theirs = viewer.concerned() | Q(Exists(asked.filter(verdict=REQUESTED)))
    rows = cards(viewer).filter(theirs, ~Q(digest=""), last_word=CHANGES_REQUESTED)
    return viewer.section(
        "sent-back",
        _("Changes asked for"),
        _("Nobody asked you for changes."),
        rows.order_by("last_word_at", "pk"),
        lambda card: Line(
            _("Read and change"),
            card.title,
            card.url("review"),
            _said(card, _("%(name)s asked for changes on %(date)s.")),
        ),
    )


def to_publish(viewer: Viewer) -> Worklist:
    """Return approved drafts that are not set to go live by themselves."""
    due = Schedule.objects.filter(publication=OuterRef("publication"), digest=OuterRef("digest"))
    rows = cards(viewer).filter(IS_APPROVED, ~Q(digest="")).exclude(Exists(due))
    return viewer.section(
        "to-publish",
        _("Approved, ready to publish"),
        _("Nothing is waiting to be published."),
        rows.order_by("last_word_at", "pk"),
        lambda card: Line(
            _("Publish"), card.title, card.url("publish"), _said(card, _("%(name)s approved it on %(date)s."))
        ),
    )


def _said(card: Any, words: str) -> str:
    return f"{_kind(card.publication)} " + words % {"name": card.last_word_by, "date": _day(card.last_word_at)}


def _kind(page: Publication) -> str:
    return f"{page.kind_label}."


def _day(moment: dt.date | dt.datetime) -> str:
    return date_format(timezone.localtime(moment) if isinstance(moment, dt.datetime) else moment, "DATE_FORMAT")


# --- What keeps the site true -----------------------------------------------------------------------------------
def _live(viewer: Viewer) -> PublicationQuerySet:
    return (
        Publication.objects.live()
        .filter(viewer.mine("draft_card__"), kind__in=viewer.kinds, draft_card__isnull=False)
        .select_related("draft_card__owner")
        .defer("search_text", "data")
    )


def reviews_due(viewer: Viewer) -> Worklist:
    """Return live pages that nobody here reviewed, then those whose review is late or due within ninety days."""
    today = timezone.localdate()
    rows = _live(viewer).filter(review_due_on__lte=today + dt.timedelta(days=HORIZONS[-1]))
    return viewer.section(
        "reviews-due",
        _("Review dates"),
        _("No page is due for review in the next %(days)d days.") % {"days": HORIZONS[-1]},
        rows.order_by(ExpressionWrapper(Q(last_reviewed_on__isnull=False), BooleanField()), "review_due_on", "pk"),
        lambda page: Line(_("Review"), page.title, _card_of(page).url("review"), _due(page), _horizon(page, today)),
    )


def _horizon(page: Publication, today: dt.date) -> str:
    assert page.review_due_on is not None  # filtered above  # noqa: S101  for the type checker
    if page.last_reviewed_on is None:
        return _("Not reviewed here yet")
    days = (page.review_due_on - today).days
    if days < 0:
        return _("Late")
    return _("Due in %(days)d days") % {"days": next(limit for limit in HORIZONS if days <= limit)}


def _due(page: Publication) -> str:
    assert page.review_due_on is not None  # filtered above  # noqa: S101  for the type checker
    if page.last_reviewed_on is None:
        return f"{_kind(page)} " + _("It came with the software, and nobody here has reviewed it.")
    owner = _card_of(page).owner
    who = _("%(name)s keeps it.") % {"name": name_of(owner)} if owner else _("Nobody keeps it: name an owner.")
    return f"{_kind(page)} " + _("Due %(date)s.") % {"date": _day(page.review_due_on)} + f" {who}"


def _card_of(page: Publication) -> DraftCard:
    card: DraftCard = page.draft_card
    card.publication = page  # the card leads back to it without a query
    return card


def doubtful(viewer: Viewer) -> Worklist:
    """Return live pages that lean on a source which is no longer current. Two queries."""
    lost = Source.objects.exclude(standing=Standing.CURRENT)
    leaning = Publication.leans_on.through.objects.filter(publication=OuterRef("pk"), source__in=lost)
    rows = _live(viewer).filter(Exists(leaning)).with_doubts()
    return viewer.section(
        "doubtful",
        _("Sources no longer current"),
        _("Every source that readers can see is current."),
        rows.order_by("sort_key", "pk"),
        lambda page: Line(_("Change"), page.title, _card_of(page).url(), f"{_kind(page)} {_doubts(page.doubted)}"),
    )


def _doubts(sources: Iterable[Source]) -> str:
    return "; ".join(f"{source.slug}: {in_sentence(source.get_standing_display())}" for source in sources) + "."


def differing(viewer: Viewer) -> Worklist:
    """Return drafts that say something else than readers see, the last touched first."""
    rows = cards(viewer).filter(IS_NEW, viewer.mine())
    return viewer.section(
        "differing",
        _("Drafts that readers do not see yet"),
        _("Readers see every draft as it is."),
        rows.order_by("-updated_at", "pk"),
        lambda card: Line(_("Open"), card.title, card.url(), _touched(card)),
    )


def _touched(card: Any) -> str:
    news = "" if card.live_digest else _("New page.")
    return " ".join(text for text in (_kind(card.publication), news, _step(card), _last_changed(card)) if text)


def _last_changed(card: Any) -> str:
    if not card.updated_by:
        return _("Last changed on %(date)s.") % {"date": _day(card.updated_at)}
    said = {"date": _day(card.updated_at), "name": name_of(card.updated_by)}
    return _("Last changed on %(date)s by %(name)s.") % said


def _step(card: Any) -> str:
    if not card.digest:
        return _("Not complete yet.")
    if card.last_verdict == APPROVED:
        return _("Approved.")
    said = {REQUESTED: _("Waiting for a review."), CHANGES_REQUESTED: _("Changes asked for.")}
    return said.get(card.last_word, _("Nobody was asked to review it yet."))


def scheduled(viewer: Viewer) -> Worklist:
    """Return what is set to go live at a time, with what stands in the way."""
    rows = Schedule.objects.filter(
        viewer.mine("publication__draft_card__"),
        publication__kind__in=viewer.kinds,
        publication__draft_card__isnull=False,
    ).select_related("publication__draft_card")
    return viewer.section(
        "scheduled",
        _("Set to go live"),
        _("Nothing is set to go live at a time."),
        rows.order_by("due_at", "pk"),
        lambda one: Line(
            _("Open"), _card_of(one.publication).title, _card_of(one.publication).url("publish"), _set(one)
        ),
    )


def _set(schedule: Schedule) -> str:
    at = {"date": date_format(timezone.localtime(schedule.due_at), "DATETIME_FORMAT")}
    if not schedule.problem:
        return _("Goes live on %(date)s.") % at
    return _("Was to go live on %(date)s.") % at + f" {schedule.problem}"


def missed(viewer: Viewer) -> Worklist:
    """Return the words that readers looked for and that are on no page, the most wanted of the latest month first."""
    rows = MissedWord.objects.exclude(word="")
    if not viewer.user.has_perm("publishing.view_missedword"):
        rows = rows.none()
    signpost = viewer.user.has_perm("publishing.add_signpost")
    return viewer.section(
        "missed",
        _("Words that found nothing"),
        _("No word was looked for in vain five times in a month."),
        rows,
        lambda row: Line(
            _("Put up a signpost") if signpost else "",
            row.word,
            f"{reverse('admin:publishing_signpost_add')}?{urlencode({'words': row.word})}" if signpost else "",
            _("%(times)d times in %(month)s.") % {"times": row.times, "month": date_format(row.month, "F Y")},
        ),
    )


def recent(viewer: Viewer) -> Worklist:
    """Return the last things that readers noticed."""
    rows = Change.objects.exclude(what__in=[Change.What.CARDS_REBUILT, Change.What.SEARCH_EDITED])
    rows = rows.select_related("by", "publication__draft_card", "source").defer("publication__search_text")
    if not viewer.user.has_perm("publishing.view_change"):
        rows = rows.none()
    return viewer.section(
        "recent",
        _("What changed for readers"),
        _("Nothing has been published yet."),
        (rows.filter(by=viewer.user) if viewer.is_mine else rows).order_by("-pk"),
        _happened,
    )


def _happened(change: Change) -> Line:
    day = _day(change.at)
    said = _("%(date)s by %(name)s.") % {"date": day, "name": name_of(change.by)} if change.by else f"{day}."
    card = getattr(change.publication, "draft_card", None)
    url = card.url() if card else change.url
    return Line(change.get_what_display(), change.subject, url, f"{said} {change.note}".strip())
