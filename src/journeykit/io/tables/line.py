"""Moves as a flow: the line through the steps is said once, and what leaves it move by move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from journeykit.io.tables.moves import worded_move
from journeykit.model import JourneyMap

__all__ = ["Line", "expanded"]

Move = dict[str, Any]
IN_ORDER = "in order"


class Line:
    """The line through the steps of a tree, as `in order` means it; with an `order`, through its steps in this one.

    >>> tree = {"stages": [{"id": "s", "steps": [{"touchpoint": "a"}, {"touchpoint": "b"}]}]}
    >>> line = Line(tree)
    >>> line.of("a"), line.flow([{"from": "a", "to": "b"}, {"from": "b", "to": "a"}])
    ([{'from': 'a', 'to': 'b'}], ['in order', {'from': 'b', 'to': 'a'}])
    """

    def __init__(self, tree: Mapping[str, Any], order: Sequence[str] = ()) -> None:
        self._bones = _bones(tree)
        if order:
            places = {step: place for place, step in enumerate(order)}
            self._bones["stages"][0]["steps"].sort(key=lambda step: places[next(iter(step.values()))])
        self.moves = self._meaning([IN_ORDER]) or []
        self._by_source: dict[str, list[Move]] = {}
        for move in self.moves:
            self._by_source.setdefault(move["from"], []).append(move)

    def of(self, step: str) -> list[Move]:
        """Where the line leads from a step."""
        return self._by_source.get(step, [])

    def says(self, step: str, moves: Sequence[Move]) -> bool:
        """Whether the line leads from a step by just these moves, for everybody: then nothing need be said."""
        return list(moves) == self.of(step) and not any("personas" in move for move in moves)

    def flow(self, moves: Sequence[Move]) -> list[Any] | None:
        """A flow that means these moves, each pair of steps once; None for the line itself, which no flow means too."""
        if not moves:
            return []
        if _same(moves, self.moves):
            return None
        bare = {_key(move) for move in self.moves}
        rest = [move for move in moves if _key(move) not in bare]
        meant = self._meaning([IN_ORDER, *rest]) if self.moves else None
        return [IN_ORDER, *rest] if meant is not None and _same(meant, moves) else list(moves)

    def _meaning(self, flow: list[Any]) -> list[Move] | None:
        """What a flow means on these steps; None where it cannot be."""
        try:
            journey = JourneyMap.model_validate({**self._bones, "flow": flow})
        except ValidationError:  # the whole map has this fault too, and it is told there
            return None
        return [worded_move(each) for each in journey.transitions]


def _bones(tree: Mapping[str, Any]) -> Move:
    """What of a tree the line depends on."""
    people = [{key: each[key] for key in ("id", "side") if key in each} for each in tree.get("personas", ())]
    steps = [
        {kind: step[kind]} | ({"personas": step["personas"]} if "personas" in step else {})
        for stage in tree.get("stages", ())
        for step in stage.get("steps", ())
        for kind in ("touchpoint", "action", "wait")
        if kind in step
    ]
    ends = [{key: each[key] for key in ("id", "result") if key in each} for each in tree.get("outcomes", ())]
    bones: Move = {"personas": people, "stages": [{"id": "all", "steps": steps}], "outcomes": ends}
    return bones | ({"cast": tree["cast"]} if "cast" in tree else {})


def _key(move: Move) -> tuple[Any, ...]:
    return tuple((key, tuple(value) if isinstance(value, list) else value) for key, value in sorted(move.items()))


def _same(one: Sequence[Move], other: Sequence[Move]) -> bool:
    return sorted(map(_key, one), key=repr) == sorted(map(_key, other), key=repr)


def expanded(flow: Sequence[Any]) -> list[Any]:
    """The entries of a flow with chains as single moves.

    >>> expanded(["in order", "a >> b >> c"])
    ['in order', {'from': 'a', 'to': 'b'}, {'from': 'b', 'to': 'c'}]
    """
    found: list[Any] = []
    for entry in flow:
        if isinstance(entry, str) and ">>" in entry:
            ids = [part.strip() for part in entry.split(">>")]
            found += [{"from": a, "to": b} for a, b in pairwise(ids)]
        else:
            found.append(entry)
    return found
