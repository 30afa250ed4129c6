"""From what was typed to the ranking that readers get: codes, slips, questions, and what editors told the search.

It asks the engine (``index``) at most twice, and the words for slips once, so that a page costs five queries.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from acuinfo.publishing.models import Signpost
from acuinfo.publishing.stemming import words

from ..codes import looks_like_a_code, name_of_code
from . import spelling
from .index import SearchIndex
from .query import QUOTES, Query
from .ranking import Ranking
from .signposts import Signposts
from .spoken import heart_of, is_spoken


class Answered(NamedTuple):
    """What is found for a text, and what readers are told of the way to it."""

    query: Query
    """What was looked for in the end."""
    ranking: Ranking
    corrected: str = ""
    """The words with slips corrected, when these were looked for."""
    looked_for: str = ""
    """The words that were looked for in place of those typed, other than a correction."""
    not_covered: tuple[Signpost, ...] = ()
    missed: tuple[str, ...] = ()
    """Words that nobody here has an answer to, for the editors. None where there were quotation marks."""


def answer(text: str, index: SearchIndex, posts: Signposts, *, exactly: bool = False) -> Answered:
    """Find pages for a cleaned text. ``exactly``: without correcting slips. At most three queries."""
    if looks_like_a_code(text):
        return _of_code(text, index)
    query = Query.read(text)
    ranking = index.rank(query)
    if '"' in text.translate(QUOTES):
        return Answered(query, ranking)
    found = Answered(query, ranking, not_covered=posts.not_covered(query.words))
    if ranking.is_partial or not ranking.members or is_spoken(query.words):
        found = _in_other_words(found, index, posts, exactly=exactly)
    page = posts.answering(query.words) or posts.answering(found.query.words)
    if page is not None:
        found = found._replace(ranking=found.ranking.led_by(index.set_of([page])))
    is_missed = not found.ranking.members and not found.not_covered
    return found._replace(missed=found.ranking.unknown) if is_missed else found


def _of_code(text: str, index: SearchIndex) -> Answered:
    name = name_of_code(text)
    query = Query.read(name or text)
    return Answered(query, index.rank(query), looked_for=name)


def _in_other_words(found: Answered, index: SearchIndex, posts: Signposts, *, exactly: bool) -> Answered:
    """Try once more: the heart of a question, our words for the reader's, slips corrected. Two queries."""
    typed = found.query.words
    ours = heart_of(posts.in_our_words(typed), posts.names)
    better = None if exactly or found.not_covered else _without_slips(ours, found.ranking.unknown, posts)
    words_in_the_end = ours if better is None else heart_of(posts.in_our_words(better), posts.names)
    if words_in_the_end == list(typed):
        return found
    text = " ".join(words_in_the_end)
    query = Query.read(text)
    ranking = index.rank(query, any_word=is_spoken(typed))
    if better is not None:
        outside = posts.not_covered(better)
        is_found = ranking.members and not ranking.unknown
        if is_found or outside or posts.answering(better):
            return Answered(query, ranking, corrected=" ".join(better), not_covered=outside)
    elif ranking.members:
        return Answered(query, ranking, looked_for=text, not_covered=found.not_covered)
    return found


def _without_slips(typed: Sequence[str], unknown: Sequence[str], posts: Signposts) -> list[str] | None:
    """Return the words with beginnings completed and slips corrected, None without any idea. One query at most."""
    whole = {word: posts.completed(word) for word in unknown if word in typed}
    completed = [whole.get(word) or word for word in typed]
    left = [word for word, completion in whole.items() if not completion]
    better = spelling.corrected(completed, left)
    if better is not None:
        return words(" ".join(better))
    return completed if completed != list(typed) else None
