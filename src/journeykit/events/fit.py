"""Fitting a map to an event log: the numbers that customers' moves give it."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite
from typing import TYPE_CHECKING, Any, get_args

from journeykit.errors import EventLogError, UnknownName
from journeykit.events.fitting.gather import Asked, Statistic, gathered
from journeykit.events.fitting.group import grouped
from journeykit.events.fitting.report import FitReport, reported
from journeykit.events.fitting.saying import kept_emotions, left_out, log_evidence, period, said
from journeykit.events.fitting.scoring import checked_scale
from journeykit.events.fitting.shares import OTHER_END, Manner
from journeykit.events.fitting.untold import eventless
from journeykit.events.fitting.writing import Source
from journeykit.events.given import check_given
from journeykit.events.matched import matched
from journeykit.events.observed.horizon import closed_before
from journeykit.events.observed.horizon import said as over_when

if TYPE_CHECKING:
    from journeykit.events.log import EventLog
    from journeykit.events.personas import PersonasInData
    from journeykit.model import JourneyMap

__all__ = ["fit", "fit_report"]


def fit(
    journey: JourneyMap,
    log: EventLog,
    *,
    horizon: Any = None,
    until: Any = None,
    smoothing: float = 0.0,
    prior: float = 0.0,
    statistic: Statistic = "median",
    score_scale: tuple[float, float] | None = None,
    personas: bool = False,
) -> JourneyMap:
    """The map with the numbers that a log gives it.

    A new map, with a `count` on steps and transitions, probabilities, drop-off, times, weights of entries, and emotions
    from scores; an Evidence of kind `analytics` names the log, its cases and its period. What the log does not show
    stays as it is. `fit_report` takes the same and also says what the numbers rest on.

    - **Shares.** The visits of a step that count, its `count`, are its departures along the map plus the closed cases
      that end there. Moves off the map are left out. A probability is (count + prior) / (visits + priors). From one
      activity of a step to another the step goes on: that is one visit, and no move.
    - **Ends.** A closed case that ends at a step counts as an outcome if the step leads to one outcome only, and no
      event names that one, or to one that `discover` tagged "every other end"; else as drop-off. An outcome is reached
      where one of its events follows the step, and the journey is over then: what the case does after it is left out,
      and counted.
    - **Times.** An event says when a step begins. A wait lasts until the next step begins. Another step keeps the
      duration that it states, cut to the shortest of those times; what is left is the transition's `after`.
    - **Emotions.** A straight line from the worst score, -2, to the best, +2; of the mean score at each step.

    Args:
        journey: the map.
        log: the event log; `matched` says how its activities are steps of the map.
        horizon: how long a silence at the end of the log means that a case has ended, like "30 days"; 0: all have.
            Without it nobody is known to have dropped off: cases that end on the way are left out, and drop-off stays
            as stated.
        until: up to when the log was watched; its last event if not said.
        smoothing: observations that each move is given beside those seen, .5 or 1 for small logs; they are written as
            the transition's `prior`, which counts beside one that the map states.
        prior: what the shares that the map states are worth, in observations for each step.
        statistic: of times: "median", or "mean", which simulations take.
        score_scale: the worst and the best score, like (1, 5). Without it emotions stay as they are.
        personas: fit each persona's own moves, emotions and share, by the `when` rules of the map's customers.

    Raises EventLogError where no activity is a step, for an activity that is two steps, scores off their scale, columns
    that a persona's rule does not find, a horizon that is none; UnknownName and ValueError for other arguments that
    make no sense.

    >>> import journeykit as jk
    >>> shop = jk.JourneyMap(stages=[jk.Stage("buy", ["basket", "pay"])],
    ...                      outcomes=[jk.Outcome("bought", result="success")])
    >>> log = jk.EventLog([{"case": case, "activity": what, "timestamp": f"2026-05-04T1{hour}:00Z"}
    ...                    for case, steps in enumerate((["basket", "pay"], ["basket"], ["basket", "pay"], ["basket"]))
    ...                    for hour, what in enumerate(steps)])
    >>> fitted = jk.fit(shop, log, horizon=0)
    >>> [(move.source, move.target, move.count, move.probability) for move in fitted.transitions]
    [('basket', 'pay', 2, 0.5), ('pay', 'bought', 2, 1.0)]
    >>> fitted.step("basket").drop_off, fitted.evidence[0].n
    (0.5, 4)
    """
    return fit_report(
        journey,
        log,
        horizon=horizon,
        until=until,
        smoothing=smoothing,
        prior=prior,
        statistic=statistic,
        score_scale=score_scale,
        personas=personas,
    ).map


def fit_report(
    journey: JourneyMap,
    log: EventLog,
    *,
    horizon: Any = None,
    until: Any = None,
    smoothing: float = 0.0,
    prior: float = 0.0,
    statistic: Statistic = "median",
    score_scale: tuple[float, float] | None = None,
    personas: bool = False,
) -> FitReport:
    """What `fit` gives, as `.map`, with the counts behind it, what was left out, and what did not match.

    Arguments and errors are those of `fit`.

    >>> import journeykit as jk
    >>> shop = jk.JourneyMap(stages=[jk.Stage("buy", ["basket", "pay"])])
    >>> log = jk.EventLog([{"case": case, "activity": what, "timestamp": f"2026-05-04T10:0{minute}Z"}
    ...                    for case in "ab" for minute, what in enumerate(["basket", "pay", "basket"])])
    >>> found = jk.fit_report(shop, log)
    >>> [(move.source, move.target, move.count) for move in found.off_map], found.off_share
    ([('pay', 'basket', 2)], 0.5)
    """
    return report_of(
        journey,
        log,
        horizon=horizon,
        until=until,
        smoothing=smoothing,
        prior=prior,
        statistic=statistic,
        score_scale=score_scale,
        personas=personas,
    )


def report_of(
    journey: JourneyMap,
    log: EventLog,
    *,
    horizon: Any,
    until: Any,
    statistic: Statistic,
    score_scale: tuple[float, float] | None,
    smoothing: float = 0.0,
    prior: float = 0.0,
    personas: bool = False,
) -> FitReport:
    """What `fit_report` gives, for those who have checked less."""
    check_given("fit", journey=journey, log=log)
    for name, number in (("smoothing", smoothing), ("prior", prior)):
        if isinstance(number, bool) or not isinstance(number, int | float) or not (isfinite(number) and number >= 0):
            raise ValueError(f"{name} is a number of observations of at least 0, not {number!r}")
    if statistic not in get_args(Statistic):
        raise UnknownName("statistic", statistic, get_args(Statistic))
    scale = None if score_scale is None else checked_scale(score_scale)
    if scale is not None and "score" not in log.roles:
        raise EventLogError("score_scale: the log has no scores: say which column holds them, EventLog(…, score=…)")
    over = closed_before(log, horizon, until)
    if not log.names:
        raise EventLogError("the log has no events to fit the map to")
    match = matched(journey, log.names)
    people = _people(journey, log) if personas else None
    unseen = eventless(journey, match)
    manner = Manner(
        over is not None,
        float(smoothing),
        float(prior),
        frozenset(each.id for each in journey.outcomes),
        unseen,
        frozenset(each.id for each in journey.outcomes if each.id in unseen and OTHER_END in each.tags),
    )
    pairs = {(move.source, move.target) for move in journey.transitions}
    asked = Asked(match.step_of, pairs, over, statistic, scale, outcomes=match.outcomes)
    if people is None:
        groups = [grouped(journey, None, gathered(log, asked)[0], manner)]
    else:
        parts = gathered(log, replace(asked, who=people.assigned, groups=len(people.personas)))
        cast = [journey.persona(each) for each in people.personas]
        groups = [grouped(journey, each, seen, manner) for each, seen in zip(cast, parts, strict=True)]
    others = (*(people.notes if people else ()), *([over_when(log, horizon, until)] if over is not None else []))
    others = (*others, *(left_out(groups[0].seen.after) if groups else ()))
    notes = said(journey, groups, manner, match, (*others, *log.notes))
    notes = (*notes, *((kept_emotions(journey)) if scale is not None and people is None else ()))
    if scale is None and "score" in log.roles:
        notes = (*notes, "emotions stay as they are: say what scores mean with score_scale=(worst, best)")
    source = Source(log_evidence(journey, log, groups, manner, statistic), period(log), scale, float(smoothing))
    return reported(journey, groups, match, source, manner=manner, personas=people, notes=notes)


def _people(journey: JourneyMap, log: EventLog) -> PersonasInData:
    """The personas of the cases. Raises ValueError where they do not differ."""
    if journey.cast == "together":
        raise ValueError("personas=True: those of this map take part together (cast='together'), in one journey")
    from journeykit.events.personas import persona_of

    return persona_of(log, journey)
