"""What a person keeps about a case: follow it, and that it has been read."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases import memos, readers
from cases.permissions import get_case_for
from forums.permissions import person
from miljoloftet.http import representative


@representative
@require_POST
def case_follow(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    """``following=ja`` follows, anything else stops; the page says which it was."""
    case = get_case_for(request.user, year, sequence)
    if request.POST.get("following") == "ja":
        readers.follow(case, by=person(request))
        messages.success(request, _("Du følger saken. Du får varsel når noe skjer."))
    else:
        readers.stop_following(case, by=person(request))
        messages.success(request, _("Du følger ikke saken lenger."))
    return redirect(case)


@representative
@require_POST
def case_seen(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    """The page was shown, to event number ``upto``. Our own script needs no page back."""
    case = get_case_for(request.user, year, sequence)
    upto = request.POST.get("upto", "")
    if upto.isdecimal() and len(upto) < 9:
        readers.mark_read(case, by=person(request), upto=int(upto))
    if request.headers.get("X-Requested-With") == "fetch":
        return HttpResponse(status=204)
    messages.success(request, _("Saken er merket som lest."))
    return redirect(case)


@representative
@require_POST
def memos_read(request: HttpRequest) -> HttpResponse:
    """Every word to the person that «Min side» showed."""
    n = memos.mark_read(by=person(request), upto=_number(request))
    messages.success(request, _("Beskjedene er merket som lest.") if n else _("Alt var alt lest."))
    return redirect("home")


@representative
@require_POST
def notices_read(request: HttpRequest) -> HttpResponse:
    """Everything on «Min side» that was new when the page was shown."""
    n = readers.mark_all_read(by=person(request), upto=_number(request))
    messages.success(request, _("Alt er merket som lest.") if n else _("Alt var alt lest."))
    return redirect("home")


def _number(request: HttpRequest) -> int:
    """The last one that the page showed; 0, which none has, where it is no number."""
    upto = request.POST.get("upto", "")
    return int(upto) if upto.isdecimal() and len(upto) < 15 else 0
