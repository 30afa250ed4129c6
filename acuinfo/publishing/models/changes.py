"""The log of everything that altered the public site; its highest number is the site version."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from acuinfo.sources.models import Source

from ..language import in_english
from .append_only import AppendOnly
from .editions import Edition
from .publications import Publication


class Change(AppendOnly):
    """One row for everything that altered the public site. The highest id is the site version."""

    class What(models.TextChoices):
        """What happened."""

        PUBLISHED = "published", _("Published")
        UPDATED = "updated", _("Updated")
        REVIEWED = "reviewed", _("Reviewed")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        REINSTATED = "reinstated", _("Reinstated")
        MOVED = "moved", _("Moved")
        SHOWN_CHANGED = "shown-changed", _("What it shows changed")
        RECORD_CHANGED = "record-changed", _("What it names changed")
        STANDING = "standing", _("Standing of a source changed")
        SOURCE_EDITED = "source-edited", _("Source record edited")
        TAG_EDITED = "tag-edited", _("Tag edited")
        TAG_RENAMED = "tag-renamed", _("Tag renamed")
        TAG_MERGED = "tag-merged", _("Tags merged")
        CARDS_REBUILT = "cards-rebuilt", _("Index rebuilt")
        SEARCH_EDITED = "search-edited", _("What the search is told changed")
        CORRECTED = "corrected", _("Mistake put right")

    class News(models.TextChoices):
        """What sort of news it is for readers, the weightiest first."""

        ANSWER = "answer", _("A new or changed answer")
        SAFETY = "safety", _("Safety")
        EVIDENCE = "evidence", _("New evidence")
        CORRECTION = "correction", _("A mistake of ours")
        WORDING = "wording", _("Wording and other")

    WRITES_CARDS = (What.PUBLISHED, What.UPDATED, What.REVIEWED, What.SHOWN_CHANGED, What.CARDS_REBUILT)

    what = models.CharField(_("what"), max_length=16, choices=What.choices)
    news = models.CharField(_("news"), max_length=10, choices=News.choices, default=News.WORDING)
    at = models.DateTimeField(_("at"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("by")
    )
    publication = models.ForeignKey(
        Publication, null=True, on_delete=models.PROTECT, related_name="changes", verbose_name=_("publication")
    )
    edition = models.ForeignKey(
        Edition, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("edition")
    )
    source = models.ForeignKey(
        Source, null=True, on_delete=models.PROTECT, related_name="changes", verbose_name=_("source")
    )
    subject = models.CharField(_("subject"), max_length=600, help_text=_("The title as it was."))
    note = models.TextField(_("note"), blank=True)
    is_minor = models.BooleanField(default=False)
    payload = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")
        ordering = ["-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(what__in=["published", "updated", "reviewed"]) | Q(edition__isnull=False),
                name="publishing_change_names_its_edition",
            )
        ]
        indexes = [models.Index(fields=["news", "-id"], condition=Q(is_minor=False), name="change_by_news")]

    def __str__(self) -> str:
        return self.sentence

    @property
    def sentence(self) -> str:
        """The change in one line of English, such as "Updated: Knee osteoarthritis"."""
        return f"{in_english(self.What(self.what).label)}: {self.subject}"

    @property
    def url(self) -> str:
        """The address of what changed, or "" when there is none to show."""
        if self.publication is not None:
            return self.publication.get_absolute_url()
        return self.source.get_absolute_url() if self.source is not None else ""


def site_version() -> int:
    """Return the highest change id: it moves whenever the public site does. One query."""
    with connection.cursor() as cursor:
        return site_version_in(cursor)


def site_version_in(cursor: Any) -> int:
    """Return the site version of the database that a cursor reads, which may be a copy."""
    cursor.execute(f"SELECT MAX(id) FROM {Change._meta.db_table}")
    return cursor.fetchone()[0] or 0
