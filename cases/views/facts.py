"""Registering a case, and correcting its facts."""

import copy

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases.facts import change_facts
from cases.forms import EditForm, RegisterForm
from cases.models import Case
from cases.permissions import forums_to_register_in, get_case_for, require_edit
from cases.registering import register_once
from forums.conflicts import Conflict, version_of
from forums.edit_forms import show_conflict
from forums.errors import Refused
from forums.models import Forum, User
from forums.permissions import person
from miljoloftet.http import representative


@representative
def case_register(request: HttpRequest) -> HttpResponse:
    user = person(request)
    if not forums_to_register_in(user, Forum.objects.current()).exists():
        raise PermissionDenied
    form = RegisterForm(request.POST or None, user=user, initial=_first_guess(request, user))
    if request.method == "POST" and form.is_valid():
        case, is_new = _registered(form, user)
        if case is not None and is_new:
            messages.success(
                request,
                _("Sak %(number)s er registrert som utkast.") % {"number": case.number},
            )
        elif case is not None:
            messages.info(request, _("Denne saken har du alt registrert."))
        if case is not None:
            return redirect(case)
    return render(request, "cases/register.html", {"form": form})


@representative
def case_edit(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    found = get_case_for(request.user, year, sequence)
    require_edit(request.user, found)
    user = person(request)
    form = EditForm(
        request.POST or None,
        user=user,
        instance=copy.copy(found),
        initial={"version": version_of(found)},
    )
    if request.method == "POST" and form.is_valid() and _changed(form, found, user):
        messages.success(request, _("Sak %(number)s er endret.") % {"number": found.number})
        return redirect(found)
    return render(request, "cases/edit.html", {"case": found, "form": form})


def _first_guess(request: HttpRequest, user: User) -> dict[str, object]:
    """The officer is most often the one who registers; the forum may come from its own page."""
    slug = request.GET.get("forum")
    forum = Forum.objects.filter(slug=slug).first() if slug else None
    return {"officer": user.pk, "forum": forum.pk if forum else None}


def _registered(form: RegisterForm, user: User) -> tuple[Case | None, bool]:
    """The draft and whether it is new; none where the form says why."""
    try:
        return register_once(by=user, forum=form.cleaned_data["forum"], **vars(form.facts()))
    except Refused as refused:
        form.add_error(None, refused)
    except PermissionDenied:
        form.add_error(
            "owner",
            _("Du kan registrere saker for din egen part, i forum der dere har plass."),
        )
    return None, False


def _changed(form: EditForm, found: Case, user: User) -> bool:
    data = form.cleaned_data
    try:
        change_facts(found, form.facts(), by=user, why=data["why"], seen=data["version"])
    except Conflict as refused:
        show_conflict(form, refused, name="version")
        return False
    except Refused as refused:
        form.add_error(None, refused)
        return False
    return True
