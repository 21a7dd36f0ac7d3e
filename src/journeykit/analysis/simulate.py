"""Customers who never were: walks through a map with times, channels and answers to surveys."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from math import isfinite
from typing import Final, TypeAlias, get_args

import numpy as np

from journeykit.analysis.ends.walk import cast_of, resting
from journeykit.analysis.intervals.method import listed
from journeykit.analysis.sampling.events import Spread, columns, walked
from journeykit.analysis.sampling.events import spread as spread_out
from journeykit.analysis.sampling.table import MOST_EVENTS, drawn
from journeykit.analysis.simulation import Simulation
from journeykit.errors import UnknownName
from journeykit.model import Duration, JourneyMap, Persona

__all__ = ["Moment", "simulate"]

Moment: TypeAlias = "date | datetime | str"

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_START: Final = datetime(2026, 1, 1, tzinfo=UTC)
_YEAR: Final = 365 * 86_400_000  # milliseconds
_LAST: Final = 253_402_300_799_999  # the last millisecond of the year 9999, since 1970


def simulate(
    journey: JourneyMap,
    n: int,
    seed: int,
    *,
    start: Moment | tuple[Moment, Moment] | None = None,
    persona_shares: Mapping[str, float] | None = None,
    noise: float = 0.5,
    persona: Persona | str | None = None,
    spread: Spread = "exponential",
    unknown: Duration | str = "0 seconds",
) -> Simulation:
    """The journeys of `n` sampled customers, one row per event: see `Simulation` for the columns.

    Each customer is a persona (drawn by share), arrives, and walks through the map until an outcome or drop-off; the
    same seed gives the same rows, on one version of numpy. Only the map speaks: no memory, no season, no queues.

    Args:
        journey: the map.
        n: how many customers, at least 1.
        seed: whole number of at least 0.
        start: when the journeys begin: a pair of moments between which customers arrive, each moment as likely as any
            other (so do the arrivals of a Poisson process, given their number); one moment stands for the 365 days
            from it on, None for 2026. Moments without zone are UTC. All timestamps are UTC.
        persona_shares: other shares than those of the map, by persona id; normalised; those not named have none.
        noise: standard deviation of answers around the emotion, in points of the scale of 1 to 5. An answer is
            emotion + 3 + a normal error, rounded and cut to 1..5, so that means at the ends move inwards.
        persona: one persona's journeys alone.
        spread: how durations of steps and `after` of transitions are distributed around what the map states, their
            mean: `exponential`; `lognormal` with the same mean and standard deviation; `fixed`, always that long.
        unknown: the mean duration of steps that state none.

    Raises UnknownName for an unknown persona, TrapError for a part that nobody leaves, ValueError for other arguments
    that make no sense, for more than 20,000,000 expected visits, and for journeys that run past the year 9999.

    >>> from journeykit.model import Outcome, Stage, Touchpoint
    >>> shop = JourneyMap(stages=[Stage("buy", [Touchpoint("basket", emotion=1, drop_off=.5), "pay"])],
    ...                   outcomes=[Outcome("paid", result="success")])
    >>> found = simulate(shop, 1000, seed=1)
    >>> found.cases, 450 < (found["ended"] == "paid").sum() < 550
    (1000, np.True_)
    """
    count = _count(n, "n", 1)
    if count > MOST_EVENTS:
        raise ValueError(f"{count:,} journeys are more than {MOST_EVENTS:,}: take fewer")
    rng = np.random.default_rng(_count(seed, "seed", 0))
    if not (isinstance(noise, int | float) and isfinite(noise) and noise >= 0):
        raise ValueError(f"noise is a standard deviation of at least 0, not {noise!r}")
    if spread not in get_args(Spread):
        raise UnknownName("spread", spread, get_args(Spread))
    first, last = _between(start)
    default = Duration(unknown).seconds
    cast = cast_of(journey, persona, persona_shares)
    who = drawn(np.array([each.weight for each in cast]), count, rng)
    arrival = np.sort(rng.integers(first, last, count, endpoint=True))
    means = [step.duration.seconds if step.duration else default for step in journey.steps]
    found = walked(journey, cast, who, rng)
    gaps = spread_out(np.array(means + [0.0] * len(journey.outcomes))[found.node], spread, rng)
    gaps += spread_out(found.after, spread, rng)
    passed = np.cumsum(gaps) - gaps  # whole milliseconds, so that no sum loses any
    time = passed - passed[found.begins][found.case] + arrival[found.case]
    if int(time.max()) > _LAST:
        raise ValueError("journeys run past the year 9999: shorten durations, or begin earlier")
    silent = [step.id for step in journey.steps if step.duration is None]
    about = [f"no duration is stated for {listed(silent)}: {Duration(unknown)} each"] if silent else []
    return Simulation(columns(journey, cast, found, time, noise=float(noise), rng=rng), (*resting(cast), *about))


def _count(value: int, name: str, least: int) -> int:
    if isinstance(value, bool) or not isinstance(value, int | np.integer) or value < least:
        raise ValueError(f"{name} is a whole number of at least {least}, not {value!r}")
    return int(value)


def _between(start: Moment | tuple[Moment, Moment] | None) -> tuple[int, int]:
    """The first and the last moment of arrivals, in milliseconds since 1970."""
    if not isinstance(start, tuple):
        first = _since_1970(_START if start is None else _moment(start))
        return first, first + _YEAR
    if len(start) != 2:
        raise ValueError(f"start is a moment, or a pair of the first and the last, not {start!r}")
    first, last = (_since_1970(_moment(each)) for each in start)
    if last < first:
        raise ValueError(f"start: the last moment, {start[1]}, lies before the first, {start[0]}")
    return first, last


def _since_1970(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(milliseconds=1)


def _moment(said: Moment) -> datetime:
    """A moment in UTC."""
    found = said
    if isinstance(said, str):
        try:
            found = datetime.fromisoformat(said)
        except ValueError:
            raise ValueError(
                f"start: {said!r} is no moment: write it like '2026-01-31' or '2026-01-31T09:30'"
            ) from None
    if isinstance(found, date) and not isinstance(found, datetime):
        found = datetime(found.year, found.month, found.day, tzinfo=UTC)
    if not isinstance(found, datetime) or found != found:  # noqa: PLR0124 - pandas' NaT is a datetime unequal to itself
        raise ValueError(f"start: {said!r} is no moment: give a date, a datetime, or text like '2026-01-31'")
    return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
