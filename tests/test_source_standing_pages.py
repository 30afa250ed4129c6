"""A study is retracted: Ada says so once, and every page that leans on it says so too."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.test import Client
from django.utils import timezone

from acuinfo.desk import source_admin
from acuinfo.publishing import actions
from acuinfo.publishing.models import Change
from acuinfo.sources.models import Source

from . import cast as people, markup

FINDING = "/evidence/knee-pain-sham/"
RETRACTED = '<strong class="label label--retracted">Source: retracted</strong>'


@pytest.fixture
def trial(cast, knee) -> Source:
    """A source that a finding on the knee rests on."""
    people.published(cast, "knee-pain-sham", people.evidence_document())
    return Source.objects.get(slug="vickers2018")


def standing_page(source: Source) -> str:
    return f"/admin/sources/source/{source.pk}/standing/"


def change(cast, source: Source, standing: str = "retracted", note: str = "The journal withdrew it.") -> None:
    actions.change_standing(source=source, standing=standing, note=note, by=cast.pia)


def text_of(client, address: str) -> str:
    return client.get(address).content.decode()


# --- What readers see -------------------------------------------------------------------------------------------
def test_the_finding_says_so_everywhere_when_its_source_is_retracted(cast, trial, client):
    before = text_of(client, FINDING)

    change(cast, trial)

    after = text_of(client, FINDING)
    assert "[" not in before[: before.index("</title>")]
    assert "label--retracted" not in before
    assert "marked as retracted" not in before
    assert f"<title>[Source retracted] {people.FINDING} | AcuInfo</title>" in after
    assert f'content="[Source retracted] {people.FINDING}"' in after
    assert re.search(
        r'<strong class="label label--retracted">Retracted</strong>\s*<span class="references__text">[^<]+</span>\s*'
        r'<span class="references__short">[^<]+</span>\s*'
        r'<span class="references__note">\(The journal withdrew it\.\)</span>',
        after,
    )
    assert "A source of this page is marked as retracted:" in after


@pytest.mark.parametrize(
    "address", ["/evidence/", "/conditions/knee-osteoarthritis/", "/evidence-map/", "/", "/sources/vickers2018/"]
)
def test_the_finding_carries_a_mark_when_it_is_shown_elsewhere(cast, trial, client, address):
    before = text_of(client, address)

    change(cast, trial)

    assert "Source: retracted" not in before
    assert RETRACTED in text_of(client, address)


@pytest.mark.parametrize(
    ("standing", "prefix"),
    [
        ("corrected", "[Source corrected] "),
        ("concern", "[Source concern raised] "),
        ("withdrawn", "[Source withdrawn] "),
        ("superseded", "[Source superseded] "),
        ("current", ""),
    ],
)
def test_the_title_has_a_prefix_when_the_source_is_not_current(cast, trial, client, standing, prefix):
    change(cast, trial, standing)

    assert f"<title>{prefix}{people.FINDING} | AcuInfo<" in text_of(client, FINDING)


def test_the_title_stays_when_only_a_source_in_passing_is_retracted(cast, trial, client):
    people.source("aside")
    people.published(
        cast, "function", people.evidence_document(outcome="function", explanation="<p>See [[aside]].</p>")
    )

    change(cast, Source.objects.get(slug="aside"))

    page = text_of(client, "/evidence/function/")
    assert f"<title>{people.finding_title(noun='function')} | AcuInfo<" in page
    assert "label--retracted" in page
    assert "Source: retracted" not in text_of(client, "/evidence/")


def test_the_safety_note_carries_a_mark_when_its_source_is_retracted(cast, trial, client):
    people.published(cast, "bruising", people.safety_document(source="vickers2018"))

    change(cast, trial)

    assert RETRACTED in text_of(client, "/safety/")
    assert "<title>[Source retracted] Bruising" in text_of(client, "/safety/bruising/")


def test_the_sources_own_title_says_so_when_it_is_retracted(cast, trial, client):
    change(cast, trial)

    assert "<title>[Retracted] Source: Title of vickers2018" in text_of(client, "/sources/vickers2018/")


def test_the_table_of_findings_says_so_when_the_source_is_retracted(cast, trial, client):
    change(cast, trial)

    rows = text_of(client, "/conditions/knee-osteoarthritis/findings.csv").splitlines()

    assert rows[0].endswith(",source,source_standing,last_reviewed_on,standing,doubts")
    said = "A source of this page is marked as retracted: Title of vickers2018 (2018). The journal withdrew it."
    assert rows[1].endswith(f",vickers2018,retracted,{timezone.localdate()},retracted,{said}")


def test_all_is_as_before_when_the_source_is_current_again(cast, trial, client):
    before = text_of(client, "/evidence/")
    change(cast, trial)

    change(cast, trial, "current", "It was a mistake.")

    assert text_of(client, "/evidence/") == before


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_the_same_queries_when_more_findings_rest_on_the_source(
    cast, trial, client, count, django_assert_num_queries
):
    for number in range(1, count):
        people.published(cast, f"more-{number}", people.evidence_document())
    change(cast, trial)
    client.get("/evidence/")

    with django_assert_num_queries(2):
        page = text_of(client, "/evidence/")

    assert page.count(RETRACTED) == count


# --- What Ada does ----------------------------------------------------------------------------------------------
@pytest.fixture
def pia(cast, client):
    assert source_admin.SourceAdmin  # the admin that the site uses
    client.force_login(cast.pia)
    return client


def test_every_address_that_will_change_is_shown_first_when_the_source_is_cited(pia, trial):
    page = text_of(pia, standing_page(trial))

    impact = page[page.index('<ul class="impact">') :]
    assert re.findall(r'<li><a href="([^"]+)">', impact[: impact.index("</ul>")]) == [
        FINDING,
        "/conditions/knee-osteoarthritis/",
        "/sources/vickers2018/",
        "/sources/",
        "/changes/",
    ]


def test_every_address_that_is_shown_does_change_when_the_standing_does(pia, cast, trial):
    addresses = source_admin.impact_of_standing(trial)
    before = {address: text_of(pia, address) for address in addresses}

    pia.post(standing_page(trial), {"standing": "retracted", "note": "The journal withdrew it."})

    assert [address for address in addresses if text_of(pia, address) == before[address]] == []


def test_the_standing_is_changed_and_logged_when_a_publisher_confirms(pia, cast, trial):
    answer = pia.post(standing_page(trial), {"standing": "retracted", "note": "The journal withdrew it."})

    trial.refresh_from_db()
    logged = Change.objects.get(what=Change.What.STANDING)
    assert answer["Location"] == f"/admin/sources/source/{trial.pk}/change/"
    assert (trial.standing, trial.standing_note) == ("retracted", "The journal withdrew it.")
    assert (logged.by, logged.note) == (cast.pia, "The journal withdrew it.")
    assert LogEntry.objects.get().change_message == "vickers2018 is now marked as retracted. The journal withdrew it."


def test_the_newer_source_is_linked_when_the_old_one_is_superseded(pia, cast, trial):
    newer = people.source("newer2030")

    pia.post(standing_page(trial), {"standing": "superseded", "note": "More trials.", "superseded_by": "newer2030"})

    trial.refresh_from_db()
    assert trial.superseded_by == newer
    assert 'value="newer2030"' in text_of(pia, standing_page(trial))


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"standing": "retracted"}, "This field is required."),
        ({"standing": "retracted", "note": "   "}, "This field is required."),
        ({"standing": "retracted", "note": "a\x00b"}, "Null characters are not allowed."),
        ({"standing": "gone", "note": "x"}, "Select a valid choice."),
        (
            {"standing": "superseded", "note": "x", "superseded_by": "nobody"},
            "There is no source with this short name.",
        ),
        (
            {"standing": "superseded", "note": "x", "superseded_by": "vickers2018"},
            "Only a superseded source has a successor",
        ),
        (
            {"standing": "retracted", "note": "x", "superseded_by": "vickers2018"},
            "Only a superseded source has a successor",
        ),
    ],
)
def test_the_form_says_why_when_the_standing_cannot_be_changed(pia, trial, fields, sentence):
    answer = pia.post(standing_page(trial), fields)

    trial.refresh_from_db()
    assert answer.status_code == 200
    assert sentence in answer.content.decode()
    assert trial.standing == "current"


@pytest.mark.parametrize("pk", ["0", "99999", "9" * 40, "x", "-1", "1.5"])
def test_there_is_no_page_when_there_is_no_such_source(pia, pk):
    assert pia.get(f"/admin/sources/source/{pk}/standing/").status_code == 404


@pytest.mark.parametrize(("name", "status"), [("ada", 403), ("ruth", 403), ("pia", 302), ("nobody", 403)])
def test_the_standing_is_changed_when_the_person_may_publish(cast, trial, client, name, status):
    person = getattr(cast, name)
    person.is_staff = True
    person.save()
    client.force_login(person)

    answer = client.post(standing_page(trial), {"standing": "retracted", "note": "The journal withdrew it."})

    trial.refresh_from_db()
    assert answer.status_code == status
    assert trial.standing == ("retracted" if name == "pia" else "current")


def test_nothing_is_changed_when_the_address_is_only_visited(pia, trial):
    pia.get(standing_page(trial), {"standing": "retracted", "note": "x"})

    trial.refresh_from_db()
    assert trial.standing == "current"


def test_nothing_is_changed_when_the_form_has_no_token(cast, trial):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.pia)

    answer = client.post(standing_page(trial), {"standing": "retracted", "note": "x"})

    trial.refresh_from_db()
    assert answer.status_code == 403
    assert trial.standing == "current"


def test_a_cited_source_cannot_be_deleted_when_somebody_has_every_right(cast, trial, client):
    cast.pia.is_superuser = True
    cast.pia.save()
    client.force_login(cast.pia)
    loose = people.source("loose")

    kept = client.post(f"/admin/sources/source/{trial.pk}/delete/", {"post": "yes"})
    gone = client.post(f"/admin/sources/source/{loose.pk}/delete/", {"post": "yes"})

    assert (kept.status_code, gone.status_code) == (403, 302)
    assert list(Source.objects.values_list("slug", flat=True)) == ["vickers2018"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_the_same_queries_when_more_pages_cite_the_source(
    cast, trial, pia, count, django_assert_num_queries
):
    for number in range(1, count):
        people.published(cast, f"more-{number}", people.evidence_document())

    pia.get(standing_page(trial))

    with django_assert_num_queries(
        7
    ):  # session, person, rights (2), the source, pages that cite it, pages that show those
        page = text_of(pia, standing_page(trial))

    assert page.count('<li><a href="/evidence/') == count


@pytest.mark.parametrize(("year", "name"), [(2018, "A trial (2018)."), (None, "A trial.")])
def test_the_notice_names_the_source_in_short_when_it_is_no_longer_current(cast, client, year, name):
    people.source("vickers2018", title="A trial.", year=year)
    publication = people.knee(cast, unknowns="<p>Much [[vickers2018]].</p>")
    source = Source.objects.get(slug="vickers2018")

    actions.change_standing(source=source, standing="superseded", note="There is a newer one.", by=cast.pia)

    page = markup.page(client.get(publication.get_absolute_url()))
    [notice] = markup.elements(markup.by_id(page, "sources"), "p", class_="notice")
    assert "Much [1, superseded]" in markup.text(markup.by_id(page, "unknowns"))
    assert f"marked as superseded: {name} There is a newer one." in markup.text(notice)
