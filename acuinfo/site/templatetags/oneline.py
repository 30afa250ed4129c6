"""``{% oneline %} ... {% endoneline %}``: several lines in the template, one on the page.

Between inline elements a line break is a space that readers see. Here it is none: a break and the spaces after it are
dropped when the template is compiled, so that it costs nothing later. A space that is wanted ends no line. What an
included template writes, and words in ``blocktranslate`` (which has ``trimmed`` for them), stay as they are.
"""

import re

from django import template
from django.template.base import NodeList, Parser, TextNode, Token
from django.template.context import Context
from django.utils.safestring import SafeString

register = template.Library()

BREAK = re.compile(r"\n\s*")


class OneLineNode(template.Node):
    """A piece of a page without the template's line breaks."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: Context) -> SafeString:
        """Return the piece."""
        return self.nodelist.render(context)


@register.tag
def oneline(parser: Parser, token: Token) -> OneLineNode:
    """Parse the piece, and drop its line breaks."""
    nodelist = parser.parse(("endoneline",))
    parser.delete_first_token()
    for node in nodelist.get_nodes_by_type(TextNode):
        if isinstance(node, TextNode):  # always; the type checker cannot know
            node.s = BREAK.sub("", node.s)
    return OneLineNode(nodelist)
