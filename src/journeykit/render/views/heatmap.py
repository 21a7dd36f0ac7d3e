"""The heatmap: who goes on where, as a matrix of the map's moves."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from journeykit.analysis.chart import Grid
from journeykit.render.charts.view import to_svg
from journeykit.render.drawing import Drawing
from journeykit.render.from_map import scene_of
from journeykit.render.scene import Edge, Scene
from journeykit.render.views import Options, View

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["VIEW"]

_MOST: Final = 60  # steps: a larger matrix cannot be read


@dataclass(frozen=True)
class Heatmap:
    """A cell for each move, with the share of those at the step who take it."""

    name: str = "heatmap"
    takes: frozenset[str] = frozenset()

    def draw(self, journey: JourneyMap, options: Options, /) -> Drawing:
        """The matrix of a map. Raises ValueError for one of more than 60 steps."""
        scene = scene_of(journey, options.personas)
        grid = _grid(scene)
        return Drawing(scene, self.name, options.theme, partial(to_svg, grid, options.theme))


def _grid(scene: Scene) -> Grid:
    """The moves of a scene: from steps in rows to steps, outcomes and leaving in columns."""
    steps = [node for node in scene.nodes if node.kind in ("touchpoint", "action", "wait")]
    if len(steps) > _MOST:
        raise ValueError(f"a heatmap shows up to {_MOST} steps, and the map has {len(steps)}: choose another view")
    leaves = {node.id for node in scene.nodes if node.kind == "drop_off"}
    targets = [
        (node.id, node.title) for node in scene.nodes if node.kind in ("touchpoint", "action", "wait", "outcome")
    ]
    targets += [(".end", "End")] if any(node.kind == "end" for node in scene.nodes) else []
    targets += [(".drop_off", "Drop-off")] if leaves else []
    places = {name: index for index, (name, _) in enumerate(targets)}
    table: dict[str, list[float | None]] = {node.id: [None] * len(targets) for node in steps}
    unknown = False
    for edge in scene.edges:
        if edge.source in table:
            target = ".drop_off" if edge.target in leaves else edge.target
            unknown = unknown or _assumed(edge)
            table[edge.source][places[target]] = None if _assumed(edge) else edge.probability
    note = ("Moves whose probability is only assumed stay empty.",) if unknown else ()
    return Grid(
        scene.title,
        tuple(node.title for node in steps),
        tuple(title for _, title in targets),
        tuple(tuple(table[node.id]) for node in steps),
        subtitle="Of those at a step in the row, the share who go on to the one in the column.",
        notes=note,
    )


def _assumed(edge: Edge) -> bool:
    """An assumed number is never printed."""
    return edge.basis == "assumed" or edge.probability is None


VIEW: Final[View] = Heatmap()
