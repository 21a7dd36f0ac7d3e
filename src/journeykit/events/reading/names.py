"""Names of columns as SQL takes them: quoted whatever they hold, and each of them once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from journeykit.errors import EventLogError
from journeykit.events.sql import quoted, text

__all__ = ["ROW", "distinct", "listed", "path_shown", "quoted", "shown", "text"]

ROW: Final = "jk_row"
"""The column that the readers add: whole numbers from 0 in the order of the input."""

_MOST_SHOWN = 60
_MOST_OF_A_PATH = 200


def shown(value: object) -> str:
    """A value for a message: on one line, and no longer than a person reads.

    >>> shown("x" * 100) == repr("x" * 59 + "…")
    True
    """
    plain = value if isinstance(value, str) else str(value)
    return repr(plain if len(plain) <= _MOST_SHOWN else plain[: _MOST_SHOWN - 1] + "…")


def path_shown(path: str) -> str:
    """A path for a message; of a very long one the end, which tells it from others.

    >>> path_shown("visits/" * 100 + "may.csv")[-15:]
    "visits/may.csv'"
    """
    return repr(path if len(path) <= _MOST_OF_A_PATH else "…" + path[1 - _MOST_OF_A_PATH :])


def distinct(names: Iterable[object]) -> tuple[list[str], list[str]]:
    """Names that differ even where capitals do not count, and a sentence on each that had to change.

    Raises EventLogError where one is the readers' own.

    >>> distinct(["id", "ID", "", 7])
    (['id', 'ID_1', 'column3', '7'], ["column 2 is the second with the name 'ID': it is read as 'ID_1'"])
    """
    given = [str(each) for each in names]
    taken = {each.lower() for each in given}
    if ROW in taken:
        raise EventLogError(f"the data has a column {ROW!r}, which journeykit adds itself: rename or drop it")
    seen: set[str] = set()
    found, notes = [], []
    for place, name in enumerate(given, 1):
        wanted = name or _free(f"column{place}", taken - {""})
        if wanted.lower() in seen:
            wanted = _free(wanted, taken | seen)
            notes.append(f"column {place} is the second with the name {shown(name)}: it is read as {shown(wanted)}")
        seen.add(wanted.lower())
        found.append(wanted)
    return found, notes


def _free(name: str, taken: set[str]) -> str:
    """The name, or with a number behind it the first that nobody has."""
    number, wanted = 0, name
    while wanted.lower() in taken:
        number += 1
        wanted = f"{name}_{number}"
    return wanted


def listed(values: Sequence[str], most: int = 5) -> str:
    """The first few of many, for a message.

    >>> listed(["a", "b", "c"], 2)
    "'a', 'b' and 1 more"
    """
    more = f" and {len(values) - most:,} more" if len(values) > most else ""
    return ", ".join(map(shown, values[:most])) + more
