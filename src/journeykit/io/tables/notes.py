"""What comes up while a table is read: faults and losses, each with its cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from journeykit.errors import Fault
from journeykit.io.loss import Loss
from journeykit.io.parsed import Loc
from journeykit.io.tables.grid import Spot
from journeykit.io.tables.kinds import Terms
from journeykit.io.text import Position

__all__ = ["Notes"]

_MOST = 1_000


@dataclass(slots=True)
class Notes:
    """Gathers faults, losses and the places of values; and holds the terms on which cells are read."""

    terms: Terms = field(default_factory=Terms)
    wrong: dict[tuple[Spot, str], str] = field(default_factory=dict)
    losses: list[Loss] = field(default_factory=list)
    spots: dict[tuple[str | int, ...], Spot] = field(default_factory=dict)
    sheets: list[str | None] = field(default_factory=list)

    def fault(self, spot: Spot, message: str, code: str) -> None:
        """Note a fault of a cell."""
        if len(self.wrong) <= _MOST:
            self.wrong.setdefault((spot, message), code)

    def faults(self) -> list[Fault]:
        """The faults in the order of the sheets, their rows and their columns."""
        order = {name: place for place, name in enumerate(self.sheets)}

        def place(spot: Spot) -> tuple[int, int, int]:
            return order.get(spot.sheet, 0), spot.row, spot.column or 0

        found = []
        for (spot, message), code in sorted(self.wrong.items(), key=lambda each: place(each[0][0])):
            line, column = spot.position or (None, None)
            found.append(Fault(spot.place, message, code, line=line, column=column))
        if len(found) > _MOST:
            found[_MOST:] = [Fault("", "and more faults", "more")]
        return found

    def lost(self, spot: Spot, message: str, code: str) -> None:
        """Note what is not read."""
        self._loss(spot, message, "lost", code)

    def guessed(self, spot: Spot, message: str, code: str) -> None:
        """Note what was guessed."""
        self._loss(spot, message, "guessed", code)

    def _loss(self, spot: Spot, message: str, kind: Any, code: str) -> None:
        if len(self.losses) < _MOST:
            line, column = spot.position or (None, None)
            self.losses.append(Loss((), f"{spot.place}: {message}", kind, code=code, line=line, column=column))

    def at(self, loc: Loc) -> Spot | None:
        """The cell of a value, or of the nearest part around it."""
        for end in range(len(loc), 0, -1):
            found = self.spots.get(tuple(loc[:end]))
            if found is not None:
                return found
        return None

    def locate(self, loc: Loc, *, key: bool) -> Position | None:  # noqa: ARG002 - a table's keys are its headings
        """Line and column in the text, or row and column in the sheet of the steps."""
        found = self.at(loc)
        if found is None:
            return None
        return found.position or (found.row, found.column or 1)

    def remark(self, loc: Loc, code: str) -> str:  # noqa: ARG002 - as every reader offers it
        """Nothing: a cell has no notation that turns a text into something else."""
        return ""
