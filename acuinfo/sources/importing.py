"""Importing citations: a plan that shows what each record would do, then all of it or nothing.

What cannot be read is left out and named, and whoever imports says that the others are wanted without it.

The plan is made anew from the same text when the editor confirms. Its fingerprint tells whether it is still the plan
that was shown, because somebody may have added a source in between.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import NamedTuple

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import TextChoices
from django.utils.translation import gettext, gettext_lazy as _

from .citations import Bibliographic, Format, Problem, Reading, Record, read, unique_slug
from .matching import FieldDifference, Match, MatchedBy, SourceIndex, differences, find_duplicate
from .models import Source, SourceKind

SEAL_SALT = "acuinfo.sources.import"
SEAL_AGE = 24 * 3600
"""How long a checked import can be confirmed, in seconds."""


class Choice(TextChoices):
    """What to do with one record."""

    ADD = "add", _("Add as a new source")
    SKIP = "skip", _("Skip")
    FILL = "fill", _("Add missing fields")
    REPLACE = "replace", _("Replace these fields")


class ImportRefused(Exception):  # noqa: N818  named as the engine names its own refusals
    """An import of which nothing was kept; ``sentences`` tell the editor why."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


# --- What was given ---------------------------------------------------------------------------------------------
class Material(NamedTuple):
    """What an editor gave: a file or pasted text, with the format if it was named."""

    data: bytes
    format: Format | None = None
    filename: str = ""

    def read(self) -> Reading:
        """Read the citations in it."""
        return read(self.data, self.format, self.filename)

    def sealed(self) -> str:
        """Return it as one signed, compressed line, to be carried by a form from the check to the confirmation."""
        packed = [base64.b64encode(self.data).decode(), self.format or "", self.filename]
        return signing.dumps(packed, salt=SEAL_SALT, compress=True)

    @classmethod
    def unsealed(cls, text: str) -> Material:
        """Return what was sealed. Raises ImportRefused when it is a day old or was tampered with."""
        try:
            data, format_, filename = signing.loads(text, salt=SEAL_SALT, max_age=SEAL_AGE)
        except signing.BadSignature:
            told = gettext("The form is too old or did not arrive whole. Start the import again.")
            raise ImportRefused(told) from None
        return cls(base64.b64decode(data), Format(format_) if format_ else None, filename)


# --- The plan ---------------------------------------------------------------------------------------------------
class FieldChange(NamedTuple):
    """One field that differs, as an editor reads it."""

    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One record of the file, what is known about it, and what can be done with it; the first choice is the usual."""

    number: int
    record: Record
    slug: str
    """The short name it gets when it is added."""
    choices: tuple[Choice, ...]
    source: Source | None = None
    """The source it describes already."""
    reason: str = ""
    """Why it is taken for a duplicate, in a sentence; empty when it is new."""
    differences: tuple[FieldDifference, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def is_new(self) -> bool:
        """True when nothing like it is known."""
        return not self.reason

    @property
    def changes(self) -> list[FieldChange]:
        """The differences in words."""
        return [_in_words(difference) for difference in self.differences]


def _in_words(difference: FieldDifference) -> FieldChange:
    label = str(Source._meta.get_field(difference.field).verbose_name)  # type: ignore[union-attr]  # plain fields only
    old, new = ("" if value is None else str(value) for value in (difference.old, difference.new))
    if difference.field == "kind":
        old, new = str(SourceKind(old).label), str(SourceKind(new).label)
    return FieldChange(label, old, new)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do. A blocked plan has no rows, only problems; another may leave some records out."""

    reading: Reading
    rows: tuple[ImportRow, ...] = ()

    @property
    def is_blocked(self) -> bool:
        """True when nothing at all can be imported."""
        return not self.rows

    @property
    def left_out(self) -> list[Problem]:
        """What could not be read; the others are imported only when somebody says so."""
        return self.reading.left_out

    @property
    def general_problems(self) -> list[Problem]:
        """What is to be said about the file as a whole."""
        return [problem for problem in self.reading.problems if problem.record is None and not problem.is_blocking]

    @property
    def fingerprint(self) -> str:
        """Return a digest of what the editor is shown, as 64 hexadecimal digits."""
        shown = [(row.slug, row.choices, row.reason, asdict(row.record), row.differences) for row in self.rows]
        return hashlib.sha256(repr((shown, self.left_out)).encode()).hexdigest()


def plan(reading: Reading, sources: Iterable[Source], *, may_change: bool = True) -> ImportPlan:
    """Compare what was read with the sources there are; nothing is stored.

    Without ``may_change`` the plan offers no change of a source that is there already.
    """
    comparison = _Comparison(list(sources), may_change)
    rows = (comparison.row(number, record) for number, record in zip(reading.numbers, reading.records, strict=True))
    problems: dict[int | None, list[Problem]] = {}
    for problem in reading.problems:
        problems.setdefault(problem.record, []).append(problem)
    return ImportPlan(reading, tuple(replace(row, problems=tuple(problems.get(row.number, ()))) for row in rows))


class _Comparison:
    """What is known while the records of a file are gone through: the sources, and the records before this one."""

    def __init__(self, sources: list[Source], may_change: bool) -> None:
        self.may_change = may_change
        self.index: SourceIndex[Bibliographic] = SourceIndex(sources)
        self.slugs = {source.slug for source in sources}
        self.tried: dict[str, int] = {}
        self.numbers: dict[Record, int] = {}
        self.claimed: dict[int, int] = {}
        """Source to the number of the first record that describes it."""

    def row(self, number: int, record: Record) -> ImportRow:
        """Return what can be done with the next record."""
        row = self._row(number, record, find_duplicate(record, self.index))
        if Choice.ADD in row.choices:
            self.slugs.add(row.slug)
        self.numbers.setdefault(record, number)
        self.index.add(record)
        return row

    def _row(self, number: int, record: Record, match: Match[Bibliographic] | None) -> ImportRow:
        slug = unique_slug(record.suggested_slug, self.slugs, self.tried)
        if match is None:
            return ImportRow(number, record, slug, (Choice.ADD, Choice.SKIP))
        # Titles repeat (an editorial series, a correction), so only a match by title may be overruled.
        addable = (Choice.ADD,) if match.by is MatchedBy.TITLE else ()
        source = match.source if isinstance(match.source, Source) else None
        first = self._first_record_of(number, match.source)
        if source is None or first != number:
            too = gettext("Record %(number)d of this file describes %(slug)s too, by %(clue)s.")
            same = gettext("Record %(number)d of this file is the same, by %(clue)s.")
            said = {"number": first, "slug": source.slug if source else "", "clue": gettext(match.by)}
            reason = (too if source else same) % said
            return ImportRow(number, record, slug, (Choice.SKIP, *addable), source, reason)
        reason = gettext("The same as %(slug)s, by %(clue)s.") % {"slug": source.slug, "clue": gettext(match.by)}
        if isinstance(match.rival, Source):
            but = gettext("But its PubMed number belongs to %(slug)s. Correct one of the two first.")
            reason += " " + but % {"slug": match.rival.slug}
            return ImportRow(number, record, slug, (Choice.SKIP,), source, reason)
        found = tuple(differences(record, source))
        return ImportRow(
            number, record, slug, (Choice.SKIP, *_changes(found, self.may_change), *addable), source, reason, found
        )

    def _first_record_of(self, number: int, found: Bibliographic) -> int:
        """Return which record of the file was the first to describe what this one describes."""
        if isinstance(found, Record):
            return self.numbers[found]
        assert isinstance(found, Source)  # noqa: S101  nothing else is in the index
        return self.claimed.setdefault(found.pk, number)


def _changes(found: tuple[FieldDifference, ...], may_change: bool) -> Iterable[Choice]:
    if may_change and any(_is_missing(difference) for difference in found):
        yield Choice.FILL
    if may_change and found:
        yield Choice.REPLACE


def _is_missing(difference: FieldDifference) -> bool:
    return difference.old in ("", None, SourceKind.OTHER)


# --- Carrying it out --------------------------------------------------------------------------------------------
@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did."""

    added: tuple[Source, ...]
    changed: tuple[Source, ...]

    def __str__(self) -> str:
        told = gettext("%(added)d added, %(changed)d changed")
        return told % {"added": len(self.added), "changed": len(self.changed)}


def usual_choices(plan: ImportPlan) -> dict[int, Choice]:
    """Return the choice for each record when nobody chooses: new ones are added, duplicates are skipped."""
    return {row.number: row.choices[0] for row in plan.rows}


@transaction.atomic
def carry_out(plan: ImportPlan, choices: Mapping[int, Choice], *, may_leave_out: bool = False) -> ImportResult:
    """Store what was chosen for each record, by its number. Raises ImportRefused, and then nothing is stored.

    Where records cannot be read, the others are stored only with ``may_leave_out``.
    """
    if plan.is_blocked or (plan.left_out and not may_leave_out):
        raise ImportRefused(gettext("Some records cannot be read, so nothing was imported."))
    chosen = [(row, choices.get(row.number, row.choices[0])) for row in plan.rows]
    wrong = gettext("Record %(number)d: “%(choice)s” cannot be chosen.")
    refusals = [wrong % {"number": row.number, "choice": choice} for row, choice in chosen if choice not in row.choices]
    if refusals:
        raise ImportRefused(*refusals)
    added = [(row, _new(row)) for row, choice in chosen if choice is Choice.ADD]
    changed = [(row, _changed(row, choice)) for row, choice in chosen if choice in (Choice.FILL, Choice.REPLACE)]
    for row, source in (*changed, *added):
        refusals += _saved(row, source)
    if refusals:
        raise ImportRefused(*refusals)
    return ImportResult(tuple(source for _row, source in added), tuple(source for _row, source in changed))


def _new(row: ImportRow) -> Source:
    return Source(slug=row.slug, **asdict(row.record))


def _changed(row: ImportRow, choice: Choice) -> Source:
    assert row.source is not None  # noqa: S101  only duplicates offer these choices
    source = Source.objects.select_for_update().get(pk=row.source.pk)
    for difference in row.differences:
        if choice is Choice.REPLACE or _is_missing(difference):
            setattr(source, difference.field, difference.new)
    return source


def _saved(row: ImportRow, source: Source) -> list[str]:
    """Check and save one source; return what stands in the way."""
    try:
        source.full_clean()
        with transaction.atomic():
            source.save()
    except ValidationError as error:
        told = gettext("Record %(number)d: %(problem)s")
        return [told % {"number": row.number, "problem": message} for message in error.messages]
    except IntegrityError:
        told = gettext("Record %(number)d: another source was saved with the same number or short name. Start again.")
        return [told % {"number": row.number}]
    return []
