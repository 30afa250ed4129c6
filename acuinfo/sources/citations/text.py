"""Text as it comes out of other people's files: one line, composed, without what nobody can see."""

import re
import unicodedata
from html import unescape

LONGEST = 100_000
"""Characters of one value that are looked at; every field holds far fewer, so the cut is told there."""

# Control characters, lone surrogates, soft hyphens and invisible marks: none belongs in a citation, and NUL breaks
# PostgreSQL. Tab and the line ends are left for the formats that need them.
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\ud800-\udfff"
    "\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]"
)
# Composing sorts the accents of a letter by insertion, so hundreds of thousands of them on one would take for ever.
_PILED_ACCENTS = re.compile(r"([^\w\s\x00-\u02ff]{30})[^\w\s\x00-\u02ff]+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")
# With these names only: "p<b and c>d" and <script> are text.
_MARKUP = re.compile(
    r"</?(?:i|b|u|em|strong|italic|bold|sup|sub|inf|sc|small|scp|span|font|p|br|title|(?:jats|mml):[\w-]{1,30})"
    r"(?: [\w:-]{1,30}=(?:\"[^\"<>]*\"|'[^'<>]*'|[\w#%.-]{1,30}))* ?/?>",
    re.IGNORECASE,
)


def clean(text: str) -> str:
    """Return the text on one line, composed (Unicode NFC), without control characters or doubled spaces."""
    text = text[:LONGEST]
    if not text.isascii():
        text = unicodedata.normalize("NFC", _PILED_ACCENTS.sub(r"\1", text))
    return " ".join(UNWANTED.sub("", text).split())


def plain(text: str) -> str:
    """Return the clean text without the HTML that databases leave in it: entities become characters, <i> goes."""
    text = clean(text)
    if "&" in text:
        for _layer in range(2):  # some databases escape what was escaped already
            text = _ENTITY.sub(lambda found: unescape(found[0]), text)
        text = clean(text)
    return clean(_MARKUP.sub(_space_of, text)) if "<" in text else text


def _space_of(tag: re.Match[str]) -> str:
    return " " if tag[0].strip("</ >").lower() in ("p", "br", "title") else ""


def first(*values: str | None) -> str:
    """Return the first value that is not empty."""
    return next((value for value in values if value), "")


def first_word(text: str) -> str:
    """Return the first word that is no article."""
    return next((word for word in clean(text).split() if word.lower() not in ("a", "an", "the")), "")


# Letters that do not fall apart into a base letter and an accent.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "\u0131": "i"}
)


def ascii_word(text: str) -> str:
    """Return the letters and digits of the text in lower-case ASCII, at most 70 of them; others are dropped."""
    decomposed = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN_LETTERS))
    return re.sub(r"[^a-z0-9]", "", decomposed)[:70]


def without_full_stop(title: str) -> str:
    """Return a title without the full stop that PubMed and others put behind every one; "U.S." keeps its own."""
    return title if re.search(r"(?:\.\w?|\b\w\.\w)\.$", title) else title.removesuffix(".").rstrip()


# What programs write where they know nothing, such as "No Pagination Specified", which becomes pages "No-Specified".
_NOTHING = re.compile(
    r"[\[(]?(?:n\.?[/\\ ]?[adp]\.?|n\.? ?pag\.?|s\.? ?[lnp]\.?|not (?:available|applicable|specified|given|paginated)"
    r"|none|null|nan|undefined|unknown"
    r"|no (?:pages?|pagination|page numbers?|volume|issue|title|year|doi|journal)(?: available)?"
    r"|no\b[\w -]*\b(?:specified|listed|given)|[-\u2010-\u2015?]+)[\])]?\.?",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"[\[(]?(?:anon|anonymous|no authors?(?: (?:listed|given|specified))?)[\])]?\.?", re.IGNORECASE)
_NO_TITLE = re.compile(r"\[?(?:not available|no title(?: available)?)\]?\.?|n/a", re.IGNORECASE)


def said(value: str) -> str:
    """Return the value, or "" when it only says that nothing is known."""
    return "" if len(value) < 60 and _NOTHING.fullmatch(value) else value


def said_of_people(name: str) -> str:
    """Return the name, or "" when it says that nobody is named."""
    return "" if len(name) < 60 and _NOBODY.fullmatch(name) else name


def said_as_title(title: str) -> str:
    """Return the title, or "" for PubMed's "[Not Available]." and its like."""
    return "" if len(title) < 60 and _NO_TITLE.fullmatch(title) else title


def with_subtitle(title: str, subtitle: str) -> str:
    """Return title and subtitle as one, unless the title has the other in it already."""
    return f"{title}: {subtitle}" if title and subtitle and subtitle not in title else title
