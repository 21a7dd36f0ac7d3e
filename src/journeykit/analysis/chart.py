"""What a result looks like, as plain values: bars and grids, which the renderer draws and knows nothing else of."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol, TypeAlias

__all__ = ["Bar", "Bars", "Chart", "Grid", "Picture", "Tone"]

Tone: TypeAlias = Literal["plain", "good", "bad"]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its name, how long it is, what stands at its end, and a smaller line below the name.

    `low` and `high` are the ends of an interval, drawn as a whisker.
    """

    name: str
    value: float
    text: str
    note: str = ""
    tone: Tone = "plain"
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars below each other, the longest scale shared; values may be negative. `notes` stand below.

    >>> Bars("Levers", (Bar("Receives the quote", .02, "+2 points"),)).bars[0].name
    'Receives the quote'
    """

    title: str
    bars: tuple[Bar, ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Grid:
    """A matrix of shares of 0..1: a cell for each row and column; None is an empty one.

    >>> Grid("Moves", ("a",), ("b", "c"), ((.25, None),)).cells[0][0]
    0.25
    """

    title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[Sequence[float | None], ...]
    subtitle: str = ""
    notes: tuple[str, ...] = ()


Chart: TypeAlias = Bars | Grid


class Picture(Protocol):
    """What `.draw()` of a result gives: a drawing, which notebooks show."""

    @property
    def svg(self) -> str:
        """Self-contained SVG."""
        ...

    @property
    def png(self) -> bytes:
        """A picture in pixels."""
        ...

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write it in the format that the suffix names."""
        ...
