"""What became of a publication, as far as its record tells: retracted, withdrawn, doubted, corrected, renewed."""

import re
from collections.abc import Iterable
from enum import StrEnum

from django.utils.translation import gettext, gettext_noop as _

from .text import plain


class PublicationState(StrEnum):
    """What a record tells about its publication, as a sentence for the editor."""

    RETRACTED = _("This publication is marked as retracted.")
    PARTLY_RETRACTED = _("A part of this publication is marked as retracted.")
    WITHDRAWN = _("This publication is marked as withdrawn.")
    CONCERN = _("An expression of concern about this publication was published.")
    CORRECTED = _("A correction of this publication was published.")
    UPDATED = _("A newer version of this publication was published.")
    NOTICE = _("This is not the publication itself but a notice about it: a retraction, concern or correction.")


_BY_WORD = {
    "retracted publication": PublicationState.RETRACTED,
    "retracted article": PublicationState.RETRACTED,
    "retracted": PublicationState.RETRACTED,
    "retraction": PublicationState.RETRACTED,
    "retraction in": PublicationState.RETRACTED,
    "retracted and republished in": PublicationState.RETRACTED,
    "partial retraction": PublicationState.PARTLY_RETRACTED,
    "partial retraction in": PublicationState.PARTLY_RETRACTED,
    "removal": PublicationState.WITHDRAWN,
    "withdrawal": PublicationState.WITHDRAWN,
    "withdrawn": PublicationState.WITHDRAWN,
    "withdrawn publication": PublicationState.WITHDRAWN,
    "expression of concern": PublicationState.CONCERN,
    "expression of concern in": PublicationState.CONCERN,
    "addendum": PublicationState.CORRECTED,
    "clarification": PublicationState.CORRECTED,
    "correction": PublicationState.CORRECTED,
    "corrigendum": PublicationState.CORRECTED,
    "erratum": PublicationState.CORRECTED,
    "erratum in": PublicationState.CORRECTED,
    "corrected and republished in": PublicationState.CORRECTED,
    "update in": PublicationState.UPDATED,
    "new version": PublicationState.UPDATED,
    "new edition": PublicationState.UPDATED,
    "retraction of": PublicationState.NOTICE,
    "partial retraction of": PublicationState.NOTICE,
    "expression of concern for": PublicationState.NOTICE,
    "erratum for": PublicationState.NOTICE,
}
# A publication type says what the record itself is, so there an expression of concern is the notice.
_NOTICE_TYPES = {
    "retraction of publication",
    "retraction notice",
    "expression of concern",
    "published erratum",
    "retraction",
    "erratum",
    "corrigendum",
    "correction",
    "partial retraction",
    "addendum",
}
_WHAT = r"(?: (?:article|paper|chapter|publication|manuscript|study|book|review|trial|protocol))?"
_MARK = r" ?(?:[:\])\u2013\u2014]|- )"
_BY_TITLE = {
    re.compile(rf"\W*retracted{_WHAT}{_MARK}", re.IGNORECASE): PublicationState.RETRACTED,
    re.compile(rf".*[\[(]retracted{_WHAT}\b[^\[\](]*[\])]?\W*$", re.IGNORECASE): PublicationState.RETRACTED,
    re.compile(rf"\W*(?:withdrawn|removed|temporary removal){_WHAT}{_MARK}", re.IGNORECASE): PublicationState.WITHDRAWN,
    re.compile(rf".*[\[(]withdrawn{_WHAT}\b[^\[\](]*[\])]?\W*$", re.IGNORECASE): PublicationState.WITHDRAWN,
    re.compile(
        rf"\W*(?:editorial )?expression of concern(?:{_MARK}| (?:to|on|for|about|regarding)\b)", re.IGNORECASE
    ): PublicationState.CONCERN,
    re.compile(
        rf"\W*(?:(?:retraction|withdrawal|(?:author |publisher )?correction|erratum|corrigendum)(?: to| of)?{_MARK}"
        r"|(?:retraction|withdrawal) (?:note|notice)\b|(?:erratum|corrigendum) (?:to|for)\b)",
        re.IGNORECASE,
    ): PublicationState.NOTICE,
}


def state_of(word: str) -> PublicationState | None:
    """Return the state that a word names: ``RetractionIn``, ``expression_of_concern``, ``new-version``."""
    return _BY_LETTERS.get(_letters(word[:60]))


def _letters(word: str) -> str:
    return re.sub(r"[^a-z]", "", word.lower())


_BY_LETTERS = {_letters(word): state for word, state in _BY_WORD.items()}


def state_of_types(types: Iterable[str]) -> set[PublicationState]:
    """Return what publication types tell, ``Retracted Publication`` above all."""
    said = {plain(type_).lower() for type_ in types}
    found = {state for word in said - _NOTICE_TYPES if (state := _BY_WORD.get(word))}
    return found | ({PublicationState.NOTICE} if said & _NOTICE_TYPES else set())


def state_of_title(title: str) -> set[PublicationState]:
    """Return what journals put before or behind a title, such as ``RETRACTED ARTICLE:``."""
    return {state for pattern, state in _BY_TITLE.items() if pattern.match(title)}


_BY_STANDING = {
    "retracted": PublicationState.RETRACTED,
    "withdrawn": PublicationState.WITHDRAWN,
    "concern raised": PublicationState.CONCERN,
    "corrected": PublicationState.CORRECTED,
    "superseded": PublicationState.UPDATED,
}
_STANDING = re.compile(rf"\W*({'|'.join(_BY_STANDING)}): ", re.IGNORECASE)


def state_of_note(note: str) -> PublicationState | None:
    """Return what a note of our own files tells: ``Retracted: …``. Numbers behind that are the announcement's."""
    found = _STANDING.match(note)
    return _BY_STANDING[found[1].lower()] if found else None


def states_of_notes(notes: Iterable[str]) -> set[PublicationState]:
    """Return what the notes of our own files tell."""
    return {state for note in notes if (state := state_of_note(note))}


def unmarked(title: str) -> str:
    """Return the title as it was before a journal wrote RETRACTED or WITHDRAWN before it."""
    return re.sub(rf"^\W*(?:retracted|withdrawn){_WHAT}{_MARK}\W*", "", title, flags=re.IGNORECASE)


def sentences(states: set[PublicationState], is_from_pubmed: bool) -> list[str]:
    """Return what an editor is told, the gravest first."""
    told = [state for state in PublicationState if state in states]
    if is_from_pubmed and PublicationState.RETRACTED in states:
        return [gettext("PubMed marks this publication as retracted."), *(gettext(state) for state in told[1:])]
    return [gettext(state) for state in told]
