"""What people want to reach, stage by stage and step by step."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from journeykit.render.lanes import Says
from journeykit.render.sheet import Item

if TYPE_CHECKING:
    from journeykit.model import Stage
    from journeykit.render.reader import Reader

__all__ = ["LANE"]


def of(stage: Stage, _reader: Reader) -> Iterator[Item]:
    """The goal of a stage."""
    if stage.goal:
        yield Item(text=stage.goal, mark="goal")


LANE: Final = Says(name="goals", title="Goals", rank=15, of=of)
