"""The way of one customer over a map."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from journeykit.errors import EventLogError

if TYPE_CHECKING:
    from journeykit.events.matched import Matched
    from journeykit.events.underway.ends import Ends
    from journeykit.events.underway.prospects import Prospect
    from journeykit.events.underway.trace import Seen

__all__ = ["Walked", "walked"]


@dataclass(frozen=True)
class Walked:
    """What of a trace is on the map.

    Attributes:
        nodes: ids of steps, and of the outcome that ends them.
        step: the last step; None where only an outcome is there.
        entered: when it began; None where unknown.
        ended: how the journey ended: an outcome, or `.end`; None where it is under way.
    """

    nodes: tuple[str, ...]
    step: str | None
    entered: datetime | None
    ended: str | None

    def off_map(self, table: Mapping[str, Prospect]) -> tuple[tuple[str, str], ...]:
        """The moves that the map does not have, each once, in order."""
        able = {step: {each.to for each in row.nexts} for step, row in table.items()}
        return tuple(dict.fromkeys(pair for pair in pairwise(self.nodes) if pair[1] not in able.get(pair[0], ())))


def walked(events: Seen, match: Matched, table: Collection[str], outcomes: Collection[str], ends: Ends) -> Walked:
    """The way of a customer: steps that are in the table, up to the first outcome. Raises EventLogError for none."""
    known = [
        (match.step_of[name], at, name)
        for name, at in zip(events.activities, events.times, strict=True)
        if match.step_of.get(name) in table or match.step_of.get(name) in outcomes
    ]
    # from one activity of a step to another it goes on: one visit, which began with the first
    way = [
        (node, at)
        for place, (node, at, name) in enumerate(known)
        if not place or known[place - 1][0] != node or known[place - 1][2] == name
    ]
    if not way:
        raise EventLogError("no activity of the trace is a step of the map, or one that this persona meets")
    over = next((place for place, (node, _) in enumerate(way) if node in outcomes), None)
    if over is not None:
        way = way[: over + 1]
    nodes = tuple(node for node, _ in way)
    if over is None:
        step, entered = way[-1]
        return Walked(nodes, step, entered, ends.closed[step] if step in ends.final else None)
    if over == 0:
        return Walked(nodes, None, None, nodes[-1])
    step, entered = way[over - 1]
    return Walked(nodes, step, entered, nodes[-1])
