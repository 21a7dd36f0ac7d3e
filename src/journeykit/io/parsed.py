"""What a reader hands on: a plain tree, and where each part of it stands in the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from journeykit.errors import Fault
from journeykit.io.text import Position

if TYPE_CHECKING:
    from journeykit.io.loss import Loss

__all__ = ["Loc", "Parsed", "Places", "location", "place_name"]

Loc = Sequence[str | int]
"""A place in the tree as pydantic gives it: keys and indexes from the root, `("flow", 3, "to")`."""


_PART = re.compile(r"\[(\d+)\]|([^.\[\]]+)")


class Places(Protocol):
    """Finds the parts of a tree in the text that it was read from. It is asked only when there is a fault."""

    def locate(self, loc: Loc, *, key: bool) -> Position | None:
        """Line and column of the value at `loc` (or of its key), or of the nearest part around it that exists."""
        ...

    def remark(self, loc: Loc, code: str) -> str:
        """What the notation itself may have done to the text there, as a sentence; "" where nothing is suspected."""
        ...


@dataclass(frozen=True, slots=True)
class Parsed:
    """A plain tree (dict, list, str, int, float, bool, None), with what its reader knows about it.

    `faults` are those that did not keep the reader from going on: they are reported together with the model's.
    `losses` is what the document says and a map cannot, and what the reader had to guess.
    A format whose text has no lines and columns leaves `places` out.

    >>> from journeykit.io import Parsed
    >>> Parsed({"id": "first", "stages": []}).faults
    ()
    """

    tree: object
    places: Places | None = None
    faults: tuple[Fault, ...] = ()
    losses: tuple[Loss, ...] = ()


def place_name(loc: Loc) -> str:
    """A place for a reader: `flow[3].to`.

    >>> place_name(("stages", 0, "steps", 1, "then a friend"))
    "stages[0].steps[1]['then a friend']"
    """
    parts: list[str] = []
    for part in loc:
        if isinstance(part, int):
            parts.append(f"[{part}]")
        elif part.isidentifier():
            parts.append(f".{part}" if parts else part)
        else:
            parts.append(f"[{part[:60] + '…' if len(part) > 60 else part!r}]")
    return "".join(parts)


def location(place: str) -> tuple[str | int, ...]:
    """The keys and indexes of a place.

    >>> location("stages[1].steps[0].emotion")
    ('stages', 1, 'steps', 0, 'emotion')
    """
    return tuple(int(match[1]) if match[1] else match[2] for match in _PART.finditer(place))
