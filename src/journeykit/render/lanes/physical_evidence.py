"""What the customer can see or touch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from journeykit.render.lanes import Says
from journeykit.render.processes import items
from journeykit.render.sheet import Item

if TYPE_CHECKING:
    from journeykit.model import Step
    from journeykit.render.reader import Reader

__all__ = ["LANE"]


def at(step: Step, _reader: Reader) -> Iterator[Item]:
    """With owner, system and duration; each is a thing, where nothing else is said of it."""
    return (replace(each, mark="thing") if each.mark == "process" else each for each in items(step.physical_evidence))


LANE: Final = Says(name="physical_evidence", title="Physical evidence", rank=5, at=at)
