"""Reading the Retraction Watch database: which publications were retracted, corrected or put in doubt.

The file is the CSV that Crossref publishes every working day: about 70,000 rows, one a notice, mostly UTF-8 with some
Latin-1 lines (https://www.crossref.org/documentation/retrieve-metadata/retraction-watch/). It is read as a stream.
"""

import csv
import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, TypeVar

from acuinfo.sources.citations import clean, normalise_doi, normalise_pmid
from acuinfo.sources.models import Standing

Key = TypeVar("Key", bound=Hashable)

STANDINGS = {
    "retraction": Standing.RETRACTED,
    "expression of concern": Standing.CONCERN,
    "correction": Standing.CORRECTED,
    "reinstatement": Standing.CURRENT,
}
"""What each RetractionNature makes of the publication."""

REQUIRED_COLUMNS = (
    "Record ID",
    "RetractionDate",
    "RetractionDOI",
    "OriginalPaperDOI",
    "OriginalPaperPubMedID",
    "RetractionNature",
    "Reason",
)

_SEVERITY = {Standing.CURRENT: 0, Standing.CORRECTED: 1, Standing.CONCERN: 2, Standing.RETRACTED: 3}


@dataclass(frozen=True, slots=True)
class RetractionNotice:
    """One notice about one publication. ``on`` is None when the file's date cannot be read; unknown text is empty."""

    record_id: str
    doi: str
    pmid: str
    standing: Standing
    on: date | None
    reason: str
    notice_doi: str


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that could not be used: the line of the file where it ends, from 1, and why."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return f"Line {self.line}: {self.sentence}"


def read_notices(stream: BinaryIO) -> Iterator[RetractionNotice | BadRow]:
    """Return the notices of a Retraction Watch CSV, with a BadRow in place of each row that cannot be used.

    Raises ValueError, with a sentence for the person who gave the file, when columns are missing. The first row is
    read at once, the rest as the iterator is used.
    """
    rows = csv.DictReader(_lines(stream), restkey=_SURPLUS)
    try:
        columns = [clean(name) for name in rows.fieldnames or ()]
    except csv.Error:
        columns = []
    while columns and not columns[-1]:  # the header ends in a comma or does not, and so do the rows
        columns.pop()
    rows.fieldnames = columns
    if missing := [name for name in REQUIRED_COLUMNS if name not in columns]:
        raise ValueError(f"This is not a Retraction Watch CSV file: missing are the columns {', '.join(missing)}.")
    return _notices(rows)


_SURPLUS = "cells behind the last column"


def _lines(stream: BinaryIO) -> Iterator[str]:
    """Decode line by line, because single lines of the public file are Latin-1 in the midst of UTF-8."""
    for number, line in enumerate(stream):
        try:
            yield line.decode("utf-8-sig" if number == 0 else "utf-8")
        except UnicodeDecodeError:
            yield line.decode("latin-1")


def _notices(rows: "csv.DictReader[str]") -> Iterator[RetractionNotice | BadRow]:
    while True:
        try:
            row: dict[str, str | list[str] | None] = {**next(rows)}
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(rows.line_num, f"the row cannot be read ({error}).")
            continue
        surplus = "".join(row.pop(_SURPLUS, None) or ()).strip()
        cells = {name: cell for name, cell in row.items() if isinstance(cell, str)}
        if surplus or not all(name in cells for name in REQUIRED_COLUMNS):
            if surplus or "".join(cells.values()).strip():
                yield BadRow(rows.line_num, "the row has too many or too few columns.")
        elif "".join(cells.values()).strip():  # the public file ends in about 200 rows of nothing but commas
            yield _notice(cells, rows.line_num)


def _notice(row: dict[str, str], line: int) -> RetractionNotice | BadRow:
    nature = clean(row["RetractionNature"])
    standing = STANDINGS.get(nature.lower())
    if standing is None:
        return BadRow(line, f"record {clean(row['Record ID'])} has the unknown nature “{nature[:60]}”.")
    return RetractionNotice(
        record_id=clean(row["Record ID"]),
        doi=normalise_doi(row["OriginalPaperDOI"]),
        pmid=normalise_pmid(row["OriginalPaperPubMedID"]),
        standing=standing,
        on=_date(row["RetractionDate"]),
        reason=_reason(row["Reason"]),
        notice_doi=normalise_doi(row["RetractionDOI"]),
    )


_DATE = re.compile(r"\s*(?:(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4})|(\d{4})-(\d\d)-(\d\d))\b", re.ASCII)


def _date(text: str) -> date | None:
    """Read month/day/year, or year-month-day as programs rewrite it, with or without a time behind it."""
    found = _DATE.match(text)
    if not found:
        return None
    year, month, day = (int(part) for part in (found.group("year", "month", "day") if found[1] else found.groups()[3:]))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _reason(text: str) -> str:
    """Return ``+Error in Data;+Unreliable Results;`` as ``Error in Data; Unreliable Results``."""
    reasons = (clean(reason).removeprefix("+").strip() for reason in text.split(";"))
    return "; ".join(reason for reason in reasons if reason)


def standings_for(
    rows: Iterable[RetractionNotice | BadRow], sources: Iterable[tuple[Key, str, str]]
) -> dict[Key, RetractionNotice]:
    """Return for each source that has notices the one that decides its standing; bad rows are passed over.

    ``sources`` gives (key, DOI, PubMed number) of each source, either number may be empty. A notice belongs to a source
    when either number is equal. See :func:`deciding_notice` for which one decides. One pass over the rows, which may be
    a stream; only notices of the given sources are kept in memory.
    """
    by_doi: dict[str, list[Key]] = {}
    by_pmid: dict[str, list[Key]] = {}
    for key, doi, pmid in sources:
        if doi:
            by_doi.setdefault(doi.lower(), []).append(key)
        if pmid:
            by_pmid.setdefault(pmid, []).append(key)
    found: dict[Key, list[RetractionNotice]] = {}
    for row in rows:
        if isinstance(row, RetractionNotice):
            for key in {*by_doi.get(row.doi, ()), *by_pmid.get(row.pmid, ())}:
                found.setdefault(key, []).append(row)
    return {key: deciding_notice(notices) for key, notices in found.items()}


def deciding_notice(notices: list[RetractionNotice]) -> RetractionNotice:
    """Return the most severe notice since the last reinstatement, the latest of several; or that reinstatement.

    A later correction does not undo a retraction; only a reinstatement on a later day does. A notice without a date
    counts as the oldest, and when the days are equal the harsher one decides, so doubt never clears a source.
    """
    reinstated = [notice for notice in notices if notice.standing == Standing.CURRENT]
    last = max(reinstated, key=_day, default=None)
    since = [notice for notice in notices if notice not in reinstated and (last is None or _day(notice) >= _day(last))]
    if since:
        return max(since, key=lambda notice: (_SEVERITY[notice.standing], _day(notice), notice.record_id))
    return max(reinstated, key=lambda notice: (_day(notice), notice.record_id))


def _day(notice: RetractionNotice) -> date:
    return notice.on or date.min
