"""Input for what the parties say, answer and do."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.document_forms import ACCEPTED, KINDS
from cases.follow_ups import visible_follow_ups
from cases.models import (
    Anchoring,
    AnchoringState,
    Case,
    Document,
    FollowUp,
    FollowUpState,
    Position,
    Treatment,
)
from cases.models.position import NEEDS_REASON
from cases.permissions import visible_documents
from cases.positions import Said
from cases.positions_page import Line
from forums.edit_forms import capital_choices, choose, day_field
from forums.models import Affiliation, Forum, Party, PartyContact, User
from forums.permissions import Someone


class SendForm(forms.Form):
    """Which parties are asked, by when, and whether the decision waits for them."""

    parties = forms.ModelMultipleChoiceField(
        Party.objects.none(), label=_("Hvilke parter?"), widget=forms.CheckboxSelectMultiple
    )
    required = forms.BooleanField(
        label=_("Vedtaket er først endelig når disse partene har behandlet det"),
        required=False,
        help_text=_("Uten dette er det en forespørsel om forankring, som ikke stanser saken."),
    )
    reason = forms.CharField(
        label=_("Hva skal partene ta stilling til?"), widget=forms.Textarea(attrs={"rows": 4})
    )
    due = day_field(_("Når trenger dere svaret?"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, parties: Any, may_require: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "parties", parties)
        if not may_require:
            del self.fields["required"]

    def facts(self) -> dict[str, Any]:
        return {"required": False, **self.cleaned_data}


class AnswerForm(forms.Form):
    """Where and when the party treated the case; the paper is chosen, or a new file."""

    state = forms.ChoiceField(label=_("Hvor langt er dere kommet?"))
    where = forms.CharField(
        label=_("Hvor er saken behandlet?"),
        max_length=Anchoring._meta.get_field("where").max_length,
        required=False,
        help_text=_("Avdelingen i linjen, eller det politiske organet."),
    )
    treated_on = day_field(_("Hvilken dag?"), required=False)
    conditions = forms.CharField(
        label=_("Vilkår og merknader"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=_("Avviser dere saken, skriver dere hvorfor her."),
    )
    contact = forms.ModelChoiceField(
        User.objects.none(), label=_("Hvem kan svare på spørsmål?"), required=False
    )
    paper = forms.ModelChoiceField(
        Document.objects.none(), label=_("Dokument som ligger i saken"), required=False
    )
    file = forms.FileField(
        label=_("Eller last opp saksprotokollen"),
        required=False,
        help_text=KINDS,
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPTED}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: Someone, case: Case, party: Party, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = [row for row in AnchoringState.choices if row[0] != AnchoringState.NOT_STARTED]
        if self.initial.get("state") == AnchoringState.NOT_STARTED:
            self.initial["state"] = None
        capital_choices(self, "state", lines)
        choose(self, "contact", people_of(party))
        papers = visible_documents(user, case.documents.order_by("-created_at", "-pk"))
        choose(self, "paper", papers)
        self.fields["contact"].empty_label = _("Ingen oppgitt")  # type: ignore[attr-defined]
        self.fields["paper"].empty_label = _("Ingen")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("paper") and data.get("file") and "paper" in self.changed_data:
            self.add_error("file", _("Velg et dokument, eller last opp ett. Ikke begge deler."))
        return data


class PositionsForm(forms.Form):
    """What several parties say, three fields for each, with the version that was seen."""

    def __init__(
        self, *args: Any, lines: Iterable[Line], versions: dict[int, int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            self._add(line, versions)

    # A party that says nothing is left out; the browser does not know which.
    use_required_attribute = False

    def _add(self, line: Line, versions: dict[int, int]) -> None:
        pk, row = line.party.pk, line.row
        choices = [(value, label) for value, label in Position.choices]
        unsaid = [] if row else [("", _("ikke ført"))]
        self.fields[f"position{pk}"] = forms.ChoiceField(
            label=_("Syn"),
            choices=[*unsaid, *choices],
            required=False,
            initial=row.position if row else "",
        )
        self.fields[f"reason{pk}"] = forms.CharField(
            label=_("Hvorfor"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=row.reason if row else "",
        )
        self.fields[f"statement{pk}"] = forms.CharField(
            label=_("Protokolltilførsel"),
            required=False,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=row.statement if row else "",
        )
        self.fields[f"seen{pk}"] = forms.IntegerField(
            widget=forms.HiddenInput,
            required=False,
            initial=versions.get(row.pk, 0) if row else 0,
        )

    @property
    def rows(self) -> list[tuple[Party, list[forms.BoundField]]]:
        """Each party with its fields, for the page."""
        names = ("position", "reason", "statement", "seen")
        return [
            (line.party, [self[f"{name}{line.party.pk}"] for name in names]) for line in self.lines
        ]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        for line in self.lines:
            pk = line.party.pk
            said = data.get(f"reason{pk}") or data.get(f"statement{pk}")
            position = data.get(f"position{pk}")
            if said and not position:
                self.add_error(f"position{pk}", _("Velg hva parten mener."))
            if position in NEEDS_REASON and not data.get(f"reason{pk}"):
                self.add_error(f"reason{pk}", _("Skriv hvorfor parten mener dette."))
        return data

    def said(self) -> list[Said]:
        """What was typed, for the parties where something was."""
        data = self.cleaned_data
        return [
            Said(
                line.party,
                data[f"position{line.party.pk}"],
                data[f"reason{line.party.pk}"],
                data[f"statement{line.party.pk}"],
                data[f"seen{line.party.pk}"] or 0,
            )
            for line in self.lines
            if data[f"position{line.party.pk}"]
        ]


class MediationForm(forms.Form):
    party = forms.ModelChoiceField(Party.objects.none(), label=_("Hvilken part ber om megling?"))
    why = forms.CharField(
        label=_("Hva er partene uenige om?"), widget=forms.Textarea(attrs={"rows": 5})
    )

    def __init__(self, *args: Any, parties: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "party", parties)


class MediationEndForm(forms.Form):
    settled = forms.ChoiceField(
        label=_("Hvordan gikk det?"),
        choices=[("yes", _("Partene er enige")), ("no", _("Partene er fortsatt uenige"))],
        widget=forms.RadioSelect,
    )
    outcome = forms.CharField(
        label=_("Hva kom partene fram til?"), widget=forms.Textarea(attrs={"rows": 5})
    )


class FollowUpForm(forms.Form):
    what = forms.CharField(
        label=_("Hva skal gjøres?"), max_length=FollowUp._meta.get_field("what").max_length
    )
    party = forms.ModelChoiceField(Party.objects.none(), label=_("Hvilken part svarer for det?"))
    person = forms.ModelChoiceField(
        User.objects.none(),
        label=_("Hvem hos parten?"),
        required=False,
        help_text=_("Kan velges senere. Parten svarer uansett for at det blir gjort."),
    )
    due = day_field(_("Innen når?"))
    treatment = forms.ModelChoiceField(
        Treatment.objects.none(), label=_("Hvilken behandling kommer det av?"), required=False
    )

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "party", Party.objects.current().order_by("name"))
        here = Affiliation.objects.current().values("user")
        people = User.objects.filter(is_active=True, pk__in=here).order_by("name", "pk")
        choose(self, "person", people)
        rows = case.treatments.select_related("case", "forum").order_by("asked_at", "pk")
        choose(self, "treatment", rows)
        self.fields["person"].empty_label = _("Ingen ennå")  # type: ignore[attr-defined]
        self.fields["treatment"].empty_label = _("Ingen bestemt")  # type: ignore[attr-defined]


class FollowUpChangeForm(forms.Form):
    person = forms.ModelChoiceField(
        User.objects.none(), label=_("Hvem hos parten?"), required=False
    )
    due = day_field(_("Innen når?"))
    why = forms.CharField(
        label=_("Hvorfor endrer du?"), max_length=300, help_text=_("Står i endringshistorikken.")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, party: Party, may_move: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = Affiliation.objects.current().filter(party=party).values("user")
        people = User.objects.filter(is_active=True, pk__in=there).order_by("name", "pk")
        choose(self, "person", people)
        self.fields["person"].empty_label = _("Ingen")  # type: ignore[attr-defined]
        if not may_move:
            del self.fields["due"]


class SayForm(forms.Form):
    """One text: what was done, or why it falls away."""

    text = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, asks: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = asks


class FollowUpFilter(forms.Form):
    """The list's filters, kept in the address so that a view can be sent on."""

    party = forms.ModelChoiceField(
        Party.objects.order_by("name"), label=_("Part"), required=False, to_field_name="slug"
    )
    person = forms.ModelChoiceField(User.objects.none(), label=_("Person"), required=False)
    forum = forms.ModelChoiceField(
        Forum.objects.all(), label=_("Forum"), required=False, to_field_name="slug"
    )
    state = forms.ChoiceField(label=_("Tilstand"), required=False)

    def __init__(self, *args: Any, user: Someone, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        lines = [
            ("", _("Alle")),
            *FollowUpState.choices,
            ("late", _("over fristen")),
        ]
        self.fields["state"].choices = lines  # type: ignore[attr-defined]
        seen = visible_follow_ups(user).order_by().values("person")
        choose(self, "person", User.objects.filter(pk__in=seen).order_by("name", "pk"))
        for name in ("party", "person", "forum"):
            self.fields[name].empty_label = _("Alle")  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"


def people_of(party: Party) -> Any:
    """Those who belong to the party today, and its contacts."""
    there = Affiliation.objects.current().filter(party=party).values("user")
    contacts = PartyContact.objects.current().filter(party=party).values("user")
    rows = User.objects.filter(is_active=True).order_by("name", "pk")
    return (rows.filter(pk__in=there) | rows.filter(pk__in=contacts)).distinct()
