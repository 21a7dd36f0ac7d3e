"""Results on the screen: a table for people, JSON and CSV for programs."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final, TypeVar, cast

from journeykit.analysis.lasting import lasting
from journeykit.errors import UnknownName

if TYPE_CHECKING:
    from journeykit.analysis.rows import Rows

__all__ = [
    "FORMATS",
    "LEVEL_HELP",
    "METHOD_HELP",
    "apart",
    "apart_between",
    "between",
    "check_format",
    "days",
    "points",
    "show",
]

T = TypeVar("T")
FORMATS: Final = ("text", "json", "csv")
METHOD_HELP: Final = "Intervals from counts by 'delta' or 'sampling'; without it by delta on maps of up to 500 steps."
LEVEL_HELP: Final = "The probability that intervals are meant to have."
_SOMETIMES: Final = ("interval", "best in")  # columns that are shown where they say something
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would run


def check_format(name: str) -> None:
    """Raises UnknownName for a format that results have not."""
    if name not in FORMATS:
        raise UnknownName("format", name, FORMATS)


def show(rows: Rows[T], name: str, columns: Mapping[str, Callable[[T], str]], head: Sequence[str] = ()) -> None:
    """Print rows: as text the given columns below some lines, as JSON and CSV all fields with all digits."""
    from journeykit.cli.screen import as_options, say, table, warned, write

    if name == "json":
        records = [{field.name: getattr(row, field.name) for field in fields(cast("Any", row))} for row in rows]
        about = [*map(as_options, rows.about)]
        write(json.dumps({"about": about, "rows": _plain(records)}, ensure_ascii=False, indent=2) + "\n")
        return
    if name == "csv":
        write(_csv(rows))
        return
    for line in head:
        say(line)
    if rows:
        told = {title: [tell(row) for row in rows] for title, tell in columns.items()}
        told = {title: each for title, each in told.items() if any(each) or title not in _SOMETIMES}
        styles = ["bold", *[""] * (len(told) - 1)]
        table([list(told), *map(list, zip(*told.values(), strict=True))], styles)
    for line in map(as_options, rows.about):
        if line not in warned:
            say((f"note: {line}", "dim"))


def _plain(value: Any) -> Any:
    """What JSON can say: not a number is null."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value


def _csv(rows: Rows[Any]) -> str:
    """The rows with their names above; text that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.to_dict())
    for row in rows.rows():
        writer.writerow(_cell(value) for value in row.values())
    return out.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    if isinstance(value, list | tuple):
        return _cell(" ".join("" if each is None else str(each) for each in value))
    return "" if value is None else value


def points(share: float | None) -> str:
    """A share of 0..1 as a percentage, and nothing for None.

    >>> points(0.3456), points(-0.0001), points(None)
    ('34.6 %', '0.0 %', '')
    """
    return "" if share is None else f"{share:.1%}".replace("%", " %").replace("-0.0 %", "0.0 %")


def between(low: float | None, high: float | None, tell: Callable[[float], str]) -> str:
    """An interval, and nothing for none.

    >>> between(.414, .631, points), between(None, None, points)
    ('41.4 % to 63.1 %', '')
    """
    return "" if low is None or high is None else f"{tell(low)} to {tell(high)}"


def days(seconds: float | None) -> str:
    """Seconds as days, hours, minutes or seconds, whichever there is one of; nothing for None.

    >>> days(172_800.0), days(5_400.0), days(50.4), days(None)
    ('2 days', '1.5 h', '50.4 s', '')
    """
    return "" if seconds is None else lasting(seconds)


def apart(difference: float | None) -> str:
    """A difference of shares, in points of a hundred; nothing for None.

    >>> apart(-0.0612), apart(0.0001), apart(None)
    ('-6.1 points', '0.0 points', '')
    """
    return "" if difference is None else f"{_signed(difference)} points"


def apart_between(low: float | None, high: float | None) -> str:
    """The interval of a difference of shares, and nothing for none.

    >>> apart_between(-0.1, 0.021), apart_between(None, None)
    ('-10.0 to +2.1 points', '')
    """
    said = between(low, high, _signed)
    return said and f"{said} points"


def _signed(difference: float) -> str:
    said = f"{100 * difference:+.1f}"
    return said[1:] if float(said) == 0 else said
