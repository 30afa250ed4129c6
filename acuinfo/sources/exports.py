"""Writing citations: one line in Vancouver style, and RIS, BibTeX and CSL-JSON files.

Every writer is the inverse of its reader in :mod:`acuinfo.sources.citations`. All return plain text: escape it before
it goes into HTML.
"""

import json
import re
from collections.abc import Iterable
from typing import Any, Protocol

from acuinfo.sources.citations import (
    ET_AL,
    Bibliographic,
    Name,
    clean,
    normalise_doi,
    normalise_pages,
    normalise_url,
    split_authors,
    unique_slug,
)
from acuinfo.sources.models import SourceKind

MOST_AUTHORS = 6
"""Authors named before "et al." (ICMJE sample references, U.S. National Library of Medicine)."""


class Citable(Bibliographic, Protocol):
    """A bibliographic record with the short name that becomes its key in a file."""

    @property
    def slug(self) -> str:
        """The short name, such as vickers2018."""


# Vancouver style: https://www.nlm.nih.gov/bsd/uniform_requirements.html


def vancouver(source: Bibliographic) -> str:
    """Return the citation in Vancouver style as plain text; missing parts leave no stray punctuation.

    The DOI, PubMed number or address at the end has no full stop behind it, so that it can be copied.
    """
    sentences = (_vancouver_authors(source.authors), source.title, source.container, _vancouver_place(source))
    parts = [_with_full_stop(text) for sentence in sentences if (text := clean(sentence))]
    return " ".join([*parts, *_vancouver_link(source)])


def _vancouver_authors(authors: str) -> str:
    names = [str(name) for name in split_authors(authors)]
    if len(names) > MOST_AUTHORS or (names and _is_shortened(authors)):
        names = [*names[:MOST_AUTHORS], ET_AL]
    return ", ".join(names)


def short_authors(authors: str, length: int = 80) -> str:
    """Return as many whole authors as fit, at least the first; "et al." says that there are more."""
    names = [str(name) for name in split_authors(authors)]
    shown = [name for i, name in enumerate(names) if i == 0 or len(", ".join(names[: i + 1])) <= length]
    is_cut = len(shown) < len(names) or (shown and _is_shortened(authors))
    return ", ".join([*shown, ET_AL] if is_cut else shown)


def _is_shortened(authors: str) -> bool:
    return clean(authors).rstrip(".").endswith("et al")


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


# What the three files share


def _is_in_periodical(source: Bibliographic) -> bool:
    """Tell a journal article from a document whose container is its publisher, such as a guideline on a web site."""
    return bool(source.volume or source.issue or source.kind not in (SourceKind.GUIDELINE, SourceKind.OTHER))


def _genre(source: Bibliographic) -> str:
    """Return what the source is in words; "other document" says nothing and is left out."""
    return "" if source.kind == SourceKind.OTHER else SourceKind(source.kind).in_english


# RIS


def ris(sources: Iterable[Citable]) -> str:
    """Return the sources as an RIS file, with CRLF line ends as the format asks."""
    return "".join(f"{tag}  - {value}\r\n" for source in sources for tag, value in _ris_lines(source))


def _ris_lines(source: Citable) -> list[tuple[str, str]]:
    is_article = _is_in_periodical(source)
    start, _, end = normalise_pages(source.pages).partition("-")
    fields = [
        ("ID", source.slug),
        ("M3", _genre(source)),
        *(("AU", _ris_name(name)) for name in split_authors(source.authors)),
        ("AU", ET_AL if _is_shortened(source.authors) else ""),
        ("TI", source.title),
        ("T2" if is_article else "PB", source.container),
        ("PY", str(source.year or "")),
        ("VL", source.volume),
        ("IS", source.issue),
        ("SP", start),
        ("EP", end),
        ("DO", normalise_doi(source.doi)),
        ("AN", source.pmid),
        ("DB", "PubMed" if source.pmid else ""),
        ("C2", source.pmcid),
        ("UR", normalise_url(source.url)),
    ]
    filled = [(tag, text) for tag, value in fields if (text := clean(value))]
    return [("TY", "JOUR" if is_article else "RPRT"), *filled, ("ER", "")]


def _ris_name(name: Name) -> str:
    return name.family if name.is_group else ", ".join(filter(None, (name.family, name.spaced_initials, name.suffix)))


# BibTeX

_LATEX_COMMANDS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # not \{, because BibTeX counts that brace when it looks for the end of a field
        "}": r"\textbraceright{}",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
        "`": r"\textasciigrave{}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
    }
)
# Pairs that LaTeX would join into one character: dashes, quotation marks, guillemets.
_LATEX_LIGATURES = re.compile(r"([-',<>])(?=\1)")


def bibtex(sources: Iterable[Citable]) -> str:
    """Return the sources as a BibTeX file in UTF-8, with the slug as key (a, b, ... behind a second equal one)."""
    keys: set[str] = set()
    entries = []
    for source in sources:
        key = unique_slug(source.slug, keys)
        keys.add(key)
        entries.append(_bibtex_entry(key, source))
    return "\n".join(entries)


def _bibtex_entry(key: str, source: Citable) -> str:
    is_article = _is_in_periodical(source)
    values = {
        "author": _bibtex_authors(source.authors),
        "title": f"{{{_latex(source.title)}}}",  # braces inside keep styles from lower-casing it
        "journal" if is_article else "publisher": _latex(source.container),
        "year": str(source.year or ""),
        "volume": _latex(source.volume),
        "number": _latex(source.issue),
        "pages": _latex(normalise_pages(source.pages)).replace("-", "--"),
        "doi": normalise_doi(source.doi),
        "pmid": clean(source.pmid),
        "pmcid": clean(source.pmcid),
        "url": normalise_url(source.url),
        "type": _genre(source),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in values.items() if value)
    return f"@{'article' if is_article else 'misc'}{{{key},\n{lines}}}\n"


def _bibtex_authors(authors: str) -> str:
    names = [_bibtex_name(name) for name in split_authors(authors)]
    return " and ".join([*names, "others"] if _is_shortened(authors) else names)


def _bibtex_name(name: Name) -> str:
    """Return the name with a group's name or a surname of several words in braces, which keep it in one piece."""
    family = _latex(name.family)
    if name.is_group or not name.family.isalpha():
        family = f"{{{family}}}"
    return ", ".join(filter(None, (family, name.suffix, name.spaced_initials)))


def _latex(text: str) -> str:
    """Return plain text as LaTeX that prints the same."""
    return _LATEX_LIGATURES.sub(r"\1{}", clean(text).translate(_LATEX_COMMANDS))


# CSL-JSON


def csl_json(sources: Iterable[Citable]) -> str:
    """Return the sources as a CSL-JSON list, the slug as id."""
    return json.dumps([_csl_item(source) for source in sources], ensure_ascii=False, indent=2) + "\n"


def _csl_item(source: Citable) -> dict[str, Any]:
    is_article = _is_in_periodical(source)
    item = {
        "id": source.slug,
        "type": "article-journal" if is_article else "report",
        "genre": _genre(source),
        "title": clean(source.title),
        "author": [_csl_name(name) for name in _csl_authors(source.authors)],
        "container-title" if is_article else "publisher": clean(source.container),
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        "volume": clean(source.volume),
        "issue": clean(source.issue),
        "page": normalise_pages(source.pages),
        "DOI": normalise_doi(source.doi),
        "PMID": clean(source.pmid),
        "PMCID": clean(source.pmcid),
        "URL": normalise_url(source.url),
    }
    return {name: value for name, value in item.items() if value}


def _csl_authors(authors: str) -> list[Name]:
    names = split_authors(authors)
    return [*names, Name(ET_AL)] if _is_shortened(authors) else names


def _csl_name(name: Name) -> dict[str, str]:
    if name.is_group:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.spaced_initials, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}
