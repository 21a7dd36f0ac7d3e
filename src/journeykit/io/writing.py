"""From a map to text and files."""

from __future__ import annotations

import os
from typing import Any

from journeykit.files import write_atomically
from journeykit.io.loss import Losses
from journeykit.io.registry import Format, format_named, format_of
from journeykit.model import JourneyMap

__all__ = ["dumps", "losses", "save"]


def dumps(map: JourneyMap, format: str, **options: Any) -> str:
    """The map as text in a format: `"json"`, `"yaml"`, or `"python"` for the source that builds it.

    Equal maps give equal text, and `loads(dumps(map, format), format) == map` for JSON and YAML; the Python source
    gives an equal map when executed. Other formats carry less: `losses(map, format)` says what they leave out.
    `options` are those of the format. Raises UnknownName for an unknown format, ValueError for one that is no text.

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
    chosen = format_named(format)
    written = _written(map, chosen, options)
    if isinstance(written, bytes):
        raise ValueError(f"{chosen.name} is no text: save the map to a file")  # noqa: TRY004 - the value of `format`
    return written


def losses(map: JourneyMap, format: str, **options: Any) -> Losses:
    """What of the map a format cannot carry, each with its place; empty for JSON, YAML and Python.

    >>> from journeykit.io import losses
    >>> from journeykit.model import JourneyMap, Stage
    >>> losses(JourneyMap("first", stages=[Stage("one", ["hello"])]), "yaml")
    nothing is lost
    """
    return _losses(map, format_named(format), options)


def save(map: JourneyMap, path: str | os.PathLike[str], format: str | None = None, **options: Any) -> Losses:
    """Write the map to a file, in the format that its name tells unless one is given.

    Returns what the format could not carry: nothing for JSON, YAML and Python. `options` are those of the format.

    The text goes through a temporary name beside the file, so that nobody ever reads half of one and a failure
    leaves the old file as it was. Raises UnknownName for an unknown format or suffix, OSError as the system gives it.

    >>> import pathlib, tempfile
    >>> from journeykit.io import load, save
    >>> from journeykit.model import JourneyMap, Stage
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "first.json")
    ...     save(JourneyMap("first", stages=[Stage("one", ["hello"])]), file)
    ...     load(file).id
    nothing is lost
    'first'
    """
    chosen = format_of(path) if format is None else format_named(format)
    written, lost = _written(map, chosen, options), _losses(map, chosen, options)
    write_atomically(path, written)
    return lost


def _written(map: JourneyMap, chosen: Format, options: dict[str, Any]) -> str | bytes:
    _check(map, chosen, options)
    return chosen.write(map, **options)


def _losses(map: JourneyMap, chosen: Format, options: dict[str, Any]) -> Losses:
    _check(map, chosen, options)
    return Losses(() if chosen.losses is None else chosen.losses(map, **options))


def _check(map: JourneyMap, chosen: Format, options: dict[str, Any]) -> None:
    if not isinstance(map, JourneyMap):
        raise TypeError(f"what is written is a JourneyMap, not {type(map).__name__}")
    chosen.check_options(options)
