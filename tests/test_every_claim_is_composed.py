"""The site as it ships: every sentence that tells an effect is the composed one of a live finding, wherever it is."""

import csv
import json
import re
from collections.abc import Iterator
from html import unescape
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client, override_settings

from acuinfo.publishing import process_caches
from acuinfo.publishing.models import Publication
from acuinfo.publishing.readability import COMFORTABLE_AGE, OWN_SENTENCE, lay_sentences, long_sentences, reading_age
from acuinfo.publishing.richtext import lines
from acuinfo.publishing.upgrades import document_of

from .published_site import shared_by_tests

pytestmark = [pytest.mark.django_db, pytest.mark.crawl]

TELLS_AN_EFFECT = re.compile(
    r"cupuncture\b.*\b(?:results? in|reduces?|increases?|improves?|worsens?|makes? a difference)\b.*\bcompared with\b"
    r"|^Compared with\b.*cupuncture\b.*\b(?:results? in|reduces?|increases?|improves?|worsens?)\b"
    r"|\bvery uncertain about the effect of\b.*cupuncture"
)
LISTS = (
    "/", "/conditions/", "/evidence/", "/safety/", "/articles/", "/evidence-map/", "/search/?q=acupuncture+pain",
    "/conditions.atom", "/evidence.atom", "/articles.atom", "/feeds/changes.atom", "/evidence-map.csv",
    "/api/v1/condition/?limit=100", "/api/v1/evidence/?limit=100", "/api/v1/article/?limit=100",
)  # fmt: skip
LINKED = re.compile(r'<a class="inserted" href="/(?:evidence|safety|conditions)/([a-z0-9-]+)/">(.*?)</a>', re.DOTALL)


@pytest.fixture(scope="module", autouse=True)
def _starting_content(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Load what ships once for all tests of this file."""
    process_caches.clear()
    with shared_by_tests(django_db_blocker), override_settings(SELF_APPROVAL=True):
        call_command("load_content", verbosity=0)
        yield
    process_caches.clear()


def said(body: str, kind: str) -> Iterator[str]:
    """Yield the sentences of an answer: of its words, its descriptions and its data."""
    texts = [body]
    if "json" in kind:
        texts = list(_strings(json.loads(body)))
    elif "csv" in kind:
        texts = [cell for row in csv.reader(body.splitlines()) for cell in row]
    elif "html" in kind:
        texts += [unescape(text) for text in re.findall(r'content="([^"]*)"', body)]
        texts += [s for data in re.findall(r"ld\+json\">(.*?)</script>", body) for s in _strings(json.loads(data))]
    for text in texts:
        for line in lines(unescape(text)):
            yield from re.split(r"(?<=\.)\s+(?=[A-Z])", line)


def _strings(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    else:
        for item in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
            yield from _strings(item)


def test_no_page_feed_or_answer_tells_an_effect_in_other_words() -> None:
    findings = Publication.objects.live().of_kind("evidence")
    composed = {s for card in findings for words in card.data["inserts"].values() for s in words.split(". ")}
    composed |= {card.data["answer"]["line"] for card in findings}
    composed = {sentence.rstrip(".") for sentence in composed} | {card.title for card in findings}
    client, other, told = Client(), {}, 0
    pages = list(Publication.objects.live())
    addresses = [*LISTS, *(page.get_absolute_url() for page in pages)]
    addresses += [f"/api/v1/{page.kind}/{page.slug}/" for page in pages]

    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200, address
        for sentence in said(answer.getvalue().decode(), answer["Content-Type"]):
            if TELLS_AN_EFFECT.search(sentence):
                told += 1
                if not any(words in sentence and len(sentence) < len(words) + 130 for words in composed):
                    other[sentence] = address

    assert told > 500
    assert other == {}


def test_every_link_that_puts_a_page_in_holds_its_live_words() -> None:
    client, different, seen = Client(), [], 0
    cards = {card.slug: card for card in Publication.objects.live()}
    for page in Publication.objects.live():
        for slug, words in LINKED.findall(client.get(page.get_absolute_url()).content.decode()):
            seen += 1
            if unescape(words) not in cards[slug].data["inserts"].values():
                different.append((page.slug, slug, words))

    assert seen > 40
    assert different == []


def test_no_mark_is_left_over() -> None:
    client = Client()

    for page in Publication.objects.live():
        for address in (page.get_absolute_url(), f"/api/v1/{page.kind}/{page.slug}/"):
            body = client.get(address).getvalue().decode()
            assert not re.search(r"\[\[[a-z]+:|<data ", body), address


UNIT_OF_RESEARCHERS = re.compile(r"standard deviation|standardi[sz]ed|\bSMDs?\b|\bSDs?\b", re.IGNORECASE)
LONG_BY_THEIR_NAMES = 10
"""Findings whose one sentence is longer: its form is GRADE's, and the names of outcome and treatments are long."""


def test_every_page_is_plain_enough_for_readers_of_eleven() -> None:
    hard, long, units, long_findings = {}, [], [], 0
    for page in Publication.objects.live().select_related("current"):
        assert page.current is not None
        page.current.publication = page
        document = document_of(page.current)
        if (reading_age(document) or 0) > COMFORTABLE_AGE:
            hard[page.slug] = reading_age(document)
        for path, sentence in long_sentences(document):
            if path == OWN_SENTENCE:
                long_findings += 1
            else:
                long.append((page.slug, sentence))
        told = [sentence for _path, sentence in lay_sentences(document)]
        told += [
            str(page.data.get(name, ""))
            for name in ("verdict", "interval_words", "below_noticeable_words", "rate_text")
        ]
        units += [(page.slug, words) for words in told if UNIT_OF_RESEARCHERS.search(words)]

    assert (hard, long, units) == ({}, [], [])
    assert long_findings <= LONG_BY_THEIR_NAMES
