"""A person's own page, and the invitations the secretariat sends."""

from typing import cast

from allauth.account.utils import perform_login
from django import forms
from django.contrib import messages
from django.contrib.auth.forms import SetPasswordForm
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, Subquery
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from forums import invitations
from forums.errors import Refused
from forums.history import save_by
from forums.models import Invitation, Membership, User
from forums.permissions import person
from miljoloftet.http import public, secretariat, signed_in
from miljoloftet.limits import too_many


class ProfileForm(forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ("name", "title", "phone", "language")


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # not subscriptable
    def __init__(self, user: User, *args: object, **kwargs: object) -> None:
        super().__init__(user, *args, **kwargs)
        self.fields["new_password1"].label = gettext_lazy("Passord")
        self.fields["new_password1"].help_text = gettext_lazy(
            "Minst 12 tegn. Gjerne flere ord etter hverandre. Ikke et vanlig passord, og ikke "
            "navnet ditt."
        )
        self.fields["new_password2"].label = gettext_lazy("Passordet en gang til")
        self.fields["new_password2"].help_text = ""


@signed_in
def own_profile(request: HttpRequest) -> HttpResponse:
    me = person(request)
    form = ProfileForm(request.POST or None, instance=me)
    if request.method == "POST" and form.is_valid():
        save_by(form.save(commit=False), by=me, fields=form.changed_data)
        translation.activate(me.language)
        messages.success(request, _("Profilen er lagret."))
        return redirect("own_profile")
    roles = Membership.objects.current().filter(user=me).select_related("forum", "party")
    affiliations = me.affiliations.select_related("party").order_by("-start")
    context = {"form": form, "roles": roles, "affiliations": affiliations}
    return render(request, "account/profile.html", context)


@secretariat
def invitation_list(request: HttpRequest) -> HttpResponse:
    """People who cannot sign in yet, and how their invitation stands."""
    latest = Invitation.objects.open().filter(user=OuterRef("pk"))
    people = User.objects.filter(is_active=True).filter(
        Q(password="") | Q(password__startswith=UNUSABLE_PASSWORD_PREFIX)
    )
    people = people.annotate(
        invitation=Subquery(latest.values("pk")[:1]),
        invited_at=Subquery(latest.values("created_at")[:1]),
        expires_at=Subquery(latest.values("expires_at")[:1]),
    )
    page = Paginator(people.order_by("name", "pk"), 50).get_page(request.GET.get("side"))
    return render(request, "invitations/list.html", {"page": page})


@secretariat
@require_POST
def send_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    invited = get_object_or_404(User, pk=pk)
    try:
        invitations.invite(invited, by=person(request))
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(
            request, _("Invitasjonen er sendt til %(address)s.") % {"address": invited.email}
        )
    return redirect("invitation_list")


@secretariat
@require_POST
def revoke_invitation(request: HttpRequest, pk: int) -> HttpResponse:
    invitation = get_object_or_404(Invitation, pk=pk)
    invitations.revoke(invitation, by=person(request))
    messages.success(request, _("Invitasjonen er trukket."))
    return redirect("invitation_list")


@public
@never_cache
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Choose a password through the link, and be signed in."""
    refused = too_many(request, "invitation", limit=20, seconds=60)
    if refused:
        return refused
    try:
        invitation = invitations.find(token)
    except Refused as refusal:
        return _unusable(request, refusal)
    form = NewPasswordForm(invitation.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            person = invitations.accept(token, form.cleaned_data["new_password1"])
        except Refused as refusal:  # another tab was a moment quicker
            return _unusable(request, refusal)
        except ValidationError as problem:
            form.add_error(None, problem)
        else:
            # The library's own way in: it asks for the code of one who has a second factor.
            welcome = reverse("new_here")
            return cast(HttpResponse, perform_login(request, person, redirect_url=welcome))
    return render(request, "invitations/accept.html", {"form": form, "person": invitation.user})


def _unusable(request: HttpRequest, refusal: Refused) -> HttpResponse:
    return render(request, "invitations/unusable.html", {"why": refusal.sentence}, status=410)
