"""Markdown: a map as a table to paste into an issue or a wiki; what is read is the Mermaid journey in a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from journeykit.io.registry import Format

if TYPE_CHECKING:
    from journeykit.io.loss import Loss
    from journeykit.io.parsed import Parsed
    from journeykit.io.text import Text
    from journeykit.model import JourneyMap

__all__ = ["FORMAT"]


def _write(map: JourneyMap, scores: Any = None, block: int | str | None = None) -> str:  # noqa: ARG001 - for reading
    from journeykit.io.tables.markdown_text import write

    return write(map, scores)


def _read(text: Text, scores: str | Sequence[float] = "1..5", block: int | str | None = None) -> Parsed:
    from journeykit.io.mermaid.reading import read
    from journeykit.io.mermaid.scores import Scale

    return read(text, Scale.told(scores), block)


def _losses(map: JourneyMap, scores: Any = None, block: int | str | None = None) -> Sequence[Loss]:  # noqa: ARG001 - as above
    from journeykit.io.tables.markdown_text import losses

    return losses(map)


FORMAT = Format(
    "markdown",
    (".md", ".markdown"),
    _write,
    _read,
    most_bytes=1_000_000,
    losses=_losses,
    takes=("scores", "block"),
)
