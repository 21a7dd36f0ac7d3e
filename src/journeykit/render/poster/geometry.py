"""Where the columns of a poster stand: one for each step, in bands one below the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from journeykit.render.brush import Brush

__all__ = ["Band", "Column", "Span", "Strip"]


@dataclass(frozen=True, slots=True)
class Column:
    """The room of one node, a step or an outcome; its card leaves half a gap on either side.

    `number` counts the steps of the whole map from 1 and is 0 for outcomes.
    """

    node: str
    x: float
    width: float
    card: float
    stage: str | None
    number: int = 0

    @property
    def middle(self) -> float:
        """The x of the card's middle."""
        return self.x + self.width / 2

    @property
    def left(self) -> float:
        """The x of the card's left side."""
        return self.middle - self.card / 2

    @property
    def right(self) -> float:
        """The x of the card's right side."""
        return self.middle + self.card / 2


@dataclass(frozen=True, slots=True)
class Span:
    """The columns of one stage in one band; the outcomes' has no stage. `continued`: it began in an earlier band."""

    stage: str | None
    x: float
    width: float
    continued: bool = False
    goes_on: bool = False


@dataclass(frozen=True)
class Band:
    """One row of stages. Columns stand between `left` (behind the names of the lanes) and `right`."""

    index: int
    left: float
    right: float
    columns: tuple[Column, ...]
    spans: tuple[Span, ...]

    @cached_property
    def places(self) -> dict[str, Column]:
        """The columns by node."""
        return {column.node: column for column in self.columns}


class Strip(Protocol):
    """A part of one band, measured: its lines are wrapped and its height is known before anything is painted."""

    @property
    def height(self) -> float:
        """In px."""
        ...

    def paint(self, brush: Brush) -> list[str]:
        """The elements, with y from 0 (top) to `height`, and x as in the band."""
        ...
