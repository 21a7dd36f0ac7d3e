"""The gains of levers under draws of the counted shares: each drawn chain is solved in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from scipy import sparse

from journeykit.analysis.intervals.systems import solve_each

if TYPE_CHECKING:
    from journeykit.analysis.chain import Floats, Ints
    from journeykit.analysis.counted import Counted
    from journeykit.analysis.intervals.gains import Levered

__all__ = ["drawn_gains"]

_CELLS: Final = 4_000_000  # numbers of the systems that are solved at once


def drawn_gains(
    each: Sequence[Levered], known: Sequence[Counted], draws: Sequence[Floats], many: int, share: float
) -> Floats:
    """What k levers that mend a `share` gain where the counted steps have these shares: n by k.

    Each drawn chain is solved for every step that is asked for.
    """
    n, quantities = len(draws[0]), len(each[0].found)
    size = max(len(one.stake.chain.steps) ** 2 + (quantities + 1) * len(one.source) for one in each)
    found = np.empty((n, many))
    at_once = max(1, _CELLS // max(1, size))
    for start in range(0, n, at_once):
        part = [drawn[start : start + at_once] for drawn in draws]
        totals = np.zeros((quantities, len(part[0]), 1))
        change = np.zeros((quantities, len(part[0]), many))
        for position, one in enumerate(each):
            shares = _shares(one, position, known, part)
            _add(one, shares, share, totals, change)
        if quantities == 1:
            found[start : start + at_once] = change[0]
        else:
            (top, under), (more, other) = totals, change
            found[start : start + at_once] = (top + more) / (under + other) - top / under
    return found


def _shares(one: Levered, position: int, known: Sequence[Counted], draws: Sequence[Floats]) -> Floats:
    """The probabilities of the chain's moves, leavings last, in each draw."""
    found = np.tile(one.share, (len(draws[0]), 1))
    move = {pair: at for at, pair in enumerate(zip(one.source.tolist(), one.target.tolist(), strict=True))}
    for each, drawn in zip(known, draws, strict=True):
        for row in (row for row in each.rows if row.walk == position and row.step not in one.over):
            for group, way in enumerate(row.ways):
                for place, part in way:
                    at = move.get((row.step, place))
                    if at is not None:
                        found[:, at] += row.free * part * (drawn[:, group] - each.q[group])
    return np.maximum(found, 0.0)


def _add(one: Levered, shares: Floats, mended: float, totals: Floats, change: Floats) -> None:
    """Add this chain's part to the quantities and to what the levers change of them."""
    stake, chain = one.stake, one.stake.chain
    size, on = len(chain.steps), len(chain.source)
    inner = _summed(shares[:, :on], chain.source * size + chain.target, size * size).reshape(-1, size, size)
    # parts that nobody reaches and that cannot be left have a solution then
    systems = np.eye(size) - inner * (1 - 1e-13)
    at = one.items.at[one.which]
    steps, column = np.unique(at, return_inverse=True)
    brings = [one.brings(q) for q in range(len(one.found))]
    once = [(at_once + _by_step(shares * moves, one))[:, :, None] for at_once, moves in brings]
    returns = np.broadcast_to(np.eye(size)[:, steps], (len(shares), size, len(steps)))
    solved = solve_each(systems, np.concatenate([returns, *once], axis=2))
    back = solved[:, :, column]
    visits = solve_each(systems, chain.entry[:, None], turned=True)[:, at, 0]
    changed = _leaks if one.items.place is None else _turns
    for q, (_, moves) in enumerate(brings):
        gathered = solved[:, :, len(steps) + q]
        worth = moves + np.where(one.target < size, gathered[:, np.minimum(one.target, size - 1)], 0.0)
        dose, slope, again = changed(one, shares, worth, back)
        totals[q] += stake.weight * (gathered @ chain.entry)[:, None]
        change[q][:, one.column] += stake.weight * visits * mended * dose * slope / (1.0 - mended * dose * again)


def _leaks(one: Levered, shares: Floats, worth: Floats, back: Floats) -> tuple[Floats, Floats, Floats]:
    """Of the leaks asked for how far they go, u·y and u·n, as `leverage.items` has them: n by k each.

    `back` are the visits to their steps from each step on: n by s by k.
    """
    at = one.items.at[one.which]
    leaking = np.concatenate([np.zeros(len(one.stake.chain.source)), one.stake.leaking.astype(np.float64)])
    lost = _by_step(shares * leaking, one)[:, at]
    rest = np.maximum(1.0 - lost, 1e-12)
    all_of_it = _by_step(shares * worth, one)[:, at]
    lost_worth = _by_step(shares * leaking * worth, one)[:, at]
    own = back[:, at, np.arange(len(at))] - 1.0
    return np.ones_like(lost), lost / rest * (all_of_it - lost_worth) - lost_worth, lost / rest * own


def _turns(one: Levered, shares: Floats, worth: Floats, back: Floats) -> tuple[Floats, Floats, Floats]:
    """The same of moves."""
    at, places = one.items.at[one.which], one.items.place
    move = np.zeros(0, dtype=np.int64) if places is None else places[one.which]
    p, y, inside = shares[:, move], worth[:, move], move < len(one.stake.chain.source)
    came = np.zeros_like(p)
    came[:, inside] = back[:, one.target[move[inside]], np.flatnonzero(inside)]
    rest = np.maximum(1.0 - p, 1e-12)
    own = back[:, at, np.arange(len(at))] - 1.0
    others = _by_step(shares * worth, one)[:, at] - p * y
    return np.where(one.up, 1.0 - p, -p), y - others / rest, came - (own - p * came) / rest


def _by_step(figures: Floats, one: Levered) -> Floats:
    """The sums over each step's moves, of figures by move: n by m to n by s."""
    return _summed(figures, one.source, len(one.stake.chain.steps))


def _summed(figures: Floats, into: Ints, size: int) -> Floats:
    """Sums of n by m figures, of which m go into these of so many places: n by size."""
    where = sparse.csr_array((np.ones(len(into)), (into, np.arange(len(into)))), shape=(size, len(into)))
    return np.asarray(where @ figures.T).T
