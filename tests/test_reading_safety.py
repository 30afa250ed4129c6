"""Max checks whether it is safe for him."""

from acuinfo.publishing import actions

from . import cast as people, markup


def test_readers_get_what_to_do_first_when_a_note_is_published(cast, client):
    people.published(cast, "bruise", people.safety_document(urgency="talk-first"))

    main = markup.main(client.get("/safety/bruise/"))

    assert "Bruising where the needle went in A small bruise can follow." in main
    assert "Talk to a clinician first Side effect" in main
    assert main.index("Press on it.") < main.index("A blue mark on the skin.")
    assert "How often it happens" not in main
    assert "Everyone who has acupuncture, whatever the condition." in main


def test_the_rate_is_told_with_its_source_when_it_is_known(cast, client):
    rate = {"count": 6936, "denominator": 229230, "unit": "people", "period": "a course of treatment"}
    people.published(cast, "bruise", people.safety_document(rate=rate, source="witt2009", locator="Table 3"))

    main = markup.main(client.get("/safety/bruise/"))

    assert "How often it happens About 3 of 100 people." in main
    assert "Vickers AJ. Title of witt2009. 2018." in main
    assert "Source: Vickers AJ. Title of witt2009. 2018. (Table 3)" in main


def test_the_note_says_whom_it_concerns_and_what_was_counted(cast, client):
    rate = {"count": 131, "denominator": 10000, "unit": "treatments", "counted": "unwanted effects"}
    note = people.safety_document(who="People who are pregnant", rate=rate, source="park2014")
    people.published(cast, "pregnancy", note)

    main = markup.main(client.get("/safety/pregnancy/"))

    assert "Who it applies to People who are pregnant." in main
    assert "Everyone who has acupuncture" not in main
    assert "About 13 of 1,000 treatments: unwanted effects." in main


def test_the_note_names_its_conditions_when_it_is_limited(knee, cast, client):
    people.published(cast, "bruise", people.safety_document(conditions=("knee-osteoarthritis",)))

    page = markup.page(client.get("/safety/bruise/"))

    assert "/conditions/knee-osteoarthritis/" in markup.hrefs(markup.by_id(page, "applies-to"))
    assert "Everyone who has acupuncture" not in markup.text(page)


def test_the_most_serious_come_first_in_the_list_when_there_are_several(cast, client):
    people.published(cast, "bruise", people.safety_document())
    people.published(cast, "lung", people.safety_document(title="Collapsed lung", safety_kind="serious-harm"))

    titles = [markup.text(e) for e in markup.elements(markup.page(client.get("/safety/")), "h3", class_="card__title")]

    assert titles == ["Collapsed lung", "Bruising where the needle went in"]


def test_the_front_page_shows_what_needs_help_now_when_such_a_note_is_live(cast, client):
    urgent = people.published(cast, "lung", people.safety_document(title="Collapsed lung", urgency="get-help-now"))
    people.published(cast, "bruise", people.safety_document())

    before = client.get("/").content.decode()
    actions.withdraw(publication=urgent, by=cast.pia, reason="A doubt.")
    after = markup.hrefs(markup.page(client.get("/")))

    assert "/safety/lung/" in before
    assert 'href="/safety/bruise/"' not in before.split("safety-heading")[-1].split("changes-heading")[0]
    assert after.count("/safety/lung/") == 2  # two lines of the change log say what happened
