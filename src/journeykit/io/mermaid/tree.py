"""From a diagram to the plain tree of a map: sections are stages, tasks steps, actors personas."""

from __future__ import annotations

from typing import Any
from zlib import crc32

from journeykit.io.made_ids import MadeIds
from journeykit.io.mermaid.diagram import Diagram, Task
from journeykit.io.mermaid.scores import Scale
from journeykit.model.base import humanised
from journeykit.model.wording import as_id

__all__ = ["Ids", "tree_of"]


class Ids:
    """Hands out ids made of names: the same name has the same id in every document, unless others of it stand before.

    >>> ids = Ids("step")
    >>> ids.of("Pay online"), ids.of("Pay online!"), ids.of("3D print"), ids.of("")
    ('pay_online', 'pay_online_2', 'step_3d_print', 'step')
    >>> ids.of("太阳") == Ids("step").of("太阳")
    True
    """

    def __init__(self, kind: str) -> None:
        self._kind = kind
        self._ids = MadeIds(kind)

    def of(self, name: str) -> str:
        """An id for a thing of this name, which no other has."""
        made = as_id(name, "")
        if not made:
            made = as_id(f"{self._kind} {name}")
            if name and made == self._kind:  # no letter of it is a Latin one
                made = f"{self._kind}_{crc32(name.encode('utf-8', 'replace')):08x}"
        return self._ids.of(made)


def tree_of(diagram: Diagram, scale: Scale) -> dict[str, Any]:
    """The tree that `journeykit.model.document` would write for the map.

    >>> from journeykit.io.mermaid.diagram import Section
    >>> tree_of(Diagram("My day", sections=[Section("Work", [Task("Make tea", 5, ("Me",))])]), Scale())["stages"]
    [{'id': 'work', 'steps': [{'touchpoint': 'make_tea', 'emotion': 2}]}]
    """
    tree: dict[str, Any] = {"id": as_id(diagram.title, "journey")}
    if diagram.title:
        tree["title"] = diagram.title
    personas = Ids("persona")
    ids = {actor: personas.of(actor) for actor in diagram.actors}
    if len(ids) > 1:
        tree["cast"] = "together"  # the actors of a diagram take part in one journey; they are not alternatives
    if ids:
        tree["personas"] = [{"id": made} | _title(made, actor) for actor, made in ids.items()]
    stages, steps = Ids("stage"), Ids("step")
    if diagram.sections:
        tree["stages"] = []
    for section in diagram.sections:
        made = stages.of(section.name)
        stage: dict[str, Any] = {"id": made} | _title(made, section.name)
        if section.tasks:
            stage["steps"] = [_step(task, steps.of(task.name), ids, scale) for task in section.tasks]
        tree["stages"].append(stage)
    if diagram.description:
        tree["note"] = diagram.description
    return tree


def _title(made: str, name: str) -> dict[str, str]:
    """The title that a noun needs beside its id: none where the id says the same."""
    return {"title": name} if name and name != humanised(made) else {}


def _step(task: Task, made: str, ids: dict[str, str], scale: Scale) -> dict[str, Any]:
    step: dict[str, Any] = {"wait" if task.wait else "touchpoint": made} | _title(made, task.name)
    if task.score is not None:
        step["emotion"] = scale.emotion(task.score)
    step |= task.fields
    if task.actors and len(task.actors) < len(ids):  # what all of them meet is said of nobody in particular
        step["personas"] = [ids[actor] for actor in task.actors]
    return step
