"""What the pretend treatment did is told in the sentence, and people can choose findings by it."""

import pytest

from conditions.terms import ShamKind
from conditions.wording.sentences import SHAMS

from . import cast as people, markup

KINDS = ("penetrating", "non-penetrating")


@pytest.fixture
def findings(cast, knee):
    """A finding against each of two kinds of sham, one against a sham of no known kind, and one against usual care."""
    pages = [
        people.published(cast, f"pain-{kind}", people.evidence_document(sham_kind=kind, follow_up=f"After {kind}"))
        for kind in KINDS
    ]
    pages.append(people.published(cast, "sleep-sham", people.evidence_document(outcome="sleep")))
    pages.append(people.published(cast, "pain-care", people.evidence_document(comparator="usual-care")))
    return pages


def of_group(publication, group):
    """Return the slugs and names of a page's tags of one group."""
    return [(tag.slug, tag.name) for tag in publication.tags.all() if tag.group == group]


@pytest.mark.parametrize("kind", ShamKind)
def test_the_kind_stands_in_the_sentence_the_title_and_the_numbers(cast, knee, client, kind):
    people.published(cast, "knee-pain-sham", people.evidence_document(sham_kind=kind))

    page = markup.page(client.get("/evidence/knee-pain-sham/"))

    main = markup.text(markup.elements(page, "main")[0])
    assert f"Acupuncture may reduce pain slightly compared with {SHAMS[kind]}." in main
    assert people.finding_title(against=SHAMS[kind]) in main
    assert f"Kind of sham {kind.label}" in markup.text(markup.by_id(page, "numbers"))


def test_the_kind_is_a_tag_that_the_software_gives(findings):
    assert [of_group(page, "sham") for page in findings] == [
        [("sham-penetrating", "Needles that pierced the skin")],
        [("sham-non-penetrating", "Needles that did not pierce the skin")],
        [],
        [],
    ]
    assert [of_group(page, "comparator")[0][0] for page in findings] == ["sham", "sham", "sham", "usual-care"]


def test_the_tag_follows_when_the_kind_is_corrected(cast, findings):
    people.rewrite(cast, findings[0], people.evidence_document(sham_kind="device"))
    people.publish(cast, findings[0])

    assert of_group(findings[0], "sham") == [("sham-device", "An inactive laser or electrical device")]


def test_findings_are_listed_by_the_kind_of_their_sham_when_it_is_chosen(findings, client):
    everything = markup.page(client.get("/evidence/"))
    chosen = markup.page(client.get("/evidence/?tag=sham-penetrating"))

    assert markup.text(markup.by_id(everything, "filter-sham")) == "Kind of sham"
    assert "/evidence/?tag=sham-penetrating" in markup.hrefs(everything)
    assert {a for a in markup.hrefs(chosen) if a.startswith("/evidence/") and "-" in a and "?" not in a} == {
        "/evidence/pain-penetrating/"
    }


def test_the_numbers_below_the_grid_name_the_kind(findings, client):
    page = markup.page(client.get("/conditions/knee-osteoarthritis/"))

    [table] = markup.elements(page, "table", class_="numbers-of-findings")
    cells = [markup.text(row) for row in table.iter("tr")]
    said = {kind: sum(str(kind.label) in cell for cell in cells) for kind in ShamKind}
    assert said == {kind: int(kind.value in KINDS) for kind in ShamKind}
    assert all(str(ShamKind(kind).label) in cell for kind in KINDS for cell in cells if f"After {kind}" in cell)
