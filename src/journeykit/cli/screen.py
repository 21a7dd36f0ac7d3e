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

__all__ = ["COLOURS", "Part", "as_options", "complain", "say", "table", "told", "warn", "warned", "write"]

Part: TypeAlias = "str | tuple[str, str]"
"""A text, or a text with a style of rich."""

_ARGUMENT: Final = re.compile(
    r"\b(case|activity|timestamp|order|customer|channel|value|score|status|failed|timezone|time_format|decimal|horizon|"
    r"memory|map|score_scale|since|until|method|level|by|per|window|max_steps|smoothing|together|assumed|personas)="
    r"(?:True|('[^']*'|\([^)]*\)|\d+)|(?=[\s,.:;?)]|$))"
)
"""How the library calls what commands take as an option: with a value, as a switch, or alone."""
_COLUMN: Final = re.compile(r"EventLog\(…, (\w+)='?…'?\)")
_MEMORY: Final = re.compile(r"\border=(\d+)(?= is too much| gives more)")  # of a Markov chain, not among equal times
_WATCHED: Final = re.compile(r"^until(?=, [^,]+, lies before)")  # and not which events are looked at
_SCALE: Final = re.compile(r"\bscore_scale=\(([^,)]*), ([^)]*)\)")
_FIRST: Final = re.compile(
    r"^(smoothing|prior|statistic|coverage|min_share|max_steps|stages|examples|personas|score_scale|horizon)"
    r"(?:=True)?(?=(?:: | is ))"
)
"""What a complaint begins with: the argument that it is about."""
_PHRASES: Final = (
    ("missing='leave out'", "--leave-out-incomplete"),
    ("conversion={'…': 10}", "--conversion '…=10'"),
    ("conversion='…'", "--conversion '…'"),
    ("log.filter(until=…)", "--until"),
    ("filter(until=…)", "--until"),
    ("filter(since=…)", "--since"),
    ("log's own zone: timezone=", "log's own zone: --clocks "),
)

warned: set[str] = set()
"""The warnings of this command that were printed; notes do not repeat them."""

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
    >>> as_options("is case= the right column? say it with EventLog(…, channel='…'); together=True makes all hold")
    'is --case the right column? say it with --channel COLUMN; --together makes all hold'
    >>> as_options("each of at most 1 (max_steps=2); is it a placeholder? filter(until=…) leaves it out")
    'each of at most 1 (--max-steps 2); is it a placeholder? --until leaves it out'
    >>> as_options("min_share is a share of 0..1, not 2.0")
    '--min-share is a share of 0..1, not 2.0'
    """
    text = _WATCHED.sub("--watched-until", _MEMORY.sub(r"--markov-order \1", _FIRST.sub(_as_named, text)))
    for said, option in _PHRASES:
        text = text.replace(said, option)
    text = _SCALE.sub(r"--score-scale \1..\2", _COLUMN.sub(_as_column, text))
    return _ARGUMENT.sub(_as_option, text)


def _as_named(found: re.Match[str]) -> str:
    return f"--{found[1].replace('_', '-')}"


def _as_column(found: re.Match[str]) -> str:
    return f"--{found[1].replace('_', '-')} COLUMN"


def _as_option(found: re.Match[str]) -> str:
    return f"--{found[1].replace('_', '-')}{f' {found[2]}' if found[2] else ''}"


def warn(message: object) -> None:
    """Print a warning on standard error, each once; what was said so needs no note in the result."""
    line = as_options(str(message))
    if line not in warned:
        warned.add(line)
        complain(f"warning: {line}")


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
