"""Where everything in the picture of the yearly wheel goes. Pure arithmetic on what it is given.

January begins at the top, and the year goes with the clock. Each level of forums is a ring, the
highest innermost. In a ring the processes are arcs, packed in as few lanes as they need, and
outside them the meetings are dots. The wheel is the same size however much there is in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import cos, pi, sin
from typing import Any

from django.utils import timezone
from django.utils.dates import MONTHS_3

from forums.models import Meeting, MeetingStatus
from forums.wheel import Process, Ring, Wheel

SIZE, CENTRE = 720, 360
INNER, OUTER, MONTHS_AT = 66, 326, 343
GAP = 5  # between two rings
ARC, DOT = 1.0, 0.5  # how wide a lane of arcs is, and one of dots, beside each other
WIDEST = 28  # of a lane
LABEL, LABEL_TEXT = 12, 17  # a process's number: its ground and its height, at most
SHORTEST = 0.05  # of a turn: the room for a number in the innermost lane
CLEAR, DOT_CLEAR = 0.004, 0.008  # of a turn, between two in a lane
COLOURS = 3
TURN = 2 * pi


@dataclass(frozen=True)
class Band:
    """A ring's ground: a circle with so wide a line, and its letter at the top."""

    ring: Ring
    radius: str
    width: str
    letter_y: str


@dataclass(frozen=True)
class Arc:
    process: Process
    ring: int
    d: str
    width: str
    x: str
    y: str


@dataclass(frozen=True)
class Dot:
    meeting: Meeting
    x: str
    y: str
    radius: str

    @property
    def is_planned(self) -> bool:
        return self.meeting.status == MeetingStatus.PLANNED


@dataclass(frozen=True)
class Mark:
    """A line from the middle outwards: the first of a month, or today; ``name`` at its end."""

    d: str
    name: str
    x: str
    y: str


@dataclass(frozen=True)
class Picture:
    size: int
    centre: int
    bands: list[Band]
    months: list[Mark]
    arcs: list[Arc]
    dots: list[Dot]
    today: Mark | None
    label: str
    text_size: str


@dataclass(frozen=True)
class Piece:
    """What is packed in a lane: from and to, as parts of the year, and whose it is."""

    begins: float
    ends: float
    thing: Any


def draw(wheel: Wheel, today: date) -> Picture:
    lanes = [_lanes(wheel, ring) for ring in wheel.rings]
    units = sum(len(arcs) * ARC + len(dots) * DOT for arcs, dots in lanes)
    room = OUTER - INNER - GAP * len(lanes)
    unit = min(room / units, WIDEST) if units else WIDEST
    inner = float(INNER) if unit < WIDEST else OUTER - units * unit - GAP * len(lanes)
    radius = inner
    bands, all_arcs, all_dots = [], [], []
    for place, (ring, (arcs, dots)) in enumerate(zip(wheel.rings, lanes, strict=True)):
        width = (len(arcs) * ARC + len(dots) * DOT) * unit
        middle = radius + width / 2
        bands.append(Band(ring, _f(middle), _f(width), _f(CENTRE - middle)))
        for lane in arcs:
            middle = radius + unit * ARC / 2
            all_arcs += [_arc(piece, place, middle, unit) for piece in lane]
            radius += unit * ARC
        for lane in dots:
            middle = radius + unit * DOT / 2
            all_dots += [_dot(piece, middle, unit) for piece in lane]
            radius += unit * DOT
        radius += GAP
    return Picture(
        SIZE,
        CENTRE,
        bands,
        [_month(wheel.year, number, inner) for number in range(1, 13)],
        all_arcs,
        all_dots,
        _hand(today, inner) if today.year == wheel.year else None,
        _f(min(unit * 0.6, LABEL)),
        _f(min(unit * 0.85, LABEL_TEXT)),
    )


def _lanes(wheel: Wheel, ring: Ring) -> tuple[list[list[Piece]], list[list[Piece]]]:
    """The ring's arcs and dots, each in lanes where nothing lies on anything else.

    A ring with nothing in it keeps one empty lane, so that the level is seen to have nothing.
    """
    forums = {forum.pk for forum in ring.forums}
    spans = [
        _span(process, first, last)
        for process in wheel.processes
        if process.row.forum_id in forums
        for first, last in process.spans
    ]
    days = [
        Piece(at, at, meeting)
        for meeting in wheel.standing
        if meeting.forum_id in forums
        for at in [_turned(timezone.localdate(meeting.starts_at))]
    ]
    return _packed(spans, CLEAR), _packed(days, DOT_CLEAR) or [[]]


def _span(process: Process, first: date, last: date) -> Piece:
    """At least so long that its number has room."""
    begins, ends = _turned(first), _turned(last) + 1 / 366
    return Piece(
        min(begins, 1 - SHORTEST), max(ends, min(begins, 1 - SHORTEST) + SHORTEST), process
    )


def _packed(pieces: Iterable[Piece], apart: float) -> list[list[Piece]]:
    """Each in the first lane where it is ``apart`` from the one before."""
    lanes: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda row: (row.begins, row.ends)):
        free = (lane for lane in lanes if lane[-1].ends + apart <= piece.begins)
        lane = next(free, None)
        if lane is None:
            lane = []
            lanes.append(lane)
        lane.append(piece)
    return lanes


def _arc(piece: Piece, place: int, radius: float, unit: float) -> Arc:
    # A whole turn would begin where it ends, and nothing be drawn.
    ends = min(piece.ends, piece.begins + 0.998)
    start, end = _point(piece.begins, radius), _point(ends, radius)
    large = 1 if ends - piece.begins > 0.5 else 0
    middle = _point((piece.begins + ends) / 2, radius)
    r = _f(radius)
    return Arc(
        piece.thing,
        place % COLOURS,
        f"M{start[0]} {start[1]}A{r} {r} 0 {large} 1 {end[0]} {end[1]}",
        _f(unit * ARC - 3),
        *middle,
    )


def _dot(piece: Piece, radius: float, unit: float) -> Dot:
    return Dot(piece.thing, *_point(piece.begins, radius), _f(min(unit * DOT * 0.45, 5.5)))


def _month(year: int, number: int, inner: float) -> Mark:
    begins = _turned(date(year, number, 1))
    ends = _turned(date(year, number + 1, 1)) if number < 12 else 1.0
    return Mark(
        _spoke(begins, inner - 4, OUTER + 4),
        str(MONTHS_3[number]),
        *_point((begins + ends) / 2, MONTHS_AT),
    )


def _hand(today: date, inner: float) -> Mark:
    at = _turned(today)
    return Mark(_spoke(at, inner - 16, OUTER + 4), "", *_point(at, OUTER + 4))


def _spoke(at: float, inner: float, outer: float) -> str:
    (x, y), (x2, y2) = _point(at, inner), _point(at, outer)
    return f"M{x} {y}L{x2} {y2}"


def _turned(day: date) -> float:
    """How much of its year has gone when the day begins, from 0 to 1."""
    new_year = date(day.year, 1, 1)
    return (day - new_year).days / (date(day.year + 1, 1, 1) - new_year).days


def _point(at: float, radius: float) -> tuple[str, str]:
    angle = at * TURN
    return _f(CENTRE + radius * sin(angle)), _f(CENTRE - radius * cos(angle))


def _f(number: float) -> str:
    # The page's language would write a comma.
    return f"{number:.1f}"
