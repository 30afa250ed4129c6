"""PubMed's .nbib files: https://www.nlm.nih.gov/bsd/mms/medlineelements.html."""

import re
from collections.abc import Iterator

from .identifiers import numbers_in
from .names import read_name, without_commas
from .record import Problem, RawRecord
from .states import PublicationState
from .tagged_lines import Fields, TaggedLine, lines
from .text import first, plain, said_as_title

SIGNATURE = re.compile(r"^(?:PMID *- ?\d|PMC *- ?PMC\d)", re.MULTILINE)
_STATES = {
    "RIN": PublicationState.RETRACTED,
    "RRI": PublicationState.RETRACTED,
    "PRIN": PublicationState.PARTLY_RETRACTED,
    "ECI": PublicationState.CONCERN,
    "EIN": PublicationState.CORRECTED,
    "CRI": PublicationState.CORRECTED,
    "UIN": PublicationState.UPDATED,
    "ROF": PublicationState.NOTICE,
    "ECF": PublicationState.NOTICE,
    "EFR": PublicationState.NOTICE,
}
_TAGS = frozenset("PMID PMC TI BTI TT JT TA PB CTI DP DEP VI IP PG LID AID SO AU FAU PT".split()) | set(_STATES)
# PubMed gives a tag four places. Mail programs leave fewer, and there only known tags count, as "CT - scan" is text.
_LINE = re.compile(
    rf"(?=[A-Z][A-Z0-9 ]{{2}}[ A-Z0-9]-|(?:{'|'.join(sorted(_TAGS))}|CN|OWN|STAT)[ \t]+-[ \t]|PMID-)"
    r"([A-Z][A-Z0-9]{1,3})[ \t]*-[ \t]?(.*)"
)


def read(text: str, problems: list[Problem]) -> Iterator[RawRecord]:
    """Yield a draft for each record of the file."""
    for number, fields in enumerate(_records(text), start=1):
        yield _draft(number, fields)


def _records(text: str) -> Iterator[Fields]:
    """Yield the fields of each record: a part that repeats what names a publication begins another."""
    record = Fields(_TAGS)
    for part in _parts(text):
        if record.values and record.values.keys() & part.values.keys() & {"PMID", "PMC", "TI", "BTI"}:
            yield record
            record = part
        elif record.values:
            record.update(part)
        else:
            record = part
    if record.values:
        yield record


def _parts(text: str) -> Iterator[Fields]:
    """Part the file at blank lines and before a second PubMed number, with the PMC number that leads it."""
    part = Fields(_TAGS)
    for line in lines(text, _LINE):
        if line.is_behind_a_gap:
            yield part
            part = Fields(_TAGS)
        elif line.tag == "PMID" and "PMID" in part.values:
            leads = part.last_tag == "PMC" and (
                len(part.values["PMC"]) > 1 or "SO" in part.values
            )  # SO closes a record
            moved = part.values["PMC"].pop() if leads else ""
            yield part
            part = Fields(_TAGS)
            if moved:
                part.add(TaggedLine(line.number - 1, "PMC", moved, False))
        # Groups are named among the people, in the order of the authors.
        part.add(line._replace(tag="AU", value=without_commas(line.value)) if line.tag == "CN" else line)
    yield part


def _draft(number: int, fields: Fields) -> RawRecord:
    in_source = numbers_in(" ".join(fields.all("SO")))
    return RawRecord(
        number,
        fields.line,
        values={
            "title": first(*(said_as_title(plain(title)) for title in fields.all("TI", "BTI", "TT"))),
            "container": fields.text("JT", "TA", "CTI", "PB"),
            "year": fields.text("DP", "DEP"),
            "volume": fields.text("VI"),
            "issue": fields.text("IP"),
            "pages": first(fields.text("PG"), _identifier(fields, "pii") if fields.text("VI") else ""),
            "doi": first(_identifier(fields, "doi"), in_source.get("DOI")),
            "pmid": fields.text("PMID"),
            "pmcid": fields.text("PMC"),
        },
        authors=[read_name(plain(name)) for name in fields.all("AU") or fields.all("FAU")],
        types=fields.all("PT"),
        states={state for tag, state in _STATES.items() if fields.all(tag)},
        is_from_pubmed=True,
        has_two_titles=len(fields.all("TI")) > 1,
    )


def _identifier(fields: Fields, name: str) -> str:
    """Return the LID or AID that ends in the name in brackets, such as ``10.1016/j.jpain.2017.11.005 [doi]``."""
    ending = f"[{name}]"
    return next(
        (value.removesuffix(ending).strip() for value in fields.all("LID", "AID") if value.endswith(ending)), ""
    )
