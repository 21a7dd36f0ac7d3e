"""The replay: what cases did, counted in the engine, and the deviations of each case beside its id."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import narwhals as nw

if TYPE_CHECKING:
    from journeykit.events.conformance.judging import Judge, Tag
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog

__all__ = ["Replay", "replayed"]

_NONE = -1  # a code that no activity has: engines do not join on nulls


@dataclass(frozen=True, eq=False)
class Replay:
    """What was counted, by codes of activities.

    Attributes:
        pairs: directly-follows moves.
        starts: cases by their first activity.
        ends: cases by their last activity, how many of them are open, without an outcome so far, and how many came to
            an outcome before.
        cases: all of them.
        single: cases of one event, which make no move.
        straying: cases with a move that is off the map, or of one event that is.
        astray: the sum over cases of the share of their moves that are off the map.
        tags: each deviation and how often it happened, in a fixed order; a tag is its place here.
        parts: frames of `case` and `tag`, where the deviations were found.
    """

    log: EventLog
    pairs: Mapping[tuple[int, int], int]
    starts: Mapping[int, int]
    ends: Mapping[int, tuple[int, int, int]]
    cases: int
    single: int
    straying: int
    astray: float
    tags: tuple[tuple[Tag, int], ...]
    parts: tuple[Frame, ...]

    @cached_property
    def tagged(self) -> Frame | None:
        """A frame of `case` and `tag`, each pair once; made when somebody asks for more than the fitness."""
        return self.log.engine.kept(nw.concat(self.parts).unique()) if self.parts else None

    @cached_property
    def moves(self) -> int:
        """All directly-follows moves."""
        return sum(self.pairs.values())

    def in_cases(self, groups: Sequence[Sequence[int]]) -> list[int]:
        """For each group of tags, in how many cases at least one of them happened."""
        frame = self.grouped(groups)
        found = {} if frame is None else _tally(self.log, frame, "group")
        return [found.get(group, 0) for group in range(len(groups))]

    def grouped(self, groups: Sequence[Sequence[int]]) -> Frame | None:
        """A frame of `case` and `group`, each pair once; None where no deviation happened."""
        pairs = [(tag, group) for group, tags in enumerate(groups) for tag in tags]
        if self.tagged is None or not pairs:
            return None
        which = _small(self.log, ("tag", "group"), pairs)
        found = self.tagged.join(which, on="tag", how="inner").select("case", "group")
        return found if all(len(tags) <= 1 for tags in groups) else found.unique()

    def never(self, groups: Sequence[tuple[Sequence[int], Sequence[int]]]) -> list[int]:
        """For each group of tags and activities, how many cases have one of the tags and none of the activities."""
        frame = self.grouped([tags for tags, _ in groups])
        if frame is None:
            return [0] * len(groups)
        steps = {codes: number for number, codes in enumerate(dict.fromkeys(tuple(codes) for _, codes in groups))}
        pairs = [(code, number) for codes, number in steps.items() for code in codes]
        if pairs:
            which = _small(self.log, ("activity", "step"), pairs)
            met = self.log.moves().select("case", "activity").join(which, on="activity", how="inner")
            of = _small(self.log, ("group", "step"), [(n, steps[tuple(codes)]) for n, (_, codes) in enumerate(groups)])
            absent = frame.join(of, on="group", how="inner")
            frame = absent.join(met.select("case", "step"), on=["case", "step"], how="anti")
        found = _tally(self.log, frame, "group")
        return [found.get(group, 0) for group in range(len(groups))]

    def examples(self, groups: Sequence[Sequence[int]], most: int) -> list[tuple[Any, ...]]:
        """For each group of tags the smallest ids of the cases where one of them happened."""
        found: list[list[Any]] = [[] for _ in groups]
        frame = self.grouped(groups)
        if frame is not None and most > 0:
            # engines know that of a rank like this only the first are wanted, and sort no more than those
            ranked = frame.with_columns(rank=nw.col("case").rank("ordinal").over("group"))
            few = ranked.filter(nw.col("rank") <= most).select("group", "case").sort("group", "case")
            for group, case in self.log.engine.rows(few):
                found[group].append(case)
        return [tuple(each) for each in found]


def replayed(log: EventLog, judge: Judge, closed: int | None = None) -> Replay:
    """Replay each case of a log.

    Cases whose last event is later than `closed` (microseconds) are open, unless they have come to an outcome.
    """
    failing = "failed" in log.events.columns
    moves = log.moves("failed") if failing else log.moves()
    first, last = nw.col("position") == 0, nw.col("next").is_null()
    marked = moves.with_columns(first=first.cast(nw.Int64), alone=(first & last).cast(nw.Int64))
    counted = log.engine.rows(
        marked.group_by("activity", "next").agg(
            nw.len().cast(nw.Int64).alias("n"), nw.col("first").sum(), nw.col("alone").sum()
        )
    )
    pairs = {(a, b): int(n) for a, b, n, *_ in sorted(counted, key=lambda row: (row[0], row[1] or 0)) if b is not None}
    under_way = {} if closed is None else _under_way(log, moves, judge, closed)
    went_on = _went_on(log, moves, judge) if any(a in judge.over for a, _ in pairs) else {}
    ends = {a: (int(n), under_way.get(a, 0), went_on.get(a, 0)) for a, b, n, *_ in counted if b is None}
    starts: Counter[int] = Counter()
    for a, _, _, begun, _ in counted:
        starts[a] += int(begun)
    single = sum(int(alone) for *_, alone in counted)
    lonely = sum(int(alone) for a, _, _, _, alone in counted if judge.places[a] is None)

    off = {pair: n for pair, n in pairs.items() if not judge.fits(*pair)}
    strays = _strays(log, moves, sorted(off))
    straying, astray = _shares(log, moves, strays)
    visits, bridges = _visits(log, moves, judge)
    failures = _failures(moves, judge, failing=failing)
    found = _Found(off, strays, visits, bridges, failures)
    return Replay(
        log, pairs, {a: n for a, n in sorted(starts.items()) if n}, ends, sum(starts.values()), single,
        straying + lonely, astray, *_tags(log, judge, found),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Found:
    """Where deviations are: moves off the map with their counts, and frames of the cases; None where there are none."""

    off: Mapping[tuple[int, int], int]
    strays: Frame | None
    visits: Frame | None
    bridges: Frame | None
    failures: Frame | None


def _under_way(log: EventLog, moves: Frame, judge: Judge, closed: int) -> dict[int, int]:
    """The open cases by their last activity."""
    last = moves.filter(nw.col("next").is_null() & (nw.col("time") > closed)).select("case", "activity")
    return _tally(log, last.join(_over(moves, judge), on="case", how="anti") if judge.over else last, "activity")


def _went_on(log: EventLog, moves: Frame, judge: Judge) -> dict[int, int]:
    """The cases that do not end with an outcome and came to one before, by their last activity."""
    last = moves.filter(nw.col("next").is_null() & ~nw.col("activity").is_in(list(judge.over)))
    return _tally(log, last.select("case", "activity").join(_over(moves, judge), on="case", how="inner"), "activity")


def _over(moves: Frame, judge: Judge) -> Frame:
    """The cases that came to an outcome."""
    return moves.filter(nw.col("activity").is_in(list(judge.over))).select("case").unique()


def _strays(log: EventLog, moves: Frame, off: Sequence[tuple[int, int]]) -> Frame | None:
    """Each move that is off the map: `case`, and `pair`, its place in `off`."""
    if not off:
        return None
    which = _small(log, ("activity", "next", "pair"), [(*pair, place) for place, pair in enumerate(off)])
    made = moves.select("case", "activity", "next").join(which, on=["activity", "next"], how="inner")
    return log.engine.kept(made.select("case", "pair"))


def _shares(log: EventLog, moves: Frame, strays: Frame | None) -> tuple[int, float]:
    """How many cases stray, and the sum of the shares of their moves that do."""
    if strays is None:
        return 0, 0.0
    off = strays.group_by("case").agg(nw.len().alias("off"))
    last = moves.filter(nw.col("next").is_null()).select("case", "position")  # as many moves came before
    shares = off.join(last, on="case", how="inner").with_columns(
        share=nw.col("off").cast(nw.Float64) / nw.col("position").cast(nw.Float64)
    )
    ((count, total),) = log.engine.rows(shares.select(nw.col("share").count().alias("n"), nw.col("share").sum()))
    return int(count), float(total)


def _visits(log: EventLog, moves: Frame, judge: Judge) -> tuple[Frame | None, Frame | None]:
    """The activities off the map with the steps before and after them, and the moves that lead over them.

    Only cases with such an activity are looked at again. Within one, `met` counts the events on the map so far: it is
    the same at a step and at all activities off the map that follow it.
    """
    if not judge.foreign:
        return None, None
    places = _small(
        log, ("activity", "own"), [(code, int(place is not None)) for code, place in enumerate(judge.places)]
    )
    whole = moves.select("case", "activity", "position").join(places, on="activity", how="inner")
    some = whole.filter(nw.col("own") == 0).select("case").unique()
    met = nw.col("own").cum_sum().over("case", order_by="position").cast(nw.Int64)
    whole = log.engine.kept(whole.join(some, on="case", how="semi").with_columns(met=met))
    steps = whole.filter(nw.col("own") == 1)
    before = steps.select("case", "met", before=nw.col("activity").cast(nw.Int64))
    after = steps.select("case", met=nw.col("met") - 1, after=nw.col("activity").cast(nw.Int64))
    visits = whole.filter(nw.col("own") == 0).select("case", "met", "activity")
    visits = visits.join(before, on=["case", "met"], how="left").join(after, on=["case", "met"], how="left")
    visits = visits.with_columns(before=nw.col("before").fill_null(_NONE), after=nw.col("after").fill_null(_NONE))
    visits = log.engine.kept(visits.select("case", "met", "activity", "before", "after"))
    over = visits.select("case", "met", "before", "after").unique()
    return visits, over.filter((nw.col("before") != _NONE) & (nw.col("after") != _NONE))


def _failures(moves: Frame, judge: Judge, *, failing: bool) -> Frame | None:
    """The events on the map that failed, by their status or by their name."""
    if not (failing or judge.failing):
        return None
    by_name = nw.col("activity").is_in(sorted(judge.failing)) if judge.failing else None
    by_status = nw.col("failed") if failing else None
    which = by_name if by_status is None else by_status if by_name is None else by_name | by_status
    return moves.filter(which & nw.col("activity").is_in(list(judge.known))).select("case", "activity")


def _tags(log: EventLog, judge: Judge, found: _Found) -> tuple[tuple[tuple[Tag, int], ...], tuple[Frame, ...]]:
    """All deviations with their counts, and which cases have them."""
    bridged = {(a, b): n for (a, b), n in _grouped(log, found.bridges, "before", "after").items()}
    seen = {
        (a, _code(before), _code(after)): n
        for (a, before, after), n in _grouped(log, found.visits, "activity", "before", "after").items()
    }
    failed = {a: n for (a,), n in _grouped(log, found.failures, "activity").items()}
    made = Counter(found.off) + Counter(bridged)
    counted = judge.counted(made, seen, failed)
    tags = tuple(sorted(counted.items(), key=lambda each: (-each[1], each[0].key)))
    place = {tag: number for number, (tag, _) in enumerate(tags)}

    def joined(frame: Frame | None, keys: Sequence[str], rows: Iterable[tuple[int, ...]]) -> None:
        listed = list(rows)
        if frame is not None and listed:
            which = _small(log, (*keys, "tag"), listed)
            parts.append(frame.join(which, on=list(keys), how="inner").select("case", "tag"))

    parts: list[Frame] = []
    numbered = enumerate(sorted(found.off))
    joined(found.strays, ["pair"], [(n, place[tag]) for n, pair in numbered for tag in judge.of_move(*pair)])
    joined(
        found.bridges, ["before", "after"], [(*pair, place[tag]) for pair in bridged for tag in judge.of_move(*pair)]
    )
    joined(
        found.visits,
        ["activity", "before", "after"],
        [(a, _or(b), _or(c), place[judge.of_visit(a, b, c)]) for a, b, c in seen],
    )
    joined(found.failures, ["activity"], [(a, place[judge.of_failure(a)]) for a in failed])
    return tags, tuple(parts)


def _grouped(log: EventLog, frame: Frame | None, *by: str) -> dict[tuple[int, ...], int]:
    if frame is None:
        return {}
    rows = log.engine.rows(frame.group_by(*by).agg(nw.len().cast(nw.Int64).alias("n")).sort(*by))
    return {tuple(map(int, key)): int(n) for *key, n in rows}


def _tally(log: EventLog, frame: Frame, by: str) -> dict[int, int]:
    return {key: n for (key,), n in _grouped(log, frame, by).items()}


def _small(log: EventLog, names: Sequence[str], rows: Sequence[tuple[int, ...]]) -> Frame:
    return log.engine.small(dict(zip(names, map(list, zip(*rows, strict=True)), strict=True)))


def _code(found: int) -> int | None:
    return None if found == _NONE else found


def _or(code: int | None) -> int:
    return _NONE if code is None else code
