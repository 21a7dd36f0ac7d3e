"""The map of today that a future map starts from: the file of that id beside it."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from journeykit.cli.screen import complain, told
from journeykit.errors import JourneyError

if TYPE_CHECKING:
    from journeykit.cli.sources import Source
    from journeykit.model import JourneyMap

__all__ = ["SUFFIXES", "baseline_of"]

SUFFIXES = (".journey.yaml", ".yaml", ".json")


def baseline_of(source: Source) -> JourneyMap | None:
    """The baseline that the map names, None where it names none or no such file lies beside it.

    A file that lies there and is no map is said on standard error, and not compared.
    """
    from journeykit.io import load

    if source.journey.baseline is None or source.file is None:
        return None
    for suffix in SUFFIXES:
        path = Path(source.file).with_name(source.journey.baseline + suffix)
        if not path.is_file():
            continue
        try:
            with warnings.catch_warnings(action="ignore"):  # what its format loses is told where it is checked itself
                return load(path)
        except (JourneyError, OSError) as error:
            first = told(error).splitlines()[0]
            complain(f"warning: {source.name}: its baseline is not compared: {first}")
            return None
    return None
