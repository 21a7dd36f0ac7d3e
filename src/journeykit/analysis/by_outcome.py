"""Those who end one way and those who end another, step by step: who comes there, how often, and how it feels to them.

With g for a way to end, h_j for the probability to end so from step j, v_j for the expected visits and N = (I - Q)^-1
(Kemeny & Snell, Finite Markov Chains, 1960, ch. 3), what happens after the first arrival at j does not depend on what
was before. So of those who end in g

    v_j / N_jj * h_j / P(g)    come to step j at least once
    v_j * h_j / P(g)           visits they make there

which are the figures of the chain conditioned on its end (Doob's h-transform, `conditioned`), without its solves.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import numpy as np

from journeykit.analysis.chain import DROP_OFF, END
from journeykit.analysis.rows import Rows

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats
    from journeykit.analysis.ends.account import Account
    from journeykit.analysis.ends.mix import Mix
    from journeykit.model import JourneyMap

__all__ = ["Among", "Group", "groups", "rows_of"]

Result: TypeAlias = Literal["success", "neutral", "failure"]
_ORDER: Final[tuple[Result, ...]] = ("success", "neutral", "failure")
_ALONE: Final = {DROP_OFF: "those who drop off", END: "those who reach the end"}
_SEVERAL: Final = {"success": "those who succeed", "neutral": "those who end otherwise", "failure": "those who leave"}


@dataclass(frozen=True, slots=True)
class Among:
    """One step among those who end one way.

    Attributes:
        group: how they end: "success", "neutral", or "failure", which drop-off is part of.
        step, title: the step.
        met: of those who end so, the share who come here at least once, 0..1.
        visits: how often they come here, expected.
        emotion: how it feels to those of them who come here, -2..2: the mean over personas by how many of them are
            here, given that they end so; None where no feeling of theirs is known.
    """

    group: Result
    step: str
    title: str
    met: float
    visits: float
    emotion: float | None


@dataclass(frozen=True)
class Group:
    """All who end one way: how many of all, what they are called, the ends with their parts of them, and the steps."""

    result: Result
    name: str
    share: float
    ends: tuple[tuple[str, str, float], ...]
    steps: tuple[Among, ...]


def groups(journey: JourneyMap, mix: Mix) -> tuple[Group, ...]:
    """Those who end in a success, otherwise, and in a failure or drop-off; ways that nobody ends are left out.

    >>> from journeykit.analysis.ends.mix import mix
    >>> from journeykit.model import JourneyMap, Outcome, Stage, Touchpoint
    >>> shop = JourneyMap(stages=[Stage("buy", ["look", Touchpoint("pay", emotion=1)])],
    ...                   outcomes=[Outcome("bought", result="success")],
    ...                   flow=["look >> pay >> bought", {"from": "look", "to": "look", "probability": .5},
    ...                         {"from": "look", "to": "pay", "probability": .2}])
    >>> for group in groups(shop, mix(shop, None)):
    ...     print(group.name, round(group.share, 6), [(each.step, round(each.met, 6)) for each in group.steps])
    Bought 0.4 [('look', 1.0), ('pay', 1.0)]
    those who drop off 0.6 [('look', 1.0), ('pay', 0.0)]
    """
    results = {outcome.id: outcome.result for outcome in journey.outcomes} | {DROP_OFF: "failure", END: "neutral"}
    shares = dict(zip(mix.ends, mix.by_end(lambda account: account.ended).tolist(), strict=True))
    found = []
    for result in _ORDER:
        ends = {end: share for end, share in shares.items() if share > 0 and (results.get(end) or "neutral") == result}
        total = sum(ends.values())
        if total > 0:
            named = tuple((end, _title(journey, end), share / total) for end, share in ends.items())
            steps = tuple(_among(journey, mix, result, tuple(ends)))
            (end, title, _), *others = named
            name = _SEVERAL[result] if others else _ALONE.get(end, title)
            found.append(Group(result, name, min(total, 1.0), named, steps))
    return tuple(found)


def rows_of(found: Sequence[Group], about: Sequence[str]) -> Rows[Among]:
    """The steps of all groups below each other; what the groups are is said first."""
    said = [f"{group.result}: {_listed(group)}" for group in found]
    return Rows(Among, [step for group in found for step in group.steps], (*said, *about))


def _listed(group: Group) -> str:
    """Who is in a group, in words."""
    parts = [f"{title} {share * group.share:.1%}" for _, title, share in group.ends]
    return f"{group.share:.1%} of all: {group.name}" + (f" ({', '.join(parts)})" if len(parts) > 1 else "")


def _title(journey: JourneyMap, end: str) -> str:
    if end in (DROP_OFF, END):
        return {DROP_OFF: "drop-off", END: "end"}[end]
    return next(outcome.label for outcome in journey.outcomes if outcome.id == end)


def _among(journey: JourneyMap, mix: Mix, result: Result, ends: Sequence[str]) -> Iterator[Among]:
    """The figures of each step: sums over chains, each weighted by the probability to end so."""
    parts = [_Part(weight, account, ends) for weight, account in mix.accounts]
    total = sum(part.weight * part.share for part in parts)
    for step in mix.steps:
        met = visits = felt = known = 0.0
        for part in parts:
            place = part.account.chain.index.get(step)
            if place is None or not part.hope[place] > 0:
                continue
            here = part.weight * part.account.met(place) * part.hope[place]
            met += here
            visits += part.weight * part.account.visits[place] * part.hope[place]
            for share, emotion in part.emotions:
                if not np.isnan(emotion[place]):
                    felt, known = felt + here * share * float(emotion[place]), known + here * share
        yield Among(
            result,
            step,
            journey.step(step).label,
            min(float(met / total), 1.0),
            float(visits / total),
            float(felt / known) if known > 0 else None,
        )


class _Part:
    """One chain: its weight among all, and the probability to end so from each of its steps."""

    def __init__(self, weight: float, account: Account, ends: Sequence[str]) -> None:
        self.weight, self.account = weight, account
        places = [account.chain.end_index[end] for end in ends if end in account.chain.end_index]
        self.hope: Floats = np.clip(account.absorbed[:, places].sum(axis=1), 0.0, 1.0)
        self.share = float(account.ended[places].sum())
        self.emotions = account.walk.emotions(account.journey)
