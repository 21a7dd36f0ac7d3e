"""One file checked: its findings with their lines, or the reasons why it is no map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.cli.baselines import baseline_of
from journeykit.cli.configured import Asked
from journeykit.cli.paths import from_here
from journeykit.cli.screen import told
from journeykit.cli.sources import STDIN, Source, read
from journeykit.errors import Fault, FormatError, JourneyError
from journeykit.rules import SEVERITIES, Finding, Report, Severity, check

__all__ = ["Checked", "Spotted", "check_file", "check_source", "spotted"]

_UNREADABLE = "unreadable"
_MOST = 8  # lines that are told of a finding with many places


@dataclass(frozen=True, slots=True)
class Spotted:
    """A finding with its line and column, from 1; None where they are not known.

    `also` has line and column of each of the finding's other places.
    """

    finding: Finding
    line: int | None
    column: int | None
    also: tuple[tuple[int | None, int | None], ...] = ()

    @property
    def elsewhere(self) -> str:
        """The other lines in words, the first of many; empty where the finding has one place, or no line is known.

        >>> places = tuple((line, 1) for line in range(9, 20))
        >>> Spotted(Finding("JK401", "low", "info", "", "", "", also=("…",) * 11), 8, 1, places).elsewhere
        'and in lines 9, 10, 11, 12, 13, 14, 15, 16 and 3 more'
        """
        lines = sorted({line for line, _ in self.also if line is not None} - {self.line})
        if not lines:
            return ""
        shown, more = ", ".join(map(str, lines[:_MOST])), len(lines) - _MOST
        return f"and in line{'s' if len(lines) > 1 else ''} {shown}{f' and {more} more' if more > 0 else ''}"


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found in one file.

    Attributes:
        name: as messages call it.
        file: the file as a path from here; None for standard input.
        report: the findings, None where there is no map.
        spotted: the findings with their lines, in the order of the report.
        faults: why there is no map.
        complaint: the same as text.
        python: whether it is a map in Python, whose name is more than that of its file.
    """

    name: str
    file: str | None
    report: Report | None = None
    spotted: tuple[Spotted, ...] = ()
    faults: tuple[Fault, ...] = ()
    complaint: str = ""
    python: bool = False

    @property
    def where(self) -> str:
        """What stands before a line number: the name of the file that has that line."""
        return self.file if self.python and self.file is not None else self.name

    @property
    def unread(self) -> bool:
        """Whether the file could not even be read: it is missing, or nothing reads such files."""
        return any(fault.code == _UNREADABLE for fault in self.faults)

    @property
    def verdict(self) -> str:
        """What came out, in one line."""
        if self.report is None:
            return "could not be read" if self.unread else "no map"
        if not self.report.checked:
            return "a map; no rule was asked, since --select and --ignore leave none"
        return self.report.verdict

    def exit_code(self, fail_on: Severity = "error") -> int:
        """0, or 1 for findings as grave as that level or graver, or 2 where there is no map."""
        if self.report is None:
            return 2
        grave = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
        return int(any(found.severity in grave for found in self.report))


def check_file(name: str, asked: Asked) -> Checked:
    """Read and check the map that an argument names. It raises nothing that the argument is to blame for.

    Raises FormatError for a config with faults, and UnknownName for rules and profiles that are none.
    """
    file = None if name == STDIN else from_here(name)
    try:
        source = read(name)
    except FormatError as error:
        return Checked("<stdin>" if name == STDIN else name, file, faults=error.faults, complaint=str(error))
    except (JourneyError, OSError) as error:
        return Checked(name, file, faults=(Fault("", told(error), _UNREADABLE, file=name),), complaint=told(error))
    return check_source(source, asked)


def check_source(source: Source, asked: Asked) -> Checked:
    """Check a map that has been read, by the config that is nearest to its file, and beside its baseline."""
    config, not_here = asked.agreed(source.file)
    report = check(
        source.journey,
        asked.select,
        (*asked.ignore, *not_here),
        profile=asked.profile,
        today=asked.today,
        baseline=baseline_of(source),
        config=config,
    )
    file, found = source.file and from_here(source.file), tuple(spotted(source, report))
    return Checked(source.name, file, report, found, python=source.data is None)


def spotted(source: Source, report: Report) -> Iterator[Spotted]:
    """The findings with their lines, in the order of the report."""
    for each in report:
        line, column = source.locate(each.place) or (None, None)
        also = tuple(source.locate(place) or (None, None) for place in each.also)
        yield Spotted(each, line, column, also)
