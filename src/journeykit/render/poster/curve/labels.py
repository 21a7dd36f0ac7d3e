"""Words at the points: the figure, the extreme, the feeling and the persona's name, where they cover nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from journeykit.render.flow.cards import feeling
from journeykit.render.poster.curve.board import Board, Box
from journeykit.render.poster.curve.marks import STAR
from journeykit.render.poster.curve.track import Dot, Track
from journeykit.render.poster.geometry import Column
from journeykit.render.poster.sizes import LEADING
from journeykit.render.text import clean, width, wrap

__all__ = ["Label", "Labels", "Left", "place_labels"]

_NARROW: Final = 104.0  # px: words in several short lines find room more easily than in a long one
_MOST: Final = 3  # lines of words in the chart; longer ones stand below it
_EDGE: Final = 4.0  # px between words and the sides of their column
_AWAY: Final = (3.5, 8.0, 14.0, 22.0, 30.0)  # px between a point and its words


@dataclass(frozen=True, slots=True)
class Label:
    """Lines of words at a point, in a box; the first `strong` ones are bold."""

    lines: tuple[str, ...]
    strong: int
    box: Box
    anchor: str = "middle"

    @property
    def x(self) -> float:
        """Where the lines are held."""
        return {"start": self.box.left, "end": self.box.right}.get(self.anchor, (self.box.left + self.box.right) / 2)


@dataclass(frozen=True, slots=True)
class Left:
    """Words that found no room in the chart: of which track, at which point."""

    track: int
    dot: Dot
    text: str


@dataclass(slots=True)
class Labels:
    """What stands where: labels and stars by track and node, and what is left over."""

    placed: dict[tuple[int, str], list[Label]] = field(default_factory=dict)
    stars: dict[tuple[int, str], tuple[float, float]] = field(default_factory=dict)
    left: list[Left] = field(default_factory=list)
    top: float = 0.0
    bottom: float = 0.0


def place_labels(
    tracks: Sequence[Track],
    *,
    size: float,
    high: float,
    low: float,
    sides: tuple[float, float],
    room: float = 0.0,
    names: bool = True,
) -> Labels:
    """Find room for all words, between the y `high` and `low`, in their columns or `room` px if that is more.

    Args:
        tracks: the curves of a chart.
        size: of the font.
        high: the uppermost y.
        low: the lowest y.
        sides: the x of the left and the right side of the chart.
        room: px that words may take at least, in columns that are narrower; within the sides.
        names: whether the lines carry the names of their personas.
    """
    return _Placer(tracks, size, (high, low), sides, room).place(names=names)


class _Placer:
    def __init__(
        self,
        tracks: Sequence[Track],
        size: float,
        limits: tuple[float, float],
        sides: tuple[float, float],
        room: float,
    ) -> None:
        self.tracks, self.size, self.limits, self.sides, self.least = tracks, size, limits, sides, room
        self.board = Board([track.line for track in tracks if track.line], sides)
        self.found = Labels()
        self.lift: dict[tuple[str, float, float], tuple[float, float]] = {}  # px that a star takes above and below
        self.headed: set[tuple[int, str]] = set()

    def place(self, *, names: bool) -> Labels:
        """Points first, then stars, names and words, column by column."""
        by_column: dict[str, list[tuple[int, Dot]]] = {}
        for index, track in enumerate(self.tracks):
            for dot in track.dots:
                by_column.setdefault(dot.column.node, []).append((index, dot))
                reach = dot.reach * 1.25 + 1
                self.board.add(Box(dot.x - reach, dot.y - reach, dot.x + reach, dot.y + reach))
        for index, track in enumerate(self.tracks):
            for dot in track.dots:
                if dot.feeling.moment:
                    self._star(index, dot)
        if names:
            for index, track in enumerate(self.tracks):
                if track.dots and _shows(track.curve.name):
                    self._name(index, track)
        for here in by_column.values():
            self._column(sorted(here, key=lambda each: (not each[1].tag, not each[1].feeling.moment, each[0])))
        return self.found

    def _star(self, index: int, dot: Dot) -> None:
        """Beside the point, where the lines are not; on its upper right where they are everywhere."""
        near, half = dot.reach * 1.25 + STAR / 2 + 4, STAR / 2
        aside = near * 0.8
        up = -1 if dot.up else 1
        offers = [(0, up * near), (aside, up * aside), (-aside, up * aside), (0, -up * near), (near, 0), (-near, 0)]
        boxes = [Box(dot.x + x - half, dot.y + y - half, dot.x + x + half, dot.y + y + half) for x, y in offers]
        inside = [each for each in boxes if each.left >= self.sides[0] and each.right <= self.sides[1]]
        box = next((each for each in inside if self.board.free(each)), (inside[1:] or boxes)[0])
        self.found.stars[index, dot.feeling.node] = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        past = STAR + 5 if box.left < dot.x < box.right else 0.0
        self.lift[dot.feeling.node, dot.x, dot.y] = (past, 0.0) if box.bottom < dot.y else (0.0, past)
        self.board.add(box)
        self._grow(box)

    def _name(self, index: int, track: Track) -> None:
        """At the end of the line, right of it if possible; else at the last point that has room for it."""
        dots = sorted(track.dots, key=lambda each: (each.column.number > 0, each.x), reverse=True)
        for dot in dots:
            _, right, room = self._room(dot.column)
            short = wrap(track.curve.name, right - dot.x - _beside(dot) - 1, self.size, bold=True, lines=3)
            for lines in (short, wrap(track.curve.name, room, self.size, bold=True, lines=3)):
                whole = len(lines) <= 2 and not any(line.endswith(("-", "…")) for line in lines)
                label = self._seek(dot, lines, len(lines), beside=lines is short) if whole else None
                if label:
                    self._take(index, dot, label)
                    return
        self.found.left.append(Left(index, dots[0], track.curve.name))

    def _column(self, here: Sequence[tuple[int, Dot]]) -> None:
        """The words of all points of a column: figure and feeling together, else apart, else below the chart."""
        taken: list[tuple[int, Dot, Label]] = []
        for index, dot in here:
            head, words = self._head(dot), self._words(dot)
            label = self._first(dot, head, words) if words is not None else None
            if label is None:
                break
            self.board.add(label.box)
            taken.append((index, dot, label))
        for _, _, label in taken:
            self.board.remove(label.box)
        if len(taken) == len(here):
            for each in taken:
                self._take(*each, head=True)
            return
        for index, dot in here:
            self._apart(index, dot)
        for index, dot in here:
            self._rest(index, dot)

    def _apart(self, index: int, dot: Dot) -> None:
        """The figure alone."""
        label = self._seek(dot, (self._head(dot),), 1)
        if label:
            self._take(index, dot, label, head=True)
        elif not _shows(dot.feeling.words):
            self.found.left.append(Left(index, dot, self._head(dot)))

    def _rest(self, index: int, dot: Dot) -> None:
        """The feeling with its figure, where the figure stands already; else below the chart."""
        if not _shows(dot.feeling.words):
            return
        key = (index, dot.feeling.node)
        if key not in self.headed:
            self.found.left.append(Left(index, dot, f"{self._head(dot)} {dot.feeling.words}"))
            return
        alone = self.found.placed[key].pop()
        self.board.remove(alone.box)
        whole = self._first(dot, self._head(dot), self._words(dot) or [])
        self._take(index, dot, whole or alone)
        if whole is None:
            self.found.left.append(Left(index, dot, dot.feeling.words))

    def _head(self, dot: Dot) -> str:
        return f"{feeling(dot.feeling.value)} {dot.tag}".strip()

    def _words(self, dot: Dot) -> list[tuple[str, ...]] | None:
        """The feeling in lines, in the ways to try; None where it is too long for the chart."""
        if not _shows(dot.feeling.words):
            return [()]
        room = self._room(dot.column)[2]
        ways = [wrap(dot.feeling.words, min(room, each), self.size, lines=_MOST + 1) for each in (_NARROW, room)]
        ways = [each for each in dict.fromkeys(ways) if len(each) <= _MOST]
        return ways or None

    def _first(self, dot: Dot, head: str, words: list[tuple[str, ...]]) -> Label | None:
        return next((label for lines in words if (label := self._seek(dot, (head, *lines), 1))), None)

    def _room(self, column: Column) -> tuple[float, float, float]:
        """From where to where the words of a column may stand, and how wide that is."""
        more = max(0.0, (self.least - column.width) / 2) - _EDGE
        left, right = max(self.sides[0] + 2, column.x - more), min(self.sides[1] - 2, column.x + column.width + more)
        return left, right, right - left

    def _seek(self, dot: Dot, lines: tuple[str, ...], strong: int, *, beside: bool = False) -> Label | None:
        """The first free place for some lines, None where there is none."""
        if not lines:
            return None
        wide = max(width(line, self.size, bold=index < strong) for index, line in enumerate(lines)) + 1
        high = (len(lines) - 1) * self.size * LEADING + self.size * 1.2
        left, right, room = self._room(dot.column)
        if wide > room:
            return None
        lift = self.lift.get((dot.feeling.node, dot.x, dot.y), (0.0, 0.0))
        for x, y, anchor in _offers(dot, (wide, high), lift, beside=beside):
            if anchor == "middle":
                x = min(max(x, left), right - wide)  # noqa: PLW2901 - pushed back into its room
            elif x < left or x + wide > right:
                continue
            if y < self.limits[0] or y + high > self.limits[1]:
                continue
            box = Box(x, y, x + wide, y + high)
            if self.board.free(box):
                return Label(lines, strong, box, anchor)
        return None

    def _take(self, index: int, dot: Dot, label: Label, *, head: bool = False) -> None:
        if head:
            self.headed.add((index, dot.feeling.node))
        self.found.placed.setdefault((index, dot.feeling.node), []).append(label)
        self.board.add(label.box)
        self._grow(label.box)

    def _grow(self, box: Box) -> None:
        self.found.top, self.found.bottom = min(self.found.top, box.top), max(self.found.bottom, box.bottom)


def _shows(text: str) -> bool:
    """Whether there is something to be seen of a text: soft hyphens and isolates alone are nothing."""
    return bool(clean(text).strip("\u00ad\u2068\u2069 "))


def _beside(dot: Dot) -> float:
    """The px from a point's middle to words beside it."""
    return dot.r + 6 + dot.ring * 1.25


def _offers(
    dot: Dot, size: tuple[float, float], lift: tuple[float, float], *, beside: bool
) -> Iterator[tuple[float, float, str]]:
    """Left upper corners to try, the best first: on the free side of the line, near; then beside the point.

    `lift` are the px that a star takes above the point and below it.
    """
    wide, high = size
    aside, near = _beside(dot), dot.reach
    sides = [(dot.x + aside, dot.y - high / 2, "start"), (dot.x - aside - wide, dot.y - high / 2, "end")]
    if beside:
        yield from sides[:1]
    for away in _AWAY:
        for up in (dot.up, not dot.up):
            y = dot.y - near - away - lift[0] - high if up else dot.y + near + away + lift[1]
            for x in (dot.x - wide / 2, dot.x - wide + 8, dot.x - 8):
                yield x, y, "middle"
    for x, y, anchor in sides:
        for shift in (0.0, -high / 2, high / 2):
            yield x, y + shift, anchor
