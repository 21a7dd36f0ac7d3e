"""What people ask for as a theme: a name, a theme of their own, or one for the light and one for the dark."""

from __future__ import annotations

from typing import Final, TypeAlias

from journeykit.errors import UnknownName
from journeykit.render.theme.builtin import DARK, LIGHT, PRINT
from journeykit.render.theme.value import Theme

__all__ = ["THEMES", "Themed", "palette"]

Themed: TypeAlias = str | Theme | tuple[Theme, Theme]

_FACES: Final = {"auto": (LIGHT, DARK), "light": (LIGHT, None), "dark": (DARK, None), "print": (PRINT, None)}
THEMES: Final = tuple(_FACES)


def palette(theme: Themed) -> tuple[Theme, Theme | None]:
    """The literal colours of a theme, and those that take over on a dark screen (None where nothing does).

    A pair is (on a light screen, on a dark one). Raises UnknownName for a name that is none, TypeError for anything
    that is no theme.

    >>> palette("auto") == (LIGHT, DARK), palette("dark") == (DARK, None)
    (True, True)
    >>> acme = LIGHT.replace(head="#5a0a5a")
    >>> palette(acme)
    (Theme(head='#5a0a5a'), None)
    >>> palette((acme, DARK)) == (acme, DARK)
    True
    >>> palette("drak")
    Traceback (most recent call last):
    journeykit.errors.UnknownName: unknown theme 'drak': did you mean 'dark'?
    """
    if isinstance(theme, str):
        if theme not in _FACES:
            raise UnknownName("theme", theme, THEMES)
        return _FACES[theme]
    pair = theme if isinstance(theme, tuple) else (theme, None)
    if len(pair) == 2 and isinstance(pair[0], Theme) and isinstance(pair[1], Theme if pair is theme else type(None)):
        return pair
    hint = f": write {theme.__name__}()" if isinstance(theme, type) else ""
    raise TypeError(f"a theme is a name, a Theme or a pair of Themes (light, dark), not {theme!r:.80}{hint}")
