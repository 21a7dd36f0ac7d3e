"""How often what follows what on the paths: one query, which says what counts and is the Markov chain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import narwhals as nw
import numpy as np

from journeykit.errors import EventLogError
from journeykit.events.attribution.removal_effect import TouchChain
from journeykit.events.attribution.touches import CONVERSION

if TYPE_CHECKING:
    from journeykit.events.attribution.touches import Touches
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog

__all__ = ["State", "Turns", "turns"]

State = tuple[int, ...]
"""Touches, the last one last: of order 1 one, of order k up to k."""
_MOST_STATES: Final = 50_000


@dataclass(frozen=True)
class Turns:
    """What follows each state of the paths.

    Attributes:
        begins: how many paths begin in each state.
        follows: for each state, and what follows it (a code, CONVERSION, or None where a path ends without), how often.
        earned: for each state, what the conversions after it are worth.
        units: cases or customers that have a touch or a conversion.
        direct, direct_value: conversions before which there is no touch, and what they are worth.
        unvalued: conversions whose value is not known.
    """

    begins: Mapping[State, int]
    follows: Mapping[tuple[State, int | None], int]
    earned: Mapping[State, float]
    units: int
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
        return TouchChain(
            channel, start, table[:, 0], table[:, 1], table[:, 2].astype(np.float64), converted, lost, value
        )


def turns(log: EventLog, paths: Touches, order: int = 1) -> Turns:
    """What follows each state, of up to `order` touches. Raises EventLogError for an order that no computer takes."""
    base = len(paths.names) + 1
    if base**order >= 2**62:
        raise EventLogError(f"order={order} is too much for {base - 1} different touches: lower it")
    rows = _counted(log, _beside(paths.frame, base, order), base)
    begins: dict[State, int] = defaultdict(int)
    follows: dict[tuple[State, int | None], int] = defaultdict(int)
    value: dict[State, float] = defaultdict(float)
    units = direct = unvalued = 0
    direct_value = 0.0
    for state, after, first, count, own, ahead, unknown in rows:
        units += count if first else 0
        if state:
            follows[state, after] += count
            value[state] += ahead
            begins[state] += count if first else 0
            continue
        unvalued += unknown  # from here on the row is a conversion
        if first:
            direct, direct_value = direct + count, direct_value + own
        if after == CONVERSION:
            direct, direct_value = direct + count, direct_value + ahead
        elif after is not None:
            begins[after,] += count
    if len({state for state, _ in follows}) > _MOST_STATES:
        raise EventLogError(f"order={order} gives more than {_MOST_STATES:,} states of the chain: lower it")
    return Turns(dict(begins), dict(follows), dict(value), units, direct, direct_value, unvalued)


def _beside(frame: Frame, base: int, order: int) -> Frame:
    """Each row with its state, what follows, and what that is worth; the windows are alike, so that one sort does."""

    def beside(column: str, by: int) -> nw.Expr:
        return nw.col(column).shift(by).over("unit", order_by="position")

    backs = [f"back{by}" for by in range(1, order)] or ["back1"]
    frame = frame.with_columns(
        after=beside("touch", -1),
        following=beside("worth", -1),
        **{name: beside("touch", by) for by, name in enumerate(backs, 1)},
    )
    state = nw.col("touch").cast(nw.Int64) + 1
    inside = nw.col("touch") != CONVERSION
    for by, name in enumerate(backs[: order - 1], 1):
        inside = inside & (nw.col(name).fill_null(CONVERSION) != CONVERSION)  # not before the path begins
        state = state + nw.when(inside).then((nw.col(name).cast(nw.Int64) + 1) * base**by).otherwise(nw.lit(0))
    ahead = nw.when(nw.col("after") == CONVERSION).then(nw.col("following"))
    return frame.with_columns(state=state, first=nw.col("back1").is_null().cast(nw.Int64), ahead=ahead)


def _counted(log: EventLog, frame: Frame, base: int) -> list[tuple[State, int | None, int, int, float, float, int]]:
    own = nw.when(nw.col("touch") == CONVERSION).then(nw.col("worth"))
    by = ("state", "after", "first")
    grouped = (
        frame.with_columns(own=own)
        .group_by(*by)
        .agg(
            nw.len().alias("n"),
            nw.col("own").sum().alias("own"),
            nw.col("ahead").sum().alias("ahead"),
            nw.col("own").is_null().cast(nw.Int64).sum().alias("unknown"),
        )
    )
    return [_turn(row, base) for row in log.engine.rows(grouped.sort(*by))]


def _turn(row: tuple[Any, ...], base: int) -> tuple[State, int | None, int, int, float, float, int]:
    code, after, first, count, own, ahead, unknown = row
    digits, rest = [], int(code)
    while rest:
        rest, digit = divmod(rest, base)
        digits.append(digit - 1)
    following = None if after is None else int(after)
    return tuple(reversed(digits)), following, int(first), int(count), float(own or 0), float(ahead or 0), int(unknown)
