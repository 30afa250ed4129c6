"""``{% keep "name" key ... %} ... {% endkeep %}``: render a piece once for each set of keys.

The keys must be all that the piece depends on, besides the language. A key of None means: do not keep this one.
"""

from collections.abc import Iterable

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.template.loader import get_template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from acuinfo.publishing import fragments
from acuinfo.publishing.models import Publication

register = template.Library()


class KeepNode(template.Node):
    """A piece of a page and what it depends on."""

    def __init__(self, nodelist: NodeList, keys: list[FilterExpression]) -> None:
        self.nodelist, self.keys = nodelist, keys

    def render(self, context: Context) -> SafeString:
        """Return the kept piece, or render and keep it."""
        keys = tuple([key.resolve(context) for key in self.keys])
        if None in keys:
            return self.nodelist.render(context)
        name = (get_language(), keys)
        piece = fragments.get(name)
        if piece is None:
            piece = self.nodelist.render(context)
            fragments.put(name, piece)
        return SafeString(piece)


@register.tag
def keep(parser: Parser, token: Token) -> KeepNode:
    """Parse the keys and the piece."""
    keys = [parser.compile_filter(bit) for bit in token.split_contents()[1:]]
    if not keys:
        raise template.TemplateSyntaxError("keep needs a name and all that the piece depends on.")
    nodelist = parser.parse(("endkeep",))
    parser.delete_first_token()
    return KeepNode(nodelist, keys)


EXCERPT = "\ue103"
"""A private-use character in the place of a search result's excerpt, which depends on the words that were searched."""


@register.simple_tag(takes_context=True)
def kept_cards(
    context: Context, cards: Iterable[Publication], level: int | str = "", show_kind: bool | str = ""
) -> str:
    """Return cards as list items, each rendered once for everything it depends on but the excerpt."""
    language = get_language()
    pieces = []
    for card in cards:
        excerpt = getattr(card, "excerpt", "")
        key = (language, "card", card.as_shown, level, bool(show_kind), bool(excerpt))
        piece = fragments.get(key)
        if piece is None:
            values = {"card": card, "level": level, "show_kind": show_kind, "excerpt": EXCERPT if excerpt else ""}
            with context.push(**values):
                piece = get_template("_card.html").template.render(context)  # type: ignore[attr-defined]  # Django's own
            fragments.put(key, piece)
        pieces.append(piece.replace(EXCERPT, conditional_escape(excerpt)) if excerpt else piece)
    return mark_safe("".join(pieces))  # noqa: S308  rendered by a template; the excerpt is escaped unless safe
