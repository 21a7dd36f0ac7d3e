"""How stages look: a box with its words above the cards, and the phases as bars over them."""

from __future__ import annotations

from itertools import groupby
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.flow.cards import CARD
from journeykit.render.flow.place import Layout
from journeykit.render.scene import Scene, StageBox
from journeykit.render.svg import element
from journeykit.render.text import wrap

__all__ = ["head_height", "stage_art", "stage_order"]

_STAGE: Final = 16.0
_SMALL: Final = 12.0
_STEP: Final = 16.0  # from line to line of small text
_BELOW: Final = 16.0  # from the last card to the lower edge of a stage
_ROUND: Final = 14.0


def stage_order(stage: StageBox) -> str:
    """How the steps of a stage go, where they do not go in line.

    >>> stage_order(StageBox(id="a", title="Choose", order="any"))
    'in any order'
    """
    return {"any": "in any order", "parallel": "in parallel"}.get(stage.order, "")


def _words(
    stage: StageBox, index: int, language: str | None
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What stands on a stage: its number and kind, its title, and how its steps go."""
    over = " · ".join(part for part in (str(index + 1), stage.kind.capitalize() if stage.kind else "") if part)
    return (
        wrap(over, CARD, _SMALL, bold=True, lines=1),
        wrap(stage.title, CARD, _STAGE, bold=True, lines=3, language=language),
        wrap(stage_order(stage), CARD, _SMALL, lines=1),
    )


def _phase(name: str) -> tuple[str, ...]:
    """The lines of a phase, no wider than one stage is."""
    return wrap(name, CARD, _SMALL, bold=True, lines=2)


def _phases_height(scene: Scene) -> float:
    lines = max((len(_phase(stage.phase)) for stage in scene.stages if stage.phase), default=0)
    return lines * _STEP + 16 if lines else 0.0


def head_height(scene: Scene, index: int) -> float:
    """The room that a stage's words take above its cards, the bar of its phase included."""
    over, title, order = _words(scene.stages[index], index, scene.language)
    return 26 + len(over) * _STEP + len(title) * 20 + len(order) * 17 + _phases_height(scene)


def stage_art(layout: Layout, brush: Brush) -> list[str]:
    """The boxes of all stages and the bars of their phases; the boxes of one band end on one line."""
    scene = layout.scene
    index = {stage.id: number for number, stage in enumerate(scene.stages)}
    drop = _phases_height(scene)
    found: list[str] = []
    for band, columns in enumerate(layout.made.bands):
        inside = [layout.node(name).bottom for name, cell in layout.made.cells.items() if cell.band == band]
        bottom = max([*inside, layout.head(band, 0).bottom + 40 if columns else 0.0]) + _BELOW
        boxes: list[tuple[StageBox, float, float]] = []
        for name, group in groupby(enumerate(columns), key=lambda each: each[1].stage):
            numbers = [number for number, _ in group]
            if name is None:
                continue
            left = layout.zone((band, numbers[0]), "left").left
            right = layout.zone((band, numbers[-1] + 1), "right").right
            stage = scene.stages[index[name]]
            boxes.append((stage, left, right))
            head = layout.head(band, numbers[0])
            sides = (left, head.top + drop, right, bottom)
            found.append(_stage(scene, index[name], sides, head.x - CARD / 2, brush))
        if drop and boxes:
            found += _bars(boxes, layout.head(band, 0).top, drop, brush)
    return found


def _bars(boxes: list[tuple[StageBox, float, float]], top: float, drop: float, brush: Brush) -> list[str]:
    """One bar for each run of stages of one phase."""
    found = []
    for phase, group in groupby(boxes, key=lambda each: each[0].phase):
        members = list(group)
        if not phase:
            continue
        left, right, lines = members[0][1], members[-1][2], _phase(phase)
        height = drop - 8
        first = top + height / 2 - len(lines) * _STEP / 2 + 12
        shape: dict[str, str | float | None] = {
            "x": left, "y": top, "width": right - left, "height": height, "rx": 8.0,
        }  # fmt: skip
        rows = [
            brush.make(
                "text",
                {"x": left + 14, "y": first + number * _STEP, "font-size": _SMALL, "font-weight": "bold"},
                fill="phase",
                text=line,
            )
            for number, line in enumerate(lines)
        ]
        bar = brush.make("rect", shape, fill="phase_bar")
        found.append(element("g", {"class": "jk-phase"}, element("title", text=phase), bar, *rows))
    return found


def _stage(scene: Scene, index: int, sides: tuple[float, float, float, float], x: float, brush: Brush) -> str:
    stage, (left, top, right, bottom) = scene.stages[index], sides
    over, title, order = _words(stage, index, scene.language)
    box: dict[str, str | float | None] = {
        "x": left, "y": top, "width": right - left, "height": bottom - top, "rx": _ROUND,
    }  # fmt: skip
    rows = [brush.make("rect", box, fill="stage", stroke="stage_line")]
    y = top + 11
    for lines, size, step, colour, weight in (
        (over, _SMALL, _STEP, "phase", "bold"),
        (title, _STAGE, 20.0, "ink", "bold"),
        (order, _SMALL, 17.0, "muted", None),
    ):
        for line in lines:
            y += step
            place: dict[str, str | float | None] = {"x": x, "y": y, "font-size": size, "font-weight": weight}
            rows.append(brush.make("text", place, fill=colour, text=line))
    kind = f" jk-{stage.kind}" if stage.kind else ""
    words = " · ".join(part for part in (stage.title, stage.kind, stage.phase, stage_order(stage)) if part)
    return element("g", {"class": f"jk-stage{kind}", "data-stage": stage.id}, element("title", text=words), *rows)
