"""Prepared queries answer like the querysets they were written from."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acuinfo.publishing.models import Publication
from acuinfo.publishing.prepared import Prepared, PreparedIn

from .published_site import publish_site

CURRENT = Prepared(
    lambda kind, slug: Publication.objects.select_related("current").filter(kind=kind, slug=slug).order_by(), str, str
)
CARDS = PreparedIn(lambda ids: Publication.objects.as_cards().filter(pk__in=ids).order_by(), int)


def test_instances_are_the_same_when_a_query_is_prepared(cast):
    publish_site(cast, 1)
    for slug, kind in Publication.objects.values_list("slug", "kind"):
        usual = Publication.objects.select_related("current").get(kind=kind, slug=slug)

        with CaptureQueriesContext(connection) as captured:
            (found,) = CURRENT(kind, slug)
            texts = (found.current.body if found.current else "", found.data, found.published_at)

        assert texts == (usual.current.body if usual.current else "", usual.data, usual.published_at)
        assert len(captured) == 1


def test_each_call_has_its_own_values_when_a_query_is_asked_twice(cast):
    publish_site(cast, 3)

    first, second = CURRENT("safety", "bruise-0"), CURRENT("safety", "bruise-1")

    assert [page.slug for page in (*first, *second)] == ["bruise-0", "bruise-1"]
    assert CURRENT("safety", "never-there") == []


@pytest.mark.parametrize("number", [0, 1, 19, 20, 21, 45])
def test_all_are_found_once_when_there_are_more_or_fewer_than_a_score(cast, number):
    publish_site(cast, 3)
    ids = list(Publication.objects.values_list("pk", flat=True)[:number])

    with CaptureQueriesContext(connection) as captured:
        found = CARDS(ids)

    assert sorted(card.pk for card in found) == sorted(ids)
    assert len(captured) == min(1, number)
    assert all(card.get_deferred_fields() == {"search_text"} for card in found)


def test_a_query_is_refused_when_it_holds_no_place_for_a_value(cast):
    forgetful = Prepared(lambda _slug: Publication.objects.all(), str)

    with pytest.raises(TypeError, match="value number 0"):
        forgetful("knee")
