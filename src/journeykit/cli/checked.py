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


@dataclass(frozen=True, slots=True)
class Spotted:
    """A finding with its line and column, from 1; None where a map in Python has none."""

    finding: Finding
    line: int | None
    column: int | None


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
    """

    name: str
    file: str | None
    report: Report | None = None
    spotted: tuple[Spotted, ...] = ()
    faults: tuple[Fault, ...] = ()
    complaint: str = ""

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
    return Checked(source.name, source.file and from_here(source.file), report, tuple(spotted(source, report)))


def spotted(source: Source, report: Report) -> Iterator[Spotted]:
    """The findings with their lines, in the order of the report."""
    for each in report:
        yield Spotted(each, *(source.locate(each.place) or (None, None)))
