"""What lies ahead of every open case, computed where the log is: one small table for each step meets the cases."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import narwhals as nw

from journeykit.analysis.chain import DROP_OFF
from journeykit.events.microseconds import SECOND
from journeykit.events.underway.usual import Usual
from journeykit.events.underway.waits import gone_on, within

if TYPE_CHECKING:
    from collections.abc import Collection

    from journeykit.events.engines.engine import Engine, Frame
    from journeykit.events.underway.placed import Placed
    from journeykit.events.underway.prospects import Prospect
    from journeykit.events.underway.waits import Wait

__all__ = ["COLUMNS", "ahead"]

COLUMNS = (
    *("case", "step", "stage", "time", "since", "usual", "percentile", "late", "overdue", "goal", "drop_off", "likely"),
    *("next", "next_probability", "next_in", "goal_given_wait", "drop_off_given_wait"),
)
"""The columns of the answer, in order."""

_OF_STEPS = (
    *("goal", "drop_off", "next_probability", "next_usual", "usual", "late", "seen"),
    *("leaves", "leaves_goal", "leaves_drop_off"),
)
_OF_MOVES = ("share", "n", "then_goal", "then_drop_off")

Waits = Mapping[tuple[str, "str | None"], "Wait"]


def ahead(
    found: Placed, table: Mapping[str, Prospect], waits: Waits, goals: Collection[str], since: int | None
) -> Frame:
    """The open cases with what lies ahead of them; only those heard of after `since`, in microseconds, if given."""
    open_ = found.under_way()
    if since is not None:
        open_ = open_.filter(nw.col("heard") > since)
    wait = nw.lit(found.now) - nw.col("time")
    open_ = found.engine.kept(open_.select("case", "place", "time", wait.alias("wait")))
    frame = open_.join(_steps(found, table, waits, goals), on="place", how="inner")
    frame = frame.join(_still(found, table, waits, goals, open_), on="case", how="left")
    seconds = nw.col("wait") / SECOND
    weight = nw.col("weight") + nw.col("leaves")
    frame = frame.with_columns(
        seconds.alias("since"),
        (seconds > nw.col("late")).alias("overdue"),
        (nw.col("next_usual") - seconds).alias("next_in"),
        nw.when(nw.col("seen") > 0).then(nw.col("within") / nw.col("seen")).alias("percentile"),
        *(
            nw.when(weight > 0)
            .then((nw.col(f"to_{each}") + nw.col(f"leaves_{each}")) / weight)
            .otherwise(nw.col(each))
            .alias(f"{each}_given_wait")
            for each in ("goal", "drop_off")
        ),
    )
    return _won(found, frame, goals).select(*COLUMNS)


def _won(found: Placed, frame: Frame, goals: Collection[str]) -> Frame:
    """The same, with certainty for those who have been at a step that is the goal."""
    steps = [place for goal in goals if (place := found.places.get(goal, found.steps)) < found.steps]
    if not steps:
        return frame
    won = found.frame.filter(nw.col("place").is_in(steps) & (nw.col("passed") == 0)).select("case").unique()
    frame = frame.join(won.with_columns(nw.lit(1).alias("won")), on="case", how="left")
    return frame.with_columns(
        nw.when(nw.col("won") == 1).then(nw.lit(1.0)).otherwise(nw.col(each)).alias(each)
        for each in ("goal", "goal_given_wait")
    )


def _steps(found: Placed, table: Mapping[str, Prospect], waits: Waits, goals: Collection[str]) -> Frame:
    """The small table: one row for each step."""
    rows = []
    for step, row in table.items():
        usual, on = Usual(row, waits), row.on
        leaves = {each.to: each.probability for each in row.nexts if each.to not in found.places}
        rows.append(
            {
                "place": found.places[step],
                "step": step,
                "stage": row.stage,
                "goal": row.goal,
                "drop_off": row.ends[DROP_OFF],
                "likely": row.likely,
                "next": None if on is None else on.to,
                "next_probability": None if on is None else on.probability,
                "next_usual": None if on is None else usual.until(on),
                "usual": usual.seconds,
                "late": usual.late,
                "seen": 0.0 if usual.seen is None else float(usual.seen.n),
                "leaves": sum(leaves.values(), 0.0),
                "leaves_goal": None if row.goal is None else sum((leaves[end] for end in leaves if end in goals), 0.0),
                "leaves_drop_off": leaves.get(DROP_OFF, 0.0),
            }
        )
    texts = dict.fromkeys(("step", "stage", "likely", "next"), nw.String)
    return _table(found.engine, rows, {"place": nw.Int64, **texts, **dict.fromkeys(_OF_STEPS, nw.Float64)})


def _still(found: Placed, table: Mapping[str, Prospect], waits: Waits, goals: Collection[str], open_: Frame) -> Frame:
    """By case, how likely each way on still is after the wait: its probability times the share who took longer.

    Who leaves without an outcome is never seen to, so that leaving grows likelier as the others fall away.
    """
    rows = []
    for step, row in table.items():
        for each in row.nexts:
            if each.to in found.places:
                seen = waits.get((step, each.to))
                further = table.get(each.to)
                won = float(each.to in goals) if further is None else further.goal
                rows.append(
                    {
                        "place": found.places[step],
                        "next": found.places[each.to],
                        "share": each.probability,
                        "n": 0.0 if seen is None else float(seen.n),
                        "then_goal": won,
                        "then_drop_off": 0.0 if further is None else further.ends[DROP_OFF],
                    }
                )
    moves = _table(found.engine, rows, {"place": nw.Int64, "next": nw.Int64, **dict.fromkeys(_OF_MOVES, nw.Float64)})
    asked = open_.join(moves.select("place", "next"), on="place", how="inner").select("case", "place", "next", "wait")
    both = within(asked, gone_on(found, table)).join(moves, on=["place", "next"], how="inner")
    longer = nw.when(nw.col("n") > 0).then(1 - nw.col("within") / nw.col("n")).otherwise(nw.lit(1.0))
    both = both.with_columns((nw.col("share") * longer).alias("weight"))
    both = both.with_columns(
        *((nw.col("weight") * nw.col(f"then_{each}")).alias(f"to_{each}") for each in ("goal", "drop_off"))
    )
    sums = ("within", "weight", "to_goal", "to_drop_off")
    return both.group_by("case").agg(*(nw.col(each).sum() for each in sums))


def _table(engine: Engine, rows: Sequence[Mapping[str, Any]], kinds: Mapping[str, Any]) -> Frame:
    """A small table whose columns have their types even where all is unknown, or there is no row."""
    frame = engine.small({name: [row[name] for row in rows] for name in kinds})
    return frame.with_columns(*(nw.col(name).cast(kind) for name, kind in kinds.items()))
