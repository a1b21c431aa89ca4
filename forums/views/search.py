"""The search page: grouped hits, the words kept in the address."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from forums.models import User
from forums.search import SHORTEST, search, tidy
from miljoloftet.http import representative


@representative
def search_page(request: HttpRequest) -> HttpResponse:
    assert isinstance(request.user, User)
    query = tidy(request.GET.get("q", ""))
    groups = search(request.user, query)
    return render(
        request,
        "forums/search.html",
        {
            "query": query,
            "groups": groups,
            "count": sum(len(group.hits) for group in groups),
            "too_short": 0 < len(query) < SHORTEST,
            "shortest": SHORTEST,
        },
    )
