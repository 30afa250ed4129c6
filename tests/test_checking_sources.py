"""The site keeps watch: sources are checked against the Retraction Watch database."""

import csv
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from acuinfo.publishing import actions
from acuinfo.publishing.models import Change
from acuinfo.sources.models import Source
from acuinfo.sources.retractions import REQUIRED_COLUMNS

from . import cast as people

DOI = "10.5555/trial"


def notice(nature: str = "Retraction", day: str = "8/31/2021", **columns: str) -> dict[str, str]:
    values = {"Record ID": "1", "RetractionNature": nature, "RetractionDate": day, "OriginalPaperDOI": DOI}
    return {**values, "Reason": "+Error in Data;", "RetractionDOI": "10.5555/notice", **columns}


def write(path: Path, *rows: dict[str, str]) -> str:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, REQUIRED_COLUMNS, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return str(path)


def run(tmp_path: Path, *rows: dict[str, str], dry_run: bool = False) -> None:
    call_command("check_sources", write(tmp_path / "watch.csv", *rows), dry_run=dry_run, verbosity=0)


@pytest.fixture
def trial(cast) -> Source:
    """A source that the knee's page cites."""
    made = people.source("trial", doi=DOI, pmid="7")
    people.knee(cast, unknowns="<p>Much [[trial]].</p>")
    return made


def test_the_page_says_so_when_a_cited_source_was_retracted(trial, client, tmp_path, capsys):
    before = client.get("/conditions/knee-osteoarthritis/").content.decode()

    run(tmp_path, notice())

    after = client.get("/conditions/knee-osteoarthritis/").content.decode()
    trial.refresh_from_db()
    assert "label--retracted" not in before
    assert "label--retracted" in after
    assert trial.standing == "retracted"
    assert trial.standing_note == (
        "Retraction Watch lists a retraction of 31 August 2021. Reasons given: Error in Data. "
        "Notice: https://doi.org/10.5555/notice"
    )
    assert "trial: current → retracted." in capsys.readouterr().out


def test_the_change_log_has_it_when_a_cited_source_was_retracted(trial, tmp_path):
    run(tmp_path, notice())

    change = Change.objects.get(what=Change.What.STANDING)
    assert (change.source, change.by, change.subject) == (trial, None, "Title of trial (retracted)")


def test_a_second_run_changes_nothing_when_the_file_is_the_same(trial, tmp_path, capsys):
    run(tmp_path, notice(), notice("Correction", "1/1/2022"))
    first = (list(Source.objects.values()), list(Change.objects.values()))

    run(tmp_path, notice(), notice("Correction", "1/1/2022"))

    assert (list(Source.objects.values()), list(Change.objects.values())) == first
    assert "0 sources were changed." in capsys.readouterr().out


def test_nothing_is_stored_when_it_is_only_tried(trial, tmp_path, capsys):
    run(tmp_path, notice(), dry_run=True)

    trial.refresh_from_db()
    assert trial.standing == "current"
    out = capsys.readouterr().out
    assert "trial: current → retracted." in out
    assert "1 sources would be changed." in out


@pytest.mark.parametrize(
    ("nature", "standing"),
    [
        ("Retraction", "retracted"),
        ("Expression of concern", "concern"),
        ("Correction", "corrected"),
        ("Reinstatement", "current"),
    ],
)
def test_the_standing_follows_when_the_notice_is_of_a_kind(trial, tmp_path, nature, standing):
    run(tmp_path, notice(nature))

    trial.refresh_from_db()
    assert trial.standing == standing


def test_a_source_without_doi_is_found_when_its_pubmed_number_is_listed(db, tmp_path):
    people.source("old", pmid="7")

    run(tmp_path, notice(OriginalPaperDOI="unavailable", OriginalPaperPubMedID="7"))

    assert Source.objects.get(slug="old").standing == "retracted"


def test_numbers_that_say_nothing_match_nothing_when_sources_have_none(db, tmp_path):
    people.source("bare")

    run(tmp_path, notice(OriginalPaperDOI="", OriginalPaperPubMedID="0"), notice(OriginalPaperDOI="unavailable"))

    assert Source.objects.get(slug="bare").standing == "current"


# --- What editors know is kept ----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("by_editor", "nature", "expected"),
    [
        ("retracted", "Correction", "retracted"),
        ("retracted", "Reinstatement", "retracted"),
        ("withdrawn", "Expression of concern", "withdrawn"),
        ("superseded", "Correction", "superseded"),
        ("superseded", "Retraction", "retracted"),
        ("corrected", "Retraction", "retracted"),
    ],
)
def test_an_editors_standing_gives_way_when_the_notice_is_worse_only(
    cast, trial, tmp_path, by_editor, nature, expected
):
    actions.change_standing(source=trial, standing=by_editor, note="The journal says so.", by=cast.pia)

    run(tmp_path, notice(nature))

    trial.refresh_from_db()
    assert trial.standing == expected


def test_an_editors_note_stays_when_the_database_says_the_same(cast, trial, tmp_path):
    actions.change_standing(source=trial, standing="retracted", note="The journal says so.", by=cast.pia)

    run(tmp_path, notice())

    trial.refresh_from_db()
    assert trial.standing_note == "The journal says so."


def test_the_standing_is_cleared_when_the_database_reinstates_what_it_had_retracted(trial, tmp_path):
    run(tmp_path, notice())

    run(tmp_path, notice(), notice("Reinstatement", "9/30/2021"))

    trial.refresh_from_db()
    assert (trial.standing, trial.standing_on) == ("current", None)


def test_the_note_names_the_successor_when_a_superseded_source_is_retracted(cast, trial, tmp_path):
    newer = people.source("newer", title="A newer pooling")
    actions.change_standing(source=trial, standing="superseded", note="Replaced.", superseded_by=newer, by=cast.pia)

    run(tmp_path, notice())

    trial.refresh_from_db()
    assert "It had been superseded by: A newer pooling." in trial.standing_note


# --- Hostile files ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("content", [b"", b"\x00\xff", b"a,b\n1,2\n", b'"' * 300_000])
def test_a_sentence_says_why_when_the_file_is_another(trial, tmp_path, content):
    file = tmp_path / "other.csv"
    file.write_bytes(content)

    with pytest.raises(CommandError, match="This is not a Retraction Watch CSV file"):
        call_command("check_sources", str(file), verbosity=0)


def test_a_sentence_says_why_when_there_is_no_file(db, tmp_path):
    with pytest.raises(CommandError, match="The file cannot be read"):
        call_command("check_sources", str(tmp_path / "missing.csv"), verbosity=0)


def test_the_good_rows_count_when_others_cannot_be_used(trial, tmp_path, capsys):
    run(tmp_path, *(notice("Vanished") for _ in range(12)), notice())

    told = capsys.readouterr()
    trial.refresh_from_db()
    assert trial.standing == "retracted"
    assert "1 sources were changed. 12 rows could not be used." in told.out
    assert told.err.count("unknown nature") == 10


def test_no_standing_is_changed_when_one_of_several_fails(trial, tmp_path, monkeypatch):
    people.source("zz", doi="10.5555/other")
    change_standing = actions.change_standing

    def failing(**fields):
        if fields["source"].slug == "zz":
            raise actions.Refused("The database went away.")
        return change_standing(**fields)

    monkeypatch.setattr(actions, "change_standing", failing)

    with pytest.raises(actions.Refused):
        run(tmp_path, notice(), notice(OriginalPaperDOI="10.5555/other"))

    trial.refresh_from_db()
    assert trial.standing == "current"


def test_the_sources_are_read_once_when_none_is_listed(trial, tmp_path, django_assert_num_queries):
    with django_assert_num_queries(3):  # the sources, and an empty transaction
        run(tmp_path, *(notice(OriginalPaperDOI=f"10.5555/{n}") for n in range(100)))
