"""How a map connects: its moves with their probabilities, and the directed graph that networkx understands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit.graph.filling import Basis
from journeykit.graph.move import Direction, Move, Moves
from journeykit.graph.moves import moves

if TYPE_CHECKING:
    from journeykit.graph.digraph import to_networkx
    from journeykit.graph.parts import loops, reachable, traps

__all__ = ["Basis", "Direction", "Move", "Moves", "loops", "moves", "reachable", "to_networkx", "traps"]


def __getattr__(name: str) -> Any:
    """Load what needs networkx at first use."""
    if name in ("loops", "reachable", "traps"):
        from journeykit.graph import parts

        return getattr(parts, name)
    if name == "to_networkx":
        from journeykit.graph.digraph import to_networkx

        return to_networkx
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
