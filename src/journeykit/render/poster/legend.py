"""What the signs of a poster mean: only those that it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.flow.icons import star
from journeykit.render.poster.changes import COLOURS, frame, sign
from journeykit.render.poster.curve.signs import assumed_sign, bridge_sign, line_sign, sizes_sign
from journeykit.render.poster.levels import level_mark, level_words
from journeykit.render.poster.marks import INK, mark
from journeykit.render.scene import Scene, Taken
from journeykit.render.sheet import Curve, Difference, Level, Sheet
from journeykit.render.svg import number

__all__ = ["signs"]

Draw = Callable[[Brush, float, float], str]
_LEVELS: Final[tuple[Level, ...]] = ("research", "partial", "assumption")
_ITEMS: Final = (
    ("missed", "missed"),
    ("met", "met"),
    ("exceeded", "exceeded"),
    ("fail", "often fails here"),
    ("technology", "done by a machine"),
    ("human", "done by people"),
    ("process", "done for the customer"),
    ("wait", "customers wait"),
)


def signs(scene: Scene, sheet: Sheet) -> Iterator[tuple[str, Draw]]:
    """The words and a way to draw each sign at the middle of its line."""
    yield from _of_steps(scene)
    if any(lane.kind == "emotion" for lane in sheet.lanes):
        yield from _of_curves(sheet)
    yield from _of_items(sheet)
    yield from _of_changes(sheet)
    if sheet.overlay == "evidence":
        for level in _LEVELS:
            yield level_words(level), _level(level)


def _of_steps(scene: Scene) -> Iterator[tuple[str, Draw]]:
    kinds = {edge.kind for edge in scene.edges if edge.taken is None or not (edge.taken.ghost or edge.taken.never)}
    if any(node.moment for node in scene.nodes):
        yield "moment of truth", _star
    if any(node.kind == "wait" for node in scene.nodes):
        yield "wait: the customer can do nothing", _box("wait", "6 4", 4.0)
    if any(node.kind == "action" for node in scene.nodes):
        yield "the customer alone", _box("paper", None, 8.0)
    for order, words, dash in (("any", "in any order", "2 4"), ("parallel", "at the same time", "8 4")):
        framed = {stage.id for stage in scene.stages if stage.order == order}
        steps = Counter(node.stage for node in scene.nodes if node.stage in framed and node.kind != "drop_off")
        if any(count > 1 for count in steps.values()):
            yield words, _frame(dash)
    if not scene.laid and any(edge.figure for edge in scene.edges):
        yield "the wider, the likelier", _widths
    yield from _of_taken(scene.laid)
    if kinds & {"back", "self"}:
        yield "back or again", _line("back", "7 4")
    if "drop_off" in kinds:
        yield "leaves here", _line("leave", "3 3")


def _of_taken(laid: Sequence[Taken]) -> Iterator[tuple[str, Draw]]:
    """What a result says of moves."""
    if any(each.weight for each in laid):
        yield "the wider, the more often", _widths
    if any(each.ghost for each in laid):
        yield "+ not on the map", _line("idea_mark", "2 3")
    if any(each.never for each in laid):
        yield "on the map, and nobody goes there", _line("fade_line", "1 5")


def _of_curves(sheet: Sheet) -> Iterator[tuple[str, Draw]]:
    points = [point for curve in sheet.curves for point in curve.points]
    first = next((curve.index for curve in sheet.curves if curve.points), 0)  # a sign of somebody who is on the sheet
    named = [curve for curve in sheet.curves if curve.name]
    if len(named) > 1:
        for name, index in dict.fromkeys((curve.name, curve.index) for curve in named):
            yield name, _joined(line_sign(index))
    if any(point.intensity is not None for point in points):
        yield "the larger, the more intense", _joined(sizes_sign(first))
    if any(point.level == "assumption" for point in points):
        yield "assumed feeling", _joined(assumed_sign(first))
    steps = [name for name, _ in sorted(sheet.facts.items(), key=lambda each: each[1].number)]
    if any(_gaps(curve, steps) for curve in sheet.curves):
        yield "no feeling stated", _joined(bridge_sign(first))


def _gaps(curve: Curve, steps: list[str]) -> bool:
    """Whether a line runs on over steps of which it knows nothing."""
    felt = {point.node for point in curve.points}
    known = [step in felt for step in steps]
    return True in known and False in known[known.index(True) : len(known) - known[::-1].index(True)]


def _joined(draw: Callable[[Brush, float, float], list[str]]) -> Draw:
    return lambda brush, x, y: "".join(draw(brush, x, y))


def _of_items(sheet: Sheet) -> Iterator[tuple[str, Draw]]:
    every = [items for lane in sheet.lanes for items in (*lane.steps.values(), *lane.stages.values())]
    used = {item.mark for items in every for item in items}
    for name, words in _ITEMS:
        if name in used:
            yield words, _item(name)
    if any(item.weight for items in every for item in items):
        yield "how strong, of 5", _bars


def _of_changes(sheet: Sheet) -> Iterator[tuple[str, Draw]]:
    """What became of things since another map."""
    items = (item for lane in sheet.lanes for held in (*lane.steps.values(), *lane.stages.values()) for item in held)
    used = {mark.change for marks in sheet.marks.values() for mark in marks} | {item.change for item in items}
    for change in COLOURS:
        if change in used:
            yield change, _changed(change)


def _changed(change: Difference) -> Draw:
    def draw(brush: Brush, x: float, y: float) -> str:
        return "".join(frame(brush, change, (x + 2, y - 9.5, 23.0, 19.0), 4.0)) + sign(
            brush, change, (x + 9, y - 4.5), 9.0
        )

    return draw


def _star(brush: Brush, x: float, y: float) -> str:
    return brush.make("path", {"d": star(), "transform": f"translate({number(x + 8)} {number(y - 8)})"}, fill="moment")


def _box(fill: str, dash: str | None, round: float) -> Draw:
    def draw(brush: Brush, x: float, y: float) -> str:
        box: dict[str, str | float | None] = {
            "x": x, "y": y - 8, "width": 26.0, "height": 16.0, "rx": round, "stroke-width": 1.2,
            "stroke-dasharray": dash,
        }  # fmt: skip
        return brush.make("rect", box, fill=fill, stroke="card_line")

    return draw


def _frame(dash: str) -> Draw:
    def draw(brush: Brush, x: float, y: float) -> str:
        box: dict[str, str | float | None] = {
            "x": x, "y": y - 8, "width": 26.0, "height": 16.0, "rx": 5.0, "stroke-width": 1.4, "stroke-dasharray": dash
        }  # fmt: skip
        return brush.make("rect", box, fill="none", stroke="forward")

    return draw


def _widths(brush: Brush, x: float, y: float) -> str:
    wedge = f"M{number(x)} {number(y - 0.6)}l26 -1.6v4.4l-26 -1.6z"
    return brush.make("path", {"d": wedge}, fill="forward")


def _line(colour: str, dash: str) -> Draw:
    def draw(brush: Brush, x: float, y: float) -> str:
        place: dict[str, str | float | None] = {"d": f"M{number(x)} {number(y)}h26", "stroke-width": 2.0}
        return brush.make("path", place | {"stroke-dasharray": dash}, fill="none", stroke=colour)

    return draw


def _item(name: str) -> Draw:
    def draw(brush: Brush, x: float, y: float) -> str:
        return mark(brush, name, (x + 9, y - 7), 14.0, INK.get(name, "muted"))

    return draw


def _bars(brush: Brush, x: float, y: float) -> str:
    full = f"M{number(x)} {number(y)}h5m1 0h5m1 0h5"
    rest = f"M{number(x + 18)} {number(y)}h5m1 0h5"
    return brush.make("path", {"d": full, "stroke-width": 4.0}, fill="none", stroke="pain_mark") + brush.make(
        "path", {"d": rest, "stroke-width": 1.0}, fill="none", stroke="pain_mark"
    )


def _level(level: Level) -> Draw:
    def draw(brush: Brush, x: float, y: float) -> str:
        return level_mark(brush, level, x + 16, y)

    return draw
