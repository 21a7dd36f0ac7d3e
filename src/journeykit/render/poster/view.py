"""From scene and sheet to the poster's SVG: columns, strips, and everything below each other."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from math import ceil
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.flow.of_all import of_all
from journeykit.render.layers import NAMESPACE, group
from journeykit.render.poster import curve
from journeykit.render.poster.arcs import gutter
from journeykit.render.poster.cells import Cells
from journeykit.render.poster.columns import columns
from journeykit.render.poster.footer import Footer
from journeykit.render.poster.geometry import Band, Strip
from journeykit.render.poster.header import Head
from journeykit.render.poster.heads import Heads
from journeykit.render.poster.lane_rows import LaneRow
from journeykit.render.poster.ruler import Ruler
from journeykit.render.poster.sizes import MARGIN, SMALL
from journeykit.render.poster.steps_lane import Steps
from journeykit.render.poster.type import block, set_block
from journeykit.render.scene import Scene
from journeykit.render.sheet import Sheet
from journeykit.render.svg import element, number, text_of
from journeykit.render.theme import Themed

__all__ = ["Frame", "Part", "Poster", "to_svg"]

_NARROWEST: Final = 640.0
_GAP: Final = 26.0  # between bands
_LANGUAGE: Final = re.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,5}")  # a BCP 47 tag


@dataclass(frozen=True)
class _Placed:
    """A band with its strips, measured."""

    band: Band
    heads: Heads
    ruler: Ruler | None
    rows: tuple[LaneRow, ...]

    @property
    def height(self) -> float:
        ruler = self.ruler.height if self.ruler else 0.0
        return self.heads.height + ruler + 4 + sum(row.height for row in self.rows)


@dataclass(frozen=True, slots=True)
class Frame:
    """What a poster stands in: `across` and `down` in its own px, `width` and `height` as the file says them.

    Of several sheets, `sheet` says which one it is, and of how many; `border` px at its edge stay white.
    """

    across: float
    down: float
    width: str
    height: str
    border: float = 0.0
    sheet: tuple[int, int] = (1, 1)


@dataclass(frozen=True)
class Part:
    """What stands on one sheet."""

    head: Head | None = None
    bands: tuple[_Placed, ...] = ()
    footer: Footer | None = None

    @property
    def height(self) -> float:
        """With its margins."""
        head = self.head.height + 10 if self.head is not None else 0.0
        gaps = _GAP * max(len(self.bands) - 1, 0)
        footer = self.footer.height if self.footer is not None else 0.0
        return 2 * MARGIN + head + sum(each.height for each in self.bands) + gaps + footer


class Poster:
    """A poster, measured: `width` and `height` are known before anything is painted."""

    def __init__(
        self,
        scene: Scene,
        sheet: Sheet,
        *,
        scale: str | None = None,
        width: float | None = None,
        theme: Themed = "auto",
        kind: str = "poster",
    ) -> None:
        scene = of_all(scene)
        self.scene, self.sheet, self._kind, self._theme = scene, sheet, kind, theme
        said = f"{theme!r}\0{kind}\0{scale}\0{width}\0{scene!r}\0{sheet!r}" + (f"\0{scene.laid}" if scene.laid else "")
        self.scope = "jk" + sha256(said.encode("utf-8", "backslashreplace")).hexdigest()[:10]
        bands = columns(scene, sheet, scale=scale, width=width)
        self.width = max(bands[0].right if bands else 0.0, _NARROWEST) + MARGIN
        across = self.width - 2 * MARGIN
        gutters = gutter(bands, scene)
        names = {node.id: f"{self.scope}-{node.id}" for node in scene.nodes}
        self._bands = []
        for band, over in zip(bands, gutters, strict=True):
            ruler = Ruler(band, sheet) if scale == "time" else None
            rows = _strips(band, scene, sheet, partial(Steps, band, scene, sheet, over, names))
            self._bands.append(_Placed(band, Heads(band, scene, scene.language), ruler, rows))
        self._head = Head(scene, sheet, across)
        self._footer = Footer(scene, sheet, [edge for each in gutters for edge in each.left_out], scale, across)
        self.height = self.whole.height

    @property
    def whole(self) -> Part:
        """Everything."""
        return Part(self._head, tuple(self._bands), self._footer)

    def parts(self, room: float) -> list[Part]:
        """The poster in pieces no higher than the room, broken between rows of stages; a higher row stands alone."""
        found: list[Part] = []
        held = Part(self._head)
        for placed in self._bands:
            longer = replace(held, bands=(*held.bands, placed))
            if longer.height > room and held.bands:
                found.append(held)
                longer = Part(None, (placed,))
            held = longer
        last = replace(held, footer=self._footer)
        return [*found, last] if last.height <= room or not held.bands else [*found, held, Part(None, (), self._footer)]

    def svg(self, frame: Frame | None = None, part: Part | None = None) -> str:
        """The whole drawing or a part of it, in the middle of a frame if one is given."""
        brush = Brush(self._theme, self.scope)
        part = part or self.whole
        whole = (float(ceil(self.width)), float(ceil(self.height)))  # half a pixel would be transparent in a PNG
        frame = frame or Frame(*whole, number(whole[0]), number(whole[1]))
        paper = brush.make("rect", {"width": frame.across, "height": frame.down, "class": "jk-paper"}, fill="paper")
        parts = []
        y = MARGIN
        if part.head is not None:
            parts.append(_at(y, part.head.paint(brush)))
            y += part.head.height + 10
        for placed in part.bands:
            parts.append(self._band(brush, placed, y))
            y += placed.height + _GAP
        y += -_GAP if part.bands else 0
        if part.footer is not None:
            parts.append(_at(y, part.footer.paint(brush)))
        return (
            self._root(brush, frame)
            + element("title", {"id": f"{self.scope}-the-title"}, text=self.scene.title)
            + element("desc", {"id": f"{self.scope}-the-desc"}, text=self.scene.description)
            + brush.style()
            + paper
            + self._framed(frame, "\n".join(each for each in parts if each), part.height)
            + "".join(self._foot(brush, frame))
            + "</svg>\n"
        )

    def _band(self, brush: Brush, placed: _Placed, y: float) -> str:
        number_of = placed.band.index + 1
        ending = "" if number_of == 1 else f"-{number_of}"
        top = placed.heads.height
        ruler = placed.ruler.paint(brush) if placed.ruler else []
        parts = [element("g", {"class": "jk-stages"}, *placed.heads.paint(brush), _at(top, ruler))]
        top += (placed.ruler.height if placed.ruler else 0.0) + 4
        for row in placed.rows:
            parts.append(row.paint(brush, f"{self.scope}-lane-{row.lane.name}{ending}", top))
            top += row.height
        attributes: dict[str, str | float | None] = {
            "class": "jk-band",
            "data-band": number_of,
            "data-height": placed.height,
            "transform": f"translate(0 {number(y)})",
        }
        return group(f"{self.scope}-band-{number_of}", f"Row {number_of}", *parts, layer=True, attributes=attributes)

    def _framed(self, frame: Frame, inside: str, height: float) -> str:
        """The drawing in the middle of its frame; a part of it at the top."""
        whole = height == self.height
        left, top = (frame.across - self.width) / 2, (frame.down - height) / 2 if whole else MARGIN / 2
        if left < 1 and top < 1:
            return inside
        return f'<g class="jk-frame" transform="translate({number(left)} {number(top)})">{inside}</g>'

    def _foot(self, brush: Brush, frame: Frame) -> Iterator[str]:
        """Which sheet it is, so that sheets that lie about find together again."""
        index, count = frame.sheet
        if count > 1:
            words = block(f"{self.scene.title} · sheet {index} of {count}", self.width - 2 * MARGIN, SMALL, lines=1)
            x, y = (frame.across + self.width) / 2 - MARGIN, frame.down - frame.border - words.height
            yield from set_block(brush, words, x, y, "muted", anchor="end")

    def _root(self, brush: Brush, frame: Frame) -> str:
        """The start tag, with what screen readers look for."""
        known = self.scene.language or ""
        language = f' lang="{known}" xml:lang="{known}"' if _LANGUAGE.fullmatch(known) else ""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {NAMESPACE} id="{self.scope}" class="jk jk-{self._kind}"'
            f' role="group"{language} width="{frame.width}" height="{frame.height}"'
            f' viewBox="0 0 {number(frame.across)} {number(frame.down)}"'
            f' aria-labelledby="{self.scope}-the-title" aria-describedby="{self.scope}-the-desc"'
            f' font-family="{text_of(brush.font)}">'
        )


def _at(y: float, parts: Sequence[str]) -> str:
    return f'<g transform="translate(0 {number(y)})">{"".join(parts)}</g>' if parts else ""


def _strips(band: Band, scene: Scene, sheet: Sheet, steps: Callable[[], Strip]) -> tuple[LaneRow, ...]:
    """The lanes of one band; those without anything to say in it are left out of it."""
    rows: list[LaneRow] = []
    only_ends = all(column.stage is None for column in band.columns)
    for lane in sheet.lanes:
        if only_ends and lane.kind == "emotion":
            continue  # outcomes that have a row to themselves need no empty charts
        strip: Strip
        if lane.kind == "steps":
            strip = steps()
        elif lane.kind == "emotion":
            strip = curve.strip(band, sheet.curves, sheet)
        else:
            strip = Cells(band, lane, sheet, scene.language)
        if strip.height or (lane.always and band.columns):
            rows.append(LaneRow(lane, band, strip, scene, shade=len(rows) % 2 == 1))
    return tuple(rows)


def to_svg(
    scene: Scene,
    sheet: Sheet,
    *,
    theme: Themed = "auto",
    scale: str | None = None,
    width: float | None = None,
    kind: str = "poster",
) -> str:
    """The poster of a scene and its sheet. The same ones give the same bytes."""
    return Poster(scene, sheet, scale=scale, width=width, theme=theme, kind=kind).svg()
