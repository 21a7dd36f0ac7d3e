"""Which way every edge takes, before anybody knows a coordinate.

Between two columns of cards runs a channel of vertical lanes, between two bands a corridor of horizontal tracks. An
edge leaves a card at its side, follows lanes and tracks, and enters another card at its side; only a move to the next
card below goes straight down. Labels stand in the gaps between rows, over a track, or beside a card, where no other
line can pass. So lines never run through cards or through the labels of others, by construction.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final, Literal

from journeykit.render.flow.cards import CARD, Card, Pill, pill
from journeykit.render.flow.grid import Cell, Grid
from journeykit.render.scene import Edge, Scene

__all__ = ["MARGIN", "Lane", "Plan", "Route", "Side", "Track", "plan", "port_height", "size"]

Side = Literal["left", "right", "top", "bottom"]
Zone = Literal["right", "gap", "left"]  # of a channel: inside the stage before it, between stages, inside the next
Channel = tuple[int, int]  # band, and the number of the column to the right of it

MARGIN: Final = -1  # the band of the channel at the far left, which passes bands by
_ROOM: Final = {"straight": CARD - 8, "lane": 118.0, "track": CARD - 8, "stub": 96.0, "self": 96.0}
_THIN, _STUB, _ENTRY = 14.0, 16.0, 40.0
_LEAST: Final = {"right": 14.0, "gap": 22.0, "left": 18.0}
_ROW_GAP: Final = 36.0
_PORT: Final = 15.0
_MOST_BARE: Final = 90.0
_HEAD, _AROUND = 110.0, 110.0  # about the height of a band's titles and corridor, and of title and legend


@dataclass(slots=True, eq=False)
class Lane:
    """A vertical piece in a channel, from position `low` to `high` (row r is 2r, the gap below it 2r + 1)."""

    channel: Channel
    zone: Zone
    low: int
    high: int
    from_left: int | None = None  # position where a line comes in from the left, if one does
    from_right: int | None = None
    pill: Pill | None = None
    beside: bool = False  # the pill stands in the row itself, on the horizontal
    trunk: str | None = None  # a drop-off's lane is shared by all that lead to it
    index: int = 0

    @property
    def room(self) -> float:
        return _THIN if self.pill is None else self.pill.width + (26 if self.beside else 12)


@dataclass(slots=True, eq=False)
class Track:
    """A horizontal piece in a corridor; `low` and `high` count channels of `band`, which is None between bands."""

    corridor: int
    band: int | None
    low: int
    high: int
    pill: Pill | None = None
    index: int = 0

    @property
    def room(self) -> float:
        return _THIN if self.pill is None else self.pill.height + 8


@dataclass(slots=True, eq=False)
class Route:
    """An edge's way: out of one side, along the hops, into another."""

    edge: Edge
    out: Side | None
    into: Side
    hops: list[Lane | Track] = field(default_factory=list)
    pill: Pill | None = None
    stub: bool = False  # the label stands beside the card it leaves


@dataclass(slots=True)
class Plan:
    """All routes, and the room that channels, corridors, gaps and cards must offer for them."""

    routes: list[Route]
    cards: dict[str, Card]
    zones: dict[tuple[Channel, Zone], list[float]]  # the width of every lane, from the column outwards or left to right
    stubs: dict[tuple[Channel, Zone], float]
    corridors: dict[int, list[float]]
    gaps: dict[tuple[int, int], float]

    def width(self, channel: Channel, zone: Zone) -> float:
        """The room of a zone, lanes and labels beside cards together."""
        key = (channel, zone)
        taken = sum(self.zones.get(key, ())) + self.stubs.get(key, 0.0)
        return max(_LEAST[zone], taken + (14.0 if zone == "gap" and taken else 6.0 if taken else 0.0))


def plan(scene: Scene, made: Grid, cards: dict[str, Card]) -> Plan:
    """Finds the way of every edge whose ends stand in the grid."""
    occupied: dict[tuple[int, int], set[int]] = defaultdict(set)
    for cell in made.cells.values():
        occupied[cell.band, cell.column].add(cell.row)
    stage_of = {node.id: node.stage for node in scene.nodes}
    kinds = {node.id: node.kind for node in scene.nodes}
    routes = []
    down: set[tuple[str, str]] = set()  # straight lines that are taken: a second one must go around
    for edge in scene.edges:
        target = made.cells.get(edge.target)
        source = made.cells.get(edge.source)
        if target is None:
            continue
        if source is None:
            if kinds.get(edge.source) == "start":
                mark = pill(edge.figure, edge.label, room=_ROOM["stub"])
                routes.append(Route(edge, None, "left", pill=mark, stub=True))
            continue
        same = stage_of[edge.source] == stage_of[edge.target]
        found = _route(edge, source, target, made, occupied, same=same)
        if found.out == "bottom" and (edge.source, edge.target) in down:
            mark = _pill(edge, "lane")
            lane = Lane((source.band, source.column + 1), "right", 2 * source.row, 2 * target.row, pill=mark)
            found = Route(edge, "right", "right", [lane], mark)
        if found.out == "bottom":
            down.add((edge.source, edge.target))
        routes.append(found)
    return _assign(routes, made, cards)


def size(made: Grid, planned: Plan) -> tuple[float, float]:
    """The width and height that a plan will take, near enough to choose between plans."""
    across, down = 0.0, _AROUND
    for band, columns in enumerate(made.bands):
        zones: tuple[Zone, ...] = ("right", "gap", "left")
        wide = sum(planned.width((band, index), zone) for index in range(len(columns) + 1) for zone in zones)
        across = max(across, wide + CARD * len(columns))
        tallest = [0.0] * made.rows[band]
        for column in columns:
            for name in column.nodes:
                row = made.cells[name].row
                tallest[row] = max(tallest[row], planned.cards[name].height)
        down += sum(tallest) + sum(planned.gaps.get((band, row), _ROW_GAP) for row in range(made.rows[band] - 1))
        down += _HEAD + sum(planned.corridors.get(band, ()))
    return across, down


def _route(
    edge: Edge, source: Cell, target: Cell, made: Grid, occupied: dict[tuple[int, int], set[int]], *, same: bool
) -> Route:
    here: Channel = (source.band, source.column + 1)  # to the right of the source
    if source == target:
        return Route(edge, "right", "right", pill=_pill(edge, "self"), stub=True)
    apart = target.column - source.column
    rows = sorted((source.row, target.row))
    if source.band == target.band and apart == 0:
        between = occupied[source.band, source.column] & set(range(rows[0] + 1, rows[1]))
        if target.row > source.row and not between:
            return Route(edge, "bottom", "top", pill=_pill(edge, "straight"))
    if edge.kind == "drop_off" and same and source.band == target.band:
        trunk = Lane(here, "right", 2 * source.row, 2 * target.row, trunk=f"{edge.target}/{source.column}")
        return Route(edge, "right", "right" if apart == 0 else "left", [trunk], _pill(edge, "stub"), stub=True)
    if source.band == target.band and apart == 0:
        mark = _pill(edge, "lane")
        low, high = 2 * rows[0], 2 * rows[1]
        if target.row > source.row:
            return Route(edge, "right", "right", [Lane(here, "right", low, high, pill=mark)], mark)
        back: Channel = (source.band, source.column)
        return Route(edge, "left", "left", [Lane(back, "left", low, high, pill=mark)], mark)
    if source.band == target.band and abs(apart) == 1:
        mark = _pill(edge, "lane")
        channel = here if apart > 0 else (source.band, source.column)
        ends = (2 * source.row, 2 * target.row) if apart > 0 else (2 * target.row, 2 * source.row)
        lane = Lane(channel, "gap", 2 * rows[0], 2 * rows[1], *ends, mark, source.row == target.row)
        return Route(edge, "right" if apart > 0 else "left", "left" if apart > 0 else "right", [lane], mark)
    return _far(edge, source, target, made)


def _far(edge: Edge, source: Cell, target: Cell, made: Grid) -> Route:
    """A way through corridors: to a column that is not the next one, or to another band."""
    onward = (target.band, target.column) > (source.band, source.column)
    leave: Channel = (source.band, source.column + (1 if onward else 0))
    enter: Channel = (target.band, target.column + (0 if onward else 1))
    mark = _pill(edge, "track")
    out: Side = "right" if onward else "left"
    into: Side = "left" if onward else "right"
    if source.band == target.band:
        depth = 2 * made.rows[source.band]
        above, below = 2 * (source.row + target.row) + 2, 2 * depth - 2 * (source.row + target.row)
        up = above < below or (above == below and onward)
        corridors = [source.band if up else source.band + 1]
    elif target.band > source.band:
        corridors = [source.band + 1, target.band]
    else:
        corridors = [source.band, target.band + 1]
    if corridors[0] == corridors[-1]:
        corridors = corridors[:1]
    first = _to_corridor(leave, source, corridors[0], made, left=onward)
    last = _to_corridor(enter, target, corridors[-1], made, left=not onward)
    local = source.band if source.band == target.band else None
    if len(corridors) == 1:
        low, high = sorted((leave[1], enter[1]))
        return Route(edge, out, into, [first, Track(corridors[0], local, low, high, mark), last], mark)
    outer = Lane((MARGIN, 0), "gap", min(corridors), max(corridors))
    start = Track(corridors[0], None, 0, leave[1], mark)
    end = Track(corridors[1], None, 0, enter[1])
    return Route(edge, out, into, [first, start, outer, end, last], mark)


def _to_corridor(channel: Channel, cell: Cell, corridor: int, made: Grid, *, left: bool) -> Lane:
    """The lane between a card's row and a corridor above (-1) or below its band."""
    position = 2 * cell.row
    end = -1 if corridor == cell.band else 2 * made.rows[cell.band]
    low, high = sorted((position, end))
    return Lane(channel, "gap", low, high, position if left else None, None if left else position)


def _pill(edge: Edge, where: str) -> Pill | None:
    return pill(edge.figure, edge.label, room=_ROOM[where])


def _assign(routes: list[Route], made: Grid, cards: dict[str, Card]) -> Plan:
    """Gives every lane and track its number, and adds up the room they need."""
    lanes: dict[tuple[Channel, Zone], list[Lane]] = defaultdict(list)
    tracks: dict[int, list[Track]] = defaultdict(list)
    stubs: dict[tuple[Channel, Zone], float] = defaultdict(float)
    gaps: dict[tuple[int, int], float] = defaultdict(lambda: _ROW_GAP)
    sides: dict[tuple[str, Side], list[float]] = defaultdict(list)
    for route in routes:
        _claim(route, made, stubs, gaps, sides)
        for hop in route.hops:
            if isinstance(hop, Lane):
                lanes[hop.channel, hop.zone].append(hop)
            else:
                tracks[hop.corridor].append(hop)
    zones = {key: _pack_lanes(each, key[1]) for key, each in lanes.items()}
    corridors = {corridor: _pack_tracks(each) for corridor, each in tracks.items()}
    sized = {}
    for name, each in cards.items():
        need = max(_side_height(sides[name, "left"]), _side_height(sides[name, "right"])) + 12
        sized[name] = each if need <= each.height else Card(each.node, each.width, need, each.title, each.detail)
    return Plan(routes, sized, zones, dict(stubs), corridors, dict(gaps))


def port_height(route: Route, side: Side, *, leaving: bool) -> float:
    """How much of a card's side one end of a route takes."""
    if route.stub and route.pill is not None and (leaving or route.out is None):
        return max(_PORT, route.pill.height + 3)
    return _PORT if side in ("left", "right") else 0.0


def _side_height(heights: list[float]) -> float:
    """The height a card needs for its ports: labels beside it need all of theirs, bare lines move closer together."""
    bare = sum(each for each in heights if each <= _PORT)
    return sum(each for each in heights if each > _PORT) + min(bare, _MOST_BARE)


def _claim(
    route: Route,
    made: Grid,
    stubs: dict[tuple[Channel, Zone], float],
    gaps: dict[tuple[int, int], float],
    sides: dict[tuple[str, Side], list[float]],
) -> None:
    """Room beside cards and between rows that a route's ends and label take."""
    target = made.cells[route.edge.target]
    source = made.cells.get(route.edge.source, target)
    if route.edge.kind != "drop_off":  # drop-offs all enter at one point
        sides[route.edge.target, route.into].append(port_height(route, route.into, leaving=False))
    if route.out is not None:
        sides[route.edge.source, route.out].append(port_height(route, route.out, leaving=True))
    if route.stub:
        wide = (route.pill.width if route.pill else 0.0) + _STUB
        if route.out is None:
            key: tuple[Channel, Zone] = ((target.band, target.column), "left")
            wide += _ENTRY - _STUB
        else:
            key = ((source.band, source.column + 1), "right")
        stubs[key] = max(stubs[key], wide)
    elif route.out == "bottom":
        room = _ROW_GAP if route.pill is None else route.pill.height + 38
        gaps[source.band, source.row] = max(gaps[source.band, source.row], room)
    elif route.pill is not None and len(route.hops) == 1 and source.row != target.row:
        gap = (source.band, source.row if target.row > source.row else source.row - 1)
        gaps[gap] = max(gaps[gap], route.pill.height + 14)


def _pack_lanes(lanes: list[Lane], zone: Zone) -> list[float]:
    """Numbers the lanes so that few cross, sharing a number where they are apart; returns each number's width."""
    if zone == "gap":
        ordered = _fewest_crossings(lanes)
    else:
        ordered = sorted(lanes, key=lambda lane: (lane.trunk is None, lane.high - lane.low, lane.low))
    packed: list[list[Lane]] = []
    for lane in ordered:
        for index, shared in enumerate(packed):
            alike = lane.trunk is not None and all(each.trunk == lane.trunk for each in shared)
            if alike or all(lane.high < each.low or lane.low > each.high for each in shared):
                shared.append(lane)
                lane.index = index
                break
        else:
            lane.index = len(packed)
            packed.append([lane])
    return [max(lane.room for lane in shared) for shared in packed]


def _crossings(left: Lane, right: Lane) -> int:
    """How often two lanes cross when `left` stands left of `right`."""
    found = 0
    if left.from_right is not None and right.low <= left.from_right <= right.high:
        found += 1
    if right.from_left is not None and left.low <= right.from_left <= left.high:
        found += 1
    return found


def _fewest_crossings(lanes: list[Lane]) -> list[Lane]:
    """An order by insertion where each lane goes to the place that costs the fewest crossings."""
    ordered: list[Lane] = []
    for lane in sorted(lanes, key=lambda each: (each.high - each.low, each.low)):
        if len(ordered) > 24:  # noqa: PLR2004 - in such a bundle no order helps, and the search is quadratic
            ordered.append(lane)
            continue
        cost = sum(_crossings(lane, other) for other in ordered)
        best, place = cost, 0
        for index, other in enumerate(ordered):
            cost += _crossings(other, lane) - _crossings(lane, other)
            if cost < best:
                best, place = cost, index + 1
        ordered.insert(place, lane)
    return ordered


def _pack_tracks(tracks: list[Track]) -> list[float]:
    packed: list[list[Track]] = []
    for track in sorted(tracks, key=lambda each: (each.band is None, each.high - each.low, each.low)):
        for index, shared in enumerate(packed):
            if all(
                track.band is not None and each.band == track.band and (track.high < each.low or track.low > each.high)
                for each in shared
            ):
                shared.append(track)
                track.index = index
                break
        else:
            track.index = len(packed)
            packed.append([track])
    return [max(track.room for track in shared) for shared in packed]
