"""The kind of page this app brings to the engine."""

from django.utils.translation import gettext_lazy as _

from acuinfo.publishing.kinds import Kind, register

from . import compiling, pages
from .documents import ArticleDocument, Section
from .models import Article


def _order(document: ArticleDocument) -> str:
    """List articles by section, then title."""
    return f"{Section.values.index(document.section):02d} {document.title.casefold()}"


register(
    Kind(
        name="article",
        label=_("Article"),
        plural=_("Articles"),
        folder="articles",
        intro=_("Background, how research works, and the words we use."),
        list_link=_("All articles"),
        draft=Article,
        document=ArticleDocument,
        compile=compiling.compile_article,
        apply=compiling.apply_article,
        card=compiling.article_card,
        derived_tags=compiling.article_tags,
        template="articles/article_detail.html",
        context=pages.article_context,
        card_template="articles/_article_card.html",
        sort_key=_order,
        order=_("By section"),
        search_weight=1.15,
        schema_type="Article",
        at_root=lambda data: data.get("section") == Section.ABOUT,
    )
)
