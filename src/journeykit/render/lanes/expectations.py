"""What people expect, and what became of it."""

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
    """Each with a sign of its own for missed, met and exceeded."""
    for each, who in reader.entries(step, "expectations"):
        note = " · ".join(note for note in (each.met, reader.names(who)) if note)
        mark, level = each.met or "expectation", reader.level(step, each.evidence)
        yield Item(text=each.text, mark=mark, who=who, note=note, level=level)


LANE: Final = Says(name="expectations", title="Expectations", rank=55, at=at)
