"""The observed flow as plain charts: stops and streams, and the matrix of shares."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from journeykit.analysis.chart import Grid, Sankey, Stop, Stream
from journeykit.analysis.pictured.words import counted, notes

if TYPE_CHECKING:
    from journeykit.events.observed.flow import ObservedFlow

__all__ = ["flow_chart", "flow_grid"]

_START: Final = "\x00start"  # no activity can be called so: XML and people have no such character
_END: Final = "\x00end"


def flow_chart(found: ObservedFlow) -> Sankey:
    """Activities as stops, moves as streams; cases begin at a stop of their own, and their ends are shown."""
    links = [link for link in found.links if link.shown]
    nodes = [node for node in found.nodes if node.shown]
    cases = sum(node.starts for node in found.nodes)
    last = max((node.layer for node in nodes), default=0) + 2
    stops = [Stop(_START, "start", cases, 0, kind="start")]
    stops += [Stop(node.activity, node.activity, node.events, node.layer + 1) for node in nodes]
    # a log does not say who is done and who is gone: an end is an end
    stops.append(Stop(_END, "end", cases, last, kind="end"))
    streams = [Stream(link.source, link.target, link.count) for link in links]
    streams += [Stream(_START, node.activity, node.starts) for node in nodes if node.starts]
    streams += [Stream(node.activity, _END, node.ends) for node in nodes if node.ends]
    return Sankey(
        f"What {counted(cases, 'case')} did",
        tuple(stops),
        tuple(streams),
        notes=notes(found.about),
        empty="The log holds no event.",
    )


def flow_grid(found: ObservedFlow) -> Grid:
    """From row to column, the share of what follows the row's activity, ends included."""
    names = tuple(node.activity for node in found.nodes if node.shown)
    shares = {(link.source, link.target): link.share for link in found.links}
    counts = {(link.source, link.target): float(link.count) for link in found.links}
    ends = {node.activity: node.ends / node.events for node in found.nodes}
    ended = {node.activity: float(node.ends) for node in found.nodes}
    more = len(found.nodes) - len(names)
    left = f"the {len(names)} most frequent of {len(found.nodes)} activities" if more else ""
    return Grid(
        "What follows what",
        names,
        (*names, "end"),
        tuple((*(shares.get((a, b)) for b in names), ends[a] or None) for a in names),
        notes=notes((each for each in found.about if not each.startswith("the picture ")), left),
        counts=tuple((*(counts.get((a, b)) for b in names), ended[a] or None) for a in names),
    )
