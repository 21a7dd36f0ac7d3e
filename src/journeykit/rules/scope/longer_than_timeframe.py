"""JK106: journeys take longer than their time frame."""

from __future__ import annotations

from collections.abc import Iterator

from journeykit.model import Duration, JourneyMap
from journeykit.rules.facts import Facts
from journeykit.rules.rule import Hit, rule

__all__ = ["longer_than_timeframe"]

_UNITS = (("years", 365.2425), ("months", 30.436875), ("weeks", 7.0), ("days", 1.0))
_SLACK = 1.1  # a tenth over is a matter of rounding


@rule("JK106", "longer-than-timeframe", severity="warning", profile="research")
def longer_than_timeframe(journey: JourneyMap, facts: Facts) -> Iterator[Hit]:
    """The steps take longer on average than the time frame of the scope.

    Why:
        The durations of the steps and the time frame are both claims, and they contradict each other. Mostly a wait was
        forgotten when the frame was set, or the journey has a loop that nobody counted. The average runs over all ways
        through the map; steps without a duration count nothing, so that the truth is longer still. A tenth more than
        the frame is let pass.

    Source:
        John Kemeny and J. Laurie Snell, "Finite Markov Chains", 1960, chapter 3: the mean time to the end is the sum of
        the visits of each state times its length.

    Bad:
        ```yaml
        scope: {timeframe: 2 months}
        stages:
          - id: wait
            steps:
              - wait: permit
                duration: 14 weeks
        ```

    Good:
        ```yaml
        scope: {timeframe: 4 months}
        stages:
          - id: wait
            steps:
              - wait: permit
                duration: 14 weeks
        ```
    """
    frame = journey.scope.timeframe if journey.scope else None
    visits = facts.visits if frame is not None else None
    if frame is None or visits is None:
        return
    lengths = {step.id: step.duration.seconds for step in journey.steps if step.duration is not None}
    total = sum(visits.get(step, 0.0) * seconds for step, seconds in lengths.items())
    for moves in facts.leaving.values():
        for move in moves:
            after = [each.after.seconds for each in move.transitions if each.after is not None]
            if after:
                total += visits.get(move.source, 0.0) * move.probability * min(after)
    if total > frame.seconds * _SLACK:
        message = f"the steps take {_spoken(total)} on average, and the time frame is {frame}"
        yield Hit("scope.timeframe", message, "set the time frame to what it takes, or look at the longest waits")


def _spoken(seconds: float) -> str:
    """A length in the largest unit of which it has two.

    >>> _spoken(86_400 * 98), _spoken(7_200)
    ('3.2 months', '2 hours')
    """
    days = seconds / 86_400
    for unit, length in _UNITS:
        if days >= 2 * length:
            return f"{days / length:.2g} {unit}"
    return str(Duration(f"{max(1, round(seconds / 3600))} hours"))
