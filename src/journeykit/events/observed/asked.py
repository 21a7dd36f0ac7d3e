"""What the verbs of observation are asked for: activities by name, and the events of some of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, TypeAlias

import narwhals as nw

from journeykit.errors import EventLogError, UnknownName

if TYPE_CHECKING:
    from journeykit.events.engines.engine import Frame
    from journeykit.events.log import EventLog

__all__ = ["Activities", "codes", "label", "open_cases", "relevant", "several"]

Activities: TypeAlias = "str | Collection[str]"
"""An activity, or several of which any will do."""


def codes(log: EventLog, asked: Activities) -> tuple[int, ...]:
    """The codes of one activity or of several, sorted. Raises UnknownName, or EventLogError where none is named."""
    wanted = (asked,) if isinstance(asked, str) else tuple(asked)
    if not wanted:
        raise EventLogError("no activity was named: give a name, or several of which any will do")
    places = {name: code for code, name in enumerate(log.names)}
    for name in wanted:
        if name not in places:
            raise UnknownName("activity", name, log.names)
    return tuple(sorted({places[name] for name in wanted}))


def label(asked: Activities) -> str:
    """How results call one activity or several.

    >>> label("pay"), label(["card", "cash"])
    ('pay', 'card or cash')
    """
    return asked if isinstance(asked, str) else " or ".join(asked)


def several(asked: Sequence[Activities], what: str, least: int) -> list[Activities]:
    """A list of levels; a single text would be read as its letters. Raises EventLogError.

    >>> several(["look", "pay"], "levels", 2)
    ['look', 'pay']
    """
    if isinstance(asked, str) or len(asked) < least:
        raise EventLogError(f"{what} are a list of at least {least} activities, not {asked!r}")
    return list(asked)


def relevant(log: EventLog, wanted: Sequence[Sequence[int]]) -> Frame:
    """The events of some activities, computed once: case, activity, time, position."""
    codes = sorted({code for each in wanted for code in each})
    found = log.moves().filter(nw.col("activity").is_in(codes))
    return log.engine.kept(found.select("case", "activity", "time", "position"))


def open_cases(log: EventLog, closed: int) -> Frame:
    """The cases that are still under way: their last event lies after that moment."""
    return log.cases().filter(nw.col("end") > closed).select("case")
