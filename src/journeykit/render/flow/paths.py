"""The lines: routes become points once the engine has said where cards and channels lie."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from math import hypot
from typing import Final

from journeykit.render.flow.dot import CORRIDOR_PAD
from journeykit.render.flow.lanes import MARGIN, PORT, STEM, Lane, Route, Side, Track
from journeykit.render.flow.place import Box, Layout
from journeykit.render.flow.track_labels import label_tracks
from journeykit.render.svg import number

__all__ = ["Line", "lines", "rounded"]

Point = tuple[float, float]
_CORNER: Final = 9.0
_ENTRY: Final = 30.0  # from an entry's dot to its card


@dataclass(slots=True)
class Line:
    """An edge as drawn: its corners from source to target, the middle of its label, and the y of its tracks.

    `leader` leads from a label that stands beside its line to the line.
    """

    route: Route
    points: list[Point]
    label: Point | None
    tracks: list[float] = field(default_factory=list)
    leader: tuple[Point, Point] | None = None


@dataclass(slots=True)
class _Port:
    """One end of a route at a card's side; `order` sorts the ends of one side from the top."""

    route: Route
    leaving: bool
    height: float
    order: tuple[int, float]


class _Geometry:
    """Coordinates of lanes, tracks and ports."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.ports: dict[tuple[int, bool], float] = {}
        self._find_ports()

    def lane_x(self, lane: Lane) -> float:
        """The x of a lane: zones inside stages grow away from the card, the middle is centred."""
        key = (lane.channel, lane.zone)
        widths = self.layout.planned.zones[key]
        before = sum(widths[: lane.index]) + widths[lane.index] / 2
        if lane.channel[0] == MARGIN:
            return self.layout.rank(0, "corridor").left + before
        box = self.layout.zone(lane.channel, lane.zone)
        before += max(self.layout.planned.stubs.get(key, 0.0), 0.0 if lane.zone == "gap" else STEM)
        if lane.zone == "right":
            return box.left + before
        if lane.zone == "left":
            return box.right - before
        return box.x - sum(widths) / 2 + before

    def track_y(self, track: Track) -> float:
        """The y of a track."""
        heights = self.layout.planned.corridors[track.corridor]
        box = self.layout.rank(track.corridor, "corridor")
        shift = CORRIDOR_PAD / 2 if track.corridor else 0.0
        return box.y + shift - sum(heights) / 2 + sum(heights[: track.index]) + heights[track.index] / 2

    def gap_y(self, band: int, row: int) -> float:
        """The middle of the gap below a row."""
        return self.layout.rank(band, f"gap{row}").y

    def _order(self, route: Route, *, leaving: bool) -> tuple[int, float]:
        """Lines that go up leave above those that go down, and nest without crossing."""
        if route.edge.source == route.edge.target:
            return (-2, self.layout.planned.routes.index(route) + (0.0 if leaving else 0.5))
        if not route.hops:
            return (0, 0.0)
        hop = route.hops[0 if leaving else -1]
        if not isinstance(hop, Lane):
            return (0, 0.0)
        row = 2 * self.layout.cell(route.edge.source if leaving else route.edge.target).row
        mine = self.layout.node(route.edge.source if leaving else route.edge.target)
        away = abs(self.lane_x(hop) - mine.x)
        if hop.low == hop.high:
            return (0, hop.index)  # in the same order at both ends
        return (1, -away) if hop.high > row else (-1, away)

    def _find_ports(self) -> None:
        sides: dict[tuple[str, Side], list[_Port]] = defaultdict(list)
        for route in self.layout.planned.routes:
            if route.out in ("left", "right"):
                height = route.height(leaving=True)
                order = self._order(route, leaving=True)
                sides[route.edge.source, route.out].append(_Port(route, True, height, order))
            if route.into in ("left", "right"):
                if route.edge.kind == "drop_off":
                    self.ports[id(route), False] = self.layout.node(route.edge.target).y
                    continue
                height = route.height(leaving=False)
                order = self._order(route, leaving=False)
                sides[route.edge.target, route.into].append(_Port(route, False, height, order))
        for (node, _), ports in sides.items():
            self._stack(self.layout.node(node), sorted(ports, key=lambda port: port.order))
        for route in self.layout.planned.routes:
            self._level(route, sides)

    def _stack(self, box: Box, ports: list[_Port]) -> None:
        total = sum(port.height for port in ports)
        spare = box.height - 10
        squeeze = min(1.0, spare / total) if total else 1.0
        y = box.y - total * squeeze / 2
        for port in ports:
            self.ports[id(port.route), port.leaving] = y + port.height * squeeze / 2
            y += port.height * squeeze

    def _level(self, route: Route, sides: dict[tuple[str, Side], list[_Port]]) -> None:
        """A line to the card beside runs level where one of its ends is free to move."""
        hop = route.hops[0] if len(route.hops) == 1 else None
        if not isinstance(hop, Lane) or not hop.beside or route.out is None:
            return
        here, there = self.ports[id(route), True], self.ports[id(route), False]
        target, source = self.layout.node(route.edge.target), self.layout.node(route.edge.source)
        if len(sides[route.edge.target, route.into]) == 1 and abs(here - target.y) < target.height / 2 - 8:
            self.ports[id(route), False] = here
        elif len(sides[route.edge.source, route.out]) == 1 and abs(there - source.y) < source.height / 2 - 8:
            self.ports[id(route), True] = there


def lines(layout: Layout) -> list[Line]:
    """Every route as a line, in the order of the edges."""
    geometry = _Geometry(layout)
    found = [_line(geometry, route) for route in layout.planned.routes]
    for line in found:
        for track in line.route.hops:
            if isinstance(track, Track):
                line.tracks.append(geometry.track_y(track))
    label_tracks(found)
    return found


def _line(geometry: _Geometry, route: Route) -> Line:
    target = geometry.layout.node(route.edge.target)
    if route.out is None:
        return _entry(geometry, route, target)
    source = geometry.layout.node(route.edge.source)
    if route.out == "bottom":
        cell = geometry.layout.cell(route.edge.source)
        label = (source.x, geometry.gap_y(cell.band, cell.row) - 4) if route.pill else None
        return Line(route, [(source.x, source.bottom), (target.x, target.top)], label)
    y0, y1 = geometry.ports[id(route), True], geometry.ports[id(route), False]
    x0 = source.right if route.out == "right" else source.left
    x1 = target.right if route.into == "right" else target.left
    if route.edge.source == route.edge.target:
        out = x0 + 17
        label = None
        if route.pill:
            high = route.pill.height
            # Upwards, so that the lines that leave below it pass by; alone on its side, in the middle.
            alone = abs((y0 + y1) / 2 - source.y) < 1
            y = (y0 + y1) / 2 if alone else min(max(y0, y1) + PORT / 2 - high / 2, (y0 + y1) / 2)
            label = (out + 4 + route.pill.width / 2, y)
        return Line(route, [(x0, y0), (out, y0), (out, y1), (x1, y1)], label)
    points: list[Point] = [(x0, y0)]
    y = y0
    for hop in route.hops:
        if isinstance(hop, Lane):
            x = geometry.lane_x(hop)
            points.append((x, y))
        else:
            y = geometry.track_y(hop)
            points.append((points[-1][0], y))
    points += [(points[-1][0], y1), (x1, y1)]
    return Line(route, _tidy(points), _label(geometry, route, points, (x0, y0)))


def _entry(geometry: _Geometry, route: Route, target: Box) -> Line:
    y = geometry.ports[id(route), False]
    extra = route.pill.width + 6 if route.pill else 0.0
    start = target.left - _ENTRY - extra
    label = (start + 10 + extra / 2, y) if route.pill else None
    return Line(route, [(start, y), (target.left, y)], label)


def _label(geometry: _Geometry, route: Route, points: list[Point], port: Point) -> Point | None:
    """The middle of the label; labels over tracks are placed when all lines are known."""
    if route.pill is None or len(route.hops) > 1:
        return None
    if route.stub:
        away = (route.pill.width / 2 + 6) * (1 if route.out == "right" else -1)
        return (port[0] + away, port[1])
    lane = route.hops[0]
    if not isinstance(lane, Lane):
        return None
    source, target = geometry.layout.cell(route.edge.source), geometry.layout.cell(route.edge.target)
    if lane.low == lane.high:
        return (points[1][0], port[1])
    row = source.row if target.row > source.row else source.row - 1
    return (points[1][0], geometry.gap_y(source.band, row))


def _tidy(points: list[Point]) -> list[Point]:
    """Without repeated points, and without points in the middle of a straight run."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(kept[-1][0] - point[0]) < 0.01 and abs(kept[-1][1] - point[1]) < 0.01:
            continue
        if len(kept) > 1:
            (ax, ay), (bx, by) = kept[-2], kept[-1]
            if (abs(ax - bx) < 0.01 and abs(bx - point[0]) < 0.01) or (
                abs(ay - by) < 0.01 and abs(by - point[1]) < 0.01
            ):
                kept[-1] = point
                continue
        kept.append(point)
    return kept


def rounded(points: list[Point]) -> str:
    """The points as a path whose corners are round.

    >>> rounded([(0, 0), (20, 0), (20, 20)])
    'M0 0L11 0Q20 0 20 9L20 20'
    """
    parts = [f"M{number(points[0][0])} {number(points[0][1])}"]
    for before, corner, after in zip(points, points[1:], points[2:], strict=False):
        reach = min(_CORNER, _distance(before, corner) / 2, _distance(corner, after) / 2)
        start, end = _towards(corner, before, reach), _towards(corner, after, reach)
        parts.append(
            f"L{number(start[0])} {number(start[1])}"
            f"Q{number(corner[0])} {number(corner[1])} {number(end[0])} {number(end[1])}"
        )
    parts.append(f"L{number(points[-1][0])} {number(points[-1][1])}")
    return "".join(parts)


def _distance(a: Point, b: Point) -> float:
    return hypot(a[0] - b[0], a[1] - b[1])


def _towards(start: Point, end: Point, length: float) -> Point:
    whole = _distance(start, end)
    share = length / whole if whole else 0.0
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
