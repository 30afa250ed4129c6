"""What readers wrote, what they asked to be told, and how often one of them knocked."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from acuinfo.publishing.models import Edition


class Remark(models.Model):
    """What one reader wrote to the editors about one edition of a page."""

    class About(models.TextChoices):
        """What it is about."""

        WRONG = "wrong", _("Something is wrong")
        UNCLEAR = "unclear", _("Something is not clear")
        OTHER = "other", _("Something else")

    class Status(models.TextChoices):
        """What became of it."""

        OPEN = "open", _("Open")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="remarks", verbose_name=_("edition"))
    about = models.CharField(_("about"), max_length=10, choices=About.choices)
    text = models.TextField(_("what the reader wrote"), max_length=2000)
    sent_at = models.DateTimeField(_("sent"), default=timezone.now)
    sealed_address = models.CharField(max_length=500, blank=True, editable=False)
    """Where the reader wants an answer; goes with the answer, or when the remark is closed without one."""
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.OPEN)
    answer = models.TextField(
        _("answer"), blank=True, max_length=5000, help_text=_("The reader gets it by e-mail. Readers do not see it.")
    )
    note = models.TextField(
        _("note"), blank=True, max_length=2000, help_text=_("For colleagues: what was done, or why nothing was.")
    )
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("closed by"),
    )  # fmt: skip
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True)

    class Meta:
        verbose_name = _("reader's words")
        verbose_name_plural = _("readers' words")
        ordering = ["sent_at", "pk"]
        default_permissions = ("change", "view")
        indexes = [models.Index(fields=["status", "sent_at"], name="remark_by_status")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", closed_by=None, closed_at=None)
                | ~Q(status="open") & ~Q(note="") & Q(closed_by__isnull=False, closed_at__isnull=False),
                name="closed_remark_has_person_and_day_and_note",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | Q(sealed_address=""), name="closed_remark_keeps_no_address"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.text[:60]}"

    @property
    def wants_answer(self) -> bool:
        """True while we know where to send one."""
        return bool(self.sealed_address)


class Clarity(models.Model):
    """How many readers of an edition found it clear, and how many did not. Nothing about any of them."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="clarity", verbose_name=_("edition"))
    clear = models.PositiveIntegerField(_("clear"), default=0)
    unclear = models.PositiveIntegerField(_("not clear"), default=0)

    class Meta:
        verbose_name = _("count of clear or not")
        verbose_name_plural = _("counts of clear or not")
        ordering = ["-unclear", "-clear", "pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.edition}: {self.clear}/{self.clear + self.unclear}"


class Alert(models.Model):
    """What a reader asked to be told by e-mail. It is deleted when they leave, and nothing of them stays."""

    sealed_address = models.CharField(max_length=500)
    fingerprint = models.CharField(max_length=32)
    """Tells two addresses apart, so that one gets an alert once (``sealed.fingerprint``)."""
    wanted = models.CharField(max_length=300, blank=True)
    """What of the changes, as the address of their list says it: "condition=knee-osteoarthritis&news=safety"."""
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(null=True)
    told_until = models.BigIntegerField(default=0)
    """The change up to which this reader was told, or would have been had it been theirs."""
    told_at = models.DateTimeField(null=True)
    is_being_told = models.BooleanField(default=False)
    """A mail is on its way. Found set at the next turn, nobody knows whether it arrived, and that mail says so."""

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["fingerprint", "wanted"], name="one_alert_for_each_wish")]
        indexes = [models.Index(fields=["told_until"], condition=Q(confirmed_at__isnull=False), name="alert_to_tell")]

    def __str__(self) -> str:
        return f"{self.fingerprint[:8]}: {self.wanted or '-'}"


class Knock(models.Model):
    """Somebody sent a form. Kept for a day, to tell a reader from a machine that sends a thousand."""

    visitor = models.CharField(max_length=32)
    """A keyed hash of the network address and the day: no address, and another one tomorrow."""
    door = models.CharField(max_length=10)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["door", "visitor", "at"], name="knock_by_visitor")]

    def __str__(self) -> str:
        return f"{self.door} {self.visitor[:8]}"
