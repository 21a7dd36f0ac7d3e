"""What a curve drawing says of those who end one way and of those who end another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from journeykit.analysis.by_outcome import Group as Ended
from journeykit.render.curve_view.pair import STEPS, Group, Met, Pair, Steps
from journeykit.render.scene import Node, Scene
from journeykit.render.sheet import Curve, Feeling, Sheet
from journeykit.render.words import percent, unbroken

__all__ = ["by_end"]

_NOBODY: Final = 5e-4
_READ: Final = (
    "The curves say how it feels to those who come to a step, the figures below how many of 100 of them do: given how "
    "they end, exactly."
)


def by_end(scene: Scene, sheet: Sheet, ended: Sequence[Ended], about: Sequence[str]) -> Pair:
    """A curve for each way to end, and of those who end so the share who come to each step."""
    known = {node.id: node for node in scene.nodes}
    moments = {point.node for curve in sheet.curves for point in curve.points if point.moment}
    curves, absent, met = [], [], []
    said: dict[str, float] = {}
    for at, group in enumerate(ended):
        shares = {each.step: round(each.met, 9) for each in group.steps}  # rounding alone makes no other drawing
        shares |= {end: round(share, 9) for end, _, share in group.ends}
        name = f"{group.name} ({percent(group.share)})"
        points = [replace(each, silent=said.get(each.node) == each.value) for each in _points(group, known)]
        said |= {each.node: each.value for each in points}
        curves.append(Curve(persona="", name=name, index=at, points=tuple(points)))
        absent.append(Steps(node.id for node in scene.nodes if shares.get(node.id, 0.0) < _NOBODY))
        met.append(Met(at, name, shares))
    curves = list(reversed(list(_starred(reversed(curves), moments))))
    felt = {point.node for curve in curves for point in curve.points}
    nodes = [node for node in scene.nodes if node.kind in STEPS]
    nodes += [node for node in scene.nodes if node.kind == "outcome" and node.id in felt]
    some = [at for at, curve in enumerate(curves) if curve.points]
    chart = Group(tuple(curves[at] for at in some), missing=tuple(absent[at] for at in some))
    told = " \u00b7 ".join(unbroken(each.name) for each in curves)
    return Pair(
        replace(scene, nodes=tuple(nodes)), replace(sheet, overlay=None), (chart,), met=tuple(met), told=told,
        notes=tuple(_notes(ended, about)),
    )  # fmt: skip


def _starred(curves: Iterable[Curve], moments: set[str]) -> Iterator[Curve]:
    """The same curves; a moment of truth is marked once, at the first of them that comes there."""
    left = set(moments)
    for curve in curves:
        points = [replace(point, moment=point.node in left) for point in curve.points]
        left -= {point.node for point in points}
        yield replace(curve, points=tuple(points))


def _points(group: Ended, known: dict[str, Node]) -> Iterator[Feeling]:
    """The steps that they come to, and the ends that somebody said a feeling of."""
    for each in group.steps:
        if each.emotion is not None and each.met >= _NOBODY and each.step in known:
            yield Feeling(node=each.step, value=round(each.emotion, 9), level="partial", share=each.met)
    for end, _, share in group.ends:
        node = known.get(end)
        if node is not None and node.emotion is not None and share >= _NOBODY:
            yield Feeling(node=end, value=node.emotion, level="partial", share=share)


def _notes(ended: Sequence[Ended], about: Sequence[str]) -> Iterator[str]:
    for group in ended:
        if len(group.ends) > 1:
            parts = ", ".join(f"{title} {percent(share * group.share)}" for _, title, share in group.ends)
            yield f"{group.name[:1].upper()}{group.name[1:]}: {parts}."
    yield _READ
    for words in about:
        yield words[:1].upper() + words[1:] + "."
