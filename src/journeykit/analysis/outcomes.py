"""How journeys end, what happens on the way, and what a customer is worth: over all journeys of a map, exactly.

A map is read as an absorbing Markov chain (Kemeny & Snell, Finite Markov Chains, 1960, ch. 3): steps are transient,
outcomes and leaving without one absorb. **It has no memory**: what happens next depends on the step alone, not on how
the customer came there, or how often. Where that is wrong (the third reminder works less well than the first), give
the step twice.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from journeykit.analysis.chain import DROP_OFF
from journeykit.analysis.ends.averages import Averages
from journeykit.analysis.ends.conversion import conversion
from journeykit.analysis.ends.figures import Figures
from journeykit.analysis.ends.limits import Limit, Within, limit_of, within
from journeykit.analysis.ends.pictured import Pictured
from journeykit.analysis.ends.sure import FIGURES, NAMED
from journeykit.analysis.ends.tables import EndRow, StepRow, by_outcome, by_step, in_words
from journeykit.analysis.ends.worth import rate_of
from journeykit.analysis.goals import Goal, goal_of, reach
from journeykit.analysis.intervals.method import Interval, MethodName, method_of
from journeykit.analysis.lasting import lasting
from journeykit.analysis.rows import Rows
from journeykit.errors import UnknownName
from journeykit.model import JourneyMap

if TYPE_CHECKING:
    from journeykit.model import Persona

__all__ = ["Outcomes", "outcomes"]
MEMORYLESS: Final = "assumes no memory: what happens next depends on the step alone, not on how the customer got there"


def outcomes(
    journey: JourneyMap,
    persona: Persona | str | None = None,
    *,
    goal: Goal = None,
    within: int | str | timedelta | Limit | None = None,
    rate: float | str | None = None,
    method: MethodName | None = None,
    level: float = 0.95,
    n: int = 2000,
    seed: int = 0,
    prior: float = 0.5,
) -> Outcomes:
    """How the journeys of a map end, and what happens on the way: exact expectations, no simulation.

    Args:
        journey: The map.
        persona: Their journeys only. Without one, personas who are alternatives are mixed by share.
        goal: What counts as success: outcomes or steps; None for all outcomes with result "success".
        within: A number of steps, or a time like "18 months", after which to look.
        rate: A discount rate for money: a number per step, or a text like "10 % per year".
        method: How intervals come from the counts and priors of transitions: "delta", or "sampling". Without it by the
            delta method on maps of up to 500 steps of which something was counted, and none on others.
        level: The probability that intervals are meant to have, like .95.
        n: How many samples are drawn.
        seed: Of their random numbers.
        prior: What is added to each count for sampling, where transitions have no prior of their own.

    Raises:
        TrapError: Journeys can reach a part of the map that they cannot leave; it names the steps.
        UnknownName: The persona, the goal or a step asked for does not exist.
        ValueError: A limit or a rate that is none; intervals by a method where nothing was counted.

    >>> import journeykit as jk
    >>> solar = jk.JourneyMap(
    ...     stages=[jk.Stage("decide", [jk.Touchpoint("quote", emotion=-1), jk.Touchpoint("sign", emotion=1)])],
    ...     outcomes=[jk.Outcome("owner", result="success"), jk.Outcome("gave_up", result="failure")],
    ...     flow=[jk.Transition("quote", "sign", probability=.4), jk.Transition("quote", "quote", probability=.2),
    ...           jk.Transition("quote", "gave_up", probability=.3), jk.Transition("sign", "owner")])
    >>> found = jk.outcomes(solar)
    >>> print(found)
    owner 50.0%, gave_up 37.5%, drop-off 12.5%; 1.75 steps
    >>> [round(each, 9) for each in (found.visits["quote"], found.drop_off["quote"], found.conversion("quote", "sign"))]
    [1.25, 0.125, 0.5]
    """
    if not isinstance(journey, JourneyMap):
        raise TypeError(f"outcomes are those of a JourneyMap, not of {type(journey).__name__}: load files with load()")
    who = journey.persona(persona) if isinstance(persona, str) else persona
    goals = None if goal is None else tuple(sorted(goal_of(journey, goal)))
    how = method_of(journey, method, level=level, n=n, seed=seed, prior=prior)
    found = Outcomes(journey, who, goals, limit_of(within), rate_of(rate), how)
    _ = found.probability, found.within  # whatever keeps them from being answered is raised at once
    if method is not None:
        _ = found.interval("steps")
    return found


@dataclass(frozen=True, repr=False)
class Outcomes(Averages, Pictured):
    """How the journeys of a map end, and what happens on the way. `outcomes` makes it.

    Figures are computed when they are asked for; `journey`, `persona`, `goals`, `limit`, `rate` and `method` are the
    question, and two results are equal if theirs are. Mappings raise UnknownName, with the near name, for what does not
    exist.

    >>> import journeykit as jk
    >>> found = jk.outcomes(jk.JourneyMap(stages=[jk.Stage("buy", ["basket", jk.Touchpoint("pay", drop_off=.25)])]))
    >>> found.probability, found.steps
    ({'.end': 0.75, '.drop_off': 0.25}, 2.0)
    """

    @cached_property
    def probability(self) -> Figures:
        """The probability of each outcome by id; of leaving without one under `.drop_off`, and where the map states no
        outcomes, of coming to its end under `.end`. They sum to 1.
        """
        return Figures("outcome", self._mix.ends, self._ended.tolist().__getitem__)

    @property
    def dropped(self) -> float:
        """The probability to leave without an outcome."""
        return self.probability[DROP_OFF]

    @cached_property
    def drop_off(self) -> Figures:
        """By step, the share of all customers who leave there without an outcome. They sum to `dropped`."""
        found = self._mix.by_step(lambda account: account.dropping()).tolist()
        return Figures("step", self._mix.steps, found.__getitem__)

    @cached_property
    def goal(self) -> float | None:
        """The probability to reach the goal; None where the map states none and none was named."""
        names = self._goals
        if names is None:
            return None
        known = set(self._mix.ends)
        if names <= known:
            return sum(self.probability[name] for name in names)
        return self._mix.number(lambda each: float(each.chain.entry @ reach(each.chain, each.solver, names)))

    @cached_property
    def within(self) -> Within | None:
        """How journeys stand at the limit that was asked for; None without one.

        By steps exact: entry Q^n. By time every step takes its stated duration, always, and what is unknown none; exact
        for that, or with bounds (`off_by`) where there are too many different moments.
        """
        return None if self.limit is None else within(self._mix, self.limit, self._goals)

    @cached_property
    def visits(self) -> Figures:
        """By step, the expected number of visits by one customer: entry (I - Q)^-1."""
        return Figures("step", self._mix.steps, self._mix.by_step(lambda each: each.visits).tolist().__getitem__)

    @cached_property
    def visited(self) -> Figures:
        """By step, the probability to be there at least once: visits / N_jj. Above 500 steps each costs a solve."""
        return Figures("step", self._mix.steps, lambda place: self._mix.at(place, lambda each, at: each.met(at)))

    def variance(self, step: str) -> float:
        """The variance of the number of visits to a step: v (2 N_jj - 1) - v^2 (Kemeny & Snell, ch. 3).

        Of personas who are mixed it is the variance over all customers. Raises UnknownName.
        """
        mean = self.visits[step]
        place = self._mix.steps.index(step)
        return max(self._mix.at(place, lambda each, at: each.square(at)) - mean * mean, 0.0)

    def conversion(self, start: str, to: str) -> float:
        """The probability to reach `to` at least once after first coming to `start`, which itself counts: 0..1.

        Both are steps, or stages by id: any of their steps; `to` may be an outcome. Raises UnknownName for what is
        neither, ValueError where no journey comes to `start`.
        """
        return conversion(self.journey, self._mix, start, to)

    def interval(self, figure: str, name: str | None = None) -> Interval | None:
        """How sure a figure is, by the `method` asked for; None where nothing was counted, or there is no such figure.

        `figure` is the name that it has here: "goal", "dropped", "steps", "duration", "emotion", "value", "cost"; with
        the name of a step "visits", "visited" or "drop_off", with that of an outcome "probability". The counts of each
        step are a multinomial sample, steps are independent, and shares that nobody counted are taken as known. By
        "delta" derivatives are exact, from two solves, and intervals normal; by "sampling" each draw is solved exactly.

        >>> import journeykit as jk
        >>> club = jk.JourneyMap(stages=[jk.Stage("club", ["year"])], outcomes=[jk.Outcome("left")], flow=[
        ...     jk.Transition("year", "year", count=80), jk.Transition("year", "left", count=20)])
        >>> round(jk.outcomes(club).interval("visits", "year").error, 9)  # sqrt(.8 .2 / 100) / .2²
        1.0
        """
        if figure not in FIGURES:
            raise UnknownName("figure with an interval", figure, FIGURES)
        if (name is None) == (figure in NAMED):
            whose = "an outcome" if figure == "probability" else "a step"
            raise ValueError(f"{figure!r} is that of {whose}: name it" if name is None else f"{figure!r} takes no name")
        value = getattr(self, figure) if name is None else getattr(self, figure)[name]
        return None if value is None or self._sure is None else self._sure.interval(figure, name, value)

    @cached_property
    def unknown_durations(self) -> tuple[str, ...]:
        """The steps that journeys meet and whose duration the map does not state: sums of time leave them out."""
        unknown = {step for _, account in self._mix.accounts for step in account.timing.unknown}
        return tuple(step for step in self._mix.steps if step in unknown and self.visits[step] > 0)

    @cached_property
    def by_outcome(self) -> Rows[EndRow]:
        """One row for each end: probability, and given that end, expected steps, seconds, emotion and money."""
        return by_outcome(self.journey, self._mix, self.about, self._sure, known=self.duration is not None)

    @cached_property
    def by_step(self) -> Rows[StepRow]:
        """One row for each step: visits, probability to be there at least once, drop-off."""
        return by_step(self.journey, self.visits, self.visited, self.drop_off, self.about, sure=self._sure)

    @cached_property
    def assumed(self) -> tuple[str, ...]:
        """The steps that journeys meet whose shares nobody stated or counted: the figures rest on them."""
        guessed = {step for _, account in self._mix.accounts for step in account.chain.assumed}
        return tuple(step for step in self._mix.steps if step in guessed and self.visits[step] > 0)

    @cached_property
    def about(self) -> tuple[str, ...]:
        """What must be known of the figures: what they rest on, what they assume, what they leave out."""
        found = [f"rests on assumed shares at {', '.join(self.assumed)}"] if self.assumed else []
        found.append(MEMORYLESS)
        if len(self._mix.accounts) > 1:
            found.append(f"mixes {len(self._mix.accounts)} personas by their shares")
        if self.duration is not None and self.unknown_durations:
            found.append(f"times leave out the unknown duration of {', '.join(self.unknown_durations)}")
        return (*found, *(() if self._sure is None else self._sure.doubt.about()))

    def rows(self) -> list[dict[str, Any]]:
        """`by_outcome` as plain dicts."""
        return self.by_outcome.rows()

    def to_dict(self) -> dict[str, list[Any]]:
        """`by_outcome` as a plain dict of columns."""
        return self.by_outcome.to_dict()

    def __str__(self) -> str:
        ends = ", ".join(f"{in_words(name)} {share:.1%}" for name, share in self.probability.items() if share > 0)
        time = "" if self.duration is None else f", {lasting(self.duration)}"
        return f"{ends or 'no journey begins'}; {self.steps:.3g} steps{time}"

    def __repr__(self) -> str:
        return f"<Outcomes of {self.journey.id!r}: {self}; {MEMORYLESS}>"

    def _repr_html_(self) -> str:
        return self.by_outcome._repr_html_()
