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

_FACES = ("bad_mark", "good_mark", "mixed_mark")
_LINES = ("line_1", "line_2", "line_3", "line_4")
_MOVES = ("forward", "back", "leave")
_FLOW = ("forward", "back", "mixed_mark", "good_mark", "bad_mark", "muted")
_ITEMS = ("pain_mark", "gain_mark", "idea_mark")
_PLAIN = ("ink", "muted", "fade")
_WORDS = (*_PLAIN, "back_text", "leave_text", *_FACES, *_ITEMS, *_LINES)

TEXTS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {  # ground: the texts on it
        "paper": _WORDS,
        "lane": _WORDS,
        "wait": (*_PLAIN, *_LINES),
        "zone_good": (*_PLAIN, *_LINES),
        "zone_bad": (*_PLAIN, *_LINES),
        "head": ("on_head",),
        "bar": ("on_mark",),
        "stage": ("ink", "muted", "phase"),
        "phase_bar": ("phase",),
        "unknown": ("ink", "muted"),
        "very_bad": ("ink", "muted", "bad_mark"),
        "bad": ("ink", "muted", "bad_mark"),
        "mixed": ("ink", "muted", "mixed_mark"),
        "good": ("ink", "muted", "good_mark"),
        "very_good": ("ink", "muted", "good_mark"),
        "success": ("ink", "muted"),
        "failure": ("ink", "muted"),
        "neutral": ("ink", "muted"),
        "pain": _PLAIN,
        "gain": _PLAIN,
        "idea": _PLAIN,
    }
)

MARKS: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {  # ground: the lines and signs on it
        "paper": (*_MOVES, *_FACES, *_ITEMS, *_LINES, "moment", "axis", "bar", "card_line"),
        "lane": (*_MOVES, *_FACES, *_ITEMS, *_LINES, "moment", "axis", "card_line"),
        "wait": (*_MOVES, *_FACES, *_ITEMS, "moment", "axis", "card_line"),
        "zone_good": (*_LINES, "moment", "axis"),
        "zone_bad": (*_LINES, "moment", "axis"),
        "stage": (*_MOVES, "moment", "card_line", "idea_mark", "gain_mark"),  # what a result says of moves, too
        "unknown": ("card_line",),
        **dict.fromkeys(("very_bad", "bad", "mixed"), _FACES),  # two faces where personas differ
        **dict.fromkeys(("good", "very_good"), (*_FACES, "bar")),  # a share in a cell of a matrix
        "success": ("good_mark", *_ITEMS, "back"),  # what became of an outcome since another map
        "failure": ("bad_mark", "leave", *_ITEMS, "back"),
        "neutral": ("mixed_mark", *_ITEMS, "back", "bar"),
        # the sign of the item, and how backed it is; ribbons of a flow cross each other; events lie on waits
        "pain": (*_ITEMS, *_FLOW, "bar"),
        "gain": (*_ITEMS, *_FLOW, "bar"),
        "idea": (*_ITEMS, *_FLOW),
        "phase_bar": (*_ITEMS, *_FLOW, "bar"),
        **dict.fromkeys(_FACES, ("on_mark",)),
    }
)
