"""Mermaid's `flowchart`: a map with every move, outcome and way out; written only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from journeykit.io.loss import Loss, uncarried
from journeykit.io.registry import Format

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["FORMAT"]


def _write(map: JourneyMap) -> str:
    from journeykit.io.mermaid.flowchart import flowchart

    return flowchart(map)


def _losses(map: JourneyMap) -> Sequence[Loss]:
    from journeykit.io.mermaid.flowchart import CARRIED
    from journeykit.model.document import document

    return uncarried(document(map), CARRIED, "a Mermaid flowchart")


FORMAT = Format("mermaid-flowchart", (".flow.mermaid", ".flow.mmd"), _write, losses=_losses)
