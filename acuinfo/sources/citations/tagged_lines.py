"""Files of lines that begin with a tag, ``TI  - A title``, as PubMed's and RIS files are."""

import io
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from .record import MAX_AUTHORS
from .text import first, plain, said

MOST_VALUES = MAX_AUTHORS + 1
"""Values of one tag that are kept in a record: enough to tell that they are too many."""


class TaggedLine(NamedTuple):
    """One field with the lines that carry it on."""

    number: int
    tag: str
    value: str
    is_behind_a_gap: bool
    """True when a blank line stands before it."""


def lines(text: str, pattern: re.Pattern[str]) -> Iterator[TaggedLine]:
    """Yield the fields of a file; ``pattern`` finds a tag and the text behind it at the beginning of a line.

    A line without a tag goes on with the field before, whether or not a mail program kept its indentation; but what is
    not indented and stands behind a blank line is a page's heading, and passed over.
    """
    start, tag, parts, gap, was_blank = 0, "", list[str](), False, False
    for number, line in enumerate(io.StringIO(text), start=1):
        found = pattern.match(line)
        if found:
            if tag:
                yield TaggedLine(start, tag, " ".join(parts), gap)
            start, tag, parts, gap = number, found[1], [found[2].strip()], was_blank
        elif tag and line.strip() and (line[0].isspace() or not was_blank):
            parts.append(line.strip())
        was_blank = not line.strip()
    if tag:
        yield TaggedLine(start, tag, " ".join(parts), gap)


@dataclass(slots=True)
class Fields:
    """The values of one record by tag, in the order of the file; only tags that a reader asks for are kept."""

    known: Container[str]
    line: int = 0
    values: dict[str, list[str]] = field(default_factory=dict)
    last_tag: str = ""

    def add(self, line: TaggedLine) -> None:
        """Keep one more value."""
        self.line = self.line or line.number
        self.last_tag = line.tag
        if line.tag in self.known:
            values = self.values.setdefault(line.tag, [])
            if line.value and len(values) < MOST_VALUES:
                values.append(line.value)

    def update(self, other: "Fields") -> None:
        """Take over what another part of the same record holds."""
        for tag, values in other.values.items():
            self.values[tag] = [*self.values.get(tag, ()), *values][:MOST_VALUES]

    def all(self, *tags: str) -> list[str]:
        """Return every value of these tags."""
        return [value for tag in tags for value in self.values.get(tag, ())]

    def text(self, *tags: str) -> str:
        """Return the first value that says something, as plain text; tags are tried in this order."""
        return first(*(said(plain(value)) for value in self.all(*tags)))
