"""Attribution by a Markov chain: what would be lost without a channel, exactly.

The states are the touches, with a start, a conversion and a null state, where paths end that do not convert. The
removal effect of a channel is the share of the conversions that would be lost if everybody who comes to it went to
the null state instead (Archak, Mirrokni and Muthukrishnan 2010, "Mining advertiser-specific user behavior using
adfactors"; Anderl, Becker, von Wangenheim and Schumann 2016, "Mapping the customer journey").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy import linalg

from journeykit.analysis.chain import Chain, Floats, Ints
from journeykit.analysis.confined import confined
from journeykit.analysis.solve import Solver

__all__ = ["TouchChain", "removal_effects"]

_DENSE: Final = 2_500  # states up to which all of N is had at once, in 50 MB


@dataclass(frozen=True, eq=False)
class TouchChain:
    """How paths go on, counted. Of order 1 a state is a touch; of order k it is a touch and the k - 1 before it.

    Attributes:
        channel: n codes: the channel of the touch that each state stands for, its last.
        start: n counts of paths that begin in each state.
        source, target, count: the m moves from state to state.
        converted, lost: n counts of paths that end after each state, by conversion and without.
        value: n sums of what the conversions after each state are worth.
    """

    channel: Ints
    start: Floats
    source: Ints
    target: Ints
    count: Floats
    converted: Floats
    lost: Floats
    value: Floats

    def chain(self) -> Chain:
        """The counts as probabilities, of an absorbing chain whose ends are `conversion` and `null`."""
        size = len(self.channel)
        out = np.bincount(self.source, self.count, size) + self.converted + self.lost
        won, lost = np.flatnonzero(self.converted), np.flatnonzero(self.lost)
        leaver = np.concatenate([won, lost])
        return Chain(
            tuple(map(str, range(size))),
            ("conversion", "null"),
            self.start / self.start.sum(),
            self.source,
            self.target,
            self.count / out[self.source],
            leaver,
            np.concatenate([np.zeros(len(won), dtype=np.int64), np.ones(len(lost), dtype=np.int64)]),
            np.concatenate([self.converted[won], self.lost[lost]]) / out[leaver],
        )


def removal_effects(counted: TouchChain, channels: int) -> tuple[Floats, Floats]:
    r"""The removal effect of each channel, on conversions and on their value: two arrays, by code.

    With N = (I - Q)\ :sup:`-1` (Kemeny & Snell 1960, ch. 3), v = entry N the visits and b = N r the conversions (or
    the value) still to come from each state, a path comes to a channel with the states S first in one of them with
    the probabilities h = v_S N_SS\ :sup:`-1`; what is lost without the channel is h b_S of entry b. Of order 1 that
    is v_i / N_ii · b_i / b_start, as F(start -> i) = v_i / N_ii. Nothing is simulated. Effects do not sum to 1: one
    conversion passes many channels.

    The value of a conversion is taken as the mean value of the conversions after the same state. A value effect is 0
    where the value of all is 0.

    Args:
        counted: the chain, each state of which some path comes to.
        channels: how many codes there are; a channel without a state has the effect 0.

    >>> paths = TouchChain(  # 0 > 1 > converted, twice; 1 > converted, worth 5; 0 > nothing
    ...     channel=np.array([0, 1]), start=np.array([3.0, 1.0]), source=np.array([0]), target=np.array([1]),
    ...     count=np.array([2.0]), converted=np.array([0.0, 3.0]), lost=np.array([1.0, 0.0]),
    ...     value=np.array([0.0, 5.0]))
    >>> removal_effects(paths, 2)[0].round(4).tolist()  # without 0 only the one that begins with 1 is left
    [0.6667, 1.0]
    """
    chain = counted.chain()
    out = np.bincount(counted.source, counted.count, len(counted.channel)) + counted.converted + counted.lost
    gains = np.column_stack([counted.converted, counted.value]) / out[:, None]
    groups = [np.flatnonzero(counted.channel == code) for code in range(channels)]
    lost = np.zeros((channels, 2))
    if len(out) <= _DENSE:
        found: Floats = linalg.solve(np.eye(len(out)) - chain.q.toarray(), np.eye(len(out)))
        visits, coming = chain.entry @ found, found @ gains
        for code, states in enumerate(groups):
            if len(states):
                first = linalg.solve(found[np.ix_(states, states)].T, visits[states])
                lost[code] = first @ coming[states]
        whole = chain.entry @ coming
    else:
        whole = chain.entry @ Solver(chain).solve(gains)
        for code, states in enumerate(groups):
            if len(states):
                kept = np.ones(len(out), dtype=np.bool_)
                kept[states] = False
                still = np.where(kept[:, None], gains, 0.0)
                lost[code] = whole - chain.entry @ Solver(confined(chain, kept)).solve(still)
    effects = np.divide(lost, whole, out=np.zeros_like(lost), where=np.abs(whole) > 0)
    return np.clip(effects[:, 0], 0.0, 1.0), effects[:, 1]
