"""What an edition of an article says."""

from typing import ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from acuinfo.publishing.documents import Document, RichText, Slug, SourceSlug


class Section(TextChoices):
    """Where an article belongs."""

    UNDERSTANDING = "understanding", _("Understanding acupuncture")
    HOW_IT_MAY_WORK = "how-it-may-work", _("How it may work")
    RESEARCH_EXPLAINED = "research-explained", _("Research explained")
    GLOSSARY = "glossary", _("Glossary")
    ABOUT = "about", _("About this site")


class ArticleDocument(Document):
    """An article. Articles of the section *about* are the site's own pages, such as /about/."""

    KIND: ClassVar[str] = "article"

    section: Section
    body: RichText = ""
    conditions: tuple[Slug, ...] = ()
    sources: tuple[SourceSlug, ...] = ()

    @property
    def about(self) -> tuple[str, ...]:
        """The conditions this article is about."""
        return self.conditions
