"""Input for a draft mandate: facts, clauses, rules, competence, and putting it in force."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from forums.clock import today
from forums.competence import RISING
from forums.edit_forms import SeenForm, capital_choices, choose, day_field
from forums.mandates import IN_FORCE
from forums.models import (
    Act,
    Competence,
    Forum,
    ForumLine,
    LineKind,
    Mandate,
    MandateClause,
    MandateRule,
    RuleKind,
)

SCOPE_LENGTH = Competence._meta.get_field("scope").max_length


class DraftForm(SeenForm, forms.ModelForm[Mandate]):
    class Meta:
        model = Mandate
        fields = ["title", "summary", "source", "source_date"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 3}), "source_date": forms.DateInput}


class ClauseForm(SeenForm, forms.ModelForm[MandateClause]):
    class Meta:
        model = MandateClause
        fields = ["number", "heading", "text"]
        widgets = {"text": forms.Textarea(attrs={"rows": 8})}
        help_texts = {"number": _("For eksempel 3 eller 3.1. Punktene står i nummerrekkefølge.")}

    def __init__(self, *args: Any, mandate: Mandate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.mandate = mandate

    def clean_number(self) -> str:
        number = str(self.cleaned_data["number"]).strip()
        others = self.mandate.clauses.exclude(pk=self.instance.pk)
        if others.filter(number=number).exists():
            raise forms.ValidationError(_("Et annet punkt har dette nummeret."))
        return number


class RuleForm(forms.ModelForm[MandateRule]):
    class Meta:
        model = MandateRule
        fields = ["kind", "value", "reports_to"]
        help_texts = {
            "value": _("Dager, måneder eller prosent, etter det regelen sier."),
            "reports_to": _("Bare når regelen gjelder statusmeldinger."),
        }

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        capital_choices(self, "kind", RuleKind.choices)
        choose(self, "reports_to", Forum.objects.current().exclude(pk=forum.pk))


class CompetenceForm(forms.Form):
    """For each act: which clause gives it, and for what; no clause is no competence."""

    def __init__(self, *args: Any, mandate: Mandate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clauses = mandate.clauses.all()
        given = {row.act: row for row in mandate.competences.all()}
        for act in RISING:
            row = given.get(act)
            self.fields[act.value] = forms.ModelChoiceField(
                clauses,
                label=_("Kan %(act)s etter") % {"act": act.label},
                required=False,
                initial=row.clause_id if row else None,
                empty_label=_("Nei, det kan forumet ikke"),
            )
            self.fields[f"{act.value}_scope"] = forms.CharField(
                label=_("Hvilke saker kan det %(act)s?") % {"act": act.label},
                required=False,
                max_length=SCOPE_LENGTH,
                initial=row.scope if row else "",
                help_text=_("Tomt betyr alle saker."),
            )

    def wanted(self) -> dict[Act, tuple[MandateClause | None, str]]:
        data = self.cleaned_data
        return {act: (data[act.value], data[f"{act.value}_scope"]) for act in RISING}


class InForceForm(forms.Form):
    status = forms.ChoiceField(
        label=_("Hvor langt er mandatet kommet?"),
        choices=[(status.value, capfirst(status.label)) for status in IN_FORCE],
        widget=forms.RadioSelect,
        help_text=_("Bare et omforent eller vedtatt mandat gir rett til å konkludere og vedta."),
    )
    adopted_by = forms.ModelChoiceField(
        Forum.objects.none(),
        label=_("Hvilket forum vedtok det?"),
        required=False,
        help_text=_("Fylles ut når mandatet er omforent eller vedtatt."),
    )
    adopted_on = day_field(_("Når ble det vedtatt?"), required=False)
    start = day_field(_("Gjelder fra"), help_text=_("Mandatet før slutter å gjelde dagen før."))
    why = forms.CharField(label=_("Merknad"), max_length=300, required=False)

    def __init__(self, *args: Any, mandate: Mandate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "adopted_by", Forum.objects.current())
        owner = ForumLine.objects.current().filter(to_forum=mandate.forum_id, kind=LineKind.OWNS)
        line = owner.first()
        self.initial = {"start": today(), "adopted_by": line.from_forum_id if line else None}
