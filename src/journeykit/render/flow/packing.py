"""Gives every lane and track its place, and adds up the room that all of them need."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import Final

from journeykit.render.flow.cards import Card
from journeykit.render.flow.grid import Grid
from journeykit.render.flow.lanes import PORT, ROW_GAP, Lane, Plan, Route, Side, Track, Zone, ZoneKey

__all__ = ["pack"]

_STUB, _SELF, _ENTRY = 16.0, 27.0, 40.0  # beside a label: a line, a loop, a dot with an arrow
_MOST_BARE: Final = 90.0  # of a card's side for lines without labels: more of them move closer together
_BUNDLE: Final = 24  # lanes in one channel beyond which no order helps, and the search for one is quadratic


@dataclass(slots=True)
class _Room:
    stubs: dict[ZoneKey, float] = field(default_factory=lambda: defaultdict(float))
    gaps: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(lambda: ROW_GAP))
    sides: dict[tuple[str, Side], list[float]] = field(default_factory=lambda: defaultdict(list))


def pack(routes: list[Route], made: Grid, cards: dict[str, Card]) -> Plan:
    """The plan for these routes: it numbers their lanes and tracks."""
    lanes: dict[ZoneKey, list[Lane]] = defaultdict(list)
    tracks: dict[int, list[Track]] = defaultdict(list)
    room = _Room()
    for route in routes:
        _claim(route, made, room)
        for hop in route.hops:
            if isinstance(hop, Lane):
                lanes[hop.channel, hop.zone].append(hop)
            else:
                tracks[hop.corridor].append(hop)
    zones = {key: _pack_lanes(each, key[1]) for key, each in lanes.items()}
    corridors = {corridor: _pack_tracks(each) for corridor, each in tracks.items()}
    sized = {}
    for name, each in cards.items():
        need = max(_side_height(room.sides[name, "left"]), _side_height(room.sides[name, "right"])) + 12
        sized[name] = replace(each, height=max(need, each.height))
    return Plan(routes, sized, zones, dict(room.stubs), corridors, dict(room.gaps))


def _side_height(heights: list[float]) -> float:
    """The height a card needs for its ports: labels beside it need all of theirs."""
    bare = sum(each for each in heights if each <= PORT)
    return sum(each for each in heights if each > PORT) + min(bare, _MOST_BARE)


def _claim(route: Route, made: Grid, room: _Room) -> None:
    """Room beside cards and between rows that a route's ends and label take."""
    target = made.cells[route.edge.target]
    source = made.cells.get(route.edge.source, target)
    if route.edge.kind != "drop_off":  # drop-offs all enter at one point
        room.sides[route.edge.target, route.into].append(route.height(leaving=False))
    if route.out is not None:
        room.sides[route.edge.source, route.out].append(route.height(leaving=True))
    mark = route.pill
    if route.stub:
        beside = _ENTRY if route.out is None else _SELF if source == target else _STUB
        key: ZoneKey = (
            ((target.band, target.column), "left") if route.out is None else ((source.band, source.column + 1), "right")
        )
        room.stubs[key] = max(room.stubs[key], (mark.width if mark else 0.0) + beside)
    elif route.out == "bottom":
        gap = (source.band, source.row)
        room.gaps[gap] = max(room.gaps[gap], mark.height + 38 if mark else ROW_GAP)
    elif mark is not None and len(route.hops) == 1 and source.row != target.row:
        gap = (source.band, source.row if target.row > source.row else source.row - 1)
        room.gaps[gap] = max(room.gaps[gap], mark.height + 14)


def _pack_lanes(lanes: list[Lane], zone: Zone) -> list[float]:
    """Numbers the lanes so that few cross, sharing a number where they are apart; returns each number's width."""
    if zone == "gap":
        ordered = _fewest_crossings(lanes)
    else:
        ordered = sorted(lanes, key=lambda lane: (lane.trunk is None, lane.high - lane.low, lane.low))
    packed: list[list[Lane]] = []
    for lane in ordered:
        lane.index = next((index for index, shared in enumerate(packed) if _fits(lane, shared)), len(packed))
        if lane.index == len(packed):
            packed.append([])
        packed[lane.index].append(lane)
    return [max(lane.room for lane in shared) for shared in packed]


def _fits(lane: Lane, shared: list[Lane]) -> bool:
    if lane.trunk is not None and all(each.trunk == lane.trunk for each in shared):
        return True
    return all(lane.high < each.low or lane.low > each.high for each in shared)


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
        if len(ordered) > _BUNDLE:
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
    """Numbers the tracks; two of one band may share one where they are apart."""
    packed: list[list[Track]] = []
    for track in sorted(tracks, key=lambda each: (each.band is None, each.high - each.low, each.low)):
        track.index = next(
            (
                index
                for index, shared in enumerate(packed)
                if track.band is not None
                and all(each.band == track.band and (track.high < each.low or track.low > each.high) for each in shared)
            ),
            len(packed),
        )
        if track.index == len(packed):
            packed.append([])
        packed[track.index].append(track)
    return [max(track.room for track in shared) for shared in packed]
