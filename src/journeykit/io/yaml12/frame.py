"""A mapping or list of a YAML document while it is being read."""

from __future__ import annotations

from dataclasses import dataclass, field

from journeykit.io.yaml12.nodes import Node

__all__ = ["Frame"]


@dataclass(slots=True)
class Frame:
    """A mapping or list that is being read."""

    node: Node
    anchor: str | None
    key: Node | None = None  # of a mapping: the key whose value comes next
    name: str | None = None  # that key's text, None where it cannot be one
    cut: list[int] = field(default_factory=list)  # a text that commas cut: its start, the first cut, its end
    glued: bool = False  # whether a missing space after a colon has been told

    @property
    def last(self) -> Node | None:
        """Of a mapping: the value that stands last so far."""
        return list(self.node.children.values())[-1][1] if self.node.children else None
