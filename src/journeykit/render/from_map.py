"""From a journey map to the scene that views draw: the words of a map as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from journeykit.graph import Basis, Moves, moves
from journeykit.graph.mixing import mixed
from journeykit.graph.moves import shares
from journeykit.render.people import People
from journeykit.render.scene import Edge, Node, Scene, StageBox
from journeykit.render.words import channel_words, duration_words

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Outcome, Persona, Stage, Step

__all__ = ["scene_of"]

_LEAST: Final = 1e-9  # a smaller share is rounding


def scene_of(journey: JourneyMap, personas: Sequence[Persona] = ()) -> Scene:
    """Everything a drawing of the map says; with `personas`, only the steps and moves of theirs.

    >>> from journeykit.model import JourneyMap, Stage
    >>> scene = scene_of(JourneyMap(stages=[Stage("buy", ["basket", "pay"])]))
    >>> [node.title for node in scene.nodes]
    ['Start', 'Basket', 'Pay', 'End']
    >>> scene.description
    'A journey map with 1 stage and 2 steps. Stages: Buy.'
    """
    found = _moves(journey, personas)
    people = People(journey, personas)
    said = people.subtitles()
    met = set(found.drop_off)
    stages = tuple(
        StageBox(id=stage.id, title=stage.label, kind=stage.kind, phase=stage.phase, order=stage.order)
        for stage in journey.stages
    )
    nodes = [Node(id=".start", kind="start", title="Start")] if found.entries else []
    for stage in journey.stages:
        nodes += [_step(step, stage, people) for step in stage.steps if step.id in met]
        if any(found.drop_off[step.id] > _LEAST for step in stage.steps if step.id in met):
            nodes.append(Node(id=f"{stage.id}.drop_off", kind="drop_off", title="Drop-off", stage=stage.id))
    reached = {move.target for move in found.moves}
    nodes += [_outcome(outcome) for outcome in journey.outcomes if not personas or outcome.id in reached]
    if found.ends:
        nodes.append(Node(id=".end", kind="end", title="End"))
    return Scene(
        id=journey.id,
        title=journey.label,
        subtitle=said[0],
        shorter=tuple(said[1:]),
        description=_description(journey, nodes, found),
        language=journey.language,
        stages=stages,
        nodes=tuple(nodes),
        edges=tuple(_edges(journey, found, people)),
    )


def _moves(journey: JourneyMap, personas: Sequence[Persona]) -> Moves:
    """The moves of some personas: at each step the mean by share over those of them who meet it; none named: all."""
    if len(personas) > 1 and journey.cast != "together":
        return mixed([moves(journey, each) for each in personas], shares(personas), journey)
    return moves(journey, personas[0] if personas else None)


def _step(step: Step, stage: Stage, people: People) -> Node:
    channel: str | None = getattr(step, "channel", None)
    parts = [duration_words(step.duration) if step.duration else None, people.only_at(step)]
    felt, weights = _felt(step, people)
    return Node(
        id=step.id,
        kind=step.kind,
        title=step.label,
        stage=stage.id,
        channel=channel,
        channel_title=channel_words(channel) if channel else None,
        detail=" · ".join(part for part in parts if part) or None,
        emotion=sum(value * weight for (_, value), weight in zip(felt, weights, strict=True)) if felt else None,
        emotions=felt if len({value for _, value in felt}) > 1 else (),
        moment=_moment(step),
    )


def _felt(step: Step, people: People) -> tuple[tuple[tuple[str, float], ...], tuple[float, ...]]:
    """How each persona feels at a step, by name, with their shares; nameless where it is the feeling of everyone."""
    if isinstance(step.emotion, int | float):
        return (("", step.emotion),), (1.0,)
    known = [(each, value) for each in people.shown if (value := step.emotion_of(each)) is not None]
    return tuple((people.names[each.id], value) for each, value in known), shares([each for each, _ in known])


def _moment(step: Step) -> str | None:
    if step.moment_of_truth is None:
        return None
    parts = ("moment of truth", step.moment_of_truth.type, step.moment_of_truth.why)
    return " · ".join(part for part in parts if part)


def _outcome(outcome: Outcome) -> Node:
    return Node(
        id=outcome.id,
        kind="outcome",
        title=outcome.label,
        detail=outcome.reason,
        emotion=outcome.emotion,
        result=outcome.result,
    )


def _edges(journey: JourneyMap, found: Moves, people: People) -> Iterator[Edge]:
    stage_of = {step.id: stage for stage in journey.stages for step in stage.steps}
    uneven = len({round(weight, 9) for weight in found.entries.values()}) > 1
    for step, weight in found.entries.items():
        basis: Basis | None = "stated" if uneven else None
        yield Edge(source=".start", target=step, kind="entry", probability=weight, basis=basis)
    for move in found.moves:
        here, there = stage_of[move.source], stage_of.get(move.target)
        bare = not any(transition.qualified for transition in move.transitions)
        loose = here is there and here.order != "line" and move.kind == "forward" and bare
        own = people.shares_of(move)
        yield Edge(
            source=move.source,
            target=move.target,
            kind=move.kind,
            probability=None if loose else move.probability,
            basis=None if loose else move.basis,
            label=people.words(move, own),
            shares=own,
            loose=loose,
        )
    for step, share in found.drop_off.items():
        if share > _LEAST:
            yield Edge(
                source=step,
                target=f"{stage_of[step].id}.drop_off",
                kind="drop_off",
                probability=share,
                basis=found.drop_off_basis[step],
                label=journey.step(step).drop_off_reason,
            )
    for step, share in found.ends.items():
        yield Edge(source=step, target=".end", kind="end", probability=share, basis="derived")


def _description(journey: JourneyMap, nodes: Sequence[Node], found: Moves) -> str:
    """The map in words, for those who do not see the drawing."""
    steps = sum(node.kind in ("touchpoint", "action", "wait") for node in nodes)
    counts = f"{_many(len(journey.stages), 'stage')} and {_many(steps, 'step')}"
    words = [f"A journey map with {counts}."]
    if journey.stages:
        words.append(f"Stages: {', '.join(stage.label for stage in journey.stages)}.")
    if journey.outcomes:
        ends = ", ".join(f"{outcome.label} ({outcome.result})" for outcome in journey.outcomes)
        words.append(f"Outcomes: {ends}.")
    back = sum(move.kind != "forward" for move in found.moves)
    if back:
        words.append(f"{_many(back, 'move')} back or again.")
    return " ".join(words)


def _many(count: int, what: str) -> str:
    return f"{count} {what}" + ("" if count == 1 else "s")
