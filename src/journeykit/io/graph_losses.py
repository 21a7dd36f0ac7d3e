"""What of a map its bare graph does not say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from journeykit.io.loss import Loss, uncarried
from journeykit.model.document import document

if TYPE_CHECKING:
    from journeykit.model import JourneyMap

__all__ = ["graph_losses"]

_STEP = ("touchpoint", "action", "wait", "title", "channel", "emotion", "duration", "entry", "drop_off", "goal")
_CARRIED = {
    *("id", "title", "cast", "stages.id", "flow", "outcomes.id", "outcomes.title", "outcomes.result"),
    *(f"stages.steps.{name}" for name in _STEP),
}


def graph_losses(journey: JourneyMap, format: str) -> tuple[Loss, ...]:
    """What a graph of steps, outcomes and moves leaves out, in a format that is only written.

    >>> from journeykit.model import JourneyMap, Stage
    >>> [each.place for each in graph_losses(JourneyMap("a", note="x", stages=[Stage("s", ["t"])]), "GraphML")]
    ['note']
    """
    return uncarried(document(journey), _CARRIED, format)
