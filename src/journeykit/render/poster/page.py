"""A poster on a sheet of paper: as many rows as fill it best, and a warning where that makes the text too small."""

from __future__ import annotations

import warnings
from typing import Final

from journeykit.render.paper import SHEETS, TooSmall
from journeykit.render.poster.columns import widest
from journeykit.render.poster.sizes import LABELS, MARGIN, SMALL
from journeykit.render.poster.view import Frame, Poster
from journeykit.render.scene import Scene
from journeykit.render.sheet import Sheet
from journeykit.render.svg import number
from journeykit.render.theme import Themed

__all__ = ["to_page"]

_BORDER: Final = 8.0  # mm that printers leave white
_MOST_ROWS: Final = 12
_LEGIBLE: Final = 7.0  # pt
_POINT: Final = 25.4 / 72  # mm


def to_page(
    scene: Scene,
    sheet: Sheet,
    *,
    page: str,
    theme: Themed = "auto",
    scale: str | None = None,
    width: float | None = None,
    kind: str = "poster",
) -> str:
    """The poster on one landscape sheet, at the fold that leaves its text largest.

    Warns with TooSmall where the smallest text is below 7 pt: a larger sheet, fewer lanes or one persona help.
    """
    paper = SHEETS[page]
    room = (paper.width - 2 * _BORDER, paper.height - 2 * _BORDER)
    whole = widest(scene, sheet, scale) - LABELS - 2 * MARGIN
    widths = [width] if width else [None, *(whole / rows * 1.04 + LABELS + 2 * MARGIN for rows in range(2, _MOST_ROWS))]
    best: tuple[float, Poster] | None = None
    for each in widths:
        made = Poster(scene, sheet, scale=scale, width=each, theme=theme, kind=kind)
        mm = min(room[0] / made.width, room[1] / made.height)
        if best is not None and mm < best[0] * 0.9:
            break  # more rows only make it longer
        if best is None or mm > best[0]:
            best = (mm, made)
    assert best is not None  # the first width is always tried  # noqa: S101
    mm, poster = best
    smallest = SMALL * mm / _POINT
    if smallest < _LEGIBLE - 0.05:  # as it is printed
        warnings.warn(
            f"on {paper.name} the smallest text is {smallest:.1f} pt, below {_LEGIBLE:g}: "
            "choose a larger sheet, fewer lanes or one persona",
            TooSmall,
            stacklevel=2,
        )
    size = (f"{number(paper.width)}mm", f"{number(paper.height)}mm")
    return poster.svg(Frame(paper.width / mm, paper.height / mm, *size))
