"""Duplicates: whether a record from a file describes a source that is already there, and what would change."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

from django.utils.translation import gettext_noop as _

from acuinfo.sources.citations import Bibliographic, Record
from acuinfo.sources.citations.states import unmarked
from acuinfo.sources.citations.text import plain
from acuinfo.sources.models import SourceKind

Existing = TypeVar("Existing", bound=Bibliographic)


class MatchedBy(StrEnum):
    """What gave a duplicate away."""

    DOI = _("DOI")
    PMID = _("PubMed number")
    TITLE = _("title and year")


@dataclass(frozen=True, slots=True)
class Match(Generic[Existing]):
    """The source a record describes; ``rival`` is another that has its PubMed number, so somebody must look."""

    source: Existing
    by: MatchedBy
    rival: Existing | None = None


class FieldDifference(NamedTuple):
    """One field that an import would change."""

    field: str
    old: str | int | None
    new: str | int | None


class SourceIndex(Generic[Existing]):
    """Sources by DOI, PubMed number, and title with year; building it takes one pass, a look-up no loop.

    Add each accepted record too, and duplicates inside one file are found as well. The first of two equals is kept.
    """

    def __init__(self, sources: Iterable[Existing] = ()) -> None:
        self.by_doi: dict[str, Existing] = {}
        self.by_pmid: dict[str, Existing] = {}
        self.by_title: dict[tuple[str, int | None], list[Existing]] = {}
        for source in sources:
            self.add(source)

    def add(self, source: Existing) -> None:
        """Make one more source known."""
        if source.doi:
            self.by_doi.setdefault(source.doi.lower(), source)
        if source.pmid:
            self.by_pmid.setdefault(source.pmid, source)
        if title := normalised_title(source.title):
            self.by_title.setdefault((title, source.year), []).append(source)


def normalised_title(title: str) -> str:
    """Return the title as lower-case words without accents, punctuation and markup, so that spellings compare equal.

    RETRACTED or WITHDRAWN before it counts for nothing: it is the same publication.
    """
    decomposed = unicodedata.normalize("NFKD", unmarked(plain(title))).casefold()
    bare = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(re.findall(r"[^\W_]+", bare))


def find_duplicate(record: Bibliographic, existing: SourceIndex[Existing]) -> Match[Existing] | None:
    """Find the source a record describes: by DOI, else by PubMed number, else by title and year.

    Two publications with the same title in the same year but different DOIs or PubMed numbers are not duplicates:
    a protocol and its review, or a correction, often share the title.
    """
    with_doi = existing.by_doi.get(record.doi.lower()) if record.doi else None
    with_pmid = existing.by_pmid.get(record.pmid) if record.pmid else None
    if with_doi is not None:
        return Match(with_doi, MatchedBy.DOI, None if with_pmid is with_doi else with_pmid)
    if with_pmid is not None:
        return Match(with_pmid, MatchedBy.PMID)
    namesakes = existing.by_title.get((normalised_title(record.title), record.year), [])
    found = next((source for source in namesakes if not _have_different_numbers(record, source)), None)
    return None if found is None else Match(found, MatchedBy.TITLE)


def _have_different_numbers(one: Bibliographic, other: Bibliographic) -> bool:
    differ_by_doi = one.doi and other.doi and one.doi.lower() != other.doi.lower()
    return bool(differ_by_doi or (one.pmid and other.pmid and one.pmid != other.pmid))


def differences(record: Record, source: Bibliographic) -> list[FieldDifference]:
    """Return what the record says otherwise than the source, in the order of the fields.

    What the record leaves empty, and the kind when it could not be told, never counts against the source.
    """
    names = (field.name for field in fields(record))
    pairs = (FieldDifference(name, getattr(source, name), getattr(record, name)) for name in names)
    return [pair for pair in pairs if pair.new not in ("", None, SourceKind.OTHER) and pair.new != pair.old]
