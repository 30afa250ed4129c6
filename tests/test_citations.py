"""An editor imports citations: five formats are read, whatever state the file is in."""

from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from acuinfo.sources import citations
from acuinfo.sources.citations import Format, Record, read
from acuinfo.sources.matching import (
    FieldDifference,
    MatchedBy,
    SourceIndex,
    differences,
    find_duplicate,
    normalised_title,
)
from acuinfo.sources.models import Source

SAMPLES = Path(__file__).parent / "documents" / "citations"

VICKERS = Record(
    kind="ipd-meta-analysis",
    title="Acupuncture for Chronic Pain: Update of an Individual Patient Data Meta-Analysis",
    authors="Vickers AJ, Linde K, Acupuncture Trialists' Collaboration",
    container="The journal of pain",
    year=2018,
    volume="19",
    issue="5",
    pages="455-474",
    doi="10.1016/j.jpain.2017.11.005",
    pmid="29198932",
    pmcid="PMC5927830",
)


def sentences(data: bytes, format_: Format | None = None) -> list[str]:
    return [str(problem) for problem in read(data, format_).problems]


@pytest.mark.parametrize(
    ("name", "format_"),
    [
        ("vickers2018.nbib", Format.NBIB),
        ("vickers2018.xml", Format.PUBMED_XML),
        ("vickers2018.ris", Format.RIS),
        ("vickers2018.bib", Format.BIBTEX),
        ("vickers2018.json", Format.CSL_JSON),
    ],
)
def test_every_format_gives_the_same_record_when_it_holds_the_same_publication(name: str, format_: Format) -> None:
    data = (SAMPLES / name).read_bytes()

    reading = read(data)

    assert reading.format == format_
    assert reading.records[0] == VICKERS
    assert not reading.is_blocked


@pytest.mark.parametrize("name", ["vickers2018.nbib", "vickers2018.ris", "vickers2018.bib", "vickers2018.xml"])
@pytest.mark.parametrize("line_end", [b"\r\n", b"\r"])
def test_a_file_is_read_when_it_has_a_byte_order_mark_and_foreign_line_ends(name: str, line_end: bytes) -> None:
    data = b"\xef\xbb\xbf" + (SAMPLES / name).read_bytes().replace(b"\n", line_end)

    reading = read(data)

    assert reading.records[0] == VICKERS


def test_lengths_are_those_of_the_source_model() -> None:
    lengths = {name: getattr(Source._meta.get_field(name), "max_length", None) for name in citations.MAX_LENGTHS}

    assert lengths == citations.MAX_LENGTHS


@settings(deadline=None)  # the machine may be busy
@given(st.binary(max_size=400), st.sampled_from([None, *Format]))
def test_reading_never_raises_when_the_bytes_are_random(data: bytes, format_: Format | None) -> None:
    reading = read(data, format_)

    assert reading.records or reading.problems


_PIECES = [
    "TY  - ", "ER  - ", "TI  - ", "PMID- 1", "AU  - ", "\n", "      ", "@article{", "author = {", "}", "\"",
    ",", "title = ", "\\", "$", "%", "\\'", "\\href", "{", "[", "]", ":", "\"title\"", "\"author\"", "1",
    "null", "<", ">", "<PubmedArticle>", "</PubmedArticle>", "<!DOCTYPE x>", " and ", "é", "\x00", "UR  - ;",
    "@string{a=",
]  # fmt: skip


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.sampled_from(_PIECES), max_size=40).map("".join), st.sampled_from(list(Format)))
def test_reading_never_raises_when_the_file_is_a_jumble_of_the_formats_own_words(text: str, format_: Format) -> None:
    reading = read(text.encode(), format_)

    assert reading.records or reading.problems


@pytest.mark.parametrize("opening", [b"[", b'{"a":', b"<a>", b"@article{a, title={" + b"{", b"{\\'"])
@pytest.mark.parametrize("format_", list(Format))
def test_reading_never_raises_when_the_nesting_is_deep(opening: bytes, format_: Format) -> None:
    reading = read(opening * 20_000, format_)

    assert reading.is_blocked


def test_an_editor_is_told_when_the_file_is_too_large() -> None:
    assert sentences(b" " * (citations.MAX_BYTES + 1)) == ["The file is larger than 5 MB. Split it."]


@pytest.mark.parametrize(
    "record",
    [b"TY  - JOUR\nTI  - x\n", b"PMID- 1\nTI  - x\n", b"@misc{a, title={x}}\n", b"<PubmedArticle></PubmedArticle>"],
)
def test_an_editor_is_told_when_the_file_holds_too_many_citations(record: bytes) -> None:
    assert sentences(record * (citations.MAX_RECORDS + 1)) == ["The file holds more than 5000 citations. Split it."]


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n "])
def test_an_editor_is_told_when_the_file_is_empty(data: bytes) -> None:
    assert sentences(data) == ["The file is empty."]


def test_an_editor_is_told_the_formats_when_none_fits() -> None:
    assert sentences(b"Dear editor,") == [
        "This is in none of the formats that can be read: PubMed (.nbib), PubMed XML, RIS, BibTeX, CSL-JSON."
    ]


def test_the_ending_tells_the_format_when_the_text_does_not() -> None:
    assert read(b"nothing", filename="export.RIS").format == Format.RIS


def test_the_record_and_line_are_named_when_a_title_is_missing() -> None:
    data = b"TY  - JOUR\nTI  - One\nER  - \n\nTY  - JOUR\nAU  - Mu, J.\nER  - \n"

    reading = read(data)

    assert [record.title for record in reading.records] == ["One"]
    assert [str(problem) for problem in reading.problems] == [
        "Record 2, line 5: There is no title, so the record was left out."
    ]
    assert reading.is_blocked


def test_the_editor_is_warned_when_pubmed_marks_a_publication_as_retracted() -> None:
    reading = read((SAMPLES / "vickers2018.nbib").read_bytes())

    assert [str(problem) for problem in reading.problems] == [
        "Record 2, line 30: PubMed marks this publication as retracted."
    ]
    assert reading.records[1].doi == "10.1002/14651858.cd013814"


@pytest.mark.parametrize(
    "declaration",
    [
        '<!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]>',
        '<!DOCTYPE x SYSTEM "x.dtd" [ ]>',
        '<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>',
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_is_refused_when_it_declares_entities(declaration: str, encoding: str) -> None:
    data = f'<?xml version="1.0"?>{declaration}<PubmedArticleSet>&lol2;</PubmedArticleSet>'.encode(encoding)

    reading = read(data)

    assert reading.records == ()
    assert [str(problem) for problem in reading.problems] == [
        "The XML declares entities or a DTD of its own, which PubMed's never does."
    ]


@pytest.mark.parametrize(
    ("data", "format_", "sentence"),
    [
        (b"<a>\n<b>\n</a>", Format.PUBMED_XML, "Line 3: The XML breaks off or is damaged here."),
        (b'[\n{"title": ]', Format.CSL_JSON, "Line 2: The JSON breaks off or is damaged here."),
        (b"[" * 100_000, Format.CSL_JSON, "The JSON is damaged."),
        (b"[1]", Format.CSL_JSON, "Record 1: This is not a citation but a bare value."),
        (b"hello", Format.NBIB, "No citation was found. Is the file really PubMed (.nbib)?"),
    ],
)
def test_the_place_is_named_when_a_file_is_damaged(data: bytes, format_: Format, sentence: str) -> None:
    assert sentences(data, format_) == [sentence]


def test_other_entries_are_kept_when_one_bibtex_entry_is_damaged() -> None:
    data = b"@article{a, title={One}}\n@article{b, title={Two\n@article{a, title={Three}, title={Again}}\n"

    reading = read(data)

    assert [record.title for record in reading.records] == ["One", "Three"]
    assert [str(problem) for problem in reading.problems] == [
        "Line 2: This entry is damaged (is a brace or a comma missing?), so it was left out."
    ]


def test_no_record_is_lost_when_ris_records_are_not_closed() -> None:
    data = b"Provider: x\nTY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two"

    assert [record.title for record in read(data).records] == ["One", "Two"]


def test_accents_are_decoded_when_bibtex_writes_them_as_latex() -> None:
    data = rb"@article{x, author={M{\"u}ller, Hans-J{\"o}rg and {Die {\"A}rzte, e.V.}"
    data += rb" and van der Berg, Jr, Jan and others}, title={{\'E}tude \& 100% {GRADE}}, url={https://example.org/a\_b%20c}}"

    record = read(data).records[0]

    assert record.authors == "Müller HJ, Die Ärzte e.V., van der Berg J Jr, et al."
    assert record.title == "Étude & 100% GRADE"
    assert record.url == "https://example.org/a_b%20c"


def test_accents_are_guessed_and_the_editor_told_when_the_file_is_not_utf_8() -> None:
    reading = read("TY  - JOUR\nTI  - Étude\nER  - ".encode("cp1252"))

    assert reading.records[0].title == "Étude"
    assert not reading.is_blocked
    assert [str(problem) for problem in reading.problems] == ["The file is not in UTF-8. Check the accented letters."]


def test_control_characters_are_dropped_when_a_file_holds_them() -> None:
    data = b'{"title": "Dry\\u0000 need\\u202eling\\ud800", "URL": "javascript:alert(1)"}'

    reading = read(data)

    assert reading.records[0] == Record(title="Dry needling")
    assert [str(problem) for problem in reading.problems] == [
        "Record 1: “javascript:alert(1)” is not a web address, so it was left empty."
    ]


def test_values_are_cut_and_named_when_they_are_too_long() -> None:
    authors = ", ".join(f'{{"family": "Author{number:04}", "given": "A"}}' for number in range(300))

    reading = read(f'{{"title": "{"x" * 700}", "author": [{authors}]}}'.encode())

    assert len(reading.records[0].title) == 600
    assert reading.records[0].authors.endswith(" A, et al.")
    assert 1950 < len(reading.records[0].authors) <= 2000
    assert len(reading.problems) == 2


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.1002/14651858.CD013814.", "10.1002/14651858.cd013814"),
        ("http://dx.doi.org/10.1002%2F14651858", "10.1002/14651858"),
        ("doi: 10.1002/ABC", "10.1002/abc"),
        ("10.1002/a%b", "10.1002/a%b"),
        ("11.1002/abc", ""),
        ("10.1002/a b", ""),
    ],
)
def test_a_doi_is_made_bare(text: str, doi: str) -> None:
    assert citations.normalise_doi(text) == doi


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("455-74", "455-474"),
        ("455\u2013474", "455-474"),
        ("455--474", "455-474"),
        ("e12-7", "e12-e17"),
        ("S5-S9", "S5-S9"),
        ("pp. 7-7", "7"),
        ("CD013814", "CD013814"),
    ],
)
def test_pages_are_written_out(text: str, pages: str) -> None:
    assert citations.normalise_pages(text) == pages


@pytest.mark.parametrize(
    ("record", "slug"),
    [
        (VICKERS, "vickers2018"),
        (Record(title="x", authors="van der Øst-Müller A, B C", year=2020), "vanderostmuller2020"),
        (Record(title="x", authors="The Acupuncture Trialists", year=2020), "acupuncture2020"),
        (Record(title="The needle", year=None), "needle"),
        (Record(title="针灸", authors="针灸"), "source"),
    ],
)
def test_a_short_name_is_suggested(record: Record, slug: str) -> None:
    assert record.suggested_slug == slug


def test_a_letter_is_added_when_a_short_name_is_taken() -> None:
    assert citations.unique_slug("mu2020", {"mu2020", "mu2020a"}) == "mu2020b"


# Duplicates


def test_a_duplicate_is_found_by_doi_then_pubmed_number_then_title() -> None:
    by_doi = Record(title="Other", doi=VICKERS.doi)
    by_pmid = Record(title="Another", pmid=VICKERS.pmid)
    by_title = Record(
        title="ACUPUNCTURE for chronic pain \u2013 update of an individual patient-data meta analysis.", year=2018
    )

    found = [
        find_duplicate(VICKERS, SourceIndex(known)) for known in ([by_title, by_pmid, by_doi], [by_pmid], [by_title])
    ]

    assert [match and (match.source, match.by, match.rival) for match in found] == [
        (by_doi, MatchedBy.DOI, by_pmid),
        (by_pmid, MatchedBy.PMID, None),
        (by_title, MatchedBy.TITLE, None),
    ]


@pytest.mark.parametrize(
    "other",
    [
        Record(title=VICKERS.title, year=2017),
        Record(title=VICKERS.title, year=2018, doi="10.1000/other"),
        Record(title="Something else", year=2018),
    ],
)
def test_no_duplicate_is_found_when_year_doi_or_title_differ(other: Record) -> None:
    assert find_duplicate(VICKERS, SourceIndex([other])) is None


def test_titles_compare_equal_when_only_accents_case_and_punctuation_differ() -> None:
    assert (
        normalised_title("Étude: <i>dry-needling</i>!")
        == normalised_title("etude dry needling")
        == "etude dry needling"
    )


def test_differences_name_only_what_the_record_says_otherwise() -> None:
    stored = Record(title="Old title", kind="trial", volume="19", issue="5")

    found = differences(Record(title="New title", volume="19", year=2018), stored)

    assert found == [FieldDifference("title", "Old title", "New title"), FieldDifference("year", None, 2018)]
