"""What answers the questions: pages, leaflets, films."""

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
    return (Item(text=each, mark="content") for each in step.content)


LANE: Final = Says(name="content", title="Content", rank=37, at=at, of=at)
