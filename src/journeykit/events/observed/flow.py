"""The observed flow: activities in columns, and who goes from where to where, loops included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import narwhals as nw

from journeykit.analysis.pictured.words import percent
from journeykit.analysis.rows import Rows
from journeykit.errors import EventLogError
from journeykit.events.observed.flow_columns import columns, in_order
from journeykit.events.observed.pictured_flow import flow_chart, flow_grid

if TYPE_CHECKING:
    from journeykit.analysis.chart import Grid, Picture, Sankey
    from journeykit.events.log import EventLog

__all__ = ["FlowLink", "FlowNode", "ObservedFlow", "flow"]

_MOST = 60  # activities of one picture


@dataclass(frozen=True)
class FlowNode:
    """An activity of a flow.

    Attributes:
        activity: its name.
        events: how often it happened.
        starts: how many cases start with it.
        ends: how many cases end with it, those still under way included.
        cases: how many cases hold it.
        position: how many events of the case come before its first one, the mean over those cases.
        layer: its column in the picture, from 0 on.
        shown: whether the picture has it, or it is one of the rare ones.
    """

    activity: str
    events: int
    starts: int
    ends: int
    cases: int
    position: float
    layer: int
    shown: bool


@dataclass(frozen=True)
class FlowLink:
    """A move of a flow.

    Attributes:
        source: the activity it leaves.
        target: the activity that follows; the same one for a repetition.
        count: how often.
        share: 0..1, of all events of the source, cases that end there included.
        shown: whether the picture has it, or it is one of the thin ones.
    """

    source: str
    target: str
    count: int
    share: float
    shown: bool


@dataclass(frozen=True)
class ObservedFlow:
    """What a log flows like: `nodes`, `links` and what must be known of them (`about`)."""

    nodes: Rows[FlowNode]
    links: Rows[FlowLink]
    about: tuple[str, ...]

    def sankey(self) -> Sankey:
        """The flow as a plain chart."""
        return flow_chart(self)

    def grid(self) -> Grid:
        """The matrix of shares as a plain chart: row to column, activities by their place in the journey."""
        return flow_grid(self)

    def draw(self, theme: Any = "auto") -> Picture:
        """The picture of the flow, in a theme as for `journeykit.draw`."""
        from journeykit.show import chart_drawing

        made: Any = chart_drawing(self.sankey(), theme)  # its properties are cached, which no protocol can say
        return cast("Picture", made)

    def heatmap(self, theme: Any = "auto") -> Picture:
        """The picture of the matrix of shares."""
        from journeykit.show import chart_drawing

        made: Any = chart_drawing(self.grid(), theme)  # as above
        return cast("Picture", made)

    def _repr_svg_(self) -> str:
        return self.draw().svg


def flow(log: EventLog, *, top: int = 40) -> ObservedFlow:
    """The moves between activities, and where in a journey each activity stands.

    Activities are ordered by how many events come before their first one in a case, the mean over the cases that hold
    them: a share of the case's length would put what short cases begin with behind what long ones end with; and
    neighbours change places where more moves lead back than forth, cases that start with an activity counted as moves
    forth. One that most cases start with is the first. One stands in a later column than those before it that bring a
    fifth of its arrivals or more, or from which a move of the picture leads to it more often than back.
    The picture has the `top` most frequent moves, and the most frequent one to and from each of its activities, of
    which it has the 60 most frequent; how many are left out, and how many moves they are together, is said in `about`.
    `nodes` and `links` have all.

    Raises EventLogError for a `top` that is no count of at least 1.

    >>> import journeykit as jk
    >>> log = jk.EventLog([{"case": case, "activity": name, "timestamp": f"2026-01-0{day} 12:00Z"}
    ...                    for case, names in {"1": "look basket pay", "2": "look basket look"}.items()
    ...                    for day, name in enumerate(names.split(), 1)])
    >>> found = flow(log)
    >>> [(node.activity, node.layer, node.starts, node.ends) for node in found.nodes]
    [('look', 0, 2, 1), ('basket', 1, 0, 0), ('pay', 2, 0, 1)]
    >>> [(link.source, link.target, link.count, link.share) for link in found.links][:2]
    [('look', 'basket', 2, 0.6666666666666666), ('basket', 'look', 1, 0.5)]
    """
    if not isinstance(top, int) or isinstance(top, bool) or top < 1:
        raise EventLogError(f"top is a count of moves, at least 1, not {top!r}")
    counts, positions, starts = _counted(log)
    names = log.names
    events: dict[int, int] = defaultdict(int)
    for (code, _), count in counts.items():
        events[code] += count
    moves = {(a, b): count for (a, b), count in counts.items() if b is not None}
    order = in_order(sorted(events, key=lambda code: (positions[code][0], names[code])), moves, starts)
    often = set(sorted(events, key=lambda code: (-events[code], names[code]))[:_MOST])
    ranked = sorted(moves, key=lambda pair: (-moves[pair], names[pair[0]], names[pair[1]]))
    shown = _shown([pair for pair in ranked if often.issuperset(pair)], top)
    layer = columns(order, moves, starts, shown)
    nodes = [
        FlowNode(
            names[code],
            events[code],
            starts.get(code, 0),
            counts.get((code, None), 0),
            positions[code][1],
            positions[code][0],
            layer[code],
            code in often,
        )
        for code in order
    ]
    links = [FlowLink(names[a], names[b], moves[a, b], moves[a, b] / events[a], (a, b) in shown) for a, b in ranked]
    rare = len(nodes) - len(often)
    left = [f"the picture has the {_MOST} most frequent activities; {rare} rarer ones are left out"] if rare else []
    about = (*_thin(links), *left, *log.notes)
    return ObservedFlow(Rows(FlowNode, nodes, about), Rows(FlowLink, links, about), about)


def _shown(ranked: Sequence[tuple[int, int]], top: int) -> set[tuple[int, int]]:
    """The most frequent moves, and of each activity the most frequent one in and out: none hangs in the air."""
    shown = set(ranked[:top])
    into: dict[int, tuple[int, int]] = {}
    out: dict[int, tuple[int, int]] = {}
    for a, b in ranked:
        if a != b:
            into.setdefault(b, (a, b))
            out.setdefault(a, (a, b))
    return shown | set(into.values()) | set(out.values())


def _counted(
    log: EventLog,
) -> tuple[dict[tuple[int, int | None], int], dict[int, tuple[float, int]], dict[int, int]]:
    """Events by activity and what follows; the mean first position and the cases of each activity; starts."""
    moves = log.moves()
    counted = moves.group_by("activity", "next").agg(n=nw.len()).sort("activity", "next", nulls_last=True)
    first = moves.group_by("case", "activity").agg(nw.col("position").min())
    placed = first.group_by("activity").agg(
        nw.col("position").sum(), begins=(nw.col("position") == 0).cast(nw.Int64).sum(), cases=nw.len()
    )
    rows = log.engine.rows(placed.select("activity", "position", "begins", "cases").sort("activity"))
    return (
        {(a, b): n for a, b, n in log.engine.rows(counted)},
        {code: (before / cases, cases) for code, before, _, cases in rows},
        {code: begins for code, _, begins, _ in rows if begins},
    )


def _thin(links: list[FlowLink]) -> list[str]:
    left = [link.count for link in links if not link.shown]
    if not left:
        return []
    share = percent(sum(left) / sum(link.count for link in links)).replace("\u00a0", " ")
    many = "1 thin link" if len(left) == 1 else f"{len(left)} thin links"
    together = "1 move" if sum(left) == 1 else f"{'' if len(left) == 1 else 'together '}{sum(left):,} moves"
    return [f"the picture leaves out {many}, {together} ({share} of all)"]
