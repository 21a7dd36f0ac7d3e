"""`within=`: how journeys stand after a number of steps or a time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Final, TypeAlias

import numpy as np

from journeykit.analysis.chain import Floats
from journeykit.analysis.confined import OUT, stopped
from journeykit.analysis.ends.account import Account
from journeykit.analysis.ends.deadline import after_steps, after_time
from journeykit.analysis.ends.figures import Figures
from journeykit.analysis.ends.mix import Mix
from journeykit.analysis.ends.timing import Timing
from journeykit.analysis.solve import Solver
from journeykit.model.durations import Duration

__all__ = ["Limit", "Within", "limit_of", "within"]

Limit: TypeAlias = int | Duration
_STEPS: Final = re.compile(r"\s*(\d{1,12})\s*steps?\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Within:
    """How journeys stand after a number of steps or a time.

    Attributes:
        limit: the limit in words: "20 steps", "18 months".
        probability: by end, the probability to have come there; `open` is the share still on the way.
        goal: the probability to have reached the goal; None where there is none.
        off_by: how far a probability may be off at most: 0 where exact (always so by steps).
    """

    limit: str
    probability: Figures
    open: float
    goal: float | None
    off_by: float


def limit_of(limit: object) -> Limit | None:
    """A number of steps (20, "20 steps"), or a time ("18 months", a timedelta). Raises ValueError.

    >>> limit_of("18 months"), limit_of("20 steps")
    (Duration('18 months'), 20)
    """
    if limit is None:
        return None
    found = _STEPS.fullmatch(limit) if isinstance(limit, str) else None
    number = int(found[1]) if found else limit
    if isinstance(number, int) and not isinstance(number, bool):
        if number < 1:
            raise ValueError(f"within= is at least 1 step, not {number}")
        return number
    if not isinstance(number, str | timedelta | Duration):
        raise ValueError(  # noqa: TRY004 - one kind of error for every limit that is none
            f"within= is a whole number of steps or a time like '18 months', not {limit!r}"
        )
    return Duration.parse(number)


def within(mix: Mix, limit: Limit, goals: Iterable[str] | None) -> Within:
    """How journeys stand at the limit, and whether they have reached any of the goals. Raises ValueError."""
    low, high = _ended(mix, limit)
    found = (low + high) / 2
    off = float(np.max((high - low) / 2, initial=0.0))
    goal = None
    if goals is not None:
        wanted = frozenset(goals)
        each = [(weight, _reached(account, limit, wanted)) for weight, account in mix.accounts]
        least, most = (sum(weight * bounds[which] for weight, bounds in each) for which in (0, 1))
        goal, off = (least + most) / 2, max(off, (most - least) / 2)
    words = f"{limit} step{'s' if limit > 1 else ''}" if isinstance(limit, int) else str(limit)
    return Within(
        words,
        Figures("end", mix.ends, lambda place: float(found[place])),
        max(0.0, 1.0 - float(found.sum())),
        goal,
        off,
    )


def _ended(mix: Mix, limit: Limit) -> tuple[Floats, Floats]:
    if isinstance(limit, int):
        exact = mix.by_end(lambda account: after_steps(account.chain, account.solver, account.absorbed, limit))
        return exact, exact
    seconds = limit.seconds
    both = mix.by_end(lambda account: np.array(after_time(account.chain, account.timing, seconds)))
    return both[0], both[1]


def _reached(account: Account, limit: Limit, goals: frozenset[str]) -> tuple[float, float]:
    """Lower and upper bounds of the probability to reach a goal by the limit."""
    chain, time = account.chain, account.timing
    there = np.array([step in goals for step in chain.steps], dtype=np.bool_)
    cut = stopped(chain, there)
    counts = np.array([end in goals or end == OUT for end in cut.ends], dtype=np.bool_)
    if isinstance(limit, int):
        solver = Solver(cut)
        absorbed = np.clip(solver.solve(cut.r.toarray()), 0.0, 1.0)
        exact = float(after_steps(cut, solver, absorbed, limit)[counts].sum())
        return exact, exact
    leaving = np.concatenate([time.leaving[~there[chain.leaver]], np.zeros(int(there.sum()))])
    timing = Timing(time.moving[~there[chain.source]], leaving, time.unknown, time.known)
    low, high = after_time(cut, timing, limit.seconds)
    return float(low[counts].sum()), float(high[counts].sum())
