"""CSV: the table that a workshop fills in, one row per step, in one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit.io.registry import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeykit.io.loss import Loss
    from journeykit.io.parsed import Parsed
    from journeykit.io.text import Text
    from journeykit.model import JourneyMap

__all__ = ["FORMAT"]


def _write(map: JourneyMap, delimiter: str = ",", scores: Any = None) -> str:
    from journeykit.io.tables.csv_format import write

    return write(map, delimiter, scores)


def _read(text: Text, delimiter: str | None = None, scores: Any = None) -> Parsed:
    from journeykit.io.tables.csv_format import read

    return read(text, delimiter, scores)


def _losses(map: JourneyMap, delimiter: str = ",", scores: Any = None) -> Sequence[Loss]:
    from journeykit.io.tables.csv_format import losses

    return losses(map, delimiter, scores)


FORMAT = Format("csv", (".csv",), _write, _read, losses=_losses, takes=("delimiter", "scores"))
