"""The secretariat drafts a mandate and puts it in force."""

import copy
from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from forums import mandates
from forums.competence import RISING
from forums.conflicts import version_of
from forums.edit_forms import ReasonForm
from forums.edit_mandate import ClauseForm, CompetenceForm, DraftForm, InForceForm, RuleForm
from forums.errors import Refused
from forums.models import (
    Forum,
    Mandate,
    MandateClause,
    MandateRule,
    MandateStatus,
)
from forums.permissions import person
from forums.practice import says
from forums.views.editing import Link, Page, facts, form_page, pressed, saved
from forums.views.secretariat_forums import crumbs_of
from miljoloftet.http import secretariat


@secretariat
@require_POST
def mandate_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Begin a draft, or open the one that is begun."""
    row = get_object_or_404(Forum, slug=slug)
    try:
        draft = mandates.draft_mandate(row, by=person(request))
    except Refused:
        draft = get_object_or_404(row.mandates, status=MandateStatus.DRAFT)
    return redirect("edit_mandate", draft.pk)


@secretariat
def edit_mandate(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft whole, with the way to change each part of it."""
    row = _draft(pk)
    rules = MandateRule.objects.select_related("reports_to").order_by("kind", "pk")
    clauses = list(row.clauses.prefetch_related(Prefetch("rules", rules)).order_by("position"))
    given = {c.act: c for c in row.competences.select_related("clause")}
    context = {
        "mandate": row,
        "forum": row.forum,
        "crumbs": crumbs_of(row.forum),
        "clauses": [(c, [(rule, says(rule)) for rule in c.rules.all()]) for c in clauses],
        "acts": [(act, given.get(act)) for act in RISING],
        "before": row.forum.mandates.filter(version__lt=row.version).order_by("-version").first(),
    }
    return render(request, "forums/edit/mandate.html", context)


@secretariat
def mandate_facts(request: HttpRequest, pk: int) -> HttpResponse:
    row = _draft(pk)
    form = DraftForm(
        request.POST or None, instance=copy.copy(row), initial={"seen": version_of(row)}
    )

    def act() -> None:
        seen = form.cleaned_data["seen"]
        mandates.change_draft(row, by=person(request), seen=seen, **facts(form))

    if saved(request, form, act, _("Utkastet er endret.")):
        return redirect("edit_mandate", row.pk)
    return _page(request, form, row, _("Endre tittel og kilde"), _("Lagre"))


@secretariat
def clause_new(request: HttpRequest, pk: int) -> HttpResponse:
    row = _draft(pk)
    form = ClauseForm(request.POST or None, mandate=row)

    def act() -> None:
        mandates.add_clause(row, by=person(request), **facts(form))

    if saved(request, form, act, _("Punktet er lagt til.")):
        return redirect("edit_mandate", row.pk)
    return _page(request, form, row, _("Nytt punkt"), _("Legg til punktet"))


@secretariat
def clause_edit(request: HttpRequest, pk: int) -> HttpResponse:
    clause = get_object_or_404(MandateClause, pk=pk)
    row = _draft(clause.mandate_id)
    form = ClauseForm(
        request.POST or None,
        mandate=row,
        instance=copy.copy(clause),
        initial={"seen": version_of(clause)},
    )

    def act() -> None:
        seen = form.cleaned_data["seen"]
        mandates.change_clause(clause, by=person(request), seen=seen, **facts(form))

    if saved(request, form, act, _("Punktet er endret.")):
        return redirect("edit_mandate", row.pk)
    heading = _("Endre punkt %(number)s") % {"number": clause.number}
    return _page(request, form, row, heading, _("Lagre"))


@secretariat
@require_POST
def clause_remove(request: HttpRequest, pk: int) -> HttpResponse:
    clause = get_object_or_404(MandateClause, pk=pk)
    row = _draft(clause.mandate_id)

    def act() -> None:
        mandates.remove_clause(clause, by=person(request))

    return pressed(request, act, _("Punktet er tatt ut."), _back(row))


@secretariat
def rule_add(request: HttpRequest, pk: int) -> HttpResponse:
    clause = get_object_or_404(MandateClause, pk=pk)
    row = _draft(clause.mandate_id)
    form = RuleForm(request.POST or None, forum=row.forum)

    def act() -> None:
        mandates.add_rule(clause, by=person(request), **facts(form))

    if saved(request, form, act, _("Regelen er lagt til.")):
        return redirect("edit_mandate", row.pk)
    heading = _("Målbar regel til punkt %(number)s") % {"number": clause.number}
    lead = _("Systemet måler regelen mot det møtene viser, fra den dagen mandatet gjelder.")
    return _page(request, form, row, heading, _("Legg til regelen"), lead)


@secretariat
@require_POST
def rule_remove(request: HttpRequest, pk: int) -> HttpResponse:
    rule = get_object_or_404(MandateRule.objects.select_related("clause"), pk=pk)
    row = _draft(rule.clause.mandate_id)

    def act() -> None:
        mandates.remove_rule(rule, by=person(request))

    return pressed(request, act, _("Regelen er tatt ut."), _back(row))


@secretariat
def competence_edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = _draft(pk)
    form = CompetenceForm(request.POST or None, mandate=row)

    def act() -> None:
        mandates.set_competence(row, form.wanted(), by=person(request))

    if saved(request, form, act, _("Kompetansen er endret.")):
        return redirect("edit_mandate", row.pk)
    lead = _("Velg punktet som gir forumet rett til å gjøre det.")
    return _page(request, form, row, _("Hva kan forumet gjøre?"), _("Lagre"), lead)


@secretariat
def mandate_put_in_force(request: HttpRequest, pk: int) -> HttpResponse:
    row = _draft(pk)
    form = InForceForm(request.POST or None, mandate=row)

    def act() -> None:
        mandates.put_in_force(row, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Mandatet er satt i kraft.")):
        return redirect("mandate", row.forum.slug, row.version)
    lead = _("Etter dette kan teksten ikke endres. En endring blir en ny versjon.")
    return _page(request, form, row, _("Sett mandatet i kraft"), _("Sett i kraft"), lead)


@secretariat
def mandate_discard(request: HttpRequest, pk: int) -> HttpResponse:
    row = _draft(pk)
    form = ReasonForm(request.POST or None)

    def act() -> None:
        mandates.discard_draft(row, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Utkastet er forkastet.")):
        return redirect("edit_mandates")
    lead = _("Versjonen som gjelder i dag, er den samme som før.")
    return _page(request, form, row, _("Forkast utkastet"), _("Forkast"), lead, serious=True)


def _draft(pk: int) -> Mandate:
    """A draft only: the others are read at their own page."""
    drafts = Mandate.objects.filter(status=MandateStatus.DRAFT).select_related("forum")
    row: Mandate = get_object_or_404(drafts, pk=pk)
    return row


def _back(row: Mandate) -> str:
    return reverse("edit_mandate", args=[row.pk])


def _page(
    request: HttpRequest,
    form: Any,
    row: Mandate,
    heading: str,
    save: str,
    lead: str = "",
    *,
    serious: bool = False,
) -> HttpResponse:
    crumbs: list[Link] = [*crumbs_of(row.forum), (_("Utkast til mandat"), _back(row))]
    page = Page(
        heading, save, _back(row), eyebrow=row.title, lead=lead, crumbs=crumbs, serious=serious
    )
    return form_page(request, form, page)
