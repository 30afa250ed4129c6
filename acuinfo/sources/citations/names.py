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


def stored_authors(authors: str) -> list[Name]:
    """Take apart authors written as in PubMed, ``Vickers AJ, Linde K``; a closing ``et al.`` is left out."""
    names = [clean(author) for author in authors.split(",")]
    return [_split_name(name) for name in names if name and name.rstrip(".") != "et al"]


def _split_name(name: str) -> Name:
    words = name.split()
    suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES and are_initials(words[-2]) else ""
    if len(words) > 1 and are_initials(words[-1]):
        return Name(" ".join(words[:-1]), words[-1], suffix)
    return Name(name)


def are_initials(word: str) -> bool:
    """Tell whether a word can be initials as PubMed writes them: ``AJ``."""
    return len(word) <= 4 and word.isalpha() and word.isupper()


def person(family: str, given: str, suffix: str = "") -> str:
    """Return a name as PubMed writes it; a name without given names stays as it is."""
    name = Name(without_commas(family), initials_of(given), clean(suffix).rstrip("."))
    return str(name) if name.initials else name.family


def without_commas(name: str) -> str:
    """Return a group's name on one line, without the comma that would end it."""
    # The comma separates authors in ``Source.authors``, so it cannot stay inside a group's name.
    return clean(name.replace(",", " "))


def initials_of(given: str) -> str:
    """Return the initials of given names; short words in capitals, ``AJ``, are initials already."""
    words = re.split(r"[\s.\u2010-]+", clean(given))
    letters = (word if word.isupper() and len(word) <= 3 else word[:1].upper()[:1] for word in words)
    return "".join(letter for letter in "".join(letters) if letter.isalpha())


_DOTTED_INITIALS = re.compile(r"(?:[^\W\d_]{1,2}\.(?:\s?-)?)+")


def is_dotted(word: str) -> bool:
    """Tell whether a word is initials with full stops: ``A.``, ``J.-P.``."""
    return word[:1].isupper() and word.endswith((".", "-")) and bool(_DOTTED_INITIALS.fullmatch(word))


def read_name(text: str) -> str:
    """Read a name with commas or, without one, with initials; see :func:`name_of_parts`."""
    return name_of_parts(text.split(","))


def name_of_parts(parts: list[str]) -> str:
    """Read ``Family, Given, Suffix`` or ``Family, Suffix``; or, in one part, ``Family A.-B.`` or ``A. B. Family``.

    Anything else in one part is a group's name, or written as PubMed does already.
    """
    parts = [clean(part) for part in parts]
    if len(parts) == 2 and parts[1].rstrip(".") in _SUFFIXES:
        parts = [*_family_and_initials(parts[0]), parts[1]]
    elif len(parts) == 1:
        parts = _family_and_initials(parts[0])
    return person(parts[0], parts[1], parts[2] if len(parts) > 2 else "")


def _family_and_initials(text: str) -> list[str]:
    """Part a surname from the dotted initials behind or before it, as Embase and Scopus write them."""
    words = text.split(" ")
    behind = next((count for count, word in enumerate(reversed(words)) if not is_dotted(word)), 0)
    before = next((count for count, word in enumerate(words) if not is_dotted(word)), 0)
    if behind:
        return [" ".join(words[:-behind]), " ".join(words[-behind:])]
    return [" ".join(words[before:]), " ".join(words[:before])]


def short_authors(authors: str, length: int = 80) -> str:
    """Return as many whole authors as fit, at least the first; "et al." says that there are more."""
    names = [str(name) for name in stored_authors(authors)]
    shown = [name for i, name in enumerate(names) if i == 0 or len(", ".join(names[: i + 1])) <= length]
    is_cut = len(shown) < len(names) or (shown and is_shortened(authors))
    return ", ".join([*shown, ET_AL] if is_cut else shown)


def is_shortened(authors: str) -> bool:
    """Tell whether the authors end in "et al."."""
    return clean(authors).rstrip(".").endswith("et al")
