"""The part of a log that is one persona's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import narwhals as nw

from journeykit.events.personas import persona_of

if TYPE_CHECKING:
    from journeykit.events.log import EventLog
    from journeykit.model import JourneyMap, Persona

__all__ = ["cases_of"]


def cases_of(journey: JourneyMap, log: EventLog, persona: Persona | None) -> tuple[EventLog, tuple[str, ...]]:
    """The cases that a persona's `when` rule takes, and what must be said of them; all where there is no rule."""
    if persona is None:
        return log, ()
    if persona.when is None:
        return log, (
            f"persona {persona.id!r} states no rule (when=): all cases are held against their part of the map",
        )
    found = persona_of(log, journey)
    if persona.id not in found.personas:
        return log, (f"persona {persona.id!r} is no customer: all cases are held against their part of the map",)
    mine = found.frame.filter(nw.col("who") == found.personas.index(persona.id)).select("case")
    events = log.events.join(mine, on="case", how="semi")
    cases = next(row.cases for row in found.rows if row.persona == persona.id)
    return log.like(events), (f"only the {cases:,} cases of persona {persona.id!r}", *found.notes)
