"""What reviewers said, whom links let in, and who was reminded."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from .append_only import AppendOnly
from .publications import Publication


class Review(AppendOnly):
    """One person's word on exactly one digest of a draft."""

    class Verdict(models.TextChoices):
        """What was said."""

        REQUESTED = "requested", _("Review requested")
        APPROVED = "approved", _("Approved")
        CHANGES_REQUESTED = "changes-requested", _("Changes requested")

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="reviews", verbose_name=_("publication")
    )
    digest = models.CharField(max_length=64)
    verdict = models.CharField(_("verdict"), max_length=20, choices=Verdict.choices)
    comment = models.TextField(_("comment"), blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="reviews", verbose_name=_("by")
    )
    name = models.CharField(_("name"), max_length=200, help_text=_("As readers will see it."))
    role = models.CharField(_("role"), max_length=200, blank=True)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("invited by")
    )
    """Given where the reviewer has no account: the colleague whose link it was."""
    is_clinician = models.BooleanField(_("is clinician"), default=False)
    read_every_sentence = models.BooleanField(
        _("read every sentence"),
        default=False,
        help_text=_("And found none that claims more than what is put in or cited."),
    )
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        ordering = ["-pk"]
        default_permissions = ("view",)
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict__in=["requested", "approved", "changes-requested"]), name="review_verdict_is_known"
            ),
            models.CheckConstraint(
                condition=~Q(verdict="changes-requested") | ~Q(comment=""), name="asking_for_changes_needs_a_comment"
            ),
        ]

    def __str__(self) -> str:
        return gettext("%(verdict)s by %(name)s") % {
            "verdict": self.get_verdict_display(),
            "name": self.name,
        }


class ReviewInvitation(models.Model):
    """A link that lets somebody without an account read one draft, comment and sign, until it expires."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    name = models.CharField(_("for whom"), max_length=200)
    email = models.EmailField(blank=True)
    note = models.TextField(blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True, help_text=_("Of the draft that it opens; empty for any."))
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.publication}, for {self.name}"

    @property
    def is_open(self) -> bool:
        """True while the link works: not called back, not over, and made by somebody who is still here."""
        return self.revoked_at is None and self.expires_at > timezone.now() and self.created_by.is_active

    @property
    def takes_a_word(self) -> bool:
        """True until the reviewer has said something; then it only shows what was said."""
        return self.is_open and self.used_at is None


class Reminder(AppendOnly):
    """One person was reminded on one day that the review of one page is due."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="reminders")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(help_text=_("When the review was due, as the mail said."))
    sent_on = models.DateField(default=timezone.localdate)

    class Meta:
        ordering = ["-pk"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["publication", "to", "sent_on"], name="one_reminder_a_page_person_and_day")
        ]

    def __str__(self) -> str:
        return f"{self.publication}, {self.to}, {self.sent_on}"
