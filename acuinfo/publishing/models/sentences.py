"""Sentences that people wrote: the kinds that need no question, and what a second person answered about one."""

from __future__ import annotations

import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy as _

from ..documents import canonical_json, digest
from .append_only import AppendOnly
from .publications import Publication

SLOT = re.compile(r"\{([a-z]+)\}")
SLOTS = {"number": r"\d+(?:[.,]\d+)?", "source": r"\[\[[a-z0-9-]{1,80}\]\]"}
"""What may stand in the slots that need no list of words."""


class SentenceKind(models.Model):
    """A sentence with slots that may stand where free sentences need an answer, once a publisher has approved it."""

    template = models.CharField(
        _("sentence"),
        max_length=300,
        unique=True,
        help_text=_("With slots in braces: {number}, {source}, or one of your own with its words below."),
    )
    choices = models.TextField(
        _("words for its slots"),
        blank=True,
        help_text=_("One slot a line: “caution: you are pregnant | you bleed easily”."),
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False,
        verbose_name=_("written by"),
    )  # fmt: skip
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False,
        verbose_name=_("approved by"),
    )  # fmt: skip
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("kind of sentence")
        verbose_name_plural = _("kinds of sentences")
        ordering = ["template"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by=None, approved_at=None)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
                name="sentence_kind_is_approved_by_somebody",
            )
        ]

    def __str__(self) -> str:
        return self.template

    @property
    def digest(self) -> str:
        """What tells these words from others: an approval is of them alone."""
        return digest(canonical_json({"template": self.template, "choices": self.choices}))

    @property
    def words(self) -> dict[str, list[str]]:
        """The words for each slot that has a list."""
        lines = (line.partition(":") for line in self.choices.splitlines() if line.strip())
        return {slot.strip(): [w.strip() for w in listed.split("|") if w.strip()] for slot, _colon, listed in lines}

    @property
    def pattern(self) -> re.Pattern[str]:
        """What an instance of it looks like, citation marks after it included."""
        parts, words = SLOT.split(self.template), self.words
        for i in range(1, len(parts), 2):
            listed = "|".join(map(re.escape, words.get(parts[i], ())))
            parts[i] = f"(?:{SLOTS.get(parts[i]) or listed})"
        parts[::2] = map(re.escape, parts[::2])
        return re.compile("".join(parts))

    def clean(self) -> None:
        """Refuse a slot without words."""
        empty = [s for s in SLOT.findall(self.template) if s not in SLOTS and not self.words.get(s)]
        if empty:
            told = gettext("Give the words for the slot {%(slot)s}, one line: “%(slot)s: one | another”.")
            raise ValidationError({"choices": told % {"slot": empty[0]}})


class SentenceAnswer(AppendOnly):
    """What a second person answered about one free sentence of one page. Any other wording is another sentence."""

    publication = models.ForeignKey(
        Publication, on_delete=models.PROTECT, related_name="sentence_answers", verbose_name=_("publication")
    )
    sentence = models.TextField(_("sentence"))
    claims = models.BooleanField(
        _("it claims something"),
        help_text=_("It says or suggests that the treatment does something, is safe, or is better than something."),
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", verbose_name=_("by"))
    name = models.CharField(_("name"), max_length=200)
    at = models.DateTimeField(_("at"), default=timezone.now)

    class Meta:
        verbose_name = _("answer about a sentence")
        verbose_name_plural = _("answers about sentences")
        ordering = ["-pk"]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.sentence[:80]} ({self.name})"
