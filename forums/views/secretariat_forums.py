"""The secretariat changes forums and the lines between them."""

import copy

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from forums import organisation
from forums.clock import today
from forums.conflicts import version_of
from forums.edit_forum import ForumForm, ForumNewForm, LineForm, sentence
from forums.edit_party import EndForm
from forums.models import Forum, ForumLine
from forums.permissions import person
from forums.views.editing import Link, Page, facts, form_page, saved
from miljoloftet.http import secretariat

ENDS = ("from_forum", "to_forum")


@secretariat
def forum_new(request: HttpRequest) -> HttpResponse:
    form = ForumNewForm(request.POST or None)
    made: list[Forum] = []

    def act() -> None:
        values = facts(form, "start")
        made.append(organisation.new_forum(by=person(request), **values))

    if saved(request, form, act, _("Forumet er lagt inn. Det kan lite før det får et mandat.")):
        return redirect("edit_forum", made[0].slug)
    page = Page(_("Nytt forum"), _("Legg inn forumet"), reverse("edit_forums"), crumbs=_register())
    return form_page(request, form, page)


@secretariat
def edit_forum(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Forum, slug=slug)
    form = ForumForm(
        request.POST or None, instance=copy.copy(row), initial={"seen": version_of(row)}
    )

    def act() -> None:
        seen = form.cleaned_data["seen"]
        organisation.change_forum(row, by=person(request), seen=seen, **facts(form))

    if saved(request, form, act, _("Forumet er endret.")):
        return redirect(row)
    links = [
        (_("Plasser og roller"), reverse("edit_seats", args=[row.slug])),
        (_("Eier, oppdragsgiver og rapportering"), reverse("edit_lines", args=[row.slug])),
        (_("Mandat"), f"{reverse('edit_mandates')}#{row.slug}"),
        (_("Avslutt forumet"), reverse("forum_end", args=[row.slug])),
    ]
    page = Page(
        _("Endre %(name)s") % {"name": row.name},
        _("Lagre"),
        row.get_absolute_url(),
        crumbs=_register(),
        links=links,
        history=("forum", row.pk),
    )
    return form_page(request, form, page)


@secretariat
def edit_lines(request: HttpRequest, slug: str) -> HttpResponse:
    """The lines that the forum has today or will have, and a form for one more."""
    row = get_object_or_404(Forum, slug=slug)
    form = LineForm(request.POST or None, forum=row)

    def act() -> None:
        organisation.draw_line(by=person(request), **form.line())

    if saved(request, form, act, _("Linjen er trukket.")):
        return redirect("edit_lines", row.slug)
    lines = ForumLine.objects.overlapping(today(), None).filter(Q(from_forum=row) | Q(to_forum=row))
    context = {
        "forum": row,
        "lines": [(line, sentence(line)) for line in lines.select_related(*ENDS)],
        "form": form,
        "crumbs": crumbs_of(row),
    }
    return render(request, "forums/edit/lines.html", context)


@secretariat
def line_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    row = get_object_or_404(Forum, slug=slug)
    lines = ForumLine.objects.select_related(*ENDS)
    line = get_object_or_404(lines, Q(from_forum=row) | Q(to_forum=row), pk=pk)
    form = EndForm(request.POST or None)

    def act() -> None:
        organisation.end_line(line, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Linjen er avsluttet.")):
        return redirect("edit_lines", row.slug)
    page = Page(
        _("Når slutter dette å gjelde?"),
        _("Avslutt linjen"),
        reverse("edit_lines", args=[row.slug]),
        lead=sentence(line),
        crumbs=crumbs_of(row),
    )
    return form_page(request, form, page)


@secretariat
def forum_end(request: HttpRequest, slug: str) -> HttpResponse:
    row = get_object_or_404(Forum, slug=slug)
    form = EndForm(request.POST or None)

    def act() -> None:
        organisation.end_forum(row, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Forumet er avsluttet.")):
        return redirect(row)
    page = Page(
        _("Når slutter %(name)s?") % {"name": row.name},
        _("Avslutt forumet"),
        reverse("edit_forum", args=[row.slug]),
        lead=_(
            "Plasser, roller og linjer slutter samme dag. Forumet kan ikke ha møter eller saker "
            "igjen. Alt som har vært, står."
        ),
        crumbs=crumbs_of(row),
        serious=True,
    )
    return form_page(request, form, page)


def _register() -> list[Link]:
    return [(_("Forum"), reverse("edit_forums"))]


def crumbs_of(row: Forum) -> list[Link]:
    return [*_register(), (row.short_name, reverse("edit_forum", args=[row.slug]))]
