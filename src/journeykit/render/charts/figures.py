"""A hundred people at each step, as a hundred figures: who goes on, who comes again, who leaves, who is not there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from journeykit.render.brush import Brush
from journeykit.render.poster.sizes import BODY, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.svg import element, number

if TYPE_CHECKING:
    from journeykit.analysis.crowd import Crowd

__all__ = ["FigureArt"]

_SIDE, _GAP, _IN_A_ROW = 15.0, 44.0, 6
_WIDE: Final = 10 * _SIDE
# Head and shoulders on a square of 12, and what tells a figure apart without its colour.
_BODY: Final = "M6 .8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 1 0 0-4.4zM1.8 11.4c0-3.4 1.7-5 4.2-5s4.2 1.6 4.2 5z"
_AGAIN: Final = "M1.4 3.2a4.9 4.9 0 0 1 9.2 0"
_CROSS: Final = "M2 2l8 8M10 2l-8 8"
_DOT: Final = "M6 5a1.4 1.4 0 1 0 0 2.8a1.4 1.4 0 1 0 0-2.8z"
_WORDS: Final = {"on": "goes on", "again": "comes here again", "leave": "leaves here", "none": "is not here"}


@dataclass(frozen=True, slots=True)
class _Step:
    """One step, measured."""

    crowd: Crowd
    title: Block
    text: Block
    signs: tuple[str, ...]


class FigureArt:
    """The blocks in rows of six, and what the figures mean."""

    def __init__(self, steps: Sequence[Crowd]) -> None:
        made = [_measured(step) for step in steps]
        self._rows = [made[start : start + _IN_A_ROW] for start in range(0, len(made), _IN_A_ROW)]
        self._heads = [max(step.title.height for step in row) for row in self._rows]
        self._tails = [max(step.text.height for step in row) for row in self._rows]
        self.width = min(len(made), _IN_A_ROW) * (_WIDE + _GAP) - _GAP if made else 0.0
        self.height = 34.0 + sum(head + tail + _WIDE + 34 for head, tail in zip(self._heads, self._tails, strict=True))

    def paint(self, brush: Brush) -> Iterator[str]:
        """The legend, and a block for each step."""
        x = 0.0
        for name, words in _WORDS.items():
            yield _figure(brush, name, x, 2.0)
            yield from set_block(brush, block(words, 200.0, SMALL, lines=1), x + 20, 0.0, "muted")
            x += 130.0
        y = 34.0
        for row, head, tail in zip(self._rows, self._heads, self._tails, strict=True):
            for index, step in enumerate(row):
                yield from self._block(brush, step, (index * (_WIDE + _GAP), y), head)
            y += head + tail + _WIDE + 34

    def _block(self, brush: Brush, step: _Step, place: tuple[float, float], head: float) -> Iterator[str]:
        x, y = place
        parts = list(set_block(brush, step.title, x, y + head - step.title.height, "ink"))
        if step.crowd.wait:
            frame = (
                f'x="{number(x - 5)}" y="{number(y + head + 1)}" width="{_WIDE + 8:g}" height="{_WIDE + 8:g}" rx="5"'
            )
            parts.append(
                brush.write(
                    "rect", f'{frame} stroke-width="1.2" stroke-dasharray="6 4"', fill="wait", stroke="card_line"
                )
            )
        for index, sign in enumerate(step.signs):
            row, column = divmod(index, 10)
            parts.append(_figure(brush, sign, x + column * _SIDE, y + head + 6 + row * _SIDE))
        parts += set_block(brush, step.text, x, y + head + _WIDE + 12, "muted")
        yield element("g", {"class": "jk-crowd", "data-step": step.crowd.step}, *parts)


def _measured(step: Crowd) -> _Step:
    leave, again = round(step.leave), round(step.again)
    meet = max(round(step.meet), leave)
    again = min(again, meet - leave)
    signs = ["on"] * (meet - leave - again) + ["again"] * again + ["leave"] * leave
    signs += ["none"] * (100 - len(signs))
    parts = [f"{meet} of 100"]
    parts += [f"{again} again"] if again else []
    parts += ["all wait" if step.wait else ""] + ([f"{leave} leave"] if leave else [])
    said = ", ".join(part for part in parts if part)
    return _Step(
        step, block(step.title, _WIDE, BODY, bold=True, lines=4), block(said, _WIDE, SMALL), tuple(signs[:100])
    )


def _figure(brush: Brush, sign: str, x: float, y: float) -> str:
    place = f'transform="translate({number(x)} {number(y)})"'
    if sign == "none":
        return brush.write("path", f'd="{_DOT}" {place}', fill="fade_line")
    if sign == "leave":
        body = brush.write("path", f'd="{_BODY}" {place} stroke-width="1"', fill="paper", stroke="pain_mark")
        return body + brush.write("path", f'd="{_CROSS}" {place} stroke-width="1.6"', fill="none", stroke="pain_mark")
    body = brush.write("path", f'd="{_BODY}" {place}', fill="line_1" if sign == "on" else "back")
    if sign == "again":
        body += brush.write("path", f'd="{_AGAIN}" {place} stroke-width="1.2"', fill="none", stroke="back")
    return body
