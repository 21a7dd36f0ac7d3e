"""Where the engine put everything: its positions, read from its JSON, with y growing downwards."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from journeykit.errors import EngineError

__all__ = ["Box", "place"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle by its middle and its size, in px.

    >>> Box(10, 10, 4, 2).right
    12.0
    """

    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        return self.y + self.height / 2


def place(answer: str) -> dict[str, Box]:
    """The box of every node by its name. Raises EngineError where the answer is not a layout.

    >>> place('{"bb": "0,0,9,50", "objects": [{"name": "a", "pos": "5,40", "width": "1", "height": "0.5"}]}')
    {'a': Box(x=5.0, y=10.0, width=72.0, height=36.0)}
    """
    try:
        graph: dict[str, Any] = json.loads(answer)
        top = float(graph["bb"].split(",")[3])
        found = {}
        for each in graph.get("objects", ()):
            if "pos" in each:
                x, y = (float(part) for part in each["pos"].split(","))
                found[each["name"]] = Box(x, top - y, float(each["width"]) * 72, float(each["height"]) * 72)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise EngineError(f"the engine's answer is no layout: {error}") from error
    return found
