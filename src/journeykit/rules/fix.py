"""A repair that has one safe answer, as a value: what turns it into an edit of a file is elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Fix"]


@dataclass(frozen=True, slots=True)
class Fix:
    """What to do with one place of a map's tree, as its file writes it.

    Attributes:
        place: the value it is about, as in files: `stages[1].steps[0].title`.
        kind: "remove" the key or the item that stands there, or "replace" its value.
        value: the new text of a value that is replaced.

    >>> Fix("stages[0].title", "remove").value is None
    True
    """

    place: str
    kind: Literal["remove", "replace"]
    value: str | None = None
