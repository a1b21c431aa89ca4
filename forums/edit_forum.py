"""Input for forums, the lines between them, their seats and the roles in them."""

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from forums.clock import today
from forums.edit_forms import SeenForm, capital_choices, choose, day_field
from forums.edit_party import people_of
from forums.models import (
    Forum,
    ForumKind,
    ForumLine,
    LineKind,
    Mandate,
    MandateClause,
    Party,
    Role,
    Seat,
    User,
)
from forums.seats import WITHOUT_SEAT

# What a line says seen from the forum itself, and whether the forum is where it begins.
LINES = {
    "owner": (_("Mandatet eies og vedtas av"), LineKind.OWNS, False),
    "commissioner": (_("Oppdragsgiver er"), LineKind.COMMISSIONS, False),
    "reports": (_("Forumet rapporterer til"), LineKind.REPORTS, True),
}
SEAT_ROLES = (Role.MEMBER, Role.LEADER, Role.DEPUTY)


class ForumForm(SeenForm, forms.ModelForm[Forum]):
    class Meta:
        model = Forum
        fields = [
            "name",
            "short_name",
            "kind",
            "purpose",
            "is_public",
            "expected_hours",
            "level",
            "position",
        ]
        widgets = {"purpose": forms.Textarea(attrs={"rows": 3})}
        help_texts = {
            "is_public": _("Da er innkalling, papirer og godkjente referat åpne for alle."),
            "position": _("Fra venstre mot høyre. 0 står først."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        capital_choices(self, "kind", ForumKind.choices)


class ForumNewForm(ForumForm):
    start = day_field(_("Finnes fra"))
    field_order = ["name", "short_name", "kind", "purpose", "start"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("start", today())


class LineForm(forms.Form):
    what = forms.ChoiceField(
        label=_("Hva slags linje?"),
        choices=[(key, label) for key, (label, _kind, _out) in LINES.items()],
        widget=forms.RadioSelect,
    )
    other = forms.ModelChoiceField(Forum.objects.none(), label=_("Hvilket forum?"))
    start = day_field(_("Fra og med"))
    source = forms.CharField(label=_("Hvor står det?"), max_length=200, required=False)

    def __init__(self, *args: Any, forum: Forum, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.forum = forum
        choose(self, "other", Forum.objects.current().exclude(pk=forum.pk))
        self.initial.setdefault("start", today())

    def line(self) -> dict[str, Any]:
        """What ``draw_line`` takes."""
        data = self.cleaned_data
        _label, kind, out = LINES[data["what"]]
        ends = (self.forum, data["other"]) if out else (data["other"], self.forum)
        return {
            "from_forum": ends[0],
            "to_forum": ends[1],
            "kind": kind,
            "start": data["start"],
            "source": data["source"],
        }


class SeatForm(forms.Form):
    """``places`` is how many the forum had ever had: a second press opens no second seat."""

    party = forms.ModelChoiceField(Party.objects.none(), label=_("Hvilken part får plassen?"))
    start = day_field(_("Fra og med"))
    clause = forms.ModelChoiceField(
        MandateClause.objects.none(), label=_("Gitt i punkt"), required=False
    )
    is_chair = forms.BooleanField(label=_("Den som har plassen, leder forumet"), required=False)
    why = forms.CharField(label=_("Hvorfor?"), max_length=300, required=False)
    places = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, forum: Forum, mandate: Mandate | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "party", Party.objects.current())
        choose(self, "clause", MandateClause.objects.filter(mandate=mandate))
        self.initial = {"start": today(), "places": Seat.objects.filter(forum=forum).count()}


class AppointForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label=_("Hvem?"))
    role = forms.ChoiceField(
        label=_("Som hva?"),
        choices=[(role.value, capfirst(role.label)) for role in SEAT_ROLES],
        widget=forms.RadioSelect,
    )
    start = day_field(_("Fra og med"))
    end = day_field(_("Til og med"), required=False, help_text=_("Tomt når ingen dag er satt."))
    why = forms.CharField(
        label=_("Hvorfor?"),
        max_length=300,
        required=False,
        help_text=_("Står i endringshistorikken."),
    )

    def __init__(self, *args: Any, seat: Seat, role: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "user", people_of(seat.party))
        self.initial = {
            "role": role or (Role.LEADER if seat.is_chair else Role.MEMBER),
            "start": today(),
        }

    def clean(self) -> dict[str, Any]:
        return _in_order(self, super().clean() or {})


class RoleForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label=_("Hvem?"))
    role = forms.ChoiceField(
        label=_("Hvilken rolle?"),
        choices=[(role.value, capfirst(role.label)) for role in WITHOUT_SEAT],
        widget=forms.RadioSelect,
    )
    for_party = forms.BooleanField(
        label=_("For parten personen hører til"),
        required=False,
        initial=True,
        help_text=_("Tas bort for sekretariatets egne folk."),
    )
    start = day_field(_("Fra og med"))
    end = day_field(_("Til og med"), required=False, help_text=_("Tomt når ingen dag er satt."))
    why = forms.CharField(label=_("Hvorfor?"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "user", User.objects.filter(is_active=True))
        self.initial.setdefault("start", today())

    def clean(self) -> dict[str, Any]:
        return _in_order(self, super().clean() or {})


def sentence(line: ForumLine) -> str:
    """The line in words: "AKG eier og vedtar mandatet til AU"."""
    says = {
        LineKind.OWNS: _("%(a)s eier og vedtar mandatet til %(b)s"),
        LineKind.COMMISSIONS: _("%(a)s er oppdragsgiver for %(b)s"),
        LineKind.REPORTS: _("%(a)s rapporterer til %(b)s"),
    }
    ends = {"a": line.from_forum.short_name, "b": line.to_forum.short_name}
    return says[LineKind(line.kind)] % ends


def _in_order(form: forms.Form, data: dict[str, Any]) -> dict[str, Any]:
    start: date | None = data.get("start")
    end: date | None = data.get("end")
    if start and end and end < start:
        form.add_error("end", _("Siste dag kan ikke være før første dag."))
    return data
