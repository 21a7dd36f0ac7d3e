"""A map and an event log that were given in each other's place: that is what is said, not that the log is no map."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import typer

from journeykit.cli.log_options import LogOptions
from journeykit.errors import JourneyError

__all__ = ["in_order"]

_ONLY_LOGS: Final = (".parquet", ".pq", ".jsonl", ".ndjson", ".xes", ".tab")
_PACKED: Final = (".gz", ".gzip", ".zst", ".zstd")
_BOTH: Final = (".csv", ".tsv", ".json")
_OF_MAPS: Final = {"stage", "stages", "step", "steps", "journeykit"}  # logs may have them, beside columns of their own


@contextmanager
def in_order(command: str, map_file: str, options: LogOptions) -> Iterator[None]:
    """Where the map or the log cannot be read, look whether each stands in the place of the other.

    Raises typer.BadParameter with the command line that was meant; any other error goes on as it is.

    >>> with in_order("fit", "shop.yaml", LogOptions(["visits.csv"])):
    ...     raise FileNotFoundError("neither is there")
    Traceback (most recent call last):
        ...
    FileNotFoundError: neither is there
    """
    try:
        yield
    except (JourneyError, OSError):
        meant = next((each for each in options.log if _is_map(each)), None)
        if meant is None or not _is_log(map_file, options):
            raise
        line = ["journeykit", command, meant, map_file, *(each for each in options.log if each != meant)]
        raise typer.BadParameter(
            f"{map_file} is an event log, and {meant} a map: the map comes first, then the log: {shlex.join(line)}"
        ) from None


def _is_map(name: str) -> bool:
    """Whether a file is a map: by its name, and by reading it where logs have such names, too. Runs no Python."""
    from journeykit.cli.python_maps import PythonMapError, split
    from journeykit.io import format_of, loads_with_losses

    try:
        if split(name) is not None:
            return True
    except PythonMapError:  # a file of Python, which is no log whatever it holds
        return True
    path = Path(name)
    if not path.is_file() or path.suffix.lower() in _ONLY_LOGS:
        return False
    try:
        reader = format_of(path)
        if path.suffix.lower() not in _BOTH:
            return True
        with path.open("rb") as stream:
            loads_with_losses(stream.read(reader.most_bytes + 1), reader.name)
    except (JourneyError, OSError):
        return False
    return True


def _is_log(name: str, options: LogOptions) -> bool:
    """Whether a file or a pattern holds events: by its name, else by its columns."""
    from journeykit.errors import UnknownName
    from journeykit.events.engines import opened
    from journeykit.events.roles import chosen
    from journeykit.io import format_of

    path = Path(name)
    endings = [each.lower() for each in path.suffixes if each.lower() not in _PACKED]
    if endings and endings[-1] in _ONLY_LOGS:
        return True
    try:
        format_of(path)
        if path.suffix.lower() not in _BOTH:
            return False
    except UnknownName:
        pass  # a log may be called anything
    try:
        frame, _, _ = opened(name)
        columns = [each for each in frame.columns if each != "jk_row"]
    except JourneyError:
        return False
    if not _OF_MAPS & {each.lower() for each in columns}:
        return len(columns) > 1
    try:
        chosen(columns, {"case": options.case, "activity": options.activity, "timestamp": options.timestamp})
    except JourneyError:
        return False
    return True
