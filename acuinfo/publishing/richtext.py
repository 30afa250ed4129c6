"""Rich text: one short list of elements, cleaned when it is saved, compiled and shown."""

import re
from html import unescape
from typing import Any

import nh3

TAGS = frozenset("p h2 h3 h4 ul ol li a strong em blockquote br sub sup table thead tbody tr th td".split())
ATTRIBUTES = {"a": {"href"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def _attribute(element: str, name: str, value: str) -> str | None:
    """Drop addresses that borrow the page's scheme (``//somewhere``): they lead off the site unseen."""
    return None if element == "a" and name == "href" and value.strip().startswith("//") else value


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    attributes={element: set(names) for element, names in ATTRIBUTES.items()},
    url_schemes=SCHEMES,
    attribute_filter=_attribute,
    link_rel=None,
    clean_content_tags={"script", "style"},
)


_AROUND_BLOCKS = re.compile(r"\s*(</?(?:p|h[2-4]|[uo]l|li|blockquote|table|tr|th|td)\b[^>]*>|<br>)\s*")
_SOLE_PARAGRAPH = re.compile(r"<(li|td|th)((?:\s[^>]*)?)><p>((?:(?!</?p>).)*)</p>(?=</\1>|<[uo]l>)")


def clean(html: str) -> str:
    """Return the text with nothing but the listed elements and attributes, always written in the same way.

    The editor widget writes lists and tables in its own manner (a paragraph in each item, no table head). What means
    the same must come out the same, or opening and saving a draft would look like a change.
    """
    text = re.sub(r"</?(?:thead|tbody)>|\s(?:col|row)span=\"1\"", "", _CLEANER.clean(html))
    text = _AROUND_BLOCKS.sub(r"\1", re.sub(r"\s+", " ", text))
    text = _SOLE_PARAGRAPH.sub(r"<\1\2>\3", text)
    return re.sub(r"<p></p>", "", text).strip()


_BLOCK = re.compile(r"</?(?:p|h[2-4]|[uo]l|li|blockquote|table|tr|br)\b[^>]*>")
_CELL_END = re.compile(r"</t[hd]>")


def lines(html: str) -> list[str]:
    """Return the words of a rich text, a line for each paragraph, heading, item and row of a table."""
    broken = _BLOCK.sub("\n", _CELL_END.sub(" ", re.sub(r"\s+", " ", html)))
    text = unescape(nh3.clean(broken, tags=set()))
    return [line for line in (" ".join(line.split()) for line in text.split("\n")) if line]


def plain(html: str) -> str:
    """Return the words of a rich text, one space apart."""
    return " ".join(lines(html))


_HYPHEN_AS_MINUS = re.compile(r"(?<![^\s(\[>])-(?=\d)")


def with_minus(text: str) -> str:
    """Return a text, or clean HTML, with a true minus where an editor typed a hyphen before a number.

    Screen readers leave a hyphen out, and with it the sign of a number.
    """
    return _HYPHEN_AS_MINUS.sub("\N{MINUS SIGN}", text)


def sanitise(value: Any, *_: Any) -> str:
    """Clean a form field's value; the callable that the editor widget's field takes."""
    return clean(value or "")
