"""Each method's credits out of the paths: conversions, value and what belongs to them, by the code of a touch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from journeykit.events.attribution.coalitions import coalitions
from journeykit.events.attribution.removal_effect import removal_effects
from journeykit.events.attribution.resampled import FEWEST, kinds, share_ends
from journeykit.events.attribution.shapley import EXACT_TO, exact_shapley, sampled_shapley
from journeykit.events.attribution.shares import SHARED, distinct_shares, shared, winning
from journeykit.events.attribution.turns import Turns, turns

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats
    from journeykit.events.attribution.asked import Asked
    from journeykit.events.attribution.touches import Touches
    from journeykit.events.log import EventLog

__all__ = ["Credits", "credited"]

_WIDE: Final = 1.959963984540054  # standard errors to each side, which hold 95 % of a normal distribution
_FEWEST, _MOST, _WORK = 200, 2_000, 500_000_000  # orders of joining that are drawn, and members looked at: seconds


@dataclass(frozen=True)
class Credits:
    """What touches get by one method.

    Attributes:
        got: conversions and value by code; a code that is not there gets nothing.
        removal: removal effects by code, of the Markov chain.
        ends: the ends of the interval of the conversions by code, where they were sampled or asked for.
        samples: from how many orders, where they were.
    """

    got: Mapping[int, tuple[float, float]]
    removal: Mapping[int, float] = field(default_factory=dict)
    ends: Mapping[int, tuple[float, float]] = field(default_factory=dict)
    samples: int | None = None


def credited(log: EventLog, question: Asked, paths: Touches, found: Turns) -> dict[str, Credits]:
    """The credits of each method that was asked for; nothing where no conversion has a touch before it."""
    if not found.conversions:
        return {method: Credits({}) for method in question.methods}
    rules = [method for method in question.methods if method in SHARED]
    even = "shapley" in question.methods and question.worth == "conversions"
    made: dict[str, Credits] = {}
    if rules or even:
        won = winning(log, paths)
        if rules:
            by_rule = shared(log, won, paths.keys, question, rules)
            made |= {method: Credits(got) for method, got in by_rule.items()}
        if even:
            made["shapley"] = Credits(distinct_shares(log, won, paths.keys))
    if "markov" in question.methods:
        made["markov"] = _markov(log, question, paths, found)
    if "shapley" in question.methods and not even:
        made["shapley"] = _rates(log, question, paths, found)
    return {method: made[method] for method in question.methods}


def _markov(log: EventLog, question: Asked, paths: Touches, found: Turns) -> Credits:
    counted = found if question.order == 1 else turns(log, paths, question.order)
    effects, of_value = removal_effects(counted.chain(question.order), len(paths.found.names))
    conversions = _scaled(effects, found.conversions)
    # where values cancel out, no effect on their sum can be had: the conversions say whose they are
    value = _scaled(of_value, found.value) if abs(of_value.sum()) > 0 else _scaled(effects, found.value)
    got = dict(enumerate(zip(conversions.tolist(), value.tolist(), strict=True)))
    removal = dict(enumerate(effects.tolist()))
    if question.intervals is None or found.conversions < FEWEST:
        return Credits(got, removal)
    alike = kinds(log, paths, question.order)
    shares = share_ends(alike, len(paths.found.names), question.intervals, question.seed)
    sure = {code: (float(low), float(high)) for code, (low, high) in enumerate(shares * found.conversions)}
    return Credits(got, removal, sure)


def _scaled(effects: Floats, total: float) -> Floats:
    whole = effects.sum()
    made: Floats = effects * (total / whole) if whole else np.zeros(len(effects))
    return made


def _rates(log: EventLog, question: Asked, paths: Touches, found: Turns) -> Credits:
    codes = sorted({state[-1] for state, _ in found.follows})
    sets = coalitions(log, paths, codes)
    if len(codes) <= EXACT_TO:
        values = exact_shapley(sets, len(codes))
        return Credits({code: (float(row[0]), float(row[1])) for code, row in zip(codes, values, strict=True)})
    samples = question.samples or max(_FEWEST, min(_MOST, _WORK // len(sets.member)))
    values, errors = sampled_shapley(sets, len(codes), samples, question.seed)
    got = {code: (float(row[0]), float(row[1])) for code, row in zip(codes, values, strict=True)}
    wide = {code: _WIDE * float(row[0]) for code, row in zip(codes, errors, strict=True)}
    return Credits(
        got, ends={code: (got[code][0] - wide[code], got[code][0] + wide[code]) for code in codes}, samples=samples
    )
