"""What editors put in instead of typing it: readers get the words of the live finding, in every place at once."""

import json
from typing import Any

import pytest
from django.urls import reverse

from acuinfo.publishing import actions, inserted
from acuinfo.publishing.models import Change, Publication
from acuinfo.publishing.richtext import clean
from tests.cast import (
    Cast,
    article_document,
    condition_document,
    evidence_document,
    publish,
    published,
    reserve_draft,
    rewrite,
    safety_document,
)

SLUG = "knee-pain-sham"
MARK = f"[[finding:{SLUG}]]"
ELEMENT = f'<data value="finding:{SLUG}"></data>'
LOW = "Acupuncture may reduce pain slightly compared with sham (pretend) acupuncture."
MODERATE = "Acupuncture probably reduces pain slightly compared with sham (pretend) acupuncture."


@pytest.fixture
def finding(cast: Cast, knee: Publication) -> Publication:
    """Return a live finding about the knee with low certainty."""
    return published(cast, SLUG, evidence_document())


@pytest.fixture
def host(cast: Cast, finding: Publication) -> Publication:
    """Return a condition that leads with the finding, and puts it into a message, a text and an option."""
    page = Publication.objects.get(slug="knee-osteoarthritis")
    told = condition_document(
        leading=[SLUG],
        key_messages=(MARK, "Exercise comes first."),
        unknowns=f"<p>How long it lasts. <strong>{ELEMENT}</strong> Ask us.</p>",
    )
    rewrite(cast, page, told)
    publish(cast, page)
    page.refresh_from_db()
    return page


def surer(cast: Cast, finding: Publication, **fields: Any) -> None:
    """Publish the finding with moderate certainty."""
    rewrite(cast, finding, evidence_document(certainty="moderate", **fields))
    publish(cast, finding, note="The rating is higher now.")


EVERY_PLACE = (
    "/conditions/knee-osteoarthritis/",
    "/conditions/",
    "/",
    "/conditions.atom",
    "/search/?q=knee",
    "/api/v1/condition/",
    "/api/v1/condition/knee-osteoarthritis/",
)

IN_SHORT = ("/conditions/", "/")
"""Lists have the lines of the answer panel: what was compared stands above them."""
LOW_IN_SHORT = "Acupuncture may reduce pain slightly."
MODERATE_IN_SHORT = "Acupuncture probably reduces pain slightly."


@pytest.mark.parametrize("address", EVERY_PLACE)
def test_every_place_tells_the_live_words_when_a_certainty_changes(
    cast: Cast, finding: Publication, host: Publication, client, address: str
) -> None:
    before = client.get(address).content.decode()
    surer(cast, finding)
    after = client.get(address).content.decode()

    low, moderate = (LOW, MODERATE) if address not in IN_SHORT else (LOW_IN_SHORT, MODERATE_IN_SHORT)
    assert low in before
    assert moderate not in before
    assert moderate in after
    assert low not in after
    assert "[[finding" not in after
    assert "<data" not in after


def test_link_previews_and_structured_data_tell_the_answer(cast: Cast, host: Publication, client) -> None:
    page = client.get(host.get_absolute_url()).content.decode()
    data = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])

    assert f'<meta name="description" content="{LOW}">' in page
    assert f'<meta property="og:description" content="{LOW}">' in page
    assert data["description"] == LOW


def test_what_is_put_in_is_linked_and_carries_its_certainty(cast: Cast, host: Publication, client) -> None:
    page = client.get(host.get_absolute_url()).content.decode()

    assert f'<a class="inserted" href="/evidence/{SLUG}/">{LOW}</a>' in page
    assert page.count("inserted__mark") == 2  # the message and the text


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("", LOW),
        ("|full", LOW),
        ("|clause", "acupuncture may reduce pain slightly compared with sham (pretend) acupuncture"),
        ("|short", "May reduce pain slightly"),
    ],
)
def test_each_form_has_its_words(cast: Cast, finding: Publication, form: str, words: str) -> None:
    mark = f"[[finding:{SLUG}{form}]]"

    assert inserted.told(mark, inserted.live(list(inserted.inserts_in(mark)))) == words


def test_a_rate_and_the_positions_of_guidelines_can_be_put_in(cast: Cast, knee: Publication) -> None:
    rate = {"count": 9.31, "denominator": 100, "unit": "people"}
    published(cast, "bruising", safety_document(title="Bruising", rate=rate, source="vickers2018"))
    typed = "[[rate:bruising]] [[guidelines:knee-osteoarthritis]]"

    said = inserted.told(typed, inserted.live(list(inserted.inserts_in(typed))))

    assert said == "Bruising: about 9 of 100 people. We have recorded no current guideline on acupuncture for this."


def test_a_page_puts_in_its_own_guidelines_from_its_first_edition_on(cast: Cast, client) -> None:
    said = {"body": "NICE", "year": 2021, "position": "consider", "statement": "It may.", "url": "https://example.org"}
    messages = ("[[guidelines:neck-pain]]", "Exercise comes first.")
    page = published(
        cast, "neck-pain", condition_document(title="Neck pain", guidelines=(said,), key_messages=messages)
    )

    assert "The one guideline we know says that it may be considered." in page.search_text
    assert "The one guideline we know" in client.get(page.get_absolute_url()).content.decode()


def test_a_withdrawn_finding_drops_out_with_its_sentence_and_the_page_is_late(
    cast: Cast, finding: Publication, host: Publication, client
) -> None:
    rewrite(
        cast,
        host,
        condition_document(leading=[SLUG], key_messages=(f"In short, [[finding:{SLUG}|clause]]. Stay active.", "Ask.")),
    )
    publish(cast, host)

    actions.withdraw(publication=finding, by=cast.pia, reason="It was wrong.")
    page = client.get(host.get_absolute_url()).content.decode()
    host.refresh_from_db()

    assert "In short" not in page
    assert "Stay active." in page
    assert "This page is overdue for review." in page
    assert "was taken out" in page
    assert host.is_late
    assert host.summary == ""


def test_a_reinstated_finding_is_told_again(cast: Cast, finding: Publication, host: Publication, client) -> None:
    actions.withdraw(publication=finding, by=cast.pia, reason="It was wrong.")
    actions.reinstate(publication=finding, by=cast.pia)
    host.refresh_from_db()

    assert host.summary == LOW
    assert not host.is_late


def test_a_finding_that_moved_is_still_told(cast: Cast, finding: Publication, host: Publication, client) -> None:
    actions.move(publication=finding, slug="knee-pain-pretend", by=cast.pia)
    surer(cast, Publication.objects.get(slug="knee-pain-pretend"))

    page = client.get(host.get_absolute_url()).content.decode()

    assert f'<a class="inserted" href="/evidence/knee-pain-pretend/">{MODERATE}</a>' in page


def test_the_page_moves_with_what_it_shows(cast: Cast, finding: Publication, host: Publication, client) -> None:
    address = host.get_absolute_url()
    was = client.get(address)["ETag"], host.changed_at
    surer(cast, finding)
    host.refresh_from_db()
    change = Change.objects.get(what=Change.What.SHOWN_CHANGED, publication=host)

    assert client.get(address)["ETag"] != was[0]
    assert host.changed_at > was[1]
    assert "The rating is higher now." in change.note
    assert "The rating is higher now." in client.get(f"{address}editions/").content.decode()
    assert "The rating is higher now." in client.get("/feeds/changes.atom").content.decode()


def test_nothing_is_said_of_a_page_whose_words_stay_the_same(
    cast: Cast, finding: Publication, host: Publication
) -> None:
    rewrite(cast, finding, evidence_document(population="Adults"))
    publish(cast, finding)

    assert not Change.objects.filter(what=Change.What.SHOWN_CHANGED, publication=host).exists()


def test_an_old_edition_tells_the_finding_as_it_was(
    cast: Cast, finding: Publication, host: Publication, client
) -> None:
    number = host.editions.count()
    rewrite(cast, host, condition_document(leading=[SLUG], key_messages=(MARK, "Walk.")))
    publish(cast, host)
    surer(cast, finding)

    old = client.get(f"{host.get_absolute_url()}editions/{number}/").content.decode()
    new = client.get(f"{host.get_absolute_url()}editions/{number + 1}/").content.decode()

    assert LOW in old
    assert MODERATE not in old
    assert MODERATE in new
    assert LOW not in new


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("[[finding:no-such-thing]]", "puts in what readers cannot see"),
        (f"[[finding:{SLUG}|loudly]]", "There is nothing to put in as"),
        (f"[[result:{SLUG}]]", "There is nothing to put in as"),
        ("[[finding:knee pain]]", "square brackets that cite nothing"),
    ],
)
def test_a_mark_that_leads_nowhere_stands_in_the_way(cast: Cast, finding: Publication, typed: str, said: str) -> None:
    draft = reserve_draft(cast, "an-article", article_document(body=f"<p>{typed}</p>"))

    compiled = actions.compile_draft(draft)

    assert any(said in o.message for result in compiled.blocking for o in result.objections)


@pytest.mark.parametrize(
    ("sent", "stored"),
    [
        (f"<p>a <data value='finding:{SLUG}|clause'>old <b>words</b></data> b</p>",
         f'<p>a <data value="finding:{SLUG}|clause"></data> b</p>'),
        (f"<p><strong>{MARK}</strong></p>", f"<p><strong>{ELEMENT}</strong></p>"),
        (f'<p><data value="finding:{SLUG}"/>goes on</p>', f"<p>{ELEMENT}goes on</p>"),
        ('<p><data value="5">five <em>men</em></data></p>', "<p>five <em>men</em></p>"),
        (f'<p><a href="/x/{MARK}">x</a></p>', f'<p><a href="/x/{MARK}">x</a></p>'),
    ],
)  # fmt: skip
def test_the_element_is_kept_whole_and_loses_no_text_around_it(sent: str, stored: str) -> None:
    assert clean(sent) == stored
    assert clean(clean(sent)) == stored


def test_a_preview_is_told_like_the_published_page(cast: Cast, finding: Publication, host: Publication, client) -> None:
    client.force_login(cast.pia)
    draft = actions.draft_of(host)

    preview = client.get(reverse("admin:conditions_condition_preview", args=[draft.pk])).content.decode()

    assert LOW in preview
    assert "<data" not in preview


def test_reviewers_see_every_sentence_that_a_change_reaches(
    cast: Cast, finding: Publication, host: Publication, client
) -> None:
    rewrite(cast, finding, evidence_document(certainty="moderate"))
    client.force_login(cast.ruth)

    page = client.get(
        reverse("admin:conditions_evidencesummary_review", args=[actions.draft_of(finding).pk])
    ).content.decode()

    assert page.count(f"<ins>{MODERATE}</ins>") == 3
    assert page.count(f"<del>{LOW}</del>") == 3


def test_the_dialog_offers_what_can_be_put_in(cast: Cast, finding: Publication, client) -> None:
    client.force_login(cast.ada)
    found = client.get(reverse("admin:insertable"), {"q": "sham knee"}).json()["found"]

    assert [form["mark"] for form in found[0]["forms"]] == [
        f"finding:{SLUG}", f"finding:{SLUG}|full", f"finding:{SLUG}|clause", f"finding:{SLUG}|short",
    ]  # fmt: skip
    assert client.get(reverse("admin:insertable"), {"mark": f"finding:{SLUG}|short"}).json() == {
        "words": "May reduce pain slightly"
    }


def test_the_dialog_is_for_the_desk_alone(finding: Publication, client) -> None:
    assert client.get(reverse("admin:insertable"), {"q": ""}).status_code == 302


def test_a_reinstated_page_tells_what_its_findings_say_now(cast: Cast, finding: Publication, host: Publication) -> None:
    actions.withdraw(publication=host, by=cast.pia, reason="For a while.")
    surer(cast, finding)
    actions.reinstate(publication=host, by=cast.pia)
    host.refresh_from_db()

    assert host.summary == MODERATE
