"""A log in a few figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import TYPE_CHECKING, Any

import narwhals as nw

from journeykit.analysis.lasting import lasting
from journeykit.events.microseconds import DAY, SECOND, moment_of
from journeykit.events.observed.alike import alike
from journeykit.events.observed.variants import variant_count
from journeykit.events.zones import local

if TYPE_CHECKING:
    from journeykit.events.log import EventLog

__all__ = ["LogSummary", "summary"]


@dataclass(frozen=True, slots=True)
class LogSummary:
    """What a log holds.

    Attributes:
        events, cases, activities, variants: how many; a variant is a sequence of activities.
        customers: how many people, where the log has a column for them.
        start, end: the first and the last moment, UTC.
        ties: events at the same time as the one before them in their case: their order is that of the input.
        duplicates: events that repeat the activity and the time of another one of their case.
        at_midnight: the share of events at midnight, 0..1, in the zone that `timezone` named, else UTC: many are likely
            dates without a time.
        shortest, median_length, mean_length, longest: events in a case.
        median_duration, mean_duration, longest_duration: from a case's first event to its last, in seconds.
        notes: what a reader must know.
    """

    events: int
    cases: int
    activities: int
    variants: int
    customers: int | None
    start: datetime
    end: datetime
    ties: int
    duplicates: int
    at_midnight: float
    shortest: int
    median_length: float
    mean_length: float
    longest: int
    median_duration: float
    mean_duration: float
    longest_duration: float
    notes: tuple[str, ...] = field(default=())

    def rows(self) -> list[dict[str, Any]]:
        """The figures, one row each."""
        return [{"figure": name, "value": getattr(self, name)} for name in self.__slots__ if name != "notes"]

    def to_dict(self) -> dict[str, Any]:
        """The figures by name."""
        return {name: getattr(self, name) for name in self.__slots__}

    def __str__(self) -> str:
        figures = "\n".join(f"{row['figure'].replace('_', ' '):17}{_shown(**row)}" for row in self.rows())
        return "\n".join([figures, *(f"({note})" for note in self.notes)])

    def _repr_html_(self) -> str:
        """For notebooks."""
        body = "".join(
            f"<tr><th>{escape(row['figure'].replace('_', ' '))}</th><td>{escape(_shown(**row))}</td></tr>"
            for row in self.rows()
        )
        return "".join(f"<p>{escape(note)}</p>" for note in self.notes) + f"<table><tbody>{body}</tbody></table>"


def summary(log: EventLog) -> LogSummary:
    """The figures of a log."""
    engine, moves, cases = log.engine, log.moves(), log.cases()
    cases = cases.with_columns((nw.col("end") - nw.col("start")).alias("lasted"))
    total, least, most, lengths, times, slowest = engine.rows(
        cases.select(
            nw.len().alias("n"),
            nw.col("size").min().alias("least"),
            nw.col("size").max().alias("most"),
            nw.col("size").sum().alias("lengths"),
            nw.col("lasted").cast(nw.Float64).sum().alias("times"),
            nw.col("lasted").max().alias("slowest"),
        )
    )[0]
    ((_, length),) = engine.quantiles(cases, [], "size", (0.5,))
    ((_, duration),) = engine.quantiles(cases, [], "lasted", (0.5,))
    tied = engine.rows(moves.filter(nw.col("gap") == 0).select(nw.len().alias("n")))[0][0]
    clock = nw.col("time")
    if log.zone is not None:
        clock = local(clock, log.zone, log.census.start, log.census.end)
    midnight = engine.rows(moves.filter(clock % DAY == 0).select(nw.len().alias("n")))[0][0]
    people = None
    if "customer" in log.roles:
        named = log.events.filter(~nw.col("customer").is_null())
        people = engine.rows(named.select(nw.col("customer").n_unique().alias("n")))[0][0]
    census = log.census
    return LogSummary(
        events=census.events,
        cases=int(total),
        activities=sum(n > 0 for n in census.activities.values()),
        variants=variant_count(log),
        customers=None if people is None else int(people),
        start=moment_of(census.start),
        end=moment_of(census.end),
        ties=int(tied),
        duplicates=_duplicates(log) if tied else 0,
        at_midnight=int(midnight) / census.events,
        shortest=int(least),
        median_length=float(length),
        mean_length=int(lengths) / int(total),
        longest=int(most),
        median_duration=float(duration) / SECOND,
        mean_duration=float(times) / SECOND / int(total),
        longest_duration=int(slowest) / SECOND,
        notes=(*log.guessed, *alike(census.activities), *log.notes),
    )


def _duplicates(log: EventLog) -> int:
    """Events beyond the first of each case, activity and time: only those in ties can be any."""
    moves = log.moves()
    tied = moves.filter(nw.col("gap") == 0).select("case", "time").unique()
    alike = moves.join(tied, on=["case", "time"], how="inner").group_by("case", "time", "activity")
    counted = alike.agg(nw.len().cast(nw.Int64).alias("n")).select((nw.col("n") - 1).sum().alias("n"))
    return int(log.engine.rows(counted)[0][0] or 0)


def _shown(figure: str, value: Any) -> str:
    if figure.endswith("_duration"):
        return lasting(value)
    if figure == "at_midnight":
        return f"{value:.1%}".replace("%", " %")
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, float):
        return f"{value:,.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    return "unknown" if value is None else f"{value:,}"
