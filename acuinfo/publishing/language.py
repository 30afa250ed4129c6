"""The language of the interface and the language of the content.

What editors write is English, and so are the sentences that the software makes of their numbers: the wording lock
knows no other language. Labels are stored in English too, so that documents, cards and search never depend on a
setting; they are marked with ``gettext_noop`` where they are defined and translated where they are shown.
The interface's language is a setting of the site and never of a request: an address has one answer (docs/adr/0006).
"""

from django.utils.translation import get_language, gettext, gettext_noop as _

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


NAMED_IN_DOCUMENTS = (
    _("better"), _("body"), _("cautions not applicable"), _("ci high"), _("ci level"), _("ci low"), _("codes"),
    _("comparator"), _("count"), _("covers"), _("denominator"), _("direction"), _("downgrades"), _("events control"),
    _("events treatment"), _("explanation"), _("guidelines"), _("hartung knapp"), _("high"), _("i squared"),
    _("large"), _("locator"), _("low"), _("maximum"), _("mean control"), _("mean treatment"), _("measure"),
    _("minimum"), _("moderate"), _("n control"), _("n treatment"), _("no trials"), _("noticeable source"),
    _("participants"), _("period"), _("pooling"), _("rate"), _("reexpression"), _("safety kind"), _("scale"), _("sd"),
    _("sd control"), _("sd treatment"), _("size"), _("small"), _("studies"), _("thresholds source"), _("unit"),
    _("unknowns"), _("url"), _("what it involves"), _("without treatment"),
)  # fmt: skip
"""Names of fields that only documents have, so that they reach the list of words."""


def field_in_words(path: str) -> str:
    """Return a field of a document, such as "key_messages" or "trials.2.label", in the interface's language."""
    return ".".join(translated(name.replace("_", " ")) for name in path.split("."))
