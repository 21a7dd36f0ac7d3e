"""What of a map a Mermaid journey keeps, as the diagram that is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.io.mermaid.diagram import Diagram, Section, Task
from journeykit.io.mermaid.scores import Scale
from journeykit.io.mermaid.words import SPACES, one_line
from journeykit.model.base import humanised
from journeykit.model.frozen_map import FrozenMap

if TYPE_CHECKING:
    from journeykit.model import JourneyMap
    from journeykit.model.steps import Step

__all__ = ["actors_of", "kept"]


def kept(map: JourneyMap, scale: Scale, places: int) -> Diagram:
    """The diagram of a map: its scores on a scale, with so many decimals.

    >>> from journeykit.model import JourneyMap, Stage, Touchpoint
    >>> diagram = kept(JourneyMap(stages=[Stage("buy", [Touchpoint("pay", emotion=-1.2)])]), Scale(), 0)
    >>> diagram.sections[0].tasks[0].score
    2
    """
    names = actors_of(map)
    sections = []
    for stage in map.stages:
        tasks = []
        for step in stage.steps:
            felt = _felt(step)
            score = None if felt is None else scale.score(felt, places)
            who = [names[each] for each in step.personas] if step.personas else _all(map, names)
            tasks.append(Task(_name(step.label, step.id), score, tuple(who)))
        sections.append(Section(_name(stage.label, stage.id), tasks))
    return Diagram(_title(map.title), map.note or "", sections)


def actors_of(map: JourneyMap) -> dict[str, str]:
    """The name of each persona's actor, by id: two that are called the same are told apart by their ids.

    >>> from journeykit.model import JourneyMap, Persona
    >>> actors_of(JourneyMap(personas=[Persona("a", "Anna"), Persona("b", "Anna")]))
    {'a': 'Anna', 'b': 'Anna (b)'}
    """
    names: dict[str, str] = {}
    for persona in map.personas:
        name = _name(persona.label, persona.id)
        while name in names.values():
            name = f"{name} ({persona.id})"
        names[persona.id] = name
    return names


def _all(map: JourneyMap, names: dict[str, str]) -> list[str]:
    from journeykit.model.transitions import walkers

    return [names[persona.id] for persona in walkers(map)]


def _name(label: str, id: str) -> str:
    """A label in one line; that of the id where nothing of it can be seen."""
    name = one_line(label)
    return name if name.strip(SPACES) else humanised(id)


def _title(title: str | None) -> str:
    name = one_line(title or "")
    return name if name.strip(SPACES) else ""


def _felt(step: Step) -> float | None:
    """The one emotion of a step that Mermaid can show: where personas feel differently, their mean."""
    if isinstance(step.emotion, FrozenMap):
        return sum(step.emotion.values()) / len(step.emotion) if step.emotion else None
    return step.emotion
