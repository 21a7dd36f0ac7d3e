"""What a journey is like on average: its length, its time, how it feels, and what it is worth."""

from __future__ import annotations

from functools import cached_property

from journeykit.analysis.ends.asked import Asked
from journeykit.analysis.ends.felt import ratio

__all__ = ["Averages"]


class Averages(Asked):
    """Expected figures of one journey, over all of a map."""

    @cached_property
    def steps(self) -> float:
        """The expected number of steps to the end, repeats included."""
        return self._mix.number(lambda account: float(account.visits.sum()))

    @cached_property
    def duration(self) -> float | None:
        """The expected seconds to the end; None where the map states no times. `unknown_durations` count 0."""
        if not any(account.timing.known for _, account in self._mix.accounts):
            return None
        return self._mix.number(lambda account: account.seconds)

    @property
    def emotion(self) -> float | None:
        """The mean emotion of -2..2: expected sum over all moments whose emotion is known, divided by their expected
        number (a ratio of expectations, so that long journeys weigh more). The outcome's emotion is one more moment.
        """
        return ratio(self._mix.felt.total, self._mix.felt.moments)

    @property
    def lowest(self) -> float | None:
        """The expected lowest emotion of a journey, among journeys with any known emotion."""
        return ratio(self._mix.felt.lowest.mean(axis=0), self._mix.felt.known)

    @property
    def peak_end(self) -> float | None:
        """The expected mean of the strongest and the last known emotion (Kahneman), among journeys with any known.

        The strongest has the largest absolute value, on a tie the negative one counts; an outcome's emotion is the
        last. A heuristic from short episodes: for a journey over one day take it with care.
        """
        found = self._mix.felt
        return ratio((found.peak.mean(axis=0) + found.last) / 2, found.known)

    @property
    def value(self) -> float | None:
        """What a customer earns us, expected: values of visits and outcomes. None where the map states none."""
        return self._worth.value

    @property
    def cost(self) -> float | None:
        """What it costs to serve a customer, expected. None where the map states no `cost_to_serve`."""
        return self._worth.cost

    @property
    def discounted_value(self) -> float | None:
        """The value at the `rate` asked for: V = (I - Q D)^-1 (r + R D w), a customer's lifetime value on a map with a
        renewal loop (Pfeifer & Carraway 2000). None without a rate or values.
        """
        return self._discounted.value

    @property
    def discounted_cost(self) -> float | None:
        """The cost to serve at the `rate` asked for. None without a rate or costs."""
        return self._discounted.cost
