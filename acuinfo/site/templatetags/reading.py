"""Turn what a document says into what a reader sees: the one place that marks HTML as safe."""

import datetime as dt
import re
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from acuinfo.publishing.documents import CITATION_MARK
from acuinfo.publishing.inserted import Insert, as_elements, told, without_lost, words_of
from acuinfo.publishing.language import in_sentence
from acuinfo.publishing.models import Publication
from acuinfo.publishing.richtext import clean, plain, with_minus
from acuinfo.reading.pages import Page
from acuinfo.sources.citations import short_authors

from ..glossary import Glossary, GlossaryTerm, published_terms
from ..structured_data import as_script, medical_web_page

register = template.Library()
register.filter("short_authors", short_authors)


def _with_references(html: str, page: Page | None) -> str:
    """Replace each citation mark in clean HTML by its numbered link; unknown ones vanish."""

    def link(match: re.Match[str]) -> str:
        reference = page.numbers.get(match.group(1)) if page is not None else None
        if reference is None:
            return ""
        doubt = "" if reference.is_current else f", {in_sentence(reference.standing_label)}"
        return format_html(
            '<sup class="cite"><a href="#ref-{}" title="{}">[{}{}]</a></sup>',
            reference.number,
            _("Source %(number)s: %(name)s") % {"number": reference.number, "name": reference.slug},
            reference.number,
            doubt,
        )

    return CITATION_MARK.sub(link, with_minus(re.sub(r"\s+(?=\[\[)", "", html)))


def _with_terms(html: str, page: Page | None) -> str:
    """Link the first use of each glossary term on the page."""
    if page is None or not html:
        return html
    return _glossary(page).link(html)


def _glossary(page: Page) -> Glossary:
    """Return the terms that are still to be linked on a page; the same ones for all of its texts."""
    if "_glossary" not in vars(page):
        vars(page)["_glossary"] = Glossary(published_terms(page.site_version), own_url=page.url)
    found: Glossary = vars(page)["_glossary"]
    return found


@register.simple_tag
def glossary_terms(page: Page) -> tuple[GlossaryTerm, ...]:
    """Return the terms that may be linked on a page: what its texts depend on besides the page itself."""
    return tuple(_glossary(page).terms)


_TABLE = re.compile(r"<table>.*?</table>")
_ROW = re.compile(r"<tr>.*?</tr>")
_CELL = re.compile(r"<t[hd]\b[^>]*>(.*?)</t[hd]>")


def _scrolling_table(table: re.Match[str]) -> str:
    """Return a table of clean HTML in a frame that scrolls, its headings told apart for screen readers."""

    def with_scopes(row: re.Match[str]) -> str:
        scope = "row" if "<td" in row.group() else "col"
        return row.group().replace("<th", f'<th scope="{scope}"')

    first_row = _ROW.search(table.group())
    headings = [without_marks(plain(cell)) for cell in _CELL.findall(first_row.group() if first_row else "")]
    return format_html(
        '<div class="scroller" role="region" aria-label="{}" tabindex="0">{}</div>',
        _("Table: %(headings)s") % {"headings": ", ".join(filter(None, headings))},
        SafeString(_ROW.sub(with_scopes, table.group())),  # clean before
    )


@register.filter
def rich(html: str, page: Page | None = None) -> SafeString:
    """Return rich text, cleaned again, with what is put into it and numbered references."""
    cleaned = _TABLE.sub(_scrolling_table, _with_terms(_without_lost(clean(html), page), page))
    return mark_safe(_with_references(_with_inserts(cleaned, page), page))  # noqa: S308  cleaned on the line above


@register.filter
def cited(text: str, page: Page | None = None) -> SafeString:
    """Return plain text, escaped, with what is put into it and numbered references."""
    escaped = _with_terms(_without_lost(format_html("{}", text), page), page)
    return mark_safe(_with_references(_with_inserts(escaped, page), page))  # noqa: S308  escaped by format_html


def _without_lost(html: str, page: Page | None) -> str:
    """Return clean or escaped text without sentences about what readers cannot see, its marks as elements."""
    return as_elements(without_lost(html, page.shown if page is not None else {}))


def _with_inserts(html: str, page: Page | None) -> str:
    """Put in the words of other pages, each linked to its page, a finding with its certainty."""
    return told(html, page.shown if page is not None else {}, _linked)


def _linked(insert: Insert, card: Publication) -> str:
    link = format_html('<a class="inserted" href="{}">{}</a>', card.get_absolute_url(), words_of(insert, card))
    certainty = card.data.get("certainty")
    mark = render_to_string("_certainty.html", {"certainty": certainty}) if certainty else ""
    return format_html('{} <span class="inserted__mark">{}</span>', link, mark) if mark else link


@register.filter
def searched_on(partial: str) -> str:
    """Return "2018-03" as "March 2018", as the interface's language writes it."""
    year, *rest = (int(part) for part in str(partial).split("-"))
    if not rest:
        return str(year)
    month, day = rest[0], rest[1] if len(rest) > 1 else 1
    return date_format(dt.date(year, month, day), "DATE_FORMAT" if len(rest) > 1 else "YEAR_MONTH_FORMAT")


@register.filter
def without_marks(text: Any) -> str:
    """Return a text without its citation marks, for descriptions and titles."""
    return CITATION_MARK.sub("", told(str(text), {})).replace("  ", " ").strip()


@register.simple_tag
def structured_data(page: Page) -> SafeString:
    """Return the page's JSON-LD; nothing for previews and old editions."""
    return SafeString("") if page.is_preview or page.is_old else as_script(medical_web_page(page))
