"""RIS files, read and written: https://en.wikipedia.org/wiki/RIS_(file_format)."""

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from acuinfo.sources.models import Standing

from .identifiers import (
    normalise_doi,
    normalise_pages,
    normalise_pmid,
    normalise_url,
    numbers_in,
    pages_between,
)
from .names import ET_AL, Name, is_shortened, read_name, stored_authors
from .record import KEYWORDS, MAX_AUTHORS, Citable, Problem, RawRecord, genre, is_in_periodical
from .states import PublicationState, state_of_note, states_of_notes
from .tagged_lines import Fields, lines
from .text import clean, first, plain

SIGNATURE = re.compile(r"^[ \t]*TY[ \t]{1,2}-", re.MULTILINE)
_LINE = re.compile(r"\s*([A-Z][A-Z0-9])[ \t]{1,2}-(?:[ \t]|$)(.*)")
# Full names before abbreviations, journals before publishers; BT is the book around a chapter.
_CONTAINERS = ("JF", "T2", "JO", "JA", "J2", "BT", "PB")
_NOTES = ("N1", "M1", "M2", "U1", "U2", "U3", "U4", "U5", "C1", "C3", "C4", "C5", "C6", "C8", "ID")
_KNOWN = frozenset("TY AU A1 TI T1 CT TT ST PY Y1 YR DA VL IS CP SP EP C7 DO DI M3 AN DB DP C2 UR L2 LK KW".split()) | {
    *_CONTAINERS,
    *_NOTES,
}


def read(text: str, problems: list[Problem]) -> Iterator[RawRecord]:
    """Yield a draft for each record of the file."""
    for number, fields in enumerate(_records(text), start=1):
        yield _draft(number, fields)


def _records(text: str) -> Iterator[Fields]:
    """Yield the fields of each record: ER closes it, and so does the TY of the next where ER was forgotten."""
    record = Fields(_KNOWN)
    for line in lines(text, _LINE):
        if record.line and (line.tag == "ER" or (line.tag == "TY" and "TY" in record.values)):
            yield record
            record = Fields(_KNOWN)
        if line.tag != "ER":
            record.add(line)
    if record.line:
        yield record


def _draft(number: int, fields: Fields) -> RawRecord:
    text = fields.text
    remarks = fields.all(*_NOTES)
    notes = numbers_in(" ; ".join(note for note in remarks if not state_of_note(note)))
    has_type_as_doi = normalise_doi(text("M3"))
    own_title = text("TI", "T1", "CT")
    names = (read_name(name) for value in fields.all("A1", "AU") for name in plain(value).split(";"))
    keywords = {plain(word).lower() for word in fields.all("KW")}
    addresses = [address for value in fields.all("UR", "L2", "LK") for address in re.split(r";\s*(?=https?://)", value)]
    return RawRecord(
        number,
        fields.line,
        values={
            "title": own_title or text("BT", "TT", "ST"),
            "container": text(*(tag for tag in _CONTAINERS if own_title or tag != "BT")),
            "year": text("PY", "Y1", "YR", "DA"),
            "volume": text("VL"),
            "issue": text("IS", "CP"),
            "pages": first(pages_between(text("SP"), text("EP")), text("C7")),
            "doi": first(text("DO", "DI"), has_type_as_doi, notes.get("DOI")),
            "pmid": _pmid(fields) or notes.get("PMID", ""),
            "pmcid": first(_pmcid(fields), notes.get("PMCID")),
            "url": addresses[0] if addresses else "",
        },
        authors=list(islice(filter(None, names), MAX_AUTHORS + 1)),
        types=["" if has_type_as_doi else text("M3")],
        states={PublicationState.RETRACTED} if "retracted publication" in keywords else states_of_notes(remarks),
        has_two_titles=len(fields.all("TI")) > 1 or len(fields.all("T1")) > 1,
    )


def _pmid(fields: Fields) -> str:
    """Return the accession number where it is PubMed's: it says so itself, or the database is PubMed or MEDLINE.

    EndNote names the National Library of Medicine; Scopus has a field of its own, which holds bare digits.
    """
    accession, database = fields.text("AN"), " ".join(fields.all("DB", "DP")).lower()
    is_from_pubmed = re.search(r"pubmed|medline|\bnlm\b|national library of medicine", database)
    if normalise_pmid(accession) and (is_from_pubmed or not accession[0].isdigit()):
        return accession
    return fields.text("C2") if "scopus" in database and normalise_pmid(fields.text("C2")) else ""


def _pmcid(fields: Fields) -> str:
    """Return the PubMed Central number; bare digits in this field are Scopus's PubMed number or something else."""
    found = re.search(r"\bPMC\d{1,9}\b", fields.text("C2"), re.IGNORECASE)
    return found[0] if found else ""


def write(sources: Iterable[Citable]) -> str:
    """Return the sources as an RIS file, with CRLF line ends as the format asks."""
    return "".join(f"{tag}  - {value}\r\n" for source in sources for tag, value in _ris_lines(source))


def _ris_lines(source: Citable) -> list[tuple[str, str]]:
    is_article = is_in_periodical(source)
    start, _, end = normalise_pages(source.pages).partition("-")
    fields = [
        ("ID", source.slug),
        ("M3", genre(source)),
        *(("AU", _ris_name(name)) for name in stored_authors(source.authors)),
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
        ("N1", source.doubt),
        ("KW", KEYWORDS.get(Standing(source.standing), "")),
    ]
    filled = [(tag, text) for tag, value in fields if (text := clean(value))]
    return [("TY", "JOUR" if is_article else "RPRT"), *filled, ("ER", "")]


def _ris_name(name: Name) -> str:
    return name.family if name.is_group else ", ".join(filter(None, (name.family, name.spaced_initials, name.suffix)))
