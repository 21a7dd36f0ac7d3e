"""Colours on elements by their meaning: literal light values as attributes, the dark ones as a style over them."""

from __future__ import annotations

from journeykit.errors import UnknownName
from journeykit.render.svg import element
from journeykit.render.theme import Themed, names, palette

__all__ = ["Brush"]

_Attributes = dict[str, str | float | None]


class Brush:
    """Makes elements in one theme and remembers which colours were used, for the style that darkens them.

    `font` is the theme's stack of fonts.

    >>> brush = Brush("auto", "jk1")
    >>> brush.make("rect", {"width": 4}, fill="paper")
    '<rect width="4" class="f-paper" fill="#ffffff"/>'
    >>> brush.style()
    '<style>@media screen and (prefers-color-scheme:dark){#jk1 .f-paper{fill:#11161f}}</style>'
    """

    def __init__(self, theme: Themed, scope: str) -> None:
        self.light, self.dark = palette(theme)
        self.scope = scope
        self.font = self.light.font
        # What a fill and a stroke come to, written once: a poster has thousands of elements and few colours.
        self._looks: dict[tuple[str | None, str | None], tuple[str, str]] = {}
        self._rules: dict[tuple[str, str], str] = {}

    def make(
        self,
        tag: str,
        attributes: _Attributes,
        *children: str,
        fill: str | None = None,
        stroke: str | None = None,
        text: str | None = None,
    ) -> str:
        """An element; `fill` and `stroke` name colours of the theme, or are `none`."""
        look = self._looks.get((fill, stroke))
        if look is None:
            look = self._looks[fill, stroke] = self._look(fill, stroke)
        classes, colours = look
        if classes:
            if attributes.get("class"):
                attributes = {**attributes, "class": f"{attributes['class']} {classes}"}
            else:
                colours = f' class="{classes}"{colours}'
        made = element(tag, attributes, *children, text=text)
        end = made.index(">")  # of the start tag: in attributes it is escaped
        if made[end - 1] == "/":
            end -= 1
        return f"{made[:end]}{colours}{made[end:]}"

    def write(
        self, tag: str, written: str, *, fill: str | None = None, stroke: str | None = None, inside: str = ""
    ) -> str:
        """An element whose attributes are written already, without a class, and need no escaping; so is what is inside.

        For the thousands of signs and lines of a poster: it takes a third of the time of `make`.

        >>> Brush("light", "jk1").write("path", 'd="M0 0h4"', stroke="ink")
        '<path d="M0 0h4" stroke="#16202e"/>'
        """
        look = self._looks.get((fill, stroke))
        if look is None:
            look = self._looks[fill, stroke] = self._look(fill, stroke)
        classes, colours = look
        if classes:
            colours = f' class="{classes}"{colours}'
        return f"<{tag} {written}{colours}>{inside}</{tag}>" if inside else f"<{tag} {written}{colours}/>"

    def style(self) -> str:
        """The style element that takes over on a dark screen, or nothing where the theme has but one face."""
        if not self._rules:
            return ""
        rules = "".join(self._rules[key] for key in sorted(self._rules))
        return f"<style>@media screen and (prefers-color-scheme:dark){{{rules}}}</style>"

    def _look(self, fill: str | None, stroke: str | None) -> tuple[str, str]:
        """The classes of a fill and a stroke, and their attributes. Raises UnknownName for a colour no theme has."""
        classes: list[str] = []
        colours = ""
        for what, name in (("fill", fill), ("stroke", stroke)):
            if name is None:
                continue
            if name == "none":
                colours += f' {what}="none"'
                continue
            if name not in names():
                raise UnknownName("colour", name, names())
            light = getattr(self.light, name)
            dark = light if self.dark is None else getattr(self.dark, name)
            colours += f' {what}="{light}"'
            if dark != light:
                classes.append(f"{what[0]}-{name.replace('_', '-')}")
                self._rules[what, name] = f"#{self.scope} .{classes[-1]}{{{what}:{dark}}}"
        return " ".join(classes), colours
