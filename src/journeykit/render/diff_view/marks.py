"""What became of each step, in words: on its card, and field by field in a lane of its own."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from journeykit.analysis.diff.words import told
from journeykit.render.sheet import Difference, Item, Lane, Mark
from journeykit.render.words import percent

if TYPE_CHECKING:
    from journeykit.analysis.compare import Change, Comparison
    from journeykit.render.scene import Scene

__all__ = ["changes_lane", "marks_of"]

_ON_THE_CURVE: Final = frozenset({"emotion", "intensity", "feelings"})
_DRAWN_AS: Final = {"image": "pictures", "channel": "channels"}
_NOUNS: Final = {
    **{name: f"{name}s" for name in ("pain", "gain", "need", "expectation", "quote", "metric")},
    "opportunity": "opportunities",
    "solution": "solutions",
}


def marks_of(found: Comparison, scene: Scene) -> dict[str, tuple[Mark, ...]]:
    """By step or outcome: added, removed, moved from where, the name it had, and whether more of it changed."""
    titles = {stage.id: stage.title for stage in scene.stages}
    marks: dict[str, list[Mark]] = {}
    inside: set[str] = set()
    for change in found:
        if change.what not in ("step", "outcome"):
            if change.step:
                inside.add(change.step)
            continue
        held = marks.setdefault(change.id, [])
        if change.kind in ("added", "removed"):
            held.append(Mark("added" if change.kind == "added" else "removed", change.kind))
        elif change.kind == "moved":
            held.append(Mark("moved", _moved(change, titles)))
        elif change.kind == "renamed":
            what = "id was" if change.field == "id" else "was"
            held.append(Mark("changed", f"{what}: {told(change.before)}"))
        else:
            inside.add(change.id)
    for name in inside:
        held = marks.setdefault(name, [])
        if all(mark.change == "moved" for mark in held):
            held.append(Mark("changed", "changed"))
    return {name: tuple(held) for name, held in marks.items() if held}


def _moved(change: Change, titles: Mapping[str, str]) -> str:
    """`from Choose`, or the places in the stage."""
    old, _, was = str(change.before).rpartition(", ")
    new, _, now = str(change.after).rpartition(", ")
    return f"moved from {titles.get(old, old)}" if old != new else f"moved: was {was}, is {now}"


def changes_lane(found: Comparison, lanes: Collection[str], scene: Scene) -> Lane:
    """The differences at each step and stage that no other lane shows."""
    steps: dict[str, list[Item]] = {}
    stages: dict[str, list[Item]] = {}
    names = {node.id: node.title for node in scene.nodes}
    for change in found:
        items = list(_said(change, lanes, names))
        if change.what == "stage":
            _put(stages.setdefault(change.id, []), items)
        elif change.step in names:
            _put(steps.setdefault(change.step, []), items)
    return Lane(
        name="changes",
        title="What changed",
        hint="before \u2192 after",
        steps={name: tuple(held) for name, held in steps.items() if held},
        stages={name: tuple(held) for name, held in stages.items() if held},
    )


def _put(held: list[Item], items: Iterable[Item]) -> None:
    """Take in items; several changes of one thing are one item."""
    for item in items:
        last = held[-1] if held else None
        if last and (last.text, last.change) == (item.text, item.change) == (item.text, "changed"):
            held[-1] = replace(last, note=f"{last.note} · {item.note}")
        else:
            held.append(item)


def _said(change: Change, lanes: Collection[str], names: Mapping[str, str]) -> Iterator[Item]:
    kind: Difference = "changed" if change.kind == "renamed" else change.kind
    whole = change.kind in ("added", "removed")
    if change.what == "transition":
        target = change.id.rsplit(" >> ", 1)[-1]
        yield Item(text=f"\u2192 {names.get(target, target)}", mark="none", note=_move(change), change=kind)
    elif change.what in ("step", "stage"):
        if change.kind == "changed" and change.field not in _ON_THE_CURVE and not _drawn(change.field, lanes):
            yield Item(text=_field(change.field), mark="none", note=_before_after(change), change=kind)
    elif change.step and not _drawn(_NOUNS.get(change.what, change.path[-1].field if change.path else ""), lanes):
        note = change.kind if whole else f"{_field(change.field)}: {_before_after(change)}"
        yield Item(text=f"{change.what.capitalize()}: {change.id}", mark="none", note=note, change=kind)


def _drawn(field: str, lanes: Collection[str]) -> bool:
    return _DRAWN_AS.get(field, field) in lanes


def _field(name: str) -> str:
    words = name.replace("_", " ")
    return words[:1].upper() + words[1:]


def _before_after(change: Change) -> str:
    before, after = (told(each, change.field).replace(" %", "\u00a0%") for each in (change.before, change.after))
    return f"{before} \u2192 {after}"


def _move(change: Change) -> str:
    if change.kind in ("added", "removed"):
        value = change.after if change.kind == "added" else change.before
        share = getattr(value, "probability", None)
        return f"{change.kind}, {percent(share)}" if share is not None else change.kind
    if change.kind == "moved":
        return "in another place of the flow"
    return f"{_field(change.field)}: {_before_after(change)}"
