"""A brief: begun, read and written, section by section."""

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.brief_facts import recorded_for
from cases.brief_forms import AuthorsForm, KeptForm, SectionForm, StartForm
from cases.brief_markup import to_markup
from cases.brief_merge import merged
from cases.brief_page import page_of, said_of, shown_url
from cases.brief_rules import briefs_for, get_brief_for, is_author
from cases.brief_versions import word_pair
from cases.briefs import SectionConflict, name_co_authors, save_section, start_brief
from cases.models import Brief, BriefSection
from cases.permissions import get_case_for, require_edit
from forums.conflicts import version_of
from forums.errors import Refused
from forums.permissions import Someone, person
from forums.views.editing import Page, saved
from forums.views.meetings import show
from miljoloftet.http import representative
from miljoloftet.templatetags.days import clock


@representative
def brief_start(request: HttpRequest, year: int, sequence: int) -> HttpResponse:
    found = get_case_for(request.user, year, sequence)
    require_edit(request.user, found)
    first_guess = request.GET.get("til") or found.forum.slug
    form = StartForm(request.POST or None, case=found, initial={"forum": first_guess})
    if request.method == "POST" and form.is_valid():
        try:
            brief = start_brief(found, form.cleaned_data["forum"], by=person(request))
        except ValidationError as refused:
            show(form, refused)
        else:
            return redirect("brief", brief.pk)
    return render(request, "cases/brief/start.html", {"case": found, "form": form})


@representative
def brief(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_brief_for(request.user, pk)
    return render(request, "cases/brief/brief.html", page_of(found, person(request)))


@representative
@require_POST
def section_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save one section, from the editor (JSON) or from the page without it."""
    section = section_for(request.user, pk)
    if not is_author(request.user, section.brief):
        raise PermissionDenied
    form = SectionForm(request.POST)
    if not form.is_valid():
        return _refused(request, section, _("Teksten kom ikke fram. Prøv igjen."), form)
    html, seen = form.written(), form.cleaned_data["seen"]
    try:
        saved = save_section(section, by=person(request), html=html, seen=seen)
    except SectionConflict as conflict:
        return _conflict(request, conflict, seen)
    except Refused as refused:
        return _refused(request, section, refused.sentence, form)
    if _wants_json(request):
        return JsonResponse(
            {"number": saved.section.number, "at": clock(saved.section.updated_at) or ""}
        )
    messages.success(request, _("«%(heading)s» er lagret.") % {"heading": section.heading})
    return redirect(shown_url(section))


@representative
@require_POST
def section_insert(request: HttpRequest, pk: int) -> HttpResponse:
    """Put what is recorded in the case after what is written."""
    section = section_for(request.user, pk)
    if not is_author(request.user, section.brief):
        raise PermissionDenied
    html = recorded_for(section, section.brief.case)
    form = SectionForm({**request.POST.dict(), "form": "html"})
    seen = form.cleaned_data["seen"] if form.is_valid() else section.number
    try:
        if html and html not in section.html:
            save_section(section, by=person(request), html=section.html + html, seen=seen)
    except Refused as refused:
        messages.warning(request, refused.sentence)
    return redirect(shown_url(section))


@representative
def brief_pulse(request: HttpRequest, pk: int) -> HttpResponse:
    """What others have written, for an editor that stands open."""
    found = get_brief_for(request.user, pk)
    user = person(request)
    rows = found.sections.select_related("updated_by").order_by("position", "pk")
    return JsonResponse(
        {
            "sections": [
                {"pk": row.pk, "number": row.number, "html": row.html, "said": said_of(row, user)}
                for row in rows
            ]
        }
    )


@representative
def brief_authors(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_brief_for(request.user, pk)
    if not is_author(request.user, found):
        raise PermissionDenied
    first = {"people": found.co_authors.all(), "seen": version_of(found)}
    form = AuthorsForm(request.POST or None, brief=found, initial=first)

    def act() -> None:
        name_co_authors(found, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Medforfatterne er lagret.")):
        return redirect("brief", found.pk)
    context = {
        "brief": found,
        "case": found.case,
        "form": form,
        "label": _("Medforfattere"),
        "button": _("Lagre"),
        "lead": _("Medforfattere kan skrive i saksframlegget på lik linje med deg."),
    }
    return render(request, "cases/brief/form.html", context)


def section_for(user: Someone, pk: int, briefs: QuerySet[Brief] | None = None) -> BriefSection:
    """The section, or Http404 where its brief does not exist for this person.

    ``briefs`` is where to look, when it is not among those that the person may open.
    """
    rows = BriefSection.objects.filter(brief__in=briefs_for(user) if briefs is None else briefs)
    section = rows.filter(pk=pk).select_related("brief__case__forum", "brief__forum").first()
    if section is None:
        raise Http404
    return section


def _conflict(request: HttpRequest, conflict: SectionConflict, seen: int) -> HttpResponse:
    """Both texts beside one another, for the person to choose; never chosen for the person."""
    section, mine = conflict.theirs, conflict.mine
    before = section.history.filter(number=seen).order_by("history_id").last()
    together = merged(before.html if before else "", section.html, mine)
    theirs_pieces, mine_pieces = word_pair(section.html, mine)
    context: dict[str, Any] = {
        "brief": section.brief,
        "case": section.brief.case,
        "section": section,
        "sentence": conflict.sentence,
        "mine": mine,
        "mine_pieces": mine_pieces,
        "theirs_pieces": theirs_pieces,
        "together": to_markup(together),
    }
    if not _wants_json(request):
        page = "cases/brief/conflict.html"
        return render(request, page, context, status=HTTPStatus.CONFLICT)
    panel = render_to_string("cases/brief/_conflict.html", context, request)
    return JsonResponse(
        {
            "number": section.number,
            "sentence": conflict.sentence,
            "theirs": section.html,
            "together": together,
            "panel": panel,
        },
        status=HTTPStatus.CONFLICT,
    )


def _refused(
    request: HttpRequest, section: BriefSection, sentence: str, form: SectionForm
) -> HttpResponse:
    if _wants_json(request):
        return JsonResponse({"sentence": sentence}, status=HTTPStatus.UNPROCESSABLE_ENTITY)
    text = to_markup(form.written()) if form.is_valid() else request.POST.get("text", "")
    seen = form.cleaned_data.get("seen", section.number)
    kept = KeptForm({"form": "text", "seen": seen, "text": text})
    kept.add_error(None, sentence)
    lead = _("Teksten din er ikke lagret. Den står her, så du kan ta vare på den.")
    return again(request, section, kept, lead, _("Prøv å lagre igjen"))


def again(
    request: HttpRequest, section: BriefSection, form: BaseForm, lead: str, button: str
) -> HttpResponse:
    """What could not be saved, with why, and with all that was typed."""
    case = section.brief.case
    crumbs = [(_("Saker"), reverse("case_list")), (case.number, case.get_absolute_url())]
    back = case.get_absolute_url()
    if briefs_for(request.user).filter(pk=section.brief_id).exists():
        back = shown_url(section)
        crumbs.append((_("Saksframlegg"), back))
    page = Page(section.heading, button, back, lead=lead, crumbs=crumbs)
    context = {"form": form, "page": page}
    status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "cases/small_form.html", context, status=status)


def _wants_json(request: HttpRequest) -> bool:
    return request.headers.get("Accept", "").startswith("application/json")
