"""People's names: as files have them, as PubMed and ``Source.authors`` write them."""

import re
from typing import NamedTuple

from .text import clean, first_word

ET_AL = "et al."


class Name(NamedTuple):
    """A person, or a group when there are no initials."""

    family: str
    initials: str = ""
    suffix: str = ""

    @property
    def is_group(self) -> bool:
        """True when the name is an organisation's or a study group's."""
        return not self.initials

    @property
    def short_name(self) -> str:
        """A person's surname, a group's first word."""
        return first_word(self.family) if self.is_group else self.family

    @property
    def spaced_initials(self) -> str:
        """Initials as reference managers write them: ``A. J.``."""
        return " ".join(f"{letter}." for letter in self.initials)

    def __str__(self) -> str:
        return " ".join(part for part in self if part)


_SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV", "2nd", "3rd", "4th"})


def split_authors(authors: str) -> list[Name]:
    """Take apart authors written as in PubMed, ``Vickers AJ, Linde K``; a closing ``et al.`` is left out."""
    names = [clean(author) for author in authors.split(",")]
    return [_split_name(name) for name in names if name and name.rstrip(".") != "et al"]


def _split_name(name: str) -> Name:
    words = name.split()
    suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES and _are_initials(words[-2]) else ""
    if len(words) > 1 and _are_initials(words[-1]):
        return Name(" ".join(words[:-1]), words[-1], suffix)
    return Name(name)


def _are_initials(word: str) -> bool:
    return len(word) <= 4 and word.isalpha() and word.isupper()


def person(family: str, given: str, suffix: str = "") -> str:
    """Return a name as PubMed writes it; a name without given names stays as it is."""
    name = Name(without_commas(family), _initials(given), clean(suffix).rstrip("."))
    return str(name) if name.initials else name.family


def without_commas(name: str) -> str:
    """Return a group's name on one line, without the comma that would end it."""
    # The comma separates authors in ``Source.authors``, so it cannot stay inside a group's name.
    return clean(name.replace(",", " "))


def _initials(given: str) -> str:
    """Return the initials of given names; short words in capitals, ``AJ``, are initials already."""
    words = re.split(r"[\s.\u2010-]+", clean(given))
    letters = (word if word.isupper() and len(word) <= 3 else word[:1].upper()[:1] for word in words)
    return "".join(letter for letter in "".join(letters) if letter.isalpha())


def name_with_comma(text: str) -> str:
    """Read ``Family, Given, Suffix`` as RIS has it; a name without a comma is a group or already short."""
    parts = [clean(part) for part in text.split(",")]
    if len(parts) == 1:
        return parts[0]
    return person(parts[0], parts[1], parts[2] if len(parts) > 2 else "")


def short_authors(authors: str, length: int = 80) -> str:
    """Return as many whole authors as fit, at least the first; "et al." says that there are more."""
    names = [str(name) for name in split_authors(authors)]
    shown = [name for i, name in enumerate(names) if i == 0 or len(", ".join(names[: i + 1])) <= length]
    is_cut = len(shown) < len(names) or (shown and is_shortened(authors))
    return ", ".join([*shown, ET_AL] if is_cut else shown)


def is_shortened(authors: str) -> bool:
    """Tell whether the authors end in "et al."."""
    return clean(authors).rstrip(".").endswith("et al")
