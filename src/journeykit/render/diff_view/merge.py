"""Two maps, read as posters, in one scene and one sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final, TypeAlias

from journeykit.analysis.diff.words import effect_line, line
from journeykit.render.diff_view.curves import both_curves
from journeykit.render.diff_view.lanes import one_lane
from journeykit.render.diff_view.marks import changes_lane, marks_of
from journeykit.render.diff_view.nodes import STEPS, one_scene
from journeykit.render.scene import Scene
from journeykit.render.sheet import Facts, Lane, Sheet

if TYPE_CHECKING:
    from journeykit.analysis.compare import Comparison

__all__ = ["merged"]

Read: TypeAlias = tuple[Scene, Sheet]
_HEADS: Final = ("Kind", "What", "Which", "Step", "Field", "Before", "After")
_TOLD: Final = ("step", "stage", "outcome", "map", "metric", "line")  # on cards, in heads, in the table
_MOST: Final = 200  # differences that the description names


def merged(found: Comparison, then: Read, now: Read, versions: tuple[str, str], lanes: Sequence[str]) -> Read:
    """The scene and the sheet of both maps.

    Args:
        found: what differs.
        then: scene and sheet of the first map, with the ids of the second.
        now: those of the second.
        versions: what the maps are called.
        lanes: the names of the lanes that will be drawn.
    """
    scene = one_scene(then[0], now[0])
    same = then[0].title == now[0].title
    title = scene.title if same else f"{then[0].title} \u2192 {now[0].title}"
    heading = " \u2192 ".join(versions) if same and found else "Differences"
    marks = marks_of(found, scene)
    names = [node.id for node in scene.nodes if node.kind in STEPS]
    facts = {**then[1].facts, **now[1].facts}
    sheet = replace(
        now[1],
        header=replace(now[1].header, facts=(*_facts(found, heading), *now[1].header.facts)),
        facts={
            name: replace(facts.get(name, Facts(number=0)), number=number) for number, name in enumerate(names, start=1)
        },
        lanes=tuple(_lanes(found, then[1], now[1], scene, lanes)),
        curves=both_curves(then, now, scene, versions),
        marks={name: held for name, held in marks.items() if name in {node.id for node in scene.nodes}},
        table=_table(found),
    )
    return replace(scene, title=title, description=_described(found, scene, versions)), sheet


def _lanes(found: Comparison, then: Sheet, now: Sheet, scene: Scene, wanted: Sequence[str]) -> list[Lane]:
    old, new = ({lane.name: lane for lane in sheet.lanes} for sheet in (then, now))
    added = {each.id for each in found if each.what == "step" and each.kind == "added"}
    order = [name for name in dict.fromkeys((*wanted, *new, *old)) if name in old or name in new]
    lanes = [one_lane(old.get(name), new.get(name), added) for name in order]
    told = changes_lane(found, wanted, scene)
    if told.steps or told.stages:
        at = next((index + 1 for index, lane in enumerate(lanes) if lane.kind == "steps"), 0)
        lanes.insert(at, told)
    return lanes


def _facts(found: Comparison, heading: str) -> list[tuple[str, str]]:
    """What stands first in the head: how much differs, what it does, and what of it no lane tells."""
    ends = [each for each in found.effects if each.what == "outcome"]
    facts = [(heading, found.summary)]
    names = {outcome.id: outcome.label for journey in (found.before, found.after) for outcome in journey.outcomes}
    facts += [
        (f"Ends in: {names.get(each.id, each.id)}", effect_line(each).split(": ", 1)[1].replace("->", "\u2192"))
        for each in ends
        if each.difference is None or abs(each.difference) > 1e-12
    ]
    facts += [("No figures", each) for each in found.effects.about if "no probabilities" in each]
    others = [
        line(each)[2:] for each in found if not each.step and each.what not in ("stage", "outcome", "map", "metric")
    ]
    if others:
        facts.append(("People and sources", "; ".join(others).replace("->", "\u2192")))
    return facts


def _table(found: Comparison) -> tuple[tuple[str, ...], ...]:
    rows = found.rows()
    keys = ("kind", "what", "id", "step", "field", "before", "after")
    return (_HEADS, *(tuple(str(row[key] or "") for key in keys) for row in rows))


def _described(found: Comparison, scene: Scene, versions: tuple[str, str]) -> str:
    said = [line(each) for each in list(found)[:_MOST]]
    more = f" And {len(found) - _MOST} more." if len(found) > _MOST else ""
    first = f"Two versions of a journey map, {versions[0]} and {versions[1]}: {found.summary}. {scene.description}"
    return " ".join([first, *(f"{each}." for each in said)]) + more
