"""Whether the chances that a map states hold for customers on whom it does not rest."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, TypeAlias

import narwhals as nw

from journeykit.analysis.goals import goal_of
from journeykit.analysis.rows import Rows
from journeykit.errors import EventLogError
from journeykit.events.given import check_given
from journeykit.events.microseconds import day_of, micros, moment
from journeykit.events.underway.calibration import Calibration, ChanceBin, StepChance, binned, by_step
from journeykit.events.underway.held_back import HeldBack, held_back
from journeykit.events.underway.placed import placed
from journeykit.events.underway.prospects import prospects
from journeykit.events.underway.scores import Group, equal_counts, scored
from journeykit.metrics.intervals import z
from journeykit.model import JourneyMap

if TYPE_CHECKING:
    from datetime import datetime

    from journeykit.analysis.goals import Goal
    from journeykit.events.log import EventLog
    from journeykit.model import Persona

__all__ = ["Calibration", "calibration"]

Fitter: TypeAlias = "Callable[[EventLog], JourneyMap]"


def calibration(
    journey: JourneyMap | Fitter,
    log: EventLog,
    *,
    split: float | str | datetime | None = None,
    latest: str | datetime | None = None,
    horizon: Any = None,
    goal: Goal = None,
    persona: Persona | str | None = None,
    bins: int = 10,
    level: float = 0.95,
) -> Calibration:
    """Hold the chance of the goal that a map states at each step against what became of customers who were there.

    Each visit of a case to a step, before its end, is one prediction: the probability to reach the goal from that step,
    as `locate` says it. As it depends on the step alone, counts by step are enough, and the scores exact.

    - Brier score: the mean of (p - o)² (Brier, Monthly Weather Review 78, 1950). Its skill compares it with the base
      rate of these same predictions, a hard opponent, who knows the result. It falls into reliability - resolution +
      uncertainty (Murphy, Journal of Applied Meteorology 12, 1973).
    - Bins of about equal counts; predictions of one probability stay together. In the diagram a right map lies on the
      diagonal within its intervals (Bröcker & Smith, Weather and Forecasting 22, 2007), which count a case once.
    - Over is a case that came to an outcome, or to a step after which nothing can be seen, or that was silent for
      `horizon`; all others are open, and left out. So without a horizon nobody has left, and the figures are of those
      alone who came to an end: the result warns of it wherever it is printed. Those who began late and are over were
      quick: see `latest`.

    Args:
        journey: a map, held as it is against the cases; or a function that makes one of the earlier part of the log,
            like `lambda earlier: jk.fit(my_map, earlier, horizon="30 days")`.
        log: the event log.
        split: cases that began earlier are for the function, the others are held back: a share of all cases in order of
            their beginning, or a moment. A function without one gets the first half; with a map and none all are tried.
        latest: cases that began then or later are left out: they had too little time to end.
        horizon: how long nothing must happen for a case to be over, like "30 days"; 0: all are. Without it only those
            are that came to an outcome.
        goal: what counts as success; without it what the map says.
        persona: whose chances the map is asked for; filter the log to their cases.
        bins: how many bins, at least 1.
        level: the probability that intervals are meant to have.

    Raises EventLogError where no case is left or none is over, ValueError for a goal that is none and numbers off their
    range, UnknownName, TrapError.

    >>> import journeykit as jk
    >>> shop = jk.JourneyMap(stages=[jk.Stage("buy", [jk.Touchpoint("basket", drop_off=.4), "pay"])],
    ...                      outcomes=[jk.Outcome("bought", result="success")])
    >>> found = calibration(shop, jk.EventLog(jk.simulate(shop, 1000, seed=1)), horizon=0)
    >>> [(each.step, each.predicted, round(each.observed, 2), each.n) for each in found.by_step]
    [('basket', 0.6, 0.59, 1000), ('pay', 1.0, 1.0, 589)]
    >>> round(found.brier, 2), round(found.skill, 2)
    (0.15, 0.21)
    """
    if isinstance(bins, bool) or not isinstance(bins, int) or bins < 1:
        raise ValueError(f"bins: a whole number of at least 1, not {bins!r}")
    if not 0 < level < 1:
        raise ValueError(f"the level of an interval lies between 0 and 1, like .95: {level!r}")
    made, since = _made(journey, log, split)
    goals = goal_of(made, goal)
    table = {step: row.goal for step, row in prospects(made, persona, goal).items() if row.goal is not None}
    found = placed(log, made, persona)
    last = None if latest is None else moment(latest, "latest", log.zone)
    closed = None if horizon is None else found.now - micros(horizon, "horizon")
    held = held_back(found, table, goals, closed=closed, since=since, latest=last)
    groups = held.steps()
    if not groups:
        raise EventLogError(_nothing(held, horizon))
    parts = equal_counts(groups, bins)
    places = found.places
    counted = held.by({places[each.name]: place for place, part in enumerate(parts) for each in part})
    scores = scored(groups)
    error = held.error(scores.base) if scores.skill is not None else None
    half = None if error is None else z(level) * error / scores.brier_base
    which = _which(since, last, fitted=not isinstance(journey, JourneyMap))
    kept = _kept(held, horizon)
    about = tuple(_about(held, groups, which, kept if horizon is None else None))
    return Calibration(
        journey=made,
        goal=tuple(sorted(goals)),
        scores=scores,
        skill_low=None if half is None or scores.skill is None else scores.skill - half,
        skill_high=None if half is None or scores.skill is None else scores.skill + half,
        cases=held.cases,
        open=held.open,
        kept=kept,
        bins=Rows(ChanceBin, binned(groups, counted, level, bins), about),
        by_step=Rows(StepChance, by_step(made, groups, level), about),
        about=about,
    )


def _made(journey: JourneyMap | Fitter, log: EventLog, split: Any) -> tuple[JourneyMap, int | None]:
    """The map, and the moment from which cases are held back, in microseconds; None for all."""
    if not isinstance(journey, JourneyMap) and not callable(journey):
        raise TypeError(f"give a JourneyMap, or a function that makes one of a log, not {type(journey).__name__}")
    check_given("calibration", log=log)
    if split is None and isinstance(journey, JourneyMap):
        return journey, None
    since = _moment(log, 0.5 if split is None else split)
    if isinstance(journey, JourneyMap):
        return journey, since
    earlier = log.cases().filter(nw.col("start") < since).select("case")
    events = log.events.join(earlier, on="case", how="semi")
    part = log.like(events, f"only cases that began before {day_of(since)}")
    if not part.census.events:
        raise EventLogError(f"no case began before {day_of(since)}: there is nothing to fit to; split later")
    return journey(part), since


def _moment(log: EventLog, split: Any) -> int:
    if isinstance(split, bool) or not isinstance(split, int | float):
        return moment(split, "split", log.zone)
    if not 0 < split < 1:
        raise ValueError(f"split: a share of the cases between 0 and 1, like .5, or a moment: {split!r}")
    ((_, found),) = log.engine.quantiles(log.cases(), [], "start", (float(split),))
    return round(float(found))


def _nothing(held: HeldBack, horizon: Any) -> str:
    if not held.open:
        return "no held-back case comes to a step of the map before its end: there is nothing to compare"
    hint = "; say how long a silence means that a case is over, horizon='30 days'" if horizon is None else ""
    return f"none of the {held.open} held-back cases is over{hint}"


def _kept(held: HeldBack, horizon: Any) -> str:
    """Which cases the figures are of, and what that does to them."""
    whole = held.cases + held.open
    if not held.open:
        return f"kept are all {whole:,} cases: each of them is over"
    cases = f"the {held.cases:,} of {whole:,} cases that"
    if horizon is not None:
        return f"kept are {cases} are over; the other {held.open:,} are still open"
    return (
        f"beware: kept are only {cases} came to an end in the log. Whoever left without one is among the other "
        f"{held.open:,}, which are left out: more of the kept reach an outcome than of all, so that a right map looks "
        "too low, and one that knows of no drop-off too good. Say how long a silence means that a case is over, with "
        "horizon='30 days'"
    )


def _about(held: HeldBack, groups: list[Group], which: str, beware: str | None) -> Iterator[str]:
    """What must be known of the figures."""
    never = [
        each.name for each in groups if each.predicted <= 0 < each.true or each.predicted >= 1 > each.true / each.n
    ]
    if never:
        yield f"the log loss is infinite: what the map calls impossible happened to customers at {', '.join(never)}"
    yield which
    if held.open:
        yield beware or f"{held.open} of these cases are still open, and left out"
    yield "the chance depends on the step alone, neither on what came before nor on how long a customer has waited"
    if held.found.match.unmatched_activities:
        yield held.found.match.notes[0]


def _which(since: int | None, latest: int | None, *, fitted: bool) -> str:
    """Which cases the map was held against."""
    cases = "all cases" if since is None else f"cases that began from {day_of(since)} on"
    cases += "" if latest is None else f", before {day_of(latest)}"
    return f"held against {cases}" + (", fitted to those before" if fitted else "")
