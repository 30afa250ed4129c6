"""A finding in words: how big its effect is, and the sentences that say so."""

from .sentences import (
    below_noticeable_in_words,
    comparator_words,
    interval_in_words,
    noticeable_note,
    short_verdict,
    statement,
)
from .size import crosses_null, direction_of, is_below_noticeable, size_of

__all__ = [
    "below_noticeable_in_words",
    "comparator_words",
    "crosses_null",
    "direction_of",
    "interval_in_words",
    "is_below_noticeable",
    "noticeable_note",
    "short_verdict",
    "size_of",
    "statement",
]
