"""Gives every lane and track its place, and adds up the room that all of them need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from journeykit.render.flow.cards import Card
from journeykit.render.flow.grid import Grid
from journeykit.render.flow.lanes import MARGIN, PORT, ROW_GAP, Channel, Lane, Plan, Route, Side, Track, Zone, ZoneKey

__all__ = ["pack"]

_STUB, _SELF, _ENTRY = 16.0, 27.0, 40.0  # beside a label: a line, a loop, a dot with an arrow
_MOST_BARE: Final = 90.0  # of a card's side for lines without labels: more of them move closer together
_BUNDLE: Final = 300  # lanes in one channel beyond which the search for an order takes too long


@dataclass(slots=True)
class _Room:
    stubs: dict[ZoneKey, float] = field(default_factory=lambda: defaultdict(float))
    gaps: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(lambda: ROW_GAP))
    sides: dict[tuple[str, Side], list[float]] = field(default_factory=lambda: defaultdict(list))


def pack(routes: list[Route], made: Grid, cards: dict[str, Card], middles: Mapping[Channel, float]) -> Plan:
    """The plan for these routes: it numbers their lanes and tracks. `middles` says about where the channels lie."""
    lanes: dict[ZoneKey, list[Lane]] = defaultdict(list)
    tracks: dict[int, list[Track]] = defaultdict(list)
    room = _Room()
    for route in routes:
        _claim(route, made, room)
        for hop in route.hops:
            if isinstance(hop, Lane):
                lanes[hop.channel, hop.zone].append(hop)
            else:
                hop.nest = _nest(route, hop, made, middles)
                tracks[hop.corridor].append(hop)
    corridors = {corridor: _pack_tracks(each, corridor) for corridor, each in tracks.items()}
    for route in routes:
        _meet(route, made, corridors, middles)
    zones = {key: _pack_lanes(each, key[1]) for key, each in lanes.items()}
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


def _nest(route: Route, track: Track, made: Grid, middles: Mapping[Channel, float]) -> tuple[float, ...]:
    """What sorts a track so that lines to one target do not cross.

    Beside one band long tracks run farther out, and of equal ones that with the short lanes. Between bands a track is
    on its way out to the margin (-1), leads directly (0), or comes back in (1); sorted from the top on the way down,
    from the bottom on the way up. Lines that come back in nest the other way round than they went out.
    """
    lanes = [hop for hop in route.hops if isinstance(hop, Lane)]
    first, last = (lane.high - lane.low for lane in (lanes[0], lanes[-1]))
    wide = track.high - track.low
    if track.band is not None:
        return (wide, -first - last, track.low)
    source, target = made.cells[route.edge.source], made.cells[route.edge.target]
    way = 1 if target.band > source.band else -1
    tracks = [hop for hop in route.hops if isinstance(hop, Track)]
    if len(tracks) == 1:
        run = middles[lanes[-1].channel] - middles[lanes[0].channel]
        key: tuple[float, ...] = (0.0, abs(run), -first if run >= 0 else first)
    elif track is tracks[0]:
        key = (-1.0, wide, first)
    else:
        begin = tracks[0]
        key = (1.0, -wide, last, -begin.corridor * way, begin.low - begin.high, -first)
    return tuple(part * way for part in key)


def _meet(route: Route, made: Grid, corridors: dict[int, list[float]], middles: Mapping[Channel, float]) -> None:
    """Tells the lanes of a route where its tracks meet them: beyond the rows, and at which of the corridor's tracks."""
    for before, hop, after in zip(route.hops, route.hops[1:], route.hops[2:], strict=False):
        if not (isinstance(hop, Track) and isinstance(before, Lane) and isinstance(after, Lane)):
            continue
        depth = (hop.index + 1) / (len(corridors[hop.corridor]) + 1)
        for lane in (before, after):
            if lane.channel[0] == MARGIN:
                at = hop.corridor + depth
            else:
                at = depth - 2 if hop.corridor == lane.channel[0] else 2 * made.rows[lane.channel[0]] + depth
            onward = middles[before.channel] <= middles[after.channel]
            if onward == (lane is before):
                lane.from_right += (at,)
            else:
                lane.from_left += (at,)
            lane.low, lane.high = min(lane.low, at), max(lane.high, at)


def _pack_lanes(lanes: list[Lane], zone: Zone) -> list[float]:
    """Numbers the lanes so that few cross, sharing a number where they are apart; returns each number's width."""
    if zone == "gap":
        ordered = _fewest_crossings(lanes)
    else:
        ordered = sorted(lanes, key=lambda lane: (lane.trunk is None, lane.high - lane.low, lane.low))
    packed: list[list[Lane]] = []
    few = zone == "gap" and len(lanes) <= _BUNDLE
    for number, lane in enumerate(ordered):
        # Sharing a number must not bring a lane to the left of one that it is better to the right of.
        least = 0
        if few:
            right_of = (each.index + 1 for each in ordered[:number] if _crossings(lane, each) > _crossings(each, lane))
            least = max(right_of, default=0)
        free = (index for index in range(least, len(packed)) if _fits(lane, packed[index]))
        lane.index = next(free, len(packed))
        if lane.index == len(packed):
            packed.append([])
        packed[lane.index].append(lane)
    return [max(lane.room for lane in shared) for shared in packed]


def _fits(lane: Lane, shared: list[Lane]) -> bool:
    if lane.trunk is not None and all(each.trunk == lane.trunk for each in shared):
        return True
    return all(lane.high < each.low or lane.low > each.high for each in shared)


def _crossings(left: Lane, right: Lane) -> int:
    """How often two lanes cross when `left` stands left of `right`.

    Ends that come to the same side of the same card do not cross there: the card's side sorts them.
    """
    found = 0
    for at in left.from_right:
        found += right.low <= at <= right.high and at not in right.from_right
    for at in right.from_left:
        found += left.low <= at <= left.high and at not in left.from_left
    return found


def _fewest_crossings(lanes: list[Lane]) -> list[Lane]:
    """An order by insertion where each lane goes to the place that costs the fewest crossings.

    Beyond a bundle's size the search is too slow: what bends to the left far out stands at the right, and so on.
    """
    if len(lanes) > _BUNDLE:
        return sorted(lanes, key=_lean)
    ordered: list[Lane] = []
    for lane in sorted(lanes, key=lambda each: (each.high - each.low, each.low)):
        cost = sum(_crossings(lane, other) for other in ordered)
        best, place = cost, 0
        for index, other in enumerate(ordered):
            cost += _crossings(other, lane) - _crossings(lane, other)
            if cost < best:
                best, place = cost, index + 1
        ordered.insert(place, lane)
    return ordered


def _lean(lane: Lane) -> tuple[float, float]:
    """Where a lane stands in a large bundle: as its ends pull it, the farther from the middle the more."""
    middle = (lane.low + lane.high) / 2
    pull = sum(abs(at - middle) for at in lane.from_left) - sum(abs(at - middle) for at in lane.from_right)
    return (pull, lane.low)


def _pack_tracks(tracks: list[Track], corridor: int) -> list[float]:
    """Numbers the tracks from the top; two of one band may share one where they are apart.

    Next to each band run the short ones, farther out the long ones, so that lines to one target nest without crossing;
    what leads from band to band runs in the middle.
    """

    def inner_first(band: int) -> list[list[Track]]:
        packed: list[list[Track]] = []
        mine = [each for each in tracks if each.band == band]
        for track in sorted(mine, key=lambda each: each.nest):
            apart = (
                index
                for index, shared in enumerate(packed)
                if all(track.high < each.low or track.low > each.high for each in shared)
            )
            place = next(apart, len(packed))
            if place == len(packed):
                packed.append([])
            packed[place].append(track)
        return packed

    between = sorted((each for each in tracks if each.band is None), key=lambda each: each.nest)
    packed = [*inner_first(corridor - 1), *([each] for each in between), *reversed(inner_first(corridor))]
    for index, shared in enumerate(packed):
        for track in shared:
            track.index = index
    return [max(track.room for track in shared) for shared in packed]
