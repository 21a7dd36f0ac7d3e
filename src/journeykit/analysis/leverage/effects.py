"""What changes in all chains together: derivatives of everything at once, exact changes of what is asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from journeykit.analysis.leverage.items import Key, leaks, turns
from journeykit.analysis.leverage.stakes import gathered

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats, Ints
    from journeykit.analysis.leverage.stakes import Of, Stake
    from journeykit.model import JourneyMap

__all__ = ["Effects"]

_NOISE = 1e-14


class Effects:
    """The k leaks or moves of a map, and what changing each does to one quantity.

    Attributes:
        keys: what each is.
        size: its share of its step's visits, a mean by visits.
        visits: expected visits to its step.
        derivative: of the quantity; by the share of the leak that is mended, or by the probability of the move.
        first: the first-order change when a share of 1 is mended; by moves for the better.
        improvable: whether anything else leaves the step.
        value: the quantity as it is.
    """

    def __init__(self, journey: JourneyMap, parts: Sequence[Stake], of: Of, *, moves: bool = False) -> None:
        found = [gathered(journey, part, of) for part in parts]
        self._parts = parts
        self._items = [(turns if moves else leaks)(part, one) for part, one in zip(parts, found, strict=True)]
        self._total = [
            sum(part.weight * one[place].start for part, one in zip(parts, found, strict=True))
            for place in range(len(found[0]))
        ]
        if of == "emotion" and not self._total[1] > 0:
            raise ValueError("no journey meets a step or outcome whose emotion is known: give steps an emotion")
        self.value = self._of(self._total)
        index: dict[Key, int] = {}
        self._place: list[Ints] = [
            np.array([index.setdefault(key, len(index)) for key in items.keys], dtype=np.int64) for items in self._items
        ]
        self.keys = tuple(index)
        sizes = [np.abs(each).max(initial=0.0) for one in found for each in (one[0].moving, one[0].leaving)]
        self._scale = float(max(sizes)) / (self._total[1] if of == "emotion" else 1.0)
        self._mix()
        better = -1.0 if of == "duration" else 1.0
        up = better * self.derivative > 0
        self._dose = [
            np.where(up[place], 1.0 - items.size, np.where(better * self.derivative[place] < 0, -items.size, 0.0))
            if moves
            else np.ones(len(place))
            for items, place in zip(self._items, self._place, strict=True)
        ]
        self.first = self._linear(
            [self._sum(lambda n, q=q: self._slope(n, q) * self._dose[n]) for q in self._quantities]
        )
        self.up = up

    def _mix(self) -> None:
        self._quantities = range(len(self._total))
        self._visits = [
            part.weight * part.visits[items.at] for part, items in zip(self._parts, self._items, strict=True)
        ]
        self.visits = self._sum(lambda n: self._visits[n])
        weight = self._sum(lambda n: np.full(len(self._items[n].at), self._parts[n].weight))
        met = self._sum(lambda n: self._visits[n] * self._items[n].size)
        plain = self._sum(lambda n: self._parts[n].weight * self._items[n].size)
        known = self.visits > 0
        self.size: Floats = np.where(
            known, met / np.where(known, self.visits, 1.0), plain / np.where(weight > 0, weight, 1.0)
        )
        self.improvable: NDArray[np.bool_] = self._sum(lambda n: self._items[n].improvable.astype(np.float64)) > 0
        self.derivative = self._clean(
            self._linear([self._sum(lambda n, q=q: self._slope(n, q)) for q in self._quantities])
        )

    def _clean(self, figures: Floats) -> Floats:
        """Without what rounding left of 0: it would look like a direction."""
        scale = np.maximum(self.visits, 1.0) * self._scale
        return np.where(np.abs(figures) <= _NOISE * scale, 0.0, figures)

    def exact(self, which: Ints, share: float) -> Floats:
        """The exact change of the quantity for each of these, when `share` of it is mended."""
        asked = np.zeros(len(self.keys), dtype=np.bool_)
        asked[which] = True
        change = [np.zeros(len(self.keys)) for _ in self._quantities]
        for n, (part, items, place) in enumerate(zip(self._parts, self._items, self._place, strict=True)):
            mine = np.flatnonzero(asked[place])
            dose = share * self._dose[n][mine]
            left = 1.0 - dose * items.back(part, mine)
            for q in self._quantities:
                change[q] += np.bincount(place[mine], self._slope(n, q)[mine] * dose / left, len(self.keys))
        after = [total + each for total, each in zip(self._total, change, strict=True)]
        gain: Floats = change[0] if len(after) == 1 else self._of(after) - self.value
        return self._clean(gain)[which]

    def sizes_after(self, share: float) -> Floats:
        """The probability of each move after it is changed, a mean by visits as `size` is."""
        moved = self._sum(lambda n: self._visits[n] * self._dose[n])
        known = self.visits > 0
        plain = np.where(self.up, 1.0 - self.size, -self.size)
        return np.asarray(self.size + share * np.where(known, moved / np.where(known, self.visits, 1.0), plain))

    def _slope(self, n: int, q: int) -> Floats:
        return np.asarray(self._visits[n] * self._items[n].slopes[q], dtype=np.float64)

    def _sum(self, each: Any) -> Floats:
        found = np.zeros(len(self.keys))
        for n, place in enumerate(self._place):
            found += np.bincount(place, each(n), len(self.keys))
        return found

    def _of(self, totals: Sequence[Any]) -> Any:
        """The quantity: a sum, or the mean of a sum over its moments."""
        return totals[0] if len(totals) == 1 else totals[0] / totals[1]

    def _linear(self, slopes: Sequence[Floats]) -> Floats:
        return slopes[0] if len(slopes) == 1 else (slopes[0] - self.value * slopes[1]) / self._total[1]
