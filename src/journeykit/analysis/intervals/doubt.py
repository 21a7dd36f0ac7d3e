"""How sure figures of a map are, by one method: what every verb that gives intervals stands on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from journeykit.analysis.counted import Counted, counted, uncounted
from journeykit.analysis.intervals.method import listed
from journeykit.analysis.intervals.reaching import gradients, under
from journeykit.analysis.intervals.sums import drawn_sums, sum_slopes

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats
    from journeykit.analysis.ends.walk import Walk
    from journeykit.analysis.intervals.method import Method
    from journeykit.analysis.intervals.sums import Rewards
    from journeykit.model import JourneyMap

__all__ = ["Doubt", "Ends", "doubt_of"]

_ROUGH: Final = 5  # the usual least count for which a normal interval is good

Ends = tuple["Floats", "Floats", "Floats"]
"""Of f figures: where their intervals begin and end, and their standard errors."""


@dataclass(frozen=True, eq=False)
class Doubt:
    """The chains of a map, the steps at which something was counted, and the method of intervals."""

    found: tuple[Walk, ...]
    known: tuple[Counted, ...]
    method: Method

    @cached_property
    def draws(self) -> list[Floats]:
        """The draws of each counted step's shares, n by g each; the same for all figures."""
        random = np.random.default_rng(self.method.seed)
        return [each.drawn(random, self.method.n, self.method.prior) for each in self.known]

    def about(self, met: Collection[str] | None = None) -> tuple[str, ...]:
        """What must be said of the intervals of figures in which these steps matter; without, all that are met."""
        names = listed(uncounted(self.found, self.known, met))
        counts, priors = any(each.n for each in self.known), any(each.prior for each in self.known)
        grounds = " and ".join(["counts"] * counts + ["priors"] * priors)
        known = [f"taken as known, as nobody counted there: {names}"] if names else []
        return (self.method.words(grounds), *known, *self._rough(met))

    def _rough(self, met: Collection[str] | None) -> Iterator[str]:
        """Where the delta method, whose intervals are normal, rests on too few."""
        if self.method.name != "delta":
            return
        mine = [each for each in self.known if self._matters(each, met)]
        none = listed([each.step for each in mine if each.fewest() == 0])
        few = listed([each.step for each in mine if 0 < each.fewest() < _ROUGH])
        if none:
            yield f"nobody took some way out of {none}: intervals leave room for as many as Wilson's of such a count"
        if few:
            yield (
                f"fewer than {_ROUGH} took some way out of {few}: intervals near 0 and 1 are too narrow, "
                "method='sampling' is better"
            )

    def _matters(self, each: Counted, met: Collection[str] | None) -> bool:
        if met is not None:
            return each.step in met
        return any(self.found[row.walk].solver.visits[row.step] > 0 for row in each.rows)

    def ends(self, values: Floats, slopes: Sequence[Floats]) -> Ends:
        """By the delta method, of f figures with their derivatives in the shares of each counted step, g by f each."""
        variance = sum((each.variances(slope) for each, slope in zip(self.known, slopes, strict=True)), 0.0 * values)
        unseen = [each.unseen(slope, self.method.z) for each, slope in zip(self.known, slopes, strict=True)]
        errors = np.sqrt(variance)
        return (*self.method.around(values, errors, sum((each**2 for each in unseen), 0.0 * values)), errors)

    def sums(self, values: Floats, rewards: Sequence[Rewards], *, ratio: bool = False) -> Ends:
        """Of f figures that journeys gather; as a `ratio`, of the first of two by the second."""
        if self.method.name == "sampling":
            drawn = drawn_sums(self.found, self.known, self.draws, rewards)
            return self.method.among(drawn[:, :1] / drawn[:, 1:] if ratio else drawn)
        slopes = sum_slopes(self.found, self.known, rewards)
        if not ratio:
            return self.ends(values, slopes)
        share = values[:1] / values[1:]
        return self.ends(share, [(slope[:, :1] - share * slope[:, 1:]) / values[1:] for slope in slopes])

    def reaching(self, names: frozenset[str]) -> tuple[float, float, float]:
        """Of the probability to reach any of these outcomes and steps: the ends of the interval, and the error."""
        if self.method.name == "sampling":
            low, high, errors = self.method.among(under(self.found, self.known, self.draws, names)[:, None])
        else:
            value, slopes = gradients(self.found, self.known, names)
            low, high, errors = self.ends(np.array([value]), [slope[:, None] for slope in slopes])
        return float(low[0]), float(high[0]), float(errors[0])


def doubt_of(found: Sequence[Walk], journey: JourneyMap, method: Method | None) -> Doubt | None:
    """What is known of how sure the shares in these chains of a map are; None where nothing is, or nobody asks.

    Raises ValueError where nothing was counted and somebody asked for intervals.
    """
    if method is None:
        return None
    walks, known = counted(journey, found=found)
    if known:
        return Doubt(walks, known, method)
    if method.asked:
        raise ValueError("nothing was counted: give at least two transitions of one step their count= or prior=")
    return None
