"""What the values of one map have in common: the ids that they may name, and what they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias, TypeVar

from hypothesis import strategies as st

from journeykit.model import Evidence, Value
from journeykit.testing.texts import ids, texts

__all__ = ["Maker", "Makers", "World", "built", "each", "optional", "several"]

V = TypeVar("V", bound=Value)


@dataclass(slots=True)
class World:
    """The ids and shared values of a map in the making."""

    texts: st.SearchStrategy[str]
    personas: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    shared: dict[type[Value], list[Any]] = field(default_factory=dict)

    @classmethod
    def small(cls, draw: st.DrawFn) -> World:
        """The world of a value that stands alone."""
        personas = tuple(draw(st.lists(ids(), min_size=1, max_size=2, unique=True)))
        steps = tuple(draw(st.lists(ids(), min_size=1, max_size=2, unique=True)))
        return cls(texts(), personas, steps)


Maker: TypeAlias = Callable[[st.DrawFn, World], Any]
"""Draws the value of one field."""
Makers: TypeAlias = Mapping[str, Maker]


def each(strategy: st.SearchStrategy[Any]) -> Maker:
    """The same strategy in every world."""
    return lambda draw, _: draw(strategy)


def several(maker: Maker, most: int = 2) -> Maker:
    """One to a few values of a kind; a single one also without a list around it."""

    def make(draw: st.DrawFn, world: World) -> Any:
        count = draw(st.integers(0, most))
        return [maker(draw, world) for _ in range(count)] if count else maker(draw, world)

    return make


def optional(draw: st.DrawFn, world: World, makers: Makers, most: int) -> dict[str, Any]:
    """Values for some of the fields: a few, so that maps stay small; every field has its turn."""
    if most < 1:
        return {}
    often = (name for name in _OFTEN if name in makers)
    names = draw(st.lists(st.sampled_from((*makers, *often)), max_size=most, unique=True))
    return {name: makers[name](draw, world) for name in names}


_OFTEN = (
    *("pains", "gains", "opportunities", "opportunities", "solutions", "solutions", "effects", "effects", "when"),
    *("emotion", "intensity", "thoughts", "feelings", "needs", "expectations", "objections", "relations"),
    *("moment_of_truth", "moment_of_truth", "evidence", "scope", "scope", "scope", "metrics"),
)
"""Drawn more often than others: behind them stand nouns that stand nowhere else, or they have two forms."""


def built(noun: type[V], required: Makers, makers: Makers, most: int = 4) -> Callable[[st.DrawFn, World], V]:
    """A maker of a noun from the makers of its fields."""

    def make(draw: st.DrawFn, world: World) -> V:
        given = {name: maker(draw, world) for name, maker in required.items()}
        return noun(**given, **optional(draw, world, makers, most))

    return make
