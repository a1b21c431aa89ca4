"""Input for cases: what a person types, and the choices that person has."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.document_forms import grounds_today
from cases.facts import FIELDS, SECRETARIAT_ONLY, Facts
from cases.models import (
    Case,
    CaseKind,
    LegalGround,
    Route,
)
from cases.permissions import forums_to_register_in
from forums import groups
from forums.edit_forms import SeenForm
from forums.models import Forum, Party, PartyKind, User
from forums.permissions import Someone, is_secretariat


class CaseForm(forms.ModelForm[Case]):
    """The facts of a case. Only the secretariat sees owner and exemption after registering."""

    municipalities = forms.ModelMultipleChoiceField(
        Party.objects.none(),
        label=_("Gjelder kommunene"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    considered = forms.CharField(
        label=_("Hva vurderte dere om å gi ut likevel (merinnsyn)?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
        help_text=_("Må fylles ut når hjemmelen sier «kan unntas»."),
    )

    class Meta:
        model = Case
        fields = [
            "title",
            "summary",
            "kind",
            "municipalities",
            "owner",
            "officer",
            "exempt_ground",
            "public_title",
        ]
        labels = {
            "title": _("Hva heter saken?"),
            "summary": _("Hva gjelder den?"),
            "kind": _("Hva slags sak er det?"),
            "owner": _("Hvem eier saken?"),
            "officer": _("Hvem er saksbehandler?"),
            "exempt_ground": _("Skal den unntas offentlighet? Velg hjemmel"),
            "public_title": _("Offentlig tittel"),
        }
        widgets = {"summary": forms.Textarea(attrs={"rows": 6})}

    def __init__(self, *args: Any, user: Someone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        _choose(self, "kind", CaseKind.objects.filter(is_active=True))
        _choose(self, "owner", Party.objects.current().filter(is_signatory=True))
        _choose(self, "officer", officers())
        _choose(self, "exempt_ground", grounds_today(self.instance.exempt_ground_id))
        municipalities = Party.objects.current().filter(
            kind=PartyKind.MUNICIPALITY, is_signatory=True
        )
        _choose(self, "municipalities", municipalities)

    def facts(self) -> Facts:
        """What was typed, with what the person could not see left as it is."""
        kept = {name: getattr(self.instance, name) for name in FIELDS}
        return Facts(
            **kept,
            municipalities=self.cleaned_data["municipalities"],
            considered=self.cleaned_data.get("considered", ""),
        )


class RegisterForm(CaseForm):
    forum = forms.ModelChoiceField(Forum.objects.none(), label=_("Hvilket forum skal ha saken?"))
    field_order = ["forum", "title", "summary", "kind", "owner", "officer"]

    def __init__(self, *args: Any, user: Someone, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        _choose(self, "forum", forums_to_register_in(user, Forum.objects.current()))


class EditForm(CaseForm):
    why = forms.CharField(
        label=_("Hvorfor endrer du?"),
        max_length=300,
        required=False,
        help_text=_("Står i endringsloggen."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, user: Someone, **kwargs: Any) -> None:
        super().__init__(*args, user=user, **kwargs)
        if not is_secretariat(user):
            for name in (*SECRETARIAT_ONLY, "considered"):
                del self.fields[name]


def officers() -> QuerySet[User]:
    """Those who have a role today, and so can open a case."""
    return User.objects.filter(is_active=True, groups__name=groups.REPRESENTATIVES)


def _choose(form: forms.BaseForm, name: str, rows: QuerySet[Any]) -> None:
    field = form.fields.get(name)
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = rows


class RouteForm(SeenForm, forms.ModelForm[Route]):
    class Meta:
        model = Route
        fields = [
            "kind",
            "from_forum",
            "to_forum",
            "role",
            "who",
            "released_by",
            "source",
            "is_active",
        ]
        labels = {
            "kind": _("Hva kan man gjøre med saken?"),
            "from_forum": _("Fra hvilket forum?"),
            "to_forum": _("Til hvilket forum?"),
            "role": _("Hva skal forumet gjøre med saken?"),
            "who": _("Hvem avgjør?"),
            "released_by": _("Lederen av hvilket forum?"),
            "source": _("Hvor står det?"),
            "is_active": _("Saksveien er i bruk"),
        }
        help_texts = {
            "released_by": _("Velges bare når lederen av et bestemt forum avgjør."),
        }


class CaseKindForm(SeenForm, forms.ModelForm[CaseKind]):
    class Meta:
        model = CaseKind
        fields = ["name", "description", "position", "is_active"]


class LegalGroundForm(SeenForm, forms.ModelForm[LegalGround]):
    class Meta:
        model = LegalGround
        fields = [
            "citation",
            "description",
            "is_duty",
            "not_for_decisions",
            "not_for_elected",
            "start",
            "end",
        ]
        widgets = {"start": forms.DateInput, "end": forms.DateInput}
