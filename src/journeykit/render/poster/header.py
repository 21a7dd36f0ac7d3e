"""The head of a poster: title, the people with their goals and a quote, and what is to be known of the map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from journeykit.render.brush import Brush
from journeykit.render.poster.portraits import Portraits
from journeykit.render.poster.sizes import BODY, MARGIN, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.scene import Scene
from journeykit.render.sheet import Sheet
from journeykit.render.svg import element

__all__ = ["Head"]

_TITLE: Final = 26.0
_FACT, _GAP, _BETWEEN = 190.0, 26.0, 12.0


@dataclass(frozen=True, slots=True)
class _Fact:
    """A name and its words."""

    name: Block
    words: Block

    @property
    def height(self) -> float:
        return self.name.height + self.words.height


class Head:
    """The strip above the lanes, `across` px wide, margins left out. Facts stand beside the people if there is room."""

    def __init__(self, scene: Scene, sheet: Sheet, across: float) -> None:
        language = scene.language
        self._title = block(scene.title, across, _TITLE, bold=True, lines=4, language=language)
        alone = not sheet.header.portraits
        self._subtitle = block(_subtitle(scene, across) if alone else "", across, BODY, lines=2, language=language)
        self._portraits = Portraits(sheet, across, language)
        beside = across - self._portraits.width - _GAP
        self._beside = bool(self._portraits.height) and beside >= 2 * _FACT
        self._rows = list(_rows(sheet, beside if self._beside else across, language))
        self._top = self._title.height + self._subtitle.height + 12
        self._facts = sum(max(fact.height for fact in row) + _BETWEEN for row in self._rows)
        people = self._portraits.height
        below = (
            max(people, self._facts) if self._beside else people + (16 if people and self._rows else 0) + self._facts
        )
        self.height = self._top + below + 8

    def paint(self, brush: Brush) -> list[str]:
        """Title and subtitle, portraits, facts."""
        title = [
            *set_block(brush, self._title, MARGIN, 0.0, "ink"),
            *set_block(brush, self._subtitle, MARGIN, self._title.height + 2, "muted"),
        ]
        people = self._portraits.paint(brush, MARGIN, self._top)
        left, y = MARGIN, self._top
        if self._beside:
            left += self._portraits.width + _GAP
        elif people:
            y += self._portraits.height + 16
        facts: list[str] = []
        for row in self._rows:
            x = left
            for fact in row:
                facts += set_block(brush, fact.name, x, y, "muted")
                facts += set_block(brush, fact.words, x, y + fact.name.height, "ink")
                x += fact.words.room + _GAP
            y += max(fact.height for fact in row) + _BETWEEN
        return [
            element("g", {"class": "jk-title"}, *title),
            element("g", {"class": "jk-header"}, *people, element("g", {"class": "jk-facts"}, *facts)),
        ]


def _subtitle(scene: Scene, across: float) -> str:
    """The longest of the ways to say the subtitle that takes two lines at the most."""
    for words in (scene.subtitle, *scene.shorter):
        if len(block(words, across, BODY, lines=3).lines) < 3:
            return words
    return (scene.subtitle, *scene.shorter)[-1]


def _rows(sheet: Sheet, across: float, language: str | None) -> Iterator[list[_Fact]]:
    """The facts in rows of equal places."""
    every = sheet.header.facts
    if not every:
        return
    most = max(1, int((across + _GAP) / (_FACT + _GAP)))
    in_a_row = -(-len(every) // -(-len(every) // most))  # rows as even as they can be
    room = min((across + _GAP) / in_a_row - _GAP, 300.0)
    for start in range(0, len(every), in_a_row):
        yield [
            _Fact(block(name, room, SMALL, lines=1), block(words, room, BODY, lines=12, language=language))
            for name, words in every[start : start + in_a_row]
        ]
