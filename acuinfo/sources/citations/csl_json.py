"""CSL-JSON files, read and written: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html."""

import json
import re
from collections.abc import Iterable, Iterator
from math import inf
from typing import Any

from django.utils.translation import gettext

from .identifiers import normalise_doi, normalise_pages, normalise_url, numbers_in
from .names import ET_AL, Name, is_shortened, person, read_name, stored_authors, without_commas
from .record import MAX_AUTHORS, MAX_RECORDS, Citable, Problem, RawRecord, TooMuch, genre, is_in_periodical
from .states import PublicationState, state_of, state_of_note, states_of_notes
from .text import clean, first, plain, said, with_subtitle

SIGNATURE = re.compile(r"\A\s*(?:\[\s*[{\]]|\{\s*[\"}])")

MAX_OBJECTS = 200_000
"""Most objects, lists and members in one file: each takes memory, and 5 MB of citations hold fewer."""


def read(text: str, problems: list[Problem]) -> Iterator[RawRecord]:
    """Yield a draft for each record of the file, adding what is wrong with it to the problems. Raises TooMuch."""
    if max(text.count("{") + text.count("["), text.count('":')) > MAX_OBJECTS:
        raise TooMuch(gettext("The file holds more than %(count)d JSON objects. Split it.") % {"count": MAX_OBJECTS})
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        problems.append(Problem(gettext("The JSON breaks off or is damaged here."), line=error.lineno))
        return
    except (ValueError, RecursionError):  # a number of thousands of digits, or brackets nested thousands deep
        problems.append(Problem(gettext("The JSON is damaged.")))
        return
    items = _items(content)
    if len(items) > MAX_RECORDS:
        raise TooMuch(gettext("The file holds more than %(count)d citations. Split it.") % {"count": MAX_RECORDS})
    for number, item in enumerate(items, start=1):
        if isinstance(item, dict):
            yield _draft(number, item)
        else:
            problems.append(Problem(gettext("This is not a citation but a bare value."), number))


def _items(content: object) -> list[Any]:
    """Return the citations, whether they stand in a list, in Zotero's "items" or in an answer of Crossref's."""
    for wrapper in ("message", "items"):
        if isinstance(content, dict) and isinstance(content.get(wrapper), list | dict):
            content = content[wrapper]
    return content if isinstance(content, list) else [content]


def _draft(number: int, item: dict[str, Any]) -> RawRecord:
    def text(*names: str) -> str:
        return first(*(_text(item.get(name)) for name in names))

    note = text("note", "annote")
    notes = numbers_in("" if state_of_note(note) else note)
    return RawRecord(
        number,
        values={
            "title": with_subtitle(text("title"), text("subtitle")),
            "container": text("container-title", "container-title-short", "journalAbbreviation", "publisher"),
            "year": first(*map(_year, map(item.get, ("issued", "published", "published-print", "published-online")))),
            "volume": text("volume"),
            "issue": text("issue"),
            "pages": text("page", "article-number", "number", "page-first"),
            "doi": first(text("DOI"), notes.get("DOI")),
            "pmid": first(text("PMID"), notes.get("PMID")),
            "pmcid": first(text("PMCID"), notes.get("PMCID")),
            "url": text("URL"),
        },
        authors=[_name(name) for name in _objects(item.get("author"))],
        types=[text("genre")],
        states=_states(item) | states_of_notes([note]),
    )


def _states(item: dict[str, Any]) -> set[PublicationState]:
    """Return what Crossref tells in "updated-by", or in "update-to" where this is the notice; and CSL's status."""
    words = [_text(update.get("type")) for update in _objects(item.get("updated-by"))]
    found = {state_of(word) for word in (*words, _text(item.get("status")))}
    return {state for state in (*found, PublicationState.NOTICE if _objects(item.get("update-to")) else None) if state}


def _objects(value: object) -> list[dict[str, Any]]:
    """Return the objects of a list, as many as anybody looks at; nothing of anything else."""
    return [part for part in value if isinstance(part, dict)][: MAX_AUTHORS + 1] if isinstance(value, list) else []


def _text(value: object) -> str:
    """Return a string or number as text; of a list, which Crossref sends, the first; anything else is empty."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    is_text = isinstance(value, str | int | float) and not isinstance(value, bool) and value not in (inf, -inf)
    return said(clean(str(value)) if isinstance(value, str) else str(value)) if is_text else ""


def _year(date: object) -> str:
    if not isinstance(date, dict):
        return _text(date)
    parts = date.get("date-parts")
    first_date = parts[0] if isinstance(parts, list) and parts else None
    return first(*map(_text, (first_date, date.get("raw"), date.get("literal"))))


def _name(name: dict[str, Any]) -> str:
    """Return a person's name, or an organisation's, which Crossref has under "name"."""

    def text(part: str) -> str:
        return plain(_text(name[part])) if name.get(part) else ""

    if family := text("family"):
        particles = (text("dropping-particle"), text("non-dropping-particle"))
        whole, given = without_commas(" ".join(filter(None, (*particles, family)))), text("given")
        return person(whole, given, text("suffix")) if given else read_name(whole)
    return read_name(without_commas(first(text("literal"), text("name"), text("given"))))


def write(sources: Iterable[Citable]) -> str:
    """Return the sources as a CSL-JSON list, the slug as id."""
    return json.dumps([_csl_item(source) for source in sources], ensure_ascii=False, indent=2) + "\n"


def _csl_item(source: Citable) -> dict[str, Any]:
    is_article = is_in_periodical(source)
    item = {
        "id": source.slug,
        "type": "article-journal" if is_article else "report",
        "genre": genre(source),
        "title": clean(source.title),
        "author": [_written_name(name) for name in _csl_authors(source.authors)],
        "container-title" if is_article else "publisher": clean(source.container),
        "issued": {"date-parts": [[source.year]]} if source.year else None,
        "volume": clean(source.volume),
        "issue": clean(source.issue),
        "page": normalise_pages(source.pages),
        "DOI": normalise_doi(source.doi),
        "PMID": clean(source.pmid),
        "PMCID": clean(source.pmcid),
        "URL": normalise_url(source.url),
        "note": clean(source.doubt),
    }
    return {name: value for name, value in item.items() if value}


def _csl_authors(authors: str) -> list[Name]:
    names = stored_authors(authors)
    return [*names, Name(ET_AL)] if is_shortened(authors) else names


def _written_name(name: Name) -> dict[str, str]:
    if name.is_group:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.spaced_initials, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}
