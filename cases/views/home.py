"""The first page: what Miljøloftet is for a visitor, «Min side» for a representative."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.mine import my_page
from cases.permissions import forums_to_register_in
from forums.clock import today
from forums.models import Forum, User
from forums.permissions import is_representative
from miljoloftet.http import public


@public
def home(request: HttpRequest) -> HttpResponse:
    if not isinstance(request.user, User):
        return render(request, "front.html")
    if not is_representative(request.user):
        return render(request, "cases/no_roles.html")
    may_register = forums_to_register_in(request.user, Forum.objects.current()).exists()
    context = {
        "mine": my_page(request.user),
        "may_register": may_register,
        "today": today(),
    }
    return render(request, "cases/home.html", context)
