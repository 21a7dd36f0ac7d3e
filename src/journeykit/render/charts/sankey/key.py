"""What the signs of a flow mean, with only those that it uses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.charts.sankey.chosen import Chosen
from journeykit.render.charts.sankey.looks import OFF
from journeykit.render.poster.sizes import SMALL
from journeykit.render.poster.type import block, set_block
from journeykit.render.svg import number
from journeykit.render.text import width

__all__ = ["key", "signs"]

Draw = Callable[[Brush, float, float], str]
_ROW, _SIGN, _AFTER = 24.0, 36.0, 22.0
_TOP: Final = 14.0
_APART: Final = " (lines back and loops have a scale of their own)"


def signs(made: Chosen) -> list[tuple[str, Draw]]:
    """The words and the sign of each kind of stream that is drawn."""
    onward, lines = made.onward, (*made.back, *made.loops.values())
    items: list[tuple[bool, str, Draw]] = [
        (bool(onward), f"the wider, the more often{_APART if lines else ''}", _wedge),
        (any(not each.off for each in lines), "back or again", _line("back", "")),
        (any(each.off for each in (*onward, *lines)), "+ not on the map", _line("idea_mark", OFF)),
        (bool(made.left), "leaves here", _pennant),
        (bool(made.done), "ends here", _box),
    ]
    return [(words, draw) for used, words, draw in items if used]


def key(items: Sequence[tuple[str, Draw]], across: float) -> tuple[Callable[[Brush], Iterator[str]], float]:
    """A way to draw them in rows no wider than `across`, and how high they are."""
    places: list[tuple[float, float]] = []
    x = y = 0.0
    for words, _ in items:
        wide = _SIGN + width(words, SMALL) + _AFTER
        if x and x + wide > across:
            x, y = 0.0, y + _ROW
        places.append((x, y))
        x += wide

    def draw(brush: Brush) -> Iterator[str]:
        for (words, sign), (left, top) in zip(items, places, strict=True):
            yield sign(brush, left, _TOP + top + 8)
            yield from set_block(brush, block(words, 400.0, SMALL, lines=1), left + _SIGN, _TOP + top, "muted")

    return draw, _TOP + y + _ROW if items else 0.0


def _wedge(brush: Brush, x: float, y: float) -> str:
    path = f"M{number(x)} {number(y - 1)}l26 -4v10l-26 -4z"
    return brush.write("path", f'd="{path}" stroke-width="0.8"', fill="phase_bar", stroke="forward")


def _line(colour: str, dash: str) -> Draw:
    def draw(brush: Brush, x: float, y: float) -> str:
        line = f'd="M{number(x)} {number(y)}h26" stroke-width="2.4"{dash}'
        return brush.write("path", line, fill="none", stroke=colour)

    return draw


def _box(brush: Brush, x: float, y: float) -> str:
    box = f'x="{number(x + 7)}" y="{number(y - 5)}" width="9" height="10" stroke-width="1.2"'
    return brush.write("rect", box, fill="neutral", stroke="mixed_mark")


def _pennant(brush: Brush, x: float, y: float) -> str:
    path = f"M{number(x + 5)} {number(y - 5)}h8l8 5l-8 5h-8z"
    return brush.write("path", f'd="{path}" stroke-width="1.2"', fill="pain", stroke="pain_mark")
