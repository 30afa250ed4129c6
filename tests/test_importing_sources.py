"""Ada imports citations: she sees what each would do, then gets all of it or nothing."""

import json
import re
from html import unescape
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from acuinfo.desk import source_admin
from acuinfo.publishing.models import Change
from acuinfo.sources import importing
from acuinfo.sources.citations import MAX_BYTES, Format
from acuinfo.sources.importing import Choice, ImportRefused, Material
from acuinfo.sources.models import Source

from . import cast as people

SAMPLES = Path(__file__).parent / "documents" / "citations"
IMPORT = "/admin/sources/source/import/"
LIST = "/admin/sources/source/"

RIS = """TY  - JOUR
AU  - Mu, Jianhua
TI  - Acupuncture for back pain
T2  - Cochrane Database
PY  - 2020
DO  - 10.1002/14651858.CD013814
AN  - 33306198
DB  - PubMed
ER  -
"""


def ris(title: str, **tags: str) -> str:
    lines = ["TY  - JOUR", f"TI  - {title}", *(f"{tag}  - {value}" for tag, value in tags.items()), "ER  - "]
    return "\n".join(lines) + "\n"


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, f"there is no field {name}"
    return unescape(found[1])


def check(client, text: str, **fields: str) -> str:
    return client.post(IMPORT, {"text": text, **fields}).content.decode()


def confirm(client, page: str, **choices: str):
    fields = {"material": hidden(page, "material"), "shown": hidden(page, "shown"), **choices}
    return client.post(IMPORT, {name.replace("_", "-"): value for name, value in fields.items()})


@pytest.fixture
def ada(cast, client):
    assert source_admin.SourceAdmin  # the admin that the site uses
    client.force_login(cast.ada)
    return client


def plan_of(text: str, **options: bool) -> importing.ImportPlan:
    return importing.plan(Material(text.encode()).read(), Source.objects.all(), **options)


# --- What Ada does ----------------------------------------------------------------------------------------------
def test_a_new_source_is_there_when_ada_confirms_what_she_was_shown(ada):
    page = check(ada, RIS)
    before = Source.objects.count()

    answer = confirm(ada, page)

    assert "<strong>New.</strong> Its short name will be <code>mu2020</code>." in page
    assert before == 0
    assert answer.status_code == 302
    assert answer["Location"] == LIST
    found = Source.objects.get()
    assert (found.slug, found.doi, found.pmid, found.year) == ("mu2020", "10.1002/14651858.cd013814", "33306198", 2020)
    assert found.standing == "current"
    assert str(LogEntry.objects.get().get_edited_object()) == "mu2020: Acupuncture for back pain"


@pytest.mark.parametrize("ending", ["nbib", "xml", "ris", "bib", "json"])
def test_a_file_is_read_when_it_is_in_a_known_format(ada, ending):
    data = (SAMPLES / f"vickers2018.{ending}").read_bytes()

    page = ada.post(IMPORT, {"file": SimpleUploadedFile(f"vickers2018.{ending}", data)}).content.decode()
    confirm(ada, page)

    assert Source.objects.filter(doi="10.1016/j.jpain.2017.11.005").count() == 1


def test_a_latin_1_file_keeps_its_letters_when_it_is_confirmed(ada):
    data = ris("Schmerz und Übung", PY="2020").encode("cp1252")

    page = ada.post(IMPORT, {"file": SimpleUploadedFile("x.ris", data)}).content.decode()
    confirm(ada, page)

    assert "not in UTF-8" in page
    assert Source.objects.get().title == "Schmerz und Übung"


def test_the_differences_are_shown_when_the_source_is_known_by_its_doi(ada):
    people.source("mu2020", doi="10.1002/14651858.cd013814", authors="", year=2020)

    page = check(ada, RIS)

    assert "The same as mu2020, by DOI." in page
    words = " ".join(page.split())
    assert "<dt>Authors</dt> <dd> now empty, in the file <ins>Mu J</ins> </dd>" in words
    assert "now <del>Title of mu2020</del>, in the file <ins>Acupuncture for back pain</ins>" in words
    assert re.findall(r'<option value="(\w+)"', page) == ["skip", "fill", "replace"]


@pytest.mark.parametrize(
    ("choice", "title", "authors"),
    [
        ("skip", "Title of mu2020", ""),
        ("fill", "Title of mu2020", "Mu J"),
        ("replace", "Acupuncture for back pain", "Mu J"),
    ],
)
def test_a_duplicate_becomes_what_was_chosen_when_the_import_is_confirmed(ada, choice, title, authors):
    people.source("mu2020", doi="10.1002/14651858.cd013814", authors="", year=2020)

    confirm(ada, check(ada, RIS), choice_1=choice)

    found = Source.objects.get()
    assert (found.title, found.authors) == (title, authors)


def test_the_change_log_has_it_when_a_replaced_source_is_cited_by_a_live_page(cast, ada):
    people.source("mu2020", doi="10.1002/14651858.cd013814", year=2020)
    people.knee(cast, unknowns="<p>Much [[mu2020]].</p>")

    confirm(ada, check(ada, RIS), choice_1="replace")

    change = Change.objects.get(what=Change.What.SOURCE_EDITED)
    assert (change.source.slug, change.by, change.subject) == ("mu2020", cast.ada, "Acupuncture for back pain")


def test_the_change_log_is_silent_when_no_live_page_cites_the_source(ada):
    people.source("mu2020", doi="10.1002/14651858.cd013814", year=2020)

    confirm(ada, check(ada, RIS), choice_1="replace")

    assert not Change.objects.exists()


# --- What can be chosen -----------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("known", "reason", "choices"),
    [
        ({"pmid": "33306198"}, "The same as known, by PubMed number.", [Choice.SKIP, Choice.FILL, Choice.REPLACE]),
        (
            {"title": "Acupuncture for Back Pain.", "year": 2020},
            "The same as known, by title and year.",
            [Choice.SKIP, Choice.FILL, Choice.REPLACE, Choice.ADD],
        ),
        (
            {"title": "Acupuncture for back pain", "year": 2020, "doi": "10.5555/protocol"},
            "",
            [Choice.ADD, Choice.SKIP],
        ),
    ],
)
def test_a_duplicate_is_found_by_number_before_title_when_records_are_compared(db, known, reason, choices):
    people.source("known", **known)

    row = plan_of(RIS).rows[0]

    assert (row.reason, list(row.choices)) == (reason, choices)


def test_only_skipping_is_left_when_doi_and_pubmed_number_belong_to_two_sources(db):
    people.source("one", doi="10.1002/14651858.cd013814")
    people.source("two", pmid="33306198")

    row = plan_of(RIS).rows[0]

    assert row.reason == "The same as one, by DOI. But its PubMed number belongs to two. Correct one of the two first."
    assert row.choices == (Choice.SKIP,)


def test_the_second_is_skipped_when_a_file_holds_a_record_twice(db):
    rows = plan_of(RIS + RIS).rows

    assert rows[1].reason == "Record 1 of this file is the same, by DOI."
    assert rows[1].choices == (Choice.SKIP,)
    assert len(importing.carry_out(plan_of(RIS + RIS), {}).added) == 1


def test_only_one_record_may_change_a_source_when_two_describe_it(db):
    people.source("mu2020", doi="10.5555/a", pmid="7")

    first, second = plan_of(ris("One", DO="10.5555/a") + ris("Two", AN="7", DB="PubMed")).rows

    assert Choice.REPLACE in first.choices
    assert second.reason == "Record 1 of this file describes mu2020 too, by PubMed number."
    assert second.choices == (Choice.SKIP,)


def test_short_names_differ_when_one_author_wrote_twice_in_a_year(db):
    people.source("mu2020")

    rows = plan_of(ris("One", AU="Mu, J", PY="2020") + ris("Two", AU="Mu, J", PY="2020")).rows

    assert [row.slug for row in rows] == ["mu2020a", "mu2020b"]


def test_no_change_is_offered_when_the_person_may_only_add(db):
    people.source("mu2020", doi="10.1002/14651858.cd013814")

    row = plan_of(RIS, may_change=False).rows[0]

    assert row.choices == (Choice.SKIP,)


# --- All or nothing ---------------------------------------------------------------------------------------------
NAMELESS = "TY  - JOUR\nAU  - Nobody, N\nER  - \n"


def test_the_others_are_stored_when_ada_confirms_that_a_record_without_a_title_is_left_out(ada):
    page = check(ada, NAMELESS + RIS)

    confirm(ada, page, leave_out="on")

    assert "Record 1, line 1: There is no title, so the record was left out." in page
    assert 'name="choice-1"' not in page
    assert 'name="choice-2"' in page
    assert [source.slug for source in Source.objects.all()] == ["mu2020"]


def test_nothing_is_stored_when_ada_does_not_confirm_that_a_record_is_left_out(ada):
    answer = confirm(ada, check(ada, RIS + NAMELESS))

    assert "Some records cannot be read, so nothing was imported." in answer.content.decode()
    assert not Source.objects.exists()


def test_no_import_is_offered_when_no_record_has_a_title(ada):
    page = check(ada, NAMELESS)

    assert "No record can be read." in page
    assert 'name="material"' not in page


def test_a_problem_stands_beside_its_record_when_one_before_it_was_left_out(db):
    rows = plan_of(NAMELESS + ris("RETRACTED: One")).rows

    assert [(row.number, [problem.sentence for problem in row.problems]) for row in rows] == [
        (2, ["This publication is marked as retracted."])
    ]


def test_nothing_is_stored_when_another_source_took_the_doi_in_between(ada):
    page = check(ada, RIS + ris("Another", PY="2001"))
    people.source("other", doi="10.1002/14651858.cd013814")

    answer = confirm(ada, page).content.decode()

    assert "The sources were changed since you saw this page. Look at it again." in answer
    assert "The same as other, by DOI." in answer
    assert [source.slug for source in Source.objects.all()] == ["other"]


def test_nothing_is_stored_when_the_last_of_several_cannot_be(db):
    planned = plan_of(ris("One", PY="2001") + RIS)
    people.source("other", doi="10.1002/14651858.cd013814")

    with pytest.raises(ImportRefused, match="Record 2"):
        importing.carry_out(planned, importing.usual_choices(planned))

    assert [source.slug for source in Source.objects.all()] == ["other"]


@pytest.mark.parametrize("word", ["replace", "delete", "", "x" * 10_000])
def test_nothing_is_stored_when_a_choice_was_not_offered(ada, word):
    answer = confirm(ada, check(ada, RIS), choice_1=word)

    assert answer.status_code == 200
    assert "Record 1: " in answer.content.decode()
    assert not Source.objects.exists()


@pytest.mark.parametrize("material", ["", "nonsense", "a:b:c", "\x00", ".eJwrSS0uAQAEXQHB:1:x"])
def test_the_import_starts_again_when_the_carried_text_was_tampered_with(ada, material):
    answer = ada.post(IMPORT, {"material": material, "shown": "x"}, follow=True)

    assert answer.redirect_chain == [(IMPORT, 302)]
    assert "did not arrive whole" in answer.content.decode()
    assert not Source.objects.exists()


# --- Hostile files ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    "data",
    [
        b"\x00\x01\x02",
        b"\xff\xfe\x00\xd8",
        b"just words",
        b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><PubmedArticleSet>&b;</PubmedArticleSet>",
        b"[" * 100_000,
        b'{"title": 1e999999999}',
        b"@article{a,",
        b"PMID- ",
    ],
)
def test_a_sentence_says_why_when_a_file_cannot_be_used(ada, data):
    answer = ada.post(IMPORT, {"file": SimpleUploadedFile("a.txt", data)})

    assert answer.status_code == 200
    assert "Nothing was imported." in answer.content.decode()


def test_markup_stays_text_when_a_title_carries_a_script(ada):
    page = check(ada, ris('<script>alert(1)</script> "onload=', PY="2020"))

    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Paste citations or choose a file: one of the two."),
        ({"text": "   "}, "Paste citations or choose a file: one of the two."),
        ({"text": RIS, "file": SimpleUploadedFile("a.ris", b"x")}, "Paste citations or choose a file: one of the two."),
        ({"text": "a\x00b"}, "Null characters are not allowed."),
        ({"text": RIS, "format": "docx"}, "Select a valid choice."),
        ({"file": SimpleUploadedFile("a.ris", b" " * (MAX_BYTES + 1))}, "The file is larger than 5 MB. Split it."),
        ({"text": "".join(ris(f"Title {n}") for n in range(501))}, "Import at most 500 at a time here."),
    ],
)
def test_the_form_says_what_to_do_when_it_cannot_be_used(ada, fields, sentence):
    answer = ada.post(IMPORT, fields)

    assert answer.status_code == 200
    assert sentence in answer.content.decode()


# --- Rights -----------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(("name", "status"), [("ada", 200), ("ruth", 200), ("pia", 200), ("nobody", 302), (None, 302)])
def test_the_import_opens_when_the_person_may_add_sources(cast, client, name, status):
    if name:
        client.force_login(getattr(cast, name))

    asked, sent = client.get(IMPORT), client.post(IMPORT, {"text": RIS})

    assert asked.status_code == status
    if name:
        assert sent.status_code == status
    else:  # what was typed waits beside the sign-in form
        assert 'id="login-form"' in sent.content.decode()
    assert not Source.objects.exists()


def test_the_import_is_refused_when_a_member_of_staff_has_no_right(cast, client):
    cast.nobody.is_staff = True
    cast.nobody.save()
    client.force_login(cast.nobody)

    sealed = Material(RIS.encode()).sealed()

    assert client.get(IMPORT).status_code == 403
    assert client.post(IMPORT, {"text": RIS}).status_code == 403
    assert client.post(IMPORT, {"material": sealed, "shown": plan_of(RIS).fingerprint}).status_code == 403
    assert not Source.objects.exists()


def test_the_import_is_refused_when_the_form_has_no_token(cast):
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.ada)

    assert client.post(IMPORT, {"text": RIS}).status_code == 403


# --- The desk ---------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("size", [1, 3])
def test_the_list_takes_the_same_queries_when_there_are_more_sources(cast, ada, size, django_assert_num_queries):
    for number in range(size):
        people.source(f"s{number}")
    marks = " ".join(f"[[s{number}]]" for number in range(size))
    people.knee(cast, unknowns=f"<p>Much {marks}.</p>")

    ada.get(LIST)

    with django_assert_num_queries(8):  # session, person, rights (2), two counts, the sources, their years
        page = ada.get(LIST).content.decode()

    assert page.count('<td class="field-live_pages">1</td>') == size
    assert f'<a href="{IMPORT}">Import sources</a>' in page


@pytest.mark.parametrize("size", [1, 3])
def test_checking_takes_the_same_queries_when_there_are_more_records(ada, size, django_assert_num_queries):
    text = "".join(ris(f"Title {number}") for number in range(size))

    ada.get(IMPORT)

    with django_assert_num_queries(5):  # session, person, rights (2), all sources
        page = check(ada, text)

    assert page.count("<strong>New.</strong>") == size


def test_the_record_tells_who_leans_on_it_when_a_live_page_cites_it(cast, ada):
    found = people.source("mu2020")
    people.knee(cast, unknowns="<p>Much [[mu2020]].</p>")

    page = ada.get(f"/admin/sources/source/{found.pk}/change/").content.decode()

    assert '<li><a href="/conditions/knee-osteoarthritis/">Knee osteoarthritis</a></li>' in page
    assert 'href="/sources/mu2020/"' in page
    assert 'name="slug"' not in page
    assert 'name="standing"' not in page


def test_the_change_log_has_it_when_ada_corrects_a_cited_record_by_hand(cast, ada):
    found = people.source("mu2020")
    people.knee(cast, unknowns="<p>Much [[mu2020]].</p>")
    fields = {"kind": "trial", "title": "Right title", "authors": "Mu J", "year": 2020, "standing": "retracted"}

    answer = ada.post(f"/admin/sources/source/{found.pk}/change/", fields)

    found.refresh_from_db()
    assert answer.status_code == 302
    assert (found.slug, found.title, found.standing) == ("mu2020", "Right title", "current")
    assert Change.objects.get(what=Change.What.SOURCE_EDITED).subject == "Right title"


# --- The command ------------------------------------------------------------------------------------------------
def test_new_sources_are_added_when_the_command_reads_a_file(db, tmp_path, capsys):
    people.source("known", doi="10.5555/a")
    file = tmp_path / "mine.ris"
    file.write_text(RIS + ris("Other words", DO="10.5555/a"))

    call_command("import_sources", str(file))

    out = capsys.readouterr().out
    assert "Record 1: new, mu2020" in out
    assert "Record 2: The same as known, by DOI." in out
    assert "1 added." in out
    assert sorted(Source.objects.values_list("slug", flat=True)) == ["known", "mu2020"]
    assert Source.objects.get(slug="known").title == "Title of known"


def test_a_second_run_adds_nothing_when_the_file_is_the_same(db, tmp_path):
    file = tmp_path / "mine.ris"
    file.write_text(RIS)

    for _run in range(2):
        call_command("import_sources", str(file), verbosity=0)

    assert Source.objects.count() == 1


def test_nothing_is_stored_when_the_command_only_tries(db, tmp_path, capsys):
    file = tmp_path / "mine.json"
    file.write_text(json.dumps([{"title": "One"}]))

    call_command("import_sources", str(file), "--dry-run", "--format", Format.CSL_JSON.value)

    assert "1 would be added. Nothing was stored." in capsys.readouterr().out
    assert not Source.objects.exists()


@pytest.mark.parametrize("content", [b"", b"nothing", RIS.encode() + b"TY  - JOUR\nER  - \n", b" " * (MAX_BYTES + 1)])
def test_the_command_fails_and_stores_nothing_when_a_record_cannot_be_read(db, tmp_path, content):
    file = tmp_path / "mine.ris"
    file.write_bytes(content)

    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_sources", str(file), verbosity=0)

    assert not Source.objects.exists()


def test_the_command_adds_the_others_when_it_may_leave_out_what_cannot_be_read(db, tmp_path):
    file = tmp_path / "mine.ris"
    file.write_text(NAMELESS + RIS)

    call_command("import_sources", str(file), "--leave-out", verbosity=0)

    assert [source.slug for source in Source.objects.all()] == ["mu2020"]


def test_the_command_fails_with_a_sentence_when_there_is_no_file(db, tmp_path):
    with pytest.raises(CommandError, match="The file cannot be read"):
        call_command("import_sources", str(tmp_path / "missing.ris"))
