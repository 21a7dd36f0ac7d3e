"""A lane of items: each wrapped to its column, rows as high as their fullest cell, the words of a stage below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from journeykit.render.brush import Brush
from journeykit.render.poster.changes import rim, sign
from journeykit.render.poster.geometry import Band
from journeykit.render.poster.levels import level_mark
from journeykit.render.poster.marks import INK, TINT, mark
from journeykit.render.poster.sizes import BODY, LEADING, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.sheet import Item, Lane, Sheet
from journeykit.render.svg import element, number, text_of
from journeykit.render.words import quoted

__all__ = ["Cells"]

_EDGE, _SIGN, _GAP, _BETWEEN, _PAD = 7.0, 14.0, 6.0, 5.0, 8.0
_WIDEST = 330.0  # a longer line is hard to read
_BARS, _BAR = 10.0, 7.0
_SHAPE, _TALLEST = 0.62, 160.0  # of a picture: height to width, and px


@dataclass(frozen=True, slots=True)
class _Placed:
    """One item, measured: where it stands in its cell, and its lines."""

    item: Item
    x: float
    y: float
    width: float
    height: float
    text: Block
    note: Block


@dataclass(frozen=True, slots=True)
class _Cell:
    """The items of one step, or of one stage."""

    name: str
    of_stage: bool
    items: tuple[_Placed, ...]


class Cells:
    """The strip of one lane in one band."""

    def __init__(self, band: Band, lane: Lane, sheet: Sheet, language: str | None = None) -> None:
        self._language, self._overlay = language, sheet.overlay
        cells: list[_Cell] = []
        low = _PAD
        under: dict[str | None, float] = {}
        for column in band.columns:
            if column.node in lane.steps:
                made, bottom = self._stacked(lane.steps[column.node], column.left, min(column.card, _WIDEST), _PAD)
                cells.append(_Cell(column.node, False, made))
                low = max(low, bottom)
                under[column.stage] = max(under.get(column.stage, _PAD), bottom)
        for span in band.spans:
            if span.stage is not None and span.stage in lane.stages and not span.continued:
                wide = min(span.width - 20, 2 * _WIDEST)
                made, bottom = self._stacked(lane.stages[span.stage], span.x + 10, wide, under.get(span.stage, _PAD))
                cells.append(_Cell(span.stage, True, made))
                low = max(low, bottom)
        self._cells = cells
        self.height = low + _PAD - _BETWEEN if cells else 0.0

    def _stacked(self, items: Sequence[Item], x: float, wide: float, y: float) -> tuple[tuple[_Placed, ...], float]:
        placed = []
        for item in items:
            one = self._placed(item, x, y, wide)
            placed.append(one)
            y += one.height + _BETWEEN
        return tuple(placed), y

    def _placed(self, item: Item, x: float, y: float, wide: float) -> _Placed:
        if item.image:
            high = min(wide * _SHAPE, _TALLEST)
            return _Placed(item, x, y, wide, high, block("", wide, BODY), block("", wide, SMALL))
        boxed = item.mark in TINT or item.change is not None
        before = 0.0 if item.mark == "none" else _SIGN + 5
        corner = 14 if item.change or (self._overlay and item.level) else 0
        room = wide - before - (2 * _EDGE if boxed else _EDGE) - corner
        words = quoted(item.text, self._language) if item.mark == "quote" else item.text
        said = block(words, room, BODY, italic=item.mark == "quote", language=self._language)
        note = block(item.note, room, SMALL, language=self._language)
        bars = _BARS if item.weight is not None or item.share is not None else 0.0
        inner = max(said.height + note.height + bars, _SIGN)
        return _Placed(item, x, y, wide, inner + (2 * _GAP if boxed else 2.0), said, note)

    def paint(self, brush: Brush) -> list[str]:
        """A group per cell, a group per item in it."""
        parts = []
        for cell in self._cells:  # names are ids: nothing to escape
            parts.append(f'<g class="jk-cell" data-{"stage" if cell.of_stage else "step"}="{cell.name}">')
            parts += [self._item(brush, placed) for placed in cell.items]
            parts.append("</g>")
        return parts

    def _item(self, brush: Brush, placed: _Placed) -> str:
        item = placed.item
        who = f' data-who="{" ".join(item.who)}"' if item.who else ""  # ids: nothing to escape
        made = f'<g class="jk-item"{who}>{"".join(self._parts(brush, placed))}</g>'
        return f'<a href="{text_of(item.href)}" target="_blank" rel="noopener">{made}</a>' if item.href else made

    def _parts(self, brush: Brush, placed: _Placed) -> Iterator[str]:
        item = placed.item
        if item.image:
            yield _picture(brush, placed)
            return
        ground = TINT.get(item.mark)
        weak = item.change == "removed" or (self._overlay is not None and item.level == "assumption")
        x, y = placed.x, placed.y
        if ground:
            place = f'x="{number(x)}" y="{number(y)}" width="{number(placed.width)}" height="{number(placed.height)}"'
            # in grey on paper the tints are near to white: a rim holds the item together
            look = ' stroke-dasharray="3 3"' if weak else ' stroke-width=".5"'
            fill, stroke = ("paper", "fade_line") if weak else (ground, INK[item.mark])
            yield brush.write("rect", f'{place} rx="5"{look}', fill=fill, stroke=stroke)
        if item.change:
            box = (placed.x, placed.y, placed.width, placed.height)
            yield rim(brush, item.change, box)
            yield sign(brush, item.change, (placed.x + placed.width - 16, placed.y + _GAP))
        if ground or item.change:
            x, y = x + _EDGE, y + _GAP
        colour = "fade" if weak else "ink"
        if item.mark != "none":
            ink = "fade" if weak else INK.get(item.mark, "muted")
            yield mark(brush, item.mark, (x, y + BODY * LEADING / 2 - _SIGN / 2), _SIGN, ink)
            x += _SIGN + 5
        yield from set_block(brush, placed.text, x, y, colour)
        y += placed.text.height
        if item.weight is not None:
            yield from _bars(brush, item.weight, x, y + 2, "fade" if weak else INK.get(item.mark, "muted"))
            y += _BARS
        if item.share is not None:
            yield from _share(brush, item.share, (x, y + 2), placed.text.room, INK.get(item.mark, "muted"))
            y += _BARS
        yield from set_block(brush, placed.note, x, y, "fade" if weak else "muted")
        if self._overlay and item.level:
            yield level_mark(brush, item.level, placed.x + placed.width - 11, placed.y + 11)


def _picture(brush: Brush, placed: _Placed) -> str:
    """A picture in its frame, whole."""
    box: dict[str, str | float | None] = {
        "x": placed.x, "y": placed.y, "width": placed.width, "height": placed.height
    }  # fmt: skip
    shown = {"preserveAspectRatio": "xMidYMid meet", "role": "img", "aria-label": placed.item.text}
    frame = brush.make("rect", {**box, "stroke-width": 1.0}, fill="none", stroke="card_line")
    return element("image", {**box, **shown, "xlink:href": placed.item.image}) + frame


def _share(brush: Brush, share: float, place: tuple[float, float], room: float, colour: str) -> Iterator[str]:
    """A share of the whole width, as a bar on a line."""
    begin = f'd="M{number(place[0])} {number(place[1] + 2)}h'
    yield brush.write("path", f'{begin}{number(room)}"', fill="none", stroke="lane_line")
    wide = number(max(0.0, min(1.0, share)) * room)
    yield brush.write("path", f'{begin}{wide}" stroke-width="5"', fill="none", stroke=colour)


def _bars(brush: Brush, weight: float, x: float, y: float, colour: str) -> Iterator[str]:
    """Five steps, filled up to the weight: a severity at a glance."""
    places = [f"M{number(x + index * (_BAR + 2))} {number(y + 2)}h" for index in range(5)]
    yield brush.write("path", f'd="{"".join(f"{place}{_BAR:g}" for place in places)}"', fill="none", stroke=colour)
    parts = [f"{place}{min(1.0, weight - index) * _BAR:g}" for index, place in enumerate(places) if weight > index]
    yield brush.write("path", f'd="{"".join(parts)}" stroke-width="4"', fill="none", stroke=colour)
