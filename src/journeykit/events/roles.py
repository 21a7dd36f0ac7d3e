"""Which column of the data says what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, Final

from journeykit.errors import EventLogError
from journeykit.near import near, unknown

__all__ = ["ROLES", "chosen"]

ROLES: Final = (
    *("case", "activity", "timestamp", "order", "customer", "channel", "value", "score", "lifecycle", "status"),
)
_NEEDED: Final = ("case", "activity", "timestamp")
_USUAL: Final[Mapping[str, Sequence[str]]] = MappingProxyType(
    {  # the usual names, the surest first; spaces, points, colons and underscores are alike
        "case": (
            *("case", "case_id", "caseid", "case_concept_name", "trace", "trace_id", "journey", "journey_id"),
            *("session_id", "order_id", "application_id", "ticket_id", "visit_id", "visitor_id"),
            *("customer_id", "customerid", "client_id", "user_id", "userid", "person_id", "customer", "user"),
        ),
        "activity": ("activity", "concept_name", "event", "event_name", "action", "touchpoint", "step", "page"),
        "timestamp": ("timestamp", "time_timestamp", "time", "datetime", "event_time", "ts", "date", "start_time"),
        "customer": ("customer", "customer_id", "customerid", "user_id", "userid", "person_id", "client_id"),
        "channel": ("channel",),
        "value": ("value", "revenue", "amount"),
        "score": ("score", "rating"),
        "lifecycle": ("lifecycle", "lifecycle_transition"),
    }
)


def chosen(columns: Sequence[str], given: Mapping[str, Any]) -> tuple[dict[str, str], tuple[str, ...]]:
    """The column of each role, and sentences that say which were guessed.

    Raises EventLogError with all that is wrong: names that are no columns, and what is needed and has none.

    >>> chosen(["Order ID", "activity", "timestamp", "customer_id", "rating"], {"case": "Order ID"})[0]
    {'case': 'Order ID', 'activity': 'activity', 'timestamp': 'timestamp', 'customer': 'customer_id', 'score': 'rating'}
    >>> chosen(["id", "what", "when"], {"case": "idd", "activity": "what"})
    Traceback (most recent call last):
    journeykit.errors.EventLogError: 2 faults in the event log
    - case: unknown column 'idd': did you mean 'id'?
    - timestamp: no column has a usual name, so say which it is: timestamp='…'; there are 'id', 'what', 'when'
    """
    faults: list[str] = []
    named: dict[str, Any] = {role: column for role, column in given.items() if column is not None}
    for role, column in named.items():
        if not isinstance(column, str):
            faults.append(f"{role}: give the name of a column, not {type(column).__name__}")
        elif column not in columns:
            faults.append(f"{role}: {unknown('column', column, columns)}")
    faults += _twice(named)
    guessed = _guessed([each for each in columns if each not in named.values()], set(named))
    faults += [
        f"{role}: no column has a usual name, so say which it is: {role}='…'{_hint(role, columns)}"
        for role in _NEEDED
        if role not in named and role not in guessed
    ]
    if faults:
        raise EventLogError(faults)
    found = named | guessed
    said = [f"{role} = {column!r}" for role, column in guessed.items()]
    note = (f"columns taken by their usual names: {', '.join(said)}",) if said else ()
    return {role: found[role] for role in ROLES if role in found}, note


def _twice(named: Mapping[str, Any]) -> list[str]:
    """The faults of columns that two of case, activity and time are to be: a case would be one activity."""
    needed = [(role, named[role]) for role in _NEEDED if role in named]
    return [
        f"{role}: column {column!r} is the {other}, too: they are different columns"
        for place, (role, column) in enumerate(needed)
        for other, taken in needed[:place]
        if column == taken
    ]


def _guessed(free: Iterable[str], known: set[str]) -> dict[str, str]:
    """What the names of the columns that are left say, each column once."""
    left = {_plain(each): each for each in reversed(list(free))}
    found = {}
    for role, names in _USUAL.items():
        if role in known:
            continue
        name = next((each for each in names if each in left), None)
        if name is not None:
            found[role] = left.pop(name)
    return found


def _hint(role: str, columns: Sequence[str]) -> str:
    close = near(role, columns)
    if close is not None:
        return f" (perhaps {close!r})"
    some = ", ".join(map(repr, columns[:12]))
    return f"; there are {some}{f' and {len(columns) - 12} more' if len(columns) > 12 else ''}"


def _plain(name: str) -> str:
    plain = "".join(each if each.isalnum() else "_" for each in name.strip().lower())
    return "_".join(part for part in plain.split("_") if part)
