"""What names a publication in numbers: DOI, PubMed and PubMed Central numbers; and pages, years and addresses."""

import re
import unicodedata
from urllib.parse import quote, unquote

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from .text import clean

DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|(?:dx\.)?doi\.org/|doi:?\s*)+", re.IGNORECASE)
# Braces and backslashes are allowed by the DOI handbook, used by no publisher, and would break BibTeX.
_DOI = re.compile(r"10\.\d{4,9}/[^\s{}\\]+")
_PMID = re.compile(r"(?:PMID:?\s*|https?://(?:www\.)?pubmed\.ncbi\.nlm\.nih\.gov/)?0*([1-9]\d{0,8})/?", re.IGNORECASE)
_PMCID = re.compile(r"(?:PMCID:?\s*)?(?:PMC)?(\d{1,9})(?:\.\d+)?", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d|2100)(?!\d)")
_DASHES = re.compile("\\s*(?:[\u2010-\u2015\u2212]|-)+\\s*")
_PAGE_RANGE = re.compile(r"([A-Za-z]*)(\d+)-([A-Za-z]*)(\d+)")
_URL_UNSAFE = re.compile(r'[\s"<>\\^`{|}]')
_is_web_address = URLValidator(schemes=["http", "https"])
NOTE_ID = re.compile(r"\b(PMID|PMCID):?\s*((?:PMC)?\d+)")


def normalise_doi(text: str) -> str:
    """Return the DOI in lower case from its first ``10.``, or "" when the text is not a DOI."""
    text = clean(text)
    bare = DOI_PREFIX.sub("", text)
    if bare != text and "%" in bare:
        bare = unquote(bare)
    bare = bare.rstrip(".,;").lower()
    return bare if _DOI.fullmatch(bare) and len(bare) <= 200 else ""


def normalise_pmid(text: str) -> str:
    """Return the PubMed number as digits, or "" when the text is not one."""
    found = _PMID.fullmatch(clean(text))
    return ascii_digits(found[1]) if found else ""


def normalise_pmcid(text: str) -> str:
    """Return the PubMed Central number as PMC and digits, or "" when the text is not one."""
    found = _PMCID.fullmatch(clean(text))
    return f"PMC{ascii_digits(found[1])}" if found else ""


def ascii_digits(digits: str) -> str:
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


def normalise_url(text: str) -> str:
    """Return the web address with unsafe characters percent-encoded, or "" when it is no http(s) address."""
    url = _URL_UNSAFE.sub(lambda found: quote(found[0]), clean(text))
    try:
        _is_web_address(url)
    except ValidationError:
        return ""
    return url if len(url) <= 500 else ""


def year_of(text: str) -> int | None:
    """Return the first year from 1800 to 2100 in the text."""
    found = _YEAR.search(text)
    return int(ascii_digits(found[1])) if found else None
