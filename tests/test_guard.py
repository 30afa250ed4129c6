"""Marking bare sentences that may claim something: how many overclaims are found, how many harmless ones are marked."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from acuinfo.publishing.guard import doubt, normalised

DOCUMENTS = Path(__file__).parent / "documents" / "guard"


def entries(name: str, *, held_out: bool) -> list[dict[str, Any]]:
    """Return the sentences of a file that the guard was tuned on, or those that were held out."""
    listed: list[dict[str, Any]] = yaml.safe_load((DOCUMENTS / f"{name}.yaml").read_text(encoding="utf-8"))
    return [entry for entry in listed if entry.get("held_out", False) == held_out]


def marked_share(listed: list[dict[str, Any]], *, wanted: bool) -> float:
    """Return the share that the guard marks; print each sentence on which it is wrong."""
    marked = [doubt(entry["text"]) for entry in listed]
    for entry, words in zip(listed, marked, strict=True):
        if (words is not None) != wanted:
            print(f"{entry['kind']}: {entry['text']} ({'not marked' if wanted else f'marked for {words!r}'})")
    return sum(words is not None for words in marked) / len(listed)


def test_overclaim_is_marked_and_advice_is_not():
    assert doubt("Acupuncture relieves neck pain a lot and lasts for years.") == "relieves"
    assert doubt("Tell the practitioner about blood thinners.") is None


@pytest.mark.parametrize(("held_out", "floor"), [(False, 0.90), (True, 0.96)])
def test_overclaims_are_marked_at_least_as_often_as_measured(held_out, floor):
    listed = entries("overclaims", held_out=held_out)

    assert marked_share(listed, wanted=True) >= floor


@pytest.mark.parametrize(("held_out", "ceiling"), [(False, 0.04), (True, 0.08)])
def test_harmless_sentences_are_marked_no_more_often_than_measured(held_out, ceiling):
    listed = entries("harmless", held_out=held_out)

    assert marked_share(listed, wanted=False) <= ceiling


@pytest.mark.parametrize("name", ["overclaims", "harmless"])
def test_a_good_part_of_each_file_is_held_out_and_no_sentence_comes_twice(name):
    tuned, held_out = entries(name, held_out=False), entries(name, held_out=True)
    texts = [entry["text"] for entry in tuned + held_out]

    assert len(held_out) >= 0.4 * len(texts)
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize(
    ("disguised", "plain"),
    [
        ("It cu\u00adres and he\u200bals", "it cures and heals"),
        ("It ｃｕｒｅｓ", "it cures"),
        ("It \u0441ur\u0435s", "it cures"),
        ("It c u r e s pain", "it cures pain"),
        ("It c.u.r.e.s, it h-e-a-l-s", "it cures, it heals"),
        ("It cur3s pa1n", "it cures pain"),
        ("It c.u.r.3.s", "it cures"),
        ("It c\u0336u\u0336r\u0336e\u0336s", "it cures"),
        ("It  CURES\nPain", "it cures pain"),
    ],
)
def test_disguise_is_undone_when_a_sentence_is_normalised(disguised, plain):
    assert normalised(disguised) == plain


@pytest.mark.parametrize("text", ["vitamin b12 after 3 months", "an x-ray, e.g. of the hip", "grade i2 in ng193"])
def test_ordinary_text_stays_as_it_is_when_normalised(text):
    assert normalised(text) == text


def test_disguise_alone_is_a_reason_for_doubt():
    assert doubt("The t r i a l s say so.") == "trials"
    assert doubt("The tri\u0430ls say so.") == "trials"


def test_claim_behind_harmless_words_is_marked():
    assert doubt("Ask your doctor first, but needles cure arthritis.") == "cure"


def test_long_text_without_spaces_is_judged():
    assert doubt("a-" * 20_000) is not None
    assert doubt("'-" * 20_000) is None
