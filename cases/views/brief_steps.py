"""The steps of a brief: handing in, judging, versions, and a text that comes from Word."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.brief_findings import findings, missing_words
from cases.brief_forms import KeepForm, StepForm, WordForm
from cases.brief_import import Reading, read_word, take_in
from cases.brief_rules import STEPS, BriefStep, get_brief_for, is_author, is_for, why_not_step
from cases.brief_versions import compare, in_words, keep_version, text_now
from cases.briefs import authors_of, pass_brief, send_back, stamp_of, submit, take_back
from cases.models import Brief, BriefVersion, EventKind
from cases.notices import who_hears
from forums.errors import Refused
from forums.models import User
from forums.permissions import Someone, person
from miljoloftet.http import representative

DONE = {
    BriefStep.SUBMIT: gettext_lazy("Saksframlegget er sendt til sekretariatet."),
    BriefStep.TAKE_BACK: gettext_lazy("Saksframlegget er trukket tilbake, og er et utkast igjen."),
    BriefStep.RETURN: gettext_lazy("Saksframlegget er sendt tilbake."),
    BriefStep.ACCEPT: gettext_lazy("Saksframlegget er godkjent, og ligger i saken."),
}
TELLS = {
    BriefStep.RETURN: EventKind.BRIEF_RETURNED,
    BriefStep.ACCEPT: EventKind.BRIEF_PASSED,
}


@representative
def brief_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    found = get_brief_for(request.user, pk)
    try:
        wanted = BriefStep(step)
    except ValueError:
        raise Http404 from None
    if not is_for(request.user, found, wanted):
        raise PermissionDenied
    rule = STEPS[wanted]
    form = StepForm(request.POST or None, asks=str(rule.asks), initial={"seen": stamp_of(found)})
    if request.method == "POST" and form.is_valid():
        try:
            _take(wanted, found, person(request), form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, str(DONE[wanted]))
            return redirect("brief", found.pk)
    context = {
        "brief": found,
        "case": found.case,
        "form": form,
        "label": rule.label,
        "consequence": _consequence(found, wanted, person(request)),
        "why_not": "" if form.is_bound else why_not_step(found, wanted, missing_words(found)),
        "findings": findings(found) if wanted in {BriefStep.SUBMIT, BriefStep.ACCEPT} else [],
    }
    return render(request, "cases/brief/step.html", context)


def _consequence(found: Brief, step: BriefStep, by: User) -> str:
    """What the step does, and who is told where it becomes an event of the case."""
    told = str(STEPS[step].consequence)
    if step not in TELLS:
        return told
    hears = who_hears(found.case, TELLS[step], by=by, concerns=authors_of(found))
    return f"{told} {hears.sentence}"


def _take(step: BriefStep, found: Brief, by: User, data: dict[str, Any]) -> None:
    match step:
        case BriefStep.SUBMIT:
            submit(found, by=by, seen=data["seen"])
        case BriefStep.TAKE_BACK:
            take_back(found, by=by)
        case BriefStep.RETURN:
            send_back(found, by=by, reason=data["reason"])
        case BriefStep.ACCEPT:
            pass_brief(found, by=by, seen=data["seen"])


@representative
def brief_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """All versions, the newest first; an author may keep the text as it is now."""
    found = _written_by(request.user, pk)
    form = KeepForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            version = keep_version(found, by=person(request), note=form.cleaned_data["note"])
        except Refused as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Versjon %(n)s er tatt vare på.") % {"n": version.number})
            return redirect("brief_versions", found.pk)
    versions = list(found.versions.select_related("by").order_by("-number"))
    context = {"brief": found, "case": found.case, "versions": versions, "form": form}
    return render(request, "cases/brief/versions.html", context)


@representative
def brief_version(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    found = _written_by(request.user, pk)
    version = get_object_or_404(found.versions.select_related("by"), number=number)
    context = {"brief": found, "case": found.case, "version": version}
    return render(request, "cases/brief/version.html", context)


@representative
def brief_compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Two versions side by side; ``til`` left out is the text as it is now."""
    found = _written_by(request.user, pk)
    versions = list(found.versions.select_related("by").order_by("-number"))
    old = _chosen(versions, request.GET.get("fra", "")) or (versions[0] if versions else None)
    new = _chosen(versions, request.GET.get("til", ""))
    if old is None:
        messages.info(request, _("Det er ingen versjoner å sammenligne ennå."))
        return redirect("brief_versions", found.pk)
    pairs = compare(old.sections, new.sections if new else text_now(found))
    context = {
        "brief": found,
        "case": found.case,
        "versions": versions,
        "old": old,
        "new": new,
        "pairs": pairs,
        "told": in_words(pairs),
        "alike": [pair.heading for pair in pairs if pair.same],
    }
    return render(request, "cases/brief/compare.html", context)


@representative
def brief_import(request: HttpRequest, pk: int) -> HttpResponse:
    """First the file, then what it would put where; nothing is kept before it is approved."""
    found = _written_by(request.user, pk)
    form = WordForm(request.POST or None, request.FILES or None)
    reading: Reading | None = None
    if request.method == "POST" and "godkjent" in request.POST:
        return _taken_in(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            reading = read_word(found, form.cleaned_data["file"])
        except Refused as refused:
            form.add_error("file", refused)
    context = {"brief": found, "case": found.case, "form": form, "reading": reading}
    return render(request, "cases/brief/import.html", context)


def _taken_in(request: HttpRequest, found: Brief) -> HttpResponse:
    sections = {row.pk: row for row in found.sections.order_by("pk")}
    chosen = [
        (sections[int(key)], request.POST.get(f"html-{key}", ""), _seen(request, key))
        for key in request.POST.getlist("del")
        if key.isdecimal() and int(key) in sections
    ]
    try:
        saved = take_in(found, chosen, by=person(request))
    except Refused as refused:
        messages.error(request, refused.sentence)
        return redirect("brief_import", found.pk)
    headings = ", ".join(row.section.heading for row in saved)
    messages.success(request, _("Hentet inn fra Word: %(headings)s.") % {"headings": headings})
    return redirect("brief", found.pk)


def _seen(request: HttpRequest, key: str) -> int:
    seen = request.POST.get(f"seen-{key}", "")
    return int(seen) if seen.isdecimal() else -1


def _chosen(versions: list[BriefVersion], number: str) -> BriefVersion | None:
    return next((row for row in versions if str(row.number) == number), None)


def _written_by(user: Someone, pk: int) -> Brief:
    """The brief, for one who writes it; Http404 for an outsider, 403 for one who only comments."""
    found = get_brief_for(user, pk)
    if not is_author(user, found):
        raise PermissionDenied
    return found
