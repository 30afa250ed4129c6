"""Suggestions while typing: pages whose title or other name goes on from what was typed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import Case, FloatField, Value, When
from django.db.models.expressions import RawSQL

from acuinfo.publishing.kinds import kinds
from acuinfo.publishing.models import Publication
from acuinfo.publishing.search import SPOKEN, TABLE
from acuinfo.publishing.stemming import fold, words

from .query import MAX_WORDS, cleaned

MAX_SUGGESTIONS, CONSIDERED = 8, 300


class Suggestion(NamedTuple):
    """A page whose title or other name goes on from what was typed."""

    text: str
    url: str
    kind: str


def suggestions(text: str) -> list[Suggestion]:
    """Return at most 8 published pages whose title or another name has words that begin like these. One query.

    Conditions come first, and names that begin with what was typed. Nothing for less than two letters.
    """
    typed = words(cleaned(text))[:MAX_WORDS]
    if len("".join(typed)) < 2:
        return []
    order = Case(
        *(When(kind=spec.name, then=Value(-spec.search_weight)) for spec in kinds()), output_field=FloatField()
    )
    live = Publication.objects.live().as_cards().filter(pk__in=_beginning(typed))
    matching = [_suggestion(page, typed) for page in live.order_by(order, "sort_key", "slug")[: 3 * MAX_SUGGESTIONS]]
    begun = sorted(matching, key=lambda s: not fold(s.text).startswith(" ".join(typed)))
    return begun[:MAX_SUGGESTIONS]


def _beginning(typed: Sequence[str]) -> RawSQL:
    """Return the subquery for pages with a word of title or names beginning like each typed one."""
    if connection.vendor == "postgresql":
        condition, query = "spoken @@ %s::tsquery", " & ".join(f"'{SPOKEN}{word}':*" for word in typed)
    else:
        beginnings = " AND ".join(f'"{SPOKEN}{word}"*' for word in typed)
        condition, query = f"{TABLE} MATCH %s", f"spoken : ({beginnings})"
    return RawSQL(f"SELECT rowid FROM {TABLE} WHERE {condition} LIMIT {CONSIDERED}", [query])  # noqa: S611  constants of ours


def _suggestion(page: Publication, typed: Sequence[str]) -> Suggestion:
    """Show the title, with another name in front where only that one begins like this: "Lumbago (Low back pain)"."""
    names = page.data.get("other_names", ())
    other = next((name for name in names if _begins(name, typed)), "") if not _begins(page.title, typed) else ""
    text = f"{other} ({page.title})" if other else page.title
    return Suggestion(text, page.get_absolute_url(), page.kind_label)


def _begins(name: str, typed: Sequence[str]) -> bool:
    held: Sequence[Any] = words(name)
    return all(any(word.startswith(begin) for word in held) for begin in typed)
