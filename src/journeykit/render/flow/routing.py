"""Which way every edge takes, before anybody knows a coordinate."""

from __future__ import annotations

from collections import defaultdict
from typing import Final

from journeykit.render.flow.cards import CARD, Card, Pill, pill
from journeykit.render.flow.grid import Cell, Grid
from journeykit.render.flow.lanes import MARGIN, ROW_GAP, Channel, Lane, Plan, Route, Side, Track, Zone
from journeykit.render.flow.packing import pack
from journeykit.render.scene import Edge, Scene

__all__ = ["plan", "size"]

_ROOM: Final = {"straight": CARD - 8, "lane": 118.0, "track": CARD - 8, "beside": 96.0}  # the width of labels
_HEAD, _AROUND = 110.0, 110.0  # about the height of a band's titles and corridor, and of title and legend


def plan(scene: Scene, made: Grid, cards: dict[str, Card], like: Plan | None = None) -> Plan:
    """The ways of all edges whose ends stand in the grid, and the room they need.

    An earlier plan of the same grid says which channel of one band lies left of which of another: lines from band to
    band nest better then.
    """
    router = _Router(scene, made)
    routes = [route for edge in scene.edges if (route := router.route(edge))]
    return pack(routes, made, cards, _middles(made, like))


def _middles(made: Grid, planned: Plan | None) -> dict[Channel, float]:
    """About where each channel lies from left to right."""
    found: dict[Channel, float] = {(MARGIN, 0): -1.0}
    for band, columns in enumerate(made.bands):
        x = 0.0
        for index in range(len(columns) + 1):
            right, gap, left = (
                (planned.width((band, index), "right"), planned.width((band, index), "gap"),
                 planned.width((band, index), "left"))
                if planned else (0.0, 0.0, 0.0)
            )  # fmt: skip
            found[band, index] = x + right + gap / 2
            x += right + gap + left + CARD
    return found


def size(made: Grid, planned: Plan) -> tuple[float, float]:
    """The width and height that a plan will take, near enough to choose between plans."""
    across, down = 0.0, _AROUND
    zones: tuple[Zone, ...] = ("right", "gap", "left")
    for band, columns in enumerate(made.bands):
        wide = sum(planned.width((band, index), zone) for index in range(len(columns) + 1) for zone in zones)
        across = max(across, wide + CARD * len(columns))
        tallest = [0.0] * made.rows[band]
        for column in columns:
            for name in column.nodes:
                row = made.cells[name].row
                tallest[row] = max(tallest[row], planned.cards[name].height)
        down += sum(tallest) + sum(planned.gaps.get((band, row), ROW_GAP) for row in range(made.rows[band] - 1))
        down += _HEAD + sum(planned.corridors.get(band, ()))
    return across, down


class _Router:
    """Finds one edge's way at a time; remembers the straight lines that are taken."""

    def __init__(self, scene: Scene, made: Grid) -> None:
        self.made = made
        self.nodes = {node.id: node for node in scene.nodes}
        self.occupied: dict[tuple[int, int], set[int]] = defaultdict(set)
        for cell in made.cells.values():
            self.occupied[cell.band, cell.column].add(cell.row)
        self.down: set[tuple[str, str]] = set()
        self.taken: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)  # columns by band and row
        for edge in scene.edges:
            source, target = made.cells.get(edge.source), made.cells.get(edge.target)
            if edge.kind == "drop_off" and source and target and source.column != target.column:
                self.taken[target.band, target.row].append((source.column, target.column))

    def route(self, edge: Edge) -> Route | None:
        """The way of an edge; None where an end does not stand in the grid."""
        source, target = self.made.cells.get(edge.source), self.made.cells.get(edge.target)
        if target is None:
            return None
        if source is None:
            known = self.nodes.get(edge.source)
            starts = known is not None and known.kind == "start"
            return Route(edge, None, "left", pill=_pill(edge, "beside"), stub=True) if starts else None
        return self._between(edge, source, target)

    def _between(self, edge: Edge, source: Cell, target: Cell) -> Route:
        if source == target:
            return Route(edge, "right", "right", pill=_pill(edge, "beside"), stub=True)
        if source.band == target.band and source.column == target.column:
            return self._within(edge, source, target)
        if edge.kind == "drop_off" and self.nodes[edge.source].stage == self.nodes[edge.target].stage:
            return _to_drop_off(edge, source, target)
        if source.band == target.band and abs(target.column - source.column) == 1:
            return _beside(edge, source, target)
        if source.band == target.band:
            for row in (source.row, target.row):
                if self._claim(source, target, row):
                    return _through(edge, source, target, row)
        return _far(edge, source, target, self.made)

    def _claim(self, source: Cell, target: Cell, row: int) -> bool:
        """Takes a row between two columns for one line, if no card and no other line is there."""
        low, high = sorted((source.column, target.column))
        cards = any(row in self.occupied[source.band, column] for column in range(low + 1, high))
        if cards or any(low <= last and first <= high for first, last in self.taken[source.band, row]):
            return False
        self.taken[source.band, row].append((low, high))
        return True

    def _within(self, edge: Edge, source: Cell, target: Cell) -> Route:
        """A way inside one column: straight down, or around at the right; back up at the left."""
        rows = range(min(source.row, target.row) + 1, max(source.row, target.row))
        free = self.occupied[source.band, source.column].isdisjoint(rows)
        pair = (edge.source, edge.target)
        if target.row > source.row and free and pair not in self.down:
            self.down.add(pair)
            return Route(edge, "bottom", "top", pill=_pill(edge, "straight"))
        if edge.kind == "drop_off":
            return _to_drop_off(edge, source, target)
        mark = _pill(edge, "lane")
        if target.row > source.row:
            lane = Lane((source.band, source.column + 1), "right", 2 * source.row, 2 * target.row, pill=mark)
            return Route(edge, "right", "right", [lane], mark)
        lane = Lane((source.band, source.column), "left", 2 * target.row, 2 * source.row, pill=mark)
        return Route(edge, "left", "left", [lane], mark)


def _pill(edge: Edge, where: str) -> Pill | None:
    return pill(edge.figure, edge.label, room=_ROOM[where])


def _to_drop_off(edge: Edge, source: Cell, target: Cell) -> Route:
    """All that leave a column share one trunk down to their stage's drop-off."""
    here = (source.band, source.column + 1)
    trunk = Lane(here, "right", 2 * source.row, 2 * target.row, trunk=f"{edge.target}/{source.column}")
    into: Side = "right" if source.column == target.column else "left"
    return Route(edge, "right", into, [trunk], _pill(edge, "beside"), stub=True)


def _beside(edge: Edge, source: Cell, target: Cell) -> Route:
    """Through the one channel between two columns."""
    mark = _pill(edge, "lane")
    low, high = sorted((2 * source.row, 2 * target.row))
    level = source.row == target.row
    if target.column > source.column:
        ends = (2 * source.row, 2 * target.row)
        lane = Lane((source.band, target.column), "gap", low, high, (ends[0],), (ends[1],), pill=mark, beside=level)
        return Route(edge, "right", "left", [lane], mark)
    ends = (2 * target.row, 2 * source.row)
    lane = Lane((source.band, source.column), "gap", low, high, (ends[0],), (ends[1],), pill=mark, beside=level)
    return Route(edge, "left", "right", [lane], mark)


def _through(edge: Edge, source: Cell, target: Cell, row: int) -> Route:
    """Along a row that is empty between two columns; the lane is beside the card at whose end the row changes."""
    onward = target.column > source.column
    mark = _pill(edge, "lane")
    low, high = sorted((2 * source.row, 2 * target.row))
    beside = source if row == target.row else target
    right_of = onward == (beside is source)  # the lane stands right of its card
    channel = (source.band, beside.column + (1 if right_of else 0))
    ends = (2 * source.row, 2 * target.row) if onward else (2 * target.row, 2 * source.row)
    lane = Lane(channel, "gap", low, high, (ends[0],), (ends[1],), pill=mark, beside=low == high)
    out: Side = "right" if onward else "left"
    into: Side = "left" if onward else "right"
    return Route(edge, out, into, [lane], mark)


def _far(edge: Edge, source: Cell, target: Cell, made: Grid) -> Route:
    """Through corridors: to a column that is not the next one, or to another band."""
    onward = (target.band, target.column) > (source.band, source.column)
    leave: Channel = (source.band, source.column + (1 if onward else 0))
    enter: Channel = (target.band, target.column + (0 if onward else 1))
    mark = _pill(edge, "track")
    out: Side = "right" if onward else "left"
    into: Side = "left" if onward else "right"
    corridors = _corridors(source, target, made, onward=onward)
    first = _to_corridor(leave, source, corridors[0], made, left=onward)
    last = _to_corridor(enter, target, corridors[-1], made, left=not onward)
    if len(corridors) == 1:
        local = source.band if source.band == target.band else None
        low, high = sorted((leave[1], enter[1]))
        return Route(edge, out, into, [first, Track(corridors[0], local, low, high, mark), last], mark)
    outer = Lane((MARGIN, 0), "gap", min(corridors), max(corridors))
    start = Track(corridors[0], None, 0, leave[1], mark)
    end = Track(corridors[1], None, 0, enter[1])
    return Route(edge, out, into, [first, start, outer, end, last], mark)


def _corridors(source: Cell, target: Cell, made: Grid, *, onward: bool) -> list[int]:
    """The corridors on the way: the nearer one beside a band, or those between two bands."""
    if source.band == target.band:
        deep = 2 * made.rows[source.band]
        above, below = 2 * (source.row + target.row) + 2, 2 * deep - 2 * (source.row + target.row)
        up = above < below or (above == below and onward)
        return [source.band if up else source.band + 1]
    found = [source.band + 1, target.band] if target.band > source.band else [source.band, target.band + 1]
    return found[:1] if found[0] == found[1] else found


def _to_corridor(channel: Channel, cell: Cell, corridor: int, made: Grid, *, left: bool) -> Lane:
    """The lane between a card's row and a corridor above (-1) or below its band."""
    position = 2 * cell.row
    end = -1 if corridor == cell.band else 2 * made.rows[cell.band]
    low, high = sorted((position, end))
    return Lane(channel, "gap", low, high, (position,) if left else (), () if left else (position,))
