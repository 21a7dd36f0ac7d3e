"""What must be said with every figure about one step's worth."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

__all__ = ["MEMORY", "about"]

MEMORY: Final = "without memory: what happens next depends on the step alone, not on how the customer came there"


def about(doubted: Collection[str], left_out: Collection[str] = (), more: Sequence[str] = ()) -> tuple[str, ...]:
    """The sentences, what is assumed first.

    >>> about({"quote"})[0]
    'rests on assumed shares at quote'
    """
    said = [f"rests on assumed shares at {', '.join(sorted(doubted))}"] if doubted else []
    if left_out:
        said.append(
            f"left out, as they rest on assumed shares: {', '.join(sorted(left_out))} (assumed=True shows them)"
        )
    return (*said, *more, MEMORY)
