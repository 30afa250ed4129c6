"""The public list of our mistakes."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from ..documents import canonical_json, digest
from .editions import Edition


class Correction(models.Model):
    """A mistake of ours that an edition put right. Readers see it once approved by somebody who wrote none of it."""

    edition = models.ForeignKey(
        Edition, on_delete=models.PROTECT, related_name="corrections", verbose_name=_("edition that put it right")
    )
    wrong_since = models.DateField(_("wrong since"), help_text=_("The day from which readers saw the mistake."))
    what_was_wrong = models.CharField(
        _("what was wrong"), max_length=600, help_text=_("Plainly, as you would tell somebody who relied on it.")
    )
    what_we_changed = models.CharField(_("what we changed"), max_length=600)
    told_by_reader = models.BooleanField(_("a reader told us"), default=False)
    writers = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+", editable=False)
    """Everybody who wrote in it."""
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False,
        verbose_name=_("approved by"),
    )  # fmt: skip
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("mistake of ours")
        verbose_name_plural = _("mistakes of ours")
        ordering = ["-approved_at", "-pk"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="correction_is_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(what_was_wrong="") & ~Q(what_we_changed=""), name="correction_says_what_was_and_what_is"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.edition}: {self.what_was_wrong[:80]}"

    @property
    def digest(self) -> str:
        """What tells these words from others: an approval is of them alone."""
        said = {name: str(getattr(self, name)) for name in ("edition_id", "wrong_since", "told_by_reader")}
        return digest(canonical_json({**said, "wrong": self.what_was_wrong, "now": self.what_we_changed}))

    def clean(self) -> None:
        """Refuse days on which it cannot have been wrong."""
        if self.edition_id and self.wrong_since and self.wrong_since > timezone.localdate(self.edition.published_at):
            raise ValidationError({"wrong_since": gettext("By then it had been put right.")})
