"""Max looks at what the pages lean on."""

import re

from acuinfo.publishing import actions
from acuinfo.sources.models import Source

from . import cast as people, markup


def _cited(cast, **fields):
    people.source("vickers2018", container="J Pain", doi="10.1016/j.jpain.2017.11.005", pmid="29198932", **fields)
    return people.knee(cast, unknowns="<p>How long it lasts [[vickers2018]].</p>")


def test_the_source_tells_its_record_and_who_cites_it_when_a_live_page_does(cast, client):
    _cited(cast)
    people.published(cast, "knee-pain-sham", people.evidence_document())

    response = client.get("/sources/vickers2018/")

    main = markup.main(response)
    for words in ("Title of vickers2018", "J Pain", "10.1016/j.jpain.2017.11.005", "29198932", "Standing Current"):
        assert words in main
    links = markup.hrefs(markup.page(response))
    assert "https://doi.org/10.1016/j.jpain.2017.11.005" in links
    assert "/conditions/knee-osteoarthritis/" in links
    assert "/evidence/knee-pain-sham/" in links


def test_the_list_counts_citing_pages_when_sources_are_cited(cast, client):
    _cited(cast)
    people.published(cast, "knee-pain-sham", people.evidence_document())

    main = markup.main(client.get("/sources/"))

    assert "Title of vickers2018 Vickers AJ J Pain 2018 Current Cited by 2 pages" in main


def test_a_source_is_nobodys_business_when_no_live_page_cites_it(cast, client):
    knee = _cited(cast)
    people.source("secret2030")

    assert "secret2030" not in client.get("/sources/").content.decode()
    assert client.get("/sources/secret2030/").status_code == 404
    actions.withdraw(publication=knee, by=cast.pia, reason="A doubt.")
    assert client.get("/sources/vickers2018/").status_code == 404
    assert "vickers2018" not in client.get("/sources/").content.decode()


def test_editors_notes_stay_inside_when_the_source_is_shown(cast, client):
    _cited(cast, note="Ask Jo before citing.")

    assert b"Ask Jo" not in client.get("/sources/vickers2018/").content


def test_the_standing_shows_at_once_when_the_source_is_superseded(cast, client):
    _cited(cast)
    newer = people.source("vickers2030", title="A newer pooling")
    people.published(cast, "needles", people.article_document(sources=("vickers2030",)))

    actions.change_standing(
        source=Source.objects.get(slug="vickers2018"),
        standing="superseded",
        note="A newer version pools more trials.",
        superseded_by=newer,
        by=cast.pia,
    )

    main = markup.main(client.get("/sources/vickers2018/"))
    assert (
        "Superseded . A newer version pools more trials." in main
        or "Superseded. A newer version pools more trials." in main
    )
    assert re.search(r"Known since [^.]+\. Replaced by: A newer pooling", main)
    assert "Superseded" in markup.main(client.get("/sources/"))


def test_a_long_list_has_pages_of_twenty_when_it_is_read_through(cast, client):
    marks = " ".join(f"[[s{i:02d}]]" for i in range(21))
    people.knee(cast, unknowns=f"<p>Much {marks}.</p>")

    first, second = (markup.page(client.get(f"/sources/{query}")) for query in ("", "?page=2"))

    assert len(markup.elements(first, "h3", class_="card__title")) == 20
    assert [markup.text(e) for e in markup.elements(second, "h3", class_="card__title")] == ["Title of s20"]
    assert client.get("/sources/?page=3").status_code == 404
    assert client.get("/sources/?page=1")["Location"] == "/sources/"
    assert client.get("/sources/?page=2&x=1")["Location"] == "/sources/?page=2"


def test_the_list_says_so_when_there_are_no_sources(db, client):
    assert "No source has been recorded yet." in markup.main(client.get("/sources/"))
