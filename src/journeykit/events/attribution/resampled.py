"""How sure the shares of a Markov attribution are: the log drawn anew, customer by customer.

The bootstrap (Efron 1979): as many cases as there are, drawn with replacement, give another chain and other shares;
from many such draws comes an interval by quantiles. Cases that add the same counts to the chain are one kind, so that
a draw is one multinomial sample of the counts of kinds, and no event is looked at again.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import narwhals as nw
import numpy as np
from scipy import sparse

from journeykit.errors import EventLogError
from journeykit.events.attribution.removal_effect import TouchChain, removal_effects
from journeykit.events.attribution.stepped import CONVERSION
from journeykit.events.attribution.turns import digits, states

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats, Ints
    from journeykit.events.attribution.touches import Touches
    from journeykit.events.log import EventLog

__all__ = ["FEWEST", "Kinds", "kinds", "share_ends"]

FEWEST: Final = 10
"""With fewer conversions their draws differ too little to tell how sure their shares are."""

_END: Final = -2
"""What follows the last touch of a path that does not convert."""
_MOST: Final = 1_000_000  # rows that come back: seconds, and some hundred MB
_TAIL: Final = 0.025  # beyond each end of an interval of 95 %

Counted = tuple[int, int, int, int]
"""A state as a number, what follows it, whether a path begins there (0 or 1), and how often a case has that."""


@dataclass(frozen=True, eq=False)
class Kinds:
    """Kinds of cases, or of customers, by what one adds to the counts of the chain.

    Attributes:
        cases: g counts of cases of each kind.
        adds: a sparse matrix of g kinds and m turns: how often a case of the kind takes the turn.
        channel: n codes: the channel that each state of the chain stands for.
        start: for each turn the state that a path begins in by it, -1 for none.
        source, target: for each turn the states that it leads from and to; -1 for none.
        converted, lost: for each turn the state after which a path ends by it, with a conversion and without; else -1.
    """

    cases: Ints
    adds: Any
    channel: Ints
    start: Ints
    source: Ints
    target: Ints
    converted: Ints
    lost: Ints

    def chain(self, cases: Ints) -> TouchChain:
        """The chain of so many cases of each kind: only the states that some of them come to."""
        count: Floats = self.adds.T @ cases.astype(np.float64)
        size = len(self.channel)
        start, converted, lost = (_summed(each, count, size) for each in (self.start, self.converted, self.lost))
        moves = (self.target >= 0) & (count > 0)
        source, target, many = self.source[moves], self.target[moves], count[moves]
        met = np.bincount(source, many, size) + converted + lost > 0
        place = np.cumsum(met) - 1
        return TouchChain(
            self.channel[met], start[met], place[source], place[target], many, converted[met], lost[met],
            np.zeros(int(met.sum())),
        )  # fmt: skip


def kinds(log: EventLog, paths: Touches, order: int) -> Kinds:
    """The kinds of cases of a log, recognised as `variants` recognises sequences.

    Raises EventLogError where there are too many to be held.
    """
    engine, base = log.engine, len(paths.found.names) + 1
    after = nw.col("after").cast(nw.Int64).fill_null(_END)
    frame = states(paths.frame, base, order)
    frame = engine.kept(frame.select("unit", "state", after=after, begin=nw.col("begins").cast(nw.Int64)))
    sums = [nw.col(each).sum().cast(nw.Int64).alias(each) for each in ("h1", "h2")]
    size = nw.len().cast(nw.Int64).alias("size")
    units = engine.kept(engine.hashed(frame, ["state", "after", "begin"]).group_by("unit").agg(*sums, size))
    alike = units.group_by("h1", "h2", "size").agg(nw.len().cast(nw.Int64).alias("n"), nw.col("unit").min())
    by = ("unit", "n", "state", "after", "begin")
    taken = frame.join(alike.select("unit", "n"), on="unit").group_by(*by).agg(nw.len().cast(nw.Int64).alias("times"))
    taken = engine.kept(taken)
    ((rows,),) = engine.rows(taken.select(nw.len()))
    if rows > _MOST:
        raise EventLogError(
            f"intervals: the different paths take {rows:,} different turns, more than the {_MOST:,} that are held: "
            "tell touches apart less finely, with by=, or count fewer, with window="
        )
    found: dict[tuple[Any, int], list[Counted]] = defaultdict(list)
    for unit, n, *turn in engine.rows(taken):
        state, next_, begin, times = map(int, turn)
        found[unit, int(n)].append((state, next_, begin, times))
    # in an order that no engine has a say in, so that every one draws alike
    return _kinds(sorted((sorted(turns), n) for (_, n), turns in found.items()), base, order, chained=paths.chained)


def _kinds(found: list[tuple[list[Counted], int]], base: int, order: int, *, chained: bool) -> Kinds:
    turns = sorted({turn[:3] for each, _ in found for turn in each})
    column = {turn: at for at, turn in enumerate(turns)}
    said = [(digits(state, base), after, begin) for state, after, begin in turns]
    place = {state: at for at, state in enumerate(sorted({state for state, _, _ in said if state}))}
    start, source, target, converted, lost = (np.full(len(turns), -1) for _ in range(5))
    for at, (state, after, begin) in enumerate(said):
        if not state:  # a conversion, which may lead to the next path
            start[at] = place[after,] if chained and after >= 0 else -1
            continue
        start[at] = place[state] if begin else -1
        if after == _END:
            lost[at] = place[state]
        elif after == CONVERSION:
            converted[at] = place[state]
        else:
            source[at], target[at] = place[state], place[(*state, after)[-order:]]
    row = [at for at, (each, _) in enumerate(found) for _ in each]
    columns = [column[turn[:3]] for each, _ in found for turn in each]
    times = [turn[3] for each, _ in found for turn in each]
    adds = sparse.csr_array((np.array(times, dtype=np.float64), (row, columns)), shape=(len(found), len(turns)))
    channel = np.array([state[-1] for state in place], dtype=np.int64)
    return Kinds(np.array([n for _, n in found], dtype=np.int64), adds, channel, start, source, target, converted, lost)


def share_ends(found: Kinds, channels: int, draws: int, seed: int) -> Floats:
    """The ends of an interval of 95 % for each channel's share of the removal effects: an array of channels and 2.

    Draws without a conversion, which are rare from `FEWEST` on, have no shares and are left out.
    """
    random = np.random.default_rng(seed)
    whole = int(found.cases.sum())
    shares = []
    for cases in (random.multinomial(whole, found.cases / whole) for _ in range(draws)):
        chain = found.chain(cases)
        if chain.converted.sum() > 0:
            effects, _ = removal_effects(chain, channels)
            shares.append(effects / effects.sum())
    ends: Floats = np.quantile(np.array(shares), [_TAIL, 1 - _TAIL], axis=0).T
    return ends


def _summed(place: Ints, count: Floats, size: int) -> Floats:
    some = place >= 0
    return np.bincount(place[some], count[some], size).astype(np.float64)
