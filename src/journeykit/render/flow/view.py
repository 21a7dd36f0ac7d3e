"""From a scene to its SVG: measure, fold, route, lay out, draw."""

from __future__ import annotations

from journeykit.render import engine
from journeykit.render.flow.cards import card
from journeykit.render.flow.dot import frame
from journeykit.render.flow.export import whole
from journeykit.render.flow.grid import Grid, folds, grid
from journeykit.render.flow.lanes import Plan
from journeykit.render.flow.of_all import of_all
from journeykit.render.flow.paint import paint
from journeykit.render.flow.paths import lines
from journeykit.render.flow.place import Layout, place
from journeykit.render.flow.routing import plan, size
from journeykit.render.flow.stage_art import head_height
from journeykit.render.scene import Scene
from journeykit.render.theme import Themed

__all__ = ["fold", "to_dot", "to_svg"]

_TRIED, _LARGE, _HUGE = 8, 150, 500


def to_svg(
    scene: Scene, *, theme: Themed = "auto", engine_name: str | None = None, timeout: float | None = None
) -> str:
    """The flow drawing of a scene. Raises EngineError as `engine.run` does, UnknownName for a theme."""
    scene = of_all(scene)
    made, planned = fold(scene)
    names = {node.id: f"n{index}" for index, node in enumerate(scene.nodes)}
    index = {stage.id: number for number, stage in enumerate(scene.stages)}
    heads = [
        max((head_height(scene, index[column.stage]) for column in band if column.stage is not None), default=1.0)
        for band in made.bands
    ]
    answer = engine.run(frame(made, planned, heads, names), to="json0", engine=engine_name, timeout=timeout)
    layout = Layout(scene, made, planned, place(answer), names)
    return paint(layout, lines(layout), theme)


def fold(scene: Scene) -> tuple[Grid, Plan]:
    """The fold whose real proportions are best; large maps, where planning takes its time, trust the guess."""
    cards = {node.id: card(node, scene.language) for node in scene.nodes}
    count = len(scene.nodes)
    options = folds(scene)[: _TRIED if count <= _LARGE else _TRIED // 2 if count <= _HUGE else 1]
    tried = []
    for option in options:
        made = grid(scene, option)
        planned = plan(scene, made, cards)
        tried.append((option.judge(*size(made, planned)), made, planned))
    _, made, planned = min(tried, key=lambda each: each[0])
    return made, plan(scene, made, cards, planned) if len(made.bands) > 1 else planned


def to_dot(scene: Scene) -> str:
    """The scene as DOT, with everything it says, for anybody's Graphviz."""
    return whole(of_all(scene))
