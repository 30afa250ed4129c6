"""Forms and lists of the desk in the interface's language.

Names, explanations and choices of fields stay English where they are defined, because logs, cards and stored
comparisons keep them; they are translated where an editor meets them: in the forms, lists and filters of the desk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from django.contrib import admin
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, gettext_noop as _, override

from acuinfo.publishing import process_caches

NAMED_BY_DJANGO = (
    _("article"), _("at"), _("authors"), _("baseline note"), _("baseline risk"), _("by"), _("caution"),
    _("certainty"), _("certainty reason"), _("change"), _("change note"), _("changes"), _("checked by"),
    _("citations"), _("code"), _("comment"), _("comparator detail"), _("condition code"), _("condition codes"),
    _("conditions"), _("country"),
    _("current"), _("direction in words"), _("domain"), _("edition"), _("editions"), _("effect"), _("estimate"),
    _("evidence"), _("extracted by"), _("first published at"), _("follow up"), _("group"), _("guideline statement"),
    _("guideline statements"), _("is clinician"), _("issue"), _("key message"), _("key messages"), _("kind"),
    _("label"), _("last reviewed on"), _("levels"), _("merged into"), _("name"), _("note"),
    _("noticeable difference"), _("number"), _("order"), _("other names"), _("other option"), _("other options"),
    _("outcome"), _("outcome detail"), _("own sentence"), _("owner"), _("population"), _("position"),
    _("publication"), _("publications"), _("published at"), _("published by"), _("question"), _("questions"),
    _("rated by"), _("reason"), _("red flag"), _("red flags"), _("review"), _("review cycle months"),
    _("review due on"), _("reviewed by"), _("reviewed on"), _("reviews"), _("role"), _("scale name"), _("scope note"),
    _("section"), _("size in words"), _("slug"), _("source"), _("sources"), _("standing"), _("standing note"),
    _("statement"), _("subgroup"), _("subject"), _("substitute"), _("successor"), _("summary"), _("superseded by"),
    _("system"), _("tag alias"), _("tags"), _("text"), _("title"), _("trials"), _("updated at"), _("updated by"),
    _("urgency"), _("verdict"), _("volume"), _("weight"), _("what"), _("withdrawn at"), _("withdrawn by"),
    _("withdrawn reason"), _("year"),
)  # fmt: skip
"""Names that Django makes from the names of attributes and classes, so that they reach the list of words."""


@cache
def in_words(field: Field[Any, Any]) -> Callable[[Model], str | None]:
    """Return a column, or a field to look at, that tells a choice in the interface's language."""
    called = field.verbose_name
    name: Any = gettext_lazy(called) if isinstance(called, str) else called  # translated once its admin is there

    @admin.display(description=name, ordering=field.name)
    def told(record: Model) -> str | None:
        label = getattr(record, f"get_{field.name}_display")()
        return gettext(label) if label else None

    told.__name__ = field.name  # the name of the column in the page
    return told


process_caches.add(in_words.cache_clear)


class SpokenChoices(admin.ChoicesFieldListFilter):
    """A filter whose choices are translated."""

    def choices(self, changelist: Any) -> Iterator[Any]:
        """Yield each choice with its name in the interface's language."""
        for choice in super().choices(changelist):
            yield {**choice, "display": gettext(str(choice["display"]))}


admin.FieldListFilter.register(lambda field: bool(field.choices), SpokenChoices, take_priority=True)


class SpokenFields:
    """Put left of a ModelAdmin or an inline: names, explanations and choices of its fields are translated."""

    opts: Any

    def __init__(self, *args: Any) -> None:
        """Translate what an inline is called, and from now on what the records and their fields are."""
        super().__init__(*args)
        for name in ("verbose_name", "verbose_name_plural"):
            if text := getattr(self, name, None):
                setattr(self, name, gettext(str(text)))
        for named in (self.opts, *self.opts.local_fields, *self.opts.local_many_to_many):
            if isinstance(named.verbose_name, str):
                named.verbose_name = gettext_lazy(named.verbose_name)
            if isinstance(explained := getattr(named, "help_text", None), str) and explained:
                named.help_text = gettext_lazy(explained)
        with override(None):  # a plural that Django makes is lazy, but never translated
            self.opts.verbose_name_plural = gettext_lazy(str(self.opts.verbose_name_plural))

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Return the columns of the list; choices are told in the interface's language."""
        return self.spoken(super().get_list_display(request))  # type: ignore[misc]  # of the admin

    def spoken(self, names: Any) -> list[Any]:
        """Return names of columns with what tells a choice in the interface's language in place of the choice."""
        return [self._spoken(name) for name in names]

    def _spoken(self, name: Any) -> Any:
        try:
            field = self.opts.get_field(name)
        except FieldDoesNotExist:
            return name
        return in_words(field) if getattr(field, "choices", None) else name

    def formfield_for_dbfield(self, db_field: Field[Any, Any], request: HttpRequest, **kwargs: Any) -> Any:
        """Return the form field in the interface's language."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]  # of the admin
        if field is not None:
            field.label = capfirst(gettext(str(db_field.verbose_name)))
            if db_field.help_text:
                english = str(db_field.help_text)
                field.help_text = str(field.help_text).replace(english, gettext(english))
            if db_field.choices:
                field.choices = [(value, gettext(str(label)) if label else label) for value, label in field.choices]
        return field
