"""CSL-JSON files, read and written: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext

from .identifiers import normalise_doi, normalise_pages, normalise_url
from .names import ET_AL, Name, is_shortened, person, split_authors, without_commas
from .record import Citable, Draft, Problem, genre, is_in_periodical
from .text import clean, first

SIGNATURE = re.compile(r"\A\s*(?:\[\s*[{\]]|\{\s*[\"}])")
START = re.compile(r'"title"\s*:')
_CSL_MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc|span)(?:\s[^<>]*)?>")


def read(text: str, problems: list[Problem]) -> Iterator[Draft]:
    """Yield a draft for each record of the file, adding what is wrong with it to the problems."""
    try:
        content = json.loads(text)
    except json.JSONDecodeError as error:
        problems.append(Problem(gettext("The JSON breaks off or is damaged here."), line=error.lineno))
        return
    except (ValueError, RecursionError):  # a number of thousands of digits, or brackets nested thousands deep
        problems.append(Problem(gettext("The JSON is damaged.")))
        return
    if isinstance(content, dict) and isinstance(content.get("items"), list):
        content = content["items"]
    for number, item in enumerate(content if isinstance(content, list) else [content], start=1):
        if isinstance(item, dict):
            yield _csl_draft(number, item)
        else:
            problems.append(Problem(gettext("This is not a citation but a bare value."), number))


def _csl_draft(number: int, item: dict[str, Any]) -> Draft:
    def text(*names: str) -> str:
        return first(*(_csl_text(item.get(name)) for name in names))

    authors = item.get("author")
    return Draft(
        number,
        values={
            "title": _CSL_MARKUP.sub("", text("title")),
            "container": text("container-title", "publisher"),
            "year": _csl_year(item.get("issued")),
            "volume": text("volume"),
            "issue": text("issue"),
            "pages": text("page", "number"),
            "doi": text("DOI"),
            "pmid": text("PMID"),
            "pmcid": text("PMCID"),
            "url": text("URL"),
        },
        authors=[_csl_name(name) for name in authors if isinstance(name, dict)] if isinstance(authors, list) else [],
        types=[text("genre")],
    )


def _csl_text(value: object) -> str:
    """Return a string or number as text; of a list, which Crossref sends, the first; anything else is empty."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, str | int) and not isinstance(value, bool):
        return clean(str(value))
    return ""


def _csl_year(issued: object) -> str:
    if not isinstance(issued, dict):
        return _csl_text(issued)
    parts = issued.get("date-parts")
    first_date = parts[0] if isinstance(parts, list) and parts else None
    return first(*map(_csl_text, (first_date, issued.get("raw"), issued.get("literal"))))


def _csl_name(name: dict[str, Any]) -> str:
    family = " ".join(_csl_text(name.get(part)) for part in ("non-dropping-particle", "family"))
    if clean(family):
        return person(family, _csl_text(name.get("given")), _csl_text(name.get("suffix")))
    return without_commas(first(_csl_text(name.get("literal")), _csl_text(name.get("given"))))


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
    }
    return {name: value for name, value in item.items() if value}


def _csl_authors(authors: str) -> list[Name]:
    names = split_authors(authors)
    return [*names, Name(ET_AL)] if is_shortened(authors) else names


def _written_name(name: Name) -> dict[str, str]:
    if name.is_group:
        return {"literal": name.family}
    parts = {"family": name.family, "given": name.spaced_initials, "suffix": name.suffix}
    return {part: value for part, value in parts.items() if value}
