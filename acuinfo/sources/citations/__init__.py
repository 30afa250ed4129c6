"""Citations: files of reference managers become plain records, and sources become such files and lines of text.

Each format has a module that reads and writes it. :func:`read` never raises: what cannot be used becomes a
:class:`Problem`, a sentence that tells the editor which record or line to look at.
"""

from collections.abc import Iterator

from django.utils.translation import gettext

from . import bibtex, csl_json, nbib, pubmed_xml, ris
from .identifiers import normalise_doi, normalise_pages, normalise_pmid
from .names import short_authors
from .record import (
    MAX_AUTHORS_IN_FILE,
    MAX_BYTES,
    MAX_LENGTHS,
    MAX_RECORDS,
    Bibliographic,
    Citable,
    Format,
    Problem,
    RawRecord,
    Reading,
    Record,
    TooMuch,
    finish,
    unique_slug,
)
from .text import UNWANTED, clean
from .vancouver import vancouver

__all__ = [
    "MAX_BYTES",
    "MAX_LENGTHS",
    "MAX_RECORDS",
    "Bibliographic",
    "Citable",
    "Format",
    "Problem",
    "Reading",
    "Record",
    "bibtex",
    "clean",
    "csl_json",
    "nbib",
    "normalise_doi",
    "normalise_pages",
    "normalise_pmid",
    "pubmed_xml",
    "read",
    "ris",
    "short_authors",
    "sniff",
    "unique_slug",
    "vancouver",
]

_MODULES = {
    Format.PUBMED_XML: pubmed_xml,
    Format.CSL_JSON: csl_json,
    Format.NBIB: nbib,
    Format.RIS: ris,
    Format.BIBTEX: bibtex,
}
"""In the order in which a text is tried."""

_ENDINGS = {
    "nbib": Format.NBIB,
    "xml": Format.PUBMED_XML,
    "ris": Format.RIS,
    "bib": Format.BIBTEX,
    "json": Format.CSL_JSON,
}


def read(data: bytes, format: Format | None = None, filename: str = "") -> Reading:
    """Read every citation in a file, finding out the format unless it is given.

    Never raises. A record without a title is left out and named in a blocking problem; a value that is too long or
    malformed is cut or dropped and named in a problem that does not block.
    """
    if len(data) > MAX_BYTES:
        told = gettext("The file is larger than %(size)d MB. Split it.") % {"size": MAX_BYTES // 1024**2}
        return Reading(format, problems=(Problem(told),))
    problems: list[Problem] = []
    text = _decode(data, problems)
    if not text.strip():
        return Reading(format, problems=(Problem(gettext("The file is empty.")),))
    chosen = format or sniff(text, filename)
    if chosen is None:
        names = ", ".join(str(known.label) for known in Format)
        told = gettext("This is in none of the formats that can be read: %(names)s.") % {"names": names}
        return Reading(None, problems=(Problem(told),))
    try:
        drafts = list(_at_most(_MODULES[chosen].read(text, problems)))
    except TooMuch as too_much:
        return Reading(chosen, problems=(Problem(str(too_much)),))
    finished = [(draft.number, finish(draft, problems)) for draft in drafts]
    records = tuple(record for _number, record in finished if record is not None)
    numbers = tuple(number for number, record in finished if record is not None)
    if not records and not problems:
        told = gettext("No citation was found. Is the file really %(format)s?") % {"format": chosen.label}
        problems.append(Problem(told))
    return Reading(chosen, records, tuple(problems), numbers)


def _at_most(drafts: Iterator[RawRecord]) -> Iterator[RawRecord]:
    """Pass drafts on until they are more than one file may hold. Raises TooMuch."""
    authors = 0
    for count, draft in enumerate(drafts, start=1):
        authors += len(draft.authors)
        if count > MAX_RECORDS:
            raise TooMuch(gettext("The file holds more than %(count)d citations. Split it.") % {"count": MAX_RECORDS})
        if authors > MAX_AUTHORS_IN_FILE:
            told = gettext("The file names more than %(count)d authors. Split it.")
            raise TooMuch(told % {"count": MAX_AUTHORS_IN_FILE})
        yield draft


def sniff(text: str, filename: str = "") -> Format | None:
    """Tell the format from the text, or else from the file's ending; None when neither helps."""
    for format_, module in _MODULES.items():
        if module.SIGNATURE.search(text):
            return format_
    ending = filename.rpartition(".")[2].lower()
    return _ENDINGS.get(ending)


def _decode(data: bytes, problems: list[Problem]) -> str:
    """Return the file as text with LF line ends; Windows-1252 is the guess when it is not Unicode."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        problems.append(Problem(gettext("The file is not in UTF-8. Check the accented letters."), is_blocking=False))
    return UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
