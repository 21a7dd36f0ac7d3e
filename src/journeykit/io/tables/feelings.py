"""Feelings in cells: numbers, signs, words and smileys."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from journeykit.io.tables.grid import CellError
from journeykit.io.tables.kinds import Number, Terms, Texts
from journeykit.io.tables.numbers import number, number_text
from journeykit.io.tables.texts import folded, joined, quoted

__all__ = ["SAID", "Feeling", "Feelings"]

SAID: Mapping[str, int] = {
    **dict.fromkeys(("++", "very happy", "delighted", "very positive", "sehr gut", "begeistert", "\U0001f600"), 2),
    **dict.fromkeys(("\U0001f601", "\U0001f603", "\U0001f604", "\U0001f60d", "\U0001f929"), 2),
    **dict.fromkeys(("+", "happy", "positive", "good", "gut", "zufrieden", "\U0001f642", "\U0001f60a", "\u263a"), 1),
    **dict.fromkeys((":)", ":-)"), 1),
    **dict.fromkeys((":|", ":-|"), 0),
    **dict.fromkeys(("neutral", "o", "+/-", "\xb1", "\U0001f610", "\U0001f611", "\U0001f636"), 0),
    **dict.fromkeys(("-", "\u2013", "unhappy", "negative", "bad", "schlecht", "unzufrieden", "\U0001f641"), -1),
    **dict.fromkeys((":(", ":-("), -1),
    **dict.fromkeys(("\u2639", "\U0001f615", "\U0001f61f", "\U0001f61e"), -1),
    **dict.fromkeys(("--", "\u2013\u2013", "very unhappy", "very negative", "frustrated", "sehr schlecht"), -2),
    **dict.fromkeys(("angry", "\U0001f620", "\U0001f621", "\U0001f622", "\U0001f62d", "\U0001f92c"), -2),
}


class Feeling(Number):
    """How somebody feels: -2 to +2, or on the scale of the table."""

    def carried(self, value: Any, terms: Terms) -> Any:
        """The feeling as the scale can say it."""
        return value if terms.scale is None else _plain(terms.scale.emotion(terms.scale.score(value)))

    def told(self, value: Any, terms: Terms) -> str:
        """As a number on the scale."""
        return number_text(value if terms.scale is None else _plain(terms.scale.score(value)))

    def understood(self, text: str, terms: Terms) -> Any:
        """The feeling on -2 to +2."""
        said = folded(text.replace("\ufe0f", ""))
        if said in SAID:
            return SAID[said]
        try:
            value = number(text)
        except CellError:
            known = "++, +, 0, - or --" if terms.scale is None else "on its scale"
            raise CellError(
                f"{text[:60]!r} is no feeling: write a number from {_range(terms)}, like 1.5, or {known}",
                code="feeling",
            ) from None
        if terms.scale is not None:
            if not terms.scale.holds(value):
                raise CellError(f"{text} is outside the scale {terms.scale}", code="feeling")
            return _plain(terms.scale.emotion(value))
        if not -2 <= value <= 2:
            raise CellError(f"{text} is outside -2 to +2{_hint(value)}", code="feeling")
        return value


class Feelings(Texts):
    """Words for feelings. Numbers among them stand in quotes, since a column of bare numbers is read as emotion."""

    def told(self, value: Any, terms: Terms) -> str:  # noqa: ARG002 - every kind is given the terms
        """One in a line."""
        return joined(quoted(each, always=_numeric(each)) for each in value)


def _numeric(text: str) -> bool:
    try:
        number(text)
    except CellError:
        return False
    return True


def _plain(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def _range(terms: Terms) -> str:
    return "-2 to +2" if terms.scale is None else f"{terms.scale.low:g} to {terms.scale.high:g}"


def _hint(value: float) -> str:
    """How to name the usual scale that a number fits on."""
    top = next((top for top in (5, 7, 10, 100) if 0 <= value <= top), None)
    if top is None:
        return ""
    return f": if the scale is 1..{top}, read the table with scores='1..{top}' (command line: --set scores=1..{top})"
