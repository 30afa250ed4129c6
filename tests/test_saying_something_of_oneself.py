"""Max takes blood thinners, says so in the address, and takes a sheet to his doctor."""

import re
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from acuinfo.publishing import actions, fragments
from acuinfo.publishing.models import Tag

from . import cast as people, markup

KNEE = "/conditions/knee-osteoarthritis/"
NOTE = "/safety/blood-thinners/"
NGINX = Path(__file__).resolve().parent.parent / "deploy" / "nginx.conf"


def word(cast, slug, said, name, aliases=()):
    """Give readers something to say of themselves."""
    actions.save_tag(
        slug=slug, name=f"People: {name}", group="audience", scope_note="", aliases=aliases, by=cast.pia,
        first_person=said, in_sentence=name,
    )  # fmt: skip


@pytest.fixture
def site(cast, knee):
    """The knee, with a caution for each of two things, and a side effect of one of them."""
    word(cast, "bleeders", "I take blood thinners", "blood thinners", ("warfarin",))
    word(cast, "fits", "I have epilepsy", "epilepsy")
    word(cast, "nobody", "I have wings", "wings")
    notes = (
        ("blood-thinners", "Blood thinners", "caution", ("bleeders",)),
        ("bruises", "Bruises", "side-effect", ("bleeders",)),
        ("fits", "Epileptic fits", "caution", ("fits",)),
        ("fainting", "Fainting", "side-effect", ()),
    )
    for slug, title, kind, tags in notes:
        people.published(cast, slug, people.safety_document(title=title, safety_kind=kind, tags=tags))


def about_me(client, address):
    """Return the heading of what a reader said, the titles of the notes below it, and what can be chosen."""
    part = markup.by_id(markup.page(client.get(address)), "about-me")
    notes, chips = markup.elements(part, "h3"), markup.elements(part, "a", class_="chip")
    return markup.text(next(part.iter("h2"))), list(map(markup.text, notes)), list(map(markup.text, chips))


def test_the_notes_for_a_reader_come_first_in_words_of_both_when_they_say_what_is_true_of_them(site, client):
    before = about_me(client, KNEE)
    one = about_me(client, f"{KNEE}?me=bleeders")
    two = about_me(client, f"{KNEE}?me=bleeders&me=fits")
    elsewhere = about_me(client, "/safety/fainting/?me=fits")
    itself = about_me(client, f"{NOTE}?me=bleeders")

    assert before == ("Is one of these true of you?", [], ["I take blood thinners", "I have epilepsy"])
    assert one[:2] == ("Knee osteoarthritis and blood thinners", ["Blood thinners", "Bruises"])
    assert two[:2] == (
        "Knee osteoarthritis, blood thinners and epilepsy",
        ["Blood thinners", "Bruises", "Epileptic fits"],
    )
    assert elsewhere[:2] == ("Acupuncture and epilepsy", ["Epileptic fits"])
    assert itself[:2] == ("Acupuncture and blood thinners", ["Bruises"])


def test_what_was_said_has_one_address_when_it_is_said_in_other_ways(site, client):
    asked = {
        "?me=warfarin": "?me=bleeders",
        "?me=fits&me=bleeders": "?me=bleeders&me=fits",
        "?me=fits&me=fits": "?me=fits",
        "?me=fits&utm=x": "?me=fits",
    }

    found = {query: client.get(f"{KNEE}{query}") for query in asked}
    refused = [client.get(f"{KNEE}?me={slug}").status_code for slug in ("nobody", "knee", "", "x" * 200)]

    assert {query: answer["Location"] for query, answer in found.items()} == {q: KNEE + to for q, to in asked.items()}
    assert {answer.status_code for answer in found.values()} == {301}
    assert refused == [404] * 4


@pytest.mark.parametrize("address", [KNEE, NOTE, f"{KNEE}sheet/", "/articles/", "/nowhere/"])
def test_nobody_keeps_lists_or_passes_on_an_answer_when_it_holds_what_a_reader_said(site, client, address):
    answer = client.get(f"{address}?me=bleeders")

    headers = {name: answer[name] for name in ("Cache-Control", "Referrer-Policy", "X-Robots-Tag")}
    canonical = re.findall(r'rel="canonical" href="([^"]+)"', answer.content.decode())
    assert headers == {
        "Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex",
    }  # fmt: skip
    assert not answer.cookies
    assert not any("?" in url for url in canonical)


def test_the_log_of_nginx_leaves_out_what_a_reader_said_when_it_is_in_any_place(db):
    pattern = re.search(r'"~\*(\^\(\?<page>.*?)" "\$page\?-"', NGINX.read_text("utf-8"))
    strip = re.compile(pattern[1].replace("(?<", "(?P<"), re.IGNORECASE)
    said = [
        f"{KNEE}?me=fits",
        f"{KNEE}?a=1&me=fits",
        f"{KNEE}?%6De=fits",
        f"{KNEE}?m%65=fits",
        f"{KNEE}?me",
        f"{KNEE}?ME=x",
    ]
    other = ["/search/?q=me", "/conditions/?tag=knee&name=me", "/me=x", f"{KNEE}?home=1"]

    assert {found["page"] for address in said if (found := strip.search(address))} == {KNEE}
    assert all(strip.search(address) for address in said)
    assert not any(strip.search(address) for address in other)


def test_five_queries_are_enough_when_something_was_said(site, client, django_assert_num_queries):
    for address, queries in (
        (f"{KNEE}?me=bleeders", 4),
        ("/safety/fainting/?me=bleeders&me=fits", 4),
        (f"{KNEE}sheet/?me=fits", 3),
    ):
        client.get(address)
        with django_assert_num_queries(queries):
            client.get(address)


def test_readers_can_say_it_when_an_editor_has_given_a_tag_both_its_words(cast):
    said = {"slug": "fits", "name": "Fits", "group": "audience", "scope_note": "", "aliases": (), "by": cast.pia}

    with pytest.raises(actions.Refused, match="Give both"):
        actions.save_tag(**said, first_person="I have epilepsy")
    tag = actions.save_tag(**said, first_person="I have epilepsy", in_sentence="epilepsy")
    actions.rename_tag(tag=tag, slug="epilepsy", name="Epilepsy", by=cast.pia)

    assert Tag.objects.get(slug="epilepsy").first_person == "I have epilepsy"
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.filter(slug="epilepsy").update(in_sentence="")


def test_everything_for_an_appointment_stands_on_the_sheet_when_it_is_made(site, client):
    page = markup.page(client.get(f"{KNEE}sheet/?me=bleeders"))
    sheet = markup.text(next(e for e in page.iter("article")))

    for words in (
        "Knee osteoarthritis and acupuncture",
        "My cautions: blood thinners",
        "Blood thinners. A small bruise can follow.",
        "Exercise", "Weight loss",
        "Having less pain", "Not having needles",
        "How many sessions?", "My own question:",
        "edition 1",
        f"{KNEE}sheet/?me=bleeders",
    ):  # fmt: skip
        assert words in sheet
    assert "Bruises" not in sheet
    assert "QR code with the address of this sheet" in [e.get("aria-label") for e in markup.tags(page)]
    assert client.get("/conditions/nowhere/sheet/").status_code == 404


def test_the_worst_signs_come_first_with_the_countrys_numbers_when_help_is_needed(cast, client, settings):
    signs = {"rest badly": "soon", "limp": "same-day", "faint": "emergency"}
    people.knee(cast, red_flags=[{"text": f"you {sign}", "how_soon": how_soon} for sign, how_soon in signs.items()])

    def cards():
        part = markup.by_id(markup.page(client.get(KNEE)), "urgent")
        return [markup.text(e) for card in markup.elements(part, "div") for e in card.iter() if e.tag in ("h3", "li")]

    neutral = cards()
    fragments.forget()  # as a restart does: the numbers are a setting
    settings.EMERGENCY_NUMBERS, settings.ADVICE_NUMBER = ["999"], "111"
    british = cards()

    assert neutral == [
        "Emergency: Call your emergency number (112, 911 or 999) or go to hospital now if:", "you faint",
        "Urgent: See a doctor today if:", "you limp",
        "Not urgent: See a doctor in the next days if:", "you rest badly",
    ]  # fmt: skip
    assert british[::2] == [
        "Emergency: Call 999 or go to hospital now if:",
        "Urgent: Call 111 or see a doctor today if:",
        "Not urgent: See a doctor in the next days if:",
    ]
