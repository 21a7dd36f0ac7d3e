"""The ways that cases took, as whole sequences of activities."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import narwhals as nw

from journeykit.analysis.chart import Bar, Bars
from journeykit.analysis.pictured.words import MOST as MOST_BARS
from journeykit.analysis.pictured.words import counted, notes, part_of, percent
from journeykit.analysis.rows import Rows
from journeykit.errors import EventLogError
from journeykit.events.microseconds import SECOND

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Engine, Frame
    from journeykit.events.log import EventLog

__all__ = ["MOST", "Variant", "check_top", "variant_count", "variants", "way", "ways_of_cases"]

_SHOWN = 8  # activities of a way in the picture
MOST = 2**31 - 1
"""So many rows every engine can be asked for; more is no number to some."""


@dataclass(frozen=True, slots=True)
class Variant:
    """One sequence of activities, and how many cases are exactly that.

    Attributes:
        steps: the activities in order.
        cases: how many cases.
        share: of all cases.
        median_duration: from the first event to the last, in seconds.
        example: a case that is so.
    """

    steps: tuple[str, ...]
    cases: int
    share: float
    median_duration: float
    example: str


def variants(log: EventLog, top: int | None = 10) -> Rows[Variant]:
    """The most frequent sequences; of equally frequent ones those with the least example first. None gives all.

    A sequence is recognised by two sums of random numbers, one for each activity at each position, and its length:
    80 bits, so that two of a million sequences are taken for one once in 10¹² logs.
    """
    check_top(top)
    engine = log.engine
    cases = engine.kept(ways_of_cases(engine, log.moves()))
    grouped = engine.kept(_grouped(cases))
    ranked = grouped.sort("n", "example", descending=[True, False])
    first = ranked if top is None else ranked.head(min(top, MOST))
    found = engine.rows(first.select("h1", "h2", "size", "n", "example"))
    total = engine.rows(grouped.select(nw.col("n").sum().alias("n"), nw.len().alias("all")))[0]
    steps = _steps(log, [row[4] for row in found])
    typical = _durations(log, cases, found)
    made = [
        Variant(steps[example], n, n / total[0], typical[h1, h2, size] / SECOND, str(example))
        for h1, h2, size, n, example in found
    ]
    return Rows(Variant, made, (f"{len(made):,} of {total[1]:,} variants", *log.notes), chart=_bars)


def _bars(found: Rows[Variant]) -> Bars:
    """How many cases take each way; of long ways the beginning and the end."""
    shown = found[:MOST_BARS]
    bars = tuple(Bar(way(each.steps), each.share, percent(each.share), counted(each.cases, "case")) for each in shown)
    left = part_of(len(bars), len(found))
    return Bars("The ways that cases took", bars, "Share of all cases", notes(found.about, left))


def way(steps: tuple[str, ...]) -> str:
    """A sequence in few words: of a long one its first activities and its last."""
    shown = steps if len(steps) <= _SHOWN else (*steps[: _SHOWN - 2], f"… {len(steps) - _SHOWN + 1} more …", steps[-1])
    return " → ".join(shown)


def variant_count(log: EventLog) -> int:
    """How many different sequences there are."""
    return int(log.engine.rows(_grouped(ways_of_cases(log.engine, log.moves())).select(nw.len().alias("n")))[0][0])


def check_top(top: int | None) -> None:
    """Raise EventLogError for what is no number of variants."""
    if top is not None and (not isinstance(top, int) or isinstance(top, bool) or top < 1):
        raise EventLogError(f"top is a whole number from 1, or None for all variants, not {top!r}")


def ways_of_cases(engine: Engine, moves: Frame, *keys: str) -> Frame:
    """One row for each case, with its keys: what tells its way (`h1`, `h2`, `size`), and how long it `lasted`."""
    hashed = engine.hashed(moves, ["activity", "position"])
    return hashed.group_by("case", *keys).agg(
        nw.col("h1").sum().cast(nw.Int64),
        nw.col("h2").sum().cast(nw.Int64),
        nw.len().cast(nw.Int64).alias("size"),
        nw.col("gap").sum().cast(nw.Int64).fill_null(0).alias("lasted"),  # a case of one event has no gap
    )


def _grouped(cases: Any) -> Any:
    return cases.group_by("h1", "h2", "size").agg(
        nw.len().cast(nw.Int64).alias("n"), nw.col("case").min().alias("example")
    )


def _steps(log: EventLog, examples: list[Any]) -> dict[Any, tuple[str, ...]]:
    if not examples:
        return {}
    chosen = log.engine.small({"case": examples})
    events = log.moves().join(chosen, on="case", how="inner").select("case", "position", "activity")
    found: dict[Any, list[str]] = {example: [] for example in examples}
    for case, _, activity in log.engine.rows(events.sort("case", "position")):
        found[case].append(log.names[activity])
    return {case: tuple(steps) for case, steps in found.items()}


def _durations(log: EventLog, cases: Any, found: list[tuple[Any, ...]]) -> dict[tuple[int, int, int], float]:
    if not found:
        return {}
    h1, h2, size = ([row[place] for row in found] for place in range(3))
    chosen = log.engine.small({"h1": h1, "h2": h2, "size": size})
    some = cases.join(chosen, on=["h1", "h2", "size"], how="inner")
    asked = log.engine.quantiles(some, ["h1", "h2", "size"], "lasted", (0.5,))
    return {(a, b, c): median for a, b, c, _, median in asked}
