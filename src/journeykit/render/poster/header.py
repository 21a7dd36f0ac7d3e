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
_FACT, _GAP = 200.0, 22.0


@dataclass(frozen=True, slots=True)
class _Fact:
    """A name and its words."""

    name: Block
    words: Block

    @property
    def height(self) -> float:
        return self.name.height + self.words.height


class Head:
    """The strip above the lanes, `across` px wide, margins left out."""

    def __init__(self, scene: Scene, sheet: Sheet, across: float) -> None:
        language = scene.language
        self._title = block(scene.title, across, _TITLE, bold=True, lines=4, language=language)
        state = _subtitle(scene, across)
        self._subtitle = block(state, across, BODY, lines=2, language=language)
        self._portraits = Portraits(sheet, across, language)
        self._rows = list(_rows(sheet, across, language))
        self.height = (
            self._title.height
            + (self._subtitle.height + 2)
            + (self._portraits.height + 14 if self._portraits.height else 0)
            + sum(max(fact.height for fact in row) + 10 for row in self._rows)
            + (10 if self._rows else 0)
        )

    def paint(self, brush: Brush) -> list[str]:
        """Title and subtitle, portraits, facts."""
        y = self._title.height
        title = [
            *set_block(brush, self._title, MARGIN, 0.0, "ink"),
            *set_block(brush, self._subtitle, MARGIN, y + 2, "muted"),
        ]
        y += self._subtitle.height + 2
        parts: list[str] = []
        if self._portraits.height:
            parts += self._portraits.paint(brush, MARGIN, y + 14)
            y += self._portraits.height + 14
        y += 10
        facts: list[str] = []
        for row in self._rows:
            x = MARGIN
            for fact in row:
                facts += set_block(brush, fact.name, x, y, "muted")
                facts += set_block(brush, fact.words, x, y + fact.name.height, "ink")
                x += fact.words.room + _GAP
            y += max(fact.height for fact in row) + 10
        return [
            element("g", {"class": "jk-title"}, *title),
            element("g", {"class": "jk-header"}, *parts, element("g", {"class": "jk-facts"}, *facts)),
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
    in_a_row = max(1, min(len(every), int((across + _GAP) / (_FACT + _GAP))))
    room = min((across + _GAP) / in_a_row - _GAP, 320.0)
    for start in range(0, len(every), in_a_row):
        yield [
            _Fact(block(name, room, SMALL, lines=1), block(words, room, BODY, lines=12, language=language))
            for name, words in every[start : start + in_a_row]
        ]
