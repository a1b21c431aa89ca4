"""What is done with a paper: new versions, other words, withdrawn and back, kept back, redacted."""

import copy
from collections.abc import Callable
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from cases import documents, shielding
from cases.document_forms import (
    ChangeForm,
    FileForm,
    PaperReasonForm,
    ShieldForm,
    UnshieldForm,
    VersionForm,
)
from cases.models import Document, EventKind, LegalGround
from cases.notices import who_hears
from cases.permissions import get_document_for, require_edit, visible_documents
from forums.conflicts import version_of
from forums.permissions import person, require_secretariat
from forums.views.editing import saved
from miljoloftet.http import representative


@representative
def document_version_add(request: HttpRequest, pk: int) -> HttpResponse:
    found = _to_edit(request, pk)
    newest = found.versions.order_by("-number").values_list("number", flat=True).first()
    form = VersionForm(request.POST or None, request.FILES or None, initial={"seen": newest or 0})
    return _answer(
        request,
        found,
        form,
        lambda: documents.add_version(found, by=person(request), **form.cleaned_data),
        _("«%(title)s» har fått en ny versjon.") % {"title": found.title},
        heading=_("Ny versjon av «%(title)s»") % {"title": found.title},
        lead=_("Den forrige versjonen blir liggende og kan fortsatt lastes ned."),
        save=_("Legg til versjonen"),
    )


@representative
def document_change(request: HttpRequest, pk: int) -> HttpResponse:
    found = _to_edit(request, pk)
    form = ChangeForm(
        request.POST or None, instance=copy.copy(found), initial={"seen": version_of(found)}
    )
    return _answer(
        request,
        found,
        form,
        lambda: documents.change_document(found, by=person(request), **form.cleaned_data),
        _("Dokumentet er endret."),
        heading=_("Endre «%(title)s»") % {"title": found.title},
        lead=_("Hvem som endret hva, og hvorfor, står i endringsloggen."),
        save=_("Endre dokumentet"),
    )


@representative
def document_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    found = _to_edit(request, pk)
    form = PaperReasonForm(request.POST or None)
    return _answer(
        request,
        found,
        form,
        lambda: documents.withdraw_document(found, by=person(request), why=_why(form)),
        _("«%(title)s» er trukket.") % {"title": found.title},
        heading=_("Trekk «%(title)s»") % {"title": found.title},
        lead=_(
            "Dokumentet slettes ikke. Det står igjen på saken med strek over, med hvem som trakk "
            "det og hvorfor, for dem som kunne se det. Søket finner det bare som trukket, og en "
            "sladdet kopi av det trekkes også."
        ),
        tells=EventKind.PAPER_WITHDRAWN,
        save=_("Trekk dokumentet"),
        serious=True,
    )


@representative
def document_take_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a withdrawn paper in again; one that is not withdrawn has nothing to ask about."""
    found = _to_edit(request, pk)
    require_secretariat(request.user)
    form = PaperReasonForm(request.POST or None)
    if found.withdrawn_at is None and not form.is_bound:
        return redirect(found)
    return _answer(
        request,
        found,
        form,
        lambda: documents.take_in_again(found, by=person(request), why=_why(form)),
        _("«%(title)s» er tatt inn igjen.") % {"title": found.title},
        heading=_("Ta inn igjen «%(title)s»") % {"title": found.title},
        lead=_(
            "De som kunne se dokumentet før det ble trukket, kan bruke det igjen, og søket finner "
            "det. At det var trukket, og hvorfor, blir stående i historien."
        ),
        tells=EventKind.PAPER_BACK,
        save=_("Ta inn igjen"),
    )


@representative
def document_shield(request: HttpRequest, pk: int) -> HttpResponse:
    found = _to_edit(request, pk)
    form = ShieldForm(request.POST or None, document=found)

    def act() -> None:
        data = form.cleaned_data
        shielding.shield_document(
            found,
            data["exempt_ground"],
            by=person(request),
            public_title=data["public_title"],
            considered=data["considered"],
            seen=_ground(data["seen"]),
        )

    return _answer(
        request,
        found,
        form,
        act,
        _("Dokumentet er unntatt offentlighet."),
        heading=_("Unnta «%(title)s»") % {"title": found.title},
        lead=_(
            "Fra samme øyeblikk ser bare medlemmer og vara i forumene på saksveien dokumentet. De "
            "andre ser den offentlige tittelen og hjemmelen. Hvem som åpner det, blir ført."
        ),
        tells=EventKind.PAPER_SHIELDED,
        save=_("Unnta dokumentet"),
    )


@representative
def document_unshield(request: HttpRequest, pk: int) -> HttpResponse:
    found = _to_edit(request, pk)
    form = UnshieldForm(request.POST or None, initial={"seen": found.exempt_ground_id})
    return _answer(
        request,
        found,
        form,
        lambda: shielding.unshield_document(
            found,
            by=person(request),
            why=_why(form),
            seen=_ground(form.cleaned_data["seen"]),
        ),
        _("Unntaket er opphevet."),
        heading=_("Opphev unntaket for «%(title)s»") % {"title": found.title},
        lead=_(
            "Alle som ser saken, kan lese dokumentet fra samme øyeblikk, også de eldre versjonene."
        ),
        tells=EventKind.PAPER_OPENED,
        save=_("Opphev unntaket"),
    )


@representative
def document_redact(request: HttpRequest, pk: int) -> HttpResponse:
    found = _to_edit(request, pk)
    form = FileForm(request.POST or None, request.FILES or None)
    return _answer(
        request,
        found,
        form,
        lambda: documents.add_redacted_copy(found, by=person(request), **form.cleaned_data),
        _("Den sladdede kopien er lagt til."),
        heading=_("Legg til sladdet kopi av «%(title)s»") % {"title": found.title},
        lead=_(
            "Alle som ser saken, kan lese kopien. Se over at det som skal vernes, er borte fra "
            "filen og ikke bare dekket til. Kopien får den offentlige tittelen, også som filnavn."
        ),
        tells=EventKind.PAPER_REDACTED,
        save=_("Legg til kopien"),
    )


def _to_edit(request: HttpRequest, pk: int) -> Document:
    found = get_document_for(request.user, pk)
    require_edit(request.user, found.case)
    return found


def _why(form: BaseForm) -> str:
    return str(form.cleaned_data["why"])


def _ground(pk: int | None) -> LegalGround | None:
    return LegalGround.objects.filter(pk=pk).first() if pk else None


def _answer(
    request: HttpRequest,
    found: Document,
    form: BaseForm,
    act: Callable[[], object],
    done: str,
    tells: EventKind | None = None,
    **words: Any,
) -> HttpResponse:
    """Act and go back to the paper, or show the form with what was wrong.

    ``tells`` is the event that it becomes; before the button stands who hears of it.
    """
    if saved(request, form, act, done):
        # Whoever keeps a paper back without a seat on the case's way has just lost sight of it.
        seen = visible_documents(request.user, Document.objects.filter(pk=found.pk))
        return redirect(found if seen.exists() else found.case)
    if tells is not None:
        hears = who_hears(found.case, tells, by=person(request))
        words["lead"] = f"{words['lead']} {hears.sentence}"
    context = {"document": found, "case": found.case, "form": form, "serious": False, **words}
    return render(request, "cases/document_form.html", context)
