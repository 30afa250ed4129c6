"""Drafts of articles."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from acuinfo.publishing.models import Draft, TaggedDraft
from acuinfo.sources.models import Source
from conditions.models import RichTextField

from .documents import Section


class TaggedArticle(TaggedDraft):
    """A tag on an article's draft."""

    content_object = models.ForeignKey("Article", on_delete=models.CASCADE)


class Article(Draft):  # type: ignore[django-manager-missing]  # taggit has no types
    """A page of background, of the glossary, or about this site."""

    KIND: ClassVar[str] = "article"
    REVIEW_CYCLE_MONTHS: ClassVar[int] = 36

    section = models.CharField(_("section"), max_length=20, choices=Section.choices)
    body = RichTextField(_("text"))
    conditions = models.ManyToManyField(
        "conditions.Condition",
        blank=True,
        related_name="articles",
        help_text=_("Conditions it is about, if any."),
        verbose_name=_("conditions"),
    )
    sources = models.ManyToManyField(
        Source,
        blank=True,
        related_name="+",
        help_text=_("Sources it leans on besides those cited in the text."),
        verbose_name=_("sources"),
    )
    tags = TaggableManager(through=TaggedArticle, blank=True, related_name="articles", verbose_name=_("tags"))

    class Meta(Draft.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
