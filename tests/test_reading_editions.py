"""Max looks up what a page said on another day."""

import pytest

from acuinfo.publishing import actions
from acuinfo.sources.models import Source

from . import cast as people, markup

KNEE = "/conditions/knee-osteoarthritis/"
HISTORY = f"{KNEE}editions/"
NUMBERED = (f"{HISTORY}1/", f"{HISTORY}2/")
OTHERS = ("/articles/needles/editions/1/", "/safety/bruise/editions/1/")


STARTS = ("Edition 2 current Plainer words.", "Edition 1 A change readers should know.")


@pytest.fixture
def twice(knee, cast):
    """Knee osteoarthritis in two editions."""
    people.rewrite(
        cast,
        knee,
        people.condition_document(without_treatment="<p>A sore knee joint.</p>", unknowns="<p>How long it works.</p>"),
    )
    people.publish(cast, knee, note="Plainer words.")
    return knee


def test_every_edition_is_listed_newest_first_when_there_are_several(twice, client):
    page = markup.page(client.get(HISTORY))

    items = [markup.text(e) for e in markup.elements(page, "ol", class_="edition-list")[0].iter("li")]
    assert [item.startswith(start) for item, start in zip(items, STARTS, strict=True)] == [True, True]
    assert all("Published by Pia. Reviewed by Ruth" in item for item in items)
    links = markup.hrefs(page)
    assert [f"{HISTORY}{n}/{below}" in links for n in (1, 2) for below in ("", "changes/")] == [True] * 4


def test_the_old_edition_says_what_it_said_when_the_page_has_moved_on(twice, client):
    old = client.get(f"{HISTORY}1/")

    main = markup.main(old)
    assert "Wear and pain in the knee joint." in main
    assert "A sore knee joint." not in main
    assert "You are reading edition 1" in main
    assert "which is no longer current." in main
    assert KNEE in markup.hrefs(markup.elements(markup.page(old), "main")[0])


def test_search_engines_are_kept_from_old_editions_and_sent_to_the_live_page(twice, client):
    old = markup.page(client.get(f"{HISTORY}1/"))
    live = markup.page(client.get(KNEE))

    assert [e.get("content") for e in markup.elements(old, "meta", name="robots")] == ["noindex"]
    assert [
        e.get("href", "").removeprefix("http://127.0.0.1:8000") for e in markup.elements(old, "link", rel="canonical")
    ] == [KNEE]
    assert markup.elements(live, "meta", name="robots") == []


def test_the_current_edition_has_no_banner_when_it_is_read_by_its_number(twice, client):
    main = markup.main(client.get(f"{HISTORY}2/"))

    assert "A sore knee joint." in main
    assert "You are reading edition" not in main


def test_the_old_edition_shows_the_source_as_cited_and_as_it_stands_now(cast, client):
    knee = people.knee(cast, unknowns="<p>How long it lasts [[vickers2018]].</p>")
    people.rewrite(cast, knee, people.condition_document())
    people.publish(cast, knee)
    source = Source.objects.get(slug="vickers2018")
    source.title = "Another title"
    source.save()
    actions.change_standing(source=source, standing="corrected", note="Figure 2 was wrong.", by=cast.pia)

    main = markup.main(client.get(f"{HISTORY}1/"))

    assert "Vickers AJ. Title of vickers2018. 2018." in main
    assert "marked as corrected" in main
    assert "Figure 2 was wrong." in main


def test_the_differences_show_words_added_and_removed_when_an_edition_changed_some(twice, client):
    page = markup.page(client.get(f"{HISTORY}2/changes/"))

    added = [markup.text(e) for e in page.iter("ins")]
    removed = [markup.text(e) for e in page.iter("del")]
    assert added == ["A sore", "works."]
    assert removed == ["Wear and pain in the", "lasts."]
    assert [markup.text(e) for e in markup.elements(page, "section", class_="difference") for e in e.iter("h2")] == [
        "What happens without treatment changed",
        "What we do not know changed",
    ]
    assert "Plainer words." in markup.main(client.get(f"{HISTORY}2/changes/"))


def test_everything_is_new_when_it_is_the_first_edition(knee, client):
    main = markup.main(client.get(f"{HISTORY}1/changes/"))

    assert "This is the first edition: everything in it is new." in main
    assert "What happens without treatment added Wear and pain in the knee joint." in main


def test_the_words_are_the_same_when_the_page_was_only_reviewed(knee, cast, client):
    people.publish(cast, knee, note="Nothing new was found.", weight="reviewed")

    main = markup.main(client.get(f"{HISTORY}2/changes/"))

    assert "The words are the same; only the date of review is new." in main


@pytest.mark.parametrize("number", ["0", "3", "99999999999999999999", "9" * 3000])
def test_nothing_is_found_when_there_is_no_such_edition(twice, client, number):
    assert client.get(f"{HISTORY}{number}/").status_code == 404
    assert client.get(f"{HISTORY}{number}/changes/").status_code == 404


def test_the_edition_has_one_address_when_its_number_is_written_otherwise(twice, client):
    response = client.get(f"{HISTORY}0001/")

    assert (response.status_code, response["Location"]) == (301, f"{HISTORY}1/")


def test_a_page_restored_is_public_only_when_it_is_published_again(twice, cast, client):
    actions.restore(edition=twice.editions.get(number=1), by=cast.ada)
    before = markup.main(client.get(KNEE))

    people.publish(cast, twice, note="Back to the first words.")
    after = markup.main(client.get(KNEE))

    assert "A sore knee joint." in before
    assert "Wear and pain in the knee joint." in after
    assert "Edition 3" in after


def test_old_editions_are_gone_too_when_the_page_is_withdrawn(twice, cast, client):
    actions.withdraw(publication=twice, by=cast.pia, reason="It was wrong.")

    answers = [client.get(f"{HISTORY}{below}") for below in ("", "1/", "2/", "2/changes/")]

    assert [answer.status_code for answer in answers] == [410] * 4
    assert all(b"It was wrong." in answer.content for answer in answers)
    assert all(b"Wear and pain" not in answer.content for answer in answers)


def test_each_edition_has_a_title_of_its_own_when_it_is_read_by_its_number(twice, client):
    titles = [markup.text(markup.page(client.get(a)).find("head/title")) for a in (KNEE, *NUMBERED)]

    assert titles == [
        f"Knee osteoarthritis and acupuncture{end} | AcuInfo" for end in ("", " (edition 1)", " (edition 2)")
    ]


def test_the_current_edition_of_each_kind_says_its_number_when_it_is_read_by_it(cast, client):
    people.published(cast, "needles", people.article_document(title="Needles"))
    people.published(cast, "bruise", people.safety_document(title="Bruises"))

    titles = [markup.text(markup.page(client.get(a)).find("head/title")) for a in OTHERS]

    assert titles == ["Needles (edition 1) | AcuInfo", "Bruises (edition 1) | AcuInfo"]


def _way(client, address):
    (nav,) = markup.elements(markup.page(client.get(address)), "nav", class_="breadcrumb")
    return [markup.text(crumb) for crumb in nav.iter("li")]


def test_every_page_below_a_page_leads_back_step_by_step(twice, cast, client):
    people.published(cast, "about", people.article_document(title="About", section="about"))
    page = ["Home", "Conditions", "Knee osteoarthritis"]

    assert _way(client, KNEE) == page
    assert _way(client, HISTORY) == [*page, "Editions"]
    assert [_way(client, address) for address in NUMBERED] == [[*page, "Editions", f"Edition {n}"] for n in (1, 2)]
    assert _way(client, f"{NUMBERED[1]}changes/") == [*page, "Editions", "Changes in edition 2"]
    assert _way(client, f"{KNEE}feedback/") == [*page, "Words to the editors"]
    assert _way(client, "/about/editions/1/") == ["Home", "About", "Editions", "Edition 1"]
