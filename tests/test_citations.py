"""An editor imports citations: five formats are read, whatever state the file is in."""

import sys
from pathlib import Path
from types import FrameType
from typing import Any

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


# What became of the publication


def ris_titled(title: str) -> bytes:
    return f"TY  - JOUR\nTI  - {title}\nER  - \n".encode()


RETRACTED = "This publication is marked as retracted."
CONCERN = "An expression of concern about this publication was published."
CORRECTED = "A correction of this publication was published."
UPDATED = "A newer version of this publication was published."
NOTICE = "This is not the publication itself but a notice about it: a retraction, concern or correction."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (ris_titled("RETRACTED ARTICLE: x"), RETRACTED),
        (ris_titled("[Retracted] x"), RETRACTED),
        (ris_titled("x (Retracted article. See vol. 3, p. 5)"), RETRACTED),
        (ris_titled("x (withdrawn)"), "This publication is marked as withdrawn."),
        (ris_titled("Expression of concern: x"), CONCERN),
        (ris_titled("Retraction notice to x"), NOTICE),
        (ris_titled("Correction to: x"), NOTICE),
        (b"TY  - JOUR\nTI  - x\nKW  - Retracted Publication\nER  - ", RETRACTED),
        (b"@article{a, title={{RETRACTED: x}}}", RETRACTED),
        (b"PMID- 1\nTI  - Retracted: x.\n", "PubMed marks this publication as retracted."),
        (b"PMID- 1\nTI  - x.\nRIN - J 2020\n", "PubMed marks this publication as retracted."),
        (b"PMID- 1\nTI  - x.\nEIN - J 2020\n", CORRECTED),
        (b"PMID- 1\nTI  - x.\nUIN - J 2020\n", UPDATED),
        (b"PMID- 1\nTI  - x.\nPT  - Retraction of Publication\n", NOTICE),
        (b'[{"title": "x", "updated-by": [{"type": "expression_of_concern"}]}]', CONCERN),
        (b'[{"title": "x", "updated-by": [{"type": "new_version"}]}]', UPDATED),
        (b'[{"title": "x", "update-to": [{"type": "retraction"}]}]', NOTICE),
        (b'{"message": {"title": ["x"], "status": "Retracted"}}', RETRACTED),
    ],
)
def test_the_editor_is_told_what_became_of_a_publication_however_a_file_says_it(data: bytes, sentence: str) -> None:
    assert [problem.sentence for problem in read(data).problems] == [sentence]


@pytest.mark.parametrize("reference", ["UpdateIn", "ErratumIn", "ExpressionOfConcernIn", "CorrectedandRepublishedIn"])
def test_the_editor_is_told_when_pubmed_xml_refers_to_a_correction(reference: str) -> None:
    data = f"""<PubmedArticleSet><PubmedArticle><MedlineCitation><Article><ArticleTitle>x</ArticleTitle></Article>
        <CommentsCorrectionsList><CommentsCorrections RefType="{reference}"/></CommentsCorrectionsList>
        </MedlineCitation></PubmedArticle></PubmedArticleSet>"""

    told = [problem.sentence for problem in read(data.encode()).problems]

    assert told in ([UPDATED], [CORRECTED], [CONCERN])


@pytest.mark.parametrize("title", ["Withdrawn patients in trials", "Retraction of the scapula", "Retracted eyelids"])
def test_no_alarm_is_raised_when_a_title_only_has_the_word(title: str) -> None:
    assert read(ris_titled(title)).problems == ()


# Values in their places


@pytest.mark.parametrize(
    ("field", "value", "lines"),
    [
        ("authors", "Okafor N, Meyer JP", "AU  - Okafor N.; Meyer J.-P."),
        ("authors", "Smith J Jr", "AU  - Smith J., Jr."),
        ("authors", "Müller JP", "AU  - J. P. M&uuml;ller"),
        ("authors", "et al.", "AU  - et al."),
        ("authors", "World Health Organization", "AU  - World Health Organization"),
        ("authors", "", "AU  - [Anonymous]"),
        ("authors", "", "AU  - No authors listed"),
        ("pages", "e123", "C7  - e123"),
        ("pages", "", "SP  - n/a"),
        ("pages", "", "SP  - No Pagination Specified"),
        ("volume", "", "VL  - N/A"),
        ("container", "", "T2  - Unknown"),
        ("container", "The book", "BT  - The book"),
        ("year", None, "PY  - n.d."),
        ("doi", "10.1234/a", "M3  - doi: 10.1234/A"),
        ("doi", "10.1234/a", "N1  - DOI: 10.1234/a; PMID: 7"),
        ("pmid", "7", "AN  - MEDLINE:7"),
        ("pmid", "", "AN  - 7\nDB  - Embase"),
        ("pmid", "7", "UR  - https://pubmed.ncbi.nlm.nih.gov/7/"),
        ("pmcid", "PMC7", "C2  - PMC7"),
        ("pmcid", "PMC7", "C2  - PMC7 [Available on 2021-01-01]"),
        ("pmcid", "", "C2  - 30012345"),
        ("title", "x goes on", "TI  - x\n goes on\nT1  - other"),
    ],
)
def test_a_value_is_found_where_databases_write_it_in_ris(field: str, value: str | None, lines: str) -> None:
    title = "" if "TI" in lines else "TI  - x\n"

    [record] = read(f"TY  - JOUR\n{title}{lines}\nER  - \n".encode()).records

    assert getattr(record, field) == value


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        ("title", "5 € or $5 and $10", r"title={5 \euro{} or $5 and $10}"),
        ("title", "α-blockers, p<0.05, H2O", r"title={$\alpha$-blockers, $p<0.05$, H$_2$O}"),
        ("title", "Straße – “so”", r"title={Stra{\ss}e -- ``so''}"),
        ("title", "Ärzte über", r"""title="{\"A}rzte \"uber" """),
        ("title", "One & two", r"title={One \&amp; two.}"),
        ("title", "Pain: a review", "title={Pain}, subtitle={a review}"),
        ("authors", "Okafor N, Meyer JP", "title={x}, author={{Okafor, N. and Meyer, J.-P.}}"),
        ("authors", "van der Berg J, de Craen AJ", "title={x}, author={Jan van der Berg and de Craen, Anton J.}"),
        ("authors", "Ordóñez AM", r"title={x}, author={Ord{\'o}{\~n}ez, Ana~Mar{\'\i}a}"),
        ("doi", "10.1234/a_b", r"title={x}, doi={10.1234/a$\_$b}"),
        ("url", "https://example.org/~a", r"title={x}, url={\url{https://example.org/\~{}a}}"),
        ("authors", "Okafor N, Lindqvist PA", "title={x}, author={Okafor, N.; Lindqvist, P. A.}"),
        ("authors", "Okafor N, Vickers AJ", "title={x}, author={Okafor N. and Vickers AJ}"),
        ("authors", "Research and Development Group", "title={x}, author={{Research and Development Group}}"),
        ("container", "Journal of Needles", 'title={x}, journal = jn # " of " # {Needles}'),
        ("pages", "e1", "title={x}, eid={e1}"),
        ("doi", "10.1234/a_b", r"title={x}, doi={{https://doi.org/10.1234/a{\_}b}}"),
        ("pmcid", "PMC7", "title={x}, pmcid={{7}}"),
        ("pmid", "7", "title={x}, annote={PMID: 7}"),
        ("year", 1999, "title={x} year=1999"),
    ],
)
def test_a_value_is_read_as_latex_prints_it_in_bibtex(field: str, value: str | int, text: str) -> None:
    reading = read(f"@string{{jn = {{Journal}}}}\n@article{{a, {text}}}".encode())

    assert [getattr(record, field) for record in reading.records] == [value]
    assert reading.problems == ()


@pytest.mark.parametrize(
    "data",
    [
        b"PMID- 1\nTI  - x\nAU  - Okafor, N.\nAU  - Meyer J.-P.\nCN  - Group, of N\n",
        b'[{"title": "x", "author": [{"family": "Okafor N."}, {"literal": "Meyer J.-P."}, {"name": "Group, of N"}]}]',
    ],
)
def test_initials_are_told_from_surnames_in_every_format(data: bytes) -> None:
    assert read(data).records[0].authors == "Okafor N, Meyer JP, Group of N"


def test_the_editor_is_told_when_a_latex_command_is_not_known() -> None:
    reading = read(rb"@article{a, title={One \foo{bar}}}")

    assert reading.records[0].title == "One foo bar"
    assert reading.problems[0].sentence == r"The LaTeX commands \foo are not known. Check title and names."


def test_the_other_form_is_taken_when_pubmed_marks_a_doi_as_wrong_and_has_no_title_in_english() -> None:
    data = """<PubmedArticleSet><PubmedArticle><MedlineCitation><Article><ArticleTitle>[Not Available].</ArticleTitle>
        <VernacularTitle>Akupunktur bei Schmerz.</VernacularTitle><ELocationID EIdType="doi" ValidYN="N">10.1000/wrong
        </ELocationID><ELocationID EIdType="doi" ValidYN="Y">10.1000/right</ELocationID><AuthorList CompleteYN="N">
        <Author><LastName>Mu</LastName><ForeName>Jian Hua</ForeName></Author></AuthorList></Article></MedlineCitation>
        </PubmedArticle></PubmedArticleSet>"""

    [record] = read(data.encode()).records

    assert record == Record(title="Akupunktur bei Schmerz", authors="Mu JH, et al.", doi="10.1000/right")


def test_two_records_are_told_when_they_run_into_each_other() -> None:
    told = sentences(b"TY  - JOUR\nTI  - One\nTI  - Two\nER  - \n")

    assert told == [
        "Record 1, line 1: There are two titles, so the second was left out. Do two records run into each other here?"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "PMID- 1\nTI  - One\nSO  - J\nPMC - PMC2\nPMID- 2\nTI  - Two\n",
        "PMC - PMC1\nTI  - One\n\nPMC - PMC2\nTI  - Two\n",
        "PMID- 1\nTI  - One\n\n2: Mu J, Lao L.\n\nPMC - PMC2\nPMID- 2\nTI  - Two\n",
    ],
)
def test_records_are_kept_apart_when_the_pubmed_central_number_comes_first(text: str) -> None:
    assert [(record.title, record.pmcid) for record in read(text.encode()).records][-1] == ("Two", "PMC2")
    assert [record.title for record in read(text.encode()).records] == ["One", "Two"]


# Hostile files (tools/hostile_files.py times them)


def steps(data: bytes) -> int:
    """Return how many lines of the readers run while a file is read."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> Any:
        nonlocal count
        if "citations" not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    sys.settrace(trace)
    try:
        read(data)
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize(
    ("before", "piece"),
    [
        ("", "@a{"),
        ("", "@a{a,title={"),
        ("", "@a{a,title={\n"),
        ("", '@a{a,title="'),
        ("", "@comment{"),
        ("@a{a,title={x},author={", "A and "),
        ("@a{a,title={x},author={", "{A} and "),
        ("@string{s={x}}@a{a,title=s", "#s"),
        ("@a{a,title={x}", ",b={}"),
        ("TY  - JOUR\nTI  - x", "\n y"),
        ("TY  - JOUR\nTI  - x\n", "AU  - A\n"),
        ("TY  - JOUR\nTI  - x\nAU  - ", "A;"),
        ("PMID- 1\n", "TI  - x\n\n"),
        ("PMC - PMC1\n", "PMID- 1\nPMC - PMC1\n"),
        ('[{"title":"x"},', "1,"),
    ],
)
def test_reading_takes_no_more_than_twice_as_long_when_a_hostile_file_is_twice_as_long(before: str, piece: str) -> None:
    once, twice = (steps((before + piece * count).encode()) for count in (150, 300))

    assert twice <= 2.1 * once


@pytest.mark.parametrize(
    ("piece", "before", "behind", "sentence"),
    [
        ("{},", "[", "{}]", "The file holds more than 200000 JSON objects. Split it."),
        ('"a":1,', "[{", '"b":1}]', "The file holds more than 200000 JSON objects. Split it."),
        ("<a/>", "<b>", "</b>", "The file holds more than 250000 XML elements. Split it."),
        (r"\'e", "@a{a,title={", "}}", "The file holds more than 300000 LaTeX commands. Split it."),
        ("1,", '{"items":[', "1]}", "The file holds more than 5000 citations. Split it."),
    ],
)
def test_a_file_is_refused_before_it_is_taken_apart_when_it_holds_too_much(
    piece: str, before: str, behind: str, sentence: str
) -> None:
    room = citations.MAX_BYTES - len(before + behind)

    assert sentences((before + piece * (room // len(piece)) + behind).encode()) == [sentence]


def test_a_file_is_refused_when_it_names_more_people_than_anybody_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(citations, "MAX_AUTHORS_IN_FILE", 3)

    assert sentences(b"TY  - JOUR\nTI  - x\nAU  - A, B\nAU  - C, D\n" * 2) == [
        "The file names more than 3 authors. Split it."
    ]


def test_only_so_many_authors_are_taken_apart_when_a_record_has_hundreds_of_thousands() -> None:
    reading = read(b"@a{a, title={x}, author={" + b"A and " * 100_000 + b"B}}")

    assert reading.records[0].authors.endswith("A, et al.")
    assert sentences(b"@a{a, title={x}, author={" + b"A and " * 100_000 + b"B}}") == [
        "Record 1, line 1: The authors take more than 2000 characters, so the last were left out."
    ]


def test_composing_is_bounded_when_a_letter_has_thousands_of_accents() -> None:
    title = read(ris_titled("a" + "\u0301\u0316" * 10_000)).records[0].title

    assert len(title) <= 30


def test_a_free_short_name_is_found_at_once_when_thousands_are_taken() -> None:
    tried: dict[str, int] = {}
    taken = [citations.unique_slug("mu2020", set(), tried)]

    for _turn in range(3):
        taken.append(citations.unique_slug("mu2020", taken, tried))

    assert taken == ["mu2020", "mu2020a", "mu2020b", "mu2020c"]
    assert tried == {"mu2020": 3}


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
        == normalised_title("RETRACTED ARTICLE: &Eacute;tude: dry needling")
        == normalised_title("etude dry needling")
        == "etude dry needling"
    )


def test_differences_name_only_what_the_record_says_otherwise() -> None:
    stored = Record(title="Old title", kind="trial", volume="19", issue="5")

    found = differences(Record(title="New title", volume="19", year=2018), stored)

    assert found == [FieldDifference("title", "Old title", "New title"), FieldDifference("year", None, 2018)]
