"""Which colour stands on which: every pair that a drawing uses, so that each can be tested in each theme.

Texts need 4.5:1 against their ground (WCAG 1.4.3), lines and signs that carry meaning 3:1 (1.4.11). Rules between lanes
and rims of stages (`stage_line`, `lane_line`) and the lines of faded claims (`fade_line`) only divide or recede: what
they say stands there in words too. A test looks for pairs in drawings that are missing here.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

__all__ = ["MARKS", "MARK_CONTRAST", "TEXTS", "TEXT_CONTRAST"]

TEXT_CONTRAST: Final = 4.5
MARK_CONTRAST: Final = 3.0

TEXTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {  # ground: the texts on it
        "paper": (
            *("ink", "muted", "fade", "phase", "back_text", "leave_text", "good_mark", "bad_mark", "mixed_mark"),
            *("pain_mark", "gain_mark", "idea_mark", "moment", "line_1", "line_2", "line_3", "line_4"),
        ),
        "lane": (
            *("ink", "muted", "fade", "phase", "back_text", "leave_text", "good_mark", "bad_mark", "mixed_mark"),
            *("pain_mark", "gain_mark", "idea_mark", "moment", "line_1", "line_2", "line_3", "line_4"),
        ),
        "stage": ("ink", "muted", "phase"),
        "phase_bar": ("ink", "phase"),
        "head": ("on_head",),
        "unknown": ("ink", "muted", "fade"),
        "very_bad": ("ink", "muted", "bad_mark"),
        "bad": ("ink", "muted", "bad_mark"),
        "mixed": ("ink", "muted", "mixed_mark"),
        "good": ("ink", "muted", "good_mark"),
        "very_good": ("ink", "muted", "good_mark"),
        "success": ("ink", "muted", "good_mark"),
        "failure": ("ink", "muted", "bad_mark"),
        "neutral": ("ink", "muted", "mixed_mark"),
        "zone_good": ("ink", "muted", "good_mark", "line_1", "line_2", "line_3", "line_4"),
        "zone_bad": ("ink", "muted", "bad_mark", "line_1", "line_2", "line_3", "line_4"),
        "pain": ("ink", "muted", "pain_mark"),
        "gain": ("ink", "muted", "gain_mark"),
        "idea": ("ink", "muted", "idea_mark"),
        "wait": ("ink", "muted"),
        "good_mark": ("on_mark",),
        "bad_mark": ("on_mark",),
        "mixed_mark": ("on_mark",),
        "pain_mark": ("on_mark",),
        "gain_mark": ("on_mark",),
        "idea_mark": ("on_mark",),
        "line_1": ("on_mark",),
        "line_2": ("on_mark",),
        "line_3": ("on_mark",),
        "line_4": ("on_mark",),
    }
)

_FACES = ("bad_mark", "good_mark", "mixed_mark")
_LINES = ("line_1", "line_2", "line_3", "line_4")
_MOVES = ("forward", "back", "leave")

MARKS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {  # ground: the lines and signs on it
        "paper": (*_MOVES, *_FACES, *_LINES, "moment", "axis", "card_line", "ink", "muted"),
        "lane": (*_MOVES, *_FACES, *_LINES, "moment", "axis", "card_line", "ink", "muted"),
        "stage": (*_MOVES, "moment", "card_line"),
        "unknown": (*_FACES, "card_line"),
        "very_bad": _FACES,  # where personas differ, two faces stand on one card
        "bad": _FACES,
        "mixed": _FACES,
        "good": _FACES,
        "very_good": _FACES,
        "zone_good": (*_LINES, *_FACES, "moment", "axis"),
        "zone_bad": (*_LINES, *_FACES, "moment", "axis"),
        "pain": ("pain_mark",),
        "gain": ("gain_mark",),
        "idea": ("idea_mark",),
        "moment": ("on_mark",),
        "good_mark": ("on_mark",),
        "bad_mark": ("on_mark",),
        "mixed_mark": ("on_mark",),
    }
)
