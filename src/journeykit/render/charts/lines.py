"""Curves of emotion one below the other, each along its own places."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from journeykit.analysis.chart import Line, Lines
from journeykit.render.brush import Brush
from journeykit.render.curve_view.frame import MARGIN, SIZE, bands_of
from journeykit.render.curve_view.key import Key
from journeykit.render.curve_view.names import Names, how
from journeykit.render.curve_view.pair import Group, Pair
from journeykit.render.flow.cards import feeling
from journeykit.render.poster.curve.chart import Chart, chart
from journeykit.render.poster.geometry import Band
from journeykit.render.poster.sizes import BODY, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.scene import Node, Scene
from journeykit.render.sheet import Curve, Facts, Feeling, Header, Sheet
from journeykit.render.svg import element, number

__all__ = ["LineArt", "spoken"]

_UNIT: Final = 34.0  # px of a step of the axis
_ROOM: Final = 150.0  # px for the words of a point
_GAP: Final = 22.0
_KEY: Final = 10.0  # px above a key


@dataclass(frozen=True, slots=True)
class _Part:
    """One line, measured."""

    name: Block
    text: Block
    band: Band
    chart: Chart
    names: Names
    key: Key

    @property
    def height(self) -> float:
        """Of everything."""
        head = self.name.height + self.text.height + (6 if self.name.lines else 0)
        key = self.key.height + _KEY if self.key.height else 0.0
        return head + self.chart.height + self.names.height + key


class LineArt:
    """The lines, measured."""

    def __init__(self, made: Lines) -> None:
        self._parts = [_part(line, at, alone=len(made.lines) == 1) for at, line in enumerate(made.lines)]
        self._empty = block(made.empty, 500.0, BODY) if not self._parts else block("", 0.0, BODY)
        self.width = max((part.band.right - MARGIN for part in self._parts), default=0.0)
        gaps = _GAP * max(len(self._parts) - 1, 0)
        self.height = sum(part.height for part in self._parts) + gaps + self._empty.height

    def paint(self, brush: Brush) -> Iterator[str]:
        """Name, figures, chart, names of the places, and what their numbers stand for."""
        yield from set_block(brush, self._empty, 0.0, 0.0, "muted")
        y = 0.0
        for part in self._parts:
            parts = [*set_block(brush, part.name, 0.0, y, "ink")]
            parts += set_block(brush, part.text, 0.0, y + part.name.height, "muted")
            top = y + part.name.height + part.text.height + (6 if part.name.lines else 0)
            inner = [part.chart.paint(brush, top), part.names.paint(brush, top + part.chart.height)]
            if part.key.height:
                inner.append(part.key.paint(brush, MARGIN, top + part.chart.height + part.names.height + _KEY))
            parts.append(element("g", {"transform": f"translate({number(-MARGIN)} 0)"}, *inner))
            yield element("g", {"class": "jk-line"}, *parts)
            y += part.height + _GAP


def _part(line: Line, at: int, *, alone: bool) -> _Part:
    ids = [f"p{index}" for index in range(len(line.places))]
    nodes = tuple(
        Node(id=name, kind="touchpoint", title=title) for name, (title, _) in zip(ids, line.places, strict=True)
    )
    sheet = Sheet(header=Header(), facts={name: Facts(number=index) for index, name in enumerate(ids, start=1)})
    points = tuple(
        Feeling(node=name, value=value, level="partial")
        for name, (_, value) in zip(ids, line.places, strict=True)
        if value is not None
    )
    scene = Scene(id="line", title=line.name, nodes=nodes)
    (band,) = bands_of(scene, sheet, None, None)
    curve = Curve(persona="", name=line.name, index=at, points=points)
    made = chart(band, [curve] if points else [], sheet, unit=_UNIT, size=SIZE, room=_ROOM, names=False)
    more = {left.dot.column.node: [left.text] for left in made.labels.left if left.text}
    names = Names(band, Pair(scene, sheet, (Group((curve,)),)), how([band]), more, timed=False)
    across = band.right - MARGIN
    title = block("" if alone and line.name == "Everybody" else line.name, across, BODY, bold=True, lines=2)
    return _Part(title, block(line.text, across, SMALL, lines=3), band, made, names, Key(names.key, across))


def spoken(made: Lines) -> str:
    """The curves in words."""
    said = []
    for line in made.lines:
        felt = ", ".join(f"{title} {feeling(value)}" for title, value in line.places[:40] if value is not None)
        said.append(f"{line.name}: {felt}")
    return "; ".join(said) or made.empty
