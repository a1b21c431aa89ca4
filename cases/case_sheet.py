"""The case list as an Excel file: the same filters, the same rows, nothing that can be run."""

from collections.abc import Iterable

from django.utils import timezone
from django.utils.translation import gettext as _

from cases.models import Case
from forums.clock import today
from forums.spreadsheets import Column, Value, make_workbook
from miljoloftet.templatetags.days import day

MOST = 5000


def case_sheet(cases: list[Case], filters: Iterable[str], total: int) -> bytes:
    """A workbook of the cases, with what was chosen and when on the sheet of explanations."""
    about = [
        _("Saker fra Miljøloftet, tatt ut %(day)s.") % {"day": day(today())},
        *(_("Valgt: %(filter)s") % {"filter": words} for words in filters),
    ]
    if total > len(cases):
        about.append(
            _("Filen har de første %(n)s av %(total)s saker. Velg færre for å få med alle.")
            % {"n": len(cases), "total": total}
        )
    return make_workbook(
        _("Saker"), _columns(), [_row(case) for case in cases], lists={}, about=about
    )


def _columns() -> list[Column]:
    return [
        Column(_("Saksnummer"), _("År og løpenummer."), 14, is_info=True),
        Column(_("Tittel"), _("Hva saken heter."), 50, is_info=True),
        Column(_("Sakstype"), _("Hva slags sak det er."), 22, is_info=True),
        Column(_("Status"), _("Hvor langt saken er kommet."), 18, is_info=True),
        Column(_("Er i"), _("Forumet som har saken nå."), 22, is_info=True),
        Column(_("Eies av"), _("Parten som eier saken."), 26, is_info=True),
        Column(_("Saksbehandler"), _("Hvem som forbereder saken."), 24, is_info=True),
        Column(_("Gjelder"), _("Kommunene saken gjelder; tomt for alle."), 28, is_info=True),
        Column(_("Til behandling"), _("Hva forumene skal gjøre nå."), 40, is_info=True),
        Column(_("Ventet siden"), _("Den eldste behandlingen som venter."), 14, is_date=True),
        Column(_("Registrert"), _("Da saken ble registrert."), 14, is_date=True),
        Column(_("Avsluttet"), _("Da saken ble avsluttet."), 14, is_date=True),
    ]


def _row(case: Case) -> list[Value]:
    open_now = sorted(case.open_now, key=lambda row: row.asked_at)  # type: ignore[attr-defined]
    return [
        case.number,
        case.title,
        case.kind.name,
        str(case.get_status_display()),
        case.forum.short_name,
        case.owner.name,
        case.officer.name,
        ", ".join(party.short_name for party in case.municipalities.all()),
        "; ".join(f"{row.forum.short_name}: {row.get_role_display()}" for row in open_now),
        timezone.localdate(open_now[0].asked_at) if open_now else None,
        timezone.localdate(case.created_at),
        timezone.localdate(case.closed_at) if case.closed_at else None,
    ]
