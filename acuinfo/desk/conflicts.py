"""No lost work: what happens when two people edit one draft at the same time.

The form of a draft carries, signed, what it showed when it was opened. When somebody else has saved meanwhile, each
field and each inline row that differs is shown in three columns (when you opened it, now, yours) and the editor
chooses. What only one side touched is chosen already. Nothing is stored until the editor saves; it works without
JavaScript.
"""

from __future__ import annotations

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing
from django.forms import BaseForm, BaseInlineFormSet
from django.http import QueryDict

from acuinfo.publishing.differences import text as shown
from acuinfo.publishing.richtext import clean

SALT = "acuinfo.draft-as-opened"
BASE = "opened_as"
CHOICE = "choose:"
LEFT_OUT = frozenset({"base_revision", "id", "DELETE"})

Values = dict[str, str]


@dataclass(frozen=True)
class Field:
    """One field of a form or of a row, as a page knows it."""

    key: str
    """The field's own name, or ``rows:id:field`` for a row that exists."""
    name: str
    """The name under which the browser sends it."""
    label: str


@dataclass(frozen=True)
class Conflict:
    """One field that the other side changed, or that both did."""

    key: str
    label: str
    opened: str
    now: str
    yours: str
    chosen: str
    """``now`` or ``yours`` where only one side touched it, else ""."""


def _text(value: Any) -> str:
    """Return a field's value as one text that compares; lists of choices are sorted."""
    if isinstance(value, str) and "<" in value:
        return clean(value)
    if isinstance(value, list | tuple | set):
        return ",".join(sorted(str(getattr(item, "pk", item)) for item in value))
    return "" if value is None else str(value).replace("\r\n", "\n").strip()


def fields(form: BaseForm, formsets: Iterable[BaseInlineFormSet[Any, Any, Any]]) -> Iterator[tuple[Field, Any, Any]]:
    """Yield (field, the value stored, the bound field) for the form and for every row that exists."""
    for name, field in form.fields.items():
        if name not in LEFT_OUT:
            yield (
                Field(name, form.add_prefix(name), str(field.label or name)),
                form.get_initial_for_field(field, name),
                form[name],
            )
    for formset in formsets:
        if formset.model is None:
            continue
        for number, row in enumerate(formset.initial_forms, 1):
            title = f"{formset.model._meta.verbose_name} {number}"
            for name, field in row.fields.items():
                if name in LEFT_OUT or name == formset.fk.name:
                    continue
                key = f"{formset.prefix}:{row.instance.pk}:{name}"
                label = f"{title}: {field.label or name}"
                yield Field(key, row.add_prefix(name), label), row.get_initial_for_field(field, name), row[name]


def stored(form: BaseForm, formsets: Iterable[BaseInlineFormSet[Any, Any, Any]]) -> Values:
    """Return what the database holds now, by key."""
    return {field.key: _comparable(bound, value) for field, value, bound in fields(form, formsets)}


def _comparable(bound: Any, value: Any) -> str:
    """Return a stored value as the browser would send it back."""
    return _text(bound.field.prepare_value(value))


def seal(values: Values) -> str:
    """Return the values as a signed text for a hidden field."""
    packed = urlsafe_b64encode(zlib.compress(signing.JSONSerializer().dumps(values), 9)).decode()
    return signing.Signer(salt=SALT).sign(packed)


def unseal(text: str) -> Values | None:
    """Return the values of a hidden field, or None when it was not ours."""
    try:
        packed = signing.Signer(salt=SALT).unsign(text)
        values = signing.JSONSerializer().loads(zlib.decompress(urlsafe_b64decode(packed)))
    except (signing.BadSignature, zlib.error, ValueError):
        return None
    return values if isinstance(values, dict) else None


def sent(
    data: QueryDict, as_stored: Iterable[tuple[Field, Any, Any]], prefixes: Iterable[str]
) -> dict[str, tuple[str, str]]:
    """Return what the browser sent for every key it knows: key to (name it was sent under, text).

    Rows are matched by their id, not by their place, since the other side may have added or removed some.
    """
    places = {}
    for prefix in prefixes:
        for number in range(_count(data.get(f"{prefix}-TOTAL_FORMS"))):
            pk = data.get(f"{prefix}-{number}-id", "")
            if pk:
                places[f"{prefix}:{pk}"] = f"{prefix}-{number}"
    by_key = {}
    for field, _value, bound in as_stored:
        rows, _, name = field.key.rpartition(":")
        sent_as = field.name if not rows else f"{places[rows]}-{name}" if rows in places else ""
        if sent_as:
            value = bound.field.widget.value_from_datadict(data, {}, sent_as)
            by_key[field.key] = (sent_as, _text(value))
    return by_key


def realigned(data: QueryDict, opened: Values, formsets: Iterable[BaseInlineFormSet[Any, Any, Any]]) -> QueryDict:
    """Return what was sent with its rows in line with the rows that are stored now.

    A row that the other side removed drops out, unless it was changed here: then it comes back as a new row.
    """
    moved = data.copy()
    for formset in formsets:
        prefix = formset.prefix or ""
        stored_ids = {str(row.instance.pk) for row in formset.initial_forms}
        numbers = range(_count(data.get(f"{prefix}-TOTAL_FORMS")))
        ids = {number: str(data.get(f"{prefix}-{number}-id") or "") for number in numbers}
        known = [n for n in numbers if ids[n] in stored_ids]
        new = [
            n
            for n in numbers
            if not ids[n] or (ids[n] not in stored_ids and _was_changed(data, prefix, n, ids[n], opened))
        ]
        for key in [key for key in moved if any(key.startswith(f"{prefix}-{n}-") for n in numbers)]:
            del moved[key]
        for place, number in enumerate([*known, *new]):
            for key in [key for key in data if key.startswith(f"{prefix}-{number}-")]:
                name = key.removeprefix(f"{prefix}-{number}-")
                is_gone = name == "id" and number in new
                moved.setlist(f"{prefix}-{place}-{name}", [""] if is_gone else data.getlist(key))
        moved[f"{prefix}-TOTAL_FORMS"] = str(len(known) + len(new))
        moved[f"{prefix}-INITIAL_FORMS"] = str(len(known))
    return moved


def _was_changed(data: QueryDict, prefix: str, number: int, pk: str, opened: Values) -> bool:
    before = {key.rpartition(":")[2]: value for key, value in opened.items() if key.startswith(f"{prefix}:{pk}:")}
    sent_now = {name: _text(data.get(f"{prefix}-{number}-{name}", "")) for name in before}
    return bool(before) and sent_now != before and f"{prefix}-{number}-DELETE" not in data


def _count(text: str | None) -> int:
    return min(int(text), 1000) if text and text.isascii() and text.isdigit() else 0


def find(
    opened: Values, as_stored: Iterable[tuple[Field, Any, Any]], yours: Mapping[str, tuple[str, str]]
) -> list[Conflict]:
    """Return every field in which what is stored now and what was sent differ."""
    conflicts = []
    for field, value, bound in as_stored:
        if field.key not in yours:
            continue
        theirs, mine, base = _comparable(bound, value), yours[field.key][1], opened.get(field.key, "")
        if theirs != mine:
            chosen = "yours" if theirs == base else "now" if mine == base else ""
            in_words = _words_for(bound)
            conflicts.append(Conflict(field.key, field.label, in_words(base), in_words(theirs), in_words(mine), chosen))
    return conflicts


def _words_for(bound: Any) -> Any:
    """Return the function that turns a field's value into words, so that editors see names and not numbers."""
    choices = getattr(bound.field, "choices", None)
    if choices is None:
        return shown
    names = {str(value): str(label) for value, label in choices if not isinstance(label, list | tuple)}
    return lambda text: ", ".join(names.get(part, part) for part in text.split(",") if part)


def resolved(
    data: QueryDict, as_stored: Iterable[tuple[Field, Any, Any]], yours: Mapping[str, tuple[str, str]], revision: int
) -> QueryDict:
    """Return what the browser sent with the stored value wherever the editor chose it."""
    merged = data.copy()
    for field, value, bound in as_stored:
        if field.key in yours and data.get(CHOICE + field.key) == "now":
            name = yours[field.key][0]
            kept = bound.field.prepare_value(value)
            merged.setlist(
                name, [str(getattr(item, "pk", item)) for item in kept] if isinstance(kept, list) else [_text(kept)]
            )
            if isinstance(value, bool):
                merged.setlist(name, ["on"] if value else [])
    merged["base_revision"] = str(revision)
    return merged


def carried(data: QueryDict) -> list[tuple[str, str]]:
    """Return everything that was sent, to be sent again by the page that asks."""
    left = ("csrfmiddlewaretoken", "base_revision", BASE)
    return [(k, v) for k, values in data.lists() for v in values if k not in left and not k.startswith(CHOICE)]
