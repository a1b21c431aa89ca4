"""The parties as a spreadsheet: one row a party, known again by its address on the site."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from forums import organisation
from forums.edits import ONE_DAY
from forums.models import Affiliation, ImportKind, Membership, Party, PartyKind, Seat, User
from forums.sheet_cells import Cells, words
from forums.spreadsheets import Column, Value
from miljoloftet.templatetags.days import day as write_day

SLUG = Column(
    "Adresse på nettsiden",
    gettext_lazy("Kjenner igjen en part som finnes. La den stå tom for en ny part."),
    24,
    example="fjordbyen",
    field="slug",
)
NAME = Column(
    "Navn",
    gettext_lazy(
        "Navnet parten har nå. Rett bare skrivefeil her. Har parten skiftet navn, endrer du det på "
        "siden til parten, så det gamle navnet blir stående."
    ),
    34,
    required=True,
    example="Fjordbyen kommune",
    field="name",
)
NAME_THEN = Column(
    "Navn denne dagen",
    gettext_lazy("Navnet parten hadde den dagen fila gjelder."),
    34,
    is_info=True,
)
SHORT_NAME = Column(
    "Kortnavn",
    gettext_lazy("Brukes i tabeller og på kart."),
    22,
    required=True,
    example="Fjordbyen",
    field="short_name",
)
KIND = Column(
    "Type part",
    gettext_lazy("Velg fra lista."),
    22,
    required=True,
    example="kommune",
    field="kind",
)
SIGNATORY = Column(
    "Har signert avtalen",
    gettext_lazy("«ja» eller «nei»."),
    14,
    required=True,
    example="ja",
    field="is_signatory",
)
SURROUNDING = Column(
    "Omlandskommune",
    gettext_lazy("«ja» eller «nei»."),
    18,
    required=True,
    example="ja",
    field="is_surrounding",
)
ORGANISATION_NUMBER = Column(
    "Organisasjonsnummer",
    gettext_lazy("Ni sifre."),
    22,
    field="organisation_number",
)
WEBSITE = Column(
    "Nettsted",
    gettext_lazy("Hele adressen."),
    34,
    example="https://www.fjordbyen.kommune.no",
    field="website",
)
START = Column(
    "Fra og med",
    gettext_lazy("Første dag i samarbeidet."),
    14,
    required=True,
    is_date=True,
    example="01.01.2020",
    field="start",
)
END = Column(
    "Til og med",
    gettext_lazy(
        "Siste dag. La den stå tom når parten fortsatt er med. Plassene og rollene til parten "
        "slutter samme dag."
    ),
    14,
    is_date=True,
    field="end",
)
COLUMNS = (
    SLUG,
    NAME,
    NAME_THEN,
    SHORT_NAME,
    KIND,
    SIGNATORY,
    SURROUNDING,
    ORGANISATION_NUMBER,
    WEBSITE,
    START,
    END,
)
FACTS = (NAME, SHORT_NAME, KIND, SIGNATORY, SURROUNDING, ORGANISATION_NUMBER, WEBSITE, START)


@dataclass(frozen=True)
class PartyRow:
    """What one row asks for; ``party`` is None for a new one."""

    party: Party | None
    facts: dict[str, Any]
    end: date | None


class PartySheet:
    kind: ImportKind = ImportKind.PARTIES
    title = "Parter"
    columns: tuple[Column, ...] = COLUMNS

    def __init__(self) -> None:
        self._kinds = words(PartyKind.choices)
        self._known: list[Party] = []
        self._seen: dict[str, int] = {}

    def about(self) -> list[str]:
        return [
            _("Én rad for hver part. En part som ikke står i fila, blir ikke rørt."),
            _("Kolonnene med grå overskrift er til opplysning og leses ikke inn."),
        ]

    def lists(self) -> dict[str, list[str]]:
        yes_or_no = ["ja", "nei"]
        return {
            KIND.heading: list(self._kinds),
            SIGNATORY.heading: yes_or_no,
            SURROUNDING.heading: yes_or_no,
        }

    def rows_on(self, day: date) -> list[list[Value]]:
        kinds = {value: word for word, value in self._kinds.items()}
        rows: Iterable[Party] = Party.objects.on(day).prefetch_related("names").order_by("name")
        return [
            [
                row.slug,
                row.name,
                row.name_on(day),
                row.short_name,
                kinds[row.kind],
                row.is_signatory,
                row.is_surrounding,
                row.organisation_number,
                row.website,
                row.start,
                row.end,
            ]
            for row in rows
        ]

    def begin(self) -> None:
        """Read once what every row is compared with."""
        self._known = list(Party.objects.order_by("pk"))

    def parse(self, cells: Cells) -> PartyRow:
        facts: dict[str, Any] = {
            "name": cells.text(NAME),
            "short_name": cells.text(SHORT_NAME),
            "kind": cells.one_of(KIND, self._kinds),
            "is_signatory": cells.yes(SIGNATORY),
            "is_surrounding": cells.yes(SURROUNDING),
            "organisation_number": cells.text(ORGANISATION_NUMBER).replace(" ", ""),
            "website": cells.text(WEBSITE),
            "start": cells.day(START),
        }
        end = cells.day(END)
        number = facts["organisation_number"]
        if number and not (number.isdecimal() and len(number) == 9):
            cells.wrong(ORGANISATION_NUMBER, _("Et organisasjonsnummer har ni sifre."))
        if facts["start"] and end and end < facts["start"]:
            cells.wrong(END, _("Siste dag kan ikke være før første dag."))
        party = self._party(cells, facts["name"])
        if party is not None:
            self._compare_end(cells, party, end)
        return PartyRow(party, facts, end)

    def order(self, row: PartyRow) -> tuple[int]:
        """New parties last: a name that an older party gives away is free by then."""
        return (int(row.party is None),)

    def apply(self, row: PartyRow, *, by: User, why: str) -> list[str]:
        if row.party is None:
            facts = {**row.facts, "end": row.end}
            party = organisation.new_party(by=by, why=why, **facts)
            return [_("Ny part: %(party)s.") % {"party": party}]
        before = Party.objects.get(pk=row.party.pk)
        _require_nothing_before(before, row.facts["start"])
        after = organisation.change_party(before, by=by, why=why, **row.facts)
        told = [self._difference(before, after, column) for column in FACTS]
        if row.end != before.end and row.end is not None:
            told.append(_ending(after, row.end))
            organisation.end_party(after, end=row.end, by=by, why=why)
        return [sentence for sentence in told if sentence]

    def _party(self, cells: Cells, name: str) -> Party | None:
        slug = cells.text(SLUG).lower()
        key, column = (slug, SLUG) if slug else (name.casefold(), NAME)
        if not key:
            return None
        found = [row for row in self._known if key == (row.slug if slug else row.name.casefold())]
        if slug and not found:
            cells.wrong(
                SLUG,
                _("Ingen part har adressen «%(slug)s». La feltet stå tomt for en ny part.")
                % {"slug": slug[:60]},
            )
        key = found[0].slug if found else name.casefold()
        first = self._seen.setdefault(key, cells.number)
        if first != cells.number:
            cells.wrong(column, _("Parten står også i rad %(row)s.") % {"row": first})
        return found[0] if found else None

    def _compare_end(self, cells: Cells, party: Party, end: date | None) -> None:
        if party.end is not None and (end is None or end > party.end):
            cells.wrong(
                END,
                _("Parten sluttet %(day)s. Det kan ikke gjøres om her.")
                % {"day": write_day(party.end)},
            )

    def _difference(self, before: Party, after: Party, column: Column) -> str:
        old, new = getattr(before, column.field), getattr(after, column.field)
        if old == new:
            return ""
        return _("%(party)s: %(what)s blir «%(new)s», er nå «%(old)s».") % {
            "party": before.name,
            "what": column.heading.lower(),
            "new": self._shown(new),
            "old": self._shown(old),
        }

    def _shown(self, value: Any) -> str:
        if isinstance(value, bool):
            return _("ja") if value else _("nei")
        if isinstance(value, date):
            return write_day(value)
        labels = dict(PartyKind.choices)
        return str(labels.get(value, value)) or _("tomt")


def _require_nothing_before(party: Party, start: date) -> None:
    if start <= party.start:
        return
    rows = [Seat.objects.filter(party=party), Affiliation.objects.filter(party=party)]
    if any(found.filter(start__lt=start).exists() for found in rows):
        raise ValidationError(
            {START.field: _("Parten har plasser eller personer fra før denne dagen.")}
        )


def _ending(party: Party, end: date) -> str:
    seats = Seat.objects.overlapping(end + ONE_DAY, None).filter(party=party).count()
    roles = Membership.objects.overlapping(end + ONE_DAY, None).filter(party=party).count()
    sentence = _("%(party)s slutter %(day)s.") % {"party": party, "day": write_day(end)}
    if not (seats or roles):
        return sentence
    return " ".join(
        [
            sentence,
            _("Samtidig slutter %(seats)s og %(roles)s.")
            % {
                "seats": ngettext("%(n)s plass", "%(n)s plasser", seats) % {"n": seats},
                "roles": ngettext("%(n)s rolle", "%(n)s roller", roles) % {"n": roles},
            },
        ]
    )
