"""The language of the interface and the language of the content.

What editors write is English, and so are the sentences that the software makes of their numbers. Labels are lazy:
each is told in the interface's language where it is shown. What is stored holds values, or English (``in_english``),
so that documents, cards and search never depend on a setting.
The interface's language is a setting of the site and never of a request: an address has one answer (docs/adr/0006).
"""

from typing import TYPE_CHECKING

from django.utils.translation import get_language, gettext, override

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promise
else:
    from django.utils.functional import Promise

CONTENT_LANGUAGE = "en"
"""What ``lang`` says around content, where the interface speaks another language."""

Label = str | Promise
"""A text of the interface; a lazy one is translated when it is shown."""


def content_stands_out() -> bool:
    """True when the interface is in another language than the content."""
    return (get_language() or CONTENT_LANGUAGE).partition("-")[0] != CONTENT_LANGUAGE


def in_english(label: Label) -> str:
    """Return a label as content and what is stored hold it, whatever the interface speaks."""
    with override(None):
        return str(label)


def stored_in_english(label: str) -> str:
    """Return a label that was stored in English in the interface's language; "" stays empty."""
    return gettext(label) if label else ""


def in_sentence(label: Label) -> str:
    """Return a label as it stands within a sentence: without its capital in English, as it is elsewhere."""
    return str(label) if content_stands_out() else str(label).lower()
