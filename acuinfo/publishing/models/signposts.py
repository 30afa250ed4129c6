"""What editors tell the search: other words for ours, which page answers, what we do not cover; and what it missed."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext, gettext_lazy as _

from .publications import Publication


class Signpost(models.Model):
    """What to do when readers type certain words. It is one of three: our words for it, a page, or "not here"."""

    words = models.TextField(
        _("what readers type"), help_text=_("One phrase a line, in any language. Case and word endings do not matter.")
    )
    means = models.CharField(
        _("our words for it"),
        max_length=100,
        blank=True,
        help_text=_("Search looks for these where it finds nothing with what was typed."),
    )
    page = models.ForeignKey(
        Publication,
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("page that answers"),
        help_text=_("It comes first when nothing else was asked."),
    )
    not_covered = models.CharField(
        _("what we do not cover"), max_length=80, blank=True, help_text=_("As it stands after “We do not cover”.")
    )
    elsewhere_name = models.CharField(_("who covers it"), max_length=80, blank=True)
    elsewhere_url = models.URLField(_("address there"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("signpost of the search")
        verbose_name_plural = _("signposts of the search")
        ordering = ["not_covered", "means", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=(~Q(means="") & Q(page=None, not_covered=""))
                | (Q(means="", not_covered="") & Q(page__isnull=False))
                | (~Q(not_covered="") & Q(means="", page=None)),
                name="signpost_says_one_thing",
                violation_error_message=_("Give one: our words, a page, or what we do not cover."),
            ),
            models.CheckConstraint(
                condition=Q(elsewhere_name="", elsewhere_url="")
                | (~Q(elsewhere_name="") & ~Q(elsewhere_url="") & ~Q(not_covered="")),
                name="signpost_leads_out_of_what_is_not_covered",
                violation_error_message=_("Give the name and the address of who covers what we do not, or neither."),
            ),
        ]

    def __str__(self) -> str:
        return self.not_covered or self.means or str(self.page)

    @property
    def phrases(self) -> list[str]:
        """What readers type, one each."""
        return [line.strip() for line in self.words.splitlines() if line.strip()]

    def clean(self) -> None:
        """Refuse words without any letter or digit: they would fit everything or nothing."""
        if not all(any(c.isalnum() for c in phrase) for phrase in self.phrases):
            raise ValidationError({"words": gettext("Each line needs a word.")})


class MissedWord(models.Model):
    """How often a word that is on no page was asked for in a month: see ``acuinfo.finding.missed_words`` on privacy."""

    key = models.CharField(max_length=64, primary_key=True, editable=False)
    month = models.DateField(_("month"))
    times = models.PositiveIntegerField(_("times"), default=1)
    word = models.CharField(_("word"), max_length=20, blank=True)

    class Meta:
        verbose_name = _("word that found nothing")
        verbose_name_plural = _("words that found nothing")
        ordering = ["-month", "-times", "word"]
        indexes = [models.Index(fields=["month", "times"], name="missed_word_by_month")]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return self.word
