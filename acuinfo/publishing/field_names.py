"""What the fields of a document are called: by the names that the draft's form gives them, in the interface's language.

A document names a field as the draft does (see ``compiling``): rows stand under the name of their relation, as a record
does that several drafts share, and a group of fields is told from others by its name in front, so that ``rate.count``
is the draft's ``rate_count``.
"""

from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist
from django.db.models import ForeignObjectRel, Model
from django.utils.translation import override

from .kinds import Kind
from .language import stored_in_english


def field_name(kind: Kind, path: str) -> str:
    """Return what a field of a document is called: "key messages 2" for "key_messages.2"."""
    name, *rest = path.split(".")
    if name in kind.document.DERIVED:
        return " ".join([str(kind.document.DERIVED[name]), *rest])
    return " ".join(names_in(kind.draft, [name, *rest]))


def name_in_row(kind: Kind, rows: str, path: str) -> str:
    """Return what a field of a row is called on its form, in English: within the text of a row it is content."""
    with override(None):
        words = list(names_in(kind.draft, [rows, *path.split(".")]))[1:]
    return " ".join(words) or path.replace("_", " ")


def names_in(model: type[Model], parts: list[str]) -> Iterator[str]:
    """Yield what the fields along a path into a record and its rows are called, and the numbers of the rows."""
    group = ""
    for part in parts:
        try:
            field = model._meta.get_field(group + part)
        except FieldDoesNotExist:
            if part.isdecimal():
                yield part
            else:
                group = f"{group}{part}_"
            continue
        group = ""
        model = field.related_model or model
        yield str(model._meta.verbose_name_plural if isinstance(field, ForeignObjectRel) else field.verbose_name)
    if group:
        yield stored_in_english(group.rstrip("_").replace("_", " "))
