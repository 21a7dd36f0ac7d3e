"""The people of a map: a picture or initials, who they are, what they want, what they say; the sign of their curve."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from journeykit.render.brush import Brush
from journeykit.render.poster.curve.marks import colour_of, marker
from journeykit.render.poster.levels import level_mark
from journeykit.render.poster.marks import mark
from journeykit.render.poster.sizes import BODY, LEADING, SMALL
from journeykit.render.poster.type import Block, block, set_block
from journeykit.render.sheet import Portrait, Sheet
from journeykit.render.svg import element
from journeykit.render.text import clean, clusters, width
from journeykit.render.words import quoted

__all__ = ["Portraits"]

_WIDE, _GAP, _PAD = 330.0, 16.0, 12.0
_LARGE, _SMALL_FACE = 52.0, 36.0
_TWO = 2.0  # em: initials that are wider would touch their circle


@dataclass(frozen=True, slots=True)
class _Card:
    """One person, measured."""

    portrait: Portrait
    title: Block
    summary: Block
    goals: tuple[Block, ...]
    quote: Block

    @property
    def height(self) -> float:
        words = self.title.height + self.summary.height + self.quote.height + sum(each.height for each in self.goals)
        return 2 * _PAD + max(words + (4 if self.quote.lines else 0), self.face)

    @property
    def face(self) -> float:
        """How large the picture is: of somebody who has but a name, smaller."""
        plain = not (self.summary.lines or self.goals or self.quote.lines or self.portrait.image)
        return _SMALL_FACE if plain else _LARGE


class Portraits:
    """The people in rows, `across` px wide."""

    def __init__(self, sheet: Sheet, across: float, language: str | None) -> None:
        people = sheet.header.portraits
        count = max(1, min(len(people), int((across + _GAP) / (_WIDE + _GAP))))
        self._wide = min((across + _GAP) / count - _GAP, 400.0) if people else 0.0
        self.width = min(len(people), count) * (self._wide + _GAP) - _GAP if people else 0.0
        self._overlay = sheet.overlay is not None
        self._marked = {curve.persona for curve in sheet.curves if curve.persona}
        cards = [_card(each, self._wide, language, marked=self._overlay) for each in people]
        self._rows = [cards[start : start + count] for start in range(0, len(cards), count)]
        self.height = sum(max(card.height for card in row) + _GAP for row in self._rows) - (_GAP if self._rows else 0)

    def paint(self, brush: Brush, x: float, y: float) -> list[str]:
        """One group per person."""
        parts = []
        for row in self._rows:
            high = max(card.height for card in row)
            for index, card in enumerate(row):
                at = x + index * (self._wide + _GAP)
                attributes: dict[str, str | float | None] = {"class": "jk-portrait", "data-persona": card.portrait.id}
                parts.append(element("g", attributes, *self._painted(brush, card, at, y, high)))
            y += high + _GAP
        return parts

    def _painted(self, brush: Brush, card: _Card, x: float, y: float, high: float) -> Iterator[str]:
        person = card.portrait
        place: dict[str, str | float | None] = {"x": x, "y": y, "width": self._wide, "height": high, "rx": 8.0}
        yield brush.make("rect", place, fill="lane", stroke="lane_line")
        face = card.face
        yield from self._face(brush, person, (x + _PAD + face / 2, y + _PAD + face / 2), face)
        left, top = x + _PAD + face + 14, y + _PAD
        if face == _SMALL_FACE:
            top += max((face - card.title.height) / 2, 0.0)
        yield from set_block(brush, card.title, left, top, "ink")
        top += card.title.height
        yield from set_block(brush, card.summary, left, top, "muted")
        top += card.summary.height
        for goal in card.goals:
            yield mark(brush, "goal", (left, top + 2), 13.0, "muted")
            yield from set_block(brush, goal, left + 19, top, "ink")
            top += goal.height
        yield from set_block(brush, card.quote, left, top + 4, "muted")
        if self._overlay and person.level:
            yield level_mark(brush, person.level, x + self._wide - 13, y + 13)

    def _face(self, brush: Brush, person: Portrait, middle: tuple[float, float], size: float) -> Iterator[str]:
        (x, y), half = middle, size / 2
        colour = colour_of(person.index)
        if person.image:
            box: dict[str, str | float | None] = {
                "x": x - half, "y": y - half, "width": size, "height": size,
                "preserveAspectRatio": "xMidYMid slice", "xlink:href": person.image,
            }  # fmt: skip
            yield element("image", box)
            frame: dict[str, str | float | None] = {
                "x": x - half, "y": y - half, "width": size, "height": size, "rx": 4.0, "stroke-width": 2.0
            }  # fmt: skip
            yield brush.make("rect", frame, fill="none", stroke=colour)
        else:
            yield brush.make(
                "circle", {"cx": x, "cy": y, "r": half - 1, "stroke-width": 2.0}, fill="paper", stroke=colour
            )
            letters = Block((_initials(person.name),), size * 0.34, size, bold=True)
            yield from set_block(brush, letters, x, y - size * 0.17 * LEADING, "ink", anchor="middle")
        if person.id in self._marked:
            yield marker(brush, person.index, (x + half - 4, y + half - 4), 6.0)


def _initials(name: str) -> str:
    """The first letters of the first and the last word; one alone where they are wide, like ideographs."""
    words = [word for word in clean(name).strip("\u2068\u2069").split() if word]
    letters = [clusters(word)[0].upper() for word in (words[0], *words[1:][-1:])] if words else ["?"]
    return "".join(letters if width("".join(letters), 1.0, bold=True) < _TWO else letters[:1])


def _card(person: Portrait, wide: float, language: str | None, *, marked: bool) -> _Card:
    corner = 14 if marked and person.level else 0  # the sign of the level stands there
    room = wide - 2 * _PAD - _LARGE - 14 - corner
    quote = quoted(person.quote, language) if person.quote else ""
    return _Card(
        person,
        block(person.title, room, BODY, bold=True, lines=4, language=language),
        block(person.summary, room, SMALL, lines=6, language=language),
        tuple(block(goal, room - 19, SMALL, lines=4, language=language) for goal in person.goals),
        block(quote, room, SMALL, italic=True, lines=6, language=language),
    )
