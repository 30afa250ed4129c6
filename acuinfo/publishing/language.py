"""The language of the interface and the language of the content.

What editors write is English, and so are the sentences that the software makes of their numbers: the wording lock
knows no other language. Labels are stored in English too, so that documents, cards and search never depend on a
setting; they are marked with ``gettext_noop`` where they are defined and translated where they are shown.
The interface's language is a setting of the site and never of a request: an address has one answer (docs/adr/0006).
"""

from django.utils.translation import get_language, gettext

CONTENT_LANGUAGE = "en"
"""What ``lang`` says around content, where the interface speaks another language."""


def content_stands_out() -> bool:
    """True when the interface is in another language than the content."""
    return (get_language() or CONTENT_LANGUAGE).partition("-")[0] != CONTENT_LANGUAGE


def translated(label: str) -> str:
    """Return a stored label in the interface's language; "" stays empty."""
    return gettext(label) if label else ""


def in_sentence(label: str) -> str:
    """Return a stored label as it stands within a sentence: without its capital in English, as it is elsewhere."""
    return translated(label) if content_stands_out() else label.lower()


def field_in_words(path: str) -> str:
    """Return a field of a document, such as "key_messages" or "trials.2.label", in the interface's language."""
    return ".".join(translated(name.replace("_", " ")) for name in path.split("."))
