"""Colours on elements by their meaning: literal light values as attributes, the dark ones as a style over them."""

from __future__ import annotations

from journeykit.render.svg import element
from journeykit.render.theme import Theme, palette

__all__ = ["Brush"]


class Brush:
    """Makes elements in one theme and remembers which colours were used, for the style that darkens them.

    >>> brush = Brush("auto", "jk1")
    >>> brush.make("rect", {"width": 4}, fill="paper")
    '<rect width="4" class="f-paper" fill="#ffffff"/>'
    >>> brush.style()
    '<style>@media screen and (prefers-color-scheme:dark){#jk1 .f-paper{fill:#11161f}}</style>'
    """

    def __init__(self, theme: str, scope: str) -> None:
        self.light, self.dark = palette(theme)
        self.scope = scope
        self._used: set[tuple[str, str]] = set()

    def make(
        self,
        tag: str,
        attributes: dict[str, str | float | None],
        *children: str,
        fill: str | None = None,
        stroke: str | None = None,
        text: str | None = None,
    ) -> str:
        """An element; `fill` and `stroke` name colours of the theme, or are `none`."""
        classes = [str(attributes["class"])] if attributes.get("class") else []
        colours: dict[str, str | float | None] = {}
        for what, name in (("fill", fill), ("stroke", stroke)):
            if name is None:
                continue
            if name == "none":
                colours[what] = "none"
                continue
            colours[what] = _colour(self.light, name)
            if self.dark is not None and _colour(self.dark, name) != colours[what]:
                classes.append(f"{what[0]}-{name.replace('_', '-')}")
                self._used.add((what, name))
        merged = {**attributes, "class": " ".join(classes) or None, **colours}
        return element(tag, merged, *children, text=text)

    def style(self) -> str:
        """The style element that takes over on a dark screen, or nothing where the theme has but one face."""
        if self.dark is None or not self._used:
            return ""
        rules = "".join(
            f"#{self.scope} .{what[0]}-{name.replace('_', '-')}{{{what}:{_colour(self.dark, name)}}}"
            for what, name in sorted(self._used)
        )
        return f"<style>@media screen and (prefers-color-scheme:dark){{{rules}}}</style>"


def _colour(theme: Theme, name: str) -> str:
    return str(getattr(theme, name))
