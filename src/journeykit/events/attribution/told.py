"""What an attribution rests on, in sentences: how it was asked, what counts, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from journeykit.events.attribution.resampled import FEWEST
from journeykit.events.microseconds import duration_of

if TYPE_CHECKING:
    from journeykit.events.attribution.asked import Asked
    from journeykit.events.attribution.touches import Touches
    from journeykit.events.attribution.turns import Turns

__all__ = ["about"]

_SHOWN: Final = 6


def about(question: Asked, paths: Touches, found: Turns, *, sampled: int | None) -> tuple[str, ...]:
    """What a reader must know of the figures; `sampled` is the number of orders a Shapley value was drawn from."""
    return (*_rules(question), *_counts(question, paths, found), *_methods(question, found, sampled))


def _rules(question: Asked) -> Iterator[str]:
    names = [repr(each) for each in question.conversions.names]
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    repeats = (
        "every conversion counts, and begins a new path"
        if question.each
        else f"only the first conversion of each {question.unit} counts"
    )
    yield f"a conversion is {' or '.join(names[:_SHOWN])}{more}; {repeats}"
    which = "activity" if question.column == "activity" else question.by
    yield (
        f"a touch is an event with a known {which} that is no conversion; "
        f"a path is the touches of one {question.unit} up to a conversion or to the end"
    )
    if question.window is not None:
        length = duration_of(question.window)
        yield f"touches count for {length} before the conversion, or before the last touch where none follows"


def _counts(question: Asked, paths: Touches, found: Turns) -> Iterator[str]:
    yield (
        f"{_many(found.conversions + found.direct, 'conversion')}; {_many(found.unconverted, 'path')} without one, "
        "whether they are over or not"
    )
    if found.direct:
        yield f"{_many(found.direct, 'conversion')} without a touch before, credited to no channel"
    if paths.found.idle:
        yield f"{_many(paths.found.idle, question.unit)} with neither a touch nor a conversion, left out"
    if paths.found.unnamed:
        yield f"{_many(paths.found.unnamed, 'event')} without a known {question.by}, left out of the paths"
    if paths.found.lonely:
        yield f"{_many(paths.found.lonely, 'event')} without a customer, left out"
    if paths.outside:
        yield f"{_many(paths.outside, 'touch')} outside the window, left out"
    later = paths.found.whole - paths.outside - found.touches
    if later:
        yield f"{_many(later, 'touch')} after the conversion, left out"
    if question.value and found.unvalued == found.conversions + found.direct:
        yield "no conversion has a value, so that none is shared"
    elif found.unvalued:
        yield f"{_many(found.unvalued, 'conversion')} without a value, counted as worth 0"


def _methods(question: Asked, found: Turns, sampled: int | None) -> Iterator[str]:
    if "markov" in question.methods:
        memory = (
            "what follows depends on the last touch alone"
            if question.order == 1
            else f"what follows depends on the last {question.order} touches alone"
        )
        yield f"markov: {memory}; removal effects, which do not sum to 1, are scaled to all conversions with a touch"
    if "shapley" in question.methods and question.worth == "conversions":
        yield "shapley: a coalition is worth the conversions of the paths within it; paths without one do not matter"
    elif "shapley" in question.methods:
        yield "shapley: a coalition is worth the conversion rate of the paths within it, 0 where there are none"
    if sampled is not None:
        yield f"shapley: drawn from {sampled:,} orders of joining (seed {question.seed}); intervals of about 95 %"
    if question.intervals is not None:
        yield _intervals(question, found)
    if "position" in question.methods:
        first, between, last = (f"{100 * each:g}\u00a0%" for each in question.weights)
        yield f"position: {first} to the first touch, {between} to all between, {last} to the last"
    if "time_decay" in question.methods:
        yield f"time_decay: half the weight for every {duration_of(question.half_life)} earlier"


def _intervals(question: Asked, found: Turns) -> str:
    if found.conversions < FEWEST:
        return f"markov: no intervals, as there are fewer than {FEWEST} conversions with a touch"
    return (
        f"markov: intervals of about 95 % of how the conversions are shared, from {question.intervals:,} logs drawn "
        f"from this one, {question.unit} by {question.unit} (seed {question.seed})"
    )


def _many(count: int, what: str) -> str:
    plural = f"{what}es" if what.endswith("ch") else f"{what}s"
    return f"{count:,} {what if count == 1 else plural}"
