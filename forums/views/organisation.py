"""The organisation chart and the list of forums, on any day."""

from dataclasses import dataclass, field

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums import chart
from forums.as_of import AsOf, asked_day
from forums.competence import ForumCompetence, competences_on, listed
from forums.models import (
    SEATED_ROLES,
    Forum,
    ForumLine,
    LineKind,
    MandateStatus,
    Membership,
    Seat,
)
from forums.permissions import visible_to
from miljoloftet.http import representative

NAME_LETTERS = 19
LINE = 19
PADDING = 12


@dataclass
class Entry:
    """One forum on the chart, in its text twin and in the list."""

    forum: Forum
    competence: ForumCompetence
    seats: int
    vacant: int
    lines: dict[str, list[Forum]] = field(default_factory=dict)

    @property
    def mandate_is_missing(self) -> bool:
        mandate = self.competence.mandate
        return mandate is None or mandate.status == MandateStatus.MISSING

    @property
    def may(self) -> str:
        """The furthest it may go, short enough for a box."""
        act = self.competence.strongest
        return _("kan %(act)s") % {"act": act.label} if act else _("kan bare gi råd")

    @property
    def may_all(self) -> str:
        acts = self.competence.acts
        return _("kan %(acts)s") % {"acts": listed(acts, _("og"))} if acts else self.may

    @property
    def vacancies(self) -> str:
        return ngettext("%(n)s ledig", "%(n)s ledige", self.vacant) % {"n": self.vacant}

    @property
    def seat_words(self) -> str:
        return ngettext("%(n)s plass", "%(n)s plasser", self.seats) % {"n": self.seats}

    @property
    def mark(self) -> str:
        """What is missing, in few words; empty when nothing is."""
        mandate = _("mandat mangler") if self.mandate_is_missing else ""
        if self.vacant and mandate:
            return _("mandat, %(vacant)s") % {"vacant": self.vacancies}
        if self.vacant:
            places = ngettext("%(n)s ledig plass", "%(n)s ledige plasser", self.vacant)
            return places % {"n": self.vacant}
        return mandate

    @property
    def aria(self) -> str:
        return ". ".join(filter(None, [self.forum.name, self.may, self.mark]))

    @property
    def line_items(self) -> list[tuple[str, list[Forum]]]:
        return list(self.lines.items())

    @property
    def missing_lines(self) -> set[str]:
        return set(LineKind.values) - set(self.lines)


@dataclass
class Drawn:
    """A box as the drawing needs it: whole numbers, and words broken into lines."""

    entry: Entry
    box: chart.Box
    name: list[tuple[str, int]]
    below: int

    @property
    def x(self) -> str:
        return f"{self.box.x:.0f}"

    @property
    def y(self) -> str:
        return f"{self.box.y:.0f}"

    @property
    def width(self) -> str:
        return f"{self.box.width:.0f}"

    @property
    def height(self) -> str:
        return f"{self.box.height:.0f}"

    @property
    def text_x(self) -> str:
        return f"{self.box.x + PADDING:.0f}"

    @property
    def mark_y(self) -> str:
        return f"{self.box.bottom - 23:.0f}"

    @property
    def tab(self) -> str:
        """The coloured edge along the top."""
        wide = self.box.width - 12
        return f"M{self.box.x + 6:.0f} {self.box.y:.0f}h{wide:.0f}v4h-{wide:.0f}z"


@representative
def organisation(request: HttpRequest) -> HttpResponse:
    as_of = asked_day(request)
    entries, lines = _organisation(request, as_of)
    layout = chart.lay_out(
        [chart.Node(row.forum.pk, row.forum.level, row.forum.position) for row in entries],
        [chart.Edge(line.from_forum_id, line.to_forum_id, LineKind(line.kind)) for line in lines],
    )
    context = {
        "as_of": as_of,
        "entries": entries,
        "layout": layout,
        "kinds": [
            (LineKind.OWNS, _("eier og vedtar mandatet")),
            (LineKind.COMMISSIONS, _("er oppdragsgiver for")),
            (LineKind.REPORTS, _("rapporterer til")),
        ],
        "short_words": [
            (LineKind.OWNS, _("eier")),
            (LineKind.COMMISSIONS, _("bestiller")),
            (LineKind.REPORTS, _("får rapport")),
        ],
        "columns": [
            (LineKind.OWNS, _("Mandatet eies av")),
            (LineKind.COMMISSIONS, _("Oppdragsgiver")),
            (LineKind.REPORTS, _("Rapporterer til")),
        ],
        "boxes": [_drawn(row, layout.boxes[row.forum.pk]) for row in entries],
    }
    return render(request, "forums/organisation.html", context)


@representative
def forum_list(request: HttpRequest) -> HttpResponse:
    as_of = asked_day(request)
    entries, _drawn_lines = _organisation(request, as_of)
    levels: dict[str, list[Entry]] = {}
    for row in entries:
        levels.setdefault(row.forum.get_kind_display(), []).append(row)
    return render(
        request,
        "forums/forum_list.html",
        {"as_of": as_of, "kinds": levels.items(), "total": len(entries)},
    )


def _organisation(request: HttpRequest, as_of: AsOf) -> tuple[list[Entry], list[ForumLine]]:
    """Every forum of the day with competence, seats and lines. Six queries."""
    forums = list(visible_to(request.user, Forum.objects.on(as_of.day)))
    competences = competences_on(forums, as_of.day)
    seats = list(Seat.objects.on(as_of.day).values_list("pk", "forum_id"))
    taken = set(
        Membership.objects.on(as_of.day)
        .filter(role__in=SEATED_ROLES, seat__isnull=False)
        .values_list("seat_id", flat=True)
    )
    entries = {
        forum.pk: Entry(
            forum,
            competences[forum.pk],
            sum(forum_id == forum.pk for _pk, forum_id in seats),
            sum(forum_id == forum.pk and pk not in taken for pk, forum_id in seats),
        )
        for forum in forums
    }
    lines = list(ForumLine.objects.on(as_of.day).select_related("from_forum", "to_forum"))
    for line in lines:
        _note(entries, line)
    return list(entries.values()), lines


def _note(entries: dict[int, Entry], line: ForumLine) -> None:
    if line.kind == LineKind.REPORTS:
        at, other = line.from_forum_id, line.to_forum
    else:
        at, other = line.to_forum_id, line.from_forum
    if at in entries and other.pk in entries:
        entries[at].lines.setdefault(line.kind, []).append(other)


def _drawn(entry: Entry, box: chart.Box) -> Drawn:
    words = _broken(entry.forum.short_name, NAME_LETTERS)
    top = box.y + 27
    name = [(word, round(top + LINE * index)) for index, word in enumerate(words)]
    return Drawn(entry, box, name, round(top + LINE * len(words) + 2))


def _broken(text: str, letters: int) -> list[str]:
    """At most two lines, broken between words."""
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > letters and len(lines) < 2:
            lines.append(word)
        else:
            lines[-1] = f"{lines[-1]} {word}".strip()
    return lines
