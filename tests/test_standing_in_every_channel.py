"""A source is retracted, and every form in which somebody can have a page that leans on it says so."""

import json
import re
from importlib import import_module

from django.apps import apps

from acuinfo.publishing import actions
from acuinfo.publishing.models import Publication
from acuinfo.sources.models import Source

from . import cast as people
from .published_site import ADDRESSES, PAGES

NOTE = "Notice of 3 May 2026."
SAYS_NOTHING_OF_SOURCES = {
    *(f"{page}editions/1/changes/" for page in PAGES),  # what an edition changed
    *("/tags/", "/search/", "/search/suggest?q=privacy", "/sitemap.xml", "/robots.txt", "/.well-known/security.txt"),
    *("/api/v1/", "/api/v1/openapi.json"),
    "/sources/?kind=ipd-meta-analysis&standing=current",  # the others
    *("/compare/", "/corrections/", "/sitemap-1.xml", "/feeds/changes.atom?news=safety"),
    "/changes/?condition=knee-osteoarthritis&news=answer&since=2026-01-01",  # other news
}
CARDS = {
    *("/", "/conditions/", "/evidence/", "/safety/", "/articles/"),
    *("/conditions/?tag=knee", "/evidence/?tag=knee&tag=topic-0"),
    *("/tags/knee/", "/tags/knee/?kind=evidence&tag=topic-0", "/search/?q=needles"),
    *("/evidence-map/", "/evidence-map/?comparator=usual-care", "/compare/?comparators=sham&comparators=usual-care"),
}  # fmt: skip
"""Lists for people: a card there is marked where the one source that a page rests on has fallen."""


def _retract(cast, slug):
    source = Source.objects.get(slug=slug)
    actions.change_standing(source=source, standing="retracted", note=NOTE, by=cast.pia)


def _read(client, addresses):
    answers = {address: client.get(address) for address in addresses}
    return {address: (answer.getvalue().decode(), answer.get("ETag")) for address, answer in answers.items()}


def _said(client, addresses, before):
    """Return the addresses whose answer says since that a source is retracted, and is known as another one."""
    return {
        address
        for address, (text, etag) in _read(client, addresses).items()
        if (before[address][1] != etag or etag is None) and _count(text) > _count(before[address][0])
    }


def _count(text):
    """Count the word; the checks of an edition and the description of the API have it anyway."""
    return text.lower().count("retracted")


def test_every_form_of_every_page_that_leans_on_a_source_says_so_when_it_is_retracted(site, client):
    addresses = [address for address in ADDRESSES if address not in SAYS_NOTHING_OF_SOURCES | CARDS]
    before = _read(client, addresses)

    _retract(site.cast, "trial0")

    assert set(addresses) - _said(client, addresses, before) == set()
    for address in addresses:
        if address.endswith((".ris", ".bib", ".json")) or "/api/v1/" in address:
            assert NOTE in client.get(address).content.decode()


def test_what_shows_a_finding_says_so_when_the_source_of_its_numbers_is_retracted(site, client):
    shown = {"/", "/conditions/knee-osteoarthritis/", "/evidence/", "/evidence/?tag=knee&tag=topic-0", "/evidence-map/"}
    shown |= {"/tags/knee/", "/tags/knee/?kind=evidence&tag=topic-0", "/evidence.atom", "/tags/knee.atom"}
    shown |= {"/api/v1/condition/", "/api/v1/condition/knee-osteoarthritis/", "/conditions.atom", "/evidence-map.csv"}
    shown.add("/compare/?comparators=sham&comparators=usual-care")
    text = people.published(
        site.cast, "needles-and-knees", people.article_document(body="<p>[[finding:knee-pain-sham]]</p>")
    )
    shown |= {text.get_absolute_url(), "/api/v1/article/needles-and-knees/"}
    before = _read(client, shown)

    _retract(site.cast, "vickers2018")

    assert shown - _said(client, shown, before) == set()


def test_each_citation_and_each_card_says_how_sources_stand_when_programs_read_them(site, client):
    newer = people.source("newer2030")
    old = Source.objects.get(slug="trial0")
    actions.change_standing(source=old, standing="superseded", note=NOTE, by=site.cast.pia, superseded_by=newer)
    old.refresh_from_db()
    _retract(site.cast, "vickers2018")

    record = client.get("/api/v1/evidence/knee-pain-sham/").json()
    card = next(c for c in client.get("/api/v1/evidence/").json()["items"] if c["slug"] == "knee-pain-sham")

    citations = record["document"]["citations"]
    assert {
        name: citations["trial0"][name] for name in ("standing", "standing_on", "standing_note", "superseded_by")
    } == {
        "standing": "superseded",
        "standing_on": old.standing_on.isoformat(),
        "standing_note": NOTE,
        "superseded_by": "newer2030",
    }
    assert record["standing"] == card["standing"] == "retracted"
    assert record["doubts"][0] == f"A source of this page is marked as retracted: Title of vickers2018 (2018). {NOTE}"
    assert client.get("/api/v1/condition/knee-osteoarthritis/").json()["shown"][0]["standing"] == "retracted"


def test_search_engines_are_told_in_the_name_and_the_status_when_the_source_of_a_page_is_retracted(site, client):
    _retract(site.cast, "vickers2018")

    page = client.get("/evidence/knee-pain-sham/").content.decode()

    data = json.loads(re.search(r'<script type="application/ld\+json">(.+?)</script>', page)[1])
    assert data["name"].startswith("[Source retracted] ")
    assert data["creativeWorkStatus"] == "Leans on a source marked as retracted"
    assert data["identifier"] == site.evidence[0].urn
    fallen = [citation for citation in data["citation"] if citation.get("creativeWorkStatus")]
    assert [citation["name"][:12] for citation in fallen] == ["[Retracted] "]


def test_a_card_is_not_to_be_had_without_the_doubts_about_its_sources(site):
    for name in ("standing", "doubts"):
        try:
            getattr(Publication.objects.live().first(), name)
        except AttributeError:
            continue
        raise AssertionError(f"{name} was told without having been asked for")


def test_an_upgrade_fills_in_what_the_actions_write(site):
    """The sources that cards lean on and the permanent ids, as migration 0019 gives them to a database of before."""
    step = import_module("acuinfo.publishing.migrations.0020_fill_permanent_ids")
    links = Publication.leans_on.through.objects
    text = people.article_document(body="<p>[[finding:knee-pain-sham]]</p>")
    host = people.published(site.cast, "needles-and-knees", text)
    actions.move(publication=site.evidence[0], slug="knee-pain", by=site.cast.pia)
    written = set(links.values_list("publication", "source"))
    links.all().delete()

    step.lean_on_sources(apps, None)
    step.give_ids(apps, None)

    assert set(links.values_list("publication", "source")) == written
    assert (host.pk, Source.objects.get(slug="vickers2018").pk) in written
    assert Publication.objects.values("uuid").distinct().count() == Publication.objects.count()
