"""No public address grows with the site: what it sends, what it asks and what it reads, on a site of many pages."""

import re

import pytest
from django.db import connection
from django.test import Client

from tools import corpus

from .cast import make_cast
from .published_site import shared_by_tests

CONDITIONS = 60
"""Three pages of a list; 660 pages in all, with 300 sources and 460 tags."""
MOST_BYTES = 250_000
MOST_QUERIES = 5
MOST_ROWS = 250
"""Rows that one answer reads. A list that read all findings would read 360, all sources 300, all tags 460."""
MOST_ROWS_FOR_PROGRAMS = 1400
"""The same in feeds and the API, where each of at most 100 entries names its tags and its sources."""
DOWNLOADS = ("/evidence-map.csv", "/sources.ris", "/sitemap-1.xml")
"""Files that hold many pages by nature: the first is sent as it is read, the last has at most a thousand pages."""

ADDRESSES = (
    *("/", "/search/", "/search/?q=pain", "/search/?q=pain&page=20", "/search/suggest?q=pa"),
    *("/conditions/", "/conditions/?page=3", "/conditions/?letter=a", "/conditions/?sort=reviewed"),
    *("/evidence/", "/evidence/?page=18", "/evidence/?sort=certainty", "/safety/", "/articles/"),
    *("/tags/", "/tags/?page=4", "/tags/sham/", "/tags/topic-001/?kind=evidence"),
    *("/evidence-map/", "/evidence-map/?page=3", "/evidence-map/?comparator=no-treatment&sort=certainty"),
    *("/evidence-map/?sort=people", "/evidence-map/?letter=a"),
    *(
        "/compare/",
        "/compare/?conditions=condition-00001&page=2",
        "/compare/?comparators=sham&comparators=no-treatment",
    ),
    *("/compare/?conditions=condition-00000&conditions=condition-00010", "/changes/", "/changes/?page=20"),
    *("/sources/", "/sources/?page=12", "/sources/?standing=current", "/sources/invented001/"),
    *(
        "/conditions/condition-00001/",
        "/conditions/condition-00001/findings.csv",
        "/evidence/condition-00001-finding-1/",
    ),
    *(
        "/safety/condition-00001-note-1/",
        "/conditions/condition-00001/editions/",
        "/conditions/condition-00001/editions/1/",
    ),
    *("/conditions/condition-00001/editions/1/changes/", "/evidence/condition-00001-finding-1/sources.ris"),
    *("/feeds/changes.atom", "/conditions.atom", "/evidence.atom", "/safety.atom", "/sources.atom", "/tags/sham.atom"),
    *("/api/v1/", "/api/v1/condition/", "/api/v1/evidence/?limit=100", "/api/v1/condition/condition-00001/"),
    *("/sitemap.xml", "/robots.txt"),
)


@pytest.fixture(scope="module")
def reader(django_db_setup, django_db_blocker):
    """Max, on a large site whose indexes are made."""
    with shared_by_tests(django_db_blocker):
        corpus.make(CONDITIONS, seed=1, by=make_cast().pia)
        yield Client()


class Counted:
    """A cursor that counts the rows it gives."""

    def __init__(self, cursor, rows):
        self._cursor, self._rows = cursor, rows

    def __getattr__(self, name):
        return getattr(self._cursor, name)

    def __iter__(self):
        for row in self._cursor:
            self._rows.append(1)
            yield row

    def fetchone(self):
        row = self._cursor.fetchone()
        self._rows.append(row is not None)
        return row

    def fetchmany(self, size=None):
        rows = self._cursor.fetchmany(size) if size else self._cursor.fetchmany()
        self._rows.append(len(rows))
        return rows

    def fetchall(self):
        rows = self._cursor.fetchall()
        self._rows.append(len(rows))
        return rows


def _cost(reader, address):
    """Return status, bytes, queries and rows of an answer."""
    queries, rows = [], []

    def counting(execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if "SAVEPOINT" not in sql:
            queries.append(sql)
            context["cursor"].cursor = Counted(context["cursor"].cursor, rows)
        return answer

    with connection.execute_wrapper(counting):
        answer = reader.get(address)
        size = len(answer.getvalue())
    return answer.status_code, size, len(queries), sum(rows)


def _is_too_much(address, _status, size, queries, rows):
    most_rows = MOST_ROWS_FOR_PROGRAMS if address.endswith(".atom") or "/api/" in address else MOST_ROWS
    is_large = address not in DOWNLOADS and (size > MOST_BYTES or rows > most_rows)
    return queries > MOST_QUERIES or is_large


def test_no_address_grows_with_the_site_when_it_is_large(db, reader):
    narrowed = re.search(r"/evidence-map/\?tag=[\w-]+", reader.get("/evidence-map/").content.decode())
    addresses = (*ADDRESSES, *DOWNLOADS, narrowed.group())
    missing = [address for address in addresses if reader.get(address).status_code != 200]
    assert missing == []

    found = {address: _cost(reader, address) for address in addresses}

    too_much = {address: cost for address, cost in found.items() if _is_too_much(address, *cost)}
    assert too_much == {}
    assert found["/evidence-map/"][3] > 20, "no rows were counted"


def test_every_condition_is_on_one_page_of_the_map_when_there_are_several(db, reader):
    pages = [reader.get(f"/evidence-map/?page={n}" if n > 1 else "/evidence-map/").content.decode() for n in (1, 2, 3)]

    found = [re.findall(r'<h3><a href="/conditions/([\w-]+)/"', page) for page in pages]
    assert [len(names) for names in found] == [20, 20, 20]
    assert len({name for names in found for name in names}) == CONDITIONS
