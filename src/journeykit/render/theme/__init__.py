"""Colours by what they mean: blue is good, orange is bad, never green and red, and a second sign stands beside.

value     the theme: a frozen set of colours and a font, checked
pairs     which colour stands on which, and the contrast that it needs there
builtin   light, dark and print            measure   contrast as WCAG counts it
chosen    what `theme=` may be             feeling   the tint of an emotion
"""

from __future__ import annotations

from journeykit.render.theme.builtin import DARK, LIGHT, PRINT
from journeykit.render.theme.chosen import THEMES, Themed, palette
from journeykit.render.theme.feeling import tint
from journeykit.render.theme.value import FONT, Contrast, Theme, names

__all__ = [
    "DARK",
    "FONT",
    "LIGHT",
    "PRINT",
    "THEMES",
    "Contrast",
    "Theme",
    "Themed",
    "names",
    "palette",
    "tint",
]
