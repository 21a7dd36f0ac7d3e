"""How backed a claim is, as a sign: an empty dashed ring, a half-filled one, a full one."""

from __future__ import annotations

from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.sheet import Level
from journeykit.render.svg import number

__all__ = ["level_mark", "level_words"]

_WORDS: Final[dict[Level, str]] = {
    "assumption": "assumption",
    "partial": "one kind of source",
    "research": "two or more kinds of source",
}
_RADIUS = 4.5


def level_words(level: Level) -> str:
    """The level in words.

    >>> level_words("partial")
    'one kind of source'
    """
    return _WORDS[level]


def level_mark(brush: Brush, level: Level, x: float, y: float) -> str:
    """The sign with its middle at x and y."""
    ring: dict[str, str | float | None] = {"cx": x, "cy": y, "r": _RADIUS, "stroke-width": 1.4}
    if level == "assumption":
        return brush.make("circle", ring | {"stroke-dasharray": "2 2"}, fill="none", stroke="fade")
    if level == "research":
        return brush.make("circle", ring, fill="ink", stroke="ink")
    half = f"M{number(x)} {number(y - _RADIUS)}a{_RADIUS} {_RADIUS} 0 0 1 0 {2 * _RADIUS:g}z"
    return brush.make("circle", ring, fill="paper", stroke="ink") + brush.make("path", {"d": half}, fill="ink")
