"""Between rows and documents: the parts every kind shares.

A field of a document that has the same name as a field of the row is copied; sources become their short names.
What differs is written out in each kind's own ``compiling.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db.models import CharField, Field, ForeignKey, Manager, Model, TextField
from django.utils.translation import gettext
from pydantic import ValidationError as DocumentError

from acuinfo.sources.citations import vancouver
from acuinfo.sources.models import Source

from .documents import Citation, Document, Part, problem_in_words, walk
from .field_names import names_in
from .kinds import kind
from .language import in_sentence
from .models import Draft, Publication, Tag
from .prepared import PreparedIn
from .richtext import clean

PartT = TypeVar("PartT", bound=Part)
DocumentT = TypeVar("DocumentT", bound=Document)


class CompileError(ValueError):
    """A draft that makes no valid document, told in the editor's words."""


def lines(text: str) -> tuple[str, ...]:
    """Split a text field into its lines, without empty ones."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def _fields(model: type[Model]) -> dict[str, Field[Any, Any]]:
    """Return the fields that are copied: plain ones and links to a source; other links are a kind's own business."""
    fields = model._meta.concrete_fields
    return {f.name: f for f in fields if not isinstance(f, ForeignKey) or f.related_model is Source}


def _is_optional(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, UnionType) and type(None) in get_args(annotation)


def row_values(row: Model, part: type[Part], prefix: str = "") -> dict[str, Any]:
    """Return the values of a row for the fields of a part that it has under the same name (with a prefix)."""
    fields = _fields(type(row))
    values = {}
    empty = []
    for name, info in part.model_fields.items():
        field = fields.get(prefix + name)
        if field is None:
            continue
        value = getattr(row, prefix + name)
        if value in ("", None) and not field.blank:
            empty.append(" ".join(names_in(type(row), [prefix + name])))
        if isinstance(field, ForeignKey):
            value = value.slug if value is not None else ""
        elif value == "" and _is_optional(info.annotation):
            value = None
        elif "rich" in info.metadata:
            value = clean(value)
        values[name] = value
    if empty:
        raise CompileError(_still_empty(row, empty))
    return values


def _still_empty(row: Model, names: Sequence[str]) -> str:
    """Return what a half-done record needs before it can be reviewed, in the editor's words."""
    where = "" if isinstance(row, Draft) else f"{row._meta.verbose_name} “{row}”: "
    told = gettext("The draft is not complete yet. Still empty: %(fields)s.")
    return told % {"fields": f"{where}{', '.join(names)}"}


def part_of(row: Model, part: type[PartT], prefix: str = "") -> PartT:
    """Build a part from a row."""
    try:
        return part.model_validate(row_values(row, part, prefix))
    except DocumentError as error:
        raise CompileError(incomplete(error, type(row), prefix)) from error


def incomplete(error: DocumentError, model: type[Model], prefix: str = "") -> str:
    """Return why a record makes no document, or no part of one, in the editor's words."""
    first = error.errors()[0]
    where = " ".join(names_in(model, (prefix + ".".join(map(str, first["loc"]))).split(".")))
    told = gettext("The draft is not complete yet. %(where)s: %(problem)s.")
    return told % {"where": where, "problem": problem_in_words(first)}


def assign(row: Model, part: Part, sources: Mapping[str, Source], prefix: str = "") -> None:
    """Copy a part's values back into the row's fields of the same name. Does not save."""
    fields = _fields(type(row))
    for name in type(part).model_fields:
        field = fields.get(prefix + name)
        if field is None:
            continue
        value = getattr(part, name)
        if isinstance(field, ForeignKey):
            value = sources[value] if value else None
        elif value is None and isinstance(field, CharField | TextField):
            value = ""
        setattr(row, prefix + name, value)


def save_valid(row: Model) -> None:
    """Save a row that passes the checks of the editor's form. Raises CompileError with the field and what is wrong."""
    try:
        row.full_clean()
    except ValidationError as error:
        name, messages = next(iter(error.message_dict.items()))
        where = "" if name == NON_FIELD_ERRORS else f"{' '.join(names_in(type(row), [name]))}: "
        raise CompileError(f"{where}{messages[0]}") from error
    row.save()


def replace_rows(manager: Manager[Any], parts: Iterable[Part], sources: Mapping[str, Source]) -> None:
    """Make the inline rows of a draft equal to these parts, in their order."""
    manager.all().delete()
    for order, part in enumerate(parts, 1):
        row = manager.model(order=order)
        assign(row, part, sources)
        setattr(row, manager.field.name, manager.instance)  # type: ignore[attr-defined]  # related managers have both
        save_valid(row)


def replace_texts(manager: Manager[Any], texts: Iterable[str]) -> None:
    """Make inline rows that hold one text each equal to these texts."""
    manager.all().delete()
    for order, text in enumerate(texts, 1):
        manager.create(order=order, text=text)


def texts(manager: Manager[Any]) -> tuple[str, ...]:
    """Return the texts of inline rows that hold one text each."""
    return tuple(row.text for row in manager.all() if row.text)


def draft_values(draft: Draft, document: type[Document]) -> dict[str, Any]:
    """Return what every kind of draft gives to its document, and all fields of the same name."""
    return {
        **row_values(draft, document),
        "authors": lines(draft.authors),
        "tags": tuple(sorted(tag.slug for tag in draft.tags.all())),  # type: ignore[attr-defined]  # each kind has its own table of tags
    }


def with_citations(document: DocumentT) -> DocumentT:
    """Return the document with a snapshot of every source it cites. One query."""
    slugs = document.cited_slugs()
    known = sources_by_slug(slugs)
    missing = [slug for slug in slugs if slug not in known]
    if missing:
        told = gettext("There is no source with the short name %(slugs)s. Add it or correct the name.")
        raise CompileError(told % {"slugs": ", ".join(missing)})
    return document.model_copy(update={"citations": {slug: citation(source) for slug, source in known.items()}})


def citation(source: Source) -> Citation:
    """Return a snapshot of a source."""
    return Citation(text=vancouver(source), doi=source.doi, pmid=source.pmid, url=source.link)


def sources_by_slug(slugs: Iterable[str]) -> dict[str, Source]:
    """Return sources by their short names; unknown names are left out. One query, none for no names."""
    wanted = [slug for slug in dict.fromkeys(slugs) if slug]
    return {source.slug: source for source in _SOURCES(wanted)}


_SOURCES = PreparedIn(lambda slugs: Source.objects.filter(slug__in=slugs), str)


def sources_for(document: Document) -> dict[str, Source]:
    """Return the sources a document names in its fields, for ``assign``. Raises CompileError for an unknown one."""
    slugs = [value for _path, value, is_source in walk(document) if is_source and value]
    known = sources_by_slug(slugs)
    missing = sorted(set(slugs) - set(known))
    if missing:
        told = gettext("There is no source with the short name %(slugs)s.")
        raise CompileError(told % {"slugs": ", ".join(missing)})
    return known


def assign_draft(draft: Draft, document: Document, sources: Mapping[str, Source]) -> None:
    """Copy what every kind shares from a document into a draft. Does not save the draft."""
    assign(draft, document, sources)
    draft.authors = "\n".join(document.authors)


def set_tags(draft: Draft, slugs: Sequence[str]) -> None:
    """Give a saved draft these tags of editors and no others. Raises CompileError for one that there is not."""
    draft.tags.set(slugs and _editorial_tags(slugs), clear=True)  # type: ignore[attr-defined]  # each kind has its own table of tags


def _editorial_tags(slugs: Sequence[str]) -> list[Any]:
    known = list(Tag.objects.editorial().filter(slug__in=slugs))
    missing = sorted(set(slugs) - {tag.slug for tag in known})
    if missing:
        raise CompileError(gettext("There is no tag %(slugs)s to choose.") % {"slugs": ", ".join(missing)})
    return known


def publications(kind_name: str, slugs: Sequence[str]) -> list[Publication]:
    """Return the publications of a kind at these addresses, of today or of former days.

    Raises CompileError when one is missing.
    """
    found = list(Publication.objects.of_kind(kind_name).once_at(slugs).prefetch_related("former_addresses"))
    former = {address.slug for publication in found for address in publication.former_addresses.all()}
    missing = sorted(set(slugs) - former - {publication.slug for publication in found})
    if missing:
        told = gettext("There is no %(kind)s at the address %(slugs)s.")
        raise CompileError(told % {"kind": in_sentence(kind(kind_name).label), "slugs": ", ".join(missing)})
    return found
