"""What people need, and how well it is met."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from journeykit.render.lanes import Says
from journeykit.render.sheet import Item
from journeykit.render.words import figure

if TYPE_CHECKING:
    from journeykit.model import Step
    from journeykit.render.reader import Reader

__all__ = ["LANE"]


def at(step: Step, reader: Reader) -> Iterator[Item]:
    """Importance and satisfaction stand below, where they are known."""
    for need, who in reader.entries(step, "needs"):
        said = (("importance", need.importance), ("satisfaction", need.satisfaction))
        notes = [reader.names(who), *(f"{name} {figure(value)} of 5" for name, value in said if value is not None)]
        note = " · ".join(note for note in notes if note)
        yield Item(text=need.text, mark="need", who=who, note=note, level=reader.level(step, need.evidence))


LANE: Final = Says(name="needs", title="Needs", rank=50, at=at)
