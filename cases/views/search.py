"""The search page: as one writes, or by its button."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.search_form import SearchForm
from cases.search_page import answer
from forums.permissions import person
from forums.search import SHORTEST
from miljoloftet.http import representative


@representative
def search_page(request: HttpRequest) -> HttpResponse:
    user = person(request)
    form = SearchForm(request.GET)
    chosen = form.choices_of(user)
    only = request.GET.get("hva", "")
    found = answer(user, request.GET.get("q", ""), chosen, only, request.GET.get("side"))
    context = {
        "form": form,
        "chosen": bool(chosen),
        "found": found,
        "only": found.sections[0].key if len(found.sections) == 1 and only else "",
        "shortest": SHORTEST,
    }
    response = render(request, "cases/search.html", context)
    # What is sent to a colleague holds what was chosen, and no empty fields.
    response.headers["HX-Replace-Url"] = f"{request.path}?{_chosen(request)}"
    return response


def _chosen(request: HttpRequest) -> str:
    asked = request.GET.copy()
    for name in list(asked):
        if not asked[name]:
            del asked[name]
    return asked.urlencode()
