"""One person: roles now and before, parties, meetings. The past stays when somebody leaves."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from forums.as_of import asked_day
from forums.models import User
from forums.permissions import is_secretariat, visible_to
from miljoloftet.http import representative

SHOWN_MEETINGS = 20


@representative
def person(request: HttpRequest, pk: int) -> HttpResponse:
    as_of = asked_day(request)
    row = get_object_or_404(visible_to(request.user, User.objects.all()), pk=pk)
    memberships = list(
        row.memberships.select_related("forum", "party", "seat__party").order_by("-start", "pk")
    )
    affiliations = list(
        row.affiliations.select_related("party").prefetch_related("party__names").order_by("-start")
    )
    attended = row.attendances.select_related("meeting__forum", "party")
    then = [a for a in affiliations if a.holds_on(as_of.day)]
    context = {
        "as_of": as_of,
        "person": row,
        "then": [(a, a.party.name_on(as_of.day)) for a in then],
        "affiliations": affiliations,
        "now": [m for m in memberships if m.holds_on(as_of.day)],
        "before": [m for m in memberships if m.end and m.end < as_of.day],
        "coming": [m for m in memberships if m.start > as_of.day],
        "contact_for": row.contact_for.on(as_of.day).select_related("party"),
        "attended": attended.filter(meeting__starts_at__date__lte=as_of.day).order_by(
            "-meeting__starts_at"
        )[:SHOWN_MEETINGS],
        "is_me": row.pk == request.user.pk,
        "may_edit": is_secretariat(request.user),
    }
    return render(request, "forums/person.html", context)
