"""Files as databases, reference managers and word processors write them are read right, or the editor is told."""

from dataclasses import asdict
from pathlib import Path

import pytest

from acuinfo.publishing import richtext
from acuinfo.sources.citations import read
from acuinfo.sources.retractions import BadRow, RetractionNotice, read_notices

CASES = Path(__file__).parent / "documents" / "cases"
ELSEWHERE = {
    "paste-list-from-word": "tests/browser/test_pasting.py",
    "paste-deleted-text": "tests/browser/test_pasting.py",
    "search-soft-hyphen": "tests/test_searching.py",
    "tag-merged-other-names": "tests/test_merging_and_renaming_tags.py",
    "atom-feed-author": "tests/test_change_log_and_feeds.py",
}
"""Cases that need more than a reader, and where they are tested."""


def input_of(name: str) -> Path:
    return next((CASES / name).glob("input.*"))


def expected_of(name: str) -> list[list[str]]:
    """Return the lines that must hold, once for each right answer."""
    lines = (CASES / name / "expected.txt").read_text("utf-8").splitlines()
    required = [line for line in lines if line and not line.startswith("or: ")]
    others = [line.removeprefix("or: ") for line in lines if line.startswith("or: ")]
    return [required, others] if others else [required]


def facts_of_citations(path: Path) -> dict[str, str]:
    reading = read(path.read_bytes(), filename=path.name)
    facts = {"records": str(len(reading.records)), "blocked": "yes" if reading.is_blocked else "no"}
    for number, record in enumerate(reading.records, 1):
        facts |= {f"record {number} {field}": str(value or "") for field, value in asdict(record).items()}
    return facts | {"problem contains": "\n".join(problem.sentence for problem in reading.problems).lower()}


def facts_of_retractions(path: Path) -> dict[str, str]:
    with path.open("rb") as stream:
        rows = list(read_notices(stream))
    notices = [row for row in rows if isinstance(row, RetractionNotice)]
    bad = sum(isinstance(row, BadRow) for row in rows)
    return {"notices": str(len(notices)), "bad rows": str(bad)} | {row.doi: row.standing.value for row in notices}


def facts_of_html(path: Path) -> dict[str, str]:
    cleaned = richtext.clean(path.read_text("utf-8"))
    return {"html": cleaned, "plain": richtext.plain(cleaned)}


def facts_of(name: str) -> dict[str, str]:
    read_case = {"rw": facts_of_retractions, "clean": facts_of_html}.get(name.partition("-")[0], facts_of_citations)
    return read_case(input_of(name))


def holds(line: str, facts: dict[str, str]) -> bool:
    what, _, value = line.partition(" = ")
    return value in facts[what] if what == "problem contains" else facts[what.removesuffix(" =")] == value


@pytest.mark.parametrize("name", sorted({path.name for path in CASES.iterdir() if path.is_dir()} - set(ELSEWHERE)))
def test_a_file_from_outside_is_read_right_or_the_editor_is_told(name: str) -> None:
    facts = facts_of(name)

    assert any(all(holds(line, facts) for line in lines) for lines in expected_of(name)), facts


@pytest.mark.parametrize(("name", "where"), ELSEWHERE.items())
def test_a_case_that_no_reader_can_tell_is_tested_where_it_belongs(name: str, where: str) -> None:
    assert name in (CASES.parents[2] / where).read_text("utf-8")
