"""Mermaid's `journey`: read leniently, from Markdown too; written so that Mermaid parses it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journeykit.io.loss import Loss
from journeykit.io.parsed import Parsed
from journeykit.io.registry import Format
from journeykit.io.text import Text

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["FORMAT"]

_SCORES = "1..5"


def _read(
    text: Text, scores: str | Sequence[float] = _SCORES, block: int | str | None = None, decimals: int | str = 0
) -> Parsed:
    from journeykit.io.mermaid.reading import read
    from journeykit.io.mermaid.scores import Scale, places_of

    places_of(decimals)  # for writing: a wrong one is told all the same
    return read(text, Scale.told(scores), block)


def _write(
    map: JourneyMap,
    scores: str | Sequence[float] = _SCORES,
    block: int | str | None = None,  # noqa: ARG001 - for reading
    decimals: int | str = 0,
) -> str:
    from journeykit.io.mermaid.kept import kept
    from journeykit.io.mermaid.scores import Scale, places_of
    from journeykit.io.mermaid.writing import written

    scale, places = Scale.told(scores), places_of(decimals)
    return written(kept(map, scale, places), scale, places)


def _losses(
    map: JourneyMap,
    scores: str | Sequence[float] = _SCORES,
    block: int | str | None = None,  # noqa: ARG001 - for reading
    decimals: int | str = 0,
) -> Sequence[Loss]:
    from journeykit.io.mermaid.lost import losses_of
    from journeykit.io.mermaid.scores import Scale, places_of

    return losses_of(map, Scale.told(scores), places_of(decimals))


FORMAT = Format(
    "mermaid",
    (".mermaid", ".mmd"),
    _write,
    _read,
    most_bytes=1_000_000,
    losses=_losses,
    takes=("scores", "block", "decimals"),
)
