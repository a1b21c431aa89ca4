"""Save, open, rename and delete one's own views of the case list."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import saved_views as views
from cases.models import SavedView
from forums.errors import Refused
from forums.permissions import person
from miljoloftet.http import representative


@representative
def saved_views(request: HttpRequest) -> HttpResponse:
    rows = SavedView.objects.filter(user=person(request)).order_by("name")
    return render(request, "cases/saved_views.html", {"rows": rows, "typed": {}})


@representative
@require_POST
def saved_view_new(request: HttpRequest) -> HttpResponse:
    """Back to the list as it was, with the view among the others."""
    query = views.only_filters(request.POST.get("query", ""))
    try:
        view = views.save_view(request.POST.get("name", ""), query, by=person(request))
        messages.success(request, _("Visningen «%(name)s» er lagret.") % {"name": view.name})
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(f"{reverse('case_list')}?{query}")


@representative
@require_POST
def saved_view_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """What was typed stays in the form, with the sentence beside it, where it is refused."""
    view = _own(request, pk)
    typed = request.POST.get("name", "")
    try:
        view = views.rename_view(view, typed, by=person(request))
    except Refused as refusal:
        rows = SavedView.objects.filter(user=person(request)).order_by("name")
        context = {"rows": rows, "typed": {"pk": pk, "name": typed, "wrong": refusal.sentence}}
        return render(request, "cases/saved_views.html", context)
    messages.success(request, _("Visningen heter nå «%(name)s».") % {"name": view.name})
    return redirect("saved_views")


@representative
@require_POST
def saved_view_delete(request: HttpRequest, pk: int) -> HttpResponse:
    view = SavedView.objects.filter(user=person(request), pk=pk).first()
    if view is not None:
        views.delete_view(view, by=person(request))
        messages.success(request, _("Visningen «%(name)s» er slettet.") % {"name": view.name})
    return redirect("saved_views")


def _own(request: HttpRequest, pk: int) -> SavedView:
    view = SavedView.objects.filter(user=person(request), pk=pk).first()
    if view is None:
        raise Http404
    return view
