"""Input for cases: what a person types, and the choices that person has."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.document_forms import grounds_today
from cases.facts import FIELDS, SECRETARIAT_ONLY, Facts
from cases.models import (
    Case,
    CaseKind,
    CaseStatus,
    LegalGround,
    Route,
    Treatment,
    TreatmentRole,
)
from cases.permissions import forums_to_register_in
from forums import groups
from forums.edit_forms import SeenForm
from forums.models import Forum, Party, PartyKind, User
from forums.permissions import Someone, is_secretariat


def _capital(choices: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """A model's words as the lines of a list, each with a capital."""
    return [(value, capfirst(label)) for value, label in choices]


ROLES = _capital(TreatmentRole.choices)


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


class MoveForm(forms.Form):
    """Why, and the last event that the page showed, so that the second to act is told."""

    reason = forms.CharField(
        label=_("Begrunnelse"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, asks: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if asks:
            self.fields["reason"].label = asks
            self.fields["reason"].required = True


class LiftForm(MoveForm):
    to = forms.ModelChoiceField(
        Forum.objects.none(), to_field_name="slug", widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "to", Forum.objects.current())


class PutForwardForm(MoveForm):
    role = forms.ChoiceField(label=_("Hva skal forumet gjøre?"), choices=ROLES)
    field_order = ["role", "reason"]


class AskForm(MoveForm):
    forum = forms.ModelChoiceField(Forum.objects.none(), label=_("Hvilket forum?"))
    role = forms.ChoiceField(label=_("Hva skal forumet gjøre?"), choices=ROLES)
    wanted_by = forms.DateField(
        label=_("Når trenger du svaret?"),
        required=False,
        widget=forms.DateInput,
    )
    wanted_when = forms.CharField(
        label=_("Eller omtrent når?"),
        max_length=Treatment._meta.get_field("wanted_when").max_length,
        required=False,
        help_text=_("For eksempel «høsten 2027»."),
    )
    field_order = ["forum", "role", "reason", "wanted_by", "wanted_when"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "forum", Forum.objects.current())


class CaseFilter(forms.Form):
    """The case list's filters, kept in the address so that a view can be sent on."""

    q = forms.CharField(label=_("Søk i nummer, tittel og innhold"), required=False, max_length=100)
    forum = forms.ModelChoiceField(
        Forum.objects.all(), label=_("Er i"), required=False, to_field_name="slug"
    )
    status = forms.ChoiceField(label=_("Status"), required=False)
    owner = forms.ModelChoiceField(
        Party.objects.none(), label=_("Eies av"), required=False, to_field_name="slug"
    )
    kind = forms.ModelChoiceField(CaseKind.objects.all(), label=_("Sakstype"), required=False)
    municipality = forms.ModelChoiceField(
        Party.objects.none(), label=_("Gjelder kommunen"), required=False, to_field_name="slug"
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [("", _("Alle")), *CaseStatus.choices]  # type: ignore[attr-defined]
        owners = Party.objects.filter(is_signatory=True)
        _choose(self, "owner", owners)
        _choose(self, "municipality", owners.filter(kind=PartyKind.MUNICIPALITY))
        for name in ("forum", "owner", "kind", "municipality"):
            self.fields[name].empty_label = _("Alle")  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"


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
