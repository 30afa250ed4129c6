"""Stored labels in the interface's language, and ``lang`` where the content's language is another."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from acuinfo.publishing import language

register = template.Library()
register.filter("stored_in_english", language.stored_in_english)
register.filter("in_sentence", language.in_sentence)


@register.filter
def content(text: str) -> str:
    """Wrap content that stands within words of the interface in an element that says its language, where needed."""
    if not text or not language.content_stands_out():
        return text
    return format_html('<span lang="{}">{}</span>', language.CONTENT_LANGUAGE, text)


@register.simple_tag
def content_lang() -> SafeString:
    """Return the attribute for an element that holds content, with a space before it; nothing where none is needed."""
    return format_html(' lang="{}"', language.CONTENT_LANGUAGE) if language.content_stands_out() else SafeString("")
