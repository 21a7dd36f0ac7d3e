"""The page in the colours of its drawing: a theme's colours as properties that the style sheet names."""

from __future__ import annotations

import re
from typing import Final

from journeykit.render.theme import Theme, Themed, palette

__all__ = ["colours"]

_USED: Final = re.compile(r"var\(--([a-z0-9-]+)\)")


def colours(theme: Themed, style: str) -> str:
    """The rules that give every colour of the style sheet its value, on a dark screen its dark one, and the font.

    `theme` is whatever the drawing was made with. A drawing that stays light or dark has a page that does.

    >>> colours("light", "a{color:var(--ink)}").partition("body")[0]
    ':root{color-scheme:light;--ink:#16202e}'
    >>> colours("auto", "a{color:var(--ink)}").count("--ink")
    2
    """
    light, dark = palette(theme)
    used = sorted(set(_USED.findall(style)))
    font = f"body,button,input{{font-family:{light.font}}}"
    if dark is None:
        return f":root{{color-scheme:{_scheme(light)};{_values(light, used)}}}{font}"
    return (
        f":root{{color-scheme:light;{_values(light, used)}}}{font}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{color-scheme:dark;{_values(dark, used)}}}}}"
    )


def _values(theme: Theme, used: list[str]) -> str:
    return ";".join(f"--{name}:{getattr(theme, name.replace('-', '_'))}" for name in used)


def _scheme(theme: Theme) -> str:
    """Whether a theme is light or dark, for the browser's own controls: by the paper's brightness."""
    red, green, blue = (int(theme.paper[at : at + 2], 16) for at in (1, 3, 5))
    return "light" if 299 * red + 587 * green + 114 * blue > 127_500 else "dark"
