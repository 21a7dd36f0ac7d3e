"""Parts of the graph: loops, what can be reached, and what cannot be left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from journeykit.graph.moves import moves

if TYPE_CHECKING:
    from journeykit.graph.move import Moves
    from journeykit.model import JourneyMap

__all__ = ["loops", "reachable", "traps"]


def _graph(journey: JourneyMap, found: Moves) -> nx.DiGraph[str]:
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(step.id for step in journey.steps)
    graph.add_nodes_from(outcome.id for outcome in journey.outcomes)
    # a move that nobody makes leads nowhere
    graph.add_edges_from((move.source, move.target) for move in found.moves if move.probability > 0)
    return graph


def _in_stage_order(journey: JourneyMap, parts: list[set[str]]) -> tuple[tuple[str, ...], ...]:
    position = {step.id: index for index, step in enumerate(journey.steps)}
    ordered = (tuple(sorted(part, key=lambda step: position.get(step, len(position)))) for part in parts)
    return tuple(sorted(ordered, key=lambda part: position.get(part[0], len(position))))


def loops(journey: JourneyMap) -> tuple[tuple[str, ...], ...]:
    """The loops of a map: its strongly connected parts, each as step ids in stage order.

    >>> from journeykit.model import JourneyMap, Stage
    >>> loops(JourneyMap(stages=[Stage("buy", ["find", "basket", "pay"])], flow=["in order", "pay >> basket"]))
    (('basket', 'pay'),)
    """
    graph = _graph(journey, moves(journey))
    parts = [
        part for part in nx.strongly_connected_components(graph) if len(part) > 1 or graph.has_edge(*(*part, *part))
    ]
    return _in_stage_order(journey, parts)


def reachable(journey: JourneyMap, found: Moves | None = None) -> frozenset[str]:
    """The ids of the steps and outcomes that some journey from an entry can reach; by its moves, if somebody has them.

    >>> from journeykit.model import JourneyMap, Stage
    >>> sorted(reachable(JourneyMap(stages=[Stage("buy", ["basket", "pay", "lost"])], flow="basket >> pay")))
    ['basket', 'pay']
    """
    found = moves(journey) if found is None else found
    onward: dict[str, list[str]] = {}
    for move in found.moves:
        if move.probability > 0:  # a move that nobody makes leads nowhere
            onward.setdefault(move.source, []).append(move.target)
    waiting = list(found.entries)
    seen = set(waiting)
    while waiting:
        for target in onward.get(waiting.pop(), ()):
            if target not in seen:
                seen.add(target)
                waiting.append(target)
    return frozenset(seen)


def traps(journey: JourneyMap, found: Moves | None = None) -> tuple[tuple[str, ...], ...]:
    """The parts that cannot be left: loops from which no move, end or drop-off leads out, as ids in stage order.

    `found` are the map's moves, if somebody has them.

    >>> from journeykit.model import JourneyMap, Stage
    >>> traps(JourneyMap(stages=[Stage("buy", ["basket", "pay"])], flow=["basket >> pay", "pay >> basket"]))
    (('basket', 'pay'),)
    """
    found = moves(journey) if found is None else found
    graph = _graph(journey, found)
    outcomes = {outcome.id for outcome in journey.outcomes}
    closed = [
        part
        for part in nx.strongly_connected_components(graph)
        if not part & outcomes
        and not any(found.drop_off.get(step, 1.0) > 0 or found.ends.get(step, 0.0) > 0 for step in part)
        and not any(target not in part for step in part for target in graph.successors(step))
    ]
    return _in_stage_order(journey, closed)
