"""Input for parties, their contacts and the words of the glossary."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from forums.clock import today
from forums.edit_forms import ReasonForm, SeenForm, capital_choices, choose, day_field
from forums.models import GlossaryTerm, Party, PartyKind, User


class PartyForm(SeenForm, forms.ModelForm[Party]):
    website = forms.URLField(label=_("Nettsted"), required=False, assume_scheme="https")

    class Meta:
        model = Party
        fields = [
            "name",
            "short_name",
            "kind",
            "is_signatory",
            "is_surrounding",
            "organisation_number",
            "website",
        ]
        help_texts = {"short_name": _("Brukes i tabeller og på kart.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        capital_choices(self, "kind", PartyKind.choices)


class PartyEditForm(PartyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].help_text = _(
            "Rett bare skrivefeil her. Har parten fått nytt navn, bruker du «Gi parten nytt navn»."
        )


class PartyNewForm(PartyForm):
    start = day_field(_("Med i samarbeidet fra"))
    field_order = ["name", "short_name", "kind", "start"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("start", today())


class RenameForm(forms.Form):
    name = forms.CharField(label=_("Nytt navn"), max_length=120)
    short_name = forms.CharField(label=_("Nytt kortnavn"), max_length=40)
    start = day_field(
        _("Gjelder fra"), help_text=_("Før denne dagen vises parten med navnet den hadde.")
    )

    def __init__(self, *args: Any, party: Party, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.party = party
        self.initial = {"name": party.name, "short_name": party.short_name, "start": today()}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        others = Party.objects.exclude(pk=self.party.pk)
        for name in ("name", "short_name"):
            if data.get(name) and others.filter(**{name: data[name]}).exists():
                self.add_error(name, _("En annen part heter dette."))
        return data


class EndForm(ReasonForm):
    end = day_field(_("Siste dag"))
    field_order = ["end", "why"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("end", today())


class ContactForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label=_("Hvem?"))
    start = day_field(_("Fra og med"))

    def __init__(self, *args: Any, party: Party, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "user", people_of(party))
        self.initial.setdefault("start", today())


class TermForm(SeenForm, forms.ModelForm[GlossaryTerm]):
    class Meta:
        model = GlossaryTerm
        fields = ["term", "full_form", "explanation", "is_abbreviation", "is_essential"]
        widgets = {"explanation": forms.Textarea(attrs={"rows": 4})}
        help_texts = {
            "full_form": _("Det forkortelsen står for."),
            "is_abbreviation": _("Forkortelser forklares overalt der de står."),
        }


def people_of(party: Party) -> QuerySet[User]:
    """Those who belong to the party today, or will."""
    there = party.affiliations.overlapping(today(), None)
    return User.objects.filter(is_active=True, pk__in=there.values("user"))
