"""The glossary."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from forums.models import GlossaryTerm
from forums.permissions import is_secretariat, visible_to
from miljoloftet.http import representative


@representative
def glossary(request: HttpRequest) -> HttpResponse:
    terms = list(visible_to(request.user, GlossaryTerm.objects.all()))
    letters: dict[str, list[GlossaryTerm]] = {}
    for term in sorted(terms, key=lambda row: _alphabet(row.term)):
        letters.setdefault(term.term[0].upper(), []).append(term)
    context = {
        "letters": letters.items(),
        "total": len(terms),
        "may_edit": is_secretariat(request.user),
    }
    return render(request, "forums/glossary.html", context)


def _alphabet(text: str) -> list[int]:
    """The Norwegian order: æ, ø, å last."""
    order = {letter: 0x10000 + place for place, letter in enumerate("æøå")}
    return [order.get(letter, ord(letter)) for letter in text.lower()]
