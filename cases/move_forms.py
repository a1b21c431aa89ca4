"""Input for a case's moves: the reason, and what each move asks for besides."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cases.asks import asks_open
from cases.case_field import CaseField
from cases.competence import roles_allowed
from cases.models import RouteKind, Treatment
from cases.situation import Situation
from cases.taking_back import Asked, asked_before, asked_now
from forums.clock import today
from forums.edit_forms import choose
from forums.models import Forum


class MoveForm(forms.Form):
    """Why, and the last event that the page showed, so that the second to act is told."""

    reason = forms.CharField(
        label=_("Begrunnelse"), widget=forms.Textarea(attrs={"rows": 4}), required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, now: Situation, asks: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now
        if asks:
            self.fields["reason"].label = asks
            self.fields["reason"].required = True


class LiftForm(MoveForm):
    """The route was chosen on the case's page."""

    to = forms.ModelChoiceField(
        Forum.objects.none(), to_field_name="slug", widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "to", Forum.objects.current())


class SendForm(MoveForm):
    to = forms.ModelChoiceField(
        Forum.objects.none(),
        to_field_name="slug",
        label=_("Til hvilket forum?"),
        error_messages={"invalid_choice": _("Ingen saksvei går dit fra der saken er nå.")},
    )
    field_order = ["to", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ways = [row for row in self.now.along(RouteKind.SEND) if self.now.may_use(row)]
        choose(self, "to", Forum.objects.current().filter(pk__in=[row.to_forum_id for row in ways]))


class PutForwardForm(MoveForm):
    role = forms.ChoiceField(label=_("Hva skal forumet gjøre?"))
    field_order = ["role", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = roles_allowed(self.now.case.forum, today())
        self.fields["role"].choices = [(role.value, capfirst(role.label)) for role in roles]  # type: ignore[attr-defined]


class AskForm(MoveForm):
    """Lists only what may be asked for: the pairs of forum and role that the routes give."""

    ask = forms.ChoiceField(label=_("Hvem skal gjøre hva?"))
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
    field_order = ["ask", "reason", "wanted_by", "wanted_when"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A second press gets the action's own answer, not "no such choice".
        self.open = {ask.key: ask for ask in asks_open(self.now, busy_too=self.is_bound)}
        lines = [(key, ask.label) for key, ask in self.open.items()]
        self.fields["ask"].choices = [("", "---------"), *lines]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        chosen = self.open.get(data.pop("ask", ""))
        if chosen is not None:
            data |= {"forum": chosen.forum, "role": chosen.role}
        return data


class TakeBackForm(MoveForm):
    """One of the forums and parties that have been asked."""

    what = forms.ChoiceField(label=_("Hvem slipper å svare?"))
    field_order = ["what", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Those of a stale page too: the action tells what has happened since.
        self.open = asked_before(self.now) if self.is_bound else asked_now(self.now)
        lines = [(key, asked.label) for key, asked in self.open.items()]
        unchosen = [("", "---------")] if len(lines) != 1 else []
        self.fields["what"].choices = [*unchosen, *lines]  # type: ignore[attr-defined]

    def clean_what(self) -> Asked:
        return self.open[self.cleaned_data["what"]]


class MergeForm(MoveForm):
    into = CaseField(label=_("Hvilken sak blir igjen?"))
    field_order = ["into", "reason"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].user = self.now.user  # type: ignore[attr-defined]
