"""The secretariat's page about equal treatment, and the same as an Excel file."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.models import Case
from cases.parity import PaperRow, report
from cases.permissions import visible_to
from forums.clock import today
from forums.edit_forms import choose
from forums.models import Party
from forums.spreadsheets import MEDIA_TYPE, Column, Value, make_workbook
from miljoloftet.http import kept_harmless, only_chosen, secretariat


class ParityFilter(forms.Form):
    """The filters, kept in the address so that a view can be sent on."""

    sak = forms.CharField(label=gettext_lazy("Saksnummer"), required=False, max_length=12)
    part = forms.ModelChoiceField(
        Party.objects.none(),
        label=gettext_lazy("Part"),
        required=False,
        to_field_name="slug",
        empty_label=gettext_lazy("Alle"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, "part", Party.objects.current().filter(is_signatory=True))
        for field in self.fields.values():
            field.widget.attrs["class"] = "ds-input"


@secretariat
@only_chosen
def parity(request: HttpRequest) -> HttpResponse:
    filters = ParityFilter(request.GET)
    filters.is_valid()
    number = filters.cleaned_data.get("sak", "").strip()
    case, party = _case(request, number), filters.cleaned_data.get("part")
    unknown = bool(number) and case is None
    found = None if unknown else report(case, party)
    if request.GET.get("som") == "excel" and found is not None:
        return _excel(found.rows)
    context = {
        "filters": filters,
        "filtered": bool(number or party),
        "unknown": number if unknown else "",
        "found": found,
    }
    return render(request, "cases/parity.html", context)


def _case(request: HttpRequest, number: str) -> Case | None:
    year, _slash, sequence = number.partition("/")
    if not (year.isdecimal() and sequence.isdecimal()) or len(number) > 12:
        return None
    rows = Case.objects.filter(year=int(year), sequence=int(sequence))
    return visible_to(request.user, rows).first()


def _columns() -> list[Column]:
    return [
        Column(_("Sak"), _("Sakens nummer")),
        Column(_("Dokument"), _("Dokumentets tittel"), width=50),
        Column(_("Part"), _("Parten som mangler det, eller fikk det senere"), width=30),
        Column(_("Hva"), _("Ser det ikke, eller hvor mye senere"), width=30),
        Column(_("Hvorfor"), _("Grunnen"), width=60),
        Column(_("Først sett"), _("Da den første parten kunne se det")),
        Column(_("Parten fikk det"), _("Tom når parten ikke ser det")),
    ]


def _excel(rows: list[PaperRow]) -> HttpResponse:
    lines: list[list[Value]] = [
        [
            row.document.case.number,
            row.document.title,
            gap.party.name,
            gap.what,
            gap.why,
            timezone.localdate(row.first_at),
            timezone.localdate(gap.got_at) if gap.got_at else None,
        ]
        for row in rows
        for gap in row.gaps
    ]
    about = [_("Papirer som én part kan se og en annen ikke kan, eller fikk senere.")]
    content = make_workbook(_("Likebehandling"), _columns(), lines, lists={}, about=about)
    response = HttpResponse(content, content_type=MEDIA_TYPE)
    name = f"{slugify(_('Likebehandling'))}-{today():%Y-%m-%d}.xlsx"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return kept_harmless(response)
