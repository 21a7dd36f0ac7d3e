"""GEXF: the graph of steps, outcomes and moves, for Gephi. Written only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.io.registry import Format

if TYPE_CHECKING:
    from journeykit.io.loss import Loss
    from journeykit.model import JourneyMap

__all__ = ["FORMAT"]


def _write(map: JourneyMap) -> str:
    from journeykit.graph.exchange import gexf

    return gexf(map)


def _losses(map: JourneyMap) -> tuple[Loss, ...]:
    from journeykit.io.graph_losses import graph_losses

    return graph_losses(map, "GEXF")


FORMAT = Format("gexf", (".gexf",), _write, losses=_losses)
