"""From a map to text and files."""

from __future__ import annotations

import os

from journeykit.files import write_atomically
from journeykit.io.registry import Format, format_named, format_of
from journeykit.model import JourneyMap

__all__ = ["dumps", "save"]


def dumps(map: JourneyMap, format: str) -> str:
    """The map as text in a format: `"json"`, `"yaml"`, or `"python"` for the source that builds it.

    Equal maps give equal text, and `loads(dumps(map, format), format) == map` for JSON and YAML; the Python source
    gives an equal map when executed. Raises UnknownName for an unknown format.

    >>> from journeykit.io import dumps
    >>> from journeykit.model import JourneyMap, Stage
    >>> print(dumps(JourneyMap("first", stages=[Stage("one", ["hello"])]), "yaml"), end="")
    journeykit: 1
    id: first
    stages:
      - id: one
        steps:
          - touchpoint: hello
    """
    return _text(map, format_named(format))


def save(map: JourneyMap, path: str | os.PathLike[str], format: str | None = None) -> None:
    """Write the map to a file, in the format that its name tells unless one is given.

    The text goes through a temporary name beside the file, so that nobody ever reads half of one and a failure
    leaves the old file as it was. Raises UnknownName for an unknown format or suffix, OSError as the system gives it.

    >>> import pathlib, tempfile
    >>> from journeykit.io import load, save
    >>> from journeykit.model import JourneyMap, Stage
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "first.json")
    ...     save(JourneyMap("first", stages=[Stage("one", ["hello"])]), file)
    ...     load(file).id
    'first'
    """
    chosen = format_of(path) if format is None else format_named(format)
    write_atomically(path, _text(map, chosen))


def _text(map: JourneyMap, chosen: Format) -> str:
    if not isinstance(map, JourneyMap):
        raise TypeError(f"what is written is a JourneyMap, not {type(map).__name__}")
    return chosen.write(map)
