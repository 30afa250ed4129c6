"""The facet index follows the change log, and is then what building it anew would give."""

import random

import pytest
from hypothesis import given, strategies as st

from acuinfo.finding import facets
from acuinfo.finding.facets import FacetIndex, TagSets, Vocabulary, facet_index
from acuinfo.publishing import actions
from acuinfo.publishing.models import Publication, TagGroup

from . import cast as people
from .published_site import add_tag

TAGS = ("knee", "neck", "hip", "needles", "sham")
KINDS = ("article", "safety", None)


@pytest.fixture
def shelf(cast):
    """Five tags and six articles, all indexes built."""
    for slug in TAGS:
        add_tag(cast, slug, "body-area" if slug in TAGS[:3] else "topic")
    for n in range(6):
        people.published(cast, f"article-{n}", _article(n, TAGS[n % 5]))
    _indexes()


def _article(n, *tags, title="Article"):
    return people.article_document(title=f"{title} {n}", tags=tags)


def _indexes():
    return {kind: facet_index(kind) for kind in KINDS}


@pytest.fixture
def built_anew(monkeypatch):
    """The kinds whose index was built anew since the test began."""
    kinds, read = [], FacetIndex.read.__func__

    def note(cls, kind, vocabulary):
        kinds.append(kind)
        return read(cls, kind, vocabulary)

    monkeypatch.setattr(FacetIndex, "read", classmethod(note))
    return kinds


def _same_as_anew():
    for kind, index in _indexes().items():
        anew = FacetIndex.read(kind, Vocabulary.read())
        assert list(index.ids) == list(anew.ids), kind
        assert dict(index.bits) == dict(anew.bits), kind
        assert index.choose([]).counts() == anew.choose([]).counts(), kind


@pytest.mark.parametrize(
    "change",
    [
        lambda cast: people.published(cast, "article-new", _article(99, "sham", title="A new one")),
        lambda cast: _rewrite(cast, "article-2", _article(2, "neck", "sham")),
        lambda cast: _rewrite(cast, "article-2", _article(2, title="Zebra")),
        lambda cast: actions.withdraw(publication=_page("article-3"), by=cast.pia, reason="Wrong."),
        lambda cast: people.published(cast, "note", people.safety_document(tags=("knee",))),
        people.knee,
    ],
    ids=["published", "tags changed", "moved down the list", "withdrawn", "another kind", "with a new tag of its own"],
)
def test_the_index_is_moved_not_built_when_one_page_changes(shelf, cast, built_anew, change):
    change(cast)

    _indexes()

    assert built_anew == []
    _same_as_anew()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_index_equals_a_new_one_when_pages_come_change_and_go(shelf, cast, seed):
    chance = random.Random(seed)
    for step in range(12):
        for _ in range(chance.choice((1, 1, 3))):
            _something_happens(cast, chance, step)
        _same_as_anew()


def _something_happens(cast, chance, step):
    pages = list(Publication.objects.filter(kind="article").order_by("pk"))
    page = chance.choice(pages)
    if page.withdrawn_at:
        actions.reinstate(publication=page, by=cast.pia)
    elif chance.random() < 0.3:
        actions.withdraw(publication=page, by=cast.pia, reason="Wrong.")
    elif chance.random() < 0.3:
        slug = f"new-{len(pages)}"
        people.published(cast, slug, _article(len(pages), *chance.sample(TAGS, 2), title=chance.choice("AMZ")))
    else:
        tags = chance.sample(TAGS, chance.randrange(4))
        document = _article(step, *tags, title=f"{chance.choice('AMZ')} {chance.random()}")
        people.rewrite(cast, page, document)
        people.publish(cast, page)


def _page(slug):
    return Publication.objects.get(kind="article", slug=slug)


def _rewrite(cast, slug, document):
    people.rewrite(cast, _page(slug), document)
    people.publish(cast, _page(slug))


def test_the_index_is_built_anew_when_the_vocabulary_was_edited(shelf, cast, built_anew):
    actions.save_tag(slug="knee", name="Knees", group="body-area", scope_note="", aliases=(), by=cast.pia)

    index = facet_index("article")

    assert built_anew == ["article"]
    assert index.vocabulary.tags["knee"].name == "Knees"


def test_the_index_is_built_anew_when_more_changed_than_it_is_worth(shelf, cast, built_anew, monkeypatch):
    monkeypatch.setattr(facets, "MOST_CHANGES", 1)
    actions.withdraw(publication=_page("article-0"), by=cast.pia, reason="Wrong.")
    actions.withdraw(publication=_page("article-1"), by=cast.pia, reason="Wrong.")

    facet_index("article")

    assert built_anew == ["article"]
    _same_as_anew()


def test_the_index_is_built_anew_when_the_log_does_not_explain_the_list(shelf, cast, built_anew):
    Publication.objects.filter(slug="article-5").update(sort_key="0")
    actions.withdraw(publication=_page("article-0"), by=cast.pia, reason="Wrong.")

    facet_index("article")

    assert built_anew == ["article"]


# --- Places that come and go ------------------------------------------------------------------------------------
@given(
    pages=st.lists(st.integers(0, 60), unique=True, max_size=40),
    new=st.lists(st.integers(0, 60), unique=True, max_size=40),
    members=st.sets(st.integers(0, 60)),
)
def test_a_set_follows_its_pages_when_some_leave_and_others_join(pages, new, members):
    staying = [page for page in pages if page in new]
    new = _with_order_kept(staying, new)
    left = [i for i, page in enumerate(pages) if page not in staying]
    joined = [i for i, page in enumerate(new) if page not in staying]
    before = sum(1 << i for i, page in enumerate(pages) if page in members)

    after = facets._shifted(before, left, joined)

    assert after == sum(1 << i for i, page in enumerate(new) if page in members and page in staying)


def _with_order_kept(staying, new):
    """Return the new list with the staying pages in their old order."""
    turn = iter(staying)
    return [next(turn) if page in staying else page for page in new]


# --- Tags that few pages carry ----------------------------------------------------------------------------------
@given(
    places=st.dictionaries(st.sampled_from("abcdef"), st.sets(st.integers(0, 4999), min_size=1, max_size=60)),
    chosen=st.sets(st.integers(0, 4999)),
)
def test_counts_are_the_same_when_tags_are_kept_as_places_or_as_integers(places, chosen):
    ascending = {slug: sorted(found) for slug, found in places.items()}
    tags = {slug: facets.TagEntry(i, slug, slug, TagGroup.TOPIC) for i, slug in enumerate(ascending)}
    vocabulary = Vocabulary(tags, {})
    sets = TagSets.of(ascending, 5000)
    index = FacetIndex(range(5000), sets, vocabulary)
    members = sum(1 << i for i in chosen)

    counts = index.choose([], members).counts()

    assert dict(sets) == {slug: sum(1 << i for i in found) for slug, found in places.items()}
    assert {slug: n for slug, n in counts.items() if n} == {s: len(f & chosen) for s, f in places.items() if f & chosen}
