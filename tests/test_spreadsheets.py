"""Tables to take away: a spreadsheet computes nothing of what somebody wrote."""

import csv
import io

import pytest
from django.urls import URLResolver, get_resolver

from acuinfo.publishing import actions
from acuinfo.reading.spreadsheets import harmless

from . import cast as people

TABLES = {
    "evidence-map.csv": "/evidence-map.csv",
    "conditions/<slug:slug>/findings.csv": "/conditions/knee-osteoarthritis/findings.csv",
    "admin/who-did-what.csv": "/admin/who-did-what.csv",
}


def routes(resolver, before=""):
    """Yield the pattern of every address of the site."""
    for pattern in resolver.url_patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, route)
        else:
            yield route


def cells(client, address):
    """Return every cell of a table as a spreadsheet would read it."""
    text = b"".join(client.get(address)).decode("utf-8-sig")
    return [cell for row in csv.reader(io.StringIO(text)) for cell in row]


def test_nothing_is_computed_in_any_table_when_somebody_wrote_formulas(cast, client):
    knee = people.knee(cast, title="@Knee")
    people.published(cast, "pain-sham", people.evidence_document(comparator_detail='=HYPERLINK("evil","a sham")'))
    actions.request_changes(
        publication=knee, by=cast.ruth, digest=actions.compile_draft(knee).digest, comment="\t=cmd|' /C calc'!A0"
    )
    client.force_login(cast.ada)

    found = {route: cells(client, address) for route, address in TABLES.items()}

    assert {route for route in routes(get_resolver()) if route.endswith(".csv")} == TABLES.keys()
    assert [cell for table in found.values() for cell in table if cell.strip()[:1] in tuple("=+-@")] == []
    assert [route for route, table in found.items() if not any(cell.startswith("'") for cell in table)] == []


@pytest.mark.parametrize(
    "cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\tx", "  =1", " \t=1", "\u00a0=1", "＝1"]
)
def test_an_apostrophe_goes_in_front_when_a_cell_begins_like_a_formula(cell):
    assert harmless(cell) == f"'{cell}"


def test_words_are_kept_as_they_are_when_they_are_no_formula():
    assert [harmless(cell) for cell in ("Ada", "", "1 - 2", "“=”", " x")] == ["Ada", "", "1 - 2", "“=”", " x"]
