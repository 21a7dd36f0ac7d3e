"""The flow: the map as a graph, its stages as columns, its moves as wide as they are likely."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from journeykit.render.drawing import Drawing
from journeykit.render.flow.view import to_dot, to_svg
from journeykit.render.from_map import scene_of
from journeykit.render.views import Options, View

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["VIEW"]


@dataclass(frozen=True)
class Flow:
    """Laid out by Graphviz."""

    name: str = "flow"
    takes: frozenset[str] = frozenset({"engine", "timeout"})

    def draw(self, journey: JourneyMap, options: Options, /) -> Drawing:
        """The flow drawing of a map."""
        scene = scene_of(journey, options.personas)
        make = partial(to_svg, scene, theme=options.theme, engine_name=options.engine, timeout=options.timeout)
        return Drawing(scene, self.name, options.theme, make, partial(to_dot, scene))


VIEW: Final[View] = Flow()
