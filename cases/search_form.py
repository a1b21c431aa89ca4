"""The search's filters, kept in the address so that a question can be sent on."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.models import CaseStatus
from cases.search import Choices
from forums.clock import today
from forums.models import Forum, Party, PartyKind, User

FIRST_YEAR = 2019


class SearchForm(forms.Form):
    """A value that makes no sense filters nothing."""

    forum = forms.ModelChoiceField(
        Forum.objects.all(), label=_("Forum"), required=False, to_field_name="slug"
    )
    fra = forms.TypedChoiceField(label=_("Fra år"), required=False, coerce=int, empty_value=None)
    til = forms.TypedChoiceField(label=_("Til år"), required=False, coerce=int, empty_value=None)
    kommune = forms.ModelChoiceField(
        Party.objects.filter(kind=PartyKind.MUNICIPALITY),
        label=_("Gjelder kommunen"),
        required=False,
        to_field_name="slug",
    )
    status = forms.ChoiceField(label=_("Sakens status"), required=False)
    mine = forms.BooleanField(label=_("Bare forum jeg er med i"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        years = [(year, str(year)) for year in range(today().year, FIRST_YEAR - 1, -1)]
        self.fields["fra"].choices = self.fields["til"].choices = [("", _("Alle")), *years]  # type: ignore[attr-defined]
        self.fields["status"].choices = [("", _("Alle")), *CaseStatus.choices]  # type: ignore[attr-defined]
        for name in ("forum", "kommune"):
            self.fields[name].empty_label = _("Alle")  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"

    def choices_of(self, user: User) -> Choices:
        """What was chosen, for that person."""
        self.is_valid()
        data = self.cleaned_data
        return Choices(
            forum=data.get("forum"),
            first_year=data.get("fra"),
            last_year=data.get("til"),
            municipality=data.get("kommune"),
            status=data.get("status", ""),
            forums=_forums_of(user) if data.get("mine") else None,
        )


def _forums_of(user: User) -> frozenset[int]:
    names = (name.split(":") for name in user.group_names if name.startswith("forum:"))
    return frozenset(int(pk) for _forum, pk, _role in names)
