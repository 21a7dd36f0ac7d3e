"""CJML 2.0: planned and actual journeys of actors and touchpoints, as XML."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.io.registry import Format

if TYPE_CHECKING:
    from journeykit.io.loss import Loss
    from journeykit.io.parsed import Parsed
    from journeykit.io.text import Text
    from journeykit.model import JourneyMap

__all__ = ["FORMAT"]


def _write(map: JourneyMap, journey: str | None = None) -> str:
    from journeykit.io.cjml.write import write

    _ = journey  # a written document has one
    return write(map)


def _read(text: Text, journey: str | None = None) -> Parsed:
    from journeykit.io.cjml.read import read

    return read(text, journey)


def _losses(map: JourneyMap, journey: str | None = None) -> tuple[Loss, ...]:
    from journeykit.io.cjml.lost import losses

    _ = journey
    return losses(map)


FORMAT = Format("cjml", (".cjml.xml", ".cjml"), _write, _read, losses=_losses, takes=("journey",))
