"""Putting values in the place of references to them, once a map is known to hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from journeykit.model.refs import Ref
from journeykit.model.tree import rewritten

if TYPE_CHECKING:
    from journeykit.model.journey import JourneyMap
    from journeykit.model.references import References

__all__ = ["resolve"]


def resolve(journey: JourneyMap, references: References) -> None:
    """Finish a map under construction: its references resolved, its evidence the pool of all that is used."""
    # the map is frozen for everybody else: nobody has seen it yet
    own: dict[str, Any] = vars(journey)
    pool = references.pool

    def change(noun: str, item: Any) -> Any:
        while isinstance(item, Ref):
            item = pool[item.id] if noun == "Evidence" else references.defined[noun][item.id][0]
        return item

    if references.unresolved:
        finished = rewritten(journey, change)
        for name in ("personas", "stages", "outcomes", "flow", "metrics", "evidence"):
            own[name] = getattr(finished, name)
    evidence = tuple(pool.values())
    if own["evidence"] != evidence:
        own["evidence"] = evidence
        journey.__pydantic_fields_set__.add("evidence")
