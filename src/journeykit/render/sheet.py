"""What a poster says beside the graph: who it is about, and lane by lane what holds at each step.

A `Scene` holds steps and moves; a `Sheet` holds the rest. Views read nothing else, so that a drawing can be made,
tested and measured without a map.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

__all__ = [
    "Curve",
    "Difference",
    "Facts",
    "Feeling",
    "Header",
    "Item",
    "Lane",
    "LaneKind",
    "Level",
    "Mark",
    "Portrait",
    "Sheet",
]

Level = Literal["assumption", "partial", "research"]
LaneKind = Literal["steps", "emotion", "items"]
Difference = Literal["added", "removed", "moved", "changed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that a lane says.

    `mark` names the sign before it; `note` is smaller and stands below (`Sales`, `Tomáš`); `level` is how backed it is,
    None where it claims nothing about customers; `who` are the ids of the personas that it is true of, none: all;
    `weight` is the severity of a pain, 1 to 5; `href` is a safe address; `image` is a data address: then it is
    a picture, and `text` says what it shows; `share` is 0..1, drawn as a bar; `change` is what became of it since
    another map.
    """

    text: str
    mark: str = "dot"
    note: str = ""
    level: Level | None = None
    who: tuple[str, ...] = ()
    weight: float | None = None
    href: str | None = None
    image: str | None = None
    share: float | None = None
    change: Difference | None = field(default=None, repr=False)  # as all that only drawings of two maps know


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A row of the poster: items by the id of their step, and those of a whole stage by the id of the stage.

    `line` are the words on a line above the lane (`line of visibility`); `always`: it is drawn though it is empty.
    """

    name: str
    title: str
    hint: str = ""
    kind: LaneKind = "items"
    line: str | None = None
    always: bool = False
    steps: Mapping[str, tuple[Item, ...]] = field(default_factory=lambda: MappingProxyType({}))
    stages: Mapping[str, tuple[Item, ...]] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Feeling:
    """A point of a curve: at which node (a step or an outcome), how it feels (-2 to +2), how strongly (1 to 5).

    `words` name the feeling; `level` is how backed the number is; `moment` says that it is a moment of truth. `share`
    is how many of those whose curve it is come here, 0..1, where the curve is that of a part of all. Of a `silent` one
    another point gives the figure.
    """

    node: str
    value: float
    intensity: float | None = None
    words: str = ""
    level: Level = "assumption"
    moment: bool = False
    share: float | None = field(default=None, repr=False)  # as all that only one drawing knows
    silent: bool = field(default=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """How one persona feels along the journey, in the order of the map. `index` chooses its dash, marker and colour.

    The `persona` is an id, or empty where the feelings are everybody's. Curves of the same `chart` are drawn together;
    `absent` are the steps that are none of its journey.
    """

    persona: str
    name: str
    index: int = 0
    points: tuple[Feeling, ...] = ()
    chart: str = field(default="", repr=False)
    absent: frozenset[str] = field(default=frozenset(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """A persona in the header. `index` is that of its curve; `image` is a data address, or None."""

    id: str
    name: str
    title: str
    summary: str = ""
    goals: tuple[str, ...] = ()
    quote: str = ""
    image: str | None = None
    index: int = 0
    level: Level | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What stands above the lanes: the people, and what is to be known of the map, as pairs of a name and words."""

    portraits: tuple[Portrait, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What else is known of a step: its place in the journey, how long it takes, how backed it is, where it links to.

    `number` counts from 1; `seconds` is None where unknown; `promise` is the time promised; `links` are pairs of
    words and a safe address; `doing` is what the customer does, in a sentence.
    """

    number: int
    seconds: float | None = None
    duration: str = ""
    promise: str = ""
    level: Level | None = None
    links: tuple[tuple[str, str], ...] = ()
    doing: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a step or an outcome since another map, in words."""

    change: Difference
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything a poster says beside its scene.

    Of two maps, `marks` are what became of a step or an outcome, by id; `table` are all differences, row by row, the
    first row the names of the columns. Both are told by the scene's description.
    """

    header: Header
    facts: Mapping[str, Facts]
    lanes: tuple[Lane, ...] = ()
    curves: tuple[Curve, ...] = ()
    overlay: str | None = None
    note: str = ""
    marks: Mapping[str, tuple[Mark, ...]] = field(default_factory=lambda: MappingProxyType({}), repr=False)
    table: tuple[tuple[str, ...], ...] = field(default=(), repr=False)
