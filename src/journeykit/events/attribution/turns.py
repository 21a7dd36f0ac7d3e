"""How often what follows what on the paths: one query, which says what counts and is the Markov chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import narwhals as nw
import numpy as np

from journeykit.errors import EventLogError
from journeykit.events.attribution.removal_effect import TouchChain
from journeykit.events.attribution.stepped import CONVERSION

if TYPE_CHECKING:
    from journeykit.events.attribution.touches import Touches
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog

__all__ = ["State", "Turns", "digits", "states", "turns"]

State = tuple[int, ...]
"""Touches, the last one last: of order 1 one, of order k up to k; none where a conversion stands."""
_MOST_STATES: Final = 50_000


@dataclass(frozen=True)
class Turns:
    """What follows each state of the paths.

    Attributes:
        begins: how many paths begin in each state.
        follows: for each state, and what follows it (a code, CONVERSION, or None where a path ends without), how often.
        earned: for each state, what the conversions after it are worth.
        direct, direct_value: conversions before which there is no touch, and what they are worth.
        unvalued: conversions whose value is not known.
    """

    begins: Mapping[State, int]
    follows: Mapping[tuple[State, int | None], int]
    earned: Mapping[State, float]
    direct: int
    direct_value: float
    unvalued: int

    @property
    def touches(self) -> int:
        """Touches that count."""
        return sum(self.follows.values())

    @property
    def conversions(self) -> int:
        """Conversions with a touch before them."""
        return sum(count for (_, after), count in self.follows.items() if after == CONVERSION)

    @property
    def unconverted(self) -> int:
        """Paths that end without a conversion."""
        return sum(count for (_, after), count in self.follows.items() if after is None)

    @property
    def value(self) -> float:
        """What the conversions with a touch before them are worth."""
        return float(sum(self.earned.values()))

    def chain(self, order: int) -> TouchChain:
        """The counts as a chain."""
        place = {state: at for at, state in enumerate(sorted({state for state, _ in self.follows}))}
        start, converted, lost, value = (np.zeros(len(place)) for _ in range(4))
        moves = []
        for state, at in place.items():
            start[at], value[at] = self.begins.get(state, 0), self.earned.get(state, 0.0)
        for (state, after), count in self.follows.items():
            if after is None:
                lost[place[state]] += count
            elif after == CONVERSION:
                converted[place[state]] += count
            else:
                moves.append((place[state], place[(*state, after)[-order:]], count))
        table = np.array(sorted(moves), dtype=np.int64).reshape(-1, 3)
        channel = np.array([state[-1] for state in place], dtype=np.int64)
        counts = table[:, 2].astype(np.float64)
        return TouchChain(channel, start, table[:, 0], table[:, 1], counts, converted, lost, value)


def turns(log: EventLog, paths: Touches, order: int = 1) -> Turns:
    """What follows each state, of up to `order` touches. Raises EventLogError for an order that no computer takes."""
    base = len(paths.found.names) + 1
    if base**order >= 2**62:
        raise EventLogError(f"order={order} is too much for {base - 1} different touches: lower it")
    frame = states(paths.frame, base, order)
    by = ("state", "after", "begin")
    counted = frame.with_columns(begin=nw.col("begins").cast(nw.Int64)).group_by(*by).agg(nw.len().alias("n"))
    begins: dict[State, int] = defaultdict(int)
    follows: dict[tuple[State, int | None], int] = defaultdict(int)
    direct = 0
    for code, after, begin, count in log.engine.rows(counted.sort(*by)):
        state = digits(int(code), base)
        if state:
            follows[state, after] += count
            begins[state] += count if begin else 0
            continue
        direct += count if begin else 0  # the row is a conversion, and may lead to the next path
        if paths.chained and after is not None:
            direct += count if after == CONVERSION else 0
            begins[after,] += 0 if after == CONVERSION else count
    if len({state for state, _ in follows}) > _MOST_STATES:
        raise EventLogError(f"order={order} gives more than {_MOST_STATES:,} states of the chain: lower it")
    if not paths.valued:
        return Turns(dict(begins), dict(follows), {}, direct, 0.0, 0)
    earned, direct_value, unvalued = _earned(log, paths, frame, base)
    return Turns(dict(begins), dict(follows), earned, direct, direct_value, unvalued)


def states(frame: Frame, base: int, order: int) -> Frame:
    """The rows with their state: the codes of the touches as the digits of a number, the last touch the lowest."""
    backs = {f"back{by}": nw.col("touch").shift(by).over("unit", order_by="position") for by in range(1, order)}
    frame = frame.with_columns(**backs) if backs else frame
    state = nw.col("touch").cast(nw.Int64) + 1  # 0 is a conversion
    inside = nw.col("touch") != CONVERSION
    for by, name in enumerate(backs, 1):
        inside = inside & (nw.col(name).fill_null(CONVERSION) != CONVERSION)  # not before the path begins
        state = state + nw.when(inside).then((nw.col(name).cast(nw.Int64) + 1) * base**by).otherwise(nw.lit(0))
    return frame.with_columns(state=state)


def digits(code: int, base: int) -> State:
    """The touches of a state that is written as a number."""
    digits = []
    while code:
        code, digit = divmod(code, base)
        digits.append(digit - 1)
    return tuple(reversed(digits))


def _earned(log: EventLog, paths: Touches, frame: Frame, base: int) -> tuple[dict[State, float], float, int]:
    """What conversions are worth: by the state before them; without a touch before them; and how many are unknown."""
    won = frame.filter(nw.col("touch") == CONVERSION)
    own = won.with_columns(begin=nw.col("begins").cast(nw.Int64)).group_by("begin")
    amounts = own.agg(nw.col("worth").sum(), nw.col("worth").is_null().cast(nw.Int64).sum().alias("unknown"))
    sums = log.engine.rows(amounts.sort("begin"))
    direct_value = sum(float(worth or 0) for begin, worth, _ in sums if begin)
    before = won.select("unit", position=nw.col("position") - 1, earned=nw.col("worth"))
    led = frame.select("unit", "position", "state").join(before, on=["unit", "position"])
    found: dict[State, float] = {}
    for code, earned in log.engine.rows(led.group_by("state").agg(nw.col("earned").sum()).sort("state")):
        state = digits(int(code), base)
        if state:
            found[state] = float(earned or 0)
        elif paths.chained:
            direct_value += float(earned or 0)
    return found, direct_value, int(sum(row[2] for row in sums))
