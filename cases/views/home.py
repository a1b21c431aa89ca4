"""The first page: what Miljøloftet is for a visitor, «Min side» for a representative."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.mine import my_page
from forums.models import User
from forums.permissions import is_representative
from miljoloftet.http import public


@public
def home(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, User):
        return render(request, "front.html")
    if not is_representative(request.user):
        return render(request, "cases/no_roles.html")
    return render(request, "cases/home.html", {"mine": my_page(request.user)})
