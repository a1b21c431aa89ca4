"""Input for what a party reports about its people."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forums.clock import today
from forums.models import Affiliation, RepresentativeChange, Role, Seat, User

SOMEBODY_NEW = "ny"


class ReportForm(forms.Form):
    """Who takes the seat, or stands in for it: one the party has already, or somebody new."""

    role = forms.ChoiceField(
        label=_("Hva gjelder det?"),
        choices=[
            (Role.MEMBER.value, _("Ny representant på plassen")),
            (Role.DEPUTY.value, _("Ny vara for plassen")),
        ],
        initial=Role.MEMBER,
        widget=forms.RadioSelect,
    )
    who = forms.ChoiceField(label=_("Hvem?"))
    new_name = forms.CharField(label=_("Navn"), max_length=120)
    new_email = forms.EmailField(
        label=_("E-postadresse"),
        help_text=_("Hit går invitasjonen når sekretariatet har bekreftet."),
    )
    new_title = forms.CharField(label=_("Stilling"), max_length=120, required=False)
    start = forms.DateField(label=_("Fra hvilken dag?"), widget=forms.DateInput)
    note = forms.CharField(
        label=_("Noe sekretariatet bør vite?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    # Whether the name is required depends on who is chosen; the browser does not know.
    use_required_attribute = False

    def __init__(self, *args: Any, seat: Seat, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = Affiliation.objects.overlapping(today(), None).filter(party=seat.party_id)
        people = User.objects.filter(is_active=True, pk__in=there.values("user"))
        self.people = {str(user.pk): user for user in people.order_by("name", "pk")}
        choices = [("", _("Velg")), *((pk, user.name) for pk, user in self.people.items())]
        self.fields["who"].choices = [*choices, (SOMEBODY_NEW, _("Noen som ikke står her"))]  # type: ignore[attr-defined]
        if self.is_bound and self.data.get("who") != SOMEBODY_NEW:
            self.fields["new_name"].required = self.fields["new_email"].required = False

    @property
    def new(self) -> list[forms.BoundField]:
        """The fields for somebody new."""
        return [self[name] for name in ("new_name", "new_email", "new_title")]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_known = data.get("who") in self.people
        if is_known and (data.get("new_name") or data.get("new_email")):
            self.add_error("who", _("Velg en person, eller skriv inn en ny. Ikke begge deler."))
        return data

    def facts(self) -> dict[str, Any]:
        """What the action takes."""
        data = dict(self.cleaned_data)
        return {"user": self.people.get(data.pop("who")), **data}


class RejectForm(forms.Form):
    note = forms.CharField(
        label=_("Hvorfor avviser du meldingen?"),
        help_text=_("Parten får lese dette."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=RepresentativeChange._meta.get_field("settled_note").max_length or 2000,
    )
