"""The words on a line: measured before anything is placed, painted after all lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.poster.sizes import SMALL
from journeykit.render.text import first_strong, width, wrap

__all__ = ["HIGH", "Pill", "mark", "numerals", "paint", "pill", "texts"]

HIGH: Final = SMALL * 1.36
_SIDE: Final = 7.0
_TOP: Final = 3.0

Lines = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Pill:
    """Lines of a bold part and a plain one, and the size of the paper behind them."""

    lines: Lines
    width: float
    height: float


def texts(figure: str | None, words: str, room: float, *, size: float = SMALL, lines: int = 3) -> Lines:
    r"""The figure and the words behind it, in lines no wider than the room: of each its bold and its plain part.

    >>> texts("35\xa0%", "far above the calculator", 100)
    (('35\xa0%', 'far above'), ('', 'the calculator'))
    """
    if not figure:
        return tuple(("", line) for line in wrap(words, room, size, lines=lines))
    if first_strong(words) == "rtl":
        return (*((line, "") for line in wrap(figure, room, size, bold=True)), *texts(None, words, room, lines=lines))
    wider = width(figure, size, bold=True) - width(figure, size)
    whole = wrap(f"{figure} {words}".strip(), room - wider, size, lines=lines)
    found: list[tuple[str, str]] = []
    rest = figure
    for line in whole:
        if rest.startswith(line):
            found.append((line, ""))
            rest = rest[len(line) :].strip()
        elif rest and line.startswith(rest):
            found.append((rest, line[len(rest) :].strip()))
            rest = ""
        else:  # a figure so long that it was cut is not told apart
            found.append(("", line))
    return tuple(found)


def _across(line: tuple[str, str], size: float) -> float:
    bold, plain = line
    return width(bold, size, bold=True) + width(f" {plain}" if bold and plain else plain, size)


def pill(figure: str | None, words: str, room: float, *, lines: int = 3) -> Pill | None:
    """The pill of a figure and words in at most `room` px, its rims included; None where there are neither.

    >>> pill(None, "", 100) is None
    True
    """
    if not figure and not words:
        return None
    room -= 2 * _SIDE
    total = width(f"{figure or ''} {words}", SMALL) * 1.05
    count = ceil(total / room)
    # lines of about one length, so that no word is left alone, where that takes no more of them
    for slack in (1.12, 1.35) if count > 1 else ():
        found = texts(figure, words, min(total / count * slack, room), lines=lines)
        if len(found) <= count:
            return _around(found)
    found = texts(figure, words, room, lines=lines)
    return _around(found) if found else None


def mark(numbers: Sequence[int]) -> Pill:
    """The sign of moves that are listed elsewhere, by their numbers.

    >>> mark([3]).width == mark([3]).height
    True
    """
    found = _around(tuple(("", line) for line in wrap(numerals(numbers), 96, SMALL, lines=12)))
    return Pill(found.lines, max(found.width - 4, found.height), found.height)


def numerals(numbers: Sequence[int]) -> str:
    """Numbers in order, runs of three and more shortened.

    >>> numerals([1, 2, 3, 7, 9, 10])
    '1–3, 7, 9, 10'
    """  # noqa: RUF002 - a dash of ranges
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and runs[-1][-1] == number - 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    parts = (
        [f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(each) for each in run]  # noqa: RUF001 - a dash of ranges
        for run in runs
    )
    return ", ".join(part for each in parts for part in each)


def _around(lines: Lines) -> Pill:
    return Pill(lines, max(_across(line, SMALL) for line in lines) + 2 * _SIDE, len(lines) * HIGH + 2 * _TOP)


def paint(
    mark: Pill, brush: Brush, x: float, y: float, *, colour: str, rim: str, dash: str | None = None
) -> Iterator[str]:
    """The elements of a pill around its middle."""
    box: dict[str, str | float | None] = {
        "x": x - mark.width / 2, "y": y - mark.height / 2, "width": mark.width, "height": mark.height,
        "rx": min(mark.height / 2, 10.0), "stroke-dasharray": dash,
    }  # fmt: skip
    yield brush.make("rect", box, fill="paper", stroke=rim)
    base = y - mark.height / 2 + _TOP + SMALL * 1.03
    for index, line in enumerate(mark.lines):
        yield from row(line, brush, x - _across(line, SMALL) / 2, base + index * HIGH, colour=colour)


def row(line: tuple[str, str], brush: Brush, x: float, y: float, *, colour: str, plain: str = "") -> Iterator[str]:
    """One line of text from its left end; `plain` is the colour of what is not bold, where it is another."""
    bold, rest = line
    if bold:
        place: dict[str, str | float | None] = {"x": x, "y": y, "font-size": SMALL, "font-weight": "bold"}
        yield brush.make("text", place, fill=colour, text=bold)
        x += width(f"{bold} ", SMALL, bold=True)
    if rest:
        yield brush.make("text", {"x": x, "y": y, "font-size": SMALL}, fill=plain or colour, text=rest)
