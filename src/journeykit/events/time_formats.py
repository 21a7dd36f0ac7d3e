"""How times are written: formats of strptime, made into one pattern that every engine reads alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from journeykit.errors import EventLogError

__all__ = ["COUNTS", "EXCEL", "ISO", "UNITS", "Written", "directives", "written"]

UNITS: Final = {"seconds": 10**9, "milliseconds": 10**6, "microseconds": 10**3, "nanoseconds": 1}
"""Words for Unix times, and how many nanoseconds one is."""
EXCEL: Final = "excel"
COUNTS: Final = (*UNITS, EXCEL)
"""Words for times that are numbers."""

MONTHS: Final = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_DAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_BLANKS: Final = "[ \t\r\n\u00a0\u202f]"  # programs write such spaces before AM and PM

_MEANINGS: Final = {
    "%Y": "year, four digits",
    "%y": "year, two digits: 69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068",
    "%m": "month, 1 to 12",
    "%b": "month by its English name, three letters",
    "%B": "month by its English name",
    "%d": "day of the month",
    "%H": "hour, 0 to 23",
    "%I": "hour, 1 to 12, with %p",
    "%p": "AM or PM",
    "%M": "minute",
    "%S": "second",
    "%f": "fraction of a second; what is finer than a microsecond is cut off",
    "%z": "offset: +02:00, +0200, +02, Z, UTC or GMT",
    "%a": "day of the week by its English name, three letters; not compared with the date",
    "%A": "day of the week by its English name; not compared with the date",
    "%%": "a percent sign",
}
_LOOSE: Final = {
    "%m": "1[0-2]|0?[1-9]",
    "%d": "3[01]|[12][0-9]|0?[1-9]",
    "%H": "2[0-3]|[01]?[0-9]",
    "%I": "1[0-2]|0?[1-9]",
    "%M": "[0-5]?[0-9]",
    "%S": "[0-5]?[0-9]",
    "%f": "[0-9]{1,12}",
}
"""Where something else than digits stands beside it, one digit will do."""
_DIGITS: Final = {
    **{each: text.replace("?", "") for each, text in _LOOSE.items()},
    "%f": "[0-9]{6}",
    "%Y": "[0-9]{4}",
    "%y": "[0-9]{2}",
}
_WORDS: Final = {
    "%b": "|".join(each[:3] for each in MONTHS),
    "%B": "|".join(MONTHS),
    "%p": "[ap][.]?m[.]?",
}
_OFFSET: Final = "(?:(Z|UTC|GMT)|([+-])([01][0-9]|2[0-3])(?::?([0-5][0-9]))?)"
_ZONE: Final = ("utc", "sign", "hours", "minutes")
_UNREAD: Final = {"%a": "|".join(each[:3] for each in _DAYS), "%A": "|".join(_DAYS)}
_NEEDS: Final = {"%I": "%p", "%p": "%I", "%M": "%H", "%S": "%M", "%f": "%S"}
_INSTEAD: Final = {
    "%s": "time_format='seconds'",
    "%Z": "%z, or timezone= where all times are of one zone",
    "%F": "%Y-%m-%d",
    "%T": "%H:%M:%S",
    "%R": "%H:%M",
    "%D": "%m/%d/%y",
    "%e": "%d, which takes one digit, too",
    "%h": "%b",
}


def directives() -> dict[str, str]:
    """What a format may hold, and what each means.

    >>> directives()["%H"]
    'hour, 0 to 23'
    """
    return dict(_MEANINGS)


@dataclass(frozen=True)
class Written:
    """A format that was understood.

    Attributes:
        form: as it was given.
        pattern: what a text must match as a whole; only what DuckDB, Polars and Spark read alike.
        parts: what each group of the pattern holds: directives, and for %z "utc", or its "sign", "hours" and "minutes".
    """

    form: str
    pattern: str
    parts: tuple[str, ...]


ISO: Final = Written(
    "2026-05-04 10:30:00+02:00",
    f"^{_BLANKS}*([0-9]{{4}})-({_DIGITS['%m']})-({_DIGITS['%d']})(?:[ T]({_DIGITS['%H']}):({_DIGITS['%M']})"
    f"(?::({_DIGITS['%S']})(?:[.,]([0-9]+))?)?{_BLANKS}?(?:(Z|z|UTC)|([+-])([01][0-9]|2[0-3])(?::?([0-5][0-9]))?)?)?"
    f"{_BLANKS}*$",
    ("%Y", "%m", "%d", "%H", "%M", "%S", "%f", *_ZONE),
)
"""What is read where nobody says a format."""


def written(form: str) -> Written:
    """The pattern of a format, which is no word of `COUNTS`.

    Raises EventLogError with all that is wrong with it.

    >>> found = written("%d.%m.%Y")
    >>> re.fullmatch(found.pattern, " 4.05.2026").groups(), found.parts
    (('4', '05', '2026'), ('%d', '%m', '%Y'))
    >>> written("%d.%m.%s")
    Traceback (most recent call last):
        ...
    journeykit.errors.EventLogError: 2 faults in the event log
    - time_format='%d.%m.%s': %s is not read; use time_format='seconds'. Formats hold %Y %y %m %b %B %d %H %I %p %M %S \
%f %z %a %A %%, and times that are numbers 'seconds', 'milliseconds', 'microseconds', 'nanoseconds' or 'excel'
    - time_format='%d.%m.%s': there is no year in it (%Y or %y)
    """
    tokens = re.findall(r"%-?.?|[\s\u00a0\u202f]+|.", form)
    if faults := list(_faults(tokens)):
        raise EventLogError([f"time_format={form!r}: {fault}" for fault in faults])
    pattern = ""
    parts: list[str] = []
    for place, each in enumerate(tokens):
        before, after = tokens[place - 1 : place], tokens[place + 1 : place + 2]
        if each == "%z":
            pattern += _OFFSET
            parts += _ZONE
        elif each in _DIGITS:
            # between digits nothing but their number says where one ends; a fraction begins after digits that are whole
            crowded = any(map(_digits, after if each == "%f" else before + after))
            pattern += f"({_DIGITS[each] if crowded else _LOOSE.get(each, _DIGITS[each])})"
            parts.append(each)
        elif each in _WORDS:
            pattern += f"({_WORDS[each]})"
            parts.append(each)
        elif each in _UNREAD:
            pattern += f"(?:{_UNREAD[each]})"
        elif not each.strip():
            pattern += f"{_BLANKS}+"
        else:
            pattern += re.sub(r"([\\.^$*+?()\[\]{}|])", r"\\\1", "%" if each == "%%" else each)
    return Written(form, f"(?i)^{_BLANKS}*{pattern}{_BLANKS}*$", tuple(parts))


def _digits(token: str) -> bool:
    return token in _DIGITS or token.isdecimal()


def _faults(tokens: list[str]) -> Iterator[str]:
    asked = [each for each in tokens if each.startswith("%")]
    unknown = list(dict.fromkeys(each for each in asked if each not in _MEANINGS))
    if unknown or not asked:
        instead = "; ".join(_instead(each) for each in unknown) or "there is no directive in it"
        words = f"{', '.join(map(repr, UNITS))} or {EXCEL!r}"
        yield f"{instead}. Formats hold {' '.join(_MEANINGS)}, and times that are numbers {words}"
    if not asked:
        return
    for what, ways in (("year", "%Y %y"), ("month", "%m %b %B"), ("day", "%d"), ("hour", "%H %I")):
        held = [each for each in asked if each in ways.split()]
        if not held and what != "hour":
            yield f"there is no {what} in it ({' or '.join(ways.split())})"
        if len(held) > 1:
            yield f"the {what} stands in it more than once ({', '.join(held)})"
    for each in ("%p", "%M", "%S", "%f", "%z"):
        if asked.count(each) > 1:
            yield f"{each} stands in it more than once"
    for each, other in _NEEDS.items():
        enough = {other, "%I"} if other == "%H" else {other}
        if each in asked and not enough & set(asked):
            yield f"{each} needs {other}" + (", hours of 1 to 12" if other == "%I" else "")


def _instead(directive: str) -> str:
    if directive == "%":
        return "a percent sign is written %%"
    plain = directive.replace("-", "")
    better = f"{plain}, which takes one digit, too" if plain != directive and plain in _MEANINGS else None
    better = better or _INSTEAD.get(directive)
    return f"{directive} is not read" + (f"; use {better}" if better else "")
