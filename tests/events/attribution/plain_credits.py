"""Attribution in plain Python, path by path: what the engines are held against."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, permutations

import numpy as np

DAY = 86_400


def paths_of(rows, *, each=False, window=None, unit="case"):
    """Paths out of rows (dicts with case, name, t in seconds, channel, value): touches, value (None: no conversion)."""
    units = defaultdict(list)
    for row in rows:
        if row[unit] is not None:
            units[row[unit]].append(row)
    found = []
    for events in units.values():
        touches = []
        for row in sorted(events, key=lambda row: row["t"]):  # stable, as the log is
            if row["activity"] == "buy":
                found.append((touches, row["value"] or 0.0, row["t"]))
                touches = []
                if not each:
                    break
            elif row["channel"] is not None:
                touches.append((row["channel"], row["t"]))
        if touches:
            found.append((touches, None, touches[-1][1]))
    near = [
        ([touch for touch in touches if window is None or touch[1] >= end - window], value, end)
        for touches, value, end in found
    ]
    return [(touches, value) for touches, value, _ in near]


def parts(method, touches, weights=(0.4, 0.2, 0.4), half_life=7 * DAY):
    """The parts of a conversion that the touches of a path get."""
    size = len(touches)
    if method == "first":
        return [float(place == 0) for place in range(size)]
    if method == "last":
        return [float(place == size - 1) for place in range(size)]
    if method == "linear":
        return [1 / size] * size
    if method == "position":
        if size < 3:
            both = weights[0] + weights[2]
            return [1.0] if size == 1 else [weights[0] / both, weights[2] / both] if both else [0.5, 0.5]
        return [weights[0], *[weights[1] / (size - 2)] * (size - 2), weights[2]]
    faded = [0.5 ** ((touches[-1][1] - at) / half_life) for _, at in touches]
    return [each / sum(faded) for each in faded]


def by_rule(paths, method, **options):
    """Conversions and value of each channel."""
    got = defaultdict(lambda: [0.0, 0.0])
    for touches, value in paths:
        if value is not None and touches:
            for (channel, _), part in zip(touches, parts(method, touches, **options), strict=True):
                got[channel][0] += part
                got[channel][1] += part * value
    return {channel: tuple(sums) for channel, sums in got.items()}


def worth_of(paths, coalition, *, rate, place):
    inside = [(touches, value) for touches, value in paths if touches and {each for each, _ in touches} <= coalition]
    gain = sum((value if place else 1.0) for _, value in inside if value is not None)
    return gain / len(inside) if rate and inside else gain


def by_shapley(paths, *, rate):
    """The Shapley value over all orders of joining."""
    channels = sorted({channel for touches, _ in paths for channel, _ in touches})
    orders = list(permutations(channels))
    scale = sum(1 for touches, _ in paths if touches) if rate else 1
    got = {channel: [0.0, 0.0] for channel in channels}
    known = {
        (frozenset(some), place): worth_of(paths, set(some), rate=rate, place=place)
        for size in range(len(channels) + 1)
        for some in combinations(channels, size)
        for place in (0, 1)
    }
    for order in orders:
        for at, channel in enumerate(order):
            before = frozenset(order[:at])
            for place in (0, 1):
                got[channel][place] += known[before | {channel}, place] - known[before, place]
    return {channel: tuple(scale * each / len(orders) for each in sums) for channel, sums in got.items()}


def by_chain(paths, order=1):
    """Removal effects by solving the chain anew without each channel, scaled to the conversions."""
    moves = defaultdict(lambda: defaultdict(float))
    value_of = defaultdict(list)
    for touches, value in paths:
        names = [channel for channel, _ in touches]
        if not names:
            continue
        states = [tuple(names[max(0, at + 1 - order) : at + 1]) for at in range(len(names))]
        end = "null" if value is None else "conversion"
        for one, other in zip(["start", *states], [*states, end], strict=True):
            moves[one][other] += 1
        if value is not None:
            value_of[states[-1]].append(value)
    states = [*moves]
    channels = sorted({state[-1] for state in states if state != "start"})

    def gained(without):
        size = len(states)
        matrix, right = np.eye(size), np.zeros((size, 2))
        for row, state in enumerate(states):
            total = sum(moves[state].values())
            for other, count in moves[state].items():
                if other == "conversion":
                    right[row] = count / total, sum(value_of[state]) / total
                elif other != "null" and other[-1] != without:
                    matrix[row, states.index(other)] -= count / total
        return np.linalg.solve(matrix, right)[states.index("start")]

    whole = gained(None)
    effects = {channel: 1 - gained(channel) / np.where(whole == 0, 1, whole) for channel in channels}
    totals = np.array([sum(1 for _, value in paths if _ and value is not None), sum(v or 0 for _, v in paths if _)])
    sums = sum(effects.values())
    return {
        channel: (*(effect * totals / np.where(sums == 0, 1, sums)), effect[0]) for channel, effect in effects.items()
    }
