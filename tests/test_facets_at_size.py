"""Facet counts on 5,000 pages and 300 tags, for 1,000 random selections, against sets in plain Python."""

import random

import pytest

from acuinfo.finding import facets
from acuinfo.publishing import process_caches
from acuinfo.publishing.models import Edition, Publication, Tag, TagGroup

PAGES, TAGS, SELECTIONS = 5_000, 300, 1_000
GROUPS = TagGroup.values[:5]


@pytest.fixture
def shelf(cast):
    """Five thousand live pages; tag number n is carried about n times less often than tag 0. Written in bulk."""
    chance = random.Random(11)
    Tag.objects.bulk_create(Tag(slug=f"t{i}", name=f"T{i}", group=GROUPS[i % len(GROUPS)]) for i in range(TAGS))
    Publication.objects.bulk_create(
        Publication(kind="article", slug=f"p{i}", sort_key=f"{i:05d}") for i in range(PAGES)
    )
    pages = list(Publication.objects.order_by("sort_key"))
    fields = {"number": 1, "body": "{}", "schema_version": 1, "digest": "0" * 64, "weight": "major", "change_note": "x"}
    fields |= {"reviewed_on": "2026-01-01", "reviewed_by": "Ruth", "published_by": cast.pia}
    Edition.objects.bulk_create(Edition(publication=page, **fields) for page in pages)
    for edition, page in zip(Edition.objects.order_by("publication__sort_key"), pages, strict=True):
        page.current = edition
    Publication.objects.bulk_update(pages, ["current"], batch_size=500)
    tags = list(Tag.objects.order_by("pk"))
    weights = [1 / (i + 1) for i in range(TAGS)]
    carried = {page.pk: {tag.pk for tag in chance.choices(tags, weights, k=8)} for page in pages}
    through = Publication.tags.through
    through.objects.bulk_create(through(publication_id=p, tag_id=t) for p, found in carried.items() for t in found)
    return {tag.slug: {p for p, found in carried.items() if tag.pk in found} for tag in tags}


def _members(shelf, entries, everything):
    groups = {}
    for entry in entries:
        groups.setdefault(entry.group, set()).update(shelf[entry.slug])
    return set.intersection(everything, *groups.values())


def test_counts_equal_plain_sets_when_a_thousand_selections_are_tried(shelf, django_assert_num_queries):
    chance = random.Random(13)
    everything = set(Publication.objects.values_list("pk", flat=True))
    process_caches.clear()
    with django_assert_num_queries(5):  # the site version, two of the vocabulary, two of the index
        index = facets.facet_index("article")
    entries = list(index.vocabulary.tags.values())

    with django_assert_num_queries(0):
        for _ in range(SELECTIONS):
            chosen = chance.choices(entries, [1 / (i + 1) for i in range(TAGS)], k=chance.randint(0, 5))
            selection = index.choose(chosen)
            counts = selection.counts()
            probes = chance.sample(entries, 3)

            assert set(selection.ids) == _members(shelf, chosen, everything)
            for tag in probes:
                others = [entry for entry in chosen if entry.group != tag.group]
                assert counts.get(tag.slug, 0) == len(_members(shelf, [*others, tag], everything))
