"""The answers that are proposed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from journeykit.render.lanes import Says
from journeykit.render.sheet import Item

if TYPE_CHECKING:
    from journeykit.model import Step
    from journeykit.render.reader import Reader

__all__ = ["LANE"]


def at(step: Step, reader: Reader) -> Iterator[Item]:
    """With who carries it out, how far it is and when it is due."""
    for opportunity in reader.opportunities(step):
        for each in opportunity.solutions:
            notes = [each.owner or "", (each.status or "").replace("_", " "), f"due {each.due}" if each.due else ""]
            yield Item(text=each.text, mark="solution", note=" · ".join(note for note in notes if note))


LANE: Final = Says(name="solutions", title="Solutions", rank=75, at=at)
