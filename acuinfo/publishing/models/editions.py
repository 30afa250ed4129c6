"""What a page said, from when, and what goes live at a set time."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from .append_only import AppendOnly
from .publications import Publication
from .reviews import Review


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the date that many calendar months later; the last day of the month when the day does not exist."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return dt.date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValidationError("no such date")  # pragma: no cover  every month has 28 days


class Edition(AppendOnly):
    """What a page said, from when, and who answered for it."""

    class Weight(models.TextChoices):
        """How much readers should care about the change."""

        MAJOR = "major", _("Readers should know about it")
        MINOR = "minor", _("A small fix")
        REVIEWED = "reviewed", _("Reviewed, nothing needed changing")

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="editions", verbose_name=_("publication")
    )
    number = models.PositiveIntegerField(_("number"))
    body = models.TextField()
    schema_version = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    weight = models.CharField(_("weight"), max_length=10, choices=Weight.choices)
    change_note = models.CharField(_("change note"), max_length=500)
    reviewed_on = models.DateField(_("reviewed on"), null=True)
    reviewed_by = models.CharField(_("reviewed by"), max_length=200, blank=True)
    reviewed_by_clinician = models.BooleanField(default=False)
    evidence_as_of = models.DateField(null=True)
    """Given where the edition came with the software: up to when its sources were read. Nobody here has reviewed it."""
    checks = models.JSONField(default=list)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("published by")
    )
    published_at = models.DateTimeField(_("published at"), default=timezone.now)

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["publication", "-number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="edition_number_is_unique"),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_numbers_start_at_one"),
            models.CheckConstraint(condition=~Q(change_note=""), name="edition_has_a_change_note"),
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=False, evidence_as_of=None) & ~Q(reviewed_by="")
                | Q(reviewed_on=None, reviewed_by="", reviewed_by_clinician=False, evidence_as_of__isnull=False),
                name="edition_was_reviewed_or_came_with_the_software",
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(page)s, edition %(number)d") % {"page": self.publication, "number": self.number}

    def get_absolute_url(self) -> str:
        """Return the permanent address of this edition."""
        return f"{self.publication.get_absolute_url()}editions/{self.number}/"

    @property
    def is_minor(self) -> bool:
        """True when readers need not be told."""
        return self.weight != Edition.Weight.MAJOR

    def review_due_on(self, months: int) -> dt.date:
        """Return the day the next review is due; at once where nobody here has reviewed the edition."""
        return months_after(self.reviewed_on, months) if self.reviewed_on else timezone.localdate(self.published_at)


class Schedule(models.Model):
    """An approved draft that goes live at a set time. It keeps what was approved, whatever happens to the draft."""

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="schedule")
    due_at = models.DateTimeField(_("goes live at"))
    body = models.TextField()
    schema_version = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    weight = models.CharField(max_length=10, choices=Edition.Weight.choices)
    change_note = models.CharField(max_length=500)
    overrides = models.JSONField(default=dict)
    approval = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    problem = models.TextField(blank=True, help_text=_("Why it did not go live when it was due."))

    class Meta:
        ordering = ["due_at"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.publication}, {self.due_at:%Y-%m-%d %H:%M}"
