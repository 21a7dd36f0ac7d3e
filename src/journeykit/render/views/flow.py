"""The flow: the map as a graph, its stages as columns, its moves as wide as they are likely."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from journeykit.analysis.overlay import Overlay
from journeykit.render.drawing import Drawing
from journeykit.render.flow.view import to_dot, to_svg
from journeykit.render.from_map import scene_of
from journeykit.render.scene import Said, Scene
from journeykit.render.taken import laid_over, with_ends
from journeykit.render.views import Options, View

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["VIEW"]


@dataclass(frozen=True)
class Flow:
    """Laid out by Graphviz."""

    name: str = "flow"
    takes: frozenset[str] = frozenset({"engine", "overlay", "timeout"})

    def draw(self, journey: JourneyMap, options: Options, /) -> Drawing:
        """The flow drawing of a map."""
        scene = _laid(scene_of(journey, options.personas), options.overlay)
        make = partial(to_svg, scene, theme=options.theme, engine_name=options.engine, timeout=options.timeout)
        return Drawing(scene, self.name, options.theme, make, partial(to_dot, scene))


def _laid(scene: Scene, overlay: str | Overlay | None) -> Scene:
    """The scene with what a result says of each step on its card."""
    if overlay is None:
        return scene
    if isinstance(overlay, str):
        said = f"the view 'flow' takes no overlay {overlay!r}, only results: the view 'poster' does"
        raise ValueError(said)  # noqa: TRY004 - a text is an overlay, though not of this view
    overlay = with_ends(overlay)
    nodes = [
        replace(node, said=tuple(Said(text=mark.text, share=mark.share, tone=mark.tone) for mark in marks))
        for node in scene.nodes
        for marks in [overlay.steps.get(node.id, ())]
    ]
    subtitle, *shorter = (
        f"{each} \u00b7 {overlay.title}" if each else overlay.title for each in (scene.subtitle, *scene.shorter)
    )
    over, more = laid_over(scene, overlay)
    hint = (f"{overlay.title}: {overlay.hint}.",) if overlay.hint else ()
    notes = (*hint, *overlay.notes, *more)
    return replace(over, nodes=tuple(nodes), subtitle=subtitle, shorter=tuple(shorter), notes=notes)


VIEW: Final[View] = Flow()
