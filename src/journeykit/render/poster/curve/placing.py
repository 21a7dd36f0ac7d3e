"""Finds room for all words of a chart: a persona's name and the figure at that point are one label, never two."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from journeykit.render.flow.cards import feeling
from journeykit.render.poster.curve.board import Board, Box
from journeykit.render.poster.curve.labels import Label, Labels, Left
from journeykit.render.poster.curve.marks import STAR
from journeykit.render.poster.curve.spots import Spot, away_from, far, half, leader, near
from journeykit.render.poster.curve.track import Dot, Track
from journeykit.render.poster.curve.wording import figure, heads, shows, words
from journeykit.render.poster.geometry import Column
from journeykit.render.poster.sizes import LEADING
from journeykit.render.text import width

__all__ = ["place_labels"]

_Way = tuple[tuple[str, ...], int]  # lines, and how many of them are bold

_EDGE: Final = 4.0  # px between words and the sides of their column
_CLOSE: Final = 20.0  # px from a point to words that need no leader
_SPILL: Final = 14.0  # px of the neighbours' free room, where columns are narrower than words
_MORE: Final = 36.0  # px that words at a leader may take above and below all others
_LED: Final = 30.0  # px of a column; in narrower ones leaders would be a thicket
_TRIES: Final = 3  # free places farther away that are looked at for a leader that crosses nothing
_LAST: Final = 2  # points at the end of a line where its name may stand at a leader


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
        self.stars: dict[tuple[int, str], Box] = {}
        self.names: dict[tuple[int, str], str] = {}  # of the personas that have theirs, by its point
        self.whole: set[tuple[int, str]] = set()
        self.every = sorted((dot for track in tracks for dot in track.dots), key=lambda dot: dot.x)
        self.xs = [dot.x for dot in self.every]

    def place(self, *, names: bool) -> Labels:
        """Points first, then stars, names and words, column by column."""
        by_column: dict[str, list[tuple[int, Dot]]] = {}
        for index, track in enumerate(self.tracks):
            for dot in track.dots:
                by_column.setdefault(dot.column.node, []).append((index, dot))
                self.board.add(_point(dot))
        for index, track in enumerate(self.tracks):
            for dot in track.dots:
                if dot.feeling.moment:
                    self._star(index, dot)
        if names:
            for index, track in enumerate(self.tracks):
                if track.dots and shows(track.curve.name):
                    self._name(index, track)
        for every in by_column.values():
            here = [each for each in every if not each[1].feeling.silent]
            self._column(sorted(here, key=lambda each: (not each[1].tag, not each[1].feeling.moment, each[0])))
        boxes = [*self.stars.values(), *(label.box for label in self.found.placed.values())]
        self.found.top = min((box.top for box in boxes), default=0.0)
        self.found.bottom = max((box.bottom for box in boxes), default=0.0)
        return self.found

    def _star(self, index: int, dot: Dot) -> None:
        """Beside the point, where the lines are not; on its upper right where they are everywhere."""
        from_middle, half_star = dot.reach * 1.25 + STAR / 2 + 4, STAR / 2
        aside = from_middle * 0.8
        up = -1 if dot.up else 1
        offers = [
            (0, up * from_middle), (aside, up * aside), (-aside, up * aside),
            (0, -up * from_middle), (from_middle, 0), (-from_middle, 0),
        ]  # fmt: skip
        middles = [(dot.x + x, dot.y + y) for x, y in offers]
        boxes = [Box(x - half_star, y - half_star, x + half_star, y + half_star) for x, y in middles]
        inside = [each for each in boxes if each.left >= self.sides[0] and each.right <= self.sides[1]]
        box = next((each for each in inside if self.board.free(each)), (inside[1:] or boxes)[0])
        self.found.stars[index, dot.feeling.node] = ((box.left + box.right) / 2, (box.top + box.bottom) / 2)
        self.stars[index, dot.feeling.node] = box
        self.board.add(box)

    def _name(self, index: int, track: Track) -> None:
        """With the figure at the end of the line, right of it if possible; else at the last point that has room."""
        dots = sorted(track.dots, key=lambda each: (each.column.number > 0, each.x), reverse=True)
        for at, dot in enumerate(dots):
            key = (index, dot.feeling.node)
            for said in dict.fromkeys((tuple(self._words(dot)), ((),))):
                ways = [((*head, *lines), len(head)) for head in self._heads(dot, track.curve.name) for lines in said]
                label = self._seek(index, dot, ways, right=True, led=at < _LAST)
                if label:
                    self._take(key, label)
                    self.names[key] = track.curve.name
                    if said != ((),) or not shows(dot.feeling.words):
                        self.whole.add(key)
                    return
        self.found.left.append(Left(index, dots[0], ""))

    def _column(self, here: Sequence[tuple[int, Dot]]) -> None:
        """The words of all points of a column: figure and feeling together, else apart, else below the chart."""
        fresh = [each for each in here if (each[0], each[1].feeling.node) not in self.found.placed]
        if not self._together(fresh):
            for index, dot in fresh:
                label = self._seek(index, dot, [((figure(dot),), 1)])
                if label:
                    self._take((index, dot.feeling.node), label)
        for index, dot in here:
            if (index, dot.feeling.node) not in self.whole:
                self._rest(index, dot)

    def _together(self, here: Sequence[tuple[int, Dot]]) -> bool:
        """Figures and feelings of some points near them, for all of them or for none."""
        if not any(shows(dot.feeling.words) for _, dot in here):
            return False
        taken = []
        for index, dot in here:
            label = self._seek(index, dot, self._ways(index, dot), led=False)
            if label is None:
                break
            taken.append((index, dot.feeling.node))
            self._take(taken[-1], label)
        else:
            self.whole.update(taken)
            return True
        for key in taken:
            self._drop(key)
        return False

    def _rest(self, index: int, dot: Dot) -> None:
        """The feeling with its figure, where the figure stands already; else below the chart."""
        key, felt = (index, dot.feeling.node), dot.feeling.words
        alone = self.found.placed.get(key)
        if not shows(felt):
            if alone is None:
                self.found.left.append(Left(index, dot, figure(dot)))
            return
        if alone is None:
            self.found.left.append(Left(index, dot, f"{figure(dot)}, {felt}"))
            return
        self._drop(key)
        whole = self._seek(index, dot, self._ways(index, dot))
        self._take(key, whole or alone)
        if whole is None:
            self.found.left.append(Left(index, dot, f"{feeling(dot.feeling.value)}, {felt}"))

    def _ways(self, index: int, dot: Dot) -> list[_Way]:
        """All words of a point in lines, in the ways to try; none where they are too long for the chart."""
        known = self._heads(dot, self.names.get((index, dot.feeling.node), ""))
        return [((*head, *lines), len(head)) for head in known for lines in self._words(dot)]

    def _heads(self, dot: Dot, name: str) -> list[tuple[str, ...]]:
        return heads(dot, name, self._room(dot.column)[2], self.size)

    def _words(self, dot: Dot) -> list[tuple[str, ...]]:
        return words(dot, self._room(dot.column)[2], self.size)

    def _room(self, column: Column, spill: float = 0.0) -> tuple[float, float, float]:
        """From where to where the words of a column may stand, and how wide that is."""
        more = max(0.0, (self.least - column.width) / 2) - _EDGE + spill
        left, right = max(self.sides[0] + 2, column.x - more), min(self.sides[1] - 2, column.x + column.width + more)
        return left, right, right - left

    def _seek(
        self, index: int, dot: Dot, ways: Sequence[_Way], *, right: bool = False, led: bool = True
    ) -> Label | None:
        """The first free place for one of some ways to say it: near the point, else at a leader; None if none is."""
        star = self.stars.get((index, dot.feeling.node))
        lift = _lift(dot, star)
        sized = [(*way, self._size(*way)) for way in ways]
        for lines, strong, size in sized:
            for box, anchor in self._boxes(dot, size, near(dot, size, lift, right=right)):
                if self.board.free(box) and self._plain(box, dot, star):
                    return Label(lines, strong, box, anchor)
        if not led or dot.column.width < _LED:
            return None
        for lines, strong, size in sized:
            label = self._led(dot, (lines, strong), self._boxes(dot, size, far(dot, size, lift), led=True), star)
            if label:
                return label
        return None

    def _led(self, dot: Dot, way: _Way, offers: Iterator[tuple[Box, str]], star: Box | None) -> Label | None:
        """A place farther away, with a leader: best where that crosses nothing, and in the half of the point."""
        own, second, more = [_point(dot)], None, _TRIES
        for box, anchor in offers:
            mine = half(dot, box.top, box.bottom)
            if (second and not mine) or not self.board.free(box):
                continue
            more -= second is not None
            if more < 0:
                break
            if mine and self._plain(box, dot, star):
                return Label(*way, box, anchor)
            line = leader(dot, box)
            ends = line[:2], line[2:]
            if mine and self.board.clear(*ends, own):
                return Label(*way, box, anchor, line)
            if second is None and self.board.clear(*ends, own, over=True):
                second = Label(*way, box, anchor, line)
        return second

    def _size(self, lines: Sequence[str], strong: int) -> tuple[float, float]:
        wide = max(width(line, self.size, bold=at < strong) for at, line in enumerate(lines)) + 1
        return wide, (len(lines) - 1) * self.size * LEADING + self.size * 1.2

    def _boxes(
        self, dot: Dot, size: tuple[float, float], offers: Iterator[Spot], *, led: bool = False
    ) -> Iterator[tuple[Box, str]]:
        """The places that are in the room of the column, and those above and below all that is usual last."""
        wide, high = size
        left, right, room = self._room(dot.column, _SPILL if led and self.least else 0.0)
        if wide > room:
            return
        (top, low), last = self.limits, []
        before = None
        for x, y, anchor in offers:
            if anchor == "middle":
                x = min(max(x, left), right - wide)  # noqa: PLW2901 - pushed back into its room
            elif x < left or x + wide > right:
                continue
            if (x, y) == before:
                continue
            before = x, y
            box = Box(x, y, x + wide, y + high)
            if top <= y and y + high <= low:
                yield box, anchor
            elif led and top - _MORE <= y and y + high <= low + _MORE:
                last.append((box, anchor))
        yield from last

    def _plain(self, box: Box, dot: Dot, star: Box | None) -> bool:
        """Whether words there are plainly those of a point: near it or its star, and no other point is nearer."""
        gap = away_from(box, dot.x, dot.y) - dot.reach
        if gap > _CLOSE:
            if star is None or away_from(box, (star.left + star.right) / 2, (star.top + star.bottom) / 2) > _CLOSE:
                return False
            gap = min(gap, _CLOSE)
        first, last = bisect_left(self.xs, box.left - gap - 10), bisect_right(self.xs, box.right + gap + 10)
        return not any(
            away_from(box, each.x, each.y) - each.reach < gap - 1 for each in self.every[first:last] if each is not dot
        )

    def _take(self, key: tuple[int, str], label: Label) -> None:
        self.found.placed[key] = label
        for box in label.boxes:
            self.board.add(box)

    def _drop(self, key: tuple[int, str]) -> None:
        for box in self.found.placed.pop(key).boxes:
            self.board.remove(box)


def _point(dot: Dot) -> Box:
    """The room of a point."""
    reach = dot.reach * 1.25 + 1
    return Box(dot.x - reach, dot.y - reach, dot.x + reach, dot.y + reach)


def _lift(dot: Dot, star: Box | None) -> tuple[float, float]:
    """The px that a star takes above the point and below it."""
    if star is None:
        return 0.0, 0.0
    past = STAR + 5 if star.left < dot.x < star.right else 0.0
    return (past, 0.0) if star.bottom < dot.y else (0.0, past)
