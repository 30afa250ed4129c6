"""What editors tell the search, and what it tells them: signposts on the desk, and words that found nothing."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.utils import timezone

from acuinfo.finding import missed_words
from acuinfo.publishing import actions
from acuinfo.publishing.models import Change, MissedWord, Signpost

from . import cast as people, markup

SAID = {
    "words": "migraine\r\nMigräne",
    "not_covered": "migraine",
    "elsewhere_name": "NHS",
    "elsewhere_url": "https://e.org/m",
}


@pytest.fixture
def knee(cast):
    """A page on knees that readers see."""
    return people.published(cast, "knee", people.condition_document(title="Knee pain", other_names=()))


def _legible():
    return dict(MissedWord.objects.exclude(word="").values_list("word", "times"))


# --- Signposts --------------------------------------------------------------------------------------------------
def test_readers_are_led_elsewhere_at_once_when_a_publisher_puts_up_a_signpost(cast, knee, client):
    client.get("/search/?q=migrane")  # what a process keeps of the version before
    client.force_login(cast.pia)
    assert client.post("/admin/publishing/signpost/add/", SAID).status_code == 302
    client.logout()

    for typed in ("migraine", "migrane", "Migraene", "knee pain and migraines"):
        page = markup.page(client.get("/search/", {"q": typed}))
        (section,) = markup.elements(page, "section", class_="not-covered")
        assert "We do not cover migraine" in markup.text(section)
        assert markup.hrefs(section) == ["https://e.org/m"]
    assert Change.objects.latest("pk").what == "search-edited"
    assert not _legible()

    client.force_login(cast.pia)
    client.post(f"/admin/publishing/signpost/{Signpost.objects.get().pk}/delete/", {"post": "yes"})
    client.logout()
    assert client.get("/search/?q=migraine").context["not_covered"] == ()


def test_the_page_of_a_signpost_leads_only_when_nothing_else_is_asked(cast, knee, client):
    other = people.published(cast, "risks", people.article_document(title="What can go wrong", body="<p>Knees.</p>"))
    for said in ({"words": "is it safe", "page": other}, {"words": "Kniearthrose", "means": "knee pain"}):
        actions.save_signpost(signpost=Signpost(**said), by=cast.pia)

    def first(typed):
        return next(iter(client.get("/search/", {"q": typed}).context["listing"].cards), None)

    assert first("please, is acupuncture safe?") == other
    assert first("safe knee") == first("KNIEARTHROSE") == knee
    actions.withdraw(publication=other, by=cast.pia, reason="A doubt.")
    assert first("is it safe") == knee  # it has the word


@pytest.mark.parametrize(
    "change", [{"means": "headache"}, {"not_covered": ""}, {"elsewhere_name": ""}, {"words": "?\n"}]
)
def test_a_signpost_is_refused_when_it_says_two_things_or_half_of_one(db, change):
    with pytest.raises(ValidationError):
        Signpost(**{**SAID, **change}).full_clean()


def test_only_publishers_put_up_signposts_and_everybody_at_the_desk_sees_them(cast, client):
    with pytest.raises(actions.NotAllowed):
        actions.save_signpost(signpost=Signpost(**SAID), by=cast.ruth)
    client.force_login(cast.ada)

    assert client.get("/admin/publishing/signpost/").status_code == 200
    assert client.get("/admin/publishing/signpost/add/").status_code == 403


# --- Words that found nothing -----------------------------------------------------------------------------------
def test_a_word_is_legible_to_editors_only_when_it_was_asked_for_five_times_in_a_month(cast, knee, client):
    for _again in range(4):
        client.get("/search/?q=zostavax knee zoster")  # finds the page on knees
        client.get("/search/?q=zostavax Zoster 07700900123 zoster7 ab")
        client.get("/search/?q=%22pain knee%22")
    kept = [*MissedWord.objects.values_list("word", "times")]
    client.get("/search/?q=zostavax")

    assert kept == [("", 4), ("", 4)]
    assert _legible() == {"zostavax": 5}
    assert not any("zoster" in str(value) for row in MissedWord.objects.values_list() for value in row)
    client.force_login(cast.pia)
    line = next(one for one in client.get("/admin/").context["sections"] if one.id == "missed").lines[0]
    assert (line.title, line.url) == ("zostavax", "/admin/publishing/signpost/add/?words=zostavax")
    assert line.note == f"5 times in {timezone.localdate():%B %Y}."


def test_rare_words_go_with_their_month_and_all_after_a_year(db, monkeypatch):
    def count_on(day, word, times):
        monkeypatch.setattr(timezone, "localdate", lambda *_: day)
        for _again in range(times):
            missed_words.count([word])

    count_on(dt.date(2025, 1, 5), "ancient", 5)
    count_on(dt.date(2026, 2, 27), "often", 5)
    count_on(dt.date(2026, 2, 28), "rare", 4)
    count_on(dt.date(2026, 3, 1), "rare", 4)
    call_command("forget_missed_words", verbosity=0)

    assert [*MissedWord.objects.values_list("word", "times")] == [("", 4), ("often", 5)]


def test_no_new_word_is_begun_when_a_flood_has_filled_the_month(db, monkeypatch):
    monkeypatch.setattr(missed_words, "MOST", 2)
    for word in ("one", "two", "three", "two"):
        missed_words.count([word])

    assert sorted(MissedWord.objects.values_list("times", flat=True)) == [1, 2]
