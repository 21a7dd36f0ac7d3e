"""What a command prints: with colours on a terminal; plain and unwrapped in a pipe, or where NO_COLOR is set."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final, TextIO, TypeAlias

from journeykit.errors import EventLogError
from journeykit.io.text import showable

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["COLOURS", "Part", "as_options", "complain", "say", "table", "told", "write"]

Part: TypeAlias = "str | tuple[str, str]"
"""A text, or a text with a style of rich."""

_ARGUMENT: Final = re.compile(
    r"\b(case|activity|timestamp|order|customer|channel|value|score|status|timezone|time_format|decimal|horizon|memory|map|"
    r"score_scale|since|until)=('[^']*'|\([^)]*\))"
)
"""How the library calls what commands take as an option."""

COLOURS = {"error": "bold red", "warning": "yellow", "info": "cyan"}


def styled(stream: TextIO) -> bool:
    """Whether colours are wanted there: on a terminal that knows any, unless NO_COLOR is set."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def say(*parts: Part, stream: TextIO | None = None) -> None:
    r"""Print one line. What would steer a terminal is shown as U+FFFD, since maps come from anywhere.

    >>> say(("error", "red"), ": in ", "a\x1b[2Jmap")
    error: in a�[2Jmap
    """
    target = sys.stdout if stream is None else stream
    pairs = [(part, "") if isinstance(part, str) else part for part in parts]
    if not styled(target):
        target.write("".join(showable(text) for text, _ in pairs) + "\n")
        return
    from rich.text import Text

    line = Text.assemble(*((showable(text), style) for text, style in pairs))
    _console(target).print(line, soft_wrap=True, highlight=False)


def table(rows: Iterable[Sequence[str]], styles: Sequence[str] = ()) -> None:
    """Print rows in columns; in a pipe a row is a line, however long."""
    found = [[showable(cell) for cell in row] for row in rows]
    if styled(sys.stdout):
        from rich.table import Table
        from rich.text import Text

        grid = Table.grid(padding=(0, 2))
        for row in found:
            cells = [Text(cell, COLOURS.get(cell, style)) for cell, style in zip(row, styles, strict=True)]
            grid.add_row(*cells)
        _console(sys.stdout).print(grid)
        return
    widths = [max(map(len, column)) for column in zip(*found, strict=True)]
    for row in found:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def told(error: Exception | str) -> str:
    """An error in a sentence; one of the system with its file in front.

    >>> told(FileNotFoundError(2, "No such file or directory", "solar.yaml"))
    'solar.yaml: No such file or directory'
    """
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        return f"{os.fsdecode(error.filename)}: {error.strerror}"
    return as_options(str(error)) if isinstance(error, EventLogError) else str(error)


def as_options(text: str) -> str:
    """What the library calls arguments, as a command's options.

    >>> as_options("say the zone, with timezone='Europe/Berlin', or leave them out with missing='leave out'")
    "say the zone, with --timezone 'Europe/Berlin', or leave them out with --leave-out-incomplete"
    """
    plain = text.replace("missing='leave out'", "--leave-out-incomplete")
    return _ARGUMENT.sub(lambda found: f"--{found[1].replace('_', '-')} {found[2]}", plain)


def complain(error: Exception | str) -> None:
    """Print an error on standard error; a FormatError is all the faults of a file."""
    for line in told(error).splitlines():
        say(line, stream=sys.stderr)


def write(document: str) -> None:
    """Print a document for another program: UTF-8 with its own line ends, whatever the terminal speaks."""
    binary = getattr(sys.stdout, "buffer", None)
    if binary is None:
        sys.stdout.write(document)
        return
    sys.stdout.flush()
    binary.write(document.encode("utf-8"))
    binary.flush()


def _console(stream: TextIO) -> Console:
    from rich.console import Console

    return Console(file=stream, force_terminal=True)
