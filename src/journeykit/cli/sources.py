"""Where a map comes from: a file, standard input, or a Python module; and where its parts stand."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from journeykit.errors import Fault, FormatError

if TYPE_CHECKING:
    from journeykit.io.parsed import Places
    from journeykit.io.registry import Format
    from journeykit.model import JourneyMap

__all__ = ["FILE_HELP", "STDIN", "Source", "location", "placed", "read"]

STDIN = "-"
FILE_HELP = (
    "A YAML or JSON file; `-` for standard input; or a map in Python as `path/to/file.py:name` or `module:name`, "
    "which runs that code."
)
_PART = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


@dataclass(frozen=True)
class Source:
    """A map with what is known of its text.

    Attributes:
        name: what messages call it: the argument as it was typed.
        file: the file that it stands in, None for standard input.
        journey: the map.
        stem: what a file made from it may be called.
        data: the document, None for a map in Python.
        format: of the document.
    """

    name: str
    file: str | None
    journey: JourneyMap
    stem: str
    data: bytes | None = None
    format: Format | None = None

    def locate(self, place: str) -> tuple[int, int] | None:
        """Line and column of a place like `stages[1].steps[0]`, or of the nearest part around it; None in Python."""
        return self._places.locate(location(place), key=False) if self._places is not None else None

    @cached_property
    def _places(self) -> Places | None:
        from journeykit.io.text import decode

        if self.data is None or self.format is None or self.format.read is None:
            return None
        return self.format.read(decode(self.data, self.format.most_bytes)).places


def location(place: str) -> tuple[str | int, ...]:
    """The keys and indexes of a place.

    >>> location("stages[1].steps[0].emotion")
    ('stages', 1, 'steps', 0, 'emotion')
    """
    return tuple(int(match[1]) if match[1] else match[2] for match in _PART.finditer(place))


def placed(fault: Fault, source: Source) -> Fault:
    """A fault of a part of the map, with file, line and column where they are known."""
    spot = source.locate(fault.place)
    return (
        replace(fault, file=source.file)
        if spot is None
        else replace(fault, file=source.file, line=spot[0], column=spot[1])
    )


def read(name: str, format: str | None = None) -> Source:
    """The map that an argument names, in the format that its suffix tells unless one is given.

    Raises FormatError, UnknownName and OSError as `journeykit.load` does, and PythonMapError for a map in Python that
    cannot be had.
    """
    from journeykit.io.registry import format_named, format_of

    if name == STDIN:
        return _document("<stdin>", None, *_stdin(format))
    path = Path(name)
    if format is None and (path.suffix == ".py" or not path.exists()):
        from journeykit.cli.python_maps import find, split

        named = split(name)
        if named is not None:
            journey, file = find(*named)
            return Source(name, file, journey, named[1].rpartition(".")[2])
    with path.open("rb") as stream:
        chosen = format_of(path) if format is None else format_named(format)
        return _document(name, name, stream.read(chosen.most_bytes + 1), chosen)


def _stdin(format: str | None) -> tuple[bytes, Format]:
    from journeykit.io.registry import format_named, formats

    most = max(each.most_bytes for each in formats().values())
    data = sys.stdin.buffer.read(most + 1)
    begin = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return data, format_named(format or ("json" if begin == b"{" else "yaml"))


def _document(name: str, file: str | None, data: bytes, format: Format) -> Source:
    from journeykit.io import loads

    try:
        journey = loads(data, format.name)
    except FormatError as error:
        raise FormatError(replace(fault, file=name) for fault in error.faults) from None
    stem = Path(name).name if file else journey.id
    for suffix in format.suffixes:
        if stem.lower().endswith(suffix) and len(stem) > len(suffix):
            stem = stem[: -len(suffix)]
            break
    return Source(name, file, journey, stem, data, format)
