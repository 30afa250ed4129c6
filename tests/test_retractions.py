"""An editor checks the sources against the Retraction Watch database."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from acuinfo.sources.models import Standing
from acuinfo.sources.retractions import (
    REQUIRED_COLUMNS,
    BadRow,
    RetractionNotice,
    deciding_notice,
    read_notices,
    standings_for,
)

SAMPLE = Path(__file__).parent / "documents" / "citations" / "retraction_watch.csv"


def notice(
    standing: Standing, on: date | None = None, record_id: str = "1", doi: str = "10.5555/trial"
) -> RetractionNotice:
    return RetractionNotice(record_id, doi, "", standing, on, "", "")


def file_of(*rows: dict[str, str]) -> io.BytesIO:
    text = io.StringIO()
    writer = csv.DictWriter(text, REQUIRED_COLUMNS, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return io.BytesIO(text.getvalue().encode())


def test_notices_and_bad_rows_are_read_when_the_file_is_the_public_one() -> None:
    with SAMPLE.open("rb") as stream:
        rows = list(read_notices(stream))

    assert rows == [
        RetractionNotice(
            record_id="101",
            doi="10.5555/trial.1",
            pmid="",
            standing=Standing.RETRACTED,
            on=date(2021, 8, 31),
            reason="Error in Data; Unreliable Results",
            notice_doi="10.5555/notice.1",
        ),
        RetractionNotice("102", "", "90000002", Standing.CONCERN, date(2021, 9, 1), "Concerns/Issues about Data", ""),
        BadRow(5, "record 103 has the unknown nature “Vanished”."),
        BadRow(6, "the row has too many or too few columns."),
        RetractionNotice("105", "10.5555/trial.5", "", Standing.CORRECTED, None, "", "10.5555/notice.5"),
    ]


def test_a_file_is_read_when_it_mixes_utf_8_and_latin_1() -> None:
    row = {"RetractionNature": "Retraction", "Reason": "Café"}
    data = (
        b"\xef\xbb\xbf" + file_of(row).getvalue() + file_of(row).getvalue().splitlines()[1].decode().encode("latin-1")
    )

    reasons = [row.reason for row in read_notices(io.BytesIO(data)) if isinstance(row, RetractionNotice)]

    assert reasons == ["Café", "Café"]


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"\x00\xff"])
def test_a_file_is_refused_when_columns_are_missing(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a Retraction Watch CSV file: missing are the columns Record ID, Retr"):
        read_notices(io.BytesIO(data))


@settings(deadline=None)  # the machine may be busy
@given(st.binary(max_size=300))
def test_rows_never_raise_when_they_are_random_bytes(data: bytes) -> None:
    stream = io.BytesIO(file_of().getvalue() + data)

    assert all(isinstance(row, RetractionNotice | BadRow) for row in read_notices(stream))


def test_later_rows_are_read_when_a_field_is_beyond_the_csv_limit() -> None:
    good = {"RetractionNature": "Retraction"}
    stream = file_of({"Reason": "x" * (csv.field_size_limit() + 1)}, good)

    first, second = read_notices(stream)

    assert isinstance(first, BadRow)
    assert isinstance(second, RetractionNotice)


@pytest.mark.parametrize(
    ("ending", "rows"),
    [
        (",,,,", [RetractionNotice]),
        (",surplus", [BadRow]),
        ("\n,,,,,,\n , ,\n\n", [RetractionNotice]),
    ],
)
def test_a_row_counts_when_only_empty_cells_are_too_many(ending: str, rows: list[type]) -> None:
    row = {"Record ID": "1", "RetractionNature": "Retraction", "Reason": "x"}
    data = file_of(row).getvalue().rstrip() + ending.encode()

    assert [type(found) for found in read_notices(io.BytesIO(data))] == rows


def test_a_row_counts_when_only_columns_that_nobody_reads_are_missing() -> None:
    header = ",".join(REQUIRED_COLUMNS)

    [found] = read_notices(io.BytesIO(f"{header},Paywalled,Notes,\n1,2021-08-31,,10.5555/a,0,Retraction,x\n".encode()))

    assert isinstance(found, RetractionNotice)
    assert (found.doi, found.on) == ("10.5555/a", date(2021, 8, 31))


def test_standings_are_found_by_doi_or_pubmed_number() -> None:
    with SAMPLE.open("rb") as stream:
        found = standings_for(
            read_notices(stream),
            [("one", "10.5555/TRIAL.1", ""), ("two", "", "90000002"), ("bare", "", ""), ("fine", "10.5555/x", "1")],
        )

    assert {key: (row.record_id, row.standing) for key, row in found.items()} == {
        "one": ("101", Standing.RETRACTED),
        "two": ("102", Standing.CONCERN),
    }


EARLY, LATE = date(2020, 1, 1), date(2021, 1, 1)


@pytest.mark.parametrize(
    ("notices", "standing"),
    [
        ([notice(Standing.RETRACTED, EARLY), notice(Standing.CORRECTED, LATE)], Standing.RETRACTED),
        ([notice(Standing.CONCERN, EARLY), notice(Standing.RETRACTED, LATE)], Standing.RETRACTED),
        ([notice(Standing.RETRACTED, EARLY), notice(Standing.CURRENT, LATE)], Standing.CURRENT),
        ([notice(Standing.CURRENT, EARLY), notice(Standing.CONCERN, LATE)], Standing.CONCERN),
        ([notice(Standing.RETRACTED, EARLY), notice(Standing.CURRENT, EARLY)], Standing.RETRACTED),
        ([notice(Standing.RETRACTED, None), notice(Standing.CURRENT, LATE)], Standing.CURRENT),
        ([notice(Standing.RETRACTED, EARLY), notice(Standing.CURRENT, None)], Standing.RETRACTED),
        ([notice(Standing.CURRENT, EARLY)], Standing.CURRENT),
    ],
)
def test_the_most_severe_notice_since_the_last_reinstatement_decides(
    notices: list[RetractionNotice], standing: Standing
) -> None:
    forwards, backwards = deciding_notice(notices), deciding_notice(notices[::-1])

    assert forwards == backwards
    assert forwards.standing == standing


def test_the_latest_notice_decides_when_several_are_equally_severe() -> None:
    notices = [notice(Standing.RETRACTED, LATE, "2"), notice(Standing.RETRACTED, EARLY, "1")]

    assert deciding_notice(notices).on == LATE
