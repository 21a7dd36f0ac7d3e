"""How high the places of each column stand: as near to what they are joined with as their order and sizes allow."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from journeykit.render.charts.sankey.order import Pair

__all__ = ["placed", "settled"]

_ROUNDS: Final = 24


def placed(
    columns: Sequence[Sequence[str]], heights: Mapping[str, float], gaps: Mapping[str, float], pairs: Sequence[Pair]
) -> dict[str, float]:
    """The middle of each place, the uppermost edge of all at 0.

    `heights` are theirs, `gaps` what has to stay free around each, `pairs` what runs between them.
    """
    joined: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for one, other, count in pairs:
        joined[one].append((other, count))
        joined[other].append((one, count))
    middles: dict[str, float] = {}
    for column in columns:  # first each column by itself, around one line
        rooms = [heights[name] + gaps[name] for name in column]
        top = -sum(rooms) / 2
        for name, room in zip(column, rooms, strict=True):
            middles[name] = top + room / 2
            top += room
    for turn in range(_ROUNDS):
        for column in columns if turn % 2 == 0 else columns[::-1]:
            wanted, weights = [], []
            for name in column:
                total = sum(count for _, count in joined[name])
                to = sum(middles[other] * count for other, count in joined[name]) / total if total else middles[name]
                wanted.append(to)
                weights.append(max(total, 1e-9))
            rooms = [heights[name] + gaps[name] for name in column]
            middles |= dict(zip(column, settled(wanted, weights, rooms), strict=True))
    top = min((middles[name] - heights[name] / 2 for name in middles), default=0.0)
    return {name: middle - top for name, middle in middles.items()}


def settled(wanted: Sequence[float], weights: Sequence[float], rooms: Sequence[float]) -> list[float]:
    """Middles as near to the wanted ones as possible, by least squares, in their order and with their rooms apart.

    >>> settled([0, 0], [1, 1], [10, 10])
    [-5.0, 5.0]
    """
    shifts = [sum(rooms[:at]) + rooms[at] / 2 for at in range(len(rooms))]
    pools: list[tuple[float, float, int]] = []  # mean, weight, how many
    for to, shift, weight in zip(wanted, shifts, weights, strict=True):
        mean, total, count = to - shift, weight, 1
        while pools and pools[-1][0] >= mean:
            other, more, many = pools.pop()
            mean = (mean * total + other * more) / (total + more)
            total, count = total + more, count + many
        pools.append((mean, total, count))
    bases = [mean for mean, _, count in pools for _ in range(count)]
    return [base + shift for base, shift in zip(bases, shifts, strict=True)]
