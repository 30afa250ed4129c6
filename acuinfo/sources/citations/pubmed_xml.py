"""PubMed's XML files: https://dtd.nlm.nih.gov/ncbi/pubmed/."""

import re
from collections.abc import Iterator
from itertools import islice
from xml.etree import ElementTree

from django.utils.translation import gettext

from .identifiers import pages_between
from .names import ET_AL, Name, initials_of, without_commas
from .record import MAX_AUTHORS, MAX_RECORDS, Problem, RawRecord, TooMuch
from .states import state_of
from .text import first, plain, said, said_as_title

SIGNATURE = re.compile(r"\A\s*<")
MAX_ELEMENTS = 250_000
"""Most elements, and most attributes, in one file: each takes memory, and 5 MB of PubMed's hold fewer."""

_ARTICLE = re.compile(r"<Pubmed(?:Book)?Article\b")
_DECLARATIONS = re.compile(r"<!ENTITY|<!DOCTYPE[^<>\[]*\[")


def read(text: str, problems: list[Problem]) -> Iterator[RawRecord]:
    """Yield a draft for each record of the file, adding what is wrong with it to the problems. Raises TooMuch."""
    # PubMed's own DOCTYPE line only names its DTD, which the parser does not fetch. Declared entities could grow
    # without bound ("billion laughs") or name local files, and PubMed uses none.
    if _DECLARATIONS.search(text):
        problems.append(Problem(gettext("The XML declares entities or a DTD of its own, which PubMed's never does.")))
        return
    if len(_ARTICLE.findall(text)) > MAX_RECORDS:
        raise TooMuch(gettext("The file holds more than %(count)d citations. Split it.") % {"count": MAX_RECORDS})
    if max(text.count("<") - text.count("</"), text.count("=")) > MAX_ELEMENTS:
        raise TooMuch(gettext("The file holds more than %(count)d XML elements. Split it.") % {"count": MAX_ELEMENTS})
    try:
        root = ElementTree.fromstring(text)  # noqa: S314  # declarations, the known danger, were refused above
    except ElementTree.ParseError as error:
        problems.append(Problem(gettext("The XML breaks off or is damaged here."), line=error.position[0]))
        return
    articles = (node for node in root.iter() if node.tag in ("PubmedArticle", "PubmedBookArticle"))
    for number, article in enumerate(articles, start=1):
        yield _draft(number, article)


def _draft(number: int, node: ElementTree.Element) -> RawRecord:
    """Read a PubmedArticle, or a PubmedBookArticle whose parts have other names."""
    body = _node(node, "MedlineCitation/Article", "BookDocument")
    types = [*body.iterfind("PublicationTypeList/PublicationType"), *body.iterfind("PublicationType")]
    journal = _node(body, "Journal", "Book")
    issue = _node(journal, "JournalIssue", ".")
    corrections = node.iterfind("MedlineCitation/CommentsCorrectionsList/CommentsCorrections")
    states = {state_of(correction.get("RefType", "")) for correction in islice(corrections, MAX_AUTHORS)}
    titles = (_find(body, path) for path in ("ArticleTitle", "Book/BookTitle", "VernacularTitle"))
    return RawRecord(
        number,
        values={
            "title": first(*map(said_as_title, titles)),
            "container": _find(journal, "Title", "ISOAbbreviation", "Publisher/PublisherName"),
            "year": first(
                _find(issue, "PubDate/Year", "PubDate/MedlineDate"),
                _find(body, "ArticleDate/Year", "ContributionDate/Year"),
            ),
            "volume": _find(issue, "Volume"),
            "issue": _find(issue, "Issue"),
            "pages": _pages(body),
            "doi": first(_location(body, "doi"), _find(node, *_article_ids("doi"))),
            "pmid": _find(node, "MedlineCitation/PMID", "BookDocument/PMID"),
            "pmcid": _find(node, *_article_ids("pmc")),
        },
        authors=list(islice(filter(None, _authors(body)), MAX_AUTHORS + 1)),
        types=[_text(type_) for type_ in islice(types, MAX_AUTHORS)],
        states={state for state in states if state},
        is_from_pubmed=True,
    )


def _authors(body: ElementTree.Element) -> Iterator[str]:
    """Yield the authors; a chapter's before those of its book, no editors, and of a name only the right spelling."""
    lists = [*body.iterfind("AuthorList"), *body.iterfind("Book/AuthorList")]
    found = next((list_ for list_ in lists if list_.get("Type", "authors") == "authors"), None)
    if found is not None:
        yield from map(_author, _valid(found, "Author"))
        if found.get("CompleteYN") == "N" and len(found):
            yield ET_AL


def _valid(node: ElementTree.Element, path: str) -> Iterator[ElementTree.Element]:
    """Yield what PubMed has not marked as a wrong form that was corrected later."""
    return (found for found in node.iterfind(path) if found.get("ValidYN") != "N")


def _article_ids(id_type: str) -> tuple[str, str]:
    """Return the two paths to the article's own numbers, so that those of its references are not taken for them."""
    places = ("PubmedData/ArticleIdList", "BookDocument/ArticleIdList")
    first, second = (f"{place}/ArticleId[@IdType='{id_type}']" for place in places)
    return first, second


def _node(node: ElementTree.Element, *paths: str) -> ElementTree.Element:
    """Return the first node found, or an empty one so that a missing part reads as empty."""
    return next((found for path in paths if (found := node.find(path)) is not None), ElementTree.Element("missing"))


def _find(node: ElementTree.Element, *paths: str) -> str:
    return first(*(said(_text(found)) for path in paths if (found := node.find(path)) is not None))


def _text(node: ElementTree.Element) -> str:
    """Return all text inside the node, so that <i> and <sup> in a title leave only their text."""
    return plain("".join(node.itertext()))


def _pages(body: ElementTree.Element) -> str:
    span = pages_between(_find(body, "Pagination/StartPage"), _find(body, "Pagination/EndPage"))
    has_volume = body.find("Journal/JournalIssue/Volume") is not None
    article_number = _location(body, "pii") if has_volume else ""
    return first(_find(body, "Pagination/MedlinePgn"), span, article_number)


def _location(body: ElementTree.Element, kind: str) -> str:
    return first(*map(_text, _valid(body, f"ELocationID[@EIdType='{kind}']")))


def _author(author: ElementTree.Element) -> str:
    family, initials = _find(author, "LastName"), _find(author, "Initials")
    initials = initials or initials_of(_find(author, "ForeName"))
    if family:
        return str(Name(without_commas(family), initials, _find(author, "Suffix").rstrip(".")))
    return without_commas(_find(author, "CollectiveName"))
