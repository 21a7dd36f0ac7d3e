"""Attribution by the Shapley value: what a channel adds to a coalition, on average over all orders of joining.

Shapley 1953, "A value for n-person games"; for channels Zhao, Mahboobi and Bagheri 2018, "Shapley value methods for
attribution modeling in online advertising". A path's coalition is the set of its channels.

Where a coalition S is worth the *conversions* of all paths whose channels lie within S, the game is a sum of unanimity
games, one for each set of channels, and its Shapley value is exact in one line for any number of channels: each
conversion is shared evenly by the distinct channels of its path (the "simplified Shapley value" of Zhao et al.). That
is computed in the engine. Here S is worth the *rate*: conversions over paths, of those paths, so that paths which do
not convert count against their channels. Nothing as simple is known for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import factorial
from typing import Final

import numpy as np

from journeykit.analysis.chain import Floats, Ints

__all__ = ["EXACT_TO", "ChannelSets", "exact_shapley", "sampled_shapley"]

EXACT_TO: Final = 20
"""Channels up to which the Shapley value of a rate is exact: 2**20 coalitions."""


@dataclass(frozen=True, eq=False)
class ChannelSets:
    """The distinct sets of channels that paths have, none of them empty, with what came of those paths.

    Attributes:
        member: codes of channels, those of each set beside each other.
        begin: u places in `member` where each set begins.
        paths: u counts of paths with exactly this set.
        gains: u rows of what came of them: conversions, and where wanted their value.
    """

    member: Ints
    begin: Ints
    paths: Floats
    gains: Floats

    @property
    def sizes(self) -> Ints:
        """How many channels each set has."""
        return np.diff(np.append(self.begin, len(self.member)))


def exact_shapley(sets: ChannelSets, channels: int) -> Floats:
    """The Shapley value where a coalition is worth the rate of the paths it could have made alone, times all paths.

    v(S) is what came of all paths whose channels lie within S, over the number of those paths; 0 where there are none.
    The sums of all subsets come from one zeta transform (Yates 1937). The values sum to all gains; a channel that
    converts below the others' rate has a negative one. One row for each channel, one column for each gain.

    >>> sets = ChannelSets(np.array([0, 1]), np.array([0, 1]), np.array([10.0, 10.0]), np.array([[5.0], [1.0]]))
    >>> exact_shapley(sets, 2).round(9).tolist()  # rates: 0.5 of 0, 0.1 of 1, 0.3 of both
    [[7.0], [-1.0]]
    """
    place = np.bitwise_or.reduceat(np.left_shift(np.int64(1), sets.member), sets.begin)
    size = 1 << channels
    paths = _within(np.bincount(place, sets.paths, size).astype(np.float64), channels)
    orders = [factorial(k) * factorial(channels - k - 1) / factorial(channels) for k in range(channels)]
    weight = np.array([*orders, 0.0])[_bits(channels)]
    found = np.zeros((channels, sets.gains.shape[1]))
    for column, gain in enumerate(sets.gains.T):
        total = _within(np.bincount(place, gain, size).astype(np.float64), channels)
        worth = np.divide(total, paths, out=np.zeros(size), where=paths > 0)
        for code in range(channels):
            halves = (-1, 2, 1 << code)  # without the channel, and with it
            apart, scale = worth.reshape(halves), weight.reshape(halves)[:, 0, :]
            found[code, column] = float((scale * (apart[:, 1, :] - apart[:, 0, :])).sum())
    made: Floats = found * sets.paths.sum()
    return made


def _within(values: Floats, channels: int) -> Floats:
    """For each set the sum over its subsets."""
    for code in range(channels):
        halves = values.reshape(-1, 2, 1 << code)
        halves[:, 1, :] += halves[:, 0, :]
    return values


def _bits(channels: int) -> Ints:
    """How many channels each set has, for the sets in the order of their numbers."""
    found = np.zeros(1, dtype=np.int64)
    for _ in range(channels):
        found = np.concatenate([found, found + 1])
    return found


def sampled_shapley(sets: ChannelSets, channels: int, samples: int, seed: int) -> tuple[Floats, Floats]:
    """The same as `exact_shapley` from random orders of joining, for many channels: values and standard errors.

    Each drawn order is also taken backwards, which makes the errors smaller (antithetic sampling); they come from the
    spread of the pairs. Whatever is drawn, the values sum to all gains. (Castro, Gómez and Tejada 2009, "Polynomial
    calculation of the Shapley value based on sampling".)

    >>> sets = ChannelSets(np.array([0, 1]), np.array([0, 1]), np.array([10.0, 10.0]), np.array([[5.0], [1.0]]))
    >>> sampled_shapley(sets, 2, samples=10, seed=1)[0].round(9).tolist()
    [[7.0], [-1.0]]
    """
    draw = np.random.default_rng(seed)
    pairs = max(2, (samples + 1) // 2)
    total, squares = (np.zeros((channels, sets.gains.shape[1])) for _ in range(2))
    for _ in range(pairs):
        order = draw.permutation(channels)
        pair = (_joining(sets, order) + _joining(sets, order[::-1])) / 2
        total += pair
        squares += pair**2
    mean = total / pairs
    spread = np.sqrt(np.maximum(squares / pairs - mean**2, 0.0) / (pairs - 1))
    scale = sets.paths.sum()
    errors: Floats = spread * scale
    return mean * scale, errors


def _joining(sets: ChannelSets, order: Ints) -> Floats:
    """What each channel adds as the channels join in this order."""
    size = len(order)
    rank = np.empty(size, dtype=np.int64)
    rank[order] = np.arange(size)
    whole = np.maximum.reduceat(rank[sets.member], sets.begin)  # when the last of a set's channels has joined
    paths = np.bincount(whole, sets.paths, size).cumsum()[:, None]
    gains = np.column_stack([np.bincount(whole, each, size).cumsum() for each in sets.gains.T])
    worth = np.divide(gains, paths, out=np.zeros_like(gains), where=paths > 0)
    added = np.diff(worth, axis=0, prepend=0.0)
    found: Floats = added[rank]
    return found
