"""Input for people, and for the party they belong to."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forums.clock import today
from forums.edit_forms import SeenForm, day_field
from forums.edit_party import EndForm
from forums.models import Party, User


class PersonForm(SeenForm, forms.ModelForm[User]):
    class Meta:
        model = User
        fields = ["name", "title", "email", "phone"]
        help_texts = {"email": _("Brukes til å logge inn, og til all e-post herfra.")}

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).strip().lower()
        others = User.objects.exclude(pk=self.instance.pk)
        if others.filter(email__iexact=email).exists():
            raise forms.ValidationError(_("En annen person har denne e-postadressen."))
        return email


class PersonNewForm(PersonForm):
    party = forms.ModelChoiceField(
        Party.objects.none(),
        label=_("Hører til parten"),
        required=False,
        help_text=_("Tomt bare for sekretariatets egne folk."),
    )
    start = day_field(_("Fra og med"), required=False)
    invited = forms.BooleanField(
        label=_("Send invitasjon til å logge inn"), required=False, initial=True
    )

    class Meta(PersonForm.Meta):
        fields = [*PersonForm.Meta.fields, "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = Party.objects.current()  # type: ignore[attr-defined]
        self.initial.setdefault("start", today())


class JoinForm(forms.Form):
    party = forms.ModelChoiceField(Party.objects.none(), label=_("Hvilken part?"))
    start = day_field(_("Fra og med"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].queryset = Party.objects.current()  # type: ignore[attr-defined]
        self.initial.setdefault("start", today())


class LeaveForm(EndForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["end"].label = _("Siste dag i parten")
