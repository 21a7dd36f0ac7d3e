"""A map as a Mermaid `flowchart`: every step, move, outcome and way out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from journeykit.io.mermaid.labels import label
from journeykit.model.frozen_map import FrozenMap

if TYPE_CHECKING:
    from journeykit.model import JourneyMap, Outcome, Stage, Transition
    from journeykit.model.steps import Step

__all__ = ["CARRIED", "Chart", "chart", "flowchart"]

_SHAPES = {"touchpoint": ("[", "]"), "action": ("(", ")"), "wait": ("{{", "}}"), "outcome": ("([", "])")}
# blue against orange, legible on light and dark pages, since the words have a colour of their own
_STYLES = {
    "very_good": "fill:#8fc1e8,stroke:#2f6f9f,color:#1b1b1b",
    "good": "fill:#cfe4f5,stroke:#2f6f9f,color:#1b1b1b",
    "even": "fill:#f1f1f1,stroke:#6b6b6b,color:#1b1b1b",
    "bad": "fill:#fbdcc2,stroke:#a84300,color:#1b1b1b",
    "very_bad": "fill:#f4b183,stroke:#a84300,color:#1b1b1b",
    "unknown": "fill:#ffffff,stroke:#6b6b6b,color:#1b1b1b,stroke-dasharray:4 3",
    "success": "fill:#cfe4f5,stroke:#2f6f9f,color:#1b1b1b,stroke-width:3px",
    "failure": "fill:#fbdcc2,stroke:#a84300,color:#1b1b1b,stroke-width:3px",
    "neutral": "fill:#f1f1f1,stroke:#6b6b6b,color:#1b1b1b,stroke-width:3px",
    "left": "fill:#ffffff,stroke:#a84300,color:#1b1b1b,stroke-dasharray:4 3",
}
CARRIED = frozenset(
    {"title", "outcomes.id", "outcomes.title", "outcomes.result", "stages.id", "stages.title"}
    | {"flow"}
    | {f"flow.{name}" for name in ("from", "to", "probability", "count", "when", "after", "personas")}
    | {f"stages.steps.{name}" for name in ("touchpoint", "action", "wait", "title", "emotion")}
    | {"stages.steps.drop_off", "stages.steps.drop_off_reason"}
)
"""What of a map's tree can be seen in its flowchart."""


@dataclass(frozen=True, slots=True)
class Chart:
    """What a flowchart shows.

    `nodes` are ids with their words and kind; `boxes` ids with their words and the ids inside; `moves` and `ways_out`
    are source, target and words.
    """

    nodes: tuple[tuple[str, str, str], ...]
    boxes: tuple[tuple[str, str, tuple[str, ...]], ...]
    moves: tuple[tuple[str, str, str], ...]
    ways_out: tuple[tuple[str, str, str], ...]


def chart(map: JourneyMap) -> Chart:
    """The steps, moves, outcomes and ways out of a map under ids that no keyword of Mermaid is."""
    leaving = [step for step in map.steps if step.drop_off]
    node = {step.id: f"step_{step.id}" for step in map.steps} | {each.id: f"outcome_{each.id}" for each in map.outcomes}
    return Chart(
        (
            *((node[step.id], _words(step), step.kind) for step in map.steps),
            *((node[outcome.id], _words(outcome), "outcome") for outcome in map.outcomes),
            *((f"left_{step.id}", "leaves", "outcome") for step in leaving),
        ),
        tuple(
            (f"stage_{stage.id}", _words(stage), tuple(node[step.id] for step in stage.steps))
            for stage in map.stages
            if stage.steps
        ),
        tuple((node[move.source], node[move.target], _said(map, move)) for move in map.transitions),
        tuple(
            (node[step.id], f"left_{step.id}", _joined(percent(step.drop_off), step.drop_off_reason))
            for step in leaving
        ),
    )


def flowchart(map: JourneyMap) -> str:
    """The map as a flowchart: steps in the boxes of their stages, moves with what is known of them, ways out dotted.

    >>> from journeykit.model import JourneyMap, Outcome, Stage, Touchpoint
    >>> stages = [Stage("buy", [Touchpoint("quote", emotion=-1, drop_off=.05), "sign"])]
    >>> flow = ["quote >> sign", {"from": "sign", "to": "lives", "probability": .8}]
    >>> print(flowchart(JourneyMap(stages=stages, outcomes=[Outcome("lives")], flow=flow)).partition("classDef")[0])
    flowchart LR
        subgraph stage_buy["Buy"]
            step_quote["Quote"]
            step_sign["Sign"]
        end
        outcome_lives(["Lives"])
        left_quote(["leaves"])
        step_quote --> step_sign
        step_sign -->|"80 %"| outcome_lives
        step_quote -.->|"5 %"| left_quote
    <BLANKLINE>
    """
    return "\n".join([*_lines(map, chart(map)), ""])


def _lines(map: JourneyMap, shown: Chart) -> Iterator[str]:
    if map.title and map.title.strip():
        # what follows `<` there is HTML to Mermaid, and no entity is read
        title = json.dumps(" ".join(map.title.split()).replace("<", "\N{FULLWIDTH LESS-THAN SIGN}"))
        yield from ("---", f"title: {title}", "---")
    yield "flowchart LR"
    nodes = {name: f"{name}{_SHAPES[kind][0]}{label(words)}{_SHAPES[kind][1]}" for name, words, kind in shown.nodes}
    for name, words, inside in shown.boxes:
        yield f"    subgraph {name}[{label(words)}]"
        yield from (f"        {nodes.pop(each)}" for each in inside)
        yield "    end"
    yield from (f"    {each}" for each in nodes.values())
    for arrow, moves in (("-->", shown.moves), ("-.->", shown.ways_out)):
        for source, target, words in moves:
            yield f"    {source} {arrow}" + (f"|{label(words)}|" if words else "") + f" {target}"
    yield from _classes(map)


def _words(noun: Stage | Step | Outcome) -> str:
    """The label, or the id where nothing of the label can be seen."""
    return noun.label if noun.label.strip() else noun.id


def _said(map: JourneyMap, move: Transition) -> str:
    """What is known of a move: how likely it is, when, after how long, who takes it."""
    people = [persona.label for persona in map.personas if persona.id in move.personas]
    times = f"{move.count} times" if move.count is not None else ""
    after = f"after {move.after}" if move.after is not None else ""
    return _joined(percent(move.probability), times, move.when, after, ", ".join(people))


def _joined(*parts: str | None) -> str:
    return " · ".join(part for part in parts if part and part.strip())


def percent(share: float | None) -> str:
    """A share for a reader, "" for none.

    >>> percent(.35), percent(.1234), percent(None)
    ('35 %', '12.3 %', '')
    """
    return "" if share is None else f"{float(f'{share * 100:.3g}'):g} %"


def _classes(map: JourneyMap) -> Iterator[str]:
    found: dict[str, list[str]] = {}
    for step in map.steps:
        found.setdefault(_mood(step), []).append(f"step_{step.id}")
        if step.drop_off:
            found.setdefault("left", []).append(f"left_{step.id}")
    for outcome in map.outcomes:
        found.setdefault(outcome.result, []).append(f"outcome_{outcome.id}")
    for name, style in _STYLES.items():
        if name in found:
            yield f"    classDef {name} {style}"
            yield f"    class {','.join(found[name])} {name}"


def _mood(step: Step) -> str:
    """The class of a step's emotion; where personas feel differently, of their mean."""
    felt = step.emotion
    if isinstance(felt, FrozenMap):
        felt = sum(felt.values()) / len(felt) if felt else None
    if felt is None:
        return "unknown"
    return ("very_bad", "bad", "even", "good", "very_good")[round(felt) + 2]
