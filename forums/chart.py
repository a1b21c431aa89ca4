"""The organisation chart: where each box and line goes. Pure arithmetic on what it is given.

Levels are rows, the top one first. Lines of one kind from one forum to several in one row share
a trunk; a line that passes a row goes round its boxes. Each kind leaves and meets a box at its
own place, so that two kinds never lie on top of each other.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median_low

from forums.models import LineKind

WIDTH, BOX, BOX_HEIGHT, SPACE = 1200, 180, 104, 20
MARGIN = 8
GUTTER, LANE = 44, 15  # least height between two rows, and what each line through it adds
PORTS = {LineKind.OWNS: -66, LineKind.COMMISSIONS: -14, LineKind.REPORTS: 62}
CORRIDOR = 12  # between a line and the box it goes round


@dataclass(frozen=True)
class Node:
    """What the layout must know of a forum."""

    pk: int
    level: int
    position: int = 0


@dataclass(frozen=True)
class Edge:
    """One line of the data: ``source`` owns, commissions or reports to ``target``."""

    source: int
    target: int
    kind: LineKind


@dataclass
class Box:
    node: Node
    x: float
    y: float
    width: float = BOX
    height: float = BOX_HEIGHT

    @property
    def centre(self) -> float:
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def right(self) -> float:
        return self.x + self.width

    def port(self, kind: LineKind) -> float:
        return self.centre + PORTS[kind]


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    kind: LineKind
    before: bool  # the word stands before the line, not after it


@dataclass
class Path:
    """An SVG path from start to end; the arrow is at the end."""

    kind: LineKind
    d: str


@dataclass
class Layout:
    width: float
    height: float
    boxes: dict[int, Box]
    paths: list[Path] = field(default_factory=list)
    labels: list[Label] = field(default_factory=list)


@dataclass
class _Bundle:
    """Lines of one kind between one upper forum and forums of one lower row."""

    kind: LineKind
    hub: Box
    leaves: list[Box]
    first: int  # row of the hub
    last: int  # row of the leaves
    lanes: dict[int, int] = field(default_factory=dict)  # gutter -> lane


def lay_out(nodes: Iterable[Node], edges: Iterable[Edge]) -> Layout:
    """Place every node and draw every edge between them; edges to unknown nodes are left out."""
    rows = _rows(nodes)
    if not rows:
        return Layout(WIDTH, 0, {})
    known = {node.pk for row in rows for node in row}
    edges = [edge for edge in edges if {edge.source, edge.target} <= known]
    width = max(WIDTH, max(_row_width(row) for row in rows) + 2 * MARGIN)
    boxes = _across(rows, edges, width)
    bundles = _bundles(rows, edges, boxes)
    height = _down(rows, boxes, _lanes(bundles))
    layout = Layout(width, height, boxes)
    for bundle in bundles:
        layout.paths += _draw(bundle, rows, boxes)
    layout.labels = _labels(bundles)
    return layout


def _rows(nodes: Iterable[Node]) -> list[list[Node]]:
    by_level: dict[int, list[Node]] = defaultdict(list)
    for node in nodes:
        by_level[node.level].append(node)
    return [
        sorted(by_level[k], key=lambda node: (node.position, node.pk)) for k in sorted(by_level)
    ]


def _row_width(row: list[Node]) -> float:
    return len(row) * BOX + (len(row) - 1) * SPACE


# --- where the boxes go -------------------------------------------------------------------------


def _across(rows: list[list[Node]], edges: list[Edge], width: float) -> dict[int, Box]:
    """Each row from the bottom up, its first connected box above what it is connected to."""
    boxes: dict[int, Box] = {}
    for row in reversed(rows):
        x = (width - _row_width(row)) / 2
        for index, node in enumerate(row):
            near = [boxes[pk].centre for pk in _neighbours(node, edges) if pk in boxes]
            if near:
                x = median_low(near) - BOX / 2 - index * (BOX + SPACE)
                break
        x = min(max(x, MARGIN), width - MARGIN - _row_width(row))
        for index, node in enumerate(row):
            boxes[node.pk] = Box(node, x + index * (BOX + SPACE), 0)
    return boxes


def _neighbours(node: Node, edges: list[Edge]) -> set[int]:
    ends = [(edge.source, edge.target) for edge in edges]
    return {b if a == node.pk else a for a, b in ends if node.pk in {a, b}}


def _down(rows: list[list[Node]], boxes: dict[int, Box], lanes: dict[int, int]) -> float:
    y = float(MARGIN)
    for index, row in enumerate(rows):
        for node in row:
            boxes[node.pk].y = y
        y += BOX_HEIGHT + GUTTER + LANE * lanes.get(index, 0)
    return y - GUTTER - LANE * lanes.get(len(rows) - 1, 0) + MARGIN


# --- where the lines go -------------------------------------------------------------------------


def _bundles(rows: list[list[Node]], edges: list[Edge], boxes: dict[int, Box]) -> list[_Bundle]:
    row_of = {node.pk: index for index, row in enumerate(rows) for node in row}
    found: dict[tuple[LineKind, int, int], list[int]] = defaultdict(list)
    for edge in edges:
        ends = (edge.source, edge.target)
        # In one row, the line leaves the box it starts in.
        upper, lower = sorted(ends, key=row_of.__getitem__)
        found[edge.kind, upper, row_of[lower]].append(lower)
    kinds = list(PORTS)
    ordered = sorted(found, key=lambda key: (row_of[key[1]], key[2], kinds.index(key[0])))
    return [
        _Bundle(
            kind,
            boxes[hub],
            sorted((boxes[pk] for pk in set(found[kind, hub, last])), key=lambda box: box.x),
            row_of[hub],
            last,
        )
        for kind, hub, last in ordered
    ]


def _lanes(bundles: list[_Bundle]) -> dict[int, int]:
    """Give every bundle a lane of its own in each gutter where it runs sideways."""
    used: dict[int, int] = defaultdict(int)
    for bundle in bundles:
        for gutter in sorted({bundle.first, max(bundle.last - 1, bundle.first)}):
            bundle.lanes[gutter] = used[gutter]
            used[gutter] += 1
    return used


def _draw(bundle: _Bundle, rows: list[list[Node]], boxes: dict[int, Box]) -> list[Path]:
    return [Path(bundle.kind, _route(bundle, leaf, rows, boxes)) for leaf in bundle.leaves]


def _route(bundle: _Bundle, leaf: Box, rows: list[list[Node]], boxes: dict[int, Box]) -> str:
    hub, kind = bundle.hub, bundle.kind
    x, end = hub.port(kind), leaf.port(kind)
    points = [(x, hub.bottom)]
    if bundle.last > bundle.first + 1:
        between = [boxes[node.pk] for row in rows[bundle.first + 1 : bundle.last] for node in row]
        side = _corridor(x, between, kind)
        lane = _lane_y(hub.bottom, bundle.lanes[bundle.first])
        points += [(x, lane), (side, lane)]
        x = side
    gutter = max(bundle.last - 1, bundle.first)
    above = max(boxes[node.pk].bottom for node in rows[gutter])
    lane = _lane_y(above, bundle.lanes[gutter])
    points += [(x, lane), (end, lane)]
    points.append((end, leaf.y if bundle.last > bundle.first else leaf.bottom))
    if kind == LineKind.REPORTS:
        points.reverse()
    return _as_path(points)


def _lane_y(above: float, lane: int) -> float:
    return above + GUTTER * 0.6 + LANE * lane


def _corridor(x: float, between: list[Box], kind: LineKind) -> float:
    """The place nearest ``x`` where a line passes the boxes without touching one."""
    aside = CORRIDOR + LANE * list(PORTS).index(kind)
    places = [x] + [edge for box in between for edge in (box.x - aside, box.right + aside)]
    free = [at for at in places if all(not _touches(at, box) for box in between)]
    return min(free, key=lambda at: (abs(at - x), at))


def _touches(x: float, box: Box) -> bool:
    return box.x - CORRIDOR < x < box.right + CORRIDOR


def _as_path(points: list[tuple[float, float]]) -> str:
    kept = [points[0]]
    kept += [after for before, after in pairwise(points) if before != after]
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in kept)


def _labels(bundles: list[_Bundle]) -> list[Label]:
    """One word for each kind of line under a forum, beside the line."""
    labels = {}
    for bundle in bundles:
        at = bundle.hub.port(bundle.kind)
        before = bundle.kind == LineKind.OWNS
        y = bundle.hub.bottom + 17
        labels[at, y] = Label(at + (-5 if before else 5), y, bundle.kind, before)
    return list(labels.values())
