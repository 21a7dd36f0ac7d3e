"""Changes of a text: what stands from one character to another becomes something else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Edit", "UnsafeError", "applied"]


class UnsafeError(Exception):
    """A repair that cannot be written without touching something else; the text says why."""


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """What stands from `start` up to `end`, counted in characters from 0, becomes `text`."""

    start: int
    end: int
    text: str = ""


def applied(raw: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made. Raises UnsafeError where two of them touch the same characters.

    >>> applied("a: 1, b: 2", [Edit(6, 10, "c: 3"), Edit(0, 6)])
    'c: 3'
    """
    parts: list[str] = []
    at = 0
    for edit in sorted(set(edits)):
        if edit.start < at:
            raise UnsafeError("two repairs touch the same words")
        parts += (raw[at : edit.start], edit.text)
        at = edit.end
    return "".join([*parts, raw[at:]])
