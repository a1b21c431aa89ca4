"""Input for agendas and outcomes."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.agenda import purposes_for
from cases.brief_paper import proposal_for
from cases.competence import allowed_outcomes
from cases.models import AgendaItem, Case, Document, DocumentKind, Outcome, Purpose
from cases.permissions import visible_documents
from forums.attendance import day_of
from forums.competence import ForumCompetence
from forums.models import Meeting
from forums.permissions import Someone


class ItemForm(forms.Form):
    """One item of the agenda. Only purposes within the forum's competence are offered."""

    purpose = forms.ChoiceField(label=_("Hva skal møtet gjøre med saken?"), choices=Purpose.choices)
    minutes_planned = forms.IntegerField(
        label=_("Minutter"), min_value=1, max_value=600, initial=15
    )
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
        papers = papers.order_by("-created_at", "-pk")
        field = self.fields["paper"]
        field.queryset = papers  # type: ignore[attr-defined]
        field.empty_label = _("Ingen, saken er muntlig")  # type: ignore[attr-defined]
        brief = next((row for row in papers if row.kind == DocumentKind.BRIEF), None)
        if brief is not None:
            field.initial = brief.pk
        self.fields["proposal"].initial = proposal_for(case.pk, competence.forum)


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
