"""An event log: who did what, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from journeykit.errors import EventLogError
from journeykit.events.begun import begun
from journeykit.events.census import Census, taken
from journeykit.events.moves import case_rows, followed
from journeykit.events.prepared import attribute
from journeykit.events.verbs import Verbs

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from journeykit.events.engines.engine import Engine, Frame
    from journeykit.events.progress import Progress

__all__ = ["EventLog"]


class EventLog(Verbs):
    """What customers really did: one event in each row, with a case, an activity and a time.

    The order of a case is by time; of equal times by the `order` column, else by the order of the input. Times are
    moved to UTC. Nothing is left out unless you ask for it. A log is a frozen value: whatever filters gives a new one.

    >>> import journeykit as jk
    >>> log = jk.EventLog([
    ...     {"case": "ann", "activity": "basket", "timestamp": "2026-05-04 10:00Z"},
    ...     {"case": "ann", "activity": "pay", "timestamp": "2026-05-04 10:05Z"},
    ...     {"case": "ben", "activity": "basket", "timestamp": "2026-05-04 11:00Z"},
    ... ])
    >>> [(move.source, move.target, move.count) for move in log.transitions()]
    [(None, 'basket', 2), ('basket', 'pay', 1), ('basket', None, 1), ('pay', None, 1)]
    """

    def __init__(
        self,
        data: Any,
        case: str | None = None,
        activity: str | None = None,
        timestamp: str | None = None,
        *,
        order: str | None = None,
        customer: str | None = None,
        channel: str | None = None,
        value: str | None = None,
        score: str | None = None,
        lifecycle: str | None = None,
        status: str | None = None,
        failed: str | Sequence[str] = (),
        timezone: str | None = None,
        time_format: str | None = None,
        decimal: Literal[".", ","] = ".",
        missing: Literal["error", "leave out"] = "error",
        memory: str | None = None,
        progress: bool | Progress = False,
    ) -> None:
        """A log from a file, a frame or rows.

        Args:
            data: a path or a glob (CSV, Parquet, JSON lines, XES; compressed, too) or several; a frame of pandas,
                Polars, PyArrow, DuckDB or Spark; rows (dicts, dataclasses), or what `jk.simulate` gives.
            case: the column that tells cases apart: one journey each. Usual names are found, and said in `notes`.
            activity: the column that says what happened.
            timestamp: the column that says when: times, or text like `2026-05-04 10:30:00+02:00`.
            order: a column of numbers that decides among equal times.
            customer: the person behind the case, where that is another column.
            channel: the medium.
            value: an amount of money.
            score: the answer to a question.
            lifecycle: what part of an activity this is (start, complete); nothing is filtered by it unless you do.
            status: how it went; `failed` are the values that mean it did not work.
            failed: values of the status column that mean a failure.
            timezone: the zone of times that name none, like "Europe/Berlin"; UTC, with a warning, if not given.
            time_format: how times are written, where not like `2026-05-04 10:30`: a format like "%d.%m.%Y %H:%M", or
                "seconds", "milliseconds", "microseconds" or "nanoseconds" for Unix times, or "excel" for days as
                Excel counts them, which are local times. An unknown directive is an error that names those there are;
                two digits of a year, 69 to 99, are 1969 to 1999, others 2000 to 2068.
            decimal: how texts write numbers: "." as in 1234.50 or 1,234.50, or "," as in 1.234,50.
            missing: "leave out" leaves out events without case, activity or time, and says how many.
            memory: the most that DuckDB may take for files, pandas, PyArrow and rows, like "4 GB"; beyond, it spills.
            progress: True shows on standard error how far DuckDB and the reader of XES are; a function is called with
                what is being done and the share of it, 0..1.

        Raises:
            EventLogError: with all faults of the columns, or of the events, at once.
            MissingExtra: where `journeykit[events]` is not installed.
        """
        failures = (failed,) if isinstance(failed, str) else tuple(map(str, failed))
        given = {"case": case, "activity": activity, "timestamp": timestamp, "order": order, "customer": customer}
        given |= {"channel": channel, "value": value, "score": score, "lifecycle": lifecycle, "status": status}
        found = begun(
            data,
            given,
            failures,
            timezone=timezone,
            time_format=time_format,
            decimal=decimal,
            missing=missing,
            memory=memory,
            progress=progress,
        )
        self._become(
            found.events,
            found.engine,
            found.roles,
            found.attributes,
            notes=found.notes,
            guessed=found.guessed,
            zone=found.zone,
        )
        if found.census is not None:
            self.__dict__["census"] = found.census

    def _become(
        self,
        events: Frame,
        engine: Engine,
        roles: Mapping[str, str],
        attributes: tuple[str, ...],
        *,
        notes: tuple[str, ...],
        guessed: tuple[str, ...],
        zone: ZoneInfo | None,
    ) -> None:
        self._events, self._engine, self._zone = events, engine, zone
        self._roles: Mapping[str, str] = MappingProxyType(dict(roles))
        self._attributes, self._notes, self._guessed = attributes, notes, guessed
        self._moves: dict[tuple[str, ...], Frame] = {}
        self._cases: dict[tuple[str, ...], Frame] = {}

    def like(
        self,
        events: Frame,
        *notes: str,
        roles: Mapping[str, str] | None = None,
        attributes: tuple[str, ...] | None = None,
        names: tuple[str, ...] | None = None,
        census: Census | None = None,
        moves: Frame | None = None,
    ) -> EventLog:
        """A log of other events, with the same columns unless you say others, and what must be known of them.

        `names`, `census` and `moves` (without extras) are what whoever makes the log knows already: no pass counts it.
        """
        made = object.__new__(EventLog)
        made._become(
            events,
            self._engine,
            self._roles if roles is None else roles,
            self._attributes if attributes is None else attributes,
            notes=(*self._notes, *notes),
            guessed=self._guessed,
            zone=self._zone,
        )
        known = {"names": names, "census": census}
        vars(made).update((name, each) for name, each in known.items() if each is not None)
        if moves is not None:
            made._moves[()] = moves
        return made

    @property
    def zone(self) -> ZoneInfo | None:
        """The zone that naive times were said to be of; None for UTC."""
        return self._zone

    @property
    def events(self) -> Frame:
        """The events, lazily, for narwhals: `case`, `activity`, `time` (microseconds, UTC), `seq`, roles, "@…"."""
        return self._events

    @property
    def engine(self) -> Engine:
        """What holds the data."""
        return self._engine

    @property
    def roles(self) -> Mapping[str, str]:
        """The column of each role."""
        return self._roles

    @property
    def attributes(self) -> tuple[str, ...]:
        """The names of the other columns."""
        return self._attributes

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader of results must know: how ties are ordered, what was noticed, left out and filtered."""
        return self._notes

    @property
    def guessed(self) -> tuple[str, ...]:
        """Which columns were taken by their usual names."""
        return self._guessed

    @cached_property
    def census(self) -> Census:
        """What one pass counts."""
        return taken(self._events, self._engine)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The activities, sorted; in computed frames an activity is its place here."""
        return tuple(self.census.activities)

    def column(self, name: str) -> str:
        """The column of `events` that holds a role, or what the data calls so. Raises EventLogError for neither."""
        from journeykit.near import unknown

        own = name in ("time", "seq") and name in self._attributes  # what a log calls so is no role
        if name in self._events.columns and not name.startswith("@") and not own:
            return name
        role = next((role for role, column in self._roles.items() if column == name), None)
        if role is not None and role not in ("timestamp", "order"):
            return role
        if name in self._attributes:
            return attribute(name)
        if name in ("timestamp", self._roles["timestamp"]):
            raise EventLogError(f"column {name!r} holds the times, which are chosen with since= and until=")
        if role == "order":
            raise EventLogError(f"{name!r} is the order column, which decides among equal times and is not kept")
        raise EventLogError(unknown("column", name, (*self._roles.values(), *self._attributes)))

    def moves(self, *extras: str) -> Frame:
        """Each event with the next: `case activity next time gap position`, codes for names; computed once."""
        asked = tuple(sorted(set(extras)))
        found = next((each for held, each in self._moves.items() if set(asked) <= set(held)), None)
        if found is None:
            found = self._engine.kept(followed(self._events, self._engine, self.names, asked))
            self._moves[asked] = found
        return found

    def cases(self, *extras: str) -> Frame:
        """One row for each case: `case first last start end size`, and extras as the first event knows them; kept."""
        asked = tuple(sorted(set(extras)))
        if asked not in self._cases:
            self._cases[asked] = self._engine.kept(case_rows(self.moves(*asked), asked))
        return self._cases[asked]

    def __repr__(self) -> str:
        census = self.census
        kinds = len(census.activities)
        events = f"{census.events} event{'' if census.events == 1 else 's'}"
        return f"EventLog({events}, {kinds} activit{'y' if kinds == 1 else 'ies'}, on {self._engine.name})"
