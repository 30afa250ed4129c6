"""The kind of page this app brings to the engine."""

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_noop as _

from acuinfo.publishing.kinds import Kind, register

from . import compiling, pages
from .documents import ArticleDocument, Section
from .models import Article


def address(slug: str, data: Mapping[str, Any]) -> str:
    """Return an article's address: the site's own pages stand at the root."""
    if data.get("section") == Section.ABOUT:
        return reverse("site-page", args=[slug])
    return reverse("articles:detail", args=[slug])


def section_key(section: Section) -> str:
    """Return how the sort keys of a section's articles begin."""
    return f"{Section.values.index(section):02d} "


def _order(document: ArticleDocument) -> str:
    """List articles by section, then title."""
    return f"{section_key(document.section)}{document.title.casefold()}"


register(
    Kind(
        name="article",
        label=_("Article"),
        plural=_("Articles"),
        draft=Article,
        document=ArticleDocument,
        compile=compiling.compile_article,
        apply=compiling.apply_article,
        card=compiling.article_card,
        derived_tags=compiling.article_tags,
        template="articles/article_detail.html",
        context=pages.article_context,
        route="articles:detail",
        address=address,
        sort_key=_order,
        order=_("By section"),
    )
)
