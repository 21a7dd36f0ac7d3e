"""What results lay over a drawing: plain values, so that drawings need to know nothing of where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias, runtime_checkable

__all__ = ["Ghost", "Laid", "Mark", "MoveMark", "Overlay", "Tone"]

Tone: TypeAlias = Literal["plain", "good", "bad"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing said of a step: words with their figure, a share of 0..1 that is drawn as a bar, and whether it hurts.

    `sign` is what stands before it, where that is not the usual one of its tone.

    >>> Mark("1.5 visits", share=0.75).tone
    'plain'
    """

    text: str
    share: float | None = None
    tone: Tone = "plain"
    sign: Literal["", "again", "goal", "idea", "leave", "low", "question"] = ""


@dataclass(frozen=True, slots=True)
class MoveMark:
    """What is said of a transition of the map: how many take it, what stands on its line, and whether that hurts.

    The line is as wide as its count is large among all moves of the overlay, those off the map included. A count of 0
    says that nobody takes it: it fades. `text` stands on the line instead of the map's own figure; without one the
    count does. `share` is that of those at the source who take it, 0..1, and gives the width where no count is known.

    >>> MoveMark(2655, "2,655", share=.87).count
    2655
    """

    count: float | None = None
    text: str = ""
    share: float | None = None
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Ghost:
    """A move that people make and the map does not have, between steps or outcomes of the map, by their ids.

    `source` None is a start that the map does not have, `target` None an end: both are said at the step. Without a
    `text` the count is what stands on the line.

    >>> Ghost("pay", "basket", 12).tone
    'plain'
    """

    source: str | None
    target: str | None
    count: float
    text: str = ""
    share: float | None = None
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Overlay:
    """What is said of steps and moves: `title` names it, `hint` says what the figures are, `notes` what they rest on.

    `moves` are transitions of the map by source and target; the source None is the entry, the target None leaving the
    map or its end. One that is not named is drawn thin and without a figure, if others are named. `ghosts` are moves
    that are not on the map; of many, the most frequent are drawn, and a note says how many others there are.

    >>> found = Overlay("Visits", {"quote": (Mark("1.5 visits", share=.75),)}, ghosts=(Ghost("quote", "sign", 3),))
    >>> found.steps["quote"][0].text, len(found.moves), found.ghosts[0].count
    ('1.5 visits', 0, 3)
    """

    title: str
    steps: Mapping[str, tuple[Mark, ...]]
    hint: str = ""
    notes: tuple[str, ...] = ()
    moves: Mapping[tuple[str | None, str | None], MoveMark] = field(default_factory=dict)
    ghosts: tuple[Ghost, ...] = ()


@runtime_checkable
class Laid(Protocol):
    """A result that can be laid over a drawing."""

    def overlay(self) -> Overlay:
        """What it says of each step."""
        ...
