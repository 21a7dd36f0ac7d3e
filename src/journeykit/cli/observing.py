"""What `journeykit observe` can be asked, and what its tables show."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import typer

from journeykit.cli.results import apart, apart_between, between, days, points
from journeykit.errors import UnknownName

if TYPE_CHECKING:
    from journeykit.analysis.rows import Rows
    from journeykit.events import EventLog

__all__ = ["COLUMNS", "Question", "chain", "parted"]

_TABLES: Final = ("transitions", "activities", "variants")
Tell = Mapping[str, Callable[[Any], str]]


def _count(number: int | None) -> str:
    return "" if number is None else f"{number:,}"


_TRANSITIONS: Final[Tell] = {
    "from": lambda row: row.source or "(start)",
    "to": lambda row: row.target or "(end)",
    "count": lambda row: _count(row.count),
    "of those from": lambda row: points(row.share),
    "cases": lambda row: _count(row.cases),
    "median time": lambda row: days(row.median_gap),
    "open": lambda row: _count(row.open),
}
_ACTIVITIES: Final[Tell] = {
    "activity": lambda row: row.activity,
    "events": lambda row: _count(row.events),
    "cases": lambda row: _count(row.cases),
    "of all": lambda row: points(row.share),
    "starts": lambda row: _count(row.starts),
    "ends": lambda row: _count(row.ends),
    "open": lambda row: _count(row.open),
    "drop-off": lambda row: points(row.drop_off),
}
_VARIANTS: Final[Tell] = {
    "cases": lambda row: _count(row.cases),
    "of all": lambda row: points(row.share),
    "median time": lambda row: days(row.median_duration),
    "steps": lambda row: " >> ".join(row.steps),
}
_FUNNEL: Final[Tell] = {
    "level": lambda row: row.level,
    "cases": lambda row: _count(row.cases),
    "of the first": lambda row: points(row.share),
    "of the level before": lambda row: points(row.conversion),
    "interval": lambda row: between(row.low, row.high, points),
    "median time": lambda row: days(row.median),
    "stop here": lambda row: _count(row.stopped),
    "open": lambda row: _count(row.open),
}
_DURATIONS: Final[Tell] = {
    "from": lambda row: row.source,
    "to": lambda row: row.target,
    "n": lambda row: _count(row.n),
    "median": lambda row: days(row.median),
    "interval": lambda row: between(row.low, row.high, days),
    "quarters": lambda row: between(row.q25, row.q75, days),
    "mean": lambda row: days(row.mean),
    "below 0": lambda row: _count(row.negative),
    "without": lambda row: _count(row.without),
    "open": lambda row: _count(row.open),
}
_PERIODS: Final[Tell] = {
    "period": lambda row: row.period if row.complete else f"{row.period} (in part)",
    "events": lambda row: _count(row.events),
    "started": lambda row: _count(row.started),
    "ended": lambda row: _count(row.ended),
    "open": lambda row: _count(row.open),
    "reached": lambda row: _count(row.reached),
    "conversion": lambda row: points(row.conversion),
    "interval": lambda row: between(row.low, row.high, points),
    "drop-off": lambda row: points(row.drop_off),
}
_DIFFERENCES: Final[Tell] = {
    "figure": lambda row: row.figure,
    "value": lambda row: points(row.value),
    "the rest": lambda row: points(row.rest),
    "difference": lambda row: apart(row.difference),
    "interval": lambda row: apart_between(row.low, row.high),
    "n": lambda row: _count(row.n),
    "clear": lambda row: {True: "yes", False: "no", None: ""}[row.clear],
}
COLUMNS: Final[Mapping[str, Tell]] = {
    "transitions": _TRANSITIONS,
    "activities": _ACTIVITIES,
    "variants": _VARIANTS,
    "funnel": _FUNNEL,
    "durations": _DURATIONS,
    "over-time": _PERIODS,
    "differences": _DIFFERENCES,
}


def parted(tell: Tell) -> Tell:
    """The same columns after that of the segment.

    >>> list(parted({"cases": str}))
    ['segment', 'cases']
    """
    return {"segment": lambda row: row.segment, **tell}


_PART: Final = re.compile(r'\s*"(?:[^"]|"")*"(?=\s*(?:>>|\||$))|>>|\||(?:(?!>>)[^|])+')


def chain(text: str) -> list[list[str] | str]:
    """The levels of a funnel out of "look >> card | cash >> get".

    A name that has `>>` or `|` in it stands in double quotes, within which `""` is one.

    >>> chain("look >> card | cash >> get")
    ['look', ['card', 'cash'], 'get']
    >>> chain('"home >> shop" >> "a | b"')
    ['home >> shop', 'a | b']
    """
    levels: list[list[str]] = [[""]]
    for part in _PART.findall(text.strip()):
        if part == ">>":
            levels.append([""])
        elif part == "|":
            levels[-1].append("")
        elif part.strip():
            levels[-1][-1] += _plain(part.strip())
    if len(levels) < 2 or not all(name for level in levels for name in level):
        raise typer.BadParameter(f"{text!r} is no chain of activities: write it like 'look >> basket >> pay'")
    return [level[0] if len(level) == 1 else level for level in levels]


def _plain(name: str) -> str:
    """A name without the quotes around it."""
    quoted = len(name) > 1 and name[0] == name[-1] == '"'
    return name[1:-1].replace('""', '"') if quoted else name


@dataclass(frozen=True)
class Question:
    """One question to a log; none of them all is the overview.

    >>> Question(funnel="look >> pay").kinds
    ('funnel',)
    """

    table: str | None = None
    funnel: str | None = None
    durations: str | None = None
    over_time: str | None = None
    clocks: str | None = None
    within: str | None = None
    any_order: bool = False
    to: str | None = None
    by: str | None = None
    horizon: str | None = None
    top: int = 10
    together: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        """What is asked for by its own option."""
        return tuple(each for each in ("table", "funnel", "durations", "over_time") if getattr(self, each) is not None)

    def check(self) -> None:
        """Raises BadParameter for options that do not go together."""
        if len(self.kinds) > 1:
            names = " and ".join(f"--{each.replace('_', '-')}" for each in self.kinds)
            raise typer.BadParameter(f"{names} are questions of their own: ask one at a time")
        if (self.within or self.any_order) and self.funnel is None:
            raise typer.BadParameter("--within and --any-order say more of a funnel: give --funnel, too")
        if (self.to or self.clocks) is not None and self.over_time is None:
            raise typer.BadParameter("--to and --clocks say more of periods: give --over-time, too")
        if self.together and (self.by is None or self.kinds):
            raise typer.BadParameter("--together is said of differences: give --by, and no other question")
        if self.table is not None and self.table not in _TABLES:
            raise UnknownName("table", self.table, _TABLES)

    def answer(self, log: EventLog) -> tuple[str, Rows[Any]]:
        """The table, and what it is called in COLUMNS."""
        asked: Any = log if self.by is None else log.by(self.by)
        silence: Any = 0 if self.horizon is not None and self.horizon.strip() == "0" else self.horizon
        held = {"horizon": silence}
        if self.funnel is not None:
            levels = chain(self.funnel)
            return "funnel", asked.funnel(levels, within=self.within, ordered=not self.any_order, **held)
        if self.durations is not None:
            levels = chain(self.durations)
            if len(levels) != 2:
                raise typer.BadParameter(f"{self.durations!r}: a duration is from one activity to another")
            return "durations", asked.durations(*levels, **held)
        if self.over_time is not None:
            return "over-time", asked.over_time(self.over_time, to=self.to, timezone=self.clocks, **held)
        if self.table is None:
            return (
                ("differences", asked.compare(together=self.together))
                if self.by is not None
                else ("transitions", log.transitions(**held))
            )
        if self.table == "variants":
            return "variants", asked.variants(top=self.top)
        return self.table, getattr(asked, self.table)(**held)

    def overview(self, log: EventLog) -> dict[str, Rows[Any]]:
        """What is told when nothing special is asked: moves, where cases end, and whole ways."""
        held: Any = {"horizon": 0 if self.horizon is not None and self.horizon.strip() == "0" else self.horizon}
        leaving = log.activities(**held).ordered(lambda row: (-row.ends, row.activity))
        moves = log.transitions(**held)
        return {"transitions": moves[: self.top], "activities": leaving[: self.top], "variants": log.variants(self.top)}
