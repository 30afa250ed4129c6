"""Django's i18n tags, with ``{% translate "fixed words" %}`` looked up once a language instead of at each rendering.

Settings put this in the place of Django's own library, so templates go on saying ``{% load i18n %}``. A page has about
a hundred such words; at 20 microseconds each they were the dearest part of rendering it (docs/adr/0004).
"""

from django import template
from django.template.base import Parser, Token, Variable
from django.template.context import Context
from django.templatetags import i18n
from django.utils.translation import get_language

register = template.Library()
register.tags.update(i18n.register.tags)
register.filters.update(i18n.register.filters)


def language_of(context: Context) -> str | None:
    """Return the language this context is rendered in; asked for once, since asking is dearer than the words."""
    language: str | None = getattr(context, "language_asked_for", None)
    if language is None:
        language = context.language_asked_for = get_language()  # type: ignore[attr-defined]  # ours, one a rendering
    return language


class KnownWords(template.Node):
    """Fixed words, translated once for each language."""

    def __init__(self, words: i18n.TranslateNode) -> None:
        self.words = words
        self.known: dict[str | None, str] = {}

    def render(self, context: Context) -> str:
        """Return the words in the language of the request, or set the variable that was named with ``as``."""
        language = language_of(context)
        known = self.known.get(language)
        if known is None:
            known = self._translated(context)
            self.known[language] = known
        if self.words.asvar:
            context[self.words.asvar] = known
            return ""
        return known

    def _translated(self, context: Context) -> str:
        rendered = self.words.render(context)
        return str(context[self.words.asvar]) if self.words.asvar else rendered


def is_fixed(node: i18n.TranslateNode) -> bool:
    """Tell whether the words stand in the template: no variable, no filter, no context of a variable."""
    expression = node.filter_expression
    variable = expression.var
    return (
        isinstance(variable, Variable)
        and variable.literal is not None
        and not expression.filters
        and not node.noop
        and node.message_context is None
    )


@register.tag("trans")
@register.tag("translate")
def translate(parser: Parser, token: Token) -> template.Node:
    """Parse like Django's own tag."""
    node = i18n.do_translate(parser, token)
    return KnownWords(node) if is_fixed(node) else node
