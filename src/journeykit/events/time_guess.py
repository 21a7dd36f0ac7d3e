"""Which format a text that is no time is likely written in, for complaints that say how to go on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import product
from typing import Final

from journeykit.events.time_formats import COUNTS, EXCEL, MONTHS, written

__all__ = ["guessed", "suggested"]

_DATES: Final = (
    *("%d.%m.%Y", "%d.%m.%y", "%Y.%m.%d", "%Y/%m/%d", "%Y-%m-%d", "%Y%m%d"),
    *("%m/%d/%Y", "%d/%m/%Y", "%m/%d/%y", "%d/%m/%y", "%m-%d-%Y", "%d-%m-%Y"),
    *("%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y", "%b %d %Y", "%B %d %Y", "%d-%b-%Y", "%d-%b-%y", "%d/%b/%Y"),
    *("%a, %d %b %Y", "%a %b %d %Y", "%A, %B %d, %Y"),
)
_CLOCKS: Final = (
    "",
    *(
        f"{gap}{clock}"
        for clock in ("%H:%M", "%H:%M:%S", "%H:%M:%S.%f", "%H:%M:%S,%f")
        for gap in (" ", "T", ":", ", ")
    ),
    *(f"{gap}{clock}" for clock in ("%I:%M %p", "%I:%M:%S %p", "%I:%M%p", "%I:%M:%S%p") for gap in (" ", ", ")),
    *("%H%M", "%H%M%S", " %H%M", " %H%M%S", "T%H%M", "T%H%M%S", "_%H%M%S", " %H.%M", " %H.%M.%S"),
)
_NUMBERS: Final = (
    ("seconds", r"\d{9,10}(\.\d*)?"),
    ("milliseconds", r"\d{12,13}(\.\d*)?"),
    ("microseconds", r"\d{15,16}"),
    ("nanoseconds", r"\d{18,19}"),
    (EXCEL, r"[2-7]\d{4}([.,]\d+)?"),  # 1954 to 2119
)


def guessed(text: str) -> tuple[str, ...]:
    """The formats that read a text; two where the order of day and month is not to be seen.

    >>> guessed("04.05.2026 10:30"), guessed("25/12/2026"), guessed("5/4/2026 10:30 AM")
    (('%d.%m.%Y %H:%M',), ('%d/%m/%Y',), ('%m/%d/%Y %I:%M %p', '%d/%m/%Y %I:%M %p'))
    >>> guessed("1777890600"), guessed("20260504103000"), guessed("46146.4375"), guessed("yesterday")
    (('seconds',), ('%Y%m%d%H%M%S',), ('excel',), ())
    """
    plain = text.strip()
    if len(plain) > 60:
        return ()
    if re.fullmatch(r"\d(\.\d+)?[eE]\+?\d{1,2}", plain):  # as some engines write large floats
        plain = f"{float(plain):.0f}"
    found = [form for form in _tried(plain) if _fits(form, plain)]
    found += [unit for unit, digits in _NUMBERS if re.fullmatch(digits, plain)]
    # of several shapes the first; what only swaps day and month is the same shape
    return tuple(each for each in found[:2] if _unordered(each) == _unordered(found[0]))


def suggested(text: str, *others: str, form: str | None = None) -> str:
    """What to say of a text that is no time: which `time_format=` would read it; "" where nothing is clear.

    Others of the same column may tell what one of them leaves open: whether the day comes first.

    >>> suggested("5/4/2026")
    "time_format='%m/%d/%Y' (the month first) or time_format='%d/%m/%Y' (the day first) would read it"
    >>> suggested("5/4/2026", "30/4/2026")
    "time_format='%d/%m/%Y' would read it"
    >>> suggested("2026-05-04 10:30", form="%d.%m.%Y")
    'without time_format= it would be one'
    """
    if form is not None and re.match(r"\s*\d{4}-\d{2}-\d{2}([ T]\d{2}:\d{2}|\s*$)", text):
        return "without time_format= it would be one"
    found = [each for each in guessed(text) if each != form]
    found = [each for each in found if all(each in guessed(other) for other in others)] or found
    if len(found) == 2:
        order = [f"the {'month' if each.index('%m') < each.index('%d') else 'day'} first" for each in found]
        ways = " or ".join(f"time_format={each!r} ({which})" for each, which in zip(found, order, strict=True))
        return f"{ways} would read it"
    return f"time_format={found[0]!r} would read it" if found else ""


@cache
def _shapes() -> dict[str, list[str]]:
    """The formats by what texts in them look like: to try a few is enough, and patterns take long to make."""
    found: dict[str, list[str]] = {}
    for day, clock in product(_DATES, _CLOCKS):
        plain = re.sub("%[a-zA-Z]", lambda each: "a" if each[0] in ("%b", "%B", "%p", "%a", "%A") else "0", day + clock)
        found.setdefault(_shape(plain), []).append(day + clock)
    return found


def _shape(text: str) -> str:
    """Each word and each number as one sign."""
    return re.sub("[0-9]+", "0", re.sub("[a-zA-Z]+", "a", re.sub("[\u00a0\u202f]", " ", text)))


def _tried(text: str) -> Iterator[str]:
    zone = re.search("( ?)(?:Z|UTC|GMT|[+-][0-9]{2}(?::?[0-9]{2})?)$", text)
    for form in _shapes().get(_shape(text), ()):
        yield form
    if zone:
        for form in _shapes().get(_shape(text[: zone.start()]), ()):
            yield f"{form}{zone[1]}%z"


def _fits(form: str, text: str) -> bool:
    """Whether it is a day that there was, in years of which logs tell."""
    pattern = written(form)
    found = re.match(pattern.pattern, text)
    if found is None:
        return False
    parts = dict(zip(pattern.parts, found.groups(), strict=True))
    year = int(parts["%Y"]) if "%Y" in parts else 2000 + int(parts["%y"])
    name = str(parts.get("%b", parts.get("%B", ""))).lower()
    month = int(parts["%m"]) if "%m" in parts else 1 + [each[:3] for each in MONTHS].index(name[:3])
    try:
        date(year, month, int(parts["%d"]))
    except ValueError:
        return False
    return 1900 <= year < 2200


def _unordered(form: str) -> str:
    return form if form in COUNTS else form.replace("%m", "%d")
