"""How long is usual at one step, and when a customer is late: from a log, else from the map."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from journeykit.events.underway.prospects import Next, Prospect
    from journeykit.events.underway.waits import Wait

__all__ = ["Usual"]


@dataclass(frozen=True)
class Usual:
    """What is usual at a step.

    `waits` are those of a log, by step and what came next, and by step and None for whatever came next.
    """

    row: Prospect
    waits: Mapping[tuple[str, str | None], Wait]

    @property
    def seen(self) -> Wait | None:
        """The waits of all who went on from here; None where nobody was seen."""
        return self.waits.get((self.row.step, None))

    @property
    def seconds(self) -> float | None:
        """The usual seconds until whatever comes next."""
        return self.row.usual if self.seen is None else self.seen.median

    @property
    def late(self) -> float | None:
        """The seconds after which a customer is late: the promise, else what nine of ten did not exceed, else usual."""
        if self.row.stay.promise is not None:
            return self.row.stay.promise
        return self.row.usual if self.seen is None else self.seen.late

    @property
    def grounds(self) -> str:
        """Where the figures come from, in words."""
        if self.seen is not None:
            found = f"usual times are medians of {self.seen.n} who went on along the map"
        elif self.row.usual is not None:
            found = "usual times are what the map states"
        else:
            found = "nobody says how long is usual here: give log=, or state durations in the map"
        return found

    def until(self, each: Next) -> float | None:
        """The usual seconds from the beginning of the step until one thing comes next."""
        seen = self.waits.get((self.row.step, each.to))
        return each.usual if seen is None else seen.median
