"""The service blueprint: what the customer sees and does, and below the lines what is done for it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from journeykit.render.lanes import Says, chosen
from journeykit.render.views import Options, View
from journeykit.render.views.poster import TAKES, lanes_drawn

if TYPE_CHECKING:
    from journeykit.model import JourneyMap
    from journeykit.render.drawing import Drawing

__all__ = ["VIEW"]

_LANES: Final = ("physical_evidence", "steps", "frontstage", "backstage", "support")
_LINES: Final = {
    "frontstage": "line of interaction",
    "backstage": "line of visibility",
    "support": "line of internal interaction",
}


@dataclass(frozen=True)
class Blueprint:
    """The poster's sibling (Shostack 1984; the layers as in Bitner, Ostrom & Morgan 2008)."""

    name: str = "blueprint"
    takes: frozenset[str] = TAKES

    def draw(self, journey: JourneyMap, options: Options, /) -> Drawing:
        """The blueprint of a map: its layers whether they hold something or not, or the lanes that were asked for."""
        lanes = chosen(_LANES if options.lanes is None else options.lanes)
        return lanes_drawn(journey, options, [_lined(lane) for lane in lanes], self.name)


def _lined(lane: Says) -> Says:
    if lane.name == "steps":
        return replace(lane, title="Customer actions", hint="")
    return replace(lane, line=_LINES[lane.name], always=True) if lane.name in _LINES else lane


VIEW: Final[View] = Blueprint()
