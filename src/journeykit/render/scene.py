"""The picture between map and drawing: what is shown, before anybody decides where.

Views read nothing but a `Scene`, so a drawing can be made, tested and measured without a map.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["Basis", "Edge", "EdgeKind", "Node", "NodeKind", "Scene", "StageBox"]

NodeKind = Literal["touchpoint", "action", "wait", "outcome", "drop_off", "start", "end"]
EdgeKind = Literal["forward", "back", "self", "drop_off", "entry", "end"]
Basis = Literal["stated", "counted", "derived", "assumed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageBox:
    """A stage: `kind` is before, during or after; `order` is line, any or parallel; `phase` the band above."""

    id: str
    title: str
    kind: str | None = None
    phase: str | None = None
    order: str = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Something that is visited. Steps have a `stage`; outcomes, starts and ends have none; a drop-off belongs to one.

    `emotion` runs from -2 to +2 and None is unknown; `channel` is a catalogue name such as `email`; `detail` is the
    line under the title (a duration, a result); `moment` is None, or why this step is a moment of truth. Where personas
    feel differently, `emotions` names each of them with theirs, and `emotion` is the mean by share.
    """

    id: str
    kind: NodeKind
    title: str
    stage: str | None = None
    channel: str | None = None
    channel_title: str | None = None
    detail: str | None = None
    emotion: float | None = None
    emotions: tuple[tuple[str, float], ...] = ()
    moment: str | None = None
    result: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    r"""A move between two nodes. `probability` is 0..1 or None; `label` is its condition in words.

    `loose` marks a move inside a stage whose steps come in any order or at the same time: it has no direction.

    >>> Edge(source="a", target="b", probability=0.35, basis="stated").figure
    '35\xa0%'
    >>> Edge(source="a", target="b", probability=0.5, basis="assumed").figure is None
    True
    """

    source: str
    target: str
    kind: EdgeKind = "forward"
    probability: float | None = None
    basis: Basis | None = None
    label: str | None = None
    loose: bool = False

    @property
    def figure(self) -> str | None:
        """The probability as printed: None where it is assumed, or the only way on and nobody stated it."""
        if self.probability is None or self.basis in (None, "assumed"):
            return None
        if self.basis == "derived" and self.probability > 1 - 1e-9:  # "100 %" on every arrow says nothing
            return None
        percent = self.probability * 100
        if 0 < percent < 0.1:
            return "<0.1\u00a0%"
        digits = f"{percent:.0f}" if percent >= 10 or abs(percent - round(percent)) < 0.05 else f"{percent:.1f}"
        return f"{digits}\u00a0%"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything a drawing says. Nodes stand in reading order; edges name nodes by id."""

    id: str
    title: str
    description: str = ""
    subtitle: str = ""
    language: str | None = None
    stages: tuple[StageBox, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()

    def node(self, node_id: str) -> Node:
        """The node of that id. Raises KeyError."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)
