"""Below the lanes: what the signs mean, the moves that had no room above, and what a scale or an overlay says."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.poster.columns import time_scale
from journeykit.render.poster.legend import signs
from journeykit.render.poster.sizes import MARGIN, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.scene import Edge, Scene
from journeykit.render.sheet import Sheet
from journeykit.render.svg import element
from journeykit.render.text import width

__all__ = ["Footer"]

_ROW, _SIGN, _AFTER = 26.0, 34.0, 22.0
_COLUMN: Final = 380.0
Draw = Callable[[Brush, float, float], str]


class Footer:
    """The strip at the bottom, `across` px wide."""

    def __init__(self, scene: Scene, sheet: Sheet, left_out: Sequence[Edge], scale: str | None, across: float) -> None:
        self._signs: list[tuple[float, float, str, Draw]] = []
        x, row = 0.0, 0
        for words, draw in signs(scene, sheet):
            wide = _SIGN + width(words, SMALL) + _AFTER
            if x and x + wide > across:
                x, row = 0.0, row + 1
            self._signs.append((x, row * _ROW, words, draw))
            x += wide
        self._legend = (row + 1) * _ROW if self._signs else 0.0
        self._notes = [
            block(note, across, SMALL, lines=6, language=scene.language) for note in _notes(scene, sheet, scale)
        ]
        self._list = list(_listed(scene, left_out, across))
        self._columns = max(1, int(across // _COLUMN))
        rows = -(-len(self._list) // self._columns)
        self._rows = [
            max(each.height for each in self._list[index * self._columns : (index + 1) * self._columns])
            for index in range(rows)
        ]
        self._title = block(_said(len(left_out)), across, SMALL, bold=True) if left_out else block("", across, SMALL)
        self.height = (
            16 + self._legend + sum(each.height + 4 for each in self._notes) + self._title.height + sum(self._rows)
        )

    def paint(self, brush: Brush) -> list[str]:
        """Legend, notes, list."""
        legend = []
        for x, y, words, draw in self._signs:
            legend.append(draw(brush, MARGIN + x, 16 + y + 10))
            legend += set_block(brush, block(words, 600.0, SMALL, lines=1), MARGIN + x + _SIGN, 16 + y + 2, "muted")
        y = 16 + self._legend
        notes: list[str] = []
        for note in self._notes:
            notes += set_block(brush, note, MARGIN, y, "muted")
            y += note.height + 4
        if self._list:
            notes += set_block(brush, self._title, MARGIN, y, "ink")
            y += self._title.height
        for index, entry in enumerate(self._list):
            row, column = divmod(index, self._columns)
            notes += set_block(brush, entry, MARGIN + column * _COLUMN, y + sum(self._rows[:row]), "ink")
        return [
            element("g", {"class": "jk-legend"}, *legend) if legend else "",
            element("g", {"class": "jk-footer"}, *notes) if notes else "",
        ]


def _said(count: int) -> str:
    one = count == 1
    return f"{count} of the least likely moves {'is' if one else 'are'} not drawn as {'an arc' if one else 'arcs'}:"


def _listed(scene: Scene, left_out: Sequence[Edge], across: float) -> Iterator[Block]:
    titles = {node.id: node.title for node in scene.nodes}
    for index, edge in enumerate(left_out, start=1):
        more = ", ".join(part for part in (edge.figure, edge.label) if part)
        words = f"{index}. {titles[edge.source]} \u2192 {titles[edge.target]}" + (f" ({more})" if more else "")
        yield block(words, min(_COLUMN - 20, across), SMALL, language=scene.language)


def _notes(scene: Scene, sheet: Sheet, scale: str | None) -> Iterator[str]:
    if not any(node.stage or node.kind == "outcome" for node in scene.nodes):
        yield "This map has no steps yet."
    if sheet.note:
        yield sheet.note
    if scale == "time":
        ruler = time_scale(sheet)
        if ruler is None:
            yield "No step has a duration, so all columns have the same width."
        else:
            yield (
                "Columns are as wide as their steps are long. A broken measure marks a step that is shorter than its "
                "column is wide, or whose duration is unknown."
            )
    if any(edge.figure for edge in scene.edges if edge.taken is None):
        yield "Percentages are shares of the people at that step."
