"""How text becomes words for searching: one analysis in Python, so that every database answers the same.

Words are folded (case, accents, apostrophes), British and American spellings meet, and endings are taken off by
Porter's algorithm (M. F. Porter, "An algorithm for suffix stripping", Program 14(3), 1980).
"""

import re
import unicodedata
from functools import lru_cache

from . import process_caches

LONGEST = 40
"""Letters of a word that count; databases limit them too."""

SMALL_WORDS = (
    "a about am an and any are as at be been but by can could did do does for from get had has have how i if in "
    "into is it its many me much my no not of on or our should so some than that the their them then there these "
    "they this to versus vs was we were what when where which while who why will with would you your"
)
STOP_WORDS = frozenset(SMALL_WORDS.split())

WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"(?<=\w)['’ʼ]s\b")
APOSTROPHE = re.compile(r"(?<=\w)['’ʼ](?=\w)")


# Soft hyphens, joiners, direction and byte order marks: words copied from a PDF have them in their midst.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]"
)


def fold(text: str) -> str:
    """Return a text in lower case without accents and apostrophes: "T'ai Chi" and "tai chi" are the same."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", INVISIBLE.sub("", text))
        text = "".join(c for c in decomposed if not unicodedata.combining(c))
    text = text.casefold()
    if "'" in text or "’" in text or "ʼ" in text:
        text = APOSTROPHE.sub("", POSSESSIVE.sub("", text))
    return text


def words(text: str) -> list[str]:
    """Return the folded words of a text; a word is a run of letters and digits."""
    return [word[:LONGEST] for word in WORD.findall(fold(text))]


def stems(text: str) -> list[str]:
    """Return the stem of every word of a text, in its order."""
    return [stem(word) for word in words(text)]


# --- Spelling on both sides of the ocean ------------------------------------------------------------------------
SPELLINGS = (
    (re.compile(r"is(?=(?:e[drs]?|ing|ations?)$)"), "iz"),
    (re.compile(r"oe(?=dema|stro|soph)"), "e"),
    (re.compile(r"ae(?=m|st|d)"), "e"),
    (re.compile(r"our(?=s?$)"), "or"),
    (re.compile(r"(?<=[bt])re(?=s?$)"), "er"),
    (re.compile(r"itics?$"), "itis"),
    (re.compile(r"nc(?:y|ies)$"), "nt"),
    (re.compile(r"(?<=^saf)ety$"), "e"),
)
"""Randomised and randomized, lymphoedema and lymphedema, anaemia and anemia, tumour and tumor, centre and center;
and nouns with their adjectives, which Porter keeps apart: arthritis and arthritic, pregnancy and pregnant, safety."""


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of one folded word: needles, needled and needling all give "needl"."""
    if len(word) <= 2 or not word.isascii() or not word.isalpha():
        return word
    for pattern, spelling in SPELLINGS:
        word = pattern.sub(spelling, word)
    for step in (_plural, _past, _final_y, _double_suffix, _suffix, _last_suffix, _final_e):
        word = step(word)
    return word


process_caches.add(stem.cache_clear)


# --- Porter's steps ---------------------------------------------------------------------------------------------
def _shape(word: str) -> str:
    """Write c for each consonant and v for each vowel; y is a vowel after a consonant."""
    shape = ""
    for letter in word:
        is_vowel = letter in "aeiou" or (letter == "y" and shape.endswith("c"))
        shape += "v" if is_vowel else "c"
    return shape


def _measure(word: str) -> int:
    """Count the changes from vowel to consonant: Porter's m."""
    return _shape(word).count("vc")


def _ends_short(word: str) -> bool:
    """Tell whether a word ends consonant, vowel, consonant, the last not w, x or y: Porter's *o."""
    return _shape(word).endswith("cvc") and word[-1] not in "wxy"


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        rest = word.removesuffix(ending)
        if rest != word and "v" in _shape(rest):
            return _mended(rest)
    return word


def _mended(rest: str) -> str:
    """Give a word that has lost "ed" or "ing" its usual end back: "hop", not "hopp"; "hope", not "hop"."""
    if rest.endswith(("at", "bl", "iz")):
        return rest + "e"
    if len(rest) > 1 and rest[-1] == rest[-2] and rest[-1] not in "aeioulsz":
        return rest[:-1]
    return rest + "e" if _measure(rest) == 1 and _ends_short(rest) else rest


def _final_y(word: str) -> str:
    return word[:-1] + "i" if word.endswith("y") and "v" in _shape(word[:-1]) else word


DOUBLE_SUFFIXES = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize", "abli": "able", "alli": "al",
    "entli": "ent", "eli": "e", "ousli": "ous", "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al",
    "iveness": "ive", "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
}  # fmt: skip
SUFFIXES = {"icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": ""}
LAST_SUFFIXES = (
    "ement", "ance", "ence", "able", "ible", "ment", "sion", "tion", "ant", "ent", "ism", "ate", "iti", "ous", "ive",
    "ize", "al", "er", "ic", "ou",
)  # fmt: skip


def _replaced(word: str, suffixes: dict[str, str]) -> str:
    """Replace the longest of these suffixes where something long enough stands before it."""
    ending = max((s for s in suffixes if word.endswith(s)), key=len, default="")
    rest = word.removesuffix(ending)
    return rest + suffixes[ending] if ending and _measure(rest) > 0 else word


def _double_suffix(word: str) -> str:
    return _replaced(word, DOUBLE_SUFFIXES)


def _suffix(word: str) -> str:
    return _replaced(word, SUFFIXES)


def _last_suffix(word: str) -> str:
    ending = next((s for s in LAST_SUFFIXES if word.endswith(s)), "")
    if ending in ("sion", "tion"):
        ending = "ion"
    rest = word.removesuffix(ending)
    return rest if ending and _measure(rest) > 1 else word


def _final_e(word: str) -> str:
    if word.endswith("e"):
        measure = _measure(word[:-1])
        if measure > 1 or (measure == 1 and not _ends_short(word[:-1])):
            return word[:-1]
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word
