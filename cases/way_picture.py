"""Where everything in the picture of a case's way goes. Pure arithmetic on what it is given.

Wide: forums are rows, time goes across. Like music it runs over several systems when one is too
narrow, each with its own row names, so nothing is scrolled sideways and paper holds it too.
Each thing has a column of its own; a column is moved on until its words touch none before it.
Tall, for a phone: time goes down, a thing a line with its words beside it, forums are thin rails.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from cases.way import Lane, Line, Span, Thing, Way
from miljoloftet.status import DRAWINGS, SHAPES, UNKNOWN

NAME, TOP = 132, 30  # room for row names, and for «today» above the first row
EDGE, LEAST_NODE = 14, 28  # from words to the edge of their row; from the edge to a mark
LEAST, MOST = 16, 44  # space between columns; days between add up to the last
# How wide the letters of a label are at 12.5 px; labels are broken where they get wider than BREAK.
LETTER = 7.5
UNLIKE = {**dict.fromkeys("ijlI.,:;'! ", 3.6), **dict.fromkeys("ftr-()/", 4.4)}
UNLIKE |= dict.fromkeys("mwMW", 11.5)
BREAK, LABEL_LINE, CLEAR = 104, 14, 7
LARGER = 1.16  # a label of the tall picture, and a row's name, to one of the wide
TALL, RAIL, ROW, SILENT, TODAY = 358, 22, 50, 20, 34


@dataclass(frozen=True)
class Words:
    """One line of text and where it stands."""

    text: str
    x: int
    y: int
    is_date: bool = False


@dataclass(frozen=True)
class Spot:
    """A thing's mark: its drawing, its words, and the line that comes to it."""

    thing: Thing
    x: int
    y: int
    words: list[Words]

    @property
    def drawing(self) -> str:
        return DRAWINGS[SHAPES.get(self.thing.shape, UNKNOWN)[0]]

    @property
    def tone(self) -> str:
        return SHAPES.get(self.thing.shape, UNKNOWN)[1]


@dataclass(frozen=True)
class Stroke:
    """A path. ``kind``: stay, bar, or what a line between two rows means."""

    kind: str
    d: str
    is_open: bool = False


@dataclass(frozen=True)
class Row:
    """``node`` is how far down its marks stand, ``y`` where it begins."""

    lane: Lane
    y: int
    height: int
    node: int
    names: list[Words]


@dataclass
class Drawing:
    """One SVG: the whole tall picture, or one system of the wide one."""

    width: int
    height: int
    rows: list[Row] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)
    today: int | None = None

    @property
    def has_treatments(self) -> bool:
        return any(stroke.kind == "bar" for stroke in self.strokes)

    @property
    def has_asks(self) -> bool:
        return any(stroke.kind in (Line.LENT, Line.BACK) for stroke in self.strokes)

    @property
    def has_coming(self) -> bool:
        return any(spot.thing.is_coming for spot in self.spots)


# --- wide ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Columns:
    """One system: which things it holds, from ``first``, the place of each, and of today."""

    first: int
    places: list[float]
    today: float | None = None

    @property
    def last(self) -> int:
        return self.first + len(self.places) - 1


def wide(way: Way, width: int = 860) -> list[Drawing]:
    systems = _systems(way, width)
    return [_draw(way, system, width, is_last=system is systems[-1]) for system in systems]


def _systems(way: Way, width: int) -> list[_Columns]:
    """Fill each system until the next column would not fit."""
    order = {lane.key: n for n, lane in enumerate(way.lanes)}
    found: list[_Columns] = []
    first = 0
    while first < len(way.things):
        system = _fill(way, first, width, order)
        found.append(system)
        first = system.last + 1
    return found


def _fill(way: Way, first: int, width: int, order: dict[int, int]) -> _Columns:
    edge = [float(NAME)] * len(order)  # how far right each row is taken
    places: list[float] = []
    before: float = NAME
    day_before: date | None = None
    today: float | None = None
    for n in range(first, len(way.things)):
        thing = way.things[n]
        if way.now_after == n and n > first:
            today = max([before, *edge]) + CLEAR
            edge, before = [today + CLEAR] * len(order), today
        half = _half(thing)
        at = before + _apart(day_before, thing.day)
        at = max(at, edge[order[thing.lane]] + half + CLEAR)
        if thing.comes_from is not None:
            at = max(at, *(edge[row] + CLEAR for row in _passed(thing, order)))
        if at + half > width - CLEAR and places:
            break
        for row in _passed(thing, order) if thing.comes_from is not None else ():
            edge[row] = max(edge[row], at + CLEAR)
        edge[order[thing.lane]] = at + half
        places.append(at)
        before, day_before = at, thing.day or day_before
    return _Columns(first, places, today)


def _passed(thing: Thing, order: dict[int, int]) -> range:
    """The rows that the line to the thing leaves or crosses, its own not among them."""
    start, end = order[thing.comes_from or 0], order[thing.lane]
    return range(end + 1, start + 1) if start > end else range(start, end)


def _apart(before: date | None, day: date | None) -> float:
    days = (day - before).days if before and day else 0
    return LEAST + min(max(days, 0) * 0.5, MOST - LEAST)


def _half(thing: Thing) -> float:
    """Half the width of the thing's words."""
    longest = max((width_of(line) for line in [*_broken(thing.word), _short_day(thing)]), default=0)
    return 5 if thing.is_silent else max(14, longest / 2)


def width_of(text: str) -> float:
    """How wide a label is, at 12.5 px."""
    return sum(UNLIKE.get(letter, LETTER) for letter in text)


def _broken(word: str, room: float = BREAK) -> list[str]:
    lines: list[str] = []
    for part in word.split():
        if lines and width_of(f"{lines[-1]} {part}") <= room:
            lines[-1] += f" {part}"
        else:
            lines.append(part)
    return lines


def _short_day(thing: Thing) -> str:
    return f"{thing.day:%d.%m.%y}" if thing.day else ""


def _draw(way: Way, system: _Columns, width: int, *, is_last: bool) -> Drawing:
    used = _used(way, system)
    right, today = system.places[-1], system.today
    if is_last and today is None and way.now_after == len(way.things):
        right = today = min(max(right + MOST, _reach(way, system) + CLEAR), width - CLEAR)
    drawing = Drawing(width, TOP if today else 2)
    for lane in used:
        row = _row(lane, drawing.height, way, system)
        drawing.rows.append(row)
        drawing.height += row.height + 2
    nodes = {row.lane.key: row.node for row in drawing.rows}
    drawing.today = round(today) if today else None
    for span, kind in [*((s, "stay") for s in way.stays), *((b, "bar") for b in way.bars)]:
        drawing.strokes += _along(span, kind, system, nodes, drawing.today or right, width)
    for n, x in enumerate(system.places, start=system.first):
        thing = way.things[n]
        y = nodes[thing.lane]
        if thing.comes_from is not None:
            start = nodes[thing.comes_from]
            source = _source(way, n)
            before = system.places[source - system.first] if source >= system.first else NAME
            drawing.strokes.append(_across(thing, x, start, y, before))
        if not thing.is_silent:
            drawing.spots.append(
                Spot(thing, round(x), y, _labels(thing, x, y, above=_is_from_below(thing, way)))
            )
    return drawing


def _reach(way: Way, system: _Columns) -> float:
    """How far right the words go."""
    things = way.things[system.first : system.last + 1]
    return max(x + _half(thing) for x, thing in zip(system.places, things, strict=True))


def _used(way: Way, system: _Columns) -> list[Lane]:
    """The rows that something happens in here, and where the case stays meanwhile."""
    here = way.things[system.first : system.last + 1]
    keys = {t.lane for t in here} | {t.comes_from for t in here}
    spans = [*way.stays, *way.bars]
    keys |= {s.lane for s in spans if s.first <= system.last and s.last >= system.first}
    keys |= {s.lane for s in way.stays if s.is_open and s.first <= system.last}
    return [lane for lane in way.lanes if lane.key in keys]


def _row(lane: Lane, top: int, way: Way, system: _Columns) -> Row:
    """As high as its words need: those above its marks, and those below."""
    here = way.things[system.first : system.last + 1]
    above, below = 0, 1
    for thing in (t for t in here if t.lane == lane.key and not t.is_silent):
        lines = len(_lines(thing))
        if _is_from_below(thing, way):
            above = max(above, lines)
        else:
            below = max(below, lines)
    node = top + max(LEAST_NODE, LABEL_LINE * above + EDGE)
    names = _broken(lane.short, (NAME - EDGE) / LARGER)[:3]
    height = node - top + max(LABEL_LINE * below + EDGE + 4, 16 * len(names) + 6)
    words = [Words(line, 10, node + 5 + 16 * n) for n, line in enumerate(names)]
    return Row(lane, top, height, node, words)


def _lines(thing: Thing) -> list[tuple[str, bool]]:
    """The words of a mark, the date last."""
    rows = [*((line, False) for line in _broken(thing.word)), (_short_day(thing), True)]
    return [(text, is_date) for text, is_date in rows if text]


def _is_from_below(thing: Thing, way: Way) -> bool:
    order = [lane.key for lane in way.lanes]
    came = thing.comes_from
    return came is not None and order.index(came) > order.index(thing.lane)


def _labels(thing: Thing, x: float, y: int, *, above: bool) -> list[Words]:
    """Below the mark; above it where the line comes from below."""
    lines = _lines(thing)
    first = y - 17 - LABEL_LINE * (len(lines) - 1) if above else y + 24
    return [
        Words(text, round(x), first + LABEL_LINE * n, is_date)
        for n, (text, is_date) in enumerate(lines)
    ]


def _along(
    span: Span, kind: str, system: _Columns, nodes: dict[int, int], right: float, width: int
) -> Iterable[Stroke]:
    """The part of a stay or a treatment that this system shows."""
    lasts = span.is_open and kind == "stay"  # on to today, whatever happens elsewhere
    if span.first > system.last or (span.last < system.first and not lasts):
        return
    start = system.places[span.first - system.first] if span.first >= system.first else NAME
    if span.last <= system.last:
        end = right if lasts else system.places[span.last - system.first]
    else:
        end = width - 2 * CLEAR
    if lasts and span.last < system.first:
        end = right
    y = nodes[span.lane]
    if end > start:
        yield Stroke(kind, f"M{start:.0f} {y}H{end:.0f}", span.is_open and kind == "bar")


def _source(way: Way, place: int) -> int:
    """The thing that a line leaves: for an answer the one it answers, else the place itself."""
    thing = way.things[place]
    if thing.line == Line.BACK:
        for n in range(place - 1, -1, -1):
            earlier = way.things[n]
            if earlier.lane == thing.comes_from and earlier.treatment == thing.treatment:
                return n
    return place


def _across(thing: Thing, x: float, start: int, end: int, before: float) -> Stroke:
    stop = end - 13 if start < end else end + 13
    if thing.is_silent:
        stop = end - 4 if start < end else end + 4
    turn = 5 if start < end else -5
    head = f"M{x - 4:.0f} {stop - turn}L{x:.0f} {stop}L{x + 4:.0f} {stop - turn}"
    return Stroke(thing.line, f"M{before:.0f} {start}H{x:.0f}V{stop}{head}")


# --- tall ---------------------------------------------------------------------------------------


def tall(way: Way, width: int = TALL) -> Drawing:
    step = min(RAIL, max(10, 150 // max(len(way.lanes), 1)))
    rail = {lane.key: 12 + n * step for n, lane in enumerate(way.lanes)}
    text = 12 + len(way.lanes) * step + 8
    room = (width - text) / LARGER
    ys, y, line = [], 8, None
    for n, thing in enumerate(way.things):
        if way.now_after == n:
            line, y = y + TODAY // 2, y + TODAY
        ys.append(y + (8 if thing.is_silent else 16))
        lines = len(_broken(_said(way, thing), room))
        y += SILENT if thing.is_silent else ROW + 18 * (lines - 1)
    if way.now_after == len(way.things):
        line, y = y + TODAY // 2, y + TODAY
    drawing = Drawing(width, y, today=line)
    for span, kind in [*((s, "stay") for s in way.stays), *((b, "bar") for b in way.bars)]:
        end = line if span.is_open and kind == "stay" and line else ys[span.last]
        if end > ys[span.first]:
            d = f"M{rail[span.lane]} {ys[span.first]}V{end}"
            drawing.strokes.append(Stroke(kind, d, span.is_open and kind == "bar"))
    for n, (thing, y) in enumerate(zip(way.things, ys, strict=True)):
        if thing.comes_from is not None:
            ends = rail[thing.comes_from], rail[thing.lane]
            drawing.strokes.append(_sideways(thing, *ends, y, ys[_source(way, n)]))
        if not thing.is_silent:
            drawing.spots.append(Spot(thing, rail[thing.lane], y, _beside(way, thing, text, y)))
    return drawing


def _said(way: Way, thing: Thing) -> str:
    return f"{way.name_of(thing.lane)}: {thing.word}"


def _beside(way: Way, thing: Thing, x: int, y: int) -> list[Words]:
    lines = _broken(_said(way, thing), (TALL - x) / LARGER)
    words = [Words(line, x, y + 5 + 18 * n) for n, line in enumerate(lines)]
    return [*words, Words(_short_day(thing), x, y + 5 + 18 * len(lines), is_date=True)]


def _sideways(thing: Thing, start: int, end: int, y: int, before: int) -> Stroke:
    room = 4 if thing.is_silent else 12
    stop = end - room if start < end else end + room
    turn = 4 if start < end else -4
    head = f"M{stop - turn} {y - 4}L{stop} {y}L{stop - turn} {y + 4}"
    return Stroke(thing.line, f"M{start} {before}V{y}H{stop}{head}")
