"""Between the rows of an article's draft and its document."""

from collections.abc import Iterator
from typing import Any

from acuinfo.publishing.compiling import (
    assign_draft,
    draft_values,
    publications,
    save_valid,
    sources_for,
    with_citations,
)
from acuinfo.publishing.kinds import DerivedTag
from acuinfo.publishing.language import in_english
from conditions.compiling import condition_derived, names_of
from conditions.models import Condition

from .documents import ArticleDocument
from .models import Article


def compile_article(draft: Article) -> ArticleDocument:
    """Return what an article's draft says."""
    document = ArticleDocument.model_validate(
        {
            **draft_values(draft, ArticleDocument),
            "conditions": names_of(draft.conditions),
            "sources": tuple(sorted(source.slug for source in draft.sources.all())),
        }
    )
    return with_citations(document)


def apply_article(document: ArticleDocument, draft: Article) -> None:
    """Make an article's draft say what a document says."""
    sources = sources_for(document)
    assign_draft(draft, document, sources)
    save_valid(draft)
    found = publications(Condition.KIND, document.conditions)
    draft.conditions.set(Condition.objects.filter(publication__in=found))
    draft.sources.set(sources[slug] for slug in document.sources)


def article_card(document: ArticleDocument) -> dict[str, Any]:
    """Return what lists show of an article."""
    return {"section": document.section.value, "section_label": in_english(document.section.label)}


def article_tags(document: ArticleDocument) -> Iterator[DerivedTag]:
    """Yield the conditions an article is about."""
    yield from condition_derived(document.conditions)
