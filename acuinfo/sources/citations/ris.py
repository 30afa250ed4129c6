"""RIS files, read and written: https://en.wikipedia.org/wiki/RIS_(file_format)."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import rispy
from django.utils.translation import gettext

from .identifiers import NOTE_ID, normalise_doi, normalise_pages, normalise_pmcid, normalise_url
from .names import ET_AL, Name, is_shortened, name_with_comma, split_authors
from .record import Citable, Draft, Problem, genre, is_in_periodical
from .text import clean, first

SIGNATURE = re.compile(r"^TY {1,2}-", re.MULTILINE)
START = re.compile(r"^[ \t]*TY {1,2}-", re.MULTILINE)
_RIS_TAG = re.compile(r"^\s*([A-Z][A-Z0-9]) {1,2}-(?: |$)")
# JF, T2, JO, JA, J2, PB: full names before abbreviations, journals before publishers.
_RIS_CONTAINERS = (
    "alternate_title3",
    "secondary_title",
    "journal_name",
    "alternate_title2",
    "alternate_title1",
    "publisher",
)


def read(text: str, problems: list[Problem]) -> Iterator[Draft]:
    """Yield a draft for each record of the file, adding what is wrong with it to the problems."""
    for number, (line, lines) in enumerate(_ris_records(text), start=1):
        try:
            # Semicolons are legal inside an address, so rispy must not split addresses at them.
            entries = rispy.loads("\n".join(lines), delimiter_tags_mapping={})
        except (KeyError, TypeError, AttributeError, ValueError):
            entries = []  # what rispy raises on a folded line that has nothing to continue
        if entries:
            yield _ris_draft(number, line, entries[0])
        else:
            problems.append(Problem(gettext("The record is damaged, so it was left out."), number, line))


def _ris_records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield line number and lines of each record, each closed by ER: rispy drops an unclosed record silently."""
    start, lines = 0, list[str]()
    for number, raw_line in enumerate(text.split("\n"), start=1):
        line = _RIS_TAG.sub(r"\1  - ", raw_line)
        if line.startswith(("TY  - ", "ER  - ")) and lines:
            yield start, [*lines, "ER  - "]
            lines = []
        if line.startswith("TY  - "):
            start, lines = number, [line]
        elif lines:
            lines.append(line)
    if lines:
        yield start, [*lines, "ER  - "]


def _ris_draft(number: int, line: int, entry: dict[str, Any]) -> Draft:
    def text(*names: str) -> str:
        return first(*(clean(str(entry.get(name, ""))) for name in names))

    notes = dict(NOTE_ID.findall(" ".join(entry.get("notes", []))))
    accession = text("accession_number")
    is_from_pubmed = re.search("pubmed|medline", text("name_of_database", "database_provider"), re.IGNORECASE)
    start, end = text("start_page"), text("end_page")
    addresses = [address for value in entry.get("urls", []) for address in re.split(r";\s*(?=https?://)", value)]
    return Draft(
        number,
        line,
        values={
            "title": text("title", "primary_title"),
            "container": text(*_RIS_CONTAINERS),
            "year": text("year", "publication_year", "date"),
            "volume": text("volume"),
            "issue": text("number"),
            "pages": f"{start}-{end}" if end and "-" not in start else start,
            "doi": text("doi"),
            "pmid": accession if is_from_pubmed or accession.upper().startswith("PMID") else notes.get("PMID", ""),
            "pmcid": first(normalise_pmcid(text("custom2")) and text("custom2"), notes.get("PMCID")),
            "url": addresses[0] if addresses else "",
        },
        authors=[name_with_comma(name) for name in [*entry.get("first_authors", []), *entry.get("authors", [])]],
        types=[text("type_of_work")],
    )


def write(sources: Iterable[Citable]) -> str:
    """Return the sources as an RIS file, with CRLF line ends as the format asks."""
    return "".join(f"{tag}  - {value}\r\n" for source in sources for tag, value in _ris_lines(source))


def _ris_lines(source: Citable) -> list[tuple[str, str]]:
    is_article = is_in_periodical(source)
    start, _, end = normalise_pages(source.pages).partition("-")
    fields = [
        ("ID", source.slug),
        ("M3", genre(source)),
        *(("AU", _ris_name(name)) for name in split_authors(source.authors)),
        ("AU", ET_AL if is_shortened(source.authors) else ""),
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
