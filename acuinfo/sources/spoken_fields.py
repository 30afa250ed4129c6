"""Forms of the desk in the interface's language.

Names and explanations of fields stay English where they are defined, because logs and stored comparisons keep them;
they are translated where an editor meets them: in the forms.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Field
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_noop as _

NAMED_BY_DJANGO = (
    _("article"), _("authors"), _("baseline note"), _("baseline risk"), _("caution"), _("certainty"),
    _("certainty reason"), _("checked by"), _("code"), _("comparator detail"), _("condition code"),
    _("condition codes"), _("conditions"), _("country"), _("direction in words"), _("domain"), _("effect"),
    _("estimate"), _("evidence"), _("extracted by"), _("follow up"), _("group"), _("guideline statement"),
    _("guideline statements"), _("issue"), _("key message"), _("key messages"), _("kind"), _("label"), _("levels"),
    _("name"), _("note"), _("noticeable difference"), _("order"), _("other names"), _("other option"),
    _("other options"), _("outcome"), _("outcome detail"), _("own sentence"), _("owner"), _("population"),
    _("position"), _("question"), _("questions"), _("rated by"), _("reason"), _("red flag"), _("red flags"),
    _("review cycle months"), _("role"), _("scale name"), _("scope note"), _("section"), _("size in words"), _("slug"),
    _("source"), _("sources"), _("statement"), _("subgroup"), _("substitute"), _("summary"), _("superseded by"),
    _("system"), _("tag alias"), _("tags"), _("text"), _("title"), _("trials"), _("urgency"), _("volume"), _("year"),
)  # fmt: skip
"""Names that Django makes from the names of attributes and classes, so that they reach the list of words."""


class SpokenFields:
    """Put left of a ModelAdmin or an inline: names, explanations and choices of its fields are translated."""

    def __init__(self, *args: Any) -> None:
        """Translate what an inline is called."""
        super().__init__(*args)
        for name in ("verbose_name", "verbose_name_plural"):
            if text := getattr(self, name, None):
                setattr(self, name, gettext(str(text)))

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
