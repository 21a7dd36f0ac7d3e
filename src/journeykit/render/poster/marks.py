"""The signs before what a lane says: paths on a square of 16, drawn as lines, so that no font has to have them."""

from __future__ import annotations

from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.flow.icons import icon
from journeykit.render.svg import number

__all__ = ["INK", "TINT", "mark"]

_PERSON: Final = "M8 2.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0 -5.6zM2.8 14c0-3.4 2.3-4.8 5.2-4.8s5.2 1.4 5.2 4.8"
_CLOCK: Final = "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0 -12zM8 4.5v3.8l2.6 1.6"
_RING: Final = "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0 -11z"

_MARKS: Final = {
    "dot": "M8 7a1 1 0 1 0 0 2a1 1 0 1 0 0 -2z",
    "pain": "M8 2l6.4 11.4h-12.8zM8 6.4v3.4M8 11.4v.2",
    "again": "M13 8.4a5 5 0 1 1-1.5-4M13.2 1.8v3.2h-3.2",
    "low": "M8 2.5v10.4M3.8 8.8l4.2 4.4 4.2-4.4",
    "leave": "M9.5 2h-6.5v12h6.5M6.5 8h7.5M11.3 5.2l2.8 2.8-2.8 2.8",
    "gain": _RING + "M8 5.2v5.6M5.2 8h5.6",
    "idea": "M5.6 10.2a4.2 4.2 0 1 1 4.8 0v1.8h-4.8zM6.3 14.4h3.4",
    "solution": "M2.5 8.5l3.6 3.8 7.4-8.6",
    "need": "M8 13.6c-8-4.8-6.6-10.4-3-10.4c1.6 0 2.6 1 3 2c.4-1 1.4-2 3-2c3.6 0 5 5.6-3 10.4z",
    "expectation": _RING + "M8 8m-2 0a2 2 0 1 0 4 0a2 2 0 1 0 -4 0",
    "met": "M3 8.6l3.4 3.6 6.8-8",
    "missed": "M3.8 3.8l8.4 8.4M12.2 3.8l-8.4 8.4",
    "exceeded": "M8 13.5v-10M3.8 7.2l4.2-4.4 4.2 4.4",
    "objection": _RING + "M4.2 11.8l7.6-7.6",
    "question": _RING + "M6.2 6.6a1.9 1.9 0 1 1 2.7 1.8c-.7.4-.9.7-.9 1.3M8 11.5v.2",
    "content": "M3.5 2h6l3 3v9h-9zM9.5 2v3h3M5.8 8h4.6M5.8 10.6h4.6",
    "quote": "M2.6 11.2v-3.2c0-2.4 1-3.8 3.2-4.4M2.6 8h3.2v3.2h-3.2z"
    "M9.2 11.2v-3.2c0-2.4 1-3.8 3.2-4.4M9.2 8h3.2v3.2h-3.2z",
    "owner": _PERSON,
    "human": _PERSON,
    "technology": "M2 3h12v8h-12zM5.5 13.8h5M8 11v2.8",
    "process": "M8 5.4a2.6 2.6 0 1 0 0 5.2a2.6 2.6 0 1 0 0-5.2zM8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2"
    "M3.6 3.6l1.4 1.4M11 11l1.4 1.4M12.4 3.6l-1.4 1.4M5 11l-1.4 1.4",
    "fail": "M8 2l6.4 11.4h-12.8zM8 6.4v3.4M8 11.4v.2",
    "wait": _CLOCK,
    "thing": "M8 1.8l6 3v6.4l-6 3l-6 -3v-6.4zM2 4.8l6 3l6 -3M8 7.8v6.4",
    "metric": "M2.5 13.5h11M4.5 13.5v-4M8 13.5v-8M11.5 13.5v-10.5",
    "evidence": "M6.8 2a4.8 4.8 0 1 0 0 9.6a4.8 4.8 0 1 0 0-9.6zM10.4 10.4l4 4",
    "ownership": "M5 8.2a2.9 2.9 0 1 1 0.2 0zM7.8 8h6.2v2.6M11.4 8v2",
    "goal": "M3.5 14.2v-12h8.5l-2 3 2 3h-8.5",
}

TINT: Final = {"pain": "pain", "gain": "gain", "idea": "idea", "fail": "pain"}
"""The ground that an item stands on, where it has one."""

INK: Final = {
    "pain": "pain_mark",
    "fail": "pain_mark",
    "missed": "pain_mark",
    "leave": "pain_mark",
    "again": "pain_mark",
    "low": "pain_mark",
    "gain": "gain_mark",
    "met": "gain_mark",
    "exceeded": "gain_mark",
    "idea": "idea_mark",
    "solution": "idea_mark",
}
"""The colour of a sign, where it is not muted."""


def mark(brush: Brush, name: str, place: tuple[float, float], size: float, colour: str) -> str:
    """The sign of that name, with its top left at a place; a channel's is called `channel:web`."""
    path = icon(name.removeprefix("channel:")) if name.startswith("channel:") else _MARKS.get(name, _MARKS["dot"])
    written = (
        f'd="{path}" transform="translate({number(place[0])} {number(place[1])}) scale({size / 16:.4g})"'
        ' stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round"'
    )
    return brush.write("path", written, fill="none", stroke=colour)
