"""How often each page asks the database: the same literal number with one item and with three."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from . import cast as people
from .published_site import HTML_ADDRESSES, MACHINE_ADDRESSES, publish_site

COUNTS = {
    "/": 5,
    "/conditions/": 2,
    "/conditions/knee-osteoarthritis/": 5,
    "/conditions/knee-osteoarthritis/sheet/": 4,
    "/conditions/knee-osteoarthritis/editions/": 3,
    "/conditions/knee-osteoarthritis/editions/1/": 5,
    "/conditions/knee-osteoarthritis/editions/1/changes/": 2,
    "/evidence/": 2,
    "/evidence/knee-pain-sham/": 5,
    "/evidence/knee-pain-sham/editions/": 3,
    "/evidence/knee-pain-sham/editions/1/": 5,
    "/evidence/knee-pain-sham/editions/1/changes/": 2,
    "/safety/": 2,
    "/safety/bruise-0/": 5,
    "/safety/bruise-0/editions/": 3,
    "/safety/bruise-0/editions/1/": 5,
    "/safety/bruise-0/editions/1/changes/": 2,
    "/articles/": 2,
    "/articles/needles-0/": 5,
    "/articles/needles-0/editions/": 3,
    "/articles/needles-0/editions/1/": 5,
    "/articles/needles-0/editions/1/changes/": 2,
    "/about/": 5,
    "/about/editions/": 3,
    "/about/editions/1/": 5,
    "/about/editions/1/changes/": 2,
    "/tags/": 2,
    "/tags/knee/": 3,
    "/tags/knee/?kind=evidence&tag=topic-0": 3,
    "/search/": 0,
    "/search/?q=needles": 2,
    "/evidence-map/": 2,
    "/evidence-map/?comparator=usual-care": 2,
    "/compare/": 2,
    "/compare/?comparators=sham&comparators=usual-care": 2,
    "/sources/": 2,
    "/sources/?kind=ipd-meta-analysis&standing=current": 2,
    "/sources/trial0/": 3,
    "/changes/": 3,
    "/changes/?condition=knee-osteoarthritis&news=answer&since=2026-01-01": 4,
    "/corrections/": 2,
    "/conditions/?tag=knee": 2,
    "/evidence/?tag=knee&tag=topic-0": 2,
    "/evidence-map.csv": 2,
    "/conditions/knee-osteoarthritis/findings.csv": 3,
    "/conditions/knee-osteoarthritis/sources.json": 2,
    "/evidence/knee-pain-sham/sources.ris": 2,
    "/safety/bruise-0/sources.ris": 2,
    "/articles/needles-0/sources.ris": 2,
    "/about/sources.ris": 2,
    "/sources.ris": 1,
    "/sources/trial0.bib": 2,
    "/search/suggest?q=privacy": 2,
    "/feeds/changes.atom": 2,
    "/feeds/changes.atom?news=safety": 2,
    "/conditions.atom": 5,
    "/evidence.atom": 5,
    "/safety.atom": 5,
    "/articles.atom": 5,
    "/sources.atom": 2,
    "/evidence.atom?tag=knee": 5,
    "/tags/knee.atom": 5,
    "/tags/knee.atom?kind=evidence&tag=topic-0": 5,
    "/api/v1/": 1,
    "/api/v1/condition/": 5,
    "/api/v1/evidence/?tag=knee": 5,
    "/api/v1/condition/knee-osteoarthritis/": 5,
    "/api/v1/evidence/knee-pain-sham/": 4,
    "/api/v1/safety/bruise-0/": 4,
    "/api/v1/article/about/": 4,
    "/api/v1/changes/": 3,
    "/api/v1/openapi.json": 1,
    "/sitemap.xml": 1,
    "/sitemap-1.xml": 2,
    "/robots.txt": 0,
    "/.well-known/security.txt": 0,
}
"""With the facet index of this site version built, as it is for every reader but the first after a change."""


def _queries(client, address):
    """Count the queries of one answer. Savepoints are left out: only a test runs inside a transaction."""
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
        assert (response.status_code, len(response.getvalue()) > 0) == (200, True), address
    return sum("SAVEPOINT" not in query["sql"] for query in captured.captured_queries)


@pytest.mark.parametrize("size", [1, 3])
def test_each_page_asks_the_same_number_of_times_when_there_are_one_or_three_of_everything(cast, client, size):
    publish_site(cast, size)
    for address in COUNTS:
        client.get(address)

    found = {address: _queries(client, address) for address in COUNTS}

    assert found == COUNTS


def test_no_public_page_asks_more_than_five_times(cast):
    assert set(COUNTS) == {*HTML_ADDRESSES, *MACHINE_ADDRESSES}
    assert max(COUNTS.values()) <= 5


@pytest.mark.parametrize("size", [1, 3])
def test_the_first_reader_after_a_change_costs_four_queries_more_when_the_index_is_rebuilt(cast, client, size):
    site = publish_site(cast, size)
    client.get("/articles/")
    people.rewrite(cast, site.articles[0], people.article_document(title="New words"))
    people.publish(cast, site.articles[0])

    assert _queries(client, "/articles/") == 6
    assert _queries(client, "/articles/") == 2
