"""Counting in the engine what cases did at the places of a map. Only small tables come back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Literal

import narwhals as nw

from journeykit.events.fitting.lasting import lasting
from journeykit.events.fitting.seen import Seen
from journeykit.events.fitting.sums import Sums, score_of_sums, summed_scores
from journeykit.events.microseconds import SECOND

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Frame
    from journeykit.events.fitting.scoring import Scale
    from journeykit.events.log import EventLog

__all__ = ["Asked", "Statistic", "Walked", "gathered", "walked"]

Statistic = Literal["median", "mean"]
Pair = tuple[str, str]


@dataclass(frozen=True)
class Asked:
    """What is to be counted.

    Attributes:
        place_of: the place of each activity: the id of a step or outcome, else its own name.
        pairs: the moves of the map.
        over: cases whose last event is then or earlier have ended, in microseconds since 1970; None: all have.
        statistic: of gaps.
        scale: of scores; None where they are left alone.
        who: a table of `case` and `who`, whole numbers from 0 to `groups` - 1; None for one group of all.
        groups: how many groups there are.
        outcomes: places where a journey is over: what a case does after the first is left out, and counted.
    """

    place_of: Mapping[str, str]
    pairs: Collection[Pair]
    over: int | None
    statistic: Statistic
    scale: Scale | None = None
    who: Frame | None = None
    groups: int = 1
    outcomes: Collection[str] = ()


@dataclass(frozen=True)
class Walked:
    """The moves of a log up to the first outcome of each case.

    Attributes:
        frame: `log.moves()` between visits (see `lasting`), with `place`, `onto` (numbers of `places`) and `who`.
        places: names of places.
        ended: the numbers of those that are outcomes.
        after: how many events come after the first outcome of their case, and are left out.
        within: moves from one activity of a step to another, which are no rows of the frame, by group and place.
    """

    frame: Frame
    places: tuple[str, ...]
    ended: tuple[int, ...]
    after: int
    within: Mapping[tuple[int, int], int]


def walked(log: EventLog, asked: Asked) -> Walked:
    """The moves between visits of places, up to the first outcome of each case."""
    places = tuple(dict.fromkeys(asked.place_of.get(name, name) for name in log.names))
    ended = tuple(number for number, place in enumerate(places) if place in asked.outcomes)
    frame, after = _until_over(log, _placed(log, asked, places), ended)
    index = {place: number for number, place in enumerate(places)}
    frame, within = lasting(log, frame, [index[asked.place_of.get(name, name)] for name in log.names], ended)
    return Walked(frame, places, ended, after, within)


def gathered(log: EventLog, asked: Asked, way: Walked | None = None) -> tuple[Seen, ...]:
    """What was seen of each group of cases, on the moves given or `walked`. Raises EventLogError for off scores."""
    way = walked(log, asked) if way is None else way
    frame, places, ended, after = way.frame, way.places, way.ended, way.after
    found = [_Tables() for _ in range(asked.groups)]
    by = ("who", "place", "onto")
    along = frame.filter(~nw.col("onto").is_null())
    for who, source, target, count, gap in _averaged(log, along, by, asked.statistic):
        pair = places[source], places[target]
        found[who].moves[pair] = int(count)
        found[who].gaps[pair] = float(gap) / SECOND
    for who, place, gap in _stays(log, along, asked, places):
        found[who].stays[places[place]] = gap / SECOND
    for who, place, is_open, count in log.engine.rows(_ends(frame, asked, ended)):
        (found[who].under_way if is_open else found[who].closed)[places[place]] = int(count)
    starts = frame.filter(nw.col("position") == 0).group_by("who", "place").agg(nw.len().alias("n"))
    for who, place, count in log.engine.rows(starts.sort("who", "place")):
        found[who].starts[places[place]] = int(count)
    if asked.scale is not None:
        for who, name, score in summed_scores(log, asked, asked.scale, further=after > 0):
            found[who].scores[asked.place_of.get(name, name)].append(score)
    for (who, place), count in way.within.items():
        found[who].within[places[place]] = count
    return tuple(replace(each.seen(), after=after, within=each.within) for each in found)


class _Tables:
    """One group's counts as they come in."""

    def __init__(self) -> None:
        self.moves: dict[Pair, int] = {}
        self.gaps: dict[Pair, float] = {}
        self.stays: dict[str, float] = {}
        self.closed: dict[str, int] = {}
        self.under_way: dict[str, int] = {}
        self.starts: dict[str, int] = {}
        self.scores: dict[str, list[Sums]] = defaultdict(list)
        self.within: dict[str, int] = {}

    def seen(self) -> Seen:
        visits: dict[str, int] = defaultdict(int)
        for (source, _), count in self.moves.items():
            visits[source] += count
        for ends in (self.closed, self.under_way):
            for place, count in ends.items():
                visits[place] += count
        under_way = sum(self.under_way.values())
        cases = under_way + sum(self.closed.values())
        scores = {place: score_of_sums(sums) for place, sums in self.scores.items()}
        return Seen(
            cases,
            under_way,
            dict(visits),
            self.starts,
            self.moves,
            self.gaps,
            self.stays,
            self.closed,
            self.under_way,
            scores,
        )


def _placed(log: EventLog, asked: Asked, places: Sequence[str]) -> Frame:
    """The moves with places for activities, and the group of each case."""
    index = {place: number for number, place in enumerate(places)}
    codes = list(range(len(log.names)))
    onto = [index[asked.place_of.get(name, name)] for name in log.names]
    engine = log.engine
    here = _whole(engine.small({"activity": codes, "place": onto}), "activity")
    there = _whole(engine.small({"next": codes, "onto": onto}), "next")
    frame = log.moves().join(here, on="activity", how="inner").join(there, on="next", how="left")
    if asked.who is None:
        return frame.with_columns(nw.lit(0).alias("who"))
    return frame.join(asked.who.select("case", "who"), on="case", how="inner")


def _until_over(log: EventLog, frame: Frame, ended: Sequence[int]) -> tuple[Frame, int]:
    """The moves up to the first outcome of each case, of which alone a map speaks, and how many events follow."""
    if not ended:
        return frame, 0
    over = nw.col("place").is_in(list(ended))
    ((further,),) = log.engine.rows(frame.filter(over & ~nw.col("next").is_null()).select(nw.len().alias("n")))
    if not further:
        return frame, 0
    at = nw.when(over).then(nw.col("position"))
    marked = log.engine.kept(frame.with_columns(at.alias("over")).with_columns(nw.col("over").min().over("case")))
    later = nw.col("position") > nw.col("over")
    ((after,),) = log.engine.rows(marked.filter(later).select(nw.len().alias("n")))
    going = nw.col("over").is_null() | (nw.col("position") < nw.col("over"))
    kept = marked.filter(going | (nw.col("position") == nw.col("over")))
    onward = {name: nw.when(going).then(nw.col(name)).alias(name) for name in ("next", "onto", "gap")}
    return kept.with_columns(*onward.values()), int(after)


def _whole(frame: Frame, column: str) -> Frame:
    return frame.with_columns(nw.col(column).cast(nw.Int32))


def _averaged(log: EventLog, frame: Frame, by: Sequence[str], statistic: Statistic) -> list[tuple[Any, ...]]:
    """Each group in order, the count, and the median or mean of the gaps."""
    if statistic == "median":
        return sorted(log.engine.quantiles(frame, by, "gap", (0.5,)))
    mean = frame.group_by(*by).agg(nw.len().alias("n"), nw.col("gap").mean().alias("mean"))
    return sorted(log.engine.rows(mean.select(*by, "n", "mean")))


def _stays(log: EventLog, along: Frame, asked: Asked, places: Sequence[str]) -> list[tuple[Any, ...]]:
    """For each step the average gap of all moves that the map knows."""
    index = {place: number for number, place in enumerate(places)}
    known = [(index[a], index[b]) for a, b in sorted(asked.pairs) if a in index and b in index]
    if not known:
        return []
    table = log.engine.small({"place": [a for a, _ in known], "onto": [b for _, b in known]})
    frame = along.join(table, on=["place", "onto"], how="inner")
    averaged = _averaged(log, frame, ("who", "place"), asked.statistic)
    return [(who, place, float(gap)) for who, place, _, gap in averaged]


def _ends(frame: Frame, asked: Asked, ended: Sequence[int]) -> Frame:
    last = frame.filter(nw.col("next").is_null())
    is_open = nw.lit(value=False) if asked.over is None else nw.col("time") > asked.over
    if ended:
        is_open = is_open & ~nw.col("place").is_in(list(ended))
    by = ("who", "place", "open")
    return last.with_columns(is_open.alias("open")).group_by(*by).agg(nw.len().alias("n")).select(*by, "n").sort(*by)
