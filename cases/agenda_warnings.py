"""What a secretary should look at before the notice, each with a way to mend it.

Sources: the guidelines of the secretariat (a written paper, a purpose and a proposal for each
item); the report's findings 4 and 5 (one municipality sets the agenda; presentation instead of
discussion; the same talk in several forums). The report gives no numbers: the shares are ours.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cases.agenda import gives, purposes_for
from cases.agenda_facts import Known, known_of
from cases.agenda_rows import AgendaRow, length_of
from cases.models import AgendaItem, Purpose
from forums.competence import ForumCompetence
from forums.models import Meeting
from forums.permissions import Someone

# «Marked by presentation instead of discussion»: more than half of the time is. Our number.
MOST_PRESENTATION = Fraction(1, 2)
# One municipality has more than half of the time that the cases take. Our number.
MOST_OF_ONE = Fraction(1, 2)
# Of a shorter agenda, or of fewer cases, a share says nothing. Our numbers.
LEAST_MINUTES = 30
LEAST_CASES = 3


@dataclass(frozen=True)
class Mend:
    """A link, or with ``sends`` a button that posts; ``asks`` is a text to write first."""

    label: str
    url: str
    sends: tuple[tuple[str, str], ...] = ()
    asks: str = ""

    @property
    def is_button(self) -> bool:
        return bool(self.sends or self.asks)


@dataclass(frozen=True)
class AgendaWarning:
    kind: str
    sentence: str
    mends: tuple[Mend, ...]


def warnings(
    user: Someone, meeting: Meeting, rows: list[AgendaRow], competence: ForumCompetence
) -> list[AgendaWarning]:
    """Item by item in their order, then of the whole agenda. Two queries however many items.

    ``rows`` are the agenda as the person sees it: a case kept from the person is not judged.
    """
    facts = known_of(user, [row.item for row in rows if row.may_see and not row.is_standing])
    found: list[AgendaWarning] = []
    for row in rows:
        if row.may_see and not row.is_standing:
            found += _of_item(row, facts[row.item.pk], competence)
    return [*found, *_of_agenda(meeting, [row.item for row in rows], facts)]


def _of_item(row: AgendaRow, facts: Known, competence: ForumCompetence) -> Iterator[AgendaWarning]:
    item = row.item
    words = {"item": item.label, "title": row.title}
    if item.is_bare:
        yield AgendaWarning(
            "paper", _("%(item)s har ikke saksframlegg: %(title)s.") % words, _papers(item, facts)
        )
    elif item.paper_id is None and facts.brief_pk is not None:
        yield AgendaWarning(
            "oral",
            _("%(item)s er muntlig, men saken har fått et saksframlegg: %(title)s.") % words,
            (_use_brief(item, facts),),
        )
    if not gives(competence, item.purpose):
        lesser = [row for row in purposes_for(competence) if row != Purpose.INFORMATION]
        yield AgendaWarning(
            "competence",
            _("%(item)s skal avgjøres, men forumet kan ikke avgjøre saker den dagen: %(title)s.")
            % words,
            tuple(_become(item, purpose) for purpose in lesser),
        )
    if item.purpose != Purpose.INFORMATION and not item.proposal.strip():
        yield AgendaWarning(
            "proposal", _("%(item)s mangler innstilling: %(title)s.") % words, _proposals(item)
        )
    if item.purpose != Purpose.DECISION and facts.is_nothing_new:
        yield AgendaWarning(
            "again",
            _("%(item)s er alt behandlet i %(forum)s, og saken har ikke fått noe nytt siden.")
            % {**words, "forum": facts.elsewhere},
            (
                Mend(_("Legg til det som er nytt"), _new_paper(item)),
                Mend(_("Ta saken av sakslisten"), reverse("agenda_take_off", args=[item.pk])),
            ),
        )


def _of_agenda(
    meeting: Meeting, items: list[AgendaItem], facts: dict[int, Known]
) -> Iterator[AgendaWarning]:
    cases = [item for item in items if item.pk in facts]
    total = sum(item.minutes_planned for item in items)
    length = length_of(meeting)
    if total > length:
        yield _over_time(meeting, cases, total - length)
    if total < LEAST_MINUTES:
        return
    presented = sum(_presentation(item) for item in items)
    if presented > total * MOST_PRESENTATION:
        yield AgendaWarning(
            "presentation",
            _("%(part)s av %(total)s minutter går til orientering og innledning.")
            % {"part": presented, "total": total},
            _change_longest(cases, by_presentation=True),
        )
    yield from _one_municipality(meeting, cases, facts)


def _presentation(item: AgendaItem) -> int:
    """Minutes in which one speaks and the others listen."""
    whole = item.purpose == Purpose.INFORMATION
    return item.minutes_planned if whole else item.minutes_presented


def _over_time(meeting: Meeting, cases: list[AgendaItem], over: int) -> AgendaWarning:
    text = ngettext(
        "Sakene tar %(n)s minutt mer enn møtet varer.",
        "Sakene tar %(n)s minutter mer enn møtet varer.",
        over,
    )
    move = Mend(_("Endre møtetiden"), reverse("meeting_step", args=[meeting.pk, "endre"]))
    return AgendaWarning("time", text % {"n": over}, (move, *_change_longest(cases)))


def _one_municipality(
    meeting: Meeting, cases: list[AgendaItem], facts: dict[int, Known]
) -> Iterator[AgendaWarning]:
    """A case about several municipalities is shared between them."""
    minutes: dict[str, Fraction] = defaultdict(Fraction)
    for item in cases:
        named = facts[item.pk].municipalities
        for name in named:
            minutes[name] += Fraction(item.minutes_planned, len(named))
    total = sum(item.minutes_planned for item in cases)
    name, most = max(minutes.items(), key=lambda row: row[1], default=("", Fraction(0)))
    if len(cases) < LEAST_CASES or most <= total * MOST_OF_ONE:
        return
    own = [item for item in cases if name in facts[item.pk].municipalities]
    queue = reverse("forum_queue", args=[meeting.forum.slug])
    yield AgendaWarning(
        "municipality",
        _("%(name)s får %(part)s av %(total)s minutter til saker.")
        % {"name": name, "part": round(most), "total": total},
        (
            *_change_longest(own),
            Mend(_("Se hva andre venter på"), f"{queue}?mote={meeting.pk}"),
        ),
    )


# --- ways to mend --------------------------------------------------------------------------------


def _papers(item: AgendaItem, facts: Known) -> tuple[Mend, ...]:
    mends = [_use_brief(item, facts)] if facts.brief_pk is not None else []
    return (
        *mends,
        Mend(_("Legg til saksframlegg"), _new_paper(item)),
        Mend(_("Lagre grunnen"), _mend(item), asks=_("Hvorfor er saken muntlig?")),
    )


def _use_brief(item: AgendaItem, facts: Known) -> Mend:
    label = _("Bruk «%(title)s»") % {"title": facts.brief_title}
    return Mend(label, _mend(item), sends=(("paper", str(facts.brief_pk)),))


def _become(item: AgendaItem, purpose: Purpose) -> Mend:
    label = _("Gjør den til %(purpose)s") % {"purpose": purpose.label}
    return Mend(label, _mend(item), sends=(("purpose", purpose.value),))


def _proposals(item: AgendaItem) -> tuple[Mend, ...]:
    write = Mend(
        _("Skriv innstillingen"), f"{reverse('agenda_change', args=[item.pk])}#id_proposal"
    )
    return (write, _become(item, Purpose.INFORMATION))


def _change_longest(cases: list[AgendaItem], *, by_presentation: bool = False) -> tuple[Mend, ...]:
    """The case that takes the most of what there is too much of; standing items stay."""
    if not cases:
        return ()
    longest = max(cases, key=_presentation if by_presentation else _planned)
    label = _("Endre %(item)s (%(n)s minutter)")
    words = {"item": longest.label, "n": longest.minutes_planned}
    return (Mend(label % words, reverse("agenda_change", args=[longest.pk])),)


def _planned(item: AgendaItem) -> int:
    return item.minutes_planned


def _mend(item: AgendaItem) -> str:
    return reverse("agenda_mend", args=[item.pk])


def _new_paper(item: AgendaItem) -> str:
    case = item.handled.case
    return reverse("document_add", args=[case.year, case.sequence])
