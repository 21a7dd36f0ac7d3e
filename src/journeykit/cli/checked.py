"""One file checked: its findings with their lines, or the reasons why it is no map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from journeykit.cli.paths import from_here
from journeykit.cli.screen import told
from journeykit.cli.sources import STDIN, read
from journeykit.errors import Fault, FormatError, JourneyError
from journeykit.rules import Finding, Report, check

__all__ = ["Checked", "Spotted", "check_file"]


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
    def exit_code(self) -> int:
        """0, or 1 for findings of level error, or 2 where there is no map."""
        if self.report is None:
            return 2
        return 1 if self.report.errors else 0


def check_file(name: str, select: Sequence[str] | None, ignore: Sequence[str]) -> Checked:
    """Read and check the map that an argument names. It raises nothing that the argument is to blame for."""
    file = None if name == STDIN else from_here(name)
    try:
        source = read(name)
    except FormatError as error:
        return Checked("<stdin>" if name == STDIN else name, file, faults=error.faults, complaint=str(error))
    except (JourneyError, OSError) as error:
        return Checked(name, file, faults=(Fault("", told(error), "unreadable", file=name),), complaint=told(error))
    report = check(source.journey, select, ignore)
    spotted = [Spotted(each, *(source.locate(each.place) or (None, None))) for each in report]
    return Checked(source.name, source.file and from_here(source.file), report, tuple(spotted))
