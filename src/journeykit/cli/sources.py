"""Where a map comes from: a file, standard input, or a Python module; and where its parts stand."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from journeykit.errors import Fault, FormatError
from journeykit.io.parsed import location

if TYPE_CHECKING:
    from journeykit.cli.python_places import PythonPlaces
    from journeykit.io.parsed import Parsed
    from journeykit.io.registry import Format
    from journeykit.model import JourneyMap

__all__ = ["FILE_HELP", "STDIN", "Source", "placed", "read"]

STDIN = "-"
FILE_HELP = (
    "A YAML or JSON file, or one of another format that is read; `-` for standard input; or a map in Python as "
    "`path/to/file.py:name` or `module:name`, which runs that code."
)


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
        options: of the format, with which the document was read.
    """

    name: str
    file: str | None
    journey: JourneyMap
    stem: str
    data: bytes | None = None
    format: Format | None = None
    options: dict[str, Any] = field(default_factory=dict)

    def locate(self, place: str) -> tuple[int, int] | None:
        """Line and column of a place like `stages[1].steps[0]`, or of the nearest part around it that is found."""
        if self.data is None:
            return self._in_python.locate(place) if self._in_python is not None else None
        parsed = self._parsed
        if parsed is None or parsed.places is None:
            return None
        loc = location(place)
        if loc[:1] == ("flow",) and len(loc) > 1:
            loc = self._in_flow(loc, parsed.tree)
        return parsed.places.locate(loc, key=False)

    def _in_flow(self, loc: tuple[str | int, ...], tree: object) -> tuple[str | int, ...]:
        """The place as the file has it, where the map has joined chains; the whole flow where that is not known."""
        from journeykit.io.fixing import as_written
        from journeykit.model.document import document

        index = loc[1]
        if isinstance(index, int) and isinstance(tree, dict):
            found = as_written(index, document(self.journey).get("flow"), tree.get("flow"))
            if found is not None:
                return ("flow", found, *loc[2:])
        return ("flow",)

    @cached_property
    def _in_python(self) -> PythonPlaces | None:
        from journeykit.cli.python_places import PythonPlaces

        try:
            text = Path(self.file or "").read_text(encoding="utf-8")
        except (OSError, ValueError):  # it came from no file, or from one that is no text
            return None
        return PythonPlaces(text, self.stem, self.journey)

    @cached_property
    def _parsed(self) -> Parsed | None:
        from journeykit.io.text import decode

        if self.data is None or self.format is None or self.format.read is None:
            return None
        content = self.data if self.format.binary else decode(self.data, self.format.most_bytes)
        return self.format.read(content, **self.options)


def placed(fault: Fault, source: Source) -> Fault:
    """A fault of a part of the map, with file, line and column where they are known."""
    spot = source.locate(fault.place)
    return (
        replace(fault, file=source.file)
        if spot is None
        else replace(fault, file=source.file, line=spot[0], column=spot[1])
    )


def read(name: str, format: str | None = None, options: dict[str, Any] | None = None) -> Source:
    """The map that an argument names, in the format that its suffix tells unless one is given.

    What was lost or guessed in another format is said on standard error.

    Raises FormatError, UnknownName and OSError as `journeykit.load` does, and PythonMapError for a map in Python that
    cannot be had.
    """
    from journeykit.io.registry import format_named, format_of

    given = options or {}
    if name == STDIN:
        return _document("<stdin>", None, *_stdin(format), given)
    path = Path(name)
    if format is None and (path.suffix == ".py" or not path.exists()):
        from journeykit.cli.python_maps import find, split

        named = split(name)
        if named is not None:
            journey, file = find(*named)
            return Source(name, file, journey, named[1].rpartition(".")[2])
    with path.open("rb") as stream:
        chosen = format_of(path) if format is None else format_named(format)
        return _document(name, name, stream.read(chosen.most_bytes + 1), chosen, given)


def _stdin(format: str | None) -> tuple[bytes, Format]:
    from journeykit.io.registry import format_named, formats

    most = max(each.most_bytes for each in formats().values())
    data = sys.stdin.buffer.read(most + 1)
    begin = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    return data, format_named(format or ("json" if begin == b"{" else "yaml"))


def _document(name: str, file: str | None, data: bytes, format: Format, options: dict[str, Any]) -> Source:
    from journeykit.cli.screen import complain
    from journeykit.io import loads_with_losses
    from journeykit.io.loss import rolled_up

    try:
        found = loads_with_losses(data, format.name, **options)
    except FormatError as error:
        raise FormatError(replace(fault, file=name) for fault in error.faults) from None
    for line in rolled_up(found.losses):
        complain(f"warning: {name}: {line}")
    stem = Path(name).name if file else found.journey.id
    for suffix in format.suffixes:
        if stem.lower().endswith(suffix) and len(stem) > len(suffix):
            stem = stem[: -len(suffix)]
            break
    return Source(name, file, found.journey, stem, data, format, options)
