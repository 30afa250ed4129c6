"""Plain words: the age at which readers follow a page, and the sentences that stand in their way.

What is read is what lay readers read: whole sentences. Names, places in a source, figures of trials and other labels
are left out, and so is what the software composes, except the one sentence of a finding. What a page puts in is read
on the page that it comes from.

A **familiar** word counts in the length of its sentence, but not in the length of words. Familiar are the words of the
page's own title, the site's subject and what its glossary explains (``FAMILIAR``), and proper names: readers came for
them or find them explained, and no editor can do without them.
"""

import re
from collections.abc import Collection, Iterator, Set
from typing import NamedTuple

from .documents import CITATION_MARK, Document
from .inserted import MARK as INSERT_MARK, as_marks
from .richtext import plain

COMFORTABLE_AGE = 11
"""Health information is written for readers of 9 to 11 years."""
LONGEST_SENTENCE = 20
"""Words."""
FEWEST_WORDS = 100
"""Below them an average says little."""
LABELS = frozenset(
    {"title", "authors", "locator", "extracted_by", "checked_by", "codes", "trials", "scale", "reexpression"}
)
"""Fields with names, places and figures."""
OWN_SENTENCE = "statement"
"""The one composed text that is read: a finding in a sentence, which summary and title repeat."""
FAMILIAR = frozenset(
    "acupressure acupuncture acupuncturist acupuncturists electroacupuncture moxibustion "
    "arthritis fibromyalgia osteoarthritis rheumatoid "
    "certainty heterogeneity meta-analyses meta-analysis noticeable placebo randomised retracted retraction "
    "systematic".split()
)
"""Names of the subject, of the conditions and of what the glossary explains; a test holds it to them."""
SENTENCE_ENDS = (".", "!", "?", "”", ":", "…")
_WORD = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*")
_BLOCK_END = re.compile(r"</(?:p|li|h[1-6]|td|th|blockquote)>|\n")


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a plain or rich text, without its marks. A line of rich text may end within a sentence."""
    typed = as_marks(" ".join(text.split()) if "</" in text else text)
    for block in _BLOCK_END.split(CITATION_MARK.sub("", INSERT_MARK.sub("\n", typed))):
        for sentence in re.split(r"(?<=[.!?])\s+", plain(block)):
            if sentence:
                yield sentence


def length(sentence: str) -> int:
    """Return how many words and numbers a sentence has."""
    return sum(any(map(str.isalnum, word)) for word in sentence.split())


def lay_sentences(document: Document) -> Iterator[tuple[str, str]]:
    """Yield (path, sentence) for each sentence that lay readers read."""
    left_out = LABELS | (document.DERIVED.keys() - {OWN_SENTENCE})
    for path, text in document.texts():
        if path.partition(".")[0] not in left_out:
            yield from ((path, sentence) for sentence in sentences(text) if sentence.endswith(SENTENCE_ENDS))


def syllables(word: str) -> int:
    """Return about how many syllables an English word has: groups of vowels, without a silent final e."""
    count = len(re.findall(r"[aeiouy]+", word.lower()))
    is_silent = word.lower().endswith("e") and not word.lower().endswith(("le", "ee")) and count > 1
    return max(1, count - is_silent)


class ReadingAges(NamedTuple):
    """The age in years at which a reader follows a text easily, by two formulas.

    School grade plus five years. Flesch-Kincaid grade level (Kincaid 1975): 0.39 words a sentence + 11.8 syllables a
    word - 15.59. Automated readability index (Smith, Senter 1967): 4.71 letters a word + 0.5 words a sentence - 21.43.
    """

    flesch_kincaid: float
    automated: float

    @property
    def age(self) -> int:
        """The mean of both, in whole years."""
        return max(5, round((self.flesch_kincaid + self.automated) / 2))


def reading_ages(document: Document) -> ReadingAges | None:
    """Return the ages at which a reader follows a page easily; None for fewer than 100 words."""
    read = [sentence for _path, sentence in lay_sentences(document)]
    if sum(len(_WORD.findall(sentence)) for sentence in read) < FEWEST_WORDS:
        return None
    return _ages(read, familiar_words(document))


def hardest_sentences(document: Document, count: int) -> list[tuple[ReadingAges, str, str]]:
    """Return the sentences that make a page hard, hardest first: the ages, the field and the sentence."""
    familiar = familiar_words(document)
    told = [(_ages([sentence], familiar), path, sentence) for path, sentence in lay_sentences(document)]
    return sorted(told, key=lambda row: -sum(row[0]))[:count]


def long_sentences(document: Document) -> Iterator[tuple[str, str]]:
    """Yield (path, sentence) for each sentence that is too long, of those that lay readers read."""
    return ((path, sentence) for path, sentence in lay_sentences(document) if length(sentence) > LONGEST_SENTENCE)


def reading_age(document: Document) -> int | None:
    """Return the age that editors are shown; None for fewer than 100 words."""
    ages = reading_ages(document)
    return ages.age if ages else None


def familiar_words(document: Document) -> Set[str]:
    """Return the words in small letters that readers of this page came for or find explained."""
    return FAMILIAR | {word.lower() for word in _WORD.findall(document.title)}


def _ages(read: Collection[str], familiar: Set[str]) -> ReadingAges:
    words = [word for sentence in read for word in _measured(sentence, familiar)] or ["a"]
    a_sentence = sum(len(_WORD.findall(sentence)) for sentence in read) / len(read)
    syllables_a_word = sum(map(syllables, words)) / len(words)
    letters_a_word = sum(map(len, words)) / len(words)
    return ReadingAges(
        0.39 * a_sentence + 11.8 * syllables_a_word - 15.59 + 5, 4.71 * letters_a_word + 0.5 * a_sentence - 21.43 + 5
    )


def _measured(sentence: str, familiar: Set[str]) -> Iterator[str]:
    """Yield the words whose length counts; a short one always does, lest the rest seem long."""
    for place, word in enumerate(_WORD.findall(sentence)):
        is_name = place > 0 and word[0].isupper()
        if syllables(word) < 3 or not (
            is_name or word.lower().removesuffix("s") in familiar or word.lower() in familiar
        ):
            yield word
