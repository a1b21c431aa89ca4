"""The organisation chart: boxes apart, lines round them, three kinds told apart."""

import re
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from forums.chart import Edge, Layout, Node, lay_out
from forums.models import LineKind

LEVELS = st.lists(st.integers(1, 5), min_size=1, max_size=14)


def organisation() -> Layout:
    """A board over a group over a committee over five expert groups."""
    nodes = [Node(1, 1), Node(2, 2), Node(3, 3)] + [Node(10 + n, 4, n) for n in range(5)]
    edges = [Edge(2, 1, LineKind.REPORTS), Edge(1, 2, LineKind.OWNS), Edge(2, 3, LineKind.OWNS)]
    edges += [Edge(2, 10 + n, LineKind.OWNS) for n in range(5)]
    edges += [Edge(2, 10 + n, LineKind.COMMISSIONS) for n in range(5)]
    edges += [Edge(10 + n, 3, LineKind.REPORTS) for n in range(5)]
    return lay_out(nodes, edges)


def points(d: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"([\d.]+) ([\d.]+)", d)]


def test_a_higher_forum_stands_above_a_lower_one():
    boxes = organisation().boxes
    assert boxes[1].bottom < boxes[2].y < boxes[3].y < boxes[10].y


@given(LEVELS)
def test_no_two_boxes_overlap_and_all_are_inside(levels):
    layout = lay_out([Node(n, level, n) for n, level in enumerate(levels)], [])
    for a, b in combinations(layout.boxes.values(), 2):
        assert a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y
    assert all(b.x >= 0 and b.right <= layout.width for b in layout.boxes.values())
    assert all(b.bottom <= layout.height for b in layout.boxes.values())


def test_no_line_crosses_a_box():
    layout = organisation()
    for path in layout.paths:
        for (x1, y1), (x2, y2) in zip(points(path.d), points(path.d)[1:], strict=False):
            for box in layout.boxes.values():
                beside = max(x1, x2) <= box.x or min(x1, x2) >= box.right
                over = max(y1, y2) <= box.y or min(y1, y2) >= box.bottom
                assert beside or over


def test_a_report_points_upwards_and_ownership_down():
    for path in organisation().paths:
        start, end = points(path.d)[0], points(path.d)[-1]
        assert (end[1] < start[1]) == (path.kind == LineKind.REPORTS)


def test_two_kinds_never_share_a_line():
    upright = {}
    for path in organisation().paths:
        for (x1, y1), (x2, y2) in zip(points(path.d), points(path.d)[1:], strict=False):
            at = ("x", x1) if x1 == x2 else ("y", y1)
            span = sorted((y1, y2) if x1 == x2 else (x1, x2))
            for kind, other in upright.setdefault(at, []):
                apart = span[1] <= other[0] or other[1] <= span[0]
                assert kind == path.kind or apart
            upright[at].append((path.kind, span))


def test_each_kind_is_named_once_under_a_forum():
    words = [(label.x, label.y) for label in organisation().labels]
    assert len(words) == len(set(words))
    assert {label.kind for label in organisation().labels} == set(LineKind)


def test_a_line_to_a_forum_that_is_not_there_is_left_out():
    layout = lay_out([Node(1, 1)], [Edge(1, 99, LineKind.OWNS)])
    assert layout.paths == []
