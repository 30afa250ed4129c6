"""What an article's page shows besides its own edition."""

from collections.abc import Mapping
from typing import Any

from acuinfo.publishing.models import Publication
from acuinfo.reading.pages import Page
from conditions.models import Condition

from .documents import ArticleDocument


def article_context(page: Page) -> Mapping[str, Any]:
    """Return the conditions an article is about. One query, none when it is about none."""
    document = page.document
    assert isinstance(document, ArticleDocument)  # noqa: S101  the engine compiled it
    live = Publication.objects.live().of_kind(Condition.KIND).once_at(document.conditions)
    return {"conditions": live.as_cards().in_list_order() if document.conditions else ()}
