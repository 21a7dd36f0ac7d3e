"""The picture between map and drawing: what is shown, before anybody decides where.

Views read nothing but a `Scene`, so a drawing can be made, tested and measured without a map.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from journeykit.render.words import listed, percent

__all__ = ["Basis", "Edge", "EdgeKind", "Node", "NodeKind", "Scene", "StageBox", "Taken"]

NodeKind = Literal["touchpoint", "action", "wait", "outcome", "drop_off", "start", "end"]
EdgeKind = Literal["forward", "back", "self", "drop_off", "entry", "end"]
_ROUNDED = 0.01
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
class Said:
    """What a result says of a step: words, a share of 0..1 that is drawn as a bar, and whether it hurts."""

    text: str
    share: float | None = None
    tone: Literal["plain", "good", "bad"] = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """Something that is visited. Steps have a `stage`; outcomes, starts and ends have none; a drop-off belongs to one.

    `emotion` runs from -2 to +2 and None is unknown; `channel` is a catalogue name such as `email`; `detail` is the
    line under the title (a duration, a result); `moment` is None, or why this step is a moment of truth. Where personas
    feel differently, `emotions` names each of them with theirs, and `emotion` is the mean by share. `said` is what a
    result that lies over the drawing says of it.
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
    said: tuple[Said, ...] = field(default=(), repr=False)

    @property
    def torn(self) -> tuple[float, float] | None:
        """The lowest and the highest feeling, where it is bad for some personas and good for others."""
        values = [value for _, value in self.emotions]
        return (min(values), max(values)) if values and min(values) < 0 < max(values) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """How often a move is made, as a result that lies over the drawing says.

    `text` stands on its line, `weight` is how often beside the most frequent move, 0..1, None where that is not known.
    `ghost` is a move that the map does not have, `never` one of the map that nobody makes.
    """

    text: str = ""
    weight: float | None = None
    tone: Literal["plain", "good", "bad"] = "plain"
    ghost: bool = False
    never: bool = False

    @property
    def colour(self) -> str | None:
        """The name of its line's colour, None for that of its kind."""
        if self.ghost:
            return "idea_mark"
        return "fade_line" if self.never else {"good": "gain_mark", "bad": "leave"}.get(self.tone)

    @property
    def ink(self) -> str | None:
        """That of its words."""
        if self.ghost:
            return "idea_mark"
        return "fade" if self.never else {"good": "gain_mark", "bad": "leave_text"}.get(self.tone)

    @property
    def dash(self) -> str | None:
        """Its dashes, None for those of its kind."""
        return "2 3" if self.ghost else "1 5" if self.never else None

    def wide(self, most: float) -> float:
        """The width of its line, of which `most` is the widest."""
        least = 2.0 if self.ghost else 1.4  # dots of a thinner line are not seen
        return least + (most - least) * min(max(self.weight or 0.0, 0.0), 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    r"""A move between two nodes. `probability` is 0..1 or None; `label` is its condition in words.

    `shares` says whose move it is where it is not everybody's: names, and how likely it is for them, None where that is
    assumed or goes without saying. `probability` is then the mean over all who stand at the source.
    `loose` marks a move inside a stage whose steps come in any order or at the same time: it has no direction.
    `weak` marks one whose probability rests on no research, where a drawing lets such claims fade. `taken` is what a
    result that lies over the drawing says of it; its text stands for the figure.

    >>> Edge(source="a", target="b", probability=0.35, basis="stated").figure
    '35\xa0%'
    >>> Edge(source="a", target="b", probability=0.5, basis="assumed").figure is None
    True
    >>> Edge(source="a", target="b", probability=0.1, basis="stated", shares=((("Ben",), 0.4),)).figure
    '40\xa0%\xa0of\xa0Ben'
    """

    source: str
    target: str
    kind: EdgeKind = "forward"
    probability: float | None = None
    basis: Basis | None = None
    label: str | None = None
    shares: tuple[tuple[tuple[str, ...], float | None], ...] = ()
    loose: bool = False
    weak: bool = field(default=False, repr=False)
    taken: Taken | None = field(default=None, repr=False)  # as all that only drawings with a result over them say

    @property
    def figure(self) -> str | None:
        """The probability as printed: None where it is assumed, or the only way on and nobody stated it."""
        if self.taken is not None:
            return self.taken.text or None
        if self.shares:
            return self._of_each()
        if self.probability is None or self.basis in (None, "assumed"):
            return None
        if self.basis == "derived" and self.probability > 1 - 1e-9:  # "100 %" on every arrow says nothing
            return None
        whole = self.basis != "stated" or self.kind == "entry"  # what was computed has no digits of its own
        return percent(round(self.probability, 2) if whole and self.probability >= _ROUNDED else self.probability)

    def _of_each(self) -> str | None:
        """The figures of those whose move it is."""
        if all(share is None for _, share in self.shares):
            return None
        if len(self.shares) == 1:
            ((names, share),) = self.shares
            return f"{percent(share or 0.0)}\u00a0of\u00a0{listed(names)}"
        return "; ".join(
            listed(names) + (f"\u00a0{percent(share)}" if share is not None else "") for names, share in self.shares
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything a drawing says. Nodes stand in reading order; edges name nodes by id.

    `shorter` are ways to say the subtitle where it does not fit, the longest first; `notes` stand below everything.
    """

    id: str
    title: str
    description: str = ""
    subtitle: str = ""
    shorter: tuple[str, ...] = ()
    language: str | None = None
    stages: tuple[StageBox, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    notes: tuple[str, ...] = field(default=(), repr=False)  # as all that only drawings with a result over them say

    @property
    def laid(self) -> tuple[Taken, ...]:
        """What is said of the moves by a result that lies over the drawing, move by move."""
        return tuple(edge.taken for edge in self.edges if edge.taken is not None)

    def node(self, node_id: str) -> Node:
        """The node of that id. Raises KeyError."""
        for node in self.nodes:
            if node.id == node_id:
                return node
        raise KeyError(node_id)
