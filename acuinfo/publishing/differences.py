"""What changed between two documents, field by field and word by word."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from enum import Enum
from functools import partial
from typing import Any

from django.utils.text import capfirst

from .documents import CITATION_MARK, Document, Part, plain_number
from .field_names import field_name, name_in_row
from .inserted import as_marks
from .kinds import kind as kind_of
from .language import in_english
from .richtext import lines, with_minus

LEFT_OUT = frozenset({"citations"})


@dataclass(frozen=True)
class Piece:
    """A run of words that is the same, added or removed."""

    op: str
    text: str


@dataclass(frozen=True)
class Difference:
    """One field or row that differs."""

    field: str
    """What the field is called, in the interface's language."""
    row: str
    """What the row is called, as it was written; empty for a field."""
    kind: str
    parts: tuple[Piece, ...]

    @property
    def label(self) -> str:
        """The field, and the row in it: "Guidelines: NICE"."""
        return f"{self.field}: {self.row}" if self.row else self.field


def between(old: Document | None, new: Document) -> list[Difference]:
    """Return what differs, in the order of the document's fields. ``None`` as old means all is new."""
    kind = kind_of(new.KIND)
    named, in_row = partial(field_name, kind), partial(name_in_row, kind)
    before = dict(_flat(old, named, in_row)) if old is not None else {}
    after = dict(_flat(new, named, in_row))
    found = []
    for label in sorted({*before, *after}, key=_order(before, after)):
        a, b = before.get(label, ""), after.get(label, "")
        if a != b:
            what = "added" if not a else "removed" if not b else "changed"
            found.append(Difference(*label, what, tuple(words(a, b))))
    return found


def words(a: str, b: str) -> Iterator[Piece]:
    """Yield the pieces of a comparison by words."""
    left, right = re.findall(r"\S+\s*", a), re.findall(r"\S+\s*", b)
    matcher = SequenceMatcher(None, left, right, autojunk=False) if len(left) * len(right) < 4_000_000 else None
    if matcher is None:
        yield from (Piece("removed", a), Piece("added", b))
        return
    for op, i1, i2, j1, j2 in matcher.get_opcodes():
        if op == "equal":
            yield Piece("same", "".join(left[i1:i2]))
        else:
            if i1 != i2:
                yield Piece("removed", "".join(left[i1:i2]))
            if j1 != j2:
                yield Piece("added", "".join(right[j1:j2]))


Label = tuple[str, str]
"""A field and the row in it, or "" for no row."""


def _order(before: dict[Label, str], after: dict[Label, str]) -> Any:
    places = {label: i for i, label in enumerate(after)}
    for i, label in enumerate(before):
        places.setdefault(label, i)
    return lambda label: (places[label], label)


def _flat(
    part: Part, named: Callable[[str], str], in_row: Callable[[str, str], str], group: str = ""
) -> Iterator[tuple[Label, str]]:
    """Yield (label in words, text) for each field; rows are matched by what they are called, then by number."""
    for name in type(part).model_fields:
        if name in LEFT_OUT:
            continue
        value = getattr(part, name)
        label = capfirst(named(group + name))
        if isinstance(value, Part):
            yield from _flat(value, named, in_row, f"{name}.")
        elif isinstance(value, tuple) and any(isinstance(item, Part) for item in value):
            for key, item in _named(value):
                told = [(n, t) for (n, _row), t in _flat(item, partial(in_row, name), in_row) if t and t != key]
                yield (label, key), "\n".join(f"{n}: {t}" for n, t in told) or key
        elif isinstance(value, tuple):
            in_words = _tag_in_words if name == "tags" else text
            yield (label, ""), "\n".join(in_words(item) for item in value)
        else:
            yield (label, ""), text(value)


def _tag_in_words(slug: str) -> str:
    """Return a tag by its address, which is what a document holds, as words."""
    return slug.replace("-", " ").capitalize()


def _named(rows: Sequence[Part]) -> Iterator[tuple[str, Part]]:
    seen: dict[str, int] = {}
    for row in rows:
        first = next((text(getattr(row, n)) for n in type(row).model_fields if getattr(row, n)), "row")[:60]
        seen[first] = seen.get(first, 0) + 1
        yield (first if seen[first] == 1 else f"{first} ({seen[first]})"), row


def text(value: Any) -> str:
    """Return a value as an editor reads it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return with_minus(plain_number(value))
    if isinstance(value, Enum):
        return in_english(getattr(value, "label", value.value))
    told = "\n".join(lines(as_marks(value))) if isinstance(value, str) and "<" in value else str(value)
    return with_minus(CITATION_MARK.sub(r"[\1]", told))
