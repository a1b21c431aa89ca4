"""What the secretariat keeps: permitted routes, kinds of cases and legal grounds, with history."""

import copy
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.forms import ModelForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.agenda_forms import StandingItemForm
from cases.brief_forms import TemplateSectionForm
from cases.forms import CaseKindForm, LegalGroundForm, RouteForm
from cases.kept import add_kept, change_kept
from cases.models import (
    CaseKind,
    LegalGround,
    RecurringOrder,
    Route,
    StandingItem,
    TemplateSection,
)
from cases.order_forms import RecurringOrderForm
from cases.recurring import next_due
from cases.routes import grouped, roles_of_forums
from forums.clock import today
from forums.conflicts import version_of
from forums.permissions import person
from forums.views.editing import facts, saved
from miljoloftet.http import secretariat


@dataclass(frozen=True)
class Kept:
    """One kind of data that the secretariat keeps, and the words for it."""

    model: type[Model]
    form: type[ModelForm[Any]]
    heading: str | Promise
    lead: str | Promise
    new: str | Promise
    related: tuple[str, ...] = ()
    more: Callable[[list[Any]], dict[str, Any]] = lambda rows: {}


KEPT: dict[str, Kept] = {
    "saksveier": Kept(
        Route,
        RouteForm,
        gettext_lazy("Saksveier"),
        gettext_lazy("En sak går bare der det er en saksvei, og bestillinger gjør det samme."),
        gettext_lazy("Ny saksvei"),
        ("from_forum", "to_forum", "released_by"),
        lambda rows: {"groups": grouped(rows), "roles": roles_of_forums(rows)},
    ),
    "faste-bestillinger": Kept(
        RecurringOrder,
        RecurringOrderForm,
        gettext_lazy("Faste bestillinger"),
        gettext_lazy("De lager seg selv i god tid før hver frist."),
        gettext_lazy("Ny fast bestilling"),
        ("from_forum", "to_forum"),
        lambda rows: {"orders": [(row, next_due(row, today())) for row in rows]},
    ),
    "faste-saker": Kept(
        StandingItem,
        StandingItemForm,
        gettext_lazy("Faste saker"),
        gettext_lazy("De kommer på sakslisten av seg selv når den første saken settes opp."),
        gettext_lazy("Ny fast sak"),
        ("forum",),
    ),
    "sakstyper": Kept(
        CaseKind,
        CaseKindForm,
        gettext_lazy("Sakstyper"),
        gettext_lazy("Typene man velger mellom når en sak registreres."),
        gettext_lazy("Ny sakstype"),
    ),
    "hjemler": Kept(
        LegalGround,
        LegalGroundForm,
        gettext_lazy("Hjemler for unntak"),
        gettext_lazy("Lovhjemlene som kan unnta en sak eller et dokument fra offentlighet."),
        gettext_lazy("Ny hjemmel"),
    ),
    "saksframleggmaler": Kept(
        TemplateSection,
        TemplateSectionForm,
        gettext_lazy("Maler for saksframlegg"),
        gettext_lazy(
            "Delene som et nytt saksframlegg får. Et saksframlegg som er begynt, endres ikke."
        ),
        gettext_lazy("Ny del"),
        ("template__kind",),
        lambda rows: {"kinds": CaseKind.objects.order_by("position", "name")},
    ),
}


@secretariat
def kept_list(request: HttpRequest, what: str) -> HttpResponse:
    kept = _kept(what)
    rows = kept.model._default_manager.select_related(*kept.related)
    found = list(rows)
    context = {"what": what, "kept": kept, "rows": found, **kept.more(found)}
    return render(request, f"cases/kept/{what}.html", context)


@secretariat
def kept_edit(request: HttpRequest, what: str, pk: str | None = None) -> HttpResponse:
    kept = _kept(what)
    row = get_object_or_404(kept.model, pk=pk) if pk else None
    form = kept.form(
        request.POST or None,
        instance=copy.copy(row),
        initial={"seen": version_of(row)} if row else {},
    )

    def act() -> None:
        if row is None:
            add_kept(kept.model(), facts(form), by=person(request))
        else:
            seen = form.cleaned_data["seen"]
            change_kept(row, facts(form), by=person(request), seen=seen)

    if saved(request, form, act, _("Endringen er lagret.")):
        return redirect("kept_list", what)
    return render(
        request,
        "cases/kept/edit.html",
        {
            "what": what,
            "kept": kept,
            "row": row,
            "form": form,
            "model": kept.model._meta.model_name,
        },
    )


def _kept(what: str) -> Kept:
    if what not in KEPT:
        raise Http404
    return KEPT[what]
