"""Every error that journeykit raises of its own, in one tree.

    JourneyError
    ├── FormatError   (ValueError)    a text or file that is no journey map; `.faults` has all of them
    ├── UnknownName   (LookupError)   a step, rule, view, theme or format that does not exist
    ├── MissingExtra  (ImportError)   an optional dependency that is not installed
    ├── EngineError   (RuntimeError)  the drawing engine failed, or took longer than it may
    ├── PictureError  (ValueError)    pictures that cannot be shown on a drawing; `.faults` has all of them
    ├── TrapError     (ValueError)    a part of a map that journeys reach and cannot leave
    ├── EventLogError (ValueError)    data that is no event log, or none that was asked for; `.faults` has all of them
    ├── MetricError   (ValueError)    numbers that a metric cannot be computed from; `.places` has all of them
    └── PoorMap       (ValueError)    findings that somebody asked not to accept, from `Report.raise_if`

Values that are wrong by themselves (an emotion of 7, an unknown id in a flow) raise pydantic's `ValidationError`
from the constructors; a poor but possible map is no error but a finding of `journeykit.check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from unicodedata import category, combining, east_asian_width

__all__ = [
    "EngineError",
    "EventLogError",
    "EventLogWarning",
    "Fault",
    "FormatError",
    "JourneyError",
    "MetricError",
    "MissingExtra",
    "PictureError",
    "TrapError",
    "UnknownName",
]


class JourneyError(Exception):
    """The root: `except JourneyError` catches whatever journeykit itself has to say."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that keeps a text from being a map.

    `place` counts entries as written (`flow[3].to`), `line` and `column` count from 1, `source` is the line of the
    file. The last three are None where a fault belongs to the whole document.

    >>> print(Fault("flow[0].to", "unknown step 'quot': did you mean 'quote'?", "unknown_id",
    ...             file="solar.yaml", line=4, column=9, source="  - to: quot"))
    solar.yaml:4:9: flow[0].to: unknown step 'quot': did you mean 'quote'?
        4 |   - to: quot
          |         ^
    """

    place: str
    message: str
    code: str
    file: str | None = None
    line: int | None = None
    column: int | None = None
    source: str | None = None

    @property
    def where(self) -> str:
        """The place for a reader and an editor: `solar.yaml:4:9`, or the bare file name."""
        name = self.file or "<text>"
        return name if self.line is None else f"{name}:{self.line}:{self.column or 1}"

    def __str__(self) -> str:
        head = ": ".join(part for part in (self.where, self.place, self.message) if part)
        if self.line is None or self.source is None:
            return head
        number = str(self.line)
        before = self.source[: max(0, (self.column or 1) - 1)]
        caret = "".join(map(_blank, before)) + "^"
        return f"{head}\n    {number} | {self.source}\n    {' ' * len(number)} | {caret}"


def _blank(character: str) -> str:
    """White space as wide as a character is in a terminal, so that the caret stands below the right one."""
    if character == "\t" or combining(character) or category(character) in ("Cf", "Mn"):
        return "\t" if character == "\t" else ""
    return "  " if east_asian_width(character) in "WF" else " "


class FormatError(JourneyError, ValueError):
    """A text or a file that is no journey map. `.faults` lists everything that was found, in the order of the file."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        count = len(self.faults)
        head = "" if count == 1 else f"{count} faults\n"
        super().__init__(head + "\n".join(str(fault) for fault in self.faults))

    def __reduce__(self) -> tuple[type[FormatError], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)


class UnknownName(JourneyError, LookupError):
    """A name that does not exist, with the nearest one that does.

    >>> str(UnknownName("step", "quot", ["quote", "sign"]))
    "unknown step 'quot': did you mean 'quote'?"
    """

    def __init__(self, what: str, name: object, known: Sequence[str] = ()) -> None:
        from journeykit.near import unknown

        self.what, self.name, self.known = what, name, tuple(known)
        super().__init__(unknown(what, name, known))

    def __reduce__(self) -> tuple[type[UnknownName], tuple[str, object, tuple[str, ...]]]:
        return type(self), (self.what, self.name, self.known)


class MissingExtra(JourneyError, ImportError):
    """An optional dependency that is not installed, with the command that installs it.

    >>> str(MissingExtra("PNG pictures", "resvg_py", "export"))
    "PNG pictures need 'resvg_py', which is not installed: pip install 'journeykit[export]'"
    """

    def __init__(self, purpose: str, module: str, extra: str) -> None:
        self.purpose, self.module, self.extra = purpose, module, extra
        super().__init__(f"{purpose} need {module!r}, which is not installed: pip install 'journeykit[{extra}]'")

    def __reduce__(self) -> tuple[type[MissingExtra], tuple[str, str, str]]:
        return type(self), (self.purpose, self.module, self.extra)


@contextmanager
def extra_named() -> Iterator[None]:
    """Say of a missing package of event logs which extra brings it. Raises MissingExtra."""
    try:
        yield
    except ModuleNotFoundError as error:
        if error.name not in ("duckdb", "narwhals"):
            raise
        raise MissingExtra("event logs", error.name, "events") from None


class EngineError(JourneyError, RuntimeError):
    """The program that lays out a drawing is missing, failed, or took longer than it may."""


class TrapError(JourneyError, ValueError):
    """A part of a map that journeys reach and cannot leave, so that they never end. `.steps` names it.

    >>> print(TrapError(["basket", "pay"]))
    journeys that reach 'basket' or 'pay' never end: let a move lead out, or state a drop-off there
    """

    def __init__(self, steps: Iterable[str]) -> None:
        self.steps: tuple[str, ...] = tuple(steps)
        shown = [repr(step) for step in self.steps[:6]]
        more = f" (and {len(self.steps) - 6} more)" if len(self.steps) > 6 else ""
        super().__init__(
            f"journeys that reach {' or '.join(shown)}{more} never end: let a move lead out, or state a drop-off there"
        )

    def __reduce__(self) -> tuple[type[TrapError], tuple[tuple[str, ...]]]:
        return type(self), (self.steps,)


class EventLogError(JourneyError, ValueError):
    """Data that cannot be read as an event log, or cannot answer what was asked. `.faults` lists all that is wrong.

    >>> print(EventLogError(["there is no column 'acitvity': did you mean 'activity'?", "2 events have no case"]))
    2 faults in the event log
    - there is no column 'acitvity': did you mean 'activity'?
    - 2 events have no case
    """

    def __init__(self, faults: Iterable[str] | str) -> None:
        self.faults: tuple[str, ...] = (faults,) if isinstance(faults, str) else tuple(faults)
        count = len(self.faults)
        listed = "".join(f"\n- {fault}" for fault in self.faults)
        super().__init__(self.faults[0] if count == 1 else f"{count} faults in the event log{listed}")

    def __reduce__(self) -> tuple[type[EventLogError], tuple[tuple[str, ...]]]:
        return type(self), (self.faults,)


class EventLogWarning(UserWarning):
    """What was noticed in an event log and read all the same: naive times, duplicates, a guessed column."""


class MetricError(JourneyError, ValueError):
    """Numbers that a metric cannot be computed from: off its scale, none at all, a churn of 0.

    `.places` names each that is wrong, where single ones are; the message shows the first few.

    >>> print(MetricError("nps takes whole numbers from 0 to 10", ["scores[4] is 11"]))
    nps takes whole numbers from 0 to 10: scores[4] is 11
    """

    def __init__(self, message: str, places: Iterable[str] = ()) -> None:
        self.message, self.places = message, tuple(places)
        more = f" and {len(self.places) - 5} more" if len(self.places) > 5 else ""
        shown = f": {', '.join(self.places[:5])}{more}" if self.places else ""
        super().__init__(f"{message}{shown}")

    def __reduce__(self) -> tuple[type[MetricError], tuple[str, tuple[str, ...]]]:
        return type(self), (self.message, self.places)


class PictureError(JourneyError, ValueError):
    """Portraits and photos that cannot be shown. `.faults` lists them all, each with its place in the map.

    >>> print(PictureError([Fault("personas[0].image", "there is no 'ana.png'", "picture_missing")]))
    personas[0].image: there is no 'ana.png'
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        count = len(self.faults)
        head = "" if count == 1 else f"{count} pictures cannot be shown\n"
        super().__init__(head + "\n".join(f"{fault.place}: {fault.message}" for fault in self.faults))

    def __reduce__(self) -> tuple[type[PictureError], tuple[tuple[Fault, ...]]]:
        return type(self), (self.faults,)
