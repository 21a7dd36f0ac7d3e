"""The colour of a feeling: blue is good, orange is bad; a face and a figure say the same beside it."""

from __future__ import annotations

__all__ = ["tint"]


def tint(emotion: float | None) -> str:
    """The colour of a card by the feeling it leaves.

    >>> [tint(each) for each in (None, -2, -0.5, 0, 0.2, 1.5)]
    ['unknown', 'very_bad', 'bad', 'mixed', 'mixed', 'very_good']
    """
    if emotion is None:
        return "unknown"
    if abs(emotion) < 0.25:  # a hair's breadth is no feeling
        return "mixed"
    strong = abs(emotion) >= 1.5  # halfway between the whole numbers
    if emotion < 0:
        return "very_bad" if strong else "bad"
    return "very_good" if strong else "good"
