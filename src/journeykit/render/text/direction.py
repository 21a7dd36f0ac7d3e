"""Which way a text runs, and at which end it is held."""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

from journeykit.render.text.cleaning import without_isolates

__all__ = ["anchor", "first_strong"]

# Every block that holds letters from right to left: without one of them there is nothing to decide.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]")


def first_strong(text: str) -> Literal["ltr", "rtl"] | None:
    """The direction that a text has by its first letter with one: `ltr`, `rtl`, or None; what is isolated has no say.

    >>> first_strong("1. abc"), first_strong("(\u0623\u0628) abc"), first_strong("42!")
    ('ltr', 'rtl', None)
    """
    for char in without_isolates(text) if "\u2068" in text else text:
        kind = unicodedata.bidirectional(char)
        if kind in ("L", "R", "AL"):
            return "ltr" if kind == "L" else "rtl"
    return None


def runs_left(text: str) -> bool:
    """Whether the text runs from right to left.

    >>> runs_left("abc"), runs_left("\u0623\u0628 abc")
    (False, True)
    """
    return _RIGHT_TO_LEFT.search(text) is not None and first_strong(text) == "rtl"


def anchor(text: str) -> Literal["start", "end"]:
    """The `text-anchor` that holds a text at the side where it begins: `end`, at the right edge, from right to left.

    >>> anchor("abc"), anchor("\u0623\u0628"), anchor("42")
    ('start', 'end', 'start')
    """
    return "end" if runs_left(text) else "start"
