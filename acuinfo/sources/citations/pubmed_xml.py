"""PubMed's XML files: https://dtd.nlm.nih.gov/ncbi/pubmed/."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree

from django.utils.translation import gettext

from .names import Name, without_commas
from .record import Draft, Problem
from .text import clean, first, without_full_stop

SIGNATURE = re.compile(r"\A\s*<")
START = re.compile(r"<Pubmed(?:Book)?Article>")
_XML_DECLARATIONS = re.compile(r"<!ENTITY|<!DOCTYPE[^<>\[]*\[")


def read(text: str, problems: list[Problem]) -> Iterator[Draft]:
    """Yield a draft for each record of the file, adding what is wrong with it to the problems."""
    # PubMed's own DOCTYPE line only names its DTD, which the parser does not fetch. Declared entities could grow
    # without bound ("billion laughs") or name local files, and PubMed uses none.
    if _XML_DECLARATIONS.search(text):
        problems.append(Problem(gettext("The XML declares entities or a DTD of its own, which PubMed's never does.")))
        return
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  # declarations, the known danger, were refused above
    except ElementTree.ParseError as error:
        problems.append(Problem(gettext("The XML breaks off or is damaged here."), line=error.position[0]))
        return
    articles = (node for node in root.iter() if node.tag in ("PubmedArticle", "PubmedBookArticle"))
    for number, article in enumerate(articles, start=1):
        yield _pubmed_draft(number, article)


def _pubmed_draft(number: int, node: ElementTree.Element) -> Draft:
    """Read a PubmedArticle, or a PubmedBookArticle whose parts have other names."""
    body = _xml_node(node, "MedlineCitation/Article", "BookDocument")
    types = [clean(_xml_text(type_)) for type_ in body.iterfind("PublicationTypeList/PublicationType")]
    journal = _xml_node(body, "Journal", "Book")
    issue = _xml_node(journal, "JournalIssue", ".")
    return Draft(
        number,
        values={
            "title": without_full_stop(_xml_find(body, "ArticleTitle", "Book/BookTitle", "VernacularTitle")),
            "container": _xml_find(journal, "Title", "ISOAbbreviation", "Publisher/PublisherName"),
            "year": _xml_find(issue, "PubDate/Year", "PubDate/MedlineDate"),
            "volume": _xml_find(issue, "Volume"),
            "issue": _xml_find(issue, "Issue"),
            "pages": _xml_pages(body),
            "doi": first(_xml_find(body, "ELocationID[@EIdType='doi']"), _xml_find(node, *_article_ids("doi"))),
            "pmid": _xml_find(node, "MedlineCitation/PMID", "BookDocument/PMID"),
            "pmcid": _xml_find(node, *_article_ids("pmc")),
        },
        authors=[_xml_author(author) for author in body.iterfind("AuthorList/Author")],
        types=types,
        is_retracted="Retracted Publication" in types,
    )


def _article_ids(id_type: str) -> tuple[str, str]:
    """Return the two paths to the article's own numbers, so that those of its references are not taken for them."""
    places = ("PubmedData/ArticleIdList", "BookDocument/ArticleIdList")
    first, second = (f"{place}/ArticleId[@IdType='{id_type}']" for place in places)
    return first, second


def _xml_node(node: ElementTree.Element, *paths: str) -> ElementTree.Element:
    """Return the first node found, or an empty one so that a missing part reads as empty."""
    return next((found for path in paths if (found := node.find(path)) is not None), ElementTree.Element("missing"))


def _xml_find(node: ElementTree.Element, *paths: str) -> str:
    return first(*(clean(_xml_text(found)) for path in paths if (found := node.find(path)) is not None))


def _xml_text(node: ElementTree.Element) -> str:
    """Return all text inside the node, so that <i> and <sup> in a title leave only their text."""
    return "".join(node.itertext())


def _xml_pages(body: ElementTree.Element) -> str:
    start, end = _xml_find(body, "Pagination/StartPage"), _xml_find(body, "Pagination/EndPage")
    span = f"{start}-{end}" if start and end else start
    has_volume = body.find("Journal/JournalIssue/Volume") is not None
    article_number = _xml_find(body, "ELocationID[@EIdType='pii']") if has_volume else ""
    return first(_xml_find(body, "Pagination/MedlinePgn"), span, article_number)


def _xml_author(author: ElementTree.Element) -> str:
    family, initials = _xml_find(author, "LastName"), _xml_find(author, "Initials")
    if family:
        return str(Name(without_commas(family), initials, _xml_find(author, "Suffix").rstrip(".")))
    return without_commas(_xml_find(author, "CollectiveName"))
