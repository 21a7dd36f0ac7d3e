"""From CJML to a map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from journeykit.io.cjml.points import Points
from journeykit.io.cjml.terms import EVERYONE, SOMEBODY
from journeykit.io.loss import Loss
from journeykit.io.made_ids import MadeIds
from journeykit.io.parsed import Loc, Parsed
from journeykit.io.safe_xml import Element, parse
from journeykit.io.text import refuse
from journeykit.model.base import humanised

if TYPE_CHECKING:
    from journeykit.io.text import Position, Text

__all__ = ["read"]

_JOURNEYS = ("plannedJourney", "actualJourney")
_READ = frozenset(
    {"journeyID", "journeyTitle", "journeyPhases", "journeyShortSummary", "actors", "touchpoints", "comment"}
)


class _Where:
    """The lines of stages, personas and steps, for what the model has to say of them."""

    def __init__(self) -> None:
        self.lines: dict[tuple[str | int, ...], Position] = {}

    def locate(self, loc: Loc, *, key: bool) -> Position | None:
        """The place of the nearest part that is known."""
        _ = key
        return next(
            (self.lines[tuple(loc[:end])] for end in range(len(loc), -1, -1) if tuple(loc[:end]) in self.lines), None
        )

    def remark(self, loc: Loc, code: str) -> str:
        """Nothing: XML does not misread texts."""
        _ = loc, code
        return ""


def read(text: Text, journey: str | None = None) -> Parsed:
    """The tree of one journey of a document: the first planned one, or the one with the id that is asked for."""
    root = parse(text.raw)
    if root.name != "CJML":
        refuse(f"a CJML document begins with <CJML>, not with <{root.name}>", "not_cjml", (root.line, root.column))
    journeys = sorted(root.all(*_JOURNEYS), key=lambda each: _JOURNEYS.index(each.name))
    names = [each.said("journeyID") or "" for each in journeys]
    if not journeys:
        refuse("the document has no plannedJourney and no actualJourney", "no_journey", (root.line, root.column))
    if journey is not None and journey not in names:
        refuse(f"there is no journey {journey!r}: there are {', '.join(names)}", "no_journey", (root.line, root.column))
    chosen = journeys[0 if journey is None else names.index(journey)]
    losses = []
    if len(journeys) > 1 and journey is None:
        others = ", ".join(names[1:])
        message = f"the document has {len(journeys)} journeys: {names[0]} is read; journey= chooses another: {others}"
        losses.append(Loss((), message, "guessed", code="journeys", line=chosen.line))
    return _tree(chosen, losses)


def _tree(chosen: Element, losses: list[Loss]) -> Parsed:
    where = _Where()
    where.lines[()] = (chosen.line, chosen.column)
    name = chosen.said("journeyID") or "journey"
    tree: dict[str, Any] = {"id": MadeIds("journey").of(name)}
    if title := chosen.said("journeyTitle") or (name if tree["id"] != name else None):
        tree["title"] = title
    tree["nature"] = "actual" if chosen.name == "actualJourney" else "planned"
    _keep(tree, purpose=chosen.said("journeyShortSummary"), note=chosen.said("comment"))
    users, companies, personas = _actors(chosen, where)
    if personas:
        tree["personas"] = personas
    stages = _phases(chosen, where)
    points = Points(chosen, stages, users, companies, losses)
    points.read()
    made = list(points.stages.values())
    if made:
        tree["stages"] = made
    for index, stage in enumerate(made):
        for at, step in enumerate(stage.get("steps", [])):
            where.lines["stages", index, "steps", at] = points.lines[id(step)]
    if points.order != [step for stage in made for step in stage.get("steps", [])]:
        ids = [next(iter(step.values())) for step in points.order]
        tree["flow"] = [" >> ".join(ids)]
    losses += [
        Loss((), f"<{each.name}> has no place in a map", code=each.name, line=each.line, column=each.column)
        for each in chosen.children
        if each.name not in _READ and (each.text or each.children)
    ]
    return Parsed(tree, where, losses=tuple(losses))


def _keep(tree: dict[str, Any], **values: str | None) -> None:
    tree.update({name: value for name, value in values.items() if value is not None})


def _actors(
    chosen: Element, where: _Where
) -> tuple[dict[str, str | None], dict[str, str | None], list[dict[str, Any]]]:
    """Actor ids of end users with their personas, of providers with their names, and the personas."""
    users: dict[str, str | None] = {}
    companies: dict[str, str | None] = {}
    personas: list[dict[str, Any]] = []
    ids = MadeIds("customer")
    actors = chosen.first("actors")
    for actor in actors.children if actors is not None else ():
        name = actor.attributes.get("actorID") or actor.attributes.get("actorIDref") or ""
        if actor.name == "serviceProvider":
            companies[name] = None if name == SOMEBODY else actor.said("companyName") or actor.said("actorName") or name
        elif actor.name == "endUser":
            users[name] = None
            if name == EVERYONE:
                continue
            users[name] = made = ids.of(name)
            persona = {"id": made}
            if title := actor.said("actorName") or (name if made != name else None):
                persona["title"] = title
            where.lines["personas", len(personas)] = (actor.line, actor.column)
            personas.append(persona)
    if len(personas) == 1 and len(users) == 1:
        users = dict.fromkeys(users)  # who else should it be: no step needs to say so
    return users, companies, personas


def _phases(chosen: Element, where: _Where) -> dict[str, dict[str, Any]]:
    """The stages by the ids of their phases."""
    ids = MadeIds("stage")
    stages: dict[str, dict[str, Any]] = {}
    listed = chosen.first("journeyPhases")
    phases: Sequence[Element] = listed.children if listed is not None else ()
    for phase in phases:
        name = phase.attributes.get("phaseID", "").strip()
        if phase.name != "journeyPhase" or name in stages:
            continue
        stages[name] = stage = {"id": ids.of(name)}
        if (title := phase.said("phaseName")) and title != humanised(stage["id"]):
            stage["title"] = title
        _keep(stage, note=phase.said("phaseDescription"))
        where.lines["stages", len(stages) - 1] = (phase.line, phase.column)
    return stages
