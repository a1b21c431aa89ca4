"""New in Miljøloftet: a page made for the person who reads it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from forums import newcomer
from forums.clock import today
from forums.models import User
from miljoloftet.http import representative


@representative
def new_here(request: HttpRequest) -> HttpResponse:
    user, day = request.user, today()
    assert isinstance(user, User)  # the gate lets nobody else in
    forums = newcomer.my_forums(user, day)
    contacts = newcomer.my_contacts(user, day)
    coming = sorted((m for row in forums for m in row.coming), key=lambda m: m.starts_at)
    context = {
        "forums": forums,
        "hours": sum(row.expected_hours or 0 for row in forums),
        "meetings_held": len({m.pk for row in forums for m in row.held}),
        "meeting_hours": sum(
            (m.ends_at - m.starts_at).total_seconds() / 3600
            for m in {m.pk: m for row in forums for m in row.held}.values()
        ),
        "contacts": [row for row in contacts if row.user_id != user.pk],
        "contact_for": [row.party for row in contacts if row.user_id == user.pk],
        "contact_duties": newcomer.contact_duties(),
        "secretariat": newcomer.secretariat_people(day),
        "coming": list({m.pk: m for m in coming}.values())[:6],
        "words": newcomer.words_to_meet(forums),
    }
    return render(request, "forums/new_here.html", context)
