"""What the Retraction Watch database changes in the standing of our sources.

Notices only ever make a standing worse, except where the standing came from this database in the first place: what an
editor found out is never overruled by a milder notice, so doubt never clears a source.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction

from acuinfo.sources.models import Source, Standing
from acuinfo.sources.retractions import BadRow, RetractionNotice, standings_for

from . import actions
from .language import in_english

ORIGIN = "Retraction Watch lists"
"""How every note that comes from the database begins; by it a later check knows its own."""

NATURES = {
    Standing.CURRENT: "a reinstatement",
    Standing.CORRECTED: "a correction",
    Standing.CONCERN: "an expression of concern",
    Standing.RETRACTED: "a retraction",
}


@dataclass(frozen=True, slots=True)
class StandingChange:
    """One source whose standing a notice changes."""

    source: Source
    notice: RetractionNotice

    @property
    def note(self) -> str:
        """What readers are told."""
        notice = self.notice
        day = f" of {notice.on.day} {notice.on:%B %Y}" if notice.on else ""
        reasons = f" Reasons given: {notice.reason}." if notice.reason else ""
        link = f" Notice: https://doi.org/{notice.notice_doi}" if notice.notice_doi else ""
        newer = self.source.superseded_by
        replaced = f" It had been superseded by: {newer.title}." if newer else ""
        return f"{ORIGIN} {NATURES[notice.standing]}{day}.{reasons}{replaced}{link}"

    def __str__(self) -> str:
        before, after = Standing(self.source.standing), self.notice.standing
        told = " → ".join(in_english(standing.label).lower() for standing in (before, after))
        return f"{self.source.slug}: {told}. {self.note}"


def changes_of_standing(rows: Iterable[RetractionNotice | BadRow]) -> list[StandingChange]:
    """Return what the notices change, by short name of the source. Two queries; the rows are read once."""
    deciding = standings_for(rows, Source.objects.values_list("pk", "doi", "pmid").iterator())
    found = Source.objects.select_related("superseded_by").in_bulk(list(deciding))
    changes = (StandingChange(source, deciding[pk]) for pk, source in found.items())
    return sorted((change for change in changes if _is_due(change)), key=lambda change: change.source.slug)


def _is_due(change: StandingChange) -> bool:
    now, then = Standing(change.source.standing), change.notice.standing
    is_ours = change.source.standing_note.startswith(ORIGIN)
    return now != then and (then.gravity > now.gravity or is_ours)


@transaction.atomic
def apply(changes: Iterable[StandingChange]) -> None:
    """Change the standings: all of them or, if one is refused, none."""
    for change in changes:
        actions.change_standing(source=change.source, standing=change.notice.standing, note=change.note, by=None)
