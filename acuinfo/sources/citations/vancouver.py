"""The citation of a source in words: Vancouver style, https://www.nlm.nih.gov/bsd/uniform_requirements.html."""

from .names import ET_AL, is_shortened, stored_authors
from .record import Bibliographic
from .text import clean

MOST_AUTHORS = 6
"""Authors named before "et al." (ICMJE sample references, U.S. National Library of Medicine)."""


def vancouver(source: Bibliographic) -> str:
    """Return the citation in Vancouver style as plain text; missing parts leave no stray punctuation.

    The DOI, PubMed number or address at the end has no full stop behind it, so that it can be copied.
    """
    sentences = (_vancouver_authors(source.authors), source.title, source.container, _vancouver_place(source))
    parts = [_with_full_stop(text) for sentence in sentences if (text := clean(sentence))]
    return " ".join([*parts, *_vancouver_link(source)])


def _vancouver_authors(authors: str) -> str:
    names = [str(name) for name in stored_authors(authors)]
    if len(names) > MOST_AUTHORS or (names and is_shortened(authors)):
        names = [*names[:MOST_AUTHORS], ET_AL]
    return ", ".join(names)


def _vancouver_place(source: Bibliographic) -> str:
    """Return ``year;volume(issue):pages`` from the parts that are there."""
    volume = source.volume + (f"({source.issue})" if source.issue else "")
    place = ";".join(part for part in (str(source.year or ""), volume) if part)
    return ":".join(part for part in (place, source.pages) if part)


def _with_full_stop(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _vancouver_link(source: Bibliographic) -> list[str]:
    if source.doi:
        return [f"doi:{clean(source.doi)}"]
    if source.pmid:
        return [f"PMID: {clean(source.pmid)}"]
    return [f"Available from: {clean(source.url)}"] if source.url else []
