"""The steps, stages and outcomes of two maps in one order: those of the second, and those that are gone in place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from journeykit.render.scene import Node, Scene, StageBox

__all__ = ["STEPS", "one_scene", "woven"]

STEPS = ("touchpoint", "action", "wait")


def woven(now: Sequence[str], then: Sequence[str]) -> list[str]:
    """The names of now, with those that are gone behind the ones that they stood behind.

    >>> woven(["a", "new", "c"], ["a", "b", "c"])
    ['a', 'b', 'new', 'c']
    """
    found, known = list(now), set(now)
    before: str | None = None
    for name in then:
        if name not in known:
            found.insert(found.index(before) + 1 if before in found else 0, name)
        before = name
    return found


def one_scene(then: Scene, now: Scene) -> Scene:
    """One scene of both, with the moves of the second; a step that both have stands where the second has it."""
    nodes = {node.id: node for node in (*_lasting(then), *now.nodes)}
    here = {node.id for node in now.nodes}
    stages = {stage.id: stage for stage in (*then.stages, *now.stages)}
    order = woven([stage.id for stage in now.stages], [stage.id for stage in then.stages])
    held: list[Node] = [node for node in now.nodes if node.kind == "start"]
    for stage in order:
        mine = [node.id for node in now.nodes if node.stage == stage and node.kind in STEPS]
        old = [node.id for node in then.nodes if node.stage == stage and node.kind in STEPS]
        # a step that moved on does not stand here, but what stood behind it still knows its place
        names = woven(mine, [name for name in old if name in mine or name not in here])
        held += [nodes[name] for name in names]
        held += [node for node in now.nodes if node.stage == stage and node.kind not in STEPS]
    ends = [[node.id for node in each.nodes if node.kind == "outcome"] for each in (now, then)]
    held += [nodes[name] for name in woven(ends[0], ends[1])]
    held += [node for node in now.nodes if node.kind == "end"]
    return replace(now, stages=tuple(_stage(stages[name], then, now) for name in order), nodes=tuple(held))


def _lasting(scene: Scene) -> list[Node]:
    return [node for node in scene.nodes if node.kind in (*STEPS, "outcome")]


def _stage(stage: StageBox, then: Scene, now: Scene) -> StageBox:
    """A stage with what became of it in its name."""
    old = next((each for each in then.stages if each.id == stage.id), None)
    new = next((each for each in now.stages if each.id == stage.id), None)
    if old is None:
        return replace(stage, title=f"+ {stage.title} (added)")
    if new is None:
        return replace(stage, title=f"\u2212 {stage.title} (removed)")
    return stage if old.title == new.title else replace(stage, title=f"{new.title} (was: {old.title})")
