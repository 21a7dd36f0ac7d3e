"""A map as the directed graph that networkx understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx

from journeykit.graph.moves import moves
from journeykit.model.frozen_map import FrozenMap

if TYPE_CHECKING:
    from journeykit.graph.move import Move
    from journeykit.model import JourneyMap, Outcome, Persona, Step

__all__ = ["to_networkx"]


def to_networkx(journey: JourneyMap, persona: Persona | str | None = None) -> nx.DiGraph[str]:
    """The map, or one persona's part of it, as a `networkx.DiGraph`: ids as nodes, attributes as plain values.

    Nodes carry `kind`, `title`, and as far as known `stage`, `position` (in stage order), `channel`, `emotion` (per
    persona: `emotion_anna`), `duration_seconds`, `entry` (weight), `drop_off`, `end_share` (after which a map without
    outcomes is over), `goal`, `result`. Edges carry `probability`, `basis` (`stated`, `counted`, `derived`,
    `assumed`), `kind` (`forward`, `back`, `self`), and as far as known `when`, `count`, `after_seconds`, `handover`,
    `personas`. All values are texts, numbers or booleans, so that GraphML and GEXF can hold them (but for the
    control characters that XML has no place for).

    >>> from journeykit.model import JourneyMap, Stage, Touchpoint
    >>> graph = to_networkx(JourneyMap(stages=[Stage("buy", [Touchpoint("basket", emotion=1), "pay"])]))
    >>> graph.nodes["basket"]["emotion"], graph.edges["basket", "pay"]["probability"]
    (1.0, 1.0)
    """
    found = moves(journey, persona)
    graph: nx.DiGraph[str] = nx.DiGraph(id=journey.id, title=journey.label, cast=journey.cast)
    for position, step in enumerate(journey.steps):
        if step.id in found.drop_off:
            shares = {
                "entry": found.entries.get(step.id),
                "drop_off": found.drop_off[step.id],
                "end_share": found.ends.get(step.id),  # GEXF takes `end` for a time
            }
            stage = journey.stage_of(step.id)
            graph.add_node(step.id, **_step(step), stage=stage.id, position=position, **_known(shares))
    for outcome in journey.outcomes:
        graph.add_node(outcome.id, **_outcome(outcome))
    for move in found.moves:
        graph.add_edge(move.source, move.target, **_edge(move))
    return graph


def _known(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None and value != ""}


def _step(step: Step) -> dict[str, Any]:
    emotion = step.emotion
    by_persona = {f"emotion_{who}": value for who, value in emotion.items()} if isinstance(emotion, FrozenMap) else {}
    return _known(
        {
            "kind": step.kind,
            "title": step.label,
            "channel": getattr(step, "channel", None),
            "emotion": None if by_persona else emotion,
            **by_persona,
            "duration_seconds": step.duration.seconds if step.duration else None,
            "goal": True if step.goal else None,
        },
    )


def _outcome(outcome: Outcome) -> dict[str, Any]:
    known = {"title": outcome.label, "result": outcome.result, "emotion": outcome.emotion, "value": outcome.value}
    return _known({"kind": outcome.kind, **known})


def _edge(move: Move) -> dict[str, Any]:
    said = move.transitions
    counts = [each.count for each in said if each.count is not None]
    after = next((each.after for each in said if each.after), None)
    return _known(
        {
            "probability": move.probability,
            "basis": move.basis,
            "kind": move.kind,
            "when": "; ".join(dict.fromkeys(each.when for each in said if each.when)),
            "count": sum(counts) if counts else None,
            "after_seconds": after.seconds if after else None,
            "handover": "; ".join(dict.fromkeys(each.handover for each in said if each.handover)),
            "personas": ", ".join(dict.fromkeys(who for each in said for who in each.personas)),
        },
    )
