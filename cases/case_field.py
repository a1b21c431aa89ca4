"""A form field that takes a case by its number, or by words of its title and content."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from cases.permissions import visible_to
from cases.search import matching
from forums.permissions import Someone

SHOWN = 5


class CaseField(forms.CharField):
    """Gives the one case that ``user`` may see and that fits; several are named in the error.

    A case kept from the person is answered as one that does not exist.
    """

    user: Someone | None = None

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "help_text", gettext_lazy("Saksnummer, for eksempel 2026/0012, eller ord fra tittelen.")
        )
        super().__init__(max_length=200, **options)

    def clean(self, value: Any) -> Case | None:
        text = str(super().clean(value)).strip()
        if not text or self.user is None:
            return None
        rows = matching(visible_to(self.user, Case.objects.all()), text)
        found = list(rows[: SHOWN + 1])
        if not found:
            raise forms.ValidationError(_("Du kan ikke se noen sak som passer med dette."))
        exact = [row for row in found if row.number == text or row.title == text]
        if len(found) > 1 and len(exact) != 1:
            named = "; ".join(str(row) for row in found[:SHOWN])
            raise forms.ValidationError(
                _("Flere saker passer. Skriv nummeret til en av dem: %(cases)s.") % {"cases": named}
            )
        return (exact or found)[0]
