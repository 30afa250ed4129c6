"""Reading citations: PubMed, RIS, BibTeX and CSL-JSON become plain records.

The files come out of other people's reference managers, so nothing about them is trusted. :func:`read` never raises:
what cannot be used becomes a :class:`Problem`, a sentence that tells the editor which record or line to look at.
Each format has a reader that fills drafts with raw text; :func:`_finish` alone turns a draft into a clean record.
"""

import json
import re
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import RemoveEnclosingMiddleware, ResolveStringReferencesMiddleware
from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry, ParsingFailedBlock
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import TextChoices
from django.utils.translation import gettext, gettext_noop
from pylatexenc.latex2text import (  # type: ignore[import-untyped]  # ships no types
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)

from acuinfo.sources.models import SourceKind

MAX_BYTES = 5 * 1024 * 1024
"""Largest file read, in bytes: about 1,500 PubMed records with abstracts."""

MAX_RECORDS = 5000
"""Most citations read from one file; without a limit a file of empty records keeps the server busy for a minute."""

MAX_LENGTHS = {
    "title": 600,
    "authors": 2000,
    "container": 300,
    "volume": 40,
    "issue": 40,
    "pages": 80,
}
"""Longest values of the free-text fields of ``Source``, in characters; longer ones are cut and the editor is told."""

ET_AL = "et al."


class Format(TextChoices):
    """A citation format that can be read."""

    NBIB = "nbib", "PubMed (.nbib)"
    PUBMED_XML = "pubmed-xml", "PubMed XML"
    RIS = "ris", "RIS"
    BIBTEX = "bibtex", "BibTeX"
    CSL_JSON = "csl-json", "CSL-JSON"


class Bibliographic(Protocol):
    """What a record and a ``Source`` have in common; unknown text is empty."""

    @property
    def kind(self) -> str:
        """A value of ``SourceKind``."""

    @property
    def title(self) -> str:
        """The title, without a closing full stop."""

    @property
    def authors(self) -> str:
        """Names as in PubMed, separated by commas."""

    @property
    def container(self) -> str:
        """The journal or the publisher."""

    @property
    def year(self) -> int | None:
        """The year of publication."""

    @property
    def volume(self) -> str:
        """The volume."""

    @property
    def issue(self) -> str:
        """The issue."""

    @property
    def pages(self) -> str:
        """A range with a hyphen, or an article number."""

    @property
    def doi(self) -> str:
        """Lower case, from its first ``10.``."""

    @property
    def pmid(self) -> str:
        """Digits."""

    @property
    def pmcid(self) -> str:
        """PMC and digits."""

    @property
    def url(self) -> str:
        """An http(s) address."""


@dataclass(frozen=True, slots=True)
class Record:
    """One citation, clean and short enough for ``Source``; unknown text is empty, an unknown year is None."""

    title: str
    kind: str = SourceKind.OTHER.value
    authors: str = ""
    container: str = ""
    year: int | None = None
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    url: str = ""

    @property
    def suggested_slug(self) -> str:
        """First author's surname and the year, such as ``vickers2018``; not yet unique, see :func:`unique_slug`."""
        first_author = split_authors(self.authors)[:1]
        surname = _ascii_word(first_author[0].short_name) if first_author else ""
        return (surname or _ascii_word(_first_word(self.title)) or "source") + str(self.year or "")


@dataclass(frozen=True, slots=True)
class Problem:
    """A sentence for the editor, with the record (counted from 1) and the line (from 1) where they are known."""

    sentence: str
    record: int | None = None
    line: int | None = None
    is_blocking: bool = True

    def __str__(self) -> str:
        said = {"record": self.record, "line": self.line, "problem": self.sentence}
        if self.record and self.line:
            return gettext("Record %(record)d, line %(line)d: %(problem)s") % said
        if self.record:
            return gettext("Record %(record)d: %(problem)s") % said
        return gettext("Line %(line)d: %(problem)s") % said if self.line else self.sentence


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file held; ``format`` is None when it could not be told."""

    format: Format | None
    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_blocked(self) -> bool:
        """True when something was left out, so an all-or-nothing import must stop."""
        return any(problem.is_blocking for problem in self.problems)


@dataclass(slots=True)
class _Draft:
    """Raw text of one record, before anything is checked. ``number`` and ``line`` count from 1."""

    number: int
    line: int | None = None
    values: dict[str, str] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    is_retracted: bool = False

    def problem(self, sentence: str, *, is_blocking: bool = False) -> Problem:
        return Problem(sentence, self.number, self.line, is_blocking)


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
    if sum(1 for _ in islice(_STARTS[chosen].finditer(text), MAX_RECORDS + 1)) > MAX_RECORDS:
        told = gettext("The file holds more than %(count)d citations. Split it.") % {"count": MAX_RECORDS}
        return Reading(chosen, problems=(Problem(told),))
    drafts = list(_READERS[chosen](text, problems))
    records = tuple(record for draft in drafts if (record := _finish(draft, problems)) is not None)
    if not records and not problems:
        told = gettext("No citation was found. Is the file really %(format)s?") % {"format": chosen.label}
        problems.append(Problem(told))
    return Reading(chosen, records, tuple(problems))


def sniff(text: str, filename: str = "") -> Format | None:
    """Tell the format from the text, or else from the file's ending; None when neither helps."""
    for format_, pattern in _SIGNATURES.items():
        if pattern.search(text):
            return format_
    ending = filename.rpartition(".")[2].lower()
    return _ENDINGS.get(ending)


_SIGNATURES = {
    Format.PUBMED_XML: re.compile(r"\A\s*<"),
    Format.CSL_JSON: re.compile(r"\A\s*(?:\[\s*[{\]]|\{\s*[\"}])"),
    Format.NBIB: re.compile(r"^PMID *- ?\d", re.MULTILINE),
    Format.RIS: re.compile(r"^TY {1,2}-", re.MULTILINE),
    Format.BIBTEX: re.compile(r"^[ \t]*@[A-Za-z]+[ \t]*[{(]", re.MULTILINE),
}
# What every record has once; counted before the slower readers start.
_STARTS = {
    Format.NBIB: re.compile(r"^PMID *-", re.MULTILINE),
    Format.PUBMED_XML: re.compile(r"<Pubmed(?:Book)?Article>"),
    Format.RIS: re.compile(r"^[ \t]*TY {1,2}-", re.MULTILINE),
    Format.BIBTEX: re.compile(r"@\w*[ \t]*[{(]"),
    Format.CSL_JSON: re.compile(r'"title"\s*:'),
}
_ENDINGS = {
    "nbib": Format.NBIB,
    "xml": Format.PUBMED_XML,
    "ris": Format.RIS,
    "bib": Format.BIBTEX,
    "json": Format.CSL_JSON,
}


# Text


# Control characters, lone surrogates and invisible direction marks: none belongs in a citation, and NUL breaks
# PostgreSQL. Tab and the line ends are left for the formats that need them.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


def clean(text: str) -> str:
    """Return the text on one line, composed (Unicode NFC), without control characters or doubled spaces."""
    return " ".join(unicodedata.normalize("NFC", _UNWANTED.sub("", text)).split())


def _decode(data: bytes, problems: list[Problem]) -> str:
    """Return the file as text with LF line ends; Windows-1252 is the guess when it is not Unicode."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        problems.append(Problem(gettext("The file is not in UTF-8. Check the accented letters."), is_blocking=False))
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _first_word(text: str) -> str:
    words = [word for word in clean(text).split() if word.lower() not in ("a", "an", "the")]
    return words[0] if words else ""


# Letters that do not fall apart into a base letter and an accent.
_PLAIN_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "\u0131": "i"}
)


def _ascii_word(text: str) -> str:
    """Return the letters and digits of the text in lower-case ASCII, at most 70 of them; others are dropped."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN_LETTERS))
    return re.sub(r"[^a-z0-9]", "", plain)[:70]


def unique_slug(slug: str, taken: Container[str]) -> str:
    """Return the slug, or the slug with the first free of a, b, c ... z, aa, ab ... behind it."""
    number, candidate = 0, slug
    while candidate in taken:
        number += 1
        candidate = slug + _letters(number)
    return candidate


def _letters(number: int) -> str:
    """Return 1 as a, 26 as z, 27 as aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


# Identifiers, pages, years and addresses

_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|(?:dx\.)?doi\.org/|doi:?\s*)+", re.IGNORECASE)
# Braces and backslashes are allowed by the DOI handbook, used by no publisher, and would break BibTeX.
_DOI = re.compile(r"10\.\d{4,9}/[^\s{}\\]+")
_PMID = re.compile(r"(?:PMID:?\s*|https?://(?:www\.)?pubmed\.ncbi\.nlm\.nih\.gov/)?0*([1-9]\d{0,8})/?", re.IGNORECASE)
_PMCID = re.compile(r"(?:PMCID:?\s*)?(?:PMC)?(\d{1,9})(?:\.\d+)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d|2100)(?!\d)")
_DASHES = re.compile("\\s*(?:[\u2010-\u2015\u2212]|-)+\\s*")
_PAGE_RANGE = re.compile(r"([A-Za-z]*)(\d+)-([A-Za-z]*)(\d+)")
_URL_UNSAFE = re.compile(r'[\s"<>\\^`{|}]')
_is_web_address = URLValidator(schemes=["http", "https"])


def normalise_doi(text: str) -> str:
    """Return the DOI in lower case from its first ``10.``, or "" when the text is not a DOI."""
    text = clean(text)
    bare = _DOI_PREFIX.sub("", text)
    if bare != text and "%" in bare:
        bare = unquote(bare)
    bare = bare.rstrip(".,;").lower()
    return bare if _DOI.fullmatch(bare) and len(bare) <= 200 else ""


def normalise_pmid(text: str) -> str:
    """Return the PubMed number as digits, or "" when the text is not one."""
    found = _PMID.fullmatch(clean(text))
    return _ascii_digits(found[1]) if found else ""


def normalise_pmcid(text: str) -> str:
    """Return the PubMed Central number as PMC and digits, or "" when the text is not one."""
    found = _PMCID.fullmatch(clean(text))
    return f"PMC{_ascii_digits(found[1])}" if found else ""


def _ascii_digits(digits: str) -> str:
    """Return decimal digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(digit)) for digit in digits)


def normalise_pages(text: str) -> str:
    """Return pages with plain hyphens and PubMed's shortened ends written out: 455-74 becomes 455-474."""
    pages = re.sub(r"^pp?\.\s*", "", _DASHES.sub("-", clean(text)), flags=re.IGNORECASE).strip("-")
    found = _PAGE_RANGE.fullmatch(pages)
    if not found:
        return pages
    start_letters, start, end_letters, end = found.groups()
    if (start_letters, start) == (end_letters, end):
        return start_letters + start
    if len(end) >= len(start) or end_letters not in ("", start_letters):
        return pages
    return f"{start_letters}{start}-{start_letters}{start[: len(start) - len(end)]}{end}"


def normalise_url(text: str) -> str:
    """Return the web address with unsafe characters percent-encoded, or "" when it is no http(s) address."""
    url = _URL_UNSAFE.sub(lambda found: quote(found[0]), clean(text))
    try:
        _is_web_address(url)
    except ValidationError:
        return ""
    return url if len(url) <= 500 else ""


def _year(text: str) -> int | None:
    found = _YEAR.search(text)
    return int(_ascii_digits(found[1])) if found else None


# Names


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
        return _first_word(self.family) if self.is_group else self.family

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


def _person(family: str, given: str, suffix: str = "") -> str:
    """Return a name as PubMed writes it; a name without given names stays as it is."""
    name = Name(_without_commas(family), _initials(given), clean(suffix).rstrip("."))
    return str(name) if name.initials else name.family


def _without_commas(name: str) -> str:
    # The comma separates authors in ``Source.authors``, so it cannot stay inside a group's name.
    return clean(name.replace(",", " "))


def _initials(given: str) -> str:
    """Return the initials of given names; short words in capitals, ``AJ``, are initials already."""
    words = re.split(r"[\s.\u2010-]+", clean(given))
    letters = (word if word.isupper() and len(word) <= 3 else word[:1].upper()[:1] for word in words)
    return "".join(letter for letter in "".join(letters) if letter.isalpha())


def _name_with_comma(text: str) -> str:
    """Read ``Family, Given, Suffix`` as RIS has it; a name without a comma is a group or already short."""
    parts = [clean(part) for part in text.split(",")]
    if len(parts) == 1:
        return parts[0]
    return _person(parts[0], parts[1], parts[2] if len(parts) > 2 else "")


# Kinds

_KINDS_BY_TYPE = {
    "network meta-analysis": SourceKind.NETWORK_META_ANALYSIS,
    "practice guideline": SourceKind.GUIDELINE,
    "guideline": SourceKind.GUIDELINE,
    "systematic review": SourceKind.SYSTEMATIC_REVIEW,
    "meta-analysis": SourceKind.SYSTEMATIC_REVIEW,
    "randomized controlled trial": SourceKind.TRIAL,
    "pragmatic clinical trial": SourceKind.TRIAL,
    "equivalence trial": SourceKind.TRIAL,
    "observational study": SourceKind.COHORT,
    "case reports": SourceKind.CASE_REPORTS,
    "review": SourceKind.NARRATIVE,
    "editorial": SourceKind.NARRATIVE,
    "comment": SourceKind.NARRATIVE,
}
_KINDS_BY_LABEL = {kind.in_english.lower(): kind for kind in SourceKind}
_KINDS_BY_TITLE = (
    (re.compile(r"\bprotocol\b", re.IGNORECASE), SourceKind.OTHER),
    (re.compile(r"individual (?:patient|participant)s? data", re.IGNORECASE), SourceKind.IPD_META_ANALYSIS),
    (re.compile(r"network meta-?analys[ie]s", re.IGNORECASE), SourceKind.NETWORK_META_ANALYSIS),
    (re.compile(r"overview of (?:systematic )?reviews|umbrella review", re.IGNORECASE), SourceKind.OVERVIEW),
    (re.compile(r"systematic review|meta-?analys[ie]s", re.IGNORECASE), SourceKind.SYSTEMATIC_REVIEW),
    (re.compile(r"cost-effectiveness|economic evaluation", re.IGNORECASE), SourceKind.ECONOMIC),
    (re.compile(r"randomi[sz]ed\b.*\btrial\b", re.IGNORECASE), SourceKind.TRIAL),
)
_MORE_TELLING_TITLES = (SourceKind.IPD_META_ANALYSIS, SourceKind.NETWORK_META_ANALYSIS, SourceKind.OVERVIEW)


def guess_kind(types: Iterable[str], title: str) -> SourceKind:
    """Guess what a publication is from its types, as PubMed or our own exports name them, and from its title.

    Our own label wins; a title that names a special sort of meta-analysis wins over PubMed's coarser type.
    """
    stated = [clean(type_).lower() for type_ in types]
    for name in stated:
        if name in _KINDS_BY_LABEL:
            return _KINDS_BY_LABEL[name]
    by_title = next((kind for pattern, kind in _KINDS_BY_TITLE if pattern.search(title)), SourceKind.OTHER)
    if by_title in _MORE_TELLING_TITLES:
        return by_title
    return next((kind for name, kind in _KINDS_BY_TYPE.items() if name in stated), by_title)


# From draft to record


def _finish(draft: _Draft, problems: list[Problem]) -> Record | None:
    """Check and clean one draft, adding what is wrong with it to the problems; None when it has no title."""
    values = {name: clean(value) for name, value in draft.values.items()}
    title = _cut(draft, "title", values.get("title", ""), problems)
    if not title:
        problems.append(draft.problem(gettext("There is no title, so the record was left out."), is_blocking=True))
        return None
    if draft.is_retracted:
        problems.append(draft.problem(gettext("PubMed marks this publication as retracted.")))
    doi, url = _doi_and_url(draft, values, problems)
    year = _year(values.get("year", ""))
    if values.get("year") and year is None:
        told = gettext("“%(text)s” is not a year, so the year was left empty.") % {"text": values["year"][:40]}
        problems.append(draft.problem(told))
    return Record(
        kind=guess_kind(draft.types, title).value,
        title=title,
        authors=_join_authors(draft, problems),
        container=_cut(draft, gettext_noop("container"), values.get("container", ""), problems),
        year=year,
        volume=_cut(draft, "volume", values.get("volume", ""), problems),
        issue=_cut(draft, "issue", values.get("issue", ""), problems),
        pages=_cut(draft, "pages", normalise_pages(values.get("pages", "")), problems),
        doi=doi,
        pmid=_checked(draft, "PubMed number", values.get("pmid", ""), normalise_pmid, problems),
        pmcid=_checked(draft, "PubMed Central number", values.get("pmcid", ""), normalise_pmcid, problems),
        url=url,
    )


def _doi_and_url(draft: _Draft, values: dict[str, str], problems: list[Problem]) -> tuple[str, str]:
    """Return DOI and address; an address that only repeats the DOI gives way to it."""
    doi = _checked(draft, "DOI", values.get("doi", ""), normalise_doi, problems)
    url = _checked(draft, "web address", values.get("url", ""), normalise_url, problems)
    linked_doi = normalise_doi(url) if _DOI_PREFIX.match(url) else ""
    if linked_doi and doi in ("", linked_doi):
        return linked_doi, ""
    return doi, url


def _checked(draft: _Draft, name: str, value: str, normalise: Callable[[str], str], problems: list[Problem]) -> str:
    normalised = normalise(value)
    if value and not normalised:
        told = gettext("“%(text)s” is not a %(name)s, so it was left empty.")
        problems.append(draft.problem(told % {"text": value[:60], "name": gettext(name)}))
    return normalised


def _cut(draft: _Draft, name: str, value: str, problems: list[Problem]) -> str:
    limit = MAX_LENGTHS[name]
    if len(value) <= limit:
        return value
    told = gettext("The %(name)s is longer than %(limit)d characters, so its end was cut.")
    problems.append(draft.problem(told % {"name": gettext(name), "limit": limit}))
    return value[:limit].rstrip()


def _join_authors(draft: _Draft, problems: list[Problem]) -> str:
    """Return the authors as one line; too many for the field end in ``et al.``, with whole names before it."""
    names = [name for author in draft.authors if (name := clean(author))]
    joined = ", ".join(names)
    limit = MAX_LENGTHS["authors"]
    if len(joined) <= limit:
        return joined
    told = gettext("The authors take more than %(limit)d characters, so the last were left out.")
    problems.append(draft.problem(told % {"limit": limit}))
    kept = joined[: limit - len(ET_AL) - 1].rpartition(",")[0]
    return f"{kept}, {ET_AL}" if kept else joined[:limit].rstrip()


def _first(*values: str | None) -> str:
    """Return the first value that is not empty."""
    return next((value for value in values if value), "")


# PubMed .nbib: https://www.nlm.nih.gov/bsd/mms/medlineelements.html

_NBIB_LINE = re.compile(r"([A-Z][A-Z0-9]{1,3}) *- ?(.*)")


def _read_nbib(text: str, problems: list[Problem]) -> Iterator[_Draft]:
    for number, (line, fields) in enumerate(_nbib_records(text), start=1):
        tags: dict[str, list[str]] = {}
        for tag, value in fields:
            tags.setdefault(tag, []).append(value)
        first = {tag: values[0] for tag, values in tags.items()}
        yield _Draft(
            number,
            line,
            values={
                "title": _without_full_stop(_first(first.get("TI"), first.get("BTI"))),
                "container": _first(first.get("JT"), first.get("TA"), first.get("PB")),
                "year": _first(first.get("DP"), first.get("DEP")),
                "volume": first.get("VI", ""),
                "issue": first.get("IP", ""),
                "pages": _first(first.get("PG"), _nbib_identifier(tags, "pii") if "VI" in first else ""),
                "doi": _nbib_identifier(tags, "doi"),
                "pmid": first.get("PMID", ""),
                "pmcid": first.get("PMC", ""),
            },
            authors=[_without_commas(value) for tag, value in fields if tag in ("AU", "CN")],
            types=tags.get("PT", []),
            is_retracted="Retracted Publication" in tags.get("PT", []),
        )


def _nbib_records(text: str) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Yield the first line's number and the (tag, value) pairs of each record, passing over stray lines."""
    start, fields = 1, list[tuple[str, str]]()
    for number, line in enumerate(text.split("\n"), start=1):
        found = _NBIB_LINE.fullmatch(line) if line[4:5] == "-" else None
        if found:
            if found[1] == "PMID" and fields:
                yield start, fields
                fields = []
            if not fields:
                start = number
            fields.append((found[1], found[2].strip()))
        elif line.startswith("      ") and fields:
            tag, value = fields[-1]
            fields[-1] = (tag, f"{value} {line.strip()}")
    if fields:
        yield start, fields


def _nbib_identifier(tags: dict[str, list[str]], name: str) -> str:
    """Return the LID or AID that ends in the name in brackets, such as ``10.1016/j.jpain.2017.11.005 [doi]``."""
    ending = f"[{name}]"
    values = tags.get("LID", []) + tags.get("AID", [])
    return next((value.removesuffix(ending).strip() for value in values if value.endswith(ending)), "")


def _without_full_stop(title: str) -> str:
    """Return PubMed's title without the full stop it puts behind every one."""
    title = clean(title)
    return title[:-1] if title.endswith(".") and not title.endswith("..") else title


# PubMed XML: https://dtd.nlm.nih.gov/ncbi/pubmed/

_XML_DECLARATIONS = re.compile(r"<!ENTITY|<!DOCTYPE[^<>\[]*\[")


def _read_pubmed_xml(text: str, problems: list[Problem]) -> Iterator[_Draft]:
    # PubMed's own DOCTYPE line only names its DTD, which the parser does not fetch. Declared entities could grow
    # without bound ("billion laughs") or name local files, and PubMed uses none.
    if _XML_DECLARATIONS.search(text):
        problems.append(Problem(gettext("The XML declares entities or a DTD of its own, which PubMed's never does.")))
        return
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  # declarations, the known danger, were refused above
    except ElementTree.ParseError as error:
        problems.append(Problem(gettext("The XML breaks off or is damaged here."), line=error.position[0]))
        return
    articles = (node for node in root.iter() if node.tag in ("PubmedArticle", "PubmedBookArticle"))
    for number, article in enumerate(articles, start=1):
        yield _pubmed_draft(number, article)


def _pubmed_draft(number: int, node: ElementTree.Element) -> _Draft:
    """Read a PubmedArticle, or a PubmedBookArticle whose parts have other names."""
    body = _xml_node(node, "MedlineCitation/Article", "BookDocument")
    types = [clean(_xml_text(type_)) for type_ in body.iterfind("PublicationTypeList/PublicationType")]
    journal = _xml_node(body, "Journal", "Book")
    issue = _xml_node(journal, "JournalIssue", ".")
    return _Draft(
        number,
        values={
            "title": _without_full_stop(_xml_find(body, "ArticleTitle", "Book/BookTitle", "VernacularTitle")),
            "container": _xml_find(journal, "Title", "ISOAbbreviation", "Publisher/PublisherName"),
            "year": _xml_find(issue, "PubDate/Year", "PubDate/MedlineDate"),
            "volume": _xml_find(issue, "Volume"),
            "issue": _xml_find(issue, "Issue"),
            "pages": _xml_pages(body),
            "doi": _first(_xml_find(body, "ELocationID[@EIdType='doi']"), _xml_find(node, *_article_ids("doi"))),
            "pmid": _xml_find(node, "MedlineCitation/PMID", "BookDocument/PMID"),
            "pmcid": _xml_find(node, *_article_ids("pmc")),
        },
        authors=[_xml_author(author) for author in body.iterfind("AuthorList/Author")],
        types=types,
        is_retracted="Retracted Publication" in types,
    )


def _article_ids(id_type: str) -> tuple[str, str]:
    """Return the two paths to the article's own numbers, so that those of its references are not taken for them."""
    places = ("PubmedData/ArticleIdList", "BookDocument/ArticleIdList")
    first, second = (f"{place}/ArticleId[@IdType='{id_type}']" for place in places)
    return first, second


def _xml_node(node: ElementTree.Element, *paths: str) -> ElementTree.Element:
    """Return the first node found, or an empty one so that a missing part reads as empty."""
    return next((found for path in paths if (found := node.find(path)) is not None), ElementTree.Element("missing"))


def _xml_find(node: ElementTree.Element, *paths: str) -> str:
    return _first(*(clean(_xml_text(found)) for path in paths if (found := node.find(path)) is not None))


def _xml_text(node: ElementTree.Element) -> str:
    """Return all text inside the node, so that <i> and <sup> in a title leave only their text."""
    return "".join(node.itertext())


def _xml_pages(body: ElementTree.Element) -> str:
    start, end = _xml_find(body, "Pagination/StartPage"), _xml_find(body, "Pagination/EndPage")
    span = f"{start}-{end}" if start and end else start
    has_volume = body.find("Journal/JournalIssue/Volume") is not None
    article_number = _xml_find(body, "ELocationID[@EIdType='pii']") if has_volume else ""
    return _first(_xml_find(body, "Pagination/MedlinePgn"), span, article_number)


def _xml_author(author: ElementTree.Element) -> str:
    family, initials = _xml_find(author, "LastName"), _xml_find(author, "Initials")
    if family:
        return str(Name(_without_commas(family), initials, _xml_find(author, "Suffix").rstrip(".")))
    return _without_commas(_xml_find(author, "CollectiveName"))


# RIS: https://en.wikipedia.org/wiki/RIS_(file_format)

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
_NOTE_ID = re.compile(r"\b(PMID|PMCID):?\s*((?:PMC)?\d+)")


def _read_ris(text: str, problems: list[Problem]) -> Iterator[_Draft]:
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


def _ris_draft(number: int, line: int, entry: dict[str, Any]) -> _Draft:
    def text(*names: str) -> str:
        return _first(*(clean(str(entry.get(name, ""))) for name in names))

    notes = dict(_NOTE_ID.findall(" ".join(entry.get("notes", []))))
    accession = text("accession_number")
    is_from_pubmed = re.search("pubmed|medline", text("name_of_database", "database_provider"), re.IGNORECASE)
    start, end = text("start_page"), text("end_page")
    addresses = [address for value in entry.get("urls", []) for address in re.split(r";\s*(?=https?://)", value)]
    return _Draft(
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
            "pmcid": _first(normalise_pmcid(text("custom2")) and text("custom2"), notes.get("PMCID")),
            "url": addresses[0] if addresses else "",
        },
        authors=[_name_with_comma(name) for name in [*entry.get("first_authors", []), *entry.get("authors", [])]],
        types=[text("type_of_work")],
    )


# BibTeX

_LATEX_MACROS = get_default_latex_context_db()
_LATEX_MACROS.add_context_category(
    "symbols pylatexenc lacks or reads as accents",
    prepend=True,
    macros=[
        MacroTextSpec("textbraceleft", "{"),
        MacroTextSpec("textbraceright", "}"),
        MacroTextSpec("textasciicircum", "^"),
    ],
)
_latex_nodes = LatexNodes2Text(latex_context=_LATEX_MACROS)
_LATEX_ESCAPED = re.compile(r"\{?\\([_%&#$~])\}?")
_LATEX_URL = re.compile(r"\\url\{(.*)\}")


def _read_bibtex(text: str, problems: list[Problem]) -> Iterator[_Draft]:
    for number, entry in enumerate(_bibtex_entries(text, problems), start=1):
        yield _bibtex_draft(number, entry)


def _bibtex_entries(text: str, problems: list[Problem]) -> list[Entry]:
    """Split the file into entries with plain values; a key or field that occurs twice costs no entry."""
    library = parse_string(text, parse_stack=[])
    entries: list[Entry] = []
    for found in library.blocks:
        block = _without_duplicate_mark(found)
        if isinstance(block, Entry):
            block.key = f"{block.key}/{len(entries)}"  # we never use keys, they only have to differ
            entries.append(block)
        elif isinstance(block, ParsingFailedBlock):
            sentence = gettext("This entry is damaged (is a brace or a comma missing?), so it was left out.")
            problems.append(Problem(sentence, line=_bibtex_line(block)))
    whole = Library([*library.strings, *entries])
    for middleware in (ResolveStringReferencesMiddleware(), RemoveEnclosingMiddleware()):
        whole = middleware.transform(whole)
    return whole.entries


def _without_duplicate_mark(block: Block) -> Block:
    if isinstance(block, DuplicateBlockKeyBlock | DuplicateFieldKeyBlock):
        return block.ignore_error_block or block
    return block


def _bibtex_line(block: Block) -> int | None:
    """Return the line the block starts on, from 1; bibtexparser counts from 0."""
    return None if block.start_line is None else block.start_line + 1


def _bibtex_draft(number: int, entry: Entry) -> _Draft:
    raw: dict[str, str] = {}
    for field_ in entry.fields:
        raw.setdefault(field_.key.lower(), str(field_.value))

    def text(*names: str) -> str:
        return _first(*(clean(_decode_latex(raw[name])) for name in names if name in raw))

    def verbatim(name: str) -> str:
        return _LATEX_ESCAPED.sub(r"\1", _LATEX_URL.sub(r"\1", raw.get(name, "")[:1000]))  # twice what a field holds

    notes = dict(_NOTE_ID.findall(raw.get("note", "")))
    is_pubmed_eprint = raw.get("eprinttype", "").lower() == "pubmed"
    return _Draft(
        number,
        _bibtex_line(entry),
        values={
            "title": text("title"),
            "container": text(
                "journal", "journaltitle", "booktitle", "publisher", "institution", "organization", "howpublished"
            ),
            "year": text("year", "date"),
            "volume": text("volume"),
            "issue": text("number", "issue"),
            "pages": text("pages", "eid"),
            "doi": verbatim("doi"),
            "pmid": _first(raw.get("pmid"), raw.get("eprint") if is_pubmed_eprint else "", notes.get("PMID")),
            "pmcid": _first(raw.get("pmcid"), notes.get("PMCID")),
            "url": verbatim("url"),
        },
        authors=[_bibtex_name(name) for name in split_multiple_persons_names(raw.get("author", ""))],
        types=[text("type")],
    )


def _bibtex_name(name: str) -> str:
    """Return one name; taken apart before LaTeX is decoded, because decoding eats the braces that mark a group."""
    name = clean(name)
    if name == "others":
        return ET_AL
    parts = parse_single_name_into_parts(name, strict=False)
    family, given, suffix = (
        _decode_latex(" ".join(words)) for words in ([*parts.von, *parts.last], parts.first, parts.jr)
    )
    return _person(family, given, suffix)


def _decode_latex(text: str) -> str:
    """Return text with accents and symbols for their LaTeX commands; only the braces go when it is not LaTeX."""
    text = re.sub(r"(?<!\\)%", r"\\%", text)  # a bare % starts a comment in LaTeX, but no reference manager means that
    try:
        return str(_latex_nodes.latex_to_text(text)).replace("\u00a0", " ")
    except Exception:  # pylatexenc raises IndexError, RecursionError and others on commands without their arguments
        return re.sub(r"[{}]", "", text)


# CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html

_CSL_MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?:\s[^<>]*)?>")


def _read_csl_json(text: str, problems: list[Problem]) -> Iterator[_Draft]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        problems.append(Problem(gettext("The JSON breaks off or is damaged here."), line=error.lineno))
        return
    except (ValueError, RecursionError):  # a number of thousands of digits, or brackets nested thousands deep
        problems.append(Problem(gettext("The JSON is damaged.")))
        return
    if isinstance(content, dict) and isinstance(content.get("items"), list):
        content = content["items"]
    for number, item in enumerate(content if isinstance(content, list) else [content], start=1):
        if isinstance(item, dict):
            yield _csl_draft(number, item)
        else:
            problems.append(Problem(gettext("This is not a citation but a bare value."), number))


def _csl_draft(number: int, item: dict[str, Any]) -> _Draft:
    def text(*names: str) -> str:
        return _first(*(_csl_text(item.get(name)) for name in names))

    authors = item.get("author")
    return _Draft(
        number,
        values={
            "title": _CSL_MARKUP.sub("", text("title")),
            "container": text("container-title", "publisher"),
            "year": _csl_year(item.get("issued")),
            "volume": text("volume"),
            "issue": text("issue"),
            "pages": text("page", "number"),
            "doi": text("DOI"),
            "pmid": text("PMID"),
            "pmcid": text("PMCID"),
            "url": text("URL"),
        },
        authors=[_csl_name(name) for name in authors if isinstance(name, dict)] if isinstance(authors, list) else [],
        types=[text("genre")],
    )


def _csl_text(value: object) -> str:
    """Return a string or number as text; of a list, which Crossref sends, the first; anything else is empty."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, str | int) and not isinstance(value, bool):
        return clean(str(value))
    return ""


def _csl_year(issued: object) -> str:
    if not isinstance(issued, dict):
        return _csl_text(issued)
    parts = issued.get("date-parts")
    first_date = parts[0] if isinstance(parts, list) and parts else None
    return _first(*map(_csl_text, (first_date, issued.get("raw"), issued.get("literal"))))


def _csl_name(name: dict[str, Any]) -> str:
    family = " ".join(_csl_text(name.get(part)) for part in ("non-dropping-particle", "family"))
    if clean(family):
        return _person(family, _csl_text(name.get("given")), _csl_text(name.get("suffix")))
    return _without_commas(_first(_csl_text(name.get("literal")), _csl_text(name.get("given"))))


_READERS: dict[Format, Callable[[str, list[Problem]], Iterator[_Draft]]] = {
    Format.NBIB: _read_nbib,
    Format.PUBMED_XML: _read_pubmed_xml,
    Format.RIS: _read_ris,
    Format.BIBTEX: _read_bibtex,
    Format.CSL_JSON: _read_csl_json,
}
