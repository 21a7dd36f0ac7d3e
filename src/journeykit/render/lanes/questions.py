"""What people ask."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from journeykit.render.lanes import Says
from journeykit.render.sheet import Item

if TYPE_CHECKING:
    from journeykit.model import Stage, Step
    from journeykit.render.reader import Reader

__all__ = ["LANE"]


def at(step: Step | Stage, _reader: Reader) -> Iterator[Item]:
    """Of a step, and of a whole stage."""
    return (Item(text=each, mark="question") for each in step.questions)


LANE: Final = Says(name="questions", title="Questions", rank=35, at=at, of=at)
