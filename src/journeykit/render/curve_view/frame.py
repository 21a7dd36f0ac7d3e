"""How wide the drawing is and where its columns stand: a slide where that is possible, wider for long journeys."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from journeykit.render.curve_view.pair import STEPS
from journeykit.render.poster.columns import columns
from journeykit.render.poster.geometry import Band, Column, Span
from journeykit.render.scene import Scene
from journeykit.render.sheet import Sheet

__all__ = ["AXIS", "HEIGHT", "MARGIN", "SIZE", "STAGGERED", "WIDTH", "bands_of"]

WIDTH: Final = 960.0
HEIGHT: Final = 540.0
MARGIN: Final = 24.0
AXIS: Final = 100.0  # px for the words of the axis
SIZE: Final = 13.0  # of every font but the title's: legible on a projector
STAGGERED: Final = 46.0  # px of a column from which two rows of names are enough
_LEAST: Final = 24.0  # px of a column: a number of three figures


def bands_of(scene: Scene, sheet: Sheet, scale: str | None, width: float | None) -> tuple[Band, ...]:
    """The columns of all steps: in one band, or in several where a `width` in px is asked for and they do not fit."""
    nodes = {node.id: node for node in scene.nodes}
    shares = [(column.node, column.width) for band in columns(scene, sheet, scale=scale) for column in band.columns]
    if not shares:
        return (Band(0, MARGIN + AXIS, (width or WIDTH) - MARGIN, (), ()),)
    if scale != "time":
        shares = [(name, 1.0) for name, _ in shares]
    room = (width or WIDTH) - 2 * MARGIN - AXIS
    px = _px([share for _, share in shares], room, folds=width is not None, even=scale != "time")
    rows: list[list[Column]] = [[]]
    x = left = MARGIN + AXIS
    for name, share in shares:
        wide = share * px if width is None else min(share * px, room)
        if width is not None and rows[-1] and x + wide > left + room + 0.01:
            rows.append([])
            x = left
        number = sheet.facts[name].number if nodes[name].kind in STEPS else 0
        rows[-1].append(Column(name, x, wide, max(wide - 8, 1.0), nodes[name].stage, number))
        x += wide
    right = max(left + room, *(row[-1].x + row[-1].width for row in rows))
    return tuple(Band(index, left, right, tuple(row), _spans(rows, index)) for index, row in enumerate(rows))


def _px(shares: Sequence[float], room: float, *, folds: bool, even: bool) -> float:
    """How wide a share of 1 is: as the room allows, but never too narrow for what stands below it."""
    if folds and even:  # rows of the same length
        most = max(1, int(room // STAGGERED))
        rows = -(-len(shares) // most)
        return room / -(-len(shares) // rows)
    return max(room / sum(shares), (STAGGERED if folds else _LEAST) / min(shares))


def _spans(rows: Sequence[Sequence[Column]], index: int) -> tuple[Span, ...]:
    """The stages of a row."""
    found = []
    before = rows[index - 1][-1].stage if index else None
    after = rows[index + 1][0].stage if index + 1 < len(rows) else None
    pieces = [(stage, list(group)) for stage, group in groupby(rows[index], key=lambda each: each.stage)]
    for at, (stage, group) in enumerate(pieces):
        wide = group[-1].x + group[-1].width - group[0].x
        first, last = not at, at == len(pieces) - 1
        found.append(
            Span(
                stage,
                group[0].x,
                wide,
                continued=stage is not None and first and stage == before,
                goes_on=stage is not None and last and stage == after,
            )
        )
    return tuple(found)
