"""What a census says of a log: faults that keep it from being read, and what is read all the same and said."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

from journeykit.errors import EventLogError, EventLogWarning
from journeykit.events.microseconds import DAY, day_of
from journeykit.events.prepared import INSTANT
from journeykit.events.time_formats import UNITS
from journeykit.events.time_guess import suggested
from journeykit.events.written_numbers import hint

if TYPE_CHECKING:
    from journeykit.events.census import Census

__all__ = ["checked"]

_YEAR: Final = 365 * DAY
_FAR: Final = 47_482 * DAY
"""The year 2100, in microseconds since 1970."""
_LONG_AGO: Final = -25_202 * DAY - 1
"""The last moment of 1900."""


def checked(
    census: Census,
    roles: Mapping[str, str],
    *,
    leave_out: bool,
    timezone: str | None,
    time_format: str | None = None,
    comma: bool = False,
    examples: Callable[[str], tuple[str, str]],
) -> tuple[str, ...]:
    """Sentences that a reader must know; what is likely a mistake is a warning, too.

    Raises EventLogError with all faults where events lack what they need and `leave_out` is not asked for.
    """
    if not sum(census.offsets.values()):
        raise EventLogError("the log is empty: there is no event in it")
    lacking = list(_lacking(census, roles, time_format, examples))
    if lacking and not leave_out:
        mend = "mend them, or leave them out with missing='leave out'"
        raise EventLogError([f"{each}: {mend}" for each in lacking])
    if not census.activities:
        raise EventLogError(f"no event has an activity: column {roles['activity']!r} is empty")
    said = [f"left out: {each}" for each in lacking]
    loud = [*_unread(census, roles, examples, comma=comma), *_loud(census, timezone, time_format)]
    for each in (*said, *loud):
        warnings.warn(each, EventLogWarning, stacklevel=4)
    return (*said, *loud)


def _lacking(
    census: Census, roles: Mapping[str, str], form: str | None, examples: Callable[[str], tuple[str, str]]
) -> Iterator[str]:
    if census.no_case:
        yield f"{_events(census.no_case)} no case (column {roles['case']!r} is empty there)"
    if census.no_activity:
        yield f"{_events(census.no_activity)} no activity (column {roles['activity']!r} is empty there)"
    far = census.unread.get(INSTANT, 0)
    if far:
        one, _ = examples(INSTANT)
        yield (
            f"{_events(far)} in column {roles['timestamp']!r} what is no time, like {_short(one)}, "
            "where years are 1 to 9999"
        )
    unread = census.unread.get("time", 0)
    if unread:
        one, other = examples("time")
        how = suggested(one, other, form=form)
        wrong = "is no time" if form is None else f"does not fit time_format={form!r}"
        iso = ", where 2026-05-04 10:30 would be one" if form is None else ""
        yield (
            f"{_events(unread)} in column {roles['timestamp']!r} what {wrong}, like {_short(one)}{iso}"
            f"{f'; {how}' if how else ''}"
        )
    if census.no_time > unread + far:
        yield f"{_events(census.no_time - unread - far)} no time (column {roles['timestamp']!r} is empty there)"


def _unread(
    census: Census, roles: Mapping[str, str], examples: Callable[[str], tuple[str, str]], *, comma: bool
) -> Iterator[str]:
    for role, count in census.unread.items():
        if role not in ("time", INSTANT) and count:
            one, other = examples(role)
            hints = {each: hint(each, comma=comma) for each in (one, other)}
            told = one if hints[one] else other if hints[other] else one
            how = f" ({hints[told]})" if hints[told] else ""
            yield (
                f"{_events(count)} in column {roles[role]!r} what is no number, like {_short(told)}{how}: "
                f"there is no {role} there"
            )


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _loud(census: Census, timezone: str | None, form: str | None) -> Iterator[str]:
    naive = census.offsets.get("", 0) - census.no_time
    offsets = sorted(each for each in census.offsets if each)
    if naive > 0 and timezone is None:
        times = "1 time has no zone and is" if naive == 1 else f"{naive:,} times have no zone and are"
        yield f"{times} read as UTC: say the zone, with timezone='Europe/Berlin' or 'UTC'"
    if len(offsets) > 1:
        more = f" and {len(offsets) - 4} more" if len(offsets) > 4 else ""
        counted = ", ".join(f"{each} ({census.offsets[each]:,})" for each in offsets[:4])
        yield f"times are written with several offsets, {counted}{more}: all are moved to UTC"
    if form in UNITS and census.start >= 0 and census.end < _YEAR:
        yield f"all times lie in 1970: are they {form} since then, as time_format={form!r} says?"
    if sum(census.offsets.values()) > census.no_time:
        yield from _placeholders(census.start, census.end)
    if not census.several:
        yield "there is one case only: is case= the right column?"


def _placeholders(start: int, end: int) -> Iterator[str]:
    """Doubts about times that programs write where none is known; there is none where all times are so far."""
    if start < _FAR <= end:
        yield (
            f"times reach to {day_of(end)}, and so does the end of the log, by which a horizon takes all other cases "
            "for over: is that a placeholder? filter(until=…) leaves it out"
        )
    if start <= _LONG_AGO < end or (start == 0 and end >= _YEAR):
        yield f"times begin on {day_of(start)}: is that a placeholder? filter(since=…) leaves it out"


def _events(count: int) -> str:
    return f"{count:,} event has" if count == 1 else f"{count:,} events have"
