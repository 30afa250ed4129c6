"""PubMed's .nbib files: https://www.nlm.nih.gov/bsd/mms/medlineelements.html."""

import re
from collections.abc import Iterator

from .names import without_commas
from .record import Draft, Problem
from .text import first, without_full_stop

SIGNATURE = re.compile(r"^PMID *- ?\d", re.MULTILINE)
START = re.compile(r"^PMID *-", re.MULTILINE)
_NBIB_LINE = re.compile(r"([A-Z][A-Z0-9]{1,3}) *- ?(.*)")


def read(text: str, problems: list[Problem]) -> Iterator[Draft]:
    """Yield a draft for each record of the file, adding what is wrong with it to the problems."""
    for number, (line, fields) in enumerate(_nbib_records(text), start=1):
        tags: dict[str, list[str]] = {}
        for tag, value in fields:
            tags.setdefault(tag, []).append(value)
        values = {tag: values[0] for tag, values in tags.items()}
        yield Draft(
            number,
            line,
            values={
                "title": without_full_stop(first(values.get("TI"), values.get("BTI"))),
                "container": first(values.get("JT"), values.get("TA"), values.get("PB")),
                "year": first(values.get("DP"), values.get("DEP")),
                "volume": values.get("VI", ""),
                "issue": values.get("IP", ""),
                "pages": first(values.get("PG"), _nbib_identifier(tags, "pii") if "VI" in values else ""),
                "doi": _nbib_identifier(tags, "doi"),
                "pmid": values.get("PMID", ""),
                "pmcid": values.get("PMC", ""),
            },
            authors=[without_commas(value) for tag, value in fields if tag in ("AU", "CN")],
            types=tags.get("PT", []),
            is_retracted="Retracted Publication" in tags.get("PT", []),
        )


def _nbib_records(text: str) -> Iterator[tuple[int, list[tuple[str, str]]]]:
    """Yield the first line's number and the (tag, value) pairs of each record, passing over stray lines."""
    start, fields = 1, list[tuple[str, str]]()
    for number, line in enumerate(text.split("\n"), start=1):
        found = _NBIB_LINE.fullmatch(line) if line[4:5] == "-" else None
        if found:
            if found[1] == "PMID" and fields:
                yield start, fields
                fields = []
            if not fields:
                start = number
            fields.append((found[1], found[2].strip()))
        elif line.startswith("      ") and fields:
            tag, value = fields[-1]
            fields[-1] = (tag, f"{value} {line.strip()}")
    if fields:
        yield start, fields


def _nbib_identifier(tags: dict[str, list[str]], name: str) -> str:
    """Return the LID or AID that ends in the name in brackets, such as ``10.1016/j.jpain.2017.11.005 [doi]``."""
    ending = f"[{name}]"
    values = tags.get("LID", []) + tags.get("AID", [])
    return next((value.removesuffix(ending).strip() for value in values if value.endswith(ending)), "")
