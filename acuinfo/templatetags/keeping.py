"""``{% keep "name" key ... %} ... {% endkeep %}``: render a piece once for each set of keys.

The keys must be all that the piece depends on, besides the language. A key of None means: do not keep this one.
"""

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.context import Context
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from acuinfo.publishing import keeping

register = template.Library()


class KeepNode(template.Node):
    """A piece of a page and what it depends on."""

    def __init__(self, nodelist: NodeList, keys: list[FilterExpression]) -> None:
        self.nodelist, self.keys = nodelist, keys

    def render(self, context: Context) -> SafeString:
        """Return the kept piece, or render and keep it."""
        keys = tuple(key.resolve(context) for key in self.keys)
        if None in keys:
            return self.nodelist.render(context)
        name = (get_language(), keys)
        piece = keeping.get(name)
        if piece is None:
            piece = self.nodelist.render(context)
            keeping.put(name, piece)
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
