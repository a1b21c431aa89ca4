"""Input for agendas and outcomes."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.agenda import purposes_for
from cases.agenda_offers import USUAL_MINUTES
from cases.competence import allowed_outcomes
from cases.forms import officers
from cases.models import (
    AgendaItem,
    Case,
    Document,
    ItemGuest,
    Outcome,
    Purpose,
    StandingItem,
)
from cases.outcomes import standing_outcomes
from cases.permissions import visible_documents
from forums.attendance import day_of
from forums.competence import ForumCompetence
from forums.edit_forms import SeenForm, capital_choices, choose
from forums.models import Meeting, User
from forums.permissions import Someone


class ItemForm(forms.Form):
    """One item of the agenda. Only purposes within the forum's competence are offered."""

    purpose = forms.ChoiceField(label=_("Hva skal møtet gjøre med saken?"), choices=Purpose.choices)
    minutes_planned = forms.IntegerField(
        label=_("Minutter"), min_value=1, max_value=600, initial=USUAL_MINUTES
    )
    minutes_presented = forms.IntegerField(
        label=_("Av dette innledning"),
        min_value=0,
        max_value=600,
        required=False,
        help_text=_("Minutter før ordet er fritt."),
    )
    speaker = forms.ModelChoiceField(User.objects.none(), label=_("Innleder"), required=False)
    paper = forms.ModelChoiceField(Document.objects.none(), label=_("Saksframlegg"), required=False)
    oral_reason = forms.CharField(
        label=_("Hvorfor er saken muntlig?"),
        required=False,
        max_length=AgendaItem._meta.get_field("oral_reason").max_length,
        help_text=_("Fylles ut bare når saken ikke har saksframlegg."),
    )
    proposal = forms.CharField(
        label=_("Innstilling fra sekretariatet"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Forslaget følger med til møtet som utkast til konklusjon."),
    )

    def __init__(
        self, *args: Any, user: Someone, case: Case, competence: ForumCompetence, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        # The model refuses the rest with a sentence, so a stale page is told why.
        self.fields["purpose"].widget.choices = [
            (row.value, capfirst(row.label)) for row in purposes_for(competence)
        ]
        papers = visible_documents(user, case.documents.filter(withdrawn_at=None))
        choose(self, "paper", papers.order_by("-created_at", "-pk"))
        choose(self, "speaker", officers().order_by("name"))
        self.fields["paper"].empty_label = _("Ingen, saken er muntlig")  # type: ignore[attr-defined]
        self.fields["speaker"].empty_label = _("Ikke bestemt")  # type: ignore[attr-defined]

    def clean_minutes_presented(self) -> int:
        return self.cleaned_data["minutes_presented"] or 0


class MendForm(forms.Form):
    """One thing of an item put right from its warning; what is not sent stays as it is."""

    purpose = forms.ChoiceField(choices=Purpose.choices, required=False)
    paper = forms.ModelChoiceField(Document.objects.none(), required=False)
    oral_reason = forms.CharField(
        required=False, max_length=AgendaItem._meta.get_field("oral_reason").max_length
    )

    def __init__(self, *args: Any, user: Someone, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "paper", visible_documents(user, case.documents.filter(withdrawn_at=None)))

    def sent(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.fields if name in self.data}


class GuestForm(forms.ModelForm[ItemGuest]):
    """A person of ours, or a name and an address."""

    class Meta:
        model = ItemGuest
        fields = ["user", "name", "email", "organisation"]
        labels = {"user": _("En som har en rolle her"), "name": _("Eller skriv navnet")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "user", officers().order_by("name"))
        self.fields["user"].empty_label = _("Ingen")  # type: ignore[attr-defined]


class StandingItemForm(SeenForm, forms.ModelForm[StandingItem]):
    class Meta:
        model = StandingItem
        fields = ["forum", "kind", "title", "minutes", "is_last", "position", "is_active"]
        labels = {
            "forum": _("Hvilket forum?"),
            "kind": _("Hva slags sak er det?"),
            "title": _("Hva heter den på sakslisten?"),
            "minutes": _("Minutter"),
            "is_last": _("Den står sist på sakslisten"),
            "is_active": _("Den faste saken er i bruk"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("kind", self.instance.kind)
        capital_choices(self, "kind", StandingItem._meta.get_field("kind").choices)  # type: ignore[arg-type]


class StandingOutcomeForm(forms.Form):
    """What a standing item came to: approved or noted, or not reached."""

    outcome = forms.ChoiceField(label=_("Utfall"), choices=Outcome.choices)
    text = forms.CharField(
        label=_("Merknader"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    minutes_used = forms.IntegerField(
        label=_("Minutter brukt"), required=False, min_value=0, max_value=600
    )

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", f"sak{item.pk}")
        super().__init__(*args, **kwargs)
        kind = item.standing.kind if item.standing else ""
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (row.value, capfirst(row.label)) for row in standing_outcomes(kind)
        ]


class TakeOffForm(forms.Form):
    reason = forms.CharField(
        label=_("Hvorfor tas saken av sakslisten?"), widget=forms.Textarea(attrs={"rows": 3})
    )


class OutcomeForm(forms.Form):
    """What the meeting came to. Only what the forum may do is offered."""

    outcome = forms.ChoiceField(label=_("Utfall"), choices=Outcome.choices)
    text = forms.CharField(
        label=_("Det møtet kom fram til"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    minutes_used = forms.IntegerField(
        label=_("Minutter brukt"), required=False, min_value=0, max_value=600
    )

    def __init__(self, *args: Any, item: AgendaItem, allowed: list[Outcome], **kwargs: Any) -> None:
        kwargs.setdefault("prefix", f"sak{item.pk}")
        kwargs.setdefault("initial", {"text": item.proposal})
        super().__init__(*args, **kwargs)
        self.fields["outcome"].widget.choices = [
            ("", _("Velg")),
            *((row.value, capfirst(row.label)) for row in allowed),
        ]


def outcomes_for(meeting: Meeting) -> list[Outcome]:
    return allowed_outcomes(meeting.forum, day_of(meeting))
