"""Which moves rest on nothing but a guess, for drawings that let such claims fade."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from journeykit.model.claims import evidence_level, general
from journeykit.render.scene import Scene

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["weakened"]


def weakened(journey: JourneyMap, scene: Scene) -> Scene:
    """The scene with those moves marked weak whose probability somebody states without research behind it.

    >>> from journeykit.model import JourneyMap, Stage, Transition
    >>> from journeykit.render.from_map import scene_of
    >>> shop = JourneyMap(stages=[Stage("buy", ["basket", "pay"])],
    ...                   flow=["in order", Transition("pay", "basket", probability=.2)])
    >>> [(edge.source, edge.target) for edge in weakened(shop, scene_of(shop)).edges if edge.weak]
    [('pay', 'basket')]
    """
    everywhere = general(journey)
    guessed = {
        (move.source, move.target)
        for move in journey.transitions
        if move.probability is not None and evidence_level(move.evidence or everywhere) == "assumption"
    }
    leaving = {
        step.id
        for stage in journey.stages
        for step in stage.steps
        if step.drop_off is not None and evidence_level(step.evidence or stage.evidence or everywhere) == "assumption"
    }
    edges = tuple(
        replace(edge, weak=True)
        if (edge.source, edge.target) in guessed or (edge.kind == "drop_off" and edge.source in leaving)
        else edge
        for edge in scene.edges
    )
    return replace(scene, edges=edges)
