"""What an editor changed in a draft, field by field, in the admin's own log.

Django's log names the fields that changed. This adds what they said before and after, for fields, rows and tags, and
keeps Django's format, so that every page of the admin that reads the log can read this. The log is in English, whatever
the desk speaks, so whoever writes it turns translations off.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import Manager, Model, Q, QuerySet
from django.forms import BaseModelFormSet, Form, ModelForm
from django.forms.models import ModelChoiceField, ModelMultipleChoiceField
from django.utils.text import capfirst

from .differences import words
from .inserted import as_marks
from .models import Draft
from .richtext import plain

MAX_TEXT = 160
"""Characters of a text that the log shows; a longer one is cut to what changed, with some words around it."""
WORDS_AROUND = 3
RICH = re.compile(r"<(p|h[2-4]|[uo]l|table|blockquote)\b")
"""How rich text begins."""
SPACE_BEFORE_POINT = re.compile(r" +(?=[.,;:!?])")
"""What is left where a tag ended before a full stop."""
UNTOLD = frozenset({"base_revision", "DELETE", "id"})
"""Fields of forms that are no content."""


def record(draft: Model, by: User, sentence: str) -> None:
    """Write down what somebody did to a draft outside its form."""
    LogEntry.objects.create(
        user=by,
        content_type=ContentType.objects.get_for_model(draft),
        object_id=str(draft.pk),
        object_repr=str(draft)[:200],
        action_flag=CHANGE,
        change_message=sentence,
    )


def record_changed(draft: Model, by: User, what: str, name: str, fields: list[str]) -> None:
    """Write down that somebody changed a record that a draft tells of, so that its words are theirs as well."""
    if fields:
        record(draft, by, json.dumps([{"changed": {"name": what, "object": name[:MAX_TEXT], "fields": fields}}]))


def record_restored(draft: Draft, by: User, number: int) -> None:
    """Write down that somebody brought an edition back into the draft, which makes its words theirs."""
    record(draft, by, f"{RESTORED} {number} back into the draft.")


RESTORED = "Brought edition"


def writers_of(draft: Model, since: dt.datetime | None) -> set[int]:
    """Return the ids of everybody who changed words of a draft since a moment, or ever. One query.

    The log holds a list for what a form changed, an empty one where it changed nothing, and sentences for other deeds.
    """
    log = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(draft), object_id=str(draft.pk))
    log = log.filter(Q(change_message__startswith="[{") | Q(change_message__startswith=RESTORED))
    return set((log.filter(action_time__gt=since) if since else log).values_list("user_id", flat=True))


def changes(
    form: ModelForm[Any], formsets: Iterable[BaseModelFormSet[Any, Any]], *, is_new: bool
) -> list[dict[str, Any]]:
    """Return what a saved form and its rows changed, as Django's log keeps it, with old and new words."""
    found: list[dict[str, Any]] = []
    if is_new:
        found.append({"added": {}})
    elif said := list(_fields(form)):
        found.append({"changed": {"fields": said}})
    for formset in formsets:
        found += _rows(formset)
    return found


def _rows(formset: BaseModelFormSet[Any, Any]) -> Iterator[dict[str, Any]]:
    for row in formset.new_objects:
        yield {"added": _row(row)}
    by_row = {form.instance.pk: form for form in formset.forms}
    for row, _names in formset.changed_objects:
        if said := list(_fields(by_row[row.pk])):
            yield {"changed": {**_row(row), "fields": said}}
    for row in formset.deleted_objects:
        yield {"deleted": _row(row)}


def _row(row: Model) -> dict[str, str]:
    return {"name": str(row._meta.verbose_name_raw), "object": str(row)[:MAX_TEXT]}


def _fields(form: Form | ModelForm[Any]) -> Iterator[str]:
    """Yield "Title: “Old” → “New”" for each field that was changed."""
    for name in form.changed_data:
        field = form.fields[name]
        if name in UNTOLD:
            continue
        old, new = form.initial.get(name, field.initial), form.cleaned_data.get(name)
        label = capfirst(str(field.label or name.replace("_", " ")))
        if isinstance(field, ModelMultipleChoiceField):
            difference = _choices(old, new)
        else:
            choices = getattr(field, "choices", ())
            difference = in_words(_text(field, old, choices), _text(field, new, choices))
        if difference:
            yield f"{label}: {difference}"


def _choices(old: Any, new: Any) -> str:
    """Return what was added to and taken from a choice of several: "added Knee; removed Hip"."""
    before, after = _names(old), _names(new)
    added = ", ".join(str(after[pk]) for pk in after if pk not in before)
    removed = ", ".join(str(before[pk]) for pk in before if pk not in after)
    return "; ".join(f"{verb} {names}" for verb, names in (("added", added), ("removed", removed)) if names)


def _names(chosen: Any) -> dict[Any, Any]:
    if isinstance(chosen, Manager | QuerySet):
        chosen = chosen.all()
    return {item.pk if isinstance(item, Model) else item: item for item in chosen or ()}


def _text(field: Any, value: Any, choices: Any) -> str:
    """Return a value as the editor saw it in the form, in English."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(field, ModelChoiceField):
        return str(value if isinstance(value, Model) else field.queryset.filter(pk=value).first() or value)  # type: ignore[union-attr]  # a form's choice has rows
    if choices:
        return str(dict(choices).get(value, value))
    text = str(value)
    return SPACE_BEFORE_POINT.sub("", plain(as_marks(text))) if RICH.match(text) else text


def in_words(old: str, new: str) -> str:
    """Return what became of a text, or "" when nothing did: "“Old words” → “New words”"; "empty" for no text."""
    if old == new:
        return ""
    if max(len(old), len(new)) > MAX_TEXT:
        old, new = _excerpts(old, new)
    return f"{_quoted(old)} → {_quoted(new)}"


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "empty"


def _excerpts(old: str, new: str) -> tuple[str, str]:
    """Return the part of two long texts from the first word that differs to the last, with a few words around it."""
    pieces = list(words(old, new))
    start = next((i for i, piece in enumerate(pieces) if piece.op != "same"), 0)
    end = max((i for i, piece in enumerate(pieces) if piece.op != "same"), default=0)
    before = _last_words(pieces[start - 1].text) if start else ""
    after = _first_words(pieces[end + 1].text) if end + 1 < len(pieces) else ""
    core = pieces[start : end + 1]
    cut = ["".join(piece.text for piece in core if piece.op != left_out) for left_out in ("added", "removed")]
    return tuple(f"{before}{_short(text)}{after}".strip() for text in cut)  # type: ignore[return-value]  # two of them


def _short(text: str) -> str:
    return text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT // 2].rstrip()} … {text[-MAX_TEXT // 2 :].lstrip()}"


def _last_words(text: str) -> str:
    found = text.split()
    return (
        " ".join(found[-WORDS_AROUND:]) + " " if len(found) <= WORDS_AROUND else f"… {' '.join(found[-WORDS_AROUND:])} "
    )


def _first_words(text: str) -> str:
    found = text.split()
    return " ".join(found[:WORDS_AROUND]) + ("" if len(found) <= WORDS_AROUND else " …")
