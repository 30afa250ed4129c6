"""The first use of a term on a page leads to its plain explanation."""

import pytest

from acuinfo.glossary import Glossary, Term

from . import cast as people

TERMS = [Term("Sham acupuncture", "/articles/glossary-sham/"), Term("Certainty", "/articles/glossary-certainty/")]


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
