"""Read answers as a browser does: parsed by the rules of HTML, with every complaint of the parser."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")


def parse(content: bytes) -> tuple[Element, list[Any]]:
    """Return the document and the parser's complaints."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    return parser.parse(content), parser.errors


def page(response: Any) -> Element:
    """Return the document of an answer."""
    return parse(response.content)[0]


def elements(root: Element, name: str, /, **attributes: str) -> list[Element]:
    """Return elements by name and attributes; ``class_`` asks for one class of several."""
    wanted = attributes.pop("class_", None)
    found = [e for e in root.iter(name) if all(e.get(k.replace("_", "-")) == v for k, v in attributes.items())]
    return [e for e in found if wanted is None or wanted in (e.get("class") or "").split()]


def by_id(root: Element, name: str) -> Element:
    """Return the element with an id. Raises StopIteration when there is none."""
    return next(e for e in root.iter() if e.get("id") == name)


def text(element: Element) -> str:
    """Return the words of an element, one space apart."""
    return " ".join(" ".join(element.itertext()).split())


def hrefs(root: Element) -> list[str]:
    """Return where the links of a page lead, in order."""
    return [e.get("href") or "" for e in root.iter("a")]


def main(response: Any) -> str:
    """Return the words of the main part of an answer."""
    return text(elements(page(response), "main")[0])


def tags(root: Element) -> Iterator[Element]:
    """Yield every element; comments have no name and are left out."""
    return (e for e in root.iter() if isinstance(e.tag, str))
