"""The lines: routes become points once the engine has said where cards and channels lie."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from journeykit.render.flow.dot import CORRIDOR_PAD, spine_name, zone_name
from journeykit.render.flow.grid import Grid
from journeykit.render.flow.lanes import MARGIN, Lane, Plan, Route, Side, Track, port_height
from journeykit.render.flow.place import Box
from journeykit.render.svg import number

__all__ = ["Line", "lines", "rounded"]

Point = tuple[float, float]
_CORNER: Final = 9.0
_ENTRY: Final = 30.0  # from an entry's dot to its card


@dataclass(slots=True)
class Line:
    """An edge as drawn: its corners from source to target, and the middle of its label."""

    route: Route
    points: list[Point]
    label: Point | None


@dataclass(slots=True)
class _Port:
    route: Route
    leaving: bool
    height: float
    order: tuple[int, float]


class _Geometry:
    """Coordinates of lanes, tracks and ports."""

    def __init__(self, made: Grid, planned: Plan, boxes: dict[str, Box], names: dict[str, str]) -> None:
        self.made, self.planned, self.boxes, self.names = made, planned, boxes, names
        self.ports: dict[tuple[int, bool], float] = {}
        self._find_ports()

    def card(self, node: str) -> Box:
        return self.boxes[self.names[node]]

    def lane_x(self, lane: Lane) -> float:
        """The x of a lane: zones inside stages grow away from the card, the middle is centred."""
        key = (lane.channel, lane.zone)
        widths = self.planned.zones[key]
        before = sum(widths[: lane.index]) + widths[lane.index] / 2
        if lane.channel[0] == MARGIN:
            return self.boxes[spine_name(0, "corridor")].left + before
        box = self.boxes[zone_name(*lane.channel, lane.zone)]
        before += self.planned.stubs.get(key, 0.0)
        if lane.zone == "right":
            return box.left + before
        if lane.zone == "left":
            return box.right - before
        return box.x - sum(widths) / 2 + before

    def track_y(self, track: Track) -> float:
        heights = self.planned.corridors[track.corridor]
        box = self.boxes[spine_name(track.corridor, "corridor")]
        shift = CORRIDOR_PAD / 2 if track.corridor else 0.0
        return box.y + shift - sum(heights) / 2 + sum(heights[: track.index]) + heights[track.index] / 2

    def gap_y(self, band: int, row: int) -> float:
        return self.boxes[spine_name(band, f"gap{row}")].y

    def _order(self, route: Route, side: Side, *, leaving: bool) -> tuple[int, float]:
        """Lines that go up leave above those that go down, and nest without crossing."""
        if route.edge.source == route.edge.target:
            return (-2, 0.0 if leaving else 1.0)
        if not route.hops:
            return (0, 0.0)
        hop = route.hops[0 if leaving else -1]
        if not isinstance(hop, Lane):
            return (0, 0.0)
        row = 2 * self.made.cells[route.edge.source if leaving else route.edge.target].row
        mine = self.card(route.edge.source if leaving else route.edge.target)
        away = abs(self.lane_x(hop) - mine.x)
        if hop.low == hop.high:
            return (0, away)
        return (1, -away) if hop.high > row else (-1, away)

    def _find_ports(self) -> None:
        sides: dict[tuple[str, Side], list[_Port]] = defaultdict(list)
        for route in self.planned.routes:
            if route.out in ("left", "right"):
                height = port_height(route, route.out, leaving=True)
                order = self._order(route, route.out, leaving=True)
                sides[route.edge.source, route.out].append(_Port(route, True, height, order))
            if route.into in ("left", "right"):
                if route.edge.kind == "drop_off":
                    self.ports[id(route), False] = self.card(route.edge.target).y
                    continue
                height = port_height(route, route.into, leaving=False)
                order = self._order(route, route.into, leaving=False)
                sides[route.edge.target, route.into].append(_Port(route, False, height, order))
        for (node, _), ports in sides.items():
            self._stack(self.card(node), sorted(ports, key=lambda port: port.order))
        for (_, side), ports in sides.items():
            if side == "left" and len(ports) == 1:
                self._level(ports[0].route, sides)

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
        if not isinstance(hop, Lane) or hop.low != hop.high or route.out is None:
            return
        here, there = self.ports[id(route), True], self.ports[id(route), False]
        target, source = self.card(route.edge.target), self.card(route.edge.source)
        if abs(here - target.y) < target.height / 2 - 8:
            self.ports[id(route), False] = here
        elif len(sides[route.edge.source, route.out]) == 1 and abs(there - source.y) < source.height / 2 - 8:
            self.ports[id(route), True] = there


def lines(made: Grid, planned: Plan, boxes: dict[str, Box], names: dict[str, str]) -> list[Line]:
    """Every route as a line, in the order of the edges."""
    geometry = _Geometry(made, planned, boxes, names)
    found = [_line(geometry, route) for route in planned.routes]
    _place_track_labels(geometry, found)
    return found


def _line(geometry: _Geometry, route: Route) -> Line:
    target = geometry.card(route.edge.target)
    if route.out is None:
        return _entry(geometry, route, target)
    source = geometry.card(route.edge.source)
    if route.out == "bottom":
        cell = geometry.made.cells[route.edge.source]
        label = (source.x, geometry.gap_y(cell.band, cell.row) - 4) if route.pill else None
        return Line(route, [(source.x, source.bottom), (target.x, target.top)], label)
    y0, y1 = geometry.ports[id(route), True], geometry.ports[id(route), False]
    x0 = source.right if route.out == "right" else source.left
    x1 = target.right if route.into == "right" else target.left
    if route.edge.source == route.edge.target:
        out = x0 + 17
        label = (out + 4 + route.pill.width / 2, (y0 + y1) / 2) if route.pill else None
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
    source, target = geometry.made.cells[route.edge.source], geometry.made.cells[route.edge.target]
    if lane.low == lane.high:
        return (points[1][0], port[1])
    row = source.row if target.row > source.row else source.row - 1
    return (points[1][0], geometry.gap_y(source.band, row))


def _place_track_labels(geometry: _Geometry, found: list[Line]) -> None:
    """Labels over a corridor's track: as near to the source as no vertical line passes."""
    verticals: dict[float, list[tuple[float, float]]] = defaultdict(list)
    for line in found:
        if len(line.route.hops) > 1:
            for (ax, ay), (bx, by) in zip(line.points, line.points[1:], strict=False):
                if ax == bx and ay != by:
                    verticals[ax].append((min(ay, by), max(ay, by)))
    walls = sorted(verticals)
    taken: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for line in found:
        mark = line.route.pill
        track = next((hop for hop in line.route.hops if isinstance(hop, Track)), None)
        if mark is None or track is None:
            continue
        y = geometry.track_y(track)
        run = next(
            (
                (a[0], b[0])
                for a, b in zip(line.points, line.points[1:], strict=False)
                if abs(a[1] - y) < 0.01 and abs(b[1] - y) < 0.01 and a[0] != b[0]
            ),
            None,
        )
        if run is None:
            continue
        half, top, bottom = mark.width / 2 + 4, y - mark.height / 2, y + mark.height / 2
        low, high = min(run), max(run)
        blocked = [x for x in walls if low < x < high and any(a < bottom and b > top for a, b in verticals[x])]
        edges = [low, *blocked, high]
        spots = [(a + b) / 2 for a, b in zip(edges, edges[1:], strict=False) if b - a > 2 * half]
        near = [
            spot
            for a, b in zip(edges, edges[1:], strict=False)
            if b - a > 2 * half
            for spot in (a + half + 14, b - half - 14)
            if a + half <= spot <= b - half
        ]
        options = sorted({*near, *spots}, key=lambda x: (abs(x - run[0]), x))
        x = options[0] if options else (low + high) / 2
        taken[track.corridor].append((x - half, x + half))
        line.label = (x, y)


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
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5


def _towards(start: Point, end: Point, length: float) -> Point:
    whole = _distance(start, end)
    share = length / whole if whole else 0.0
    return (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
