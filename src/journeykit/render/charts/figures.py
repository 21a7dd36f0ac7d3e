"""A hundred people at each step, as a hundred figures: who goes on, who comes again, who leaves, who is not there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from journeykit.render.brush import Brush
from journeykit.render.poster.sizes import BODY, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.svg import element, number

if TYPE_CHECKING:
    from journeykit.analysis.crowd import Crowd

__all__ = ["End", "FigureArt"]

_SIDE, _GAP, _IN_A_ROW = 15.0, 44.0, 6
_WIDE: Final = 10 * _SIDE
_LEGEND: Final = 34.0
_BELOW: Final = 34.0
# Head and shoulders on a square of 12, and what tells a figure apart without its colour.
_BODY: Final = "M6 .8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 1 0 0-4.4zM1.8 11.4c0-3.4 1.7-5 4.2-5s4.2 1.6 4.2 5z"
_AGAIN: Final = "M1.4 3.2a4.9 4.9 0 0 1 9.2 0"
_CROSS: Final = "M2 2l8 8M10 2l-8 8"
_ARMS: Final = "M2.8 8.6L.8 3.6M9.2 8.6L11.2 3.6"
_DOT: Final = "M6 5a1.4 1.4 0 1 0 0 2.8a1.4 1.4 0 1 0 0-2.8z"
_WORDS: Final = {
    "on": "goes on",
    "again": "comes here again",
    "leave": "leaves here",
    "both": "came again, then leaves",
    "won": "succeeds",
    "other": "ends otherwise",
    "none": "is not here",
}
_SIGNS: Final = {"success": "won", "failure": "leave", "neutral": "other"}


@dataclass(frozen=True, slots=True)
class End:
    """A way to end, its result, and how many of a hundred end so."""

    title: str
    result: str
    people: float


@dataclass(frozen=True, slots=True)
class _Block:
    """A hundred figures with a title and a text, measured; those of a wait stand in a frame."""

    step: str
    title: Block
    text: Block
    signs: tuple[str, ...]
    wait: bool = False


class FigureArt:
    """The blocks in rows of six, the ends in the last of them, and what the figures mean.

    Args:
        steps: what becomes of people at each step.
        ends: what becomes of them in the end.
        long: how long a step takes, in words, by its id.
    """

    def __init__(self, steps: Sequence[Crowd], ends: Sequence[End] = (), long: Mapping[str, str] | None = None) -> None:
        made = [_measured(step, (long or {}).get(step.step, "")) for step in steps]
        made += [_ended(ends)] if made and ends else []
        self._rows = [made[start : start + _IN_A_ROW] for start in range(0, len(made), _IN_A_ROW)]
        self._heads = [max(each.title.height for each in row) for row in self._rows]
        self._tails = [max(each.text.height for each in row) for row in self._rows]
        used = {sign for each in made for sign in each.signs}
        self._legend = [(sign, block(words, 220.0, SMALL, lines=1)) for sign, words in _WORDS.items() if sign in used]
        self._waits = any(each.wait for each in made)
        legend = sum(words.width + 42 for _, words in self._legend) + (150.0 if self._waits else 0.0)
        self.width = max(min(len(made), _IN_A_ROW) * (_WIDE + _GAP) - _GAP, legend) if made else 0.0
        self.height = _LEGEND + sum(h + t + _WIDE + _BELOW for h, t in zip(self._heads, self._tails, strict=True))

    def paint(self, brush: Brush) -> Iterator[str]:
        """The legend, and a block for each step."""
        x = 0.0
        for name, words in self._legend:
            yield _figure(brush, name, x, 2.0)
            yield from set_block(brush, words, x + 20, 0.0, "muted")
            x += words.width + 42
        if self._waits:
            yield _frame(brush, x, 1.0, 22.0, 15.0)
            yield from set_block(brush, block("all of them wait", 220.0, SMALL, lines=1), x + 30, 0.0, "muted")
        y = _LEGEND
        for row, head, tail in zip(self._rows, self._heads, self._tails, strict=True):
            for index, each in enumerate(row):
                yield from self._block(brush, each, (index * (_WIDE + _GAP), y), head)
            y += head + tail + _WIDE + _BELOW

    def _block(self, brush: Brush, made: _Block, place: tuple[float, float], head: float) -> Iterator[str]:
        x, y = place
        parts = list(set_block(brush, made.title, x, y + head - made.title.height, "ink"))
        if made.wait:
            parts.append(_frame(brush, x - 5, y + head + 1, _WIDE + 8, _WIDE + 8))
        for index, sign in enumerate(made.signs):
            row, column = divmod(index, 10)
            parts.append(_figure(brush, sign, x + column * _SIDE, y + head + 6 + row * _SIDE))
        parts += set_block(brush, made.text, x, y + head + _WIDE + 12, "muted")
        yield element("g", {"class": "jk-crowd", "data-step": made.step or None}, *parts)


def _measured(step: Crowd, long: str) -> _Block:
    leave, again = round(step.leave), round(step.again)
    meet = min(max(round(step.meet), leave, again), 100)
    both = max(round(step.leave_again), leave + again - meet, 0)
    signs = ["on"] * (meet - leave - again + both) + ["again"] * (again - both)
    signs += ["both"] * both + ["leave"] * (leave - both)
    parts = [f"{meet} of 100", f"{again} again" if again else "", f"{leave} leave" if leave else ""]
    parts += [f"wait\u00a0{long}" if long else "all wait"] if step.wait else []
    said = ", ".join(part.replace(" ", "\u00a0") for part in parts if part)
    return _Block(
        step.step, _title(step.title), block(said, _WIDE + 20, SMALL), _hundred(signs), wait=step.wait > 0
    )  # fmt: skip


def _ended(ends: Sequence[End]) -> _Block:
    """How it ends: whole people, a hundred in all, those rounded down most rounded up."""
    whole = [int(end.people) for end in ends]
    for at in sorted(range(len(ends)), key=lambda at: whole[at] - ends[at].people)[: 100 - sum(whole)]:
        whole[at] += 1
    order = list(_SIGNS)
    ranked = sorted(zip(ends, whole, strict=True), key=lambda each: order.index(each[0].result))
    signs = [_SIGNS[end.result] for end, count in ranked for _ in range(count)]
    said = ", ".join(f"{count}\u00a0{end.title}" for end, count in ranked if count)
    return _Block("", _title("In the end"), block(said, _WIDE + 20, SMALL), _hundred(signs))


def _title(words: str) -> Block:
    return block(words, _WIDE, BODY, bold=True, lines=7)


def _hundred(signs: Sequence[str]) -> tuple[str, ...]:
    return (*signs, *["none"] * (100 - len(signs)))[:100]


def _frame(brush: Brush, x: float, y: float, wide: float, high: float) -> str:
    place = f'x="{number(x)}" y="{number(y)}" width="{number(wide)}" height="{number(high)}" rx="5"'
    return brush.write("rect", f'{place} stroke-width="1.2" stroke-dasharray="6 4"', fill="wait", stroke="card_line")


def _figure(brush: Brush, sign: str, x: float, y: float) -> str:
    place = f'transform="translate({number(x)} {number(y)})"'
    if sign == "none":
        return brush.write("path", f'd="{_DOT}" {place}', fill="fade_line")
    if sign in ("leave", "both"):
        made = brush.write("path", f'd="{_BODY}" {place} stroke-width="1"', fill="paper", stroke="pain_mark")
        made += brush.write("path", f'd="{_CROSS}" {place} stroke-width="1.6"', fill="none", stroke="pain_mark")
        over = "pain_mark"
    else:
        over = {"on": "line_1", "again": "back", "won": "gain_mark", "other": "muted"}[sign]
        made = brush.write("path", f'd="{_BODY}" {place}', fill=over)
    if sign in ("again", "both"):
        made += brush.write("path", f'd="{_AGAIN}" {place} stroke-width="1.2"', fill="none", stroke=over)
    if sign == "won":
        made += brush.write("path", f'd="{_ARMS}" {place} stroke-width="1.5"', fill="none", stroke=over)
    return made
