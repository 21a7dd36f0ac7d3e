"""Sheets of paper that a drawing may fill."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

__all__ = ["SHEETS", "Page", "TooSmall"]


@dataclass(frozen=True, slots=True)
class Page:
    """A landscape sheet, in mm."""

    name: str
    width: float
    height: float


SHEETS: Final = {"a3": Page("A3", 420.0, 297.0), "a4": Page("A4", 297.0, 210.0)}


class TooSmall(UserWarning):
    """The smallest text of a printed poster is below 7 pt."""
