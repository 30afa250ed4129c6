"""Rich text: one short list of elements, cleaned when it is saved, compiled and shown."""

import re
from html import unescape
from typing import Any

import nh3

TAGS = frozenset("p h2 h3 h4 ul ol li a strong em blockquote br sub sup table thead tbody tr th td".split())
ATTRIBUTES = {"a": {"href"}, "data": {"value"}, "th": {"scope", "colspan", "rowspan"}, "td": {"colspan", "rowspan"}}
SCHEMES = {"http", "https", "mailto", "tel"}


def _attribute(element: str, name: str, value: str) -> str | None:
    """Drop addresses that borrow the page's scheme (``//somewhere``): they lead off the site unseen."""
    if name == "style":
        return _NOT_BOLD if _NORMAL_WEIGHT.search(value) else None
    return None if element == "a" and name == "href" and value.strip().startswith("//") else value


_NORMAL_WEIGHT = re.compile(r"font-weight\s*:\s*(?:normal|400)", re.IGNORECASE)
_NOT_BOLD = "font-weight:normal"
_CLEANER = nh3.Cleaner(
    tags={*TAGS, "b", "i", "data"},
    attributes={**{element: set(names) for element, names in ATTRIBUTES.items()}, "b": {"style"}},
    url_schemes=SCHEMES,
    attribute_filter=_attribute,
    link_rel=None,
    clean_content_tags={"script", "style", "del", "s", "strike"},  # what was deleted does not come back
)
_UNLISTED_BLOCK = re.compile(
    r"(?=</?(?:address|article|aside|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer"
    r"|form|h[156]|header|hgroup|hr|legend|main|menu|nav|optgroup|option|pre|search|section|summary|tfoot|title)\b)",
    re.IGNORECASE,
)

_AROUND_BLOCKS = re.compile(r"\s*(</?(?:p|h[2-4]|[uo]l|li|blockquote|table|tr|th|td)\b[^>]*>|<br>)\s*")
_SOLE_PARAGRAPH = re.compile(r"<(li|td|th)((?:\s[^>]*)?)><p>((?:(?!</?p>).)*)</p>(?=</\1>|<[uo]l>)")


def clean(html: str) -> str:
    """Return the text with nothing but the listed elements and attributes, always written in the same way.

    The editor widget writes lists and tables in its own manner (a paragraph in each item, no table head). What means
    the same must come out the same, or opening and saving a draft would look like a change.
    """
    text = _CLEANER.clean(_UNLISTED_BLOCK.sub(" ", _SELF_CLOSED.sub(r"\1></data>", html)))
    text = re.sub(r"</?(?:thead|tbody)>|\s(?:col|row)span=\"1\"", "", text)
    text = _AROUND_BLOCKS.sub(r"\1", re.sub(r"(?:\s|<p>\s*</p>)+", " ", text))
    return _SOLE_PARAGRAPH.sub(r"<\1\2>\3", _in_its_place(text)).strip()


INSERT = re.compile(r'<data value="[a-z]+:[a-z0-9-]{1,80}(?:\|[a-z]+)?">')
"""The element that puts in a page (``inserted.py``). What stands in it is the editor's picture of it, so it goes."""
_SELF_CLOSED = re.compile(r"(<data\b[^>]*?)\s*/>")
"""HTML knows no such thing, and would take the text that follows for what the element holds."""
_TYPED_INSERT = re.compile(r"\[\[([a-z]+:[a-z0-9-]{1,80}(?:\|[a-z]+)?)\]\]")

_TOKEN = re.compile(r'(<(?:[^>"]|"[^"]*")*>)')


def _in_its_place(text: str) -> str:
    """Name bold and italic by what they mean, and put a list that stands directly in a list into the item before it.

    The text is well-formed. Google Docs wraps what is copied in <b style="font-weight:normal">, which is not bold.
    """
    written: list[str] = []
    closings: list[str] = []
    """What closes each element that is open."""
    depth = 0
    """Within how many elements that put in a page."""
    for token in filter(None, _TOKEN.split(text)):
        name = token.strip("</>").partition(" ")[0] if token.startswith("<") else ""
        if depth:
            depth += {"<data": 1, "</dat": -1}.get(token[:5], 0)
        elif INSERT.fullmatch(token):
            depth = 1
            written.append(f"{token}</data>")
        elif not name:
            written.append(_TYPED_INSERT.sub(r'<data value="\1"></data>', token))
        elif name == "br":
            written.append(token)
        elif token.startswith("</"):
            written.append(closings.pop() if closings else "")
        elif name in ("b", "i", "data"):
            meant = {"b": "" if _NOT_BOLD in token else "strong", "i": "em", "data": ""}[name]
            written.append(f"<{meant}>" if meant else "")
            closings.append(f"</{meant}>" if meant else "")
        elif name in ("ul", "ol") and closings and closings[-1].startswith(("</ul>", "</ol>")):
            opening = "" if written[-1].endswith("</li>") else "<li>"
            written[-1] = written[-1].removesuffix("</li>")
            written.append(opening + token)
            closings.append(f"</{name}></li>")
        else:
            written.append(token)
            closings.append(f"</{name}>")
    return "".join(written)


_BLOCK = re.compile(rf"</?(?:p|h[2-4]|[uo]l|li|blockquote|table|tr|br)\b[^>]*>|{_UNLISTED_BLOCK.pattern}")
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
