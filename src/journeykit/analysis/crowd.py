"""Of 100 people, how many meet each step, come back to it, wait there, and leave."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from journeykit.analysis.chain import DROP_OFF, Chain, Floats, chains
from journeykit.analysis.rows import Rows
from journeykit.analysis.solve import Solver

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Persona

__all__ = ["Crowd", "crowd"]

_MOST: Final = 500  # steps: for each of them a row of N is needed


@dataclass(frozen=True, slots=True)
class Crowd:
    """One step: of 100 people who set out, how many meet it, come to it again, wait there, and leave there for good.

    `leave` counts those who drop off, and those who go from here to an outcome that is a failure; `leave_again` those
    of them who had come here before.
    """

    step: str
    title: str
    meet: float
    again: float
    wait: float
    leave: float
    leave_again: float = 0.0


def crowd(journey: JourneyMap, persona: Persona | str | None = None) -> Rows[Crowd]:
    """What becomes of 100 people, step by step, in expectation.

    With N = (I - Q)^-1 (Kemeny & Snell, Finite Markov Chains, 1960, ch. 3) and v the expected visits, v_j / N_jj is the
    share who ever meet step j, and 1 - 1 / N_jj the share of those who come to it again: as there is no memory, also of
    those who leave there in the end.

    Raises TrapError as `outcomes` does, UnknownName for an unknown persona, ValueError for more than 500 steps.

    >>> import journeykit as jk
    >>> quote = jk.Touchpoint("quote", "Receives the quote", drop_off=.2)
    >>> shop = jk.JourneyMap(stages=[jk.Stage("buy", [quote, "sign"])], flow=["in order", quote.to(quote, .3)])
    >>> found = crowd(shop)[0]
    >>> found.meet, round(found.again, 9), round(found.leave, 9)  # 30 of 100 come again; 20 of each 70 who go leave
    (100.0, 30.0, 28.571428571)
    """
    if len(journey.steps) > _MOST:
        raise ValueError(f"a crowd is counted on up to {_MOST} steps, and the map has {len(journey.steps)}")
    titles = {step.id: step.label for step in journey.steps}
    waits = {step.id for step in journey.steps if step.kind == "wait"}
    failures = {outcome.id for outcome in journey.outcomes if outcome.result == "failure"}
    found = {step: np.zeros(4) for step in titles}
    assumed: set[str] = set()
    for weight, chain in chains(journey, persona):
        assumed |= set(chain.assumed)
        for step, figures in zip(chain.steps, _counted(chain, failures), strict=True):
            found[step] += 100 * weight * figures
    rows = [
        Crowd(step, titles[step], meet, again, meet if step in waits else 0.0, leave, twice)
        for step, (meet, again, leave, twice) in ((step, figures.tolist()) for step, figures in found.items())
        if meet > 0
    ]
    guessed = [row.step for row in rows if row.step in assumed]
    about = [f"rests on assumed shares at {', '.join(guessed)}"] if guessed else []
    return Rows(Crowd, rows, (*about, "assumes no memory: what happens next depends on the step alone"))


def _counted(chain: Chain, failures: set[str]) -> Floats:
    """For each step the shares who meet it, come again, leave there, and leave there after they came again: n by 4."""
    size = len(chain.steps)
    solver = Solver(chain)
    visits = np.maximum(solver.visits, 0.0)
    returns = np.maximum(np.diag(solver.solve(np.eye(size))), 1.0) if size else np.zeros(0)
    met = visits / returns
    lost = np.array([end == DROP_OFF or end in failures for end in chain.ends])
    out = np.zeros(size)
    if len(chain.end):
        np.add.at(out, chain.leaver, chain.leaving * lost[chain.end])
    again = 1 - 1 / returns
    return np.stack([met, met * again, visits * out, visits * out * again], axis=1) if size else np.zeros((0, 4))
