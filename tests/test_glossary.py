"""The first use of a term on a page leads to its plain explanation."""

import pytest

from acuinfo.site.glossary import Glossary, GlossaryTerm, names

from . import cast as people

TERMS = [
    GlossaryTerm("Sham acupuncture", "/articles/glossary-sham/"),
    GlossaryTerm("Certainty", "/articles/glossary-certainty/"),
]


@pytest.mark.parametrize(
    ("text", "linked"),
    [
        (
            "<p>Certainty, and certainty again.</p>",
            '<p><a class="term" href="/articles/glossary-certainty/">Certainty</a>, and certainty again.</p>',
        ),
        ("<h2>Certainty</h2>", "<h2>Certainty</h2>"),
        ('<p><a href="/x/">certainty</a></p>', '<p><a href="/x/">certainty</a></p>'),
        ("<p>uncertainty</p>", "<p>uncertainty</p>"),
        (
            "<p>sham acupuncture</p>",
            '<p><a class="term" href="/articles/glossary-sham/">sham acupuncture</a></p>',
        ),
    ],
)
def test_the_first_use_is_linked_when_it_stands_in_running_text(text, linked):
    assert Glossary(TERMS).link(text) == linked


@pytest.mark.parametrize(
    ("title", "slug", "found_by"),
    [
        ("Waiting list", "glossary-waiting-list", ["Waiting list"]),
        (
            "Standardised mean difference (SMD)",
            "glossary-smd",
            ["Standardised mean difference (SMD)", "Standardised mean difference", "SMD"],
        ),
        ("Needle (thin)", "glossary-needle", ["Needle (thin)", "Needle"]),
        ("Certainty of evidence", "glossary-certainty-of-evidence", ["Certainty of evidence", "certainty"]),
        ("Heterogeneity", "glossary-heterogeneity", ["Heterogeneity", "I²"]),
    ],
)
def test_an_entry_goes_by_several_names_when_texts_do_not_use_its_title(title, slug, found_by):
    assert list(names(title, slug)) == found_by


@pytest.mark.parametrize(
    ("term", "text", "found"),
    [
        ("SMD", "the SMD was small", "SMD"),
        ("SMD", "The SMD was small", "SMD"),
        ("OR", "one or the other", None),
        ("I²", "I² was 80%", "I²"),
        (
            "Standardised mean difference (SMD)",
            "a standardised mean difference (SMD) of 1",
            "standardised mean difference (SMD)",
        ),
        ("Usual care", "the usual cares of life", "usual cares"),
        ("pretend (sham) acupuncture", "Pretend (sham) acupuncture is", "Pretend (sham) acupuncture"),
        ("95% interval", "its 95% interval", "95% interval"),
        ("sham", "a sham-controlled trial", None),
        ("sham", "a claim [[sham]] with its source", None),
        ("Guideline", "the Web Content Accessibility Guidelines say", None),
        ("Retraction", "Retraction Watch found it", None),
        ("Guideline", "A NICE guideline says", "guideline"),
        ("Guideline", "It is over. Guidelines differ.", "Guidelines"),
        ("Guideline", "Guidelines differ", "Guidelines"),
    ],
)
def test_a_word_is_linked_when_it_is_the_term_and_not_part_of_another_name(term, text, found):
    linked = Glossary([GlossaryTerm(term, "/articles/entry/")]).link(text)

    expected = text.replace(found, f'<a class="term" href="/articles/entry/">{found}</a>') if found else text
    assert linked == expected


def test_an_entry_is_linked_once_when_the_text_uses_several_of_its_names():
    entry = [GlossaryTerm("sham acupuncture", "/articles/sham/"), GlossaryTerm("sham", "/articles/sham/")]

    linked = Glossary(entry).link("<p>Sham, then sham acupuncture.</p>")

    assert linked == '<p><a class="term" href="/articles/sham/">Sham</a>, then sham acupuncture.</p>'


def test_a_term_is_linked_once_when_a_page_has_several_texts():
    glossary = Glossary(TERMS)

    first, second = glossary.link("<p>certainty</p>"), glossary.link("<p>certainty</p>")

    assert "<a" in first
    assert second == "<p>certainty</p>"


def test_readers_reach_the_explanation_when_a_page_uses_the_term(cast, client):
    people.published(cast, "glossary-needle", people.article_document(title="Needle", section="glossary"))
    people.knee(cast)

    page = client.get("/conditions/knee-osteoarthritis/").content.decode()

    assert page.count('<a class="term" href="/articles/glossary-needle/">needles</a>') == 1


def test_the_entry_does_not_link_to_itself_when_it_is_read(cast, client):
    people.published(
        cast, "glossary-needle", people.article_document(title="Needle", section="glossary", body="<p>A needle.</p>")
    )

    assert 'class="term"' not in client.get("/articles/glossary-needle/").content.decode()
