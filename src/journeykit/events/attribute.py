"""Which touch is worth what: conversions shared among the channels, or the activities, that came before them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Literal, TypeAlias

from journeykit.analysis.rows import Rows
from journeykit.events.attribution.asked import asked
from journeykit.events.attribution.credit import Credit, credit_bars, credit_overlay
from journeykit.events.attribution.crediting import credited
from journeykit.events.attribution.told import about
from journeykit.events.attribution.touches import touches
from journeykit.events.attribution.turns import turns
from journeykit.events.given import check_given
from journeykit.events.matched import matched

if TYPE_CHECKING:
    from journeykit.events.attribution.asked import Asked
    from journeykit.events.attribution.crediting import Credits
    from journeykit.events.attribution.touches import Touches
    from journeykit.events.attribution.turns import Turns
    from journeykit.events.log import EventLog
    from journeykit.model import JourneyMap, Outcome
    from journeykit.model.durations import Duration

__all__ = ["attribute"]

Method: TypeAlias = Literal["markov", "shapley", "first", "last", "linear", "position", "time_decay"]


def attribute(
    log: EventLog,
    conversion: str | Iterable[str] | Outcome | Mapping[str, float] | None = None,
    *,
    by: str = "channel",
    method: Method | Literal["all"] | Sequence[Method] = "markov",
    value: bool | None = None,
    repeated: Literal["first", "each"] = "first",
    per: Literal["case", "customer"] = "case",
    window: Duration | timedelta | str | None = None,
    half_life: Duration | timedelta | str = "7 days",
    weights: Sequence[float] = (0.4, 0.2, 0.4),
    order: int = 1,
    worth: Literal["conversions", "rate"] = "conversions",
    samples: int | None = None,
    intervals: int | None = None,
    seed: int = 0,
    map: JourneyMap | None = None,
) -> Rows[Credit]:
    """Share the conversions of a log among the touches that came before them.

    A *touch* is an event with a known channel (or whatever `by` names) that is no conversion. A *path* is the touches
    of one case up to its conversion, or up to its last event where none follows; the events of a case are in the order
    of the log. The channel of the conversion itself does not count, and nothing after the conversion does.

    Methods, each with the definition that is used here:

    - `markov`: removal effects of a chain whose states are the touches, with a start, a conversion and a null state for
      paths that do not convert, scaled to the conversions (Archak, Mirrokni and Muthukrishnan 2010; Anderl, Becker, von
      Wangenheim and Schumann 2016). Exact, by one inverse: nothing is simulated.
    - `shapley`: what a channel adds to a coalition of channels, on average over all orders of joining (Shapley 1953;
      Zhao, Mahboobi and Bagheri 2018). With `worth="conversions"` a coalition is worth the conversions of all paths
      whose channels lie within it: exact for any number of channels, each conversion shared evenly by the distinct
      channels of its path. With `worth="rate"` it is worth their conversion rate, so that paths without a conversion
      count and a channel can have a negative credit: exact up to 20 channels, else drawn, with intervals.
    - `first`, `last`: all to the first, or to the last touch. `linear`: the same to each touch.
    - `position`: `weights` to the first touch, to all between, and to the last; one touch gets all, two share as the
      weights of first and last do.
    - `time_decay`: a touch that is one `half_life` earlier weighs half as much.

    None of them tells causes: a channel that meets those who would have bought anyway gets credit for it.

    Args:
        log: the log.
        conversion: an activity, several, or a mapping from activities to what one is worth; with `map`, also an outcome
            or a step of it, or its id. None: the successes of the map.
        by: "channel", "activity" (or "touchpoint"), or another column, like "@campaign".
        method: one, several, or "all".
        value: whether the value of the conversions is shared, too, True or False; its column is named in the log,
            EventLog(…, value="revenue"). None: where the log has one, or `conversion` says one. By the Markov chain it
            is the removal effect on value: a conversion counts as the mean value of those after the same state. A
            coalition's worth is value, or value for each path.
        repeated: "first": a case converts once, and what follows does not count. "each": each conversion counts and
            begins a new path; what follows the last one is a path that does not convert.
        per: whose events make a path: a "case", or a "customer" where the log has that role.
        window: only touches so long before the conversion count; on a path without one, before its last touch.
        half_life: of time decay.
        weights: of position, summing to 1.
        order: how many touches a state of the chain remembers.
        worth: of a coalition, "conversions" or "rate".
        samples: orders of joining that are drawn for `worth="rate"` with more than 20 channels; None: 2,000, or fewer
            (at least 200) where there are so many different sets of channels that it would take minutes.
        intervals: for the Markov chain, how often the log is drawn anew, case by case or customer by customer (Efron
            1979), like 200; None: no intervals. `low` and `high` are then an interval of about 95 % for how the
            conversions are shared, their number as it is. It costs one more pass over the events, and as many exact
            solutions of the chain as are asked for: seconds for up to hundreds of channels, long beyond.
        seed: of what is drawn.
        map: the map whose outcomes and steps may be named; activities match them as for `jk.fit`.

    Returns:
        Rows, method by method in the order asked for, the largest credit first. A row whose channel is None holds the
        conversions before which there is no touch; with it, each method's conversions sum to all conversions. `.about`
        says what counts, what was left out and how often. `.draw()` shows bars; with a map and `by="activity"`,
        `jk.draw(map, overlay=rows)` shows at each step what it is credited with by the first method, and says below
        the drawing what an outcome is credited with.

    Raises EventLogError, with all that is wrong with what was asked.

    >>> from journeykit import EventLog
    >>> rows = [("ann", "ad", "search"), ("ann", "visit", "email"), ("ann", "buy", None), ("ben", "ad", "search"),
    ...         ("cleo", "visit", "email"), ("cleo", "buy", None)]
    >>> log = EventLog([{"case": who, "activity": what, "channel": where, "timestamp": f"2026-05-04 10:{minute:02}Z"}
    ...                 for minute, (who, what, where) in enumerate(rows)])
    >>> for credit in attribute(log, "buy", method=["markov", "linear"]):
    ...     print(credit.method, credit.channel, round(credit.conversions, 3), credit.removal)
    markov email 1.333 1.0
    markov search 0.667 0.5
    linear email 1.5 None
    linear search 0.5 None
    """
    check_given("attribute", log=log, journey=... if map is None else map)
    question = asked(
        log, conversion, by, method, value, repeated, per, window, half_life, weights, order, worth, samples, seed, map,
        intervals,
    )  # fmt: skip
    paths = touches(log, question)
    found = turns(log, paths)
    made = credited(log, question, paths, found)
    records = [row for method, each in made.items() for row in _rows(question, paths, found, method, each)]
    drawn = max((each.samples or 0 for each in made.values()), default=0)
    said = about(question, paths, found, sampled=drawn or None)
    if map is None or question.column != "activity":
        return Rows(Credit, records, said, credit_bars)
    outcomes = {outcome.id: outcome.label for outcome in map.outcomes}
    laid = partial(credit_overlay, dict(matched(map, log.names).step_of), outcomes)
    return Rows(Credit, records, said, credit_bars, laid)


def _rows(question: Asked, paths: Touches, found: Turns, method: str, made: Credits) -> Iterator[Credit]:
    """The rows of one method, the largest first; what differs by rounding alone is in the order of names."""
    whole = found.conversions + found.direct
    valued = question.value and found.unvalued < whole
    taken = question.conversions.codes if question.column == "activity" else ()
    rows = []
    for code, name in enumerate(paths.found.names):
        if code in taken:
            continue
        conversions, value = made.got.get(code, (0.0, 0.0))
        low, high = made.ends.get(code, (None, None))
        rows.append(
            Credit(
                name,
                method,
                conversions,
                conversions / whole if whole else 0.0,
                value if valued else None,
                low,
                high,
                made.removal.get(code, 0.0) if method == "markov" else None,
            )
        )
    yield from sorted(rows, key=lambda row: (-round(row.conversions, 9), row.channel or ""))
    if found.direct:
        direct = float(found.direct)
        yield Credit(None, method, direct, direct / whole, found.direct_value if valued else None)
