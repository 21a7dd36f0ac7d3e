"""A poster on a sheet of paper: as many rows as fill it best, and a warning where that makes the text too small."""

from __future__ import annotations

import warnings
from typing import Final

from journeykit.render.paper import SHEETS, Page, TooSmall
from journeykit.render.poster.columns import columns, widest
from journeykit.render.poster.sizes import COLUMN, LABELS, MARGIN, SMALL
from journeykit.render.poster.view import Frame, Poster
from journeykit.render.scene import Scene
from journeykit.render.sheet import Sheet
from journeykit.render.svg import number
from journeykit.render.theme import Themed

__all__ = ["to_page", "to_sheets"]

BORDER: Final = 8.0  # mm that printers leave white
_MOST_ROWS: Final = 8
LEGIBLE: Final = 7.0  # pt
_POINT: Final = 25.4 / 72  # mm
_NEARLY: Final = 0.9  # of the largest text: what is gained above that is not worth a sheet more
_ROUNDED: Final = 0.05 * _POINT / SMALL  # the mm of a px that make no difference to a size as it is printed


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

    Warns with TooSmall where the smallest text is below 7 pt: a larger sheet, fewer lanes or one persona help, or a
    PDF, which takes as many sheets as it needs.
    """
    paper = SHEETS[page]
    mm, poster = _largest(scene, sheet, paper, theme=theme, scale=scale, width=width, kind=kind)
    smallest = SMALL * mm / _POINT
    if mm < LEGIBLE * _POINT / SMALL - _ROUNDED:
        warnings.warn(
            f"on one {paper.name} sheet the smallest text is {smallest:.1f} pt, below {LEGIBLE:g}: choose a larger "
            "sheet, fewer lanes or one persona, or save it as PDF, which takes as many sheets as it needs",
            TooSmall,
            stacklevel=2,
        )
    return poster.svg(_frame(paper, mm))


def to_sheets(
    scene: Scene,
    sheet: Sheet,
    *,
    page: str,
    theme: Themed = "auto",
    scale: str | None = None,
    width: float | None = None,
    kind: str = "poster",
) -> tuple[str, ...]:
    """The poster on as many landscape sheets as it takes for text of 7 pt or little less, each holding whole rows.

    One sheet where that is legible. A row that is higher than a sheet is made smaller, and TooSmall warns of it.
    """
    paper = SHEETS[page]
    single, poster = _largest(scene, sheet, paper, theme=theme, scale=scale, width=width, kind=kind)
    legible = LEGIBLE * _POINT / SMALL
    if single >= legible - _ROUNDED:
        return (poster.svg(_frame(paper, single)),)
    tried = [(single, poster, [poster.whole])]
    across = (paper.width - 2 * BORDER) / legible
    for each in [width] if width else [across, *_folds(scene, sheet, scale)]:
        made = Poster(scene, sheet, scale=scale, width=each, theme=theme, kind=kind)
        pieces = made.parts((paper.height - 2 * BORDER) / legible)
        tried.append((min(legible, *(_fitting(paper, made.width, part.height) for part in pieces)), made, pieces))
    enough = max(mm for mm, _, _ in tried) * _NEARLY
    smallest, poster, parts = min(
        (each for each in tried if each[0] >= enough), key=lambda each: (len(each[2]), -each[0])
    )
    if smallest < legible - _ROUNDED:
        warnings.warn(
            f"a row of stages is higher than an {paper.name} sheet; its smallest text is "
            f"{SMALL * smallest / _POINT:.1f} pt, below {LEGIBLE:g}: choose a larger sheet or fewer lanes",
            TooSmall,
            stacklevel=2,
        )
    return tuple(
        poster.svg(_frame(paper, min(legible, _fitting(paper, poster.width, part.height)), (index, len(parts))), part)
        for index, part in enumerate(parts, start=1)
    )


def _largest(
    scene: Scene,
    sheet: Sheet,
    paper: Page,
    *,
    theme: Themed,
    scale: str | None,
    width: float | None,
    kind: str,
) -> tuple[float, Poster]:
    """The poster at the fold that leaves it largest on one sheet, and the mm that a px of it then has."""
    best: tuple[float, Poster] | None = None
    for each in [width] if width else _folds(scene, sheet, scale):
        made = Poster(scene, sheet, scale=scale, width=each, theme=theme, kind=kind)
        mm = _fitting(paper, made.width, made.height)
        if best is None or mm > best[0]:
            best = (mm, made)
    assert best is not None  # one row is always tried  # noqa: S101
    return best


def _fitting(paper: Page, width: float, height: float) -> float:
    """The mm that a px may have."""
    return min((paper.width - 2 * BORDER) / width, (paper.height - 2 * BORDER) / height)


def _frame(paper: Page, mm: float, sheet: tuple[int, int] = (1, 1)) -> Frame:
    size = (f"{number(paper.width)}mm", f"{number(paper.height)}mm")
    return Frame(paper.width / mm, paper.height / mm, *size, BORDER / mm, sheet)


def _folds(scene: Scene, sheet: Sheet, scale: str | None) -> list[float | None]:
    """For each number of rows up to eight, the narrowest width that needs no more of them; None: one row."""
    found: dict[int, float | None] = {1: None}
    whole = widest(scene, sheet, scale)
    for cells in range(2, int((whole - LABELS - 2 * MARGIN) / COLUMN) + 1):
        width = LABELS + 2 * MARGIN + cells * COLUMN + 1
        rows = len(columns(scene, sheet, scale=scale, width=width))
        if 1 < rows <= _MOST_ROWS:
            found.setdefault(rows, width)
    return list(found.values())
