"""What names a publication in numbers: DOI, PubMed and PubMed Central numbers; and pages, years and addresses."""

import re
import unicodedata
from urllib.parse import quote, unquote

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from .text import clean

_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.|www\.)?doi\.org/|(?:dx\.)?doi\.org/|doi:?\s*)+", re.IGNORECASE)
# Braces and backslashes are allowed by the DOI handbook, used by no publisher, and would break BibTeX.
_DOI = re.compile(r"10\.\d{4,9}/[^\s{}\\]+")
_PUBMED = r"https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/"
_CENTRAL = r"https?://(?:www\.)?(?:pmc\.ncbi\.nlm\.nih\.gov/articles|ncbi\.nlm\.nih\.gov/pmc/articles)/"
_PMID = re.compile(rf"(?:(?:PMID|MEDLINE|PubMed):?\s*|{_PUBMED})?0*([1-9]\d{{0,8}})(?:\.0)?/?", re.IGNORECASE)
_PMCID = re.compile(rf"(?:PMCID:?\s*|{_CENTRAL})?(?:PMC)?(\d{{1,9}})(?:\.\d+)?/?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d|2100)(?!\d)")
_DASHES = re.compile("\\s*(?:[\u2010-\u2015\u2212]|-)+\\s*")
_PAGE_RANGE = re.compile(r"([A-Za-z]*)(\d+)-([A-Za-z]*)(\d+)")
_URL_UNSAFE = re.compile(r'[\s"<>\\^`{|}]')
_NOTE_ID = re.compile(
    r"\b(PMID|PMCID|DOI)\b:?\s*(?:\b(?:PMID|PMCID|DOI):\s*)?((?:PMC)?\d[^\s;,]{0,200})", re.IGNORECASE
)
_is_web_address = URLValidator(schemes=["http", "https"])


def normalise_doi(text: str) -> str:
    """Return the DOI in lower case from its first ``10.``, or "" when the text is not a DOI."""
    text = clean(text[:1000])
    bare = _DOI_PREFIX.sub("", text)
    if bare != text and "%" in bare:
        bare = unquote(bare)
    bare = bare.rstrip(".,;").lower()
    return bare if _DOI.fullmatch(bare) and len(bare) <= 200 else ""


def doi_of_address(url: str) -> str:
    """Return the DOI that a doi.org address leads to, "" for any other."""
    return normalise_doi(url) if _DOI_PREFIX.match(url) else ""


def normalise_pmid(text: str) -> str:
    """Return the PubMed number as digits, or "" when the text is not one."""
    found = _PMID.fullmatch(clean(text[:1000]))
    return _ascii_digits(found[1]) if found else ""


def normalise_pmcid(text: str) -> str:
    """Return the PubMed Central number as PMC and digits, or "" when the text is not one."""
    found = _PMCID.fullmatch(clean(text[:1000]))
    return f"PMC{_ascii_digits(found[1])}" if found else ""


def numbers_of_address(url: str) -> tuple[str, str]:
    """Return the PubMed and the PubMed Central number that an address of theirs leads to, "" for any other."""
    is_pubmed, is_central = re.match(_PUBMED, url), re.match(_CENTRAL, url)
    return normalise_pmid(url) if is_pubmed else "", normalise_pmcid(url) if is_central else ""


def numbers_in(notes: str) -> dict[str, str]:
    """Return the numbers that a note names, such as ``PMID: 40000001``, by PMID, PMCID and DOI; the first of each."""
    return {name.upper(): number for name, number in reversed(_NOTE_ID.findall(notes[:10_000]))}


def _ascii_digits(digits: str) -> str:
    """Return decimal digits of any script as 0 to 9."""
    return "".join(str(unicodedata.decimal(digit)) for digit in digits)


def normalise_pages(text: str) -> str:
    """Return pages with plain hyphens and PubMed's shortened ends written out: 455-74 becomes 455-474."""
    pages = re.sub(r"^pp?\.\s*", "", _DASHES.sub("-", clean(text)), flags=re.IGNORECASE).strip("-")
    found = _PAGE_RANGE.fullmatch(pages)
    if not found:
        return pages
    start_letters, start, end_letters, end = found.groups()
    if (start_letters, start) == (end_letters, end):
        return start_letters + start
    if len(end) >= len(start) or end_letters not in ("", start_letters):
        return pages
    return f"{start_letters}{start}-{start_letters}{start[: len(start) - len(end)]}{end}"


def pages_between(start: str, end: str) -> str:
    """Return first and last page as one span; the first alone when it is a span already or there is no last."""
    return f"{start}-{end}" if start and end and "-" not in start else start


def normalise_url(text: str) -> str:
    """Return the web address with unsafe characters percent-encoded, or "" when it is no http(s) address."""
    if len(text) > 2000:
        return ""
    url = _URL_UNSAFE.sub(lambda found: quote(found[0]), clean(text))
    try:
        _is_web_address(url)
    except ValidationError:
        return ""
    return url if len(url) <= 500 else ""


def year_of(text: str) -> int | None:
    """Return the first year from 1800 to 2100 in the text."""
    found = _YEAR.search(text)
    return int(_ascii_digits(found[1])) if found else None
