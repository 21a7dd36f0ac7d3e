"""What a cell of a column holds: how a value of the map is written into it, and how it is read."""

# ruff: noqa: ARG002 - every kind is given the terms, and few need them

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, ClassVar

from journeykit.io.tables.grid import CellError
from journeykit.io.tables.names import Names
from journeykit.io.tables.numbers import flag, number, number_text, share, share_text
from journeykit.io.tables.scores import Scale
from journeykit.io.tables.texts import folded, items, joined, quoted, tidy
from journeykit.near import unknown

__all__ = ["NOTHING", "Day", "Flag", "Ids", "Kind", "Number", "Share", "Terms", "Text", "Texts", "Weight", "Word"]

NOTHING: Any = object()
"""What `carried` gives for a value of which a cell keeps nothing."""


@dataclass(slots=True)
class Terms:
    """What the meaning of a cell depends on besides its own text: the scale of feelings, and known names."""

    scale: Scale | None = None
    names: Names = field(default_factory=Names)


class Kind:
    """Text, and the base of the others. The cell holds it as it is, without the space around it.

    What `carried` leaves of a value is what comes back: `understood(told(carried(value))) == carried(value)`.
    """

    numeric: ClassVar[bool] = False
    """Whether a spreadsheet holds it as a number."""

    def carried(self, value: Any, terms: Terms) -> Any:
        """What of a value in the map's tree a cell keeps; NOTHING where that is nothing."""
        return tidy(value) or NOTHING

    def told(self, value: Any, terms: Terms) -> str:
        """The cell of a carried value."""
        return str(value)

    def understood(self, text: str, terms: Terms) -> Any:
        """The value in the tree that a cell stands for; None where it says nothing. Raises CellError."""
        return text


class Text(Kind):
    """One text."""


class Plain(Kind):
    """Values that a cell holds whole."""

    def carried(self, value: Any, terms: Terms) -> Any:
        """The value itself."""
        return value


class Day(Plain):
    """A day, like 2026-05-04; also 04.05.2026."""

    def understood(self, text: str, terms: Terms) -> Any:
        """The day in the form of the model, which judges it."""
        match = re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})", text)
        return f"{match[3]}-{match[2]:>02}-{match[1]:>02}" if match else text


class Word(Plain):
    """One of a few words; `also` are others that people write for them."""

    def __init__(self, *choices: str, **also: str) -> None:
        self.choices = choices
        self.also = also

    def told(self, value: Any, terms: Terms) -> str:
        """The word, with spaces."""
        return str(value).replace("_", " ")

    def understood(self, text: str, terms: Terms) -> Any:
        """The word as the tree has it."""
        said = re.sub(r"[\s\-]+", "_", folded(text))
        found = self.also.get(said) or next((each for each in self.choices if each.casefold() == said), None)
        if found is None:
            raise CellError(unknown("word", text, self.choices), code="unknown_word")
        return found


class Number(Plain):
    """A number."""

    numeric = True

    def told(self, value: Any, terms: Terms) -> str:
        """All its digits."""
        return number_text(value)

    def understood(self, text: str, terms: Terms) -> Any:
        """The number."""
        return number(text)


class Share(Plain):
    """A share of 1, in percent."""

    numeric = True

    def told(self, value: Any, terms: Terms) -> str:
        """In percent."""
        return share_text(value)

    def understood(self, text: str, terms: Terms) -> Any:
        """The share."""
        return share(text)


class Flag(Plain):
    """Yes or no."""

    def told(self, value: Any, terms: Terms) -> str:
        """In a word."""
        return "yes" if value else "no"

    def understood(self, text: str, terms: Terms) -> Any:
        """True or False."""
        return flag(text)


class Weight(Plain):
    """Yes, or a weight among the entries."""

    def told(self, value: Any, terms: Terms) -> str:
        """Yes for the usual weight."""
        return "yes" if value == 1 else number_text(value)

    def understood(self, text: str, terms: Terms) -> Any:
        """True for yes, None for no, else the weight."""
        try:
            return flag(text) or None
        except CellError:
            return number(text)


class Texts(Kind):
    """Several texts in a cell."""

    def __init__(self, *, lines: bool = True) -> None:
        self.lines = lines

    def carried(self, value: Any, terms: Terms) -> Any:
        """The texts, each tidied."""
        return [tidy(each) for each in value] or NOTHING

    def told(self, value: Any, terms: Terms) -> str:
        """In lines, or with semicolons."""
        return joined(map(quoted, value), lines=self.lines)

    def understood(self, text: str, terms: Terms) -> Any:
        """The texts; what stands behind a quoted one belongs to it."""
        return [f"{each.text} {each.tail}" if each.tail else each.text for each in items(text)] or None


class Ids(Kind):
    """Personas or sources, by their ids or titles."""

    def __init__(self, noun: str) -> None:
        self.noun = noun

    def carried(self, value: Any, terms: Terms) -> Any:
        """The ids themselves."""
        return value or NOTHING

    def told(self, value: Any, terms: Terms) -> str:
        """Behind each other."""
        return value if isinstance(value, str) else joined(value, lines=False)

    def understood(self, text: str, terms: Terms) -> Any:
        """The ids."""
        known = terms.names[self.noun]
        found: list[str] = []
        for each in items(text):
            whole = known.find(each.text)
            parts = [each.text] if whole or each.quoted else [part.strip() for part in each.text.split(",")]
            found += [known.require(part) for part in parts if part]
        return found or None
