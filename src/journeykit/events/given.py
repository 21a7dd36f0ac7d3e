"""Whether a verb was given a map where it takes a map, and a log where it takes a log."""

from __future__ import annotations

from os import PathLike, fspath
from typing import Any

from journeykit.events.log import EventLog
from journeykit.model import AllOf, AnyOf, Condition, JourneyMap, Not

__all__ = ["check_given", "check_rule"]


def check_given(verb: str, *, journey: Any = ..., log: Any = ...) -> None:
    """Raise TypeError that says what was given instead of a map or a log, and how to make one.

    What is not named is not checked.

    >>> check_given("fit", journey="shop.yaml")
    Traceback (most recent call last):
    TypeError: fit takes a JourneyMap, not the text 'shop.yaml': load the file first, with jk.load('shop.yaml')
    >>> check_given("fit", log="visits.csv")
    Traceback (most recent call last):
    TypeError: fit takes an EventLog, not the text 'visits.csv': read the file first, with jk.EventLog('visits.csv')
    """
    if isinstance(journey, EventLog) and isinstance(log, JourneyMap):
        raise TypeError(f"{verb} was given the map and the log in each other's place: change them round")
    if journey is not ... and not isinstance(journey, JourneyMap):
        raise TypeError(f"{verb} takes a JourneyMap, not {_named(journey)}: {_loading(journey)}")
    if log is not ... and not isinstance(log, EventLog):
        raise TypeError(f"{verb} takes an EventLog, not {_named(log)}: {_reading(log)}")


def check_rule(verb: str, where: Any) -> None:
    """Raise TypeError for what is no rule on data.

    >>> check_rule("filter", "country is DE")
    Traceback (most recent call last):
    TypeError: filter takes a rule as where=, not the text 'country is DE': like jk.Condition('country', 'is', 'DE'), \
or several in jk.AllOf, jk.AnyOf, jk.Not
    """
    if not isinstance(where, Condition | AllOf | AnyOf | Not):
        raise TypeError(
            f"{verb} takes a rule as where=, not {_named(where)}: like jk.Condition('country', 'is', 'DE'), or several "
            "in jk.AllOf, jk.AnyOf, jk.Not"
        )


def _named(given: Any) -> str:
    if isinstance(given, str):
        return f"the text {given if len(given) <= 60 else given[:59] + '…'!r}"
    if isinstance(given, PathLike):
        return f"the path {fspath(given)!r}"
    kind = type(given).__name__
    return f"{'an' if kind[0] in 'AEIOUaeiou' else 'a'} {kind}"


def _file(given: Any) -> str | None:
    """The path, as it is written in a call."""
    return repr(fspath(given)) if isinstance(given, str | PathLike) else None


def _loading(given: Any) -> str:
    file = _file(given)
    return "load one with jk.load(…)" if file is None else f"load the file first, with jk.load({file})"


def _reading(given: Any) -> str:
    file = _file(given)
    return "make one with jk.EventLog(…)" if file is None else f"read the file first, with jk.EventLog({file})"
