"""The lanes there are: one file in this folder each, and those that other packages bring.

A lane file holds a `LANE`. A package brings one by an entry point of the group `journeykit.lanes` that names such an
object; a lane of the same name in this folder wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module, metadata
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Final

from journeykit.errors import UnknownName
from journeykit.render.sheet import Item, Lane, LaneKind

if TYPE_CHECKING:
    from journeykit.model import Stage, Step
    from journeykit.render.reader import Reader

__all__ = ["DEFAULT", "GROUP", "Says", "chosen", "lane_of", "names"]

GROUP: Final = "journeykit.lanes"
DEFAULT: Final = ("steps", "pictures", "thoughts", "emotion", "pains", "opportunities")


def _nothing(_place: object, _reader: object) -> tuple[Item, ...]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """A lane to be: what it says at a step and of a stage.

    Attributes:
        name: what `lanes=` calls it.
        title: what stands at its left; `hint` is smaller and stands below.
        rank: where it stands among all lanes, from the top.
        at: its items at a step.
        of: its items of a whole stage.
        kind: `items`, unless it is one of the two lanes that are drawn in a way of their own.
        line: the words on a line above it, in a blueprint.
        always: whether it is drawn though it is empty.
    """

    name: str
    title: str
    rank: float
    hint: str = ""
    at: Callable[[Step, Reader], Iterable[Item]] = _nothing
    of: Callable[[Stage, Reader], Iterable[Item]] = _nothing
    kind: LaneKind = "items"
    line: str | None = None
    always: bool = False


@lru_cache(maxsize=1)
def _own() -> dict[str, Says]:
    found = [import_module(f"{__name__}.{module.name}").LANE for module in iter_modules(__path__)]
    return {says.name: says for says in sorted(found, key=lambda says: (says.rank, says.name))}


def names() -> tuple[str, ...]:
    """The names of all lanes, from the top of a poster down.

    >>> names()[:3]
    ('physical_evidence', 'steps', 'pictures')
    """
    return (*_own(), *(name for name in sorted(_brought()) if name not in _own()))


@lru_cache(maxsize=1)
def _brought() -> dict[str, metadata.EntryPoint]:
    """The lanes of other packages; looking for them takes longer than drawing a poster, so it is done once."""
    return {point.name: point for point in metadata.entry_points(group=GROUP)}


def chosen(lanes: str | Sequence[str] | None) -> tuple[Says, ...]:
    """The lanes that somebody asked for, in that order; None: the default ones, `"all"`: all.

    Raises UnknownName with the near one, and ValueError where one is named twice or none at all.
    """
    asked = DEFAULT if lanes is None else names() if lanes == "all" else [lanes] if isinstance(lanes, str) else lanes
    if not asked or len(set(asked)) < len(asked):
        raise ValueError(f"lanes names each lane once, and at least one, not {list(asked)!r}")
    return tuple(_find(name) for name in asked)


def _find(name: str) -> Says:
    if name in _own():
        return _own()[name]
    if name in _brought():
        says = _brought()[name].load()
        if not isinstance(says, Says):
            raise TypeError(f"the entry point {_brought()[name].value!r} of {GROUP} is no lane: it names a Says")
        return says
    raise UnknownName("lane", name, ("all", *names()))


def lane_of(says: Says, reader: Reader) -> Lane:
    """The lane of a map: what is said at each step that is met, and of each stage."""
    steps = {step.id: found for step in reader.steps if (found := tuple(says.at(step, reader)))}
    stages = {stage.id: found for stage in reader.journey.stages if (found := tuple(says.of(stage, reader)))}
    return Lane(
        name=says.name,
        title=says.title,
        hint=says.hint,
        kind=says.kind,
        line=says.line,
        always=says.always,
        steps=steps,
        stages=stages,
    )
