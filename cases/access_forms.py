"""Input for who may see a case by name."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.forms import officers
from forums.edit_forms import choose, day_field
from forums.models import User


class GrantForm(forms.Form):
    user = forms.ModelChoiceField(User.objects.none(), label=_("Hvem skal se saken?"))
    end = day_field(
        _("Siste dag"), help_text=_("Høyst ett år fram. Tilgangen slutter av seg selv.")
    )
    why = forms.CharField(
        label=_("Hvorfor?"),
        max_length=300,
        help_text=_("Står på denne siden og i endringsloggen."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "user", officers())
