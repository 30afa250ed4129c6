"""Documents: what an edition says, as validated data in one canonical form.

A document holds no ids and no machine timestamps, its keys are sorted and its numbers are
written the same way whichever database they came from. So the same content always has the
same digest, and an approval can name exactly what was approved.
"""

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, get_args, get_origin

from django.utils.translation import gettext_lazy as _
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainSerializer

from . import process_caches
from .language import Label

SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
CITATION_MARK = re.compile(r"\[\[([a-z0-9-]{1,80})\]\]")
"""How a text cites a source: ``[[vickers2018]]``."""


def plain_number(value: Decimal) -> str:
    """Write a number without exponent or trailing zeros, so 3.40 and 3.4 are one number."""
    if value == 0:
        return "0"
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _canonical_number(value: Decimal) -> Decimal:
    if not value.is_finite():
        raise ValueError("must be a number")
    return Decimal(plain_number(value))


Number = Annotated[
    Decimal, AfterValidator(_canonical_number), PlainSerializer(plain_number, return_type=str, when_used="json")
]
"""A decimal number without trailing zeros, wherever it comes from; in canonical JSON a string such as "-10.26"."""

Slug = Annotated[str, Field(pattern=SLUG_PATTERN, max_length=80), "machine"]
Line = Annotated[str, Field(max_length=500)]
MachineText = Annotated[str, Field(max_length=500), "machine"]
"""A code: not for readers, not for search, not for checks of wording."""
WebAddress = Annotated[str, Field(pattern=r"^(https?://\S+)?$", max_length=500), "machine"]
"""A link to another site, or "" for none; never a script or data in the guise of an address."""
RichText = Annotated[str, Field(max_length=100_000), "rich"]
PartialDate = Annotated[str, Field(pattern=r"^(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?$"), "machine"]
"""A year, month or day as far as it is known: "2018", "2018-03", "2018-03-09", or "" when unknown."""


class Part(BaseModel):
    """A row or a group of values inside a document."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Citation(Part):
    """A source as it was cited when the edition was made."""

    text: str
    doi: str = ""
    pmid: str = ""
    url: str = ""


class Document(Part):
    """What every kind of page says. Kinds subclass this; ``DERIVED`` names what is computed when compiling."""

    KIND: ClassVar[str]
    SCHEMA: ClassVar[int] = 1
    DERIVED: ClassVar[Mapping[str, Label]] = {"citations": _("citations")}
    COUNTED: ClassVar[frozenset[str]] = frozenset({"title", "summary"})
    """The fields where readers look first: every sentence there is composed, of an approved kind, or answered for."""

    title: Line
    summary: Line
    authors: tuple[Line, ...] = ()
    review_cycle_months: Annotated[int, Field(ge=1, le=120)] = 24
    tags: tuple[Slug, ...] = ()
    citations: dict[Slug, Citation] = {}

    @property
    def about(self) -> tuple[str, ...]:
        """Slugs of the conditions this page is about; empty for a condition itself."""
        return ()

    @property
    def main_source(self) -> str:
        """Short name of the one source the page as a whole rests on; empty where there is no such source."""
        return str(getattr(self, "source", ""))

    def cited_slugs(self) -> tuple[str, ...]:
        """Slugs of every source this document leans on, in order of first appearance in the fields."""
        found: dict[str, None] = {}
        for _path, value, is_source in walk(self):
            if is_source:
                if value:
                    found.setdefault(value)
            else:
                found.update(dict.fromkeys(CITATION_MARK.findall(value)))
        return tuple(found)

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield (path, text) for every text a reader sees, rich text included."""
        return ((path, value) for path, value, is_source in walk(self) if not is_source)


SourceSlug = Annotated[str, Field(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=80), "source"]
"""The short name of a source, or "" for none."""


def _is(word: str, metadata: list[Any], annotation: Any) -> bool:
    """Tell whether a field, or the items of a tuple field, carry a word of ours in their annotation."""
    if word in metadata:
        return True
    if get_origin(annotation) is tuple:
        return any(word in get_args(arg)[1:] for arg in get_args(annotation) if get_origin(arg) is Annotated)
    return False


@cache
def _told_fields(part: type[Part]) -> tuple[tuple[str, bool], ...]:
    """Return the fields of a part that hold texts, parts or short names, and for each whether it names a source."""
    return tuple(
        (name, _is("source", info.metadata, info.annotation))
        for name, info in part.model_fields.items()
        if name != "citations" and not _is("machine", info.metadata, info.annotation)
    )


process_caches.add(_told_fields.cache_clear)


def walk(part: Part, prefix: str = "") -> Iterator[tuple[str, str, bool]]:
    """Yield (path, text, is_source) for each text in a part, in the order of its fields.

    ``citations`` is left out, since it is derived from the rest, and so are terms, codes and addresses.
    """
    for name, is_source in _told_fields(type(part)):
        for path, item in _items(f"{prefix}{name}", getattr(part, name)):
            if isinstance(item, Part):
                yield from walk(item, f"{path}.")
            elif isinstance(item, str) and not isinstance(item, Enum):
                yield path, item, is_source


def is_rich(part: Part, field: str) -> bool:
    """Tell whether a field of a part holds rich text; in any other, what looks like a tag is text."""
    return "rich" in type(part).model_fields[field].metadata


def _items(path: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, tuple):
        yield from ((f"{path}.{i}", item) for i, item in enumerate(value, 1))
    else:
        yield path, value


def canonical(document: Part) -> str:
    """Return the one JSON text of a document: sorted keys, no spaces, numbers in one form."""
    return canonical_json(document.model_dump(mode="json"))


def canonical_json(data: Mapping[str, Any]) -> str:
    """Return the one JSON text of plain data."""
    return json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str) -> str:
    """Return the SHA-256 of a canonical text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


SAID_OF_VALUES = {
    "missing": _("Field required"),
    "string_type": _("Input should be a valid string"),
    "string_too_long": _("String should have at most %(max_length)s characters"),
    "string_pattern_mismatch": _("String should match pattern '%(pattern)s'"),
    "int_type": _("Input should be a valid integer"),
    "decimal_type": _("Decimal input should be an integer, float, string or Decimal object"),
    "finite_number": _("Input should be a finite number"),
    "greater_than_equal": _("Input should be greater than or equal to %(ge)s"),
    "less_than_equal": _("Input should be less than or equal to %(le)s"),
    "enum": _("Input should be %(expected)s"),
}
"""What pydantic says when a row makes no valid document, by the type of its error."""


def problem_in_words(error: Mapping[str, Any]) -> str:
    """Return what pydantic says of a value in the interface's language, as far as it is known here."""
    known = SAID_OF_VALUES.get(error["type"])
    return known % error.get("ctx", {}) if known else str(error["msg"])


Level = Literal["blocks", "warns", "informs"]
