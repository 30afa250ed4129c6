"""A reader takes a page's sources along: Vancouver style, RIS, BibTeX, CSL-JSON."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields

import pytest
from hypothesis import example, given, settings, strategies as st

from acuinfo.sources import citations
from acuinfo.sources.citations import Format, Record, read
from acuinfo.sources.citations.text import plain, said, without_full_stop
from acuinfo.sources.models import SourceKind

WRITERS: list[tuple[Format, Callable[[Iterable[citations.Citable]], str]]] = [
    (Format.RIS, citations.ris.write),
    (Format.BIBTEX, citations.bibtex.write),
    (Format.CSL_JSON, citations.csl_json.write),
]


@dataclass(frozen=True)
class Cited(Record):
    """A record with the short name under which a page cites it."""

    slug: str = "vickers2018"
    standing: str = "current"
    doubt: str = ""


def record_of(cited: Cited) -> Record:
    return Record(**{field.name: getattr(cited, field.name) for field in fields(Record)})


MU = Cited(
    slug="mu2020",
    kind="systematic-review",
    title="Acupuncture for chronic nonspecific low back pain",
    authors="Mu J, Furlan AD, Lam WY, Hsu MY, Ning Z, Lao L",
    container="Cochrane Database of Systematic Reviews",
    year=2020,
    issue="12",
    pages="CD013814",
    doi="10.1002/14651858.cd013814",
)


def test_a_citation_is_in_vancouver_style_when_all_parts_are_known() -> None:
    source = Record(
        title="Acupuncture for chronic pain",
        authors="Vickers AJ, Cronin AM, Maschino AC, Lewith G, MacPherson H, Foster NE, Sherman KJ",
        container="Archives of Internal Medicine",
        year=2012,
        volume="172",
        issue="19",
        pages="1444-1453",
        doi="10.1001/archinternmed.2012.3654",
    )

    assert citations.vancouver(source) == (
        "Vickers AJ, Cronin AM, Maschino AC, Lewith G, MacPherson H, Foster NE, et al. Acupuncture for chronic pain. "
        "Archives of Internal Medicine. 2012;172(19):1444-1453. doi:10.1001/archinternmed.2012.3654"
    )


@pytest.mark.parametrize(
    ("source", "citation"),
    [
        (Record(title="Does it work?"), "Does it work?"),
        (Record(title="It works.", authors="Mu J"), "Mu J. It works."),
        (Record(title="It works", authors="Mu J, Lao L, et al."), "Mu J, Lao L, et al. It works."),
        (Record(title="It works", container="J. Pain.", year=2020), "It works. J. Pain. 2020."),
        (Record(title="It works", year=2020, pages="7-9"), "It works. 2020:7-9."),
        (Record(title="It works", volume="3"), "It works. 3."),
        (Record(title="It works", pmid="29198932", url="https://example.org/"), "It works. PMID: 29198932"),
        (Record(title="It works", url="https://example.org/"), "It works. Available from: https://example.org/"),
        (MU, "Mu J, Furlan AD, Lam WY, Hsu MY, Ning Z, Lao L. Acupuncture for chronic nonspecific low back pain. "
             "Cochrane Database of Systematic Reviews. 2020;(12):CD013814. doi:10.1002/14651858.cd013814"),
    ],
)  # fmt: skip
def test_a_citation_has_no_stray_punctuation_when_parts_are_missing(source: Record, citation: str) -> None:
    assert citations.vancouver(source) == citation


def test_ris_is_written_line_by_line() -> None:
    assert citations.ris.write([MU]).split("\r\n") == [
        "TY  - JOUR",
        "ID  - mu2020",
        "M3  - Systematic review",
        "AU  - Mu, J.",
        "AU  - Furlan, A. D.",
        "AU  - Lam, W. Y.",
        "AU  - Hsu, M. Y.",
        "AU  - Ning, Z.",
        "AU  - Lao, L.",
        "TI  - Acupuncture for chronic nonspecific low back pain",
        "T2  - Cochrane Database of Systematic Reviews",
        "PY  - 2020",
        "IS  - 12",
        "SP  - CD013814",
        "DO  - 10.1002/14651858.cd013814",
        "ER  - ",
        "",
    ]


def test_bibtex_escapes_what_latex_would_misread() -> None:
    source = Cited(title="50% of {A} & B_1", authors="de Craen AJ, NICE", kind="guideline", container="R&D", year=2021)

    assert citations.bibtex.write([source]) == (
        "@misc{vickers2018,\n"
        "  author = {{de Craen}, A. J. and {NICE}},\n"
        "  title = {{50\\% of \\textbraceleft{}A\\textbraceright{} \\& B\\_1}},\n"
        "  publisher = {R\\&D},\n"
        "  year = {2021},\n"
        "  type = {Guideline},\n"
        "}\n"
    )


def test_bibtex_keys_differ_when_two_sources_have_one_short_name() -> None:
    text = citations.bibtex.write([Cited(title="One"), Cited(title="Two")])

    assert [line for line in text.splitlines() if line.startswith("@")] == ["@misc{vickers2018,", "@misc{vickers2018a,"]


def test_csl_json_holds_people_and_groups() -> None:
    source = Cited(title="One", authors="Smith AB Jr, Acupuncture Trialists' Collaboration", year=2018)

    assert json.loads(citations.csl_json.write([source])) == [
        {
            "id": "vickers2018",
            "type": "report",
            "title": "One",
            "author": [
                {"family": "Smith", "given": "A. B.", "suffix": "Jr"},
                {"literal": "Acupuncture Trialists' Collaboration"},
            ],
            "issued": {"date-parts": [[2018]]},
        }
    ]


def test_ris_holds_one_record_when_a_title_pretends_to_end_it() -> None:
    text = citations.ris.write([Cited(title="One\r\nER  - \r\nTY  - JOUR\r\nTI  - Two")])

    assert [record.title for record in read(text.encode()).records] == ["One ER - TY - JOUR TI - Two"]


@pytest.mark.parametrize(("format_", "write"), WRITERS)
def test_a_file_says_that_a_source_is_retracted_and_the_notices_numbers_are_not_taken_for_its_own(
    format_: Format, write: Callable[[Iterable[citations.Citable]], str]
) -> None:
    note = "Retracted: Notice of 3 May 2026, doi:10.5555/notice, PMID: 40000001."
    text = write([Cited(title="One", kind="trial", standing="retracted", doubt=note)])

    reading = read(text.encode())

    assert "Retracted: Notice of 3 May 2026" in text
    assert [problem.sentence for problem in reading.problems] == ["This publication is marked as retracted."]
    assert reading.records == (Record(title="One", kind="trial"),)


_text = st.text(st.characters(codec="utf-8"), max_size=60) | st.text("{}&%$#_^~\\\"'`-,<>?! aé", max_size=30)
_line = _text.map(plain).filter(lambda line: said(line) == line == plain(line))
_short = _line.map(lambda text: text[:40].strip()).filter(lambda text: said(text) == text == plain(text))
_people = st.builds(
    lambda family, initials, suffix: f"{family} {initials}{suffix}",
    st.sampled_from(["Vickers", "van der Berg", "Müller-Lüdenscheidt", "O'Neil", "Smith and Sons", "Ćirić"]),
    st.text("ABJØZ", min_size=1, max_size=4),
    st.sampled_from(["", " Jr", " III"]),
)
_groups = st.sampled_from(
    ["Acupuncture Trialists' Collaboration", "R&D {Group}", "World Health Organization", "et al."]
)
_authors = st.lists(_people | _groups, max_size=8).map(lambda names: [name for name in names if name != "et al."])
_numbers = st.integers(1, 999999999).map(str) | st.just("")
_cited = st.builds(
    Cited,
    title=_line.map(without_full_stop).filter(lambda title: bool(title) and title == without_full_stop(title)),
    kind=st.sampled_from([kind for kind in SourceKind.values if kind != SourceKind.OTHER]),
    authors=st.builds(lambda names, end: ", ".join(names + end), _authors, st.sampled_from([[], ["et al."]])),
    container=_line,
    year=st.none() | st.integers(1800, 2100),
    volume=_short,
    issue=_short,
    pages=st.sampled_from(["", "455-474", "e12-e17", "CD013814", "S5-S9; discussion S10", "1-2, 5-6"]),
    doi=st.sampled_from(["", "10.1000/a_b%20(c)<1::aid>3.0;2-#", "10.1002/14651858.cd013814"]),
    pmid=_numbers,
    pmcid=_numbers.map(lambda number: number and f"PMC{number}"),
    url=st.sampled_from(["", "https://example.org/a_b;c?d=%20&e=~f#g"]),
)


@pytest.mark.parametrize(("format_", "write"), WRITERS)
@settings(deadline=None)  # the machine may be busy
@given(cited=_cited)
@example(cited=Cited(title="a--b ``c'' {d} \\e $f$ % & # _ ~ ^ --- ''' <<g>> ?` 8\" @article{x,", kind="trial"))
def test_the_same_record_comes_back_when_an_export_is_read(
    format_: Format, write: Callable[[Iterable[citations.Citable]], str], cited: Cited
) -> None:
    reading = read(write([cited, cited]).encode())

    assert reading.problems == ()
    assert reading.format == format_
    assert reading.records == (record_of(cited), record_of(cited))
