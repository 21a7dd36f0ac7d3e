"""What a Mermaid journey leaves out of a map, or changes: the map's tree held against the tree that comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from journeykit.io.loss import Loss
from journeykit.io.mermaid.kept import actors_of, kept
from journeykit.io.mermaid.scores import Scale
from journeykit.io.mermaid.tree import tree_of

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["losses_of"]

_WHY: Mapping[str, str] = MappingProxyType(
    {
        "cast": "the actors of a Mermaid journey take part in it together",
        "flow": "a Mermaid journey is one line without moves: write mermaid-flowchart to show them",
        "outcomes": "a Mermaid journey has no outcomes: write mermaid-flowchart to show them",
        "stages.steps.action": "a Mermaid journey has one kind of task: it comes back as a touchpoint",
        "stages.steps.wait": "a Mermaid journey has one kind of task: it comes back as a touchpoint",
        "stages.steps.personas": "a task that names all actors comes back as met by all of them",
    }
)
_EMOTION = "stages.steps.emotion"
_ID = "a Mermaid journey has no ids: it is made anew, of the name"
_TITLE = "it comes back without a title, since the new id says the same"
_NAMED = "what comes back as a title is in one line, and says what the new id does not"


def losses_of(map: JourneyMap, scale: Scale, places: int) -> tuple[Loss, ...]:
    """Each thing that differs when the map is written as a Mermaid journey and read again.

    >>> from journeykit.model import Action, JourneyMap, Stage
    >>> stage = Stage("one", [Action("pay", emotion=.4)], kind="during")
    >>> for loss in losses_of(JourneyMap(stages=[stage]), Scale(), 0):
    ...     print(loss.place, loss.kind, loss.became)
    stages[0].kind lost None
    stages[0].steps[0].action lost None
    stages[0].steps[0].emotion changed 0
    stages[0].steps[0].touchpoint changed pay
    """
    from journeykit.model.document import document

    diagram = kept(map, scale, places)
    before, after = document(map), tree_of(diagram, scale)
    people = list(_personas(map, before, after, diagram.actors))
    after_rest = after | {"personas": before["personas"]} if "personas" in before else after
    found = [*people, *_differences(before, after_rest, (), "")]
    unknown = [
        Loss(
            ("stages", stage, "steps", step),
            f"nobody knows the emotion, and Mermaid needs a score: {scale.score(0, places):g}, "
            "with a comment that says so",
            "guessed",
            code="unknown_emotion",
        )
        for stage, section in enumerate(diagram.sections)
        for step, task in enumerate(section.tasks)
        if task.score is None
    ]
    return (*found, *unknown)


def _differences(before: Any, after: Any, loc: tuple[str | int, ...], path: str) -> Iterator[Loss]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key, value in before.items():
            inner = f"{path}.{key}" if path else key
            if key not in after:
                why = _WHY.get(inner, f"a Mermaid journey has no place for {inner}")
                yield Loss((*loc, key), _TITLE if key == "title" else why, code=inner)
            else:
                yield from _differences(value, after[key], (*loc, key), inner)
        for key in after.keys() - before.keys():
            inner = f"{path}.{key}" if path else key
            yield Loss((*loc, key), _why(inner), "changed", after[key], code=inner)
    elif isinstance(before, list) and _nouns(before) and isinstance(after, list) and len(after) == len(before):
        for index, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _differences(one, other, (*loc, index), path)
    elif before != after:
        yield Loss(loc, _scored(before, after) if path == _EMOTION else _why(path), "changed", after, code=path)


def _scored(before: Any, after: Any) -> str:
    if isinstance(before, dict):
        return f"a Mermaid task has one score: the mean of its personas comes back as {after}"
    return f"Mermaid's scores have fewer steps: {before} comes back as {after}"


def _nouns(items: list[Any]) -> bool:
    return all(isinstance(item, dict) for item in items)


def _why(path: str) -> str:
    last = path.rpartition(".")[2]
    if last in ("id", "touchpoint"):
        return _ID
    return _NAMED if last == "title" else _WHY.get(path, f"a Mermaid journey says {path} in other words")


def _personas(map: JourneyMap, before: Any, after: Any, actors: tuple[str, ...]) -> Iterator[Loss]:
    """Personas that nobody meets are gone, and the others come in the order in which tasks name them."""
    if "personas" not in before:
        return
    if "personas" not in after:
        yield Loss(("personas",), "a Mermaid journey knows people by the tasks that name them", code="personas")
        return
    names = list(actors_of(map).values())
    order = [names.index(actor) for actor in actors]
    if order != sorted(order):
        message = "personas come back in the order in which tasks name them"
        yield Loss(("personas",), message, "changed", after["personas"], code="personas")
        return
    for index, persona in enumerate(before["personas"]):
        if index in order:
            other = after["personas"][order.index(index)]
            yield from _differences(persona, other, ("personas", index), "personas")
        else:
            message = "a Mermaid journey knows people by the tasks that name them"
            yield Loss(("personas", index), message, code="personas")
