"""What a citation becomes: drafts with a file's raw text, and the clean records that are made of them.

The files come out of other people's reference managers, so nothing about them is trusted. Each format has a reader that
fills drafts with raw text; :func:`finish` alone turns a draft into a clean record.
"""

import re
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass, field
from typing import Protocol

from django.db.models import TextChoices
from django.utils.translation import gettext, gettext_noop

from acuinfo.sources.models import SourceKind, Standing

from .identifiers import (
    doi_of_address,
    normalise_doi,
    normalise_pages,
    normalise_pmcid,
    normalise_pmid,
    normalise_url,
    numbers_of_address,
    year_of,
)
from .names import ET_AL, stored_authors
from .states import PublicationState, sentences, state_of_title, state_of_types
from .text import ascii_word, clean, first_word, plain, said, said_as_title, said_of_people, without_full_stop

MAX_BYTES = 5 * 1024 * 1024
"""Largest file read, in bytes: about 1,500 PubMed records with abstracts."""

MAX_RECORDS = 5000
"""Most citations read from one file; without a limit a file of empty records keeps the server busy for a minute."""

MAX_AUTHORS = 1000
"""Most authors looked at in one record: with one letter and a comma each, they are more than ``Source`` holds."""

MAX_AUTHORS_IN_FILE = 60_000
"""Most authors read from one file, because taking a name apart is the longest part of reading."""

MAX_LENGTHS = {
    "title": 600,
    "authors": 2000,
    "container": 300,
    "volume": 40,
    "issue": 40,
    "pages": 80,
}


class TooMuch(Exception):  # noqa: N818  a limit, not an error of the program
    """A file that holds more than a server can read in a moment; the message is a sentence for the editor."""


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


class Citable(Bibliographic, Protocol):
    """A bibliographic record with the short name that becomes its key in a file."""

    @property
    def slug(self) -> str:
        """The short name, such as vickers2018."""

    @property
    def standing(self) -> str:
        """A value of ``Standing``."""

    @property
    def doubt(self) -> str:
        """What is known against leaning on it, such as "Retracted: Notice of 3 May 2026."; "" when nothing is."""


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
        first_author = stored_authors(self.authors)[:1]
        surname = ascii_word(first_author[0].short_name) if first_author else ""
        return (surname or ascii_word(first_word(self.title)) or "source") + str(self.year or "")


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
    numbers: tuple[int, ...] = ()
    """The place of each record in the file, from 1; what was left out is counted too."""

    @property
    def left_out(self) -> list[Problem]:
        """What could not be read, each with the reason."""
        return [problem for problem in self.problems if problem.is_blocking]

    @property
    def is_blocked(self) -> bool:
        """True when something was left out, so that an import must ask before it takes the rest."""
        return bool(self.left_out)


@dataclass(slots=True)
class RawRecord:
    """Raw text of one record, before anything is checked. ``number`` and ``line`` count from 1."""

    number: int
    line: int | None = None
    values: dict[str, str] = field(default_factory=dict)
    authors: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    states: set[PublicationState] = field(default_factory=set)
    is_from_pubmed: bool = False
    has_two_titles: bool = False

    def problem(self, sentence: str, *, is_blocking: bool = False) -> Problem:
        """Return a problem with this record."""
        return Problem(sentence, self.number, self.line, is_blocking)


def unique_slug(slug: str, taken: Container[str], tried: dict[str, int] | None = None) -> str:
    """Return the slug, or the slug with the first free of a, b, c ... z, aa, ab ... behind it.

    Whoever asks for many gives the same ``tried`` each time: it remembers how far a slug is known to be taken.
    """
    tried = {} if tried is None else tried
    while (candidate := slug + _letters(tried.setdefault(slug, 0))) in taken:
        tried[slug] += 1
    return candidate


def _letters(number: int) -> str:
    """Return 0 as nothing, 1 as a, 26 as z, 27 as aa."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


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
    # Atomic: a title that says "randomised" a hundred times is looked through once.
    (re.compile(r"(?>\A.*?randomi[sz]ed\b).*\btrial\b", re.IGNORECASE), SourceKind.TRIAL),
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


def is_in_periodical(source: Bibliographic) -> bool:
    """Tell a journal article from a document whose container is its publisher, such as a guideline on a web site."""
    return bool(source.volume or source.issue or source.kind not in (SourceKind.GUIDELINE, SourceKind.OTHER))


KEYWORDS = {
    Standing.RETRACTED: "Retracted Publication",
    Standing.WITHDRAWN: "Withdrawn Publication",
    Standing.CONCERN: "Expression of Concern",
    Standing.CORRECTED: "Corrected Publication",
    Standing.SUPERSEDED: "Superseded Publication",
}
"""What a file says of a source that is not current, where a program looks: PubMed's words where it has some."""


def genre(source: Bibliographic) -> str:
    """Return what the source is in words; "other document" says nothing and is left out."""
    return "" if source.kind == SourceKind.OTHER else SourceKind(source.kind).in_english


# From draft to record


def finish(draft: RawRecord, problems: list[Problem]) -> Record | None:
    """Check and clean one draft, adding what is wrong with it to the problems; None when it has no title."""
    values = {name: plain(value) for name, value in draft.values.items()}
    title = _cut(draft, "title", without_full_stop(said_as_title(values.pop("title", ""))), problems)
    if not title:
        problems.append(draft.problem(gettext("There is no title, so the record was left out."), is_blocking=True))
        return None
    states = draft.states | state_of_types(draft.types) | state_of_title(title)
    problems += [draft.problem(sentence) for sentence in sentences(states, draft.is_from_pubmed)]
    if draft.has_two_titles:
        told = gettext("There are two titles, so the second was left out. Do two records run into each other here?")
        problems.append(draft.problem(told))
    values = {name: said(value) for name, value in values.items()}
    doi, pmid, pmcid, url = _identifiers(draft, values, problems)
    year = year_of(values.get("year", ""))
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
        pages=_cut(draft, "pages", said(normalise_pages(values.get("pages", ""))), problems),
        doi=doi,
        pmid=pmid,
        pmcid=pmcid,
        url=url,
    )


def _identifiers(draft: RawRecord, values: dict[str, str], problems: list[Problem]) -> tuple[str, str, str, str]:
    """Return DOI, PubMed and PubMed Central number and address, told apart by what they look like.

    An address that only repeats the DOI or one of the numbers gives way to it.
    """
    pmid, pmcid = values.get("pmid", ""), values.get("pmcid", "")
    if pmid.upper().startswith("PMC") and normalise_pmcid(pmid):
        pmid, pmcid = "", pmcid or pmid
    doi = _checked(draft, "DOI", values.get("doi", ""), normalise_doi, problems)
    pmid = _checked(draft, "PubMed number", pmid, normalise_pmid, problems)
    pmcid = _checked(draft, "PubMed Central number", pmcid, normalise_pmcid, problems)
    url = _checked(draft, "web address", values.get("url", ""), normalise_url, problems)
    in_address = doi_of_address(url), *numbers_of_address(url)
    doi, pmid, pmcid = (known or linked for known, linked in zip((doi, pmid, pmcid), in_address, strict=True))
    repeats = any(linked and linked in (doi, pmid, pmcid) for linked in in_address)
    return doi, pmid, pmcid, "" if repeats else url


def _checked(draft: RawRecord, name: str, value: str, normalise: Callable[[str], str], problems: list[Problem]) -> str:
    normalised = normalise(value)
    if value and not normalised:
        told = gettext("“%(text)s” is not a %(name)s, so it was left empty.")
        problems.append(draft.problem(told % {"text": value[:60], "name": gettext(name)}))
    return normalised


def _cut(draft: RawRecord, name: str, value: str, problems: list[Problem]) -> str:
    limit = MAX_LENGTHS[name]
    if len(value) <= limit:
        return value
    told = gettext("The %(name)s is longer than %(limit)d characters, so its end was cut.")
    problems.append(draft.problem(told % {"name": gettext(name), "limit": limit}))
    return value[:limit].rstrip()


def _join_authors(draft: RawRecord, problems: list[Problem]) -> str:
    """Return the authors as one line; too many for the field end in ``et al.``, with whole names before it."""
    names = [name for author in draft.authors[:MAX_AUTHORS] if (name := said_of_people(clean(author)))]
    joined = ", ".join(names)
    limit = MAX_LENGTHS["authors"]
    if len(joined) <= limit and len(draft.authors) <= MAX_AUTHORS:
        return joined
    told = gettext("The authors take more than %(limit)d characters, so the last were left out.")
    problems.append(draft.problem(told % {"limit": limit}))
    kept = joined[: limit - len(ET_AL) - 1].rpartition(",")[0]
    return f"{kept}, {ET_AL}" if kept else joined[:limit].rstrip()
