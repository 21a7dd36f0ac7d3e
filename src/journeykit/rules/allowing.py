"""What a map allows: rules that are silent for all of it, in a stage, or at a step."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from journeykit.errors import UnknownName
from journeykit.rules.registry import matching

if TYPE_CHECKING:
    from journeykit.model import JourneyMap
    from journeykit.rules.finding import Finding

__all__ = ["Allowed"]


class Allowed:
    """Whether a map allows a finding. A name that means no rule silences nothing.

    >>> from journeykit.model import JourneyMap, Stage, Touchpoint
    >>> from journeykit.rules.finding import Finding
    >>> shop = JourneyMap(stages=[Stage("buy", [Touchpoint("pay", allow="dead-end")])])
    >>> Allowed(shop)(Finding("JK302", "dead-end", "warning", "stages[0].steps[0]", "…", "…", "pay"))
    True
    """

    def __init__(self, journey: JourneyMap) -> None:
        self._everywhere = _codes(journey.allow)
        self._steps: dict[str, frozenset[str]] = {}
        self._places: dict[str, frozenset[str]] = {}
        for s, stage in enumerate(journey.stages):
            in_stage = _codes(stage.allow)
            self._places[f"stages[{s}]"] = in_stage
            for t, step in enumerate(stage.steps):
                here = in_stage | _codes(step.allow)
                self._steps[step.id] = self._places[f"stages[{s}].steps[{t}]"] = here

    def __call__(self, finding: Finding) -> bool:
        """Whether the map, or the stage or step that the finding is about, allows it."""
        parts = finding.place.split(".")
        places = (".".join(parts[:2]), parts[0])
        return (
            finding.code in self._everywhere
            or finding.code in self._steps.get(finding.step or "", ())
            or any(finding.code in self._places.get(place, ()) for place in places)
        )


def _codes(names: Iterable[str]) -> frozenset[str]:
    found: set[str] = set()
    for name in names:
        try:
            found |= matching(name)
        except UnknownName:  # rule JK001 tells of it
            continue
    return frozenset(found)
