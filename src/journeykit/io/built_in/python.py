"""Python: the source that builds the map. It is written and never read, because reading it would execute it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.io.registry import Format

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["FORMAT"]


def _write(map: JourneyMap) -> str:
    from journeykit.io.dsl.source import source

    return source(map)


FORMAT = Format("python", (".py",), _write)
