"""Where the engine put everything: its positions, read from its JSON, with y growing downwards."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from journeykit.errors import EngineError
from journeykit.render.flow.dot import head_name, spine_name, zone_name
from journeykit.render.flow.grid import Cell, Grid
from journeykit.render.flow.lanes import Channel, Plan, Zone
from journeykit.render.scene import Scene

__all__ = ["Box", "Layout", "place"]


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
        """The x of the left side."""
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        """The x of the right side."""
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        """The y of the upper side."""
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        """The y of the lower side."""
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Layout:
    """A scene with its grid and plan, and the boxes that the engine gave them. `names` are the nodes' in the frame."""

    scene: Scene
    made: Grid
    planned: Plan
    boxes: dict[str, Box]
    names: dict[str, str]

    def node(self, node: str) -> Box:
        """Where a node stands."""
        return self.boxes[self.names[node]]

    def cell(self, node: str) -> Cell:
        """Its place in the grid."""
        return self.made.cells[node]

    def zone(self, channel: Channel, zone: Zone) -> Box:
        """The room of a zone."""
        return self.boxes[zone_name(*channel, zone)]

    def head(self, band: int, column: int) -> Box:
        """The room above a column."""
        return self.boxes[head_name(band, column)]

    def rank(self, band: int, rank: str) -> Box:
        """The spine's piece in a rank: a corridor, a head, a row or a gap."""
        return self.boxes[spine_name(band, rank)]


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
