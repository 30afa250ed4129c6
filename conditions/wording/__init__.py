"""A finding in words: how big its effect is, and the sentences that say so."""

from .plain import answer_line, answer_note, difference_in_points, familiar_range, mark_note, plain_words
from .sentences import (
    against_words,
    below_noticeable_in_words,
    clause,
    comparator_words,
    in_whole_points,
    interval_in_words,
    sentence,
    short_verdict,
    size_note,
    statement,
    summary,
    tested_words,
    title,
)
from .size import crosses_null, direction_of, is_below_noticeable, size_of

__all__ = [
    "against_words",
    "answer_line",
    "answer_note",
    "below_noticeable_in_words",
    "clause",
    "comparator_words",
    "crosses_null",
    "difference_in_points",
    "direction_of",
    "familiar_range",
    "in_whole_points",
    "interval_in_words",
    "is_below_noticeable",
    "mark_note",
    "plain_words",
    "sentence",
    "short_verdict",
    "size_note",
    "size_of",
    "statement",
    "summary",
    "tested_words",
    "title",
]
