"""What every draft has, and what the desk's lists know of it."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from acuinfo.sources.models import Source

from .publications import Publication


class Draft(models.Model):
    """The working copy that editors shape. No public view reads it."""

    KIND: ClassVar[str]
    REVIEW_CYCLE_MONTHS: ClassVar[int] = 24
    """What a new draft of this kind begins with."""
    ADDRESS_FROM: ClassVar[tuple[str, ...]] = ("title",)
    """The fields that an address is proposed from."""

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, related_name="%(class)s_draft", editable=False
    )
    title = models.CharField(_("title"), max_length=300)
    summary = models.CharField(
        _("summary"),
        max_length=400,
        help_text=_("One sentence. It stands under the title, in lists and in search results."),
    )
    authors = models.TextField(
        _("authors"), blank=True, help_text=_("One a line, with the role: Jo Field, editor. Readers see this.")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who keeps this page true and is reminded of reviews."),
        verbose_name=_("owner"),
    )
    substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Who steps in for the owner."),
        verbose_name=_("substitute"),
    )
    review_cycle_months = models.PositiveSmallIntegerField(
        _("review cycle months"),
        default=24,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Months until the next review. Safety 12, evidence 24, background 36."),
    )
    revision = models.PositiveIntegerField(default=0, editable=False)
    updated_at = models.DateTimeField(_("updated at"), auto_now=True)
    updated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        verbose_name=_("updated by"),
    )

    class Meta:
        abstract = True
        ordering = ["title"]

    def __str__(self) -> str:
        return self.title or self.slug.replace("-", " ").capitalize()

    @property
    def slug(self) -> str:
        """The address reserved for this draft."""
        return self.publication.slug


class OrderedRow(models.Model):
    """A row inside a draft, kept in the editor's order."""

    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        abstract = True
        ordering = ["order", "pk"]


class DraftCard(models.Model):
    """What the desk's lists know of a draft without compiling it: derived data, written only by ``actions``."""

    publication = models.OneToOneField(Publication, on_delete=models.CASCADE, related_name="draft_card")
    draft_pk = models.PositiveBigIntegerField()
    title = models.CharField(max_length=300)
    digest = models.CharField(
        max_length=64, blank=True, help_text=_("Of the draft as it is; empty when it makes no page.")
    )
    problem = models.TextField(blank=True, help_text=_("Why the draft makes no page."))
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    substitute = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    updated_at = models.DateTimeField()
    reading_age = models.PositiveSmallIntegerField(null=True, help_text=_("Years; empty for a short text."))
    cites = models.ManyToManyField(Source, related_name="+")
    about = models.ManyToManyField(Publication, related_name="+")

    class Meta:
        ordering = ["title", "pk"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.title

    def url(self, name: str = "change") -> str:
        """Return the address of one of the draft's pages on the desk: change, review, publish, ..."""
        meta = self.publication.spec.draft._meta
        return reverse(f"admin:{meta.app_label}_{meta.model_name}_{name}", args=[self.draft_pk])
