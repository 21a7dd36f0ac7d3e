"""The room over the cards of one band, where moves that are no plain step to the right are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.poster.arcs.fewer import MOST_TRACKS, fewer
from journeykit.render.poster.arcs.hops import figures
from journeykit.render.poster.arcs.link import Link
from journeykit.render.poster.arcs.links import Lines
from journeykit.render.poster.arcs.moves import Row, rows
from journeykit.render.poster.arcs.paint import line, words
from journeykit.render.poster.arcs.ports import ports
from journeykit.render.poster.arcs.tracks import tracks
from journeykit.render.poster.geometry import Band
from journeykit.render.scene import Edge, Scene

__all__ = ["Gutter", "gutter"]

_FOOT: Final = 27.0  # below the lowest track: an arrow's head, or the figure of a straight arrow
_BARE: Final = 15.0  # of a track without words
_BETWEEN: Final = 6.0
_LIMITS: Final = (MOST_TRACKS, 12, 11, 10, 9, 8, 7, 6)  # lines over one place, until the tracks suffice


@dataclass(frozen=True)
class Gutter:
    """What is drawn over the cards of one band; its bottom edge is the cards' top.

    `hops` are the moves that are straight arrows in the card row, `entering` those among them that come from the band
    above; `links` are lines, and `heights` those of their tracks. `left_out` has no line: its moves are numbered
    through all bands from 1.
    """

    height: float
    hops: tuple[Edge, ...] = ()
    left_out: tuple[Edge, ...] = ()
    entering: tuple[Edge, ...] = ()
    band: Band | None = field(default=None, repr=False)
    links: tuple[Link, ...] = field(default=(), repr=False)
    heights: tuple[float, ...] = ()
    titles: dict[str, str] = field(default_factory=dict, repr=False)

    def paint(self, brush: Brush) -> list[str]:
        """The elements: all lines, the longest first, then all words, so that no line hides a word."""
        return list(self._painted(brush))

    def _painted(self, brush: Brush) -> Iterator[str]:
        levels = self.levels
        for link in sorted(self.links, key=lambda each: -each.track):
            yield line(link, levels[link.track], self.height, brush, self.titles)
        for link in self.links:
            yield words(link, levels[link.track], brush)
        if self.band is not None:
            yield from figures(self.band, self.hops, brush, self.height)

    @property
    def levels(self) -> tuple[float, ...]:
        """The y of each track's middle, the lowest first."""
        found, y = [], self.height - _FOOT
        for high in self.heights:
            found.append(y - high / 2)
            y -= high + _BETWEEN
        return tuple(found)


def gutter(bands: Sequence[Band], scene: Scene) -> tuple[Gutter, ...]:
    """The gutters of all bands.

    At most 14 tracks lie one above the other, and 12 lines end at one card. Where a map has more, its least likely
    moves are `left_out`: a numbered mark stands at both of their ends, and a list elsewhere has to say the rest.

    >>> from journeykit.render.poster.geometry import Column
    >>> from journeykit.render.scene import Edge, Scene
    >>> cards = tuple(Column(name, index * 172.0, 172.0, 152.0, "s", index + 1) for index, name in enumerate("abc"))
    >>> moves = (Edge(source="a", target="b"), Edge(source="c", target="a", kind="back"))
    >>> (made,) = gutter([Band(0, 0.0, 516.0, cards, ())], Scene(id="m", title="M", edges=moves))
    >>> len(made.hops), len(made.links), made.left_out
    (1, 1, ())
    """
    found = rows(bands, scene)
    limits = [0] * len(bands)  # of each band, which of the limits
    while True:
        made = _gutters(bands, scene, found, [_LIMITS[index] for index in limits])
        full = [
            len(each.heights) > MOST_TRACKS and index < len(_LIMITS) - 1
            for each, index in zip(made, limits, strict=True)
        ]
        if not any(full):
            return made
        limits = [index + more for index, more in zip(limits, full, strict=True)]


def _gutters(bands: Sequence[Band], scene: Scene, found: Sequence[Row], limits: Sequence[int]) -> tuple[Gutter, ...]:
    lost: list[list[Edge]] = []
    for band, row, limit in zip(bands, found, limits, strict=True):
        places = {column.node: index for index, column in enumerate(band.columns)}
        moves = [*row.arcs, *row.leaving]
        kept = set(map(id, fewer(moves, places, limit)))
        lost.append([*row.lost, *(edge for edge in moves if id(edge) not in kept)])
    numbers = {id(edge): index + 1 for index, edge in enumerate(edge for each in lost for edge in each)}
    columns = {column.node: column for band in bands for column in band.columns}
    titles = {node.id: node.title for node in scene.nodes}
    lines = Lines(columns, titles, numbers)
    made = []
    for band, row, left_out in zip(bands, found, lost, strict=True):
        links = lines.of(band, row)
        ports(band, links)
        heights = [_BARE] * tracks(band, links)
        for link in links:
            heights[link.track] = max(heights[link.track], link.height)
        told = any(edge.figure for edge in row.hops)
        height = sum(heights) + _BETWEEN * len(heights) + _FOOT if heights else _FOOT if told else 0.0
        hops, entering = tuple(row.hops), tuple(row.entering)
        made.append(Gutter(height, hops, tuple(left_out), entering, band, tuple(links), tuple(heights), titles))
    return tuple(made)
