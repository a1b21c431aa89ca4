"""The search page: as one writes, or by its button."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.search_form import SearchForm
from cases.search_page import answer
from forums.permissions import person
from forums.search import SHORTEST
from miljoloftet.http import address, only_chosen, representative, without_empty


@representative
@only_chosen
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
    response.headers["HX-Replace-Url"] = address(request, without_empty(request.GET))
    return response
