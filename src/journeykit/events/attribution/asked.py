"""What an attribution is asked for, checked: every fault at once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from journeykit.errors import EventLogError
from journeykit.events.attribution.converting import Conversions, conversions
from journeykit.events.microseconds import length
from journeykit.model.durations import Duration
from journeykit.near import unknown

if TYPE_CHECKING:
    from journeykit.events.log import EventLog
    from journeykit.model import JourneyMap, Outcome

__all__ = ["METHODS", "Asked", "asked"]

METHODS: Final = ("markov", "shapley", "first", "last", "linear", "position", "time_decay")
_ACTIVITY: Final = ("activity", "touchpoint")
_UNITS: Final = ("case", "customer")
_REPEATED: Final = ("first", "each")
_WORTH: Final = ("conversions", "rate")
_FEWEST_DRAWS: Final = 40  # with fewer, less than one lies beyond each end of an interval of 95 %


@dataclass(frozen=True)
class Asked:
    """A checked question.

    Attributes:
        conversions: which activities convert, and what one is worth where that was given.
        by: what people called the touches' name: `channel`, `activity`, or a column.
        column: the column of `log.events` that names a touch; `activity` for activities.
        unit: `case` or `customer`: whose events make a path.
        methods: in the order asked for.
        value: whether value is shared, too.
        each: whether a path begins anew after a conversion; else it ends with the first.
        window, half_life: microseconds; the window may be None, all.
        weights: of the first touch, of all between, of the last.
        order: how many touches a state of the Markov chain remembers.
        worth: of a coalition: `conversions` or `rate`.
        samples, seed: of a sampled Shapley value; None: as many samples as take seconds.
        intervals: how often the log is drawn anew for the intervals of the Markov chain; None: there are none.
    """

    conversions: Conversions
    by: str
    column: str
    unit: str
    methods: tuple[str, ...]
    value: bool
    each: bool
    window: int | None
    half_life: int
    weights: tuple[float, float, float]
    order: int
    worth: str
    samples: int | None
    seed: int
    intervals: int | None = None


def asked(  # noqa: PLR0917 - the arguments of the verb, in its order
    log: EventLog,
    conversion: str | Iterable[str] | Outcome | Mapping[str, float] | None,
    by: str,
    method: str | Sequence[str],
    value: bool | None,
    repeated: str,
    per: str,
    window: Duration | timedelta | str | None,
    half_life: Duration | timedelta | str,
    weights: Sequence[float],
    order: int,
    worth: str,
    samples: int | None,
    seed: int,
    journey: JourneyMap | None,
    intervals: int | None = None,
) -> Asked:
    """The question, checked against the log. Raises EventLogError with all that is wrong with it.

    >>> from journeykit.events.log import EventLog
    >>> log = EventLog([{"case": who, "activity": "pay", "timestamp": "2026-05-04 10:00Z"} for who in "ab"])
    >>> asked(log, "buy", "channel", "marcov", None, "first", "case", None, "0 days", (.4, .2, .3), 1,
    ...       "rate", 9, 0, None)
    Traceback (most recent call last):
    journeykit.errors.EventLogError: 5 faults in the event log
    - conversion: unknown activity 'buy': there is 'pay'
    - by='channel': the log has no channel: say which column it is with EventLog(…, channel='…'), or by='activity'
    - unknown method 'marcov': did you mean 'markov'?
    - half_life is a length of time above 0, like '7 days', not '0 days'
    - weights are of the first touch, of all between and of the last, and sum to 1: (0.4, 0.2, 0.3) sums to 0.9
    """
    faults: list[str] = []
    found = conversions(log, conversion, journey, faults)
    column = _column(log, by, faults)
    named = _methods(method, faults)
    for what, one, known in (("repeated", repeated, _REPEATED), ("per", per, _UNITS), ("worth", worth, _WORTH)):
        if one not in known:
            faults.append(f"{what} is {' or '.join(map(repr, known))}, not {one!r}")
    if per == "customer" and "customer" not in log.roles:
        faults.append("per='customer': the log has no customer: say which column it is with EventLog(…, customer='…')")
    valued = _valued(log, found, value, faults)
    back = None if window is None else _length(window, "window", "30 days", faults)
    half = _length(half_life, "half_life", "7 days", faults)
    shares = _weights(weights, faults)
    for what, number in (("order", order), ("samples", 1 if samples is None else samples), ("seed", seed)):
        least = 0 if what == "seed" else 1
        if not isinstance(number, int) or isinstance(number, bool) or number < least:
            faults.append(f"{what} is a whole number of at least {least}, not {number!r}")
    _check_intervals(intervals, named, faults)
    if faults:
        raise EventLogError(faults)
    each_counts = repeated == "each"
    return Asked(
        found, by, column, per, named, valued, each_counts, back, half, shares, order, worth, samples, seed, intervals
    )


def _methods(method: str | Sequence[str], faults: list[str]) -> tuple[str, ...]:
    named = METHODS if method == "all" else (method,) if isinstance(method, str) else tuple(dict.fromkeys(method))
    faults += [unknown("method", each, (*METHODS, "all")) for each in named if each not in METHODS]
    if not named:
        faults.append(f"method is one or several of {', '.join(map(repr, METHODS))}, or 'all'")
    return named


def _check_intervals(intervals: int | None, methods: Sequence[str], faults: list[str]) -> None:
    if intervals is None:
        return
    if not isinstance(intervals, int) or isinstance(intervals, bool) or intervals < _FEWEST_DRAWS:
        faults.append(
            f"intervals is how often the log is drawn anew, a whole number of at least {_FEWEST_DRAWS}, like 200, "
            f"not {intervals!r}"
        )
    elif "markov" not in methods:
        faults.append("intervals are those of the Markov chain: ask for method='markov', too, or leave them out")


def _valued(log: EventLog, found: Conversions, value: Any, faults: list[str]) -> bool:
    """Whether value is shared, too."""
    if value is not None and not isinstance(value, bool):  # the name of a column would be taken for "yes"
        faults.append(
            f"value is True or False, whether value is shared, not {value!r}: the log says which column it is, with "
            "EventLog(…, value='…')"
        )
        return False
    there = "value" in log.roles or found.worth is not None
    if value and not there:
        faults.append(
            "value=True: the log has no value: say which column it is with EventLog(…, value='…'), or what a "
            "conversion is worth with conversion={'…': 10}"
        )
    return there if value is None else value


def _column(log: EventLog, by: str, faults: list[str]) -> str:
    if by in _ACTIVITY:
        return "activity"
    if by == "channel" and "channel" not in log.roles and "channel" not in log.attributes:
        faults.append(
            "by='channel': the log has no channel: say which column it is with EventLog(…, channel='…'), "
            "or by='activity'"
        )
        return "activity"
    try:
        return log.column(by.removeprefix("@"))
    except EventLogError as error:
        faults.extend(f"by={by!r}: {fault}" for fault in error.faults)
        return "activity"


def _length(given: Duration | timedelta | str, what: str, like: str, faults: list[str]) -> int:
    """A length of time in microseconds, above 0."""
    try:
        found = length(Duration.parse(given))
    except ValueError:
        found = 0
    if found <= 0:
        faults.append(f"{what} is a length of time above 0, like {like!r}, not {str(given)!r}")
    return found


def _weights(given: Any, faults: list[str]) -> tuple[float, float, float]:
    said = "weights are of the first touch, of all between and of the last, and sum to 1"
    try:
        first, between, last = map(float, given)
    except (TypeError, ValueError):
        faults.append(f"{said}, like (0.4, 0.2, 0.4), not {given!r}")
        return (0.4, 0.2, 0.4)
    shares = (first, between, last)
    if not all(math.isfinite(each) and each >= 0 for each in shares):
        faults.append(f"{said}, none below 0: not {shares}")
    elif abs(sum(shares) - 1) > 1e-9:
        faults.append(f"{said}: {shares} sums to {sum(shares):g}")
    return shares
