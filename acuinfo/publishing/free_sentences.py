"""The sentences of a page that nobody composed, and what a second person answered about each.

Where it counts (``Document.COUNTED``: titles, summaries, key messages, questions) a sentence is a mark that puts a page
in, an instance of an approved kind, or it is free. Elsewhere it is free only when the guard has a doubt and it neither
cites a source nor puts a page in. A free sentence is published once somebody other than its writer has answered:
"Does it say or suggest that the treatment does something, is safe, or is better than something?"
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from .documents import CITATION_MARK, Document, is_rich
from .guard import doubt
from .inserted import MARK, as_marks, sentences_with_marks
from .models import Publication, SentenceAnswer, SentenceKind
from .prepared import Prepared
from .richtext import lines


@dataclass(frozen=True)
class FreeSentence:
    """A sentence that nobody composed."""

    path: str
    text: str
    """As it was written, its marks included; its tags left out."""
    doubt: str = ""
    """The words that the guard doubts; "" where every free sentence counts."""
    answer: SentenceAnswer | None = None

    @property
    def is_settled(self) -> bool:
        """True when a second person has answered that it claims nothing."""
        return self.answer is not None and not self.answer.claims


NAMES = frozenset({"authors", "locator", "extracted_by", "checked_by", "codes", "trials", "scale", "reexpression"})
"""Fields with names, places and figures: what stands there is read as a label, whatever it ends with."""
SENTENCE_ENDS = (".", "!", "?", "”", ":")
LONGEST_LABEL = 120
"""Characters of a text without a full stop that is a name or a phrase: whom a guideline is for, a heading."""
_NO_WORDS = re.compile(r"[\W\d_]*")


def free_sentences(document: Document, kinds: Sequence[re.Pattern[str]]) -> Iterator[FreeSentence]:
    """Yield each sentence that nobody composed, in the order of the fields. ``kinds`` match what needs no question."""
    for path, text in document.texts():
        field = path.partition(".")[0]
        if field in document.DERIVED:
            continue
        for sentence in _sentences(text, is_rich=is_rich(document, field)):
            if field in document.COUNTED:
                is_free = not any(kind.fullmatch(sentence) for kind in kinds)
                if is_free and not _NO_WORDS.fullmatch(MARK.sub("", sentence)):
                    yield FreeSentence(path, sentence)
            elif not CITATION_MARK.search(sentence):
                bare = MARK.sub("", sentence)
                is_label = field in NAMES or (not sentence.endswith(SENTENCE_ENDS) and len(text) < LONGEST_LABEL)
                if found := doubt(bare, is_label=is_label):
                    yield FreeSentence(path, sentence, found)


def _sentences(text: str, *, is_rich: bool) -> Iterator[str]:
    """Yield the sentences of a text without tags; in a plain one, what looks like a tag is text that readers see."""
    for piece in sentences_with_marks(as_marks(text)):
        found = lines(piece) if is_rich else piece.splitlines()
        yield from filter(None, (" ".join(line.split()) for line in found))


def answered(publication: Publication, document: Document) -> tuple[FreeSentence, ...]:
    """Return the free sentences of a page with the last answer about each. Two queries."""
    found = list(free_sentences(document, [kind.pattern for kind in _APPROVED()]))
    answers = _last_answers(publication) if found else {}
    return tuple(FreeSentence(s.path, s.text, s.doubt, answers.get(s.text)) for s in found)


def _last_answers(publication: Publication) -> Mapping[str, SentenceAnswer]:
    return {answer.sentence: answer for answer in _ANSWERS(publication.pk)}


_APPROVED = Prepared(lambda: SentenceKind.objects.exclude(approved_by=None))
_ANSWERS = Prepared(lambda pk: SentenceAnswer.objects.filter(publication=pk).order_by("pk"), int)
