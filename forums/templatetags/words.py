"""``{% explained %}…{% endexplained %}``: what stands between explains its abbreviations."""

from django import template
from django.template import Context, Node, NodeList
from django.template.base import Parser, Token

from forums.explaining import explain
from forums.glossary import abbreviations

register = template.Library()


class Explained(Node):
    def __init__(self, inside: NodeList) -> None:
        self.inside = inside
        self.nodelist = inside

    def render(self, context: Context) -> str:
        return explain(self.inside.render(context), abbreviations())


@register.tag
def explained(parser: Parser, token: Token) -> Explained:
    inside = parser.parse(("endexplained",))
    parser.delete_first_token()
    return Explained(inside)
