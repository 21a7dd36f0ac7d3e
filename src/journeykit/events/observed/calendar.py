"""Days, weeks, months, quarters and years, in UTC or by the clocks of a zone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

__all__ = ["Calendar", "Unit"]

Unit: TypeAlias = Literal["day", "week", "month", "quarter", "year"]
_MOST: Final = 5_000  # periods; beyond it those in which nothing happens are left out
_LENGTHS: Final = {"day": 1, "week": 7, "month": 31, "quarter": 92, "year": 366}  # in days, at most


@dataclass(frozen=True)
class Calendar:
    """Periods of one kind. A period is known by its first day.

    Attributes:
        unit: "day", "week" (from Monday, ISO 8601), "month", "quarter" or "year".
        zone: whose clocks tell when a day begins; None for UTC.

    >>> print(Calendar("week"), Calendar("week").name(Calendar("week").begin(date(2026, 5, 6))))
    weeks in UTC, from Monday (ISO 8601) 2026-W19
    """

    unit: Unit
    zone: ZoneInfo | None = None

    def __str__(self) -> str:
        where = "UTC" if self.zone is None else self.zone.key
        return f"{self.unit}s in {where}{', from Monday (ISO 8601)' if self.unit == 'week' else ''}"

    def begin(self, day: date) -> date:
        """The first day of the period that holds a day."""
        if self.unit == "week":
            return day - timedelta(days=day.weekday()) if day.toordinal() > 7 else day
        first = {"month": day.month, "quarter": day.month - (day.month - 1) % 3, "year": 1}.get(self.unit)
        return day if first is None else date(day.year, first, 1)

    def after(self, begin: date) -> date:
        """The first day of the next period. Raises OverflowError beyond the year 9999."""
        some = begin + timedelta(days=_LENGTHS[self.unit])
        return some if self.unit in ("day", "week") else self.begin(some)

    def midnight(self, day: date) -> datetime:
        """The first moment of a day; where clocks leave it out, the first that there is."""
        if self.zone is None:
            return datetime(day.year, day.month, day.day, tzinfo=UTC)
        shown = datetime(day.year, day.month, day.day, tzinfo=self.zone)
        try:
            return shown.astimezone(UTC).astimezone(self.zone)
        except OverflowError:  # beside the years 1 and 9999
            return shown

    def end(self, begin: date) -> datetime:
        """The first moment after a period, or the last one that a calendar has."""
        try:
            return self.midnight(self.after(begin))
        except OverflowError:
            return datetime.max.replace(tzinfo=UTC)

    def name(self, begin: date) -> str:
        """What people call a period: "2018-02-17", "2018-W07", "2018-02", "2018-Q1" or "2018"."""
        year = f"{begin.year:04}"
        if self.unit == "week":
            iso = begin.isocalendar()
            return f"{iso.year:04}-W{iso.week:02}"
        return {
            "day": begin.isoformat(),
            "month": f"{year}-{begin.month:02}",
            "quarter": f"{year}-Q{(begin.month + 2) // 3}",
            "year": year,
        }[self.unit]

    def holding(self, moment: datetime) -> date:
        """The first day of the period that holds a moment."""
        try:
            return self.begin(moment.astimezone(self.zone or UTC).date())
        except OverflowError:  # beside the years 1 and 9999
            return self.begin(moment.date())

    def filled(self, known: Iterable[date], until: date | None = None) -> list[date]:
        """The periods from the first to the last, or to a later one, those without an event included.

        Where they would be too many, only those with an event.
        """
        held = sorted(known)
        if not held:
            return []
        last = held[-1] if until is None else max(held[-1], until)
        made = [held[0]]
        while made[-1] < last:
            if len(made) >= _MOST:
                return held
            made.append(self.after(made[-1]))
        return made
