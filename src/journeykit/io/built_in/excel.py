"""Excel: the table that a workshop fills in, with sheets for outcomes, personas, sources and the map itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit.io.registry import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from journeykit.io.loss import Loss
    from journeykit.io.parsed import Parsed
    from journeykit.model import JourneyMap

__all__ = ["FORMAT"]


def _write(map: JourneyMap, scores: Any = None) -> bytes:
    from journeykit.io.tables.excel_format import write

    return write(map, scores)


def _read(data: bytes, scores: Any = None) -> Parsed:
    from journeykit.io.tables.excel_format import read

    return read(data, scores)


def _losses(map: JourneyMap, scores: Any = None) -> Sequence[Loss]:
    from journeykit.io.tables.excel_format import losses

    return losses(map, scores)


FORMAT = Format(
    "excel", (".xlsx",), _write, _read, most_bytes=10_000_000, losses=_losses, takes=("scores",), binary=True
)
