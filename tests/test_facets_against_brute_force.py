"""The facet index against SQL: for any selection the same members, in the same order, and the same counts."""

import random

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from acuinfo.finding import facets
from acuinfo.finding.pagination import pages_for
from acuinfo.publishing import process_caches
from acuinfo.publishing.models import Edition, Publication, Tag, TagGroup

from . import cast as people

CARDS, TAGS = 300, 30
GROUPS = TagGroup.values[:6]


@pytest.fixture
def shelf(cast):
    """Three hundred cards with thirty tags in six groups; a tenth withdrawn, a tenth never published.

    Written in bulk, not by the actions: only the index is under test, and it reads nothing but these rows.
    """
    chance = random.Random(7)
    Tag.objects.bulk_create(Tag(slug=f"t{i}", name=f"Tag {i:02d}", group=GROUPS[i % len(GROUPS)]) for i in range(TAGS))
    tags = list(Tag.objects.order_by("pk"))
    Publication.objects.bulk_create(
        Publication(kind="article" if i % 3 else "safety", slug=f"p{i}", sort_key=f"{chance.random():.2f}")
        for i in range(CARDS)
    )
    found = list(Publication.objects.order_by("pk"))
    Edition.objects.bulk_create(_edition(page, cast) for page in found if chance.random() > 0.1)
    for edition in Edition.objects.select_related("publication"):
        page = edition.publication
        page.current = edition
        if chance.random() < 0.1:
            page.withdrawn_at, page.withdrawn_reason, page.withdrawn_by = edition.published_at, "A doubt.", cast.pia
        page.save()
    carried = [(page.pk, tag.pk) for page in found for tag in tags if chance.random() < 0.02 * (1 + tag.pk % 12)]
    through = Publication.tags.through
    through.objects.bulk_create(through(publication_id=page, tag_id=tag) for page, tag in carried)
    process_caches.clear()


def _edition(page, cast):
    return Edition(
        publication=page,
        number=1,
        body="{}",
        schema_version=1,
        digest="0" * 64,
        weight="major",
        change_note="New.",
        reviewed_on="2026-01-01",
        reviewed_by="Ruth",
        published_by=cast.pia,
    )


def _members(kind, slugs):
    """Filter in SQL: OR inside a group, AND across groups."""
    found = Publication.objects.live().in_list_order()
    if kind is not None:
        found = found.of_kind(kind)
    by_group = {}
    for tag in Tag.objects.filter(slug__in=slugs):
        by_group.setdefault(tag.group, []).append(tag.slug)
    for members in by_group.values():
        found = found.tagged(*members)
    return list(found.values_list("pk", flat=True))


def _agrees(kind, slugs):
    index = facets.facet_index(kind)
    entries = [index.vocabulary.tags[slug] for slug in slugs]
    selection = index.choose(entries)
    members = _members(kind, slugs)

    assert selection.ids == members
    assert selection.total == len(members)
    assert [pk for n in range(1, pages_for(len(members)) + 1) for pk in selection.page(n)] == members
    return index, entries, selection


def _expected_count(kind, entries, tag):
    others = [entry.slug for entry in entries if entry.group != tag.group]
    return len(_members(kind, [*others, tag.slug]))


SELECTIONS = st.lists(st.integers(0, TAGS - 1).map(lambda i: f"t{i}"), max_size=7, unique=True)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=st.sampled_from([None, "article", "safety"]), slugs=SELECTIONS, probe=st.integers(0, TAGS - 1))
def test_members_pages_and_counts_equal_sql_when_any_tags_are_chosen(shelf, kind, slugs, probe):
    index, entries, selection = _agrees(kind, slugs)

    tag = index.vocabulary.tags[f"t{probe}"]
    assert selection.counts().get(tag.slug, 0) == _expected_count(kind, entries, tag)
    for entry in entries:
        assert selection.without(entry) == len(_members(kind, [slug for slug in slugs if slug != entry.slug]))


def test_every_count_equals_sql_when_tags_of_several_groups_are_chosen(shelf):
    for slugs in ([], ["t3"], ["t3", "t9", "t4"]):
        index, entries, selection = _agrees("article", slugs)
        counts = selection.counts()

        for tag in index.vocabulary.tags.values():
            assert counts.get(tag.slug, 0) == _expected_count("article", entries, tag), (slugs, tag.slug)


def test_the_shelf_has_something_to_leave_out_when_it_is_compared(shelf):
    index = facets.facet_index(None)

    assert 0 < Publication.objects.exclude(withdrawn_at=None).count() < 60
    assert 0 < Publication.objects.filter(current=None).count() < 60
    assert index.everything.bit_count() == Publication.objects.live().count() > 200


@given(members=st.integers(0, 2**300), start=st.integers(0, 320), length=st.integers(0, 40))
def test_positions_are_those_of_the_set_bits_when_any_slice_is_asked_for(members, start, length):
    expected = [i for i in range(members.bit_length()) if members >> i & 1]

    assert list(facets.positions(members, start, start + length)) == expected[start : start + length]


def test_the_index_moves_on_when_the_site_does(cast, client):
    people.published(cast, "one", people.article_document(title="One"))
    before = facets.facet_index("article").ids

    people.published(cast, "two", people.article_document(title="Two"))
    after = facets.facet_index("article").ids

    assert (len(before), len(after)) == (1, 2)


def test_the_index_is_kept_when_nothing_has_changed(cast, django_assert_num_queries):
    first = facets.facet_index(None)

    with django_assert_num_queries(1):
        second = facets.facet_index(None)

    assert second is first
