"""How a journey felt and feels: by persona two curves in one chart."""

from __future__ import annotations

from dataclasses import replace

from journeykit.render.diff_view.nodes import STEPS
from journeykit.render.scene import Scene
from journeykit.render.sheet import Curve, Sheet

__all__ = ["both_curves"]


def both_curves(
    then: tuple[Scene, Sheet], now: tuple[Scene, Sheet], whole: Scene, versions: tuple[str, str]
) -> tuple[Curve, ...]:
    """Persona by persona the curve of now, unbroken, and that of then.

    Where each map has but one curve, the two belong together whoever they are.
    """
    old, new = ({curve.persona: curve for curve in sheet.curves if curve.points} for _, sheet in (then, now))
    if len(old) == len(new) == 1:
        old = dict(zip(new, old.values(), strict=True))
    steps = [node.id for node in whole.nodes if node.kind in STEPS]
    absent = [frozenset(steps) - {node.id for node in scene.nodes} for scene, _ in (then, now)]
    order = {node.id: index for index, node in enumerate(whole.nodes)}
    people = list(dict.fromkeys((*new, *old)))
    found: list[Curve] = []
    for who in people:
        name = (new.get(who) or old[who]).name
        chart = (name or "Everybody") if len(people) > 1 else ""
        rows = ((new.get(who), 0, absent[1], versions[1]), (old.get(who), 1, absent[0], versions[0]))
        for curve, index, without, version in rows:
            if curve is not None:
                points = tuple(sorted(curve.points, key=lambda point: order[point.node]))
                found.append(replace(curve, name=version, index=index, points=points, chart=chart, absent=without))
    return tuple(found)
