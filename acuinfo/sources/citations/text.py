"""Text as it comes out of other people's files: one line, composed, without what nobody can see."""

import re
import unicodedata

# Control characters, lone surrogates and invisible direction marks: none belongs in a citation, and NUL breaks
# PostgreSQL. Tab and the line ends are left for the formats that need them.
UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def clean(text: str) -> str:
    """Return the text on one line, composed (Unicode NFC), without control characters or doubled spaces."""
    return " ".join(unicodedata.normalize("NFC", UNWANTED.sub("", text)).split())


def first_word(text: str) -> str:
    """Return the first word that is no article."""
    words = [word for word in clean(text).split() if word.lower() not in ("a", "an", "the")]
    return words[0] if words else ""


# Letters that do not fall apart into a base letter and an accent.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "\u0131": "i"}
)


def ascii_word(text: str) -> str:
    """Return the letters and digits of the text in lower-case ASCII, at most 70 of them; others are dropped."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN_LETTERS))
    return re.sub(r"[^a-z0-9]", "", plain)[:70]


def first(*values: str | None) -> str:
    """Return the first value that is not empty."""
    return next((value for value in values if value), "")


def without_full_stop(title: str) -> str:
    """Return PubMed's title without the full stop it puts behind every one."""
    title = clean(title)
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title
