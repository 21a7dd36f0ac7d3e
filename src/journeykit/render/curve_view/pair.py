"""What a curve drawing says: one map, or two of them with their steps aligned by id."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from types import MappingProxyType

from journeykit.render.scene import Node, Scene
from journeykit.render.sheet import Curve, Facts, Sheet

__all__ = ["MINUS", "STEPS", "Group", "Met", "Pair", "Steps", "against", "alone"]

MINUS = "\u2212"
STEPS = ("touchpoint", "action", "wait")
_TOGETHER = 4  # curves in one chart


class Steps(frozenset[str]):
    """Ids in no order, but written in one: the name of a drawing comes from what it says.

    >>> Steps("ba"), Steps()
    (frozenset({'a', 'b'}), frozenset())
    """

    def __repr__(self) -> str:
        return f"frozenset({{{', '.join(map(repr, sorted(self)))}}})" if self else "frozenset()"


@dataclass(frozen=True, slots=True)
class Group:
    """The curves of one chart, its name above it, and the steps that are none of each curve's journey."""

    curves: tuple[Curve, ...]
    name: str = ""
    missing: tuple[frozenset[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Met:
    """Of those whose curve has that `index`, the share who come to each node, 0..1, by id."""

    index: int
    name: str
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Pair:
    """Steps and outcomes in one order, chart by chart the curves, and which steps only one map has.

    `signs` hold a `+` for a step that only the second map has and a minus sign for one of the first alone; `versions`
    are what the two maps are called, `who` is the persona of both where there is but one. `met` stands below the
    curves, `told` below the title, `notes` below everything.
    """

    scene: Scene
    sheet: Sheet
    groups: tuple[Group, ...]
    signs: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    versions: tuple[str, str] | None = None
    who: str = ""
    met: tuple[Met, ...] = field(default=(), repr=False)  # as all that only drawings by end know
    told: str = field(default="", repr=False)
    notes: tuple[str, ...] = field(default=(), repr=False)


def alone(scene: Scene, sheet: Sheet) -> Pair:
    """One map: up to four personas in one chart, more of them each in one of their own."""
    curves = tuple(curve for curve in sheet.curves if curve.points)
    if len(curves) > _TOGETHER:
        groups = tuple(Group((curve,), curve.name or "Everybody") for curve in curves)
    else:
        groups = (Group(curves),)
    felt = {point.node for curve in curves for point in curve.points}
    return Pair(_shown(scene, felt), sheet, groups)


def against(first: tuple[Scene, Sheet], second: tuple[Scene, Sheet], versions: tuple[str, str]) -> Pair:
    """Two maps: persona by persona the curve of the first and that of the second."""
    one, other = first[0], second[0]
    nodes = _merged(one.nodes, other.nodes)
    felt = {point.node for _, sheet in (first, second) for curve in sheet.curves for point in curve.points}
    stages = {stage.id: stage for stage in (*other.stages, *one.stages)}
    order = list(dict.fromkeys(node.stage for node in nodes if node.stage))
    scene = _shown(replace(one, nodes=nodes, stages=tuple(stages[name] for name in order)), felt)
    steps = [node.id for node in scene.nodes if node.kind in STEPS]
    facts = {**second[1].facts, **first[1].facts}
    renumbered = {
        name: replace(facts.get(name, Facts(number=0)), number=number) for number, name in enumerate(steps, start=1)
    }
    mine, theirs = _steps(one), _steps(other)
    signs = {name: "+" if name not in mine else MINUS for name in steps if (name in mine) != (name in theirs)}
    sheet = replace(first[1], facts=renumbered)
    absent = (Steps(set(steps) - mine), Steps(set(steps) - theirs))
    groups = tuple(_groups(first[1], second[1], scene, absent, versions))
    return Pair(scene, sheet, groups, signs, versions, _who(first[1], second[1]))


def _who(first: Sheet, second: Sheet) -> str:
    """The name of the persona where the curves of both maps are one person's."""
    names = {curve.name for sheet in (first, second) for curve in sheet.curves if curve.points}
    return names.pop() if len(names) == 1 else ""


def _steps(scene: Scene) -> frozenset[str]:
    return frozenset(node.id for node in scene.nodes if node.kind in STEPS)


def _shown(scene: Scene, felt: set[str]) -> Scene:
    """Steps, and the outcomes of which somebody said how they feel."""
    nodes = [node for node in scene.nodes if node.kind in STEPS]
    nodes += [node for node in scene.nodes if node.kind == "outcome" and node.id in felt]
    return replace(scene, nodes=tuple(nodes))


def _merged(one: Sequence[Node], other: Sequence[Node]) -> tuple[Node, ...]:
    """The nodes of the first, and after each those of the second that follow it there and are new.

    A stage stays in one piece: what the second map puts into a stage of the first stands at that stage's end, unless
    the step before it is there as well.
    """
    known = {node.id for node in one}
    found = list(one)
    before: str | None = None
    for node in other:
        if node.id not in known:
            found.insert(_place(found, node, before), node)
        before = node.id
    return tuple(node for _, group in groupby(_by_stage(found), key=lambda each: each.stage) for node in group)


def _place(found: Sequence[Node], node: Node, before: str | None) -> int:
    """Where a new node goes: behind the one before it, or behind its stage where that is another stage's."""
    at = next((index for index, each in enumerate(found) if each.id == before), -1)
    if node.kind in STEPS and (at < 0 or found[at].stage != node.stage):
        mates = [index for index, each in enumerate(found) if each.stage == node.stage and each.kind in STEPS]
        if mates:
            return mates[0]
    return at + 1


def _by_stage(nodes: Sequence[Node]) -> list[Node]:
    """The same nodes, each stage in one piece, in the order of the stages' first steps."""
    order = {stage: index for index, stage in enumerate(dict.fromkeys(node.stage for node in nodes))}
    return sorted(nodes, key=lambda node: order[node.stage])


def _groups(
    first: Sheet, second: Sheet, scene: Scene, absent: tuple[frozenset[str], frozenset[str]], versions: tuple[str, str]
) -> list[Group]:
    """Pairs of curves by persona; where each map has but one, they belong together whoever they are."""
    here = {curve.persona: curve for curve in first.curves if curve.points}
    there = {curve.persona: curve for curve in second.curves if curve.points}
    if len(here) == len(there) == 1:
        ((persona, mine),) = here.items()
        (theirs,) = there.values()
        here, there = {persona: mine}, {persona: theirs}
    order = {node.id: index for index, node in enumerate(scene.nodes)}
    found = []
    for persona in dict.fromkeys((*here, *there)):
        curves, missing, name = [], [], ""
        for index, (known, version) in enumerate(zip((here, there), versions, strict=True)):
            if persona in known:
                name = name or known[persona].name
                points = sorted(known[persona].points, key=lambda point: order[point.node])
                curves.append(replace(known[persona], name=version, index=index, points=tuple(points)))
                missing.append(absent[index])
        found.append(Group(tuple(curves), name, tuple(missing)))
    if len(found) == 1:
        return [replace(found[0], name="")]
    return [replace(group, name=group.name or "Everybody") for group in found]
