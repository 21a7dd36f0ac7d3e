"""The lane of steps: moves over the cards, the cards with the arrows between them, and the ways out below."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.poster.arcs import Gutter, hop_arrows
from journeykit.render.poster.cards import Cards
from journeykit.render.poster.exits import exits
from journeykit.render.poster.geometry import Band
from journeykit.render.scene import Scene
from journeykit.render.sheet import Sheet
from journeykit.render.svg import number

__all__ = ["Steps"]

_ABOVE: Final = 10.0
_BELOW: Final = 10.0


class Steps:
    """A strip of three."""

    def __init__(self, band: Band, scene: Scene, sheet: Sheet, gutter: Gutter, names: Mapping[str, str]) -> None:
        self._band, self._gutter = band, gutter
        self._cards = Cards(band, scene, sheet, names, scene.language)
        self._exits = exits(band, scene)
        self._top = _ABOVE + gutter.height
        self.height = self._top + self._cards.height + self._exits.height + _BELOW

    def paint(self, brush: Brush) -> list[str]:
        """Lines first, cards after them, so that reading order is the order of the journey."""
        middle = self._cards.height / 2
        return [
            _shifted(_ABOVE, self._gutter.paint(brush)),
            _shifted(self._top, [*hop_arrows(self._band, self._gutter, brush, middle), *self._cards.paint(brush)]),
            _shifted(self._top + self._cards.height, self._exits.paint(brush)),
        ]


def _shifted(y: float, parts: list[str]) -> str:
    return f'<g transform="translate(0 {number(y)})">{"".join(parts)}</g>' if parts else ""
