"""What is said at a point, in the ways to try: the persona's name, the figure and the feeling, in lines."""

from __future__ import annotations

from typing import Final
from unicodedata import bidirectional

from journeykit.render.flow.cards import feeling
from journeykit.render.poster.curve.track import Dot
from journeykit.render.text import clean, wrap

__all__ = ["figure", "heads", "shows", "words"]

_NARROW: Final = 104.0  # px: words in several short lines find room more easily than in a long one
_MOST: Final = 3  # lines of words in the chart; longer ones stand below it


def figure(dot: Dot) -> str:
    """The value of a point, and whether it is an extreme."""
    return f"{feeling(dot.feeling.value)} {dot.tag}".strip()


def shows(text: str) -> bool:
    """Whether there is something to be seen of a text: soft hyphens and isolates alone are nothing."""
    return bool(clean(text).strip("\u00ad\u2068\u2069 "))


def heads(dot: Dot, name: str, room: float, size: float) -> list[tuple[str, ...]]:
    """The figure, after the name if there is one, on the same line or on the next; none where it needs more lines."""
    said = figure(dot)
    if not name:
        return [(said,)]
    rows = wrap(name, room, size, bold=True, lines=3)
    if not rows or len(rows) > 2 or any(row.endswith(("-", "…")) for row in rows):
        return []
    below, whole = (*rows, said), " ".join(rows)
    if len(rows) == 2 or any(bidirectional(each) in {"R", "AL"} for each in whole):
        return [below]  # a figure would stand on the wrong side of a name from right to left
    return [(f"{whole} {said}",), below]


def words(dot: Dot, room: float, size: float) -> list[tuple[str, ...]]:
    """The feeling, one time without lines where there is none to show; nothing where it is too long for the chart."""
    if not shows(dot.feeling.words):
        return [()]
    ways = [wrap(dot.feeling.words, min(room, each), size, lines=_MOST + 1) for each in (_NARROW, room)]
    return [each for each in dict.fromkeys(ways) if len(each) <= _MOST]
