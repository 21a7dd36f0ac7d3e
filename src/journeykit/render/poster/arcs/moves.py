"""Which move is drawn how: straight to the next card, as an arc over the cards, in a stub, or below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from journeykit.render.poster.geometry import Band, Column
from journeykit.render.poster.sizes import SMALL
from journeykit.render.scene import Edge, Scene
from journeykit.render.text import width

__all__ = ["Row", "leaves", "rows", "straight"]

_OVER: Final = 20.0  # how much wider than its gap the figure of a straight arrow may be


@dataclass(slots=True)
class Row:
    """The moves of one band. A move to another band is `leaving` here and `coming` there.

    `hops` are the straight arrows to the next card, `entering` the one from the end of the band above.
    """

    hops: list[Edge] = field(default_factory=list)
    entering: list[Edge] = field(default_factory=list)
    arcs: list[Edge] = field(default_factory=list)
    leaving: list[Edge] = field(default_factory=list)
    coming: list[Edge] = field(default_factory=list)
    starts: list[Edge] = field(default_factory=list)
    lost: list[Edge] = field(default_factory=list)


def straight(edge: Edge, here: Column, there: Column) -> bool:
    """Whether a move to the next card on the right needs no more than an arrow and a short figure.

    >>> cards = [Column(name, index * 172.0, 172.0, 152.0, "s") for index, name in enumerate("ab")]
    >>> straight(Edge(source="a", target="b"), *cards), straight(Edge(source="a", target="b", label="if dry"), *cards)
    (True, False)
    """
    if edge.label or edge.kind != "forward" or (edge.taken is not None and edge.taken.ghost):
        return False
    figure = edge.figure
    return figure is None or width(figure, SMALL, bold=True) <= there.left - here.right + _OVER


def leaves(edge: Edge, band: Band, outcomes: frozenset[str]) -> bool:
    """Whether a move of the band ends the journey and hangs below its card: drop-off, end, or an outcome elsewhere."""
    if edge.kind in ("drop_off", "end"):
        return True
    if edge.target not in outcomes:
        return False
    here, there = band.places.get(edge.source), band.places.get(edge.target)
    if here is None or there is None:
        return True
    # Columns of one band touch: the next one begins where this one ends.
    return abs(here.x + here.width - there.x) > 0.01 or not straight(edge, here, there)


def rows(bands: Sequence[Band], scene: Scene) -> tuple[Row, ...]:
    """The moves of each band. What hangs below, and moves without a direction, are in none."""
    found = tuple(Row() for _ in bands)
    spots = {
        column.node: (number, index) for number, band in enumerate(bands) for index, column in enumerate(band.columns)
    }
    outcomes = frozenset(node.id for node in scene.nodes if node.kind == "outcome")
    entries = [edge for edge in scene.edges if edge.kind == "entry" and edge.target in spots]
    if [spots[edge.target] for edge in entries] != [(0, 0)]:  # that a line starts at its head goes without saying
        for edge in entries:
            found[spots[edge.target][0]].starts.append(edge)
    for edge in scene.edges:
        if edge.loose or edge.kind == "entry" or edge.source not in spots:
            continue
        band, index = spots[edge.source]
        if leaves(edge, bands[band], outcomes):
            continue
        if edge.target not in spots:
            found[band].lost.append(edge)
        else:
            _sort(edge, (band, index), spots[edge.target], bands, found)
    return found


def _sort(
    edge: Edge, here: tuple[int, int], there: tuple[int, int], bands: Sequence[Band], found: tuple[Row, ...]
) -> None:
    row, columns = found[here[0]], bands[here[0]].columns
    if here[0] == there[0]:
        near = there[1] == here[1] + 1 and straight(edge, columns[here[1]], columns[there[1]])
        (row.hops if near else row.arcs).append(edge)
        return
    bare = edge.kind == "forward" and not edge.label and edge.figure is None
    if bare and there == (here[0] + 1, 0) and here[1] == len(columns) - 1:  # reading goes on in the band below
        row.hops.append(edge)
        found[there[0]].entering.append(edge)
        return
    row.leaving.append(edge)
    found[there[0]].coming.append(edge)
