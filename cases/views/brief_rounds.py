"""Comment rounds, and the templates that the secretariat keeps."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from cases.brief_forms import CommentForm, JudgeForm, RoundForm
from cases.brief_page import shown_url
from cases.brief_rounds import (
    add_comment,
    answer_round,
    end_round,
    judge_comment,
    last_round,
    start_round,
)
from cases.brief_rules import briefs_for, commented_briefs, get_brief_for, is_author
from cases.brief_templates import make_template
from cases.models import CaseKind, Comment, CommentRound
from cases.views.briefs import again, section_for
from forums.errors import Refused
from forums.permissions import Someone, person
from forums.views.editing import saved
from miljoloftet.http import representative, secretariat


@representative
def round_start(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_brief_for(request.user, pk)
    if not is_author(request.user, found):
        raise PermissionDenied
    user = person(request)
    form = RoundForm(request.POST or None, brief=found, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            made = start_round(found, form.cleaned_data.pop("people"), by=user, **form.cleaned_data)
        except Refused as refused:
            form.add_error(None, refused)
        else:
            asked = made.requests.count()
            messages.success(request, _("%(n)s er spurt om kommentarer.") % {"n": asked})
            return redirect("brief", found.pk)
    context = {
        "brief": found,
        "case": found.case,
        "form": form,
        "label": _("Be om kommentarer"),
        "button": _("Start kommentarrunden"),
        "lead": _(
            "De du velger, får saksframlegget på Min side og kan kommentere hver del. Runden er "
            "over når fristen er ute, eller når du avslutter den."
        ),
    }
    return render(request, "cases/brief/form.html", context)


@representative
@require_POST
def round_end(request: HttpRequest, pk: int) -> HttpResponse:
    found = _round_for(request.user, pk)
    end_round(found, by=person(request))
    messages.success(request, _("Kommentarrunden er avsluttet."))
    return redirect("brief", found.brief_id)


@representative
@require_POST
def round_answer(request: HttpRequest, pk: int) -> HttpResponse:
    found = _round_for(request.user, pk)
    try:
        answer_round(found, by=person(request))
    except Refused as refused:
        messages.warning(request, refused.sentence)
    else:
        messages.success(request, _("Takk. Den som skriver, ser at du har svart."))
    return redirect("brief", found.brief_id)


@representative
@require_POST
def comment_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Refused with what was typed still there, also where the round ended meanwhile."""
    section = section_for(request.user, pk, commented_briefs(request.user))
    form = CommentForm(request.POST)

    found = last_round(section.brief)
    if found is None:
        raise PermissionDenied

    def act() -> None:
        add_comment(found, section, by=person(request), text=form.cleaned_data["text"])

    if saved(request, form, act, _("Kommentaren er lagt til.")):
        return redirect(shown_url(section))
    lead = _("Kommentaren din er ikke lagt til ennå. Den står her.")
    return again(request, section, form, lead, _("Send kommentaren"))


@representative
@require_POST
def comment_judge(request: HttpRequest, pk: int) -> HttpResponse:
    visible = briefs_for(request.user)
    rows = Comment.objects.filter(round__brief__in=visible)
    comment = get_object_or_404(rows.select_related("section__brief__case__forum", "by"), pk=pk)
    if not is_author(request.user, comment.section.brief):
        raise PermissionDenied
    form = JudgeForm(request.POST)

    def act() -> None:
        judge_comment(comment, by=person(request), **form.cleaned_data)

    if saved(request, form, act, _("Svaret på kommentaren er lagret.")):
        return redirect(shown_url(comment.section))
    lead = _("%(who)s skrev: %(text)s") % {"who": comment.by, "text": comment.text}
    return again(request, comment.section, form, lead, _("Lagre svaret"))


@secretariat
@require_POST
def template_make(request: HttpRequest) -> HttpResponse:
    """A template for the kind, or for all kinds that have none of their own."""
    pk = request.POST.get("kind", "")
    kind = get_object_or_404(CaseKind, pk=int(pk)) if pk.isdecimal() else None
    template = make_template(kind, by=person(request))
    messages.success(request, _("Malen «%(template)s» er laget.") % {"template": template})
    return redirect("kept_list", "saksframleggmaler")


def _round_for(user: Someone, pk: int) -> CommentRound:
    visible = briefs_for(user)
    rows = CommentRound.objects.filter(brief__in=visible).select_related("brief__case")
    return get_object_or_404(rows, pk=pk)
