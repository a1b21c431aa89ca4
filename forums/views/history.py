"""Who changed what, when and why: one page for everything that has a history."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from forums.history_log import get_for, read
from forums.history_words import in_words
from forums.permissions import person
from miljoloftet.http import representative

A_PAGE = 25


@representative
def history(request: HttpRequest, app: str, model: str, pk: int) -> HttpResponse:
    user = person(request)
    kind, found = get_for(user, app, model, pk)
    versions, is_less = read(user, kind, found)
    page = Paginator(versions, A_PAGE).get_page(request.GET.get("side"))
    return render(
        request,
        "forums/history.html",
        {
            "kind": kind,
            "name": str(found),
            "address": kind.address(found),
            "page": page,
            "total": len(versions),
            "entries": in_words(user, kind, found, list(page)),
            "is_less": is_less,
        },
    )
