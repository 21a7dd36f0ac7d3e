"""How sure the figures of outcomes are: which sums over a journey they are, and their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from journeykit.analysis.chain import DROP_OFF, Floats
from journeykit.analysis.intervals.method import Interval
from journeykit.analysis.intervals.sums import Rewards

if TYPE_CHECKING:
    from journeykit.analysis.ends.account import Account
    from journeykit.analysis.ends.mix import Mix
    from journeykit.analysis.intervals.doubt import Doubt
    from journeykit.model import JourneyMap

__all__ = ["FIGURES", "NAMED", "Span", "Sure"]

NAMED: Final = ("probability", "visits", "visited", "drop_off")
"""Figures of one outcome or step."""

FIGURES: Final = (*NAMED, "goal", "dropped", "steps", "duration", "emotion", "value", "cost")
"""Figures that have intervals."""

Span = tuple[float, float, float]
"""Where an interval begins and ends, and the standard error."""

_Key = tuple[str, str | None]
_SHARES: Final = ("probability", "visited", "drop_off", "goal", "dropped")
_BOUNDS: Final = {"emotion": (-2.0, 2.0), "value": (-np.inf, np.inf), **dict.fromkeys(_SHARES, (0.0, 1.0))}


@dataclass(frozen=True, eq=False)
class Sure:
    """The intervals of one map's outcomes; `goals` are what counts as success."""

    journey: JourneyMap
    mix: Mix
    goals: frozenset[str]
    doubt: Doubt

    def interval(self, figure: str, name: str | None, value: float) -> Interval:
        """That of one figure, with the value that it has."""
        if figure in ("goal", "visited"):
            names = self.goals if name is None else frozenset([name])
            low, high, error = _within(figure, self.doubt.reaching(names))
        elif figure == "emotion":
            felt = self.mix.felt
            sums = np.array([felt.total.sum(), felt.moments.sum()])
            ends = self.doubt.sums(sums, self._rewards([("total", None), ("moments", None)]), ratio=True)
            low, high, error = _within(figure, tuple(float(each[0]) for each in ends))
        else:
            ((low, high, error),) = self.spans([(figure, name)], [value])
        what = figure if name is None else f"{figure} {name}"
        return Interval(name.removeprefix(".") if figure == "probability" and name else what, value, low, high, error)

    def spans(self, keys: Sequence[_Key], values: Sequence[float]) -> list[Span]:
        """Those of several figures that are sums over a journey."""
        ends = self.doubt.sums(np.array(values, dtype=np.float64), self._rewards(keys))
        columns = zip(keys, *(each.tolist() for each in ends), strict=True)
        return [_within(figure, (low, high, error)) for (figure, _), low, high, error in columns]

    def _rewards(self, keys: Sequence[_Key]) -> list[Rewards]:
        found = []
        for _, account in self.mix.accounts:
            columns = zip(*(_gathered(self.journey, account, figure, name) for figure, name in keys), strict=True)
            found.append(Rewards(*(np.stack(each, axis=1) for each in columns)))
        return found


def _within(figure: str, span: tuple[float, ...]) -> Span:
    """An interval within what is possible."""
    least, most = _BOUNDS.get(figure, (0.0, np.inf))
    low, high, error = span
    return max(low, least), min(high, most), error


def _gathered(journey: JourneyMap, account: Account, figure: str, name: str | None) -> tuple[Floats, Floats, Floats]:
    """What a figure gathers in one chain: with each visit, each move between steps, and each leaving."""
    chain = account.chain
    at, moving, leaving = (np.zeros(len(each)) for each in (chain.steps, chain.source, chain.leaver))
    if figure in ("probability", "dropped"):
        leaving = (chain.end == chain.end_index.get(name or DROP_OFF, -1)).astype(np.float64)
    elif figure in ("visits", "drop_off"):
        place = chain.index.get(name or "", -1)
        if figure == "visits":
            at[place] = float(place >= 0)
        else:
            leaving = ((chain.leaver == place) & (chain.end == chain.end_index[DROP_OFF])).astype(np.float64)
    elif figure == "steps":
        at += 1.0
    elif figure == "duration":
        moving, leaving = account.timing.moving, account.timing.leaving
    else:
        here, last = _stated(journey, account, figure)
        at = here
        leaving = np.array([last.get(end, 0.0) for end in chain.ends])[chain.end]
    return at, moving, leaving


def _stated(journey: JourneyMap, account: Account, figure: str) -> tuple[Floats, dict[str, float]]:
    """What the map states of steps and outcomes: money, or emotions and how many of them are known."""
    steps = [journey.step(step) for step in account.chain.steps]
    if figure in ("total", "moments"):
        known = {outcome.id: outcome.emotion for outcome in journey.outcomes if outcome.emotion is not None}
        felt = account.walk.emotions(journey)
        if figure == "moments":
            return np.asarray(sum(share * ~np.isnan(each) for share, each in felt)), dict.fromkeys(known, 1.0)
        return np.asarray(sum(share * np.nan_to_num(each, nan=0.0) for share, each in felt)), known
    if figure == "cost":
        return np.array([step.cost_to_serve or 0.0 for step in steps]), {}
    last = {outcome.id: outcome.value or 0.0 for outcome in journey.outcomes}
    return np.array([step.value or 0.0 for step in steps]), last
