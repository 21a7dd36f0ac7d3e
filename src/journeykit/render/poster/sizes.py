"""The measures of a poster, in px: one table, so that parts made by different files stand in one rhythm."""

from __future__ import annotations

from typing import Final

__all__ = [
    "BODY",
    "CARD_GAP",
    "COLUMN",
    "HINT",
    "LABELS",
    "LEADING",
    "MARGIN",
    "NARROWEST",
    "OUTCOME",
    "PAD",
    "SMALL",
]

MARGIN: Final = 24.0  # around everything
LABELS: Final = 132.0  # the names of the lanes, at the left
COLUMN: Final = 180.0  # of one step
NARROWEST: Final = 96.0  # a column on a scale of time
OUTCOME: Final = 172.0
CARD_GAP: Final = 20.0  # between two cards: an arrow fits
PAD: Final = 10.0  # inside a card or a lane
BODY: Final = 13.0  # font sizes; on A3 with 15 columns 13 px are 7 pt
SMALL: Final = 12.0
HINT: Final = 12.0
LEADING: Final = 1.36  # fallback fonts for Arabic and ideographs are taller than Arial
